"""The words of dates in every language: full names, no midnight at 12, no break in a date."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from babel import Locale
from babel.dates import format_date
from babel.localedata import locale_identifiers

from press.dates import (
    NotADateError,
    date_in_words,
    day_in_words,
    moment_in_words,
    short_date,
    time_in_words,
    weekday_in_words,
)
from press.dates.time_words import PHRASES, WORDLESS

WORDLESS_DAYS = (
    "bal-Latn",
    "ms-BN",
    "ms-Arab-BN",
    "vo",
    "vo-001",
)  # languages for which Babel has no pattern with a weekday
LANGUAGES = sorted(
    {name.replace("_", "-") for name in locale_identifiers() if name.count("_") < 2}
    - set(WORDLESS_DAYS)
)
DAY = date(2027, 3, 2)
MINUTES = [datetime(2027, 3, 9) + timedelta(minutes=minutes) for minutes in range(24 * 60)]
IN_WORDS = (day_in_words, date_in_words, weekday_in_words, short_date)


def plain_spaces(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("year", [False, True])
def test_every_language_names_the_weekday_and_the_month(year: bool) -> None:
    """In full, as Babel has them; a month may be a number in a language that writes it so."""
    assert len(LANGUAGES) > 500
    lacking = []
    for language in LANGUAGES:
        locale = Locale.parse(language, sep="-")
        weekdays = {format_date(DAY, form, locale=locale) for form in ("EEEE", "cccc")}
        months = {"3月", *(format_date(DAY, form, locale=locale) for form in ("MMMM", "LLLL"))}
        text = day_in_words(DAY, language, year).replace("\u00a0", " ")
        named = any(map(text.__contains__, weekdays)) and any(map(text.__contains__, months))
        if not named or "2" not in text or ("2027" in text) != year:
            lacking.append((language, text))
    assert lacking == []


def test_with_its_year_a_day_is_just_as_the_language_has_it() -> None:
    """In languages whose own patterns have full names."""
    compared = 0
    for language in LANGUAGES:
        locale = Locale.parse(language, sep="-")
        for in_words, form in ((day_in_words, "full"), (date_in_words, "long")):
            pattern = locale.date_formats[form].pattern
            if "MMMM" in pattern and ("EEEE" in pattern or form == "long"):
                ours, theirs = (
                    in_words(DAY, language, year=True),
                    format_date(DAY, form, locale=locale),
                )
                assert plain_spaces(ours) == plain_spaces(theirs), language
                compared += 1
    assert compared > 800


def test_every_language_has_different_words_for_each_day_of_a_year() -> None:
    days = [DAY + timedelta(days=number) for number in range(365)]
    for language in ("en-US", "es", "fr", "vi", "ko", "zh-Hans", "ru", "ar", "fil", "cs", "lt"):
        for in_words in (day_in_words, date_in_words, short_date):
            assert len({in_words(day, language) for day in days}) == 365, (in_words, language)


def test_no_language_has_a_blank_that_the_fonts_do_not_have() -> None:
    """Except in Mongolian's own script, where the narrow space is part of a word."""
    for language in set(LANGUAGES) - {"mn-Mong"}:
        texts = [
            day_in_words(DAY, language, year=True),
            date_in_words(DAY, language, year=True),
            short_date(DAY, language),
        ]
        assert "\u202f" not in "".join(
            [*texts, time_in_words(time(6, 30), language), moment_in_words(MINUTES[390], language)]
        )


@pytest.mark.parametrize("language", ["en", "en-US", "en-CA", "en-AU", "en-GB"])
def test_no_minute_of_the_day_is_twelve_am(language: str) -> None:
    for moment in MINUTES:
        for text in (
            time_in_words(moment, language),
            time_in_words(moment.time(), language),
            moment_in_words(moment, language),
        ):
            words = text.replace("\u00a0", " ").casefold().replace(".", "")
            assert (
                not words.startswith(("12 am", "12:00", "12 pm", "0:00")) or language == "en-GB"
            ), text
            assert not words.startswith(("00:00", "24:00")), text
            assert not re.match(r"12:\d\d am\b", words) or "night" in words, text


def test_a_midnight_without_its_day_is_not_noon_in_any_language() -> None:
    for language in LANGUAGES:
        text = time_in_words(time(0, 0), language)
        has_phrases = language.split("-")[0] in PHRASES
        assert text == "00:00" or "59" in text or has_phrases, (language, text)


def test_no_blank_breaks_in_a_time_or_between_day_and_month() -> None:
    assert time_in_words(time(6, 30), "en-US") == "6:30\u00a0AM"
    assert time_in_words(time(12, 0), "en-US") == "12\u00a0noon"
    assert time_in_words(time(12, 0), "es-US") == "12\u00a0del\u00a0mediodía"
    assert time_in_words(datetime(2027, 3, 9), "en-US") == "11:59\u00a0PM Monday night"
    assert day_in_words(DAY, "en-US") == "Tuesday, March\u00a02"
    assert day_in_words(DAY, "es", year=True) == "martes, 2\u00a0de\u00a0marzo de 2027"
    assert (
        moment_in_words(datetime(2027, 3, 9, 6, 30), "en-US")
        == "6:30\u00a0AM on Tuesday, March\u00a09"
    )
    assert day_in_words(DAY, "ru", year=True) == "вторник, 2\u00a0марта 2027\u00a0г."


def test_the_words_of_a_calendar() -> None:
    assert date_in_words(DAY, "en-US") == "March\u00a02"
    assert date_in_words(DAY, "en-US", year=True) == "March\u00a02, 2027"
    assert date_in_words(DAY, "es", year=True) == "2\u00a0de\u00a0marzo de 2027"
    assert short_date(DAY, "en-US") == "Mar\u00a02"
    assert short_date(DAY, "es") == "2\u00a0mar"
    assert weekday_in_words(DAY, "en-US") == "Tue"
    assert weekday_in_words(DAY, "en-US", short=False) == "Tuesday"
    assert weekday_in_words(DAY, "es", short=False) == "martes"
    assert weekday_in_words(datetime(2027, 3, 2), "en-US") == "Mon"


def test_seconds_are_left_out() -> None:
    assert time_in_words(time(6, 30, 59, 999999), "en-US") == time_in_words(time(6, 30), "en-US")
    assert time_in_words(time(0, 0, 30), "en-US") == time_in_words(time(0, 0), "en-US")
    assert moment_in_words(datetime(2027, 3, 9, 0, 0, 30), "en-US") == moment_in_words(
        datetime(2027, 3, 9), "en-US"
    )


@pytest.mark.parametrize(
    "language", ["xx", "", "English", "en_US", "zz-ZZ", "en-US-x", *WORDLESS_DAYS]
)
def test_an_unknown_language_is_refused(language: str) -> None:
    for in_words in IN_WORDS:
        with pytest.raises(NotADateError, match="is a language in which no date can be said"):
            in_words(DAY, language)


def test_every_language_of_ours_has_all_the_phrases() -> None:
    assert {"en", "es"} <= set(PHRASES)
    for words in PHRASES.values():
        assert set(words) == set(WORDLESS)

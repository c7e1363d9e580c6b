"""From days and times to the words that patients read: no "12 AM", and every night by its name.

``language`` is a tag such as en-US; an unknown one raises NotADateError. The spaces in a time,
and between a day and its month, are no-break spaces (U+00A0).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from press.dates.locale_patterns import NO_BREAK_SPACE, locale_patterns
from press.dates.time_words import phrases
from press.dates.wall_clock import MIDNIGHT, display_day, display_moment, naive

LAST_MINUTE = time(23, 59)
MORNING = time(5, 0)  # before it, "Tuesday night" may mean either of two nights


def day_in_words(day: date, language: str, year: bool = False) -> str:
    """Return ``Tuesday, March 2``, or with its ``year`` ``Tuesday, March 2, 2027``.

    A moment has its display day: midnight belongs to the evening before.
    """
    patterns = locale_patterns(language)
    return patterns.format_day(display_day(day), patterns.day_and_year if year else patterns.day)


def date_in_words(day: date, language: str, year: bool = False) -> str:
    """Return a day without its weekday: ``March 2``, or ``March 2, 2027``."""
    patterns = locale_patterns(language)
    return patterns.format_day(display_day(day), patterns.date_and_year if year else patterns.date)


def short_date(day: date, language: str) -> str:
    """Return ``Mar 2``, for a cell of a calendar."""
    patterns = locale_patterns(language)
    return patterns.format_day(display_day(day), patterns.short_date)


def weekday_in_words(day: date, language: str, short: bool = True) -> str:
    """Return ``Tue``, for the head of a calendar, or ``Tuesday`` if not ``short``."""
    return locale_patterns(language).format_day(display_day(day), "EEE" if short else "EEEE")


def time_in_words(moment: time | datetime, language: str) -> str:
    """Return ``6:30 AM`` or ``12 noon``: a time without its day.

    Midnight of a datetime is ``11:59 PM Monday night``, with the display day. Midnight of a time
    is ``11:59 PM the night before``.
    """
    clock = naive(moment).time() if isinstance(moment, datetime) else moment
    if clock.replace(second=0, microsecond=0) != MIDNIGHT:
        text = _clock(clock, language)
        if locale_patterns(language).twelve_hours and clock.hour == 0:
            return phrases(language)["after-midnight"].format(time=text)
        return text
    last_minute = _clock(LAST_MINUTE, language)
    if isinstance(moment, datetime):
        weekday = weekday_in_words(moment, language, short=False)
        return phrases(language)["evening"].format(time=last_minute, weekday=weekday)
    return phrases(language)["evening-before"].format(time=last_minute)


def moment_in_words(moment: datetime, language: str, year: bool = False) -> str:
    """Return ``6:30 AM on Tuesday, March 9``, or ``11:59 PM Monday night, March 8``.

    Before 5 AM, the words name the night as well.
    """
    shown = display_moment(moment)
    if shown.date() < moment.date():
        phrase = "evening-moment"
    else:
        phrase = "night-moment" if shown.time() < MORNING else "moment"
    return phrases(language)[phrase].format(
        time=_clock(shown.time(), language),
        day=day_in_words(shown, language, year),
        date=date_in_words(shown, language, year),
        weekday=weekday_in_words(shown, language, short=False),
        before=weekday_in_words(shown - timedelta(days=1), language, short=False),
    )


def _clock(clock: time, language: str) -> str:
    """Return the words for a time other than midnight."""
    patterns = locale_patterns(language)
    text = patterns.format_time(clock)
    noon = patterns.twelve_hours and (clock.hour, clock.minute) == (12, 0)
    return (
        phrases(language)["noon"].format(time=text).replace(" ", NO_BREAK_SPACE) if noon else text
    )

"""From days and times to the words that a patient reads: never "12 AM", and of a night always which.

``language`` is a tag such as en-US; an unknown one raises NotADateError. Blanks in a time, and between a day and its
month, do not break (U+00A0).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from press.dates.locale_patterns import HELD, manner
from press.dates.time_words import phrases
from press.dates.wall_clock import MIDNIGHT, display_day, display_moment, naive

LAST_MINUTE = time(23, 59)
MORNING = time(5, 0)  # before it, "Tuesday night" may be either of two


def day_in_words(day: date, language: str, year: bool = False) -> str:
    """``Tuesday, March 2``; with its ``year``, ``Tuesday, March 2, 2027``. A moment has the day that it is said to be on."""
    ours = manner(language)
    return ours.day_as(display_day(day), ours.day_and_year if year else ours.day)


def date_in_words(day: date, language: str, year: bool = False) -> str:
    """The same without the weekday: ``March 2``, ``March 2, 2027``."""
    ours = manner(language)
    return ours.day_as(display_day(day), ours.date_only_and_year if year else ours.date_only)


def short_date(day: date, language: str) -> str:
    """``Mar 2``, for the square of a calendar."""
    return manner(language).day_as(display_day(day), manner(language).short)


def weekday_in_words(day: date, language: str, short: bool = True) -> str:
    """``Tue``, for the head of a calendar; else ``Tuesday``."""
    return manner(language).day_as(display_day(day), "EEE" if short else "EEEE")


def time_in_words(what: time | datetime, language: str) -> str:
    """``6:30 AM``, ``12 noon``; of a moment at midnight, ``11:59 PM Monday night``, and else no day: say it beside."""
    clock = naive(what).time() if isinstance(what, datetime) else what
    if clock.replace(second=0, microsecond=0) != MIDNIGHT:
        after = manner(language).twelve and clock.hour == 0
        return (
            phrases(language)["after-midnight"].format(time=_clock(clock, language))
            if after
            else _clock(clock, language)
        )
    if isinstance(what, datetime):
        weekday = weekday_in_words(what, language, short=False)
        return phrases(language)["evening"].format(
            time=_clock(LAST_MINUTE, language), weekday=weekday
        )
    return phrases(language)["evening-before"].format(time=_clock(LAST_MINUTE, language))


def moment_in_words(moment: datetime, language: str, year: bool = False) -> str:
    """``6:30 AM on Tuesday, March 9``, ``11:59 PM Monday night, March 8``; before five in the morning, the night as well."""
    said = display_moment(moment)
    night = "night-moment" if said.time() < MORNING else "moment"
    return phrases(language)["evening-moment" if said.date() < moment.date() else night].format(
        time=_clock(said.time(), language),
        day=day_in_words(said, language, year),
        date=date_in_words(said, language, year),
        weekday=weekday_in_words(said, language, short=False),
        before=weekday_in_words(said - timedelta(days=1), language, short=False),
    )


def _clock(clock: time, language: str) -> str:
    """A time other than midnight."""
    ours = manner(language)
    noon = ours.twelve and (clock.hour, clock.minute) == (12, 0)
    return (
        phrases(language)["noon"].format(time=ours.time(clock)).replace(" ", HELD)
        if noon
        else ours.time(clock)
    )

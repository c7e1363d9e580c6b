"""From days and times to the words that a patient reads: never "12 AM", and of a night always which.

``language`` is a tag such as en-US; an unknown one raises NotADateError. Blanks in a time, and between a day and its
month, do not break (U+00A0).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from press.dates.locale_patterns import HELD, manner
from press.dates.time_words import phrases
from press.dates.wall_clock import MIDNIGHT, as_said, day_of, naive

LAST_MINUTE = time(23, 59)
MORNING = time(5, 0)  # before it, "Tuesday night" may be either of two


def said_day(day: date, language: str, year: bool = False) -> str:
    """``Tuesday, March 2``; with its ``year``, ``Tuesday, March 2, 2027``. A moment has the day that it is said to be on."""
    ours = manner(language)
    return ours.day_as(day_of(day), ours.day_and_year if year else ours.day)


def said_date(day: date, language: str, year: bool = False) -> str:
    """The same without the weekday: ``March 2``, ``March 2, 2027``."""
    ours = manner(language)
    return ours.day_as(day_of(day), ours.date_only_and_year if year else ours.date_only)


def said_date_briefly(day: date, language: str) -> str:
    """``Mar 2``, for the square of a calendar."""
    return manner(language).day_as(day_of(day), manner(language).briefly)


def said_weekday(day: date, language: str, briefly: bool = True) -> str:
    """``Tue``, for the head of a calendar; else ``Tuesday``."""
    return manner(language).day_as(day_of(day), "EEE" if briefly else "EEEE")


def said_time(what: time | datetime, language: str) -> str:
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
        weekday = said_weekday(what, language, briefly=False)
        return phrases(language)["evening"].format(
            time=_clock(LAST_MINUTE, language), weekday=weekday
        )
    return phrases(language)["evening-before"].format(time=_clock(LAST_MINUTE, language))


def said_moment(moment: datetime, language: str, year: bool = False) -> str:
    """``6:30 AM on Tuesday, March 9``, ``11:59 PM Monday night, March 8``; before five in the morning, the night as well."""
    said = as_said(moment)
    night = "night-moment" if said.time() < MORNING else "moment"
    return phrases(language)["evening-moment" if said.date() < moment.date() else night].format(
        time=_clock(said.time(), language),
        day=said_day(said, language, year),
        date=said_date(said, language, year),
        weekday=said_weekday(said, language, briefly=False),
        before=said_weekday(said - timedelta(days=1), language, briefly=False),
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

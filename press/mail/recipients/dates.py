"""From the dates and times of a list, in ISO form or as month/day/year, to date and time values."""

from __future__ import annotations

import re
from datetime import date, time
from functools import lru_cache

from press.dates import NotADateError, date_in_words, time_in_words, weekday_in_words

EARLIEST, LATEST = 1900, 2100
MAJORITY = 18  # years

_ISO = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})")
_US = re.compile(r"(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>[0-9]{4})")
_TIME = re.compile(
    r"(?P<h>[0-9]{1,2}):(?P<min>[0-9]{2})(?::00(?:\.0+)?)?(?: ?(?P<half>[APap])\.?[Mm]\.?)?"
)
_DATE_AND_TIME = re.compile(r"([0-9/-]{8,10})[T ,]+(.+)", re.DOTALL)
_MIDNIGHT = re.compile(r"0?0:00(:00(\.0+)?)?|00:00(:00(\.0+)?)?Z|12:00(:00)? ?AM")

WRITE_HINT = "Write it as 3/9/2027 or 2027-03-09"
CLOCK_HINT = "Write it as 8:30 AM or 08:30"
MISTAKES = (
    (r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}", "has a year of two digits", WRITE_HINT),
    (
        r"[0-9]+(\.[0-9]*)?",
        "is a number, as a spreadsheet keeps a day",
        f"Give the column the format of a date. {WRITE_HINT}",
    ),
    (r"[0-9]{1,2}[.-][0-9]{1,2}[.-][0-9]{4}", "can be read in two ways", WRITE_HINT),
    (r"[0-9]{4}/.*", "can be read in two ways", WRITE_HINT),
)


@lru_cache(maxsize=1024)
def read_moment(text: str) -> tuple[date, time | None]:
    """Return the day and the time of ``3/9/2027``, ``2027-03-09`` or either of them with a time.

    The time is None if there is none, or at midnight: a spreadsheet adds midnight to a date alone.
    Raises NotADateError.
    """
    match = _DATE_AND_TIME.fullmatch(text)
    if match is None:
        return read_day(text), None
    day, clock = read_day(match[1]), match[2]
    if _MIDNIGHT.fullmatch(clock):
        return day, None
    return day, read_time(clock)


def read_day(text: str) -> date:
    """Return a day of the years 1900 to 2100. Raises NotADateError."""
    match = _ISO.fullmatch(text) or _US.fullmatch(text)
    if not match:
        raise _not_a_date(text)
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if not EARLIEST <= year <= LATEST:
        raise NotADateError(f"is not in the years {EARLIEST} to {LATEST}", "Check the year")
    if month > 12 >= day:
        raise NotADateError("has no such month", f"The month comes first. {WRITE_HINT}")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADateError("is not a day of the calendar", "Check month and day") from None


@lru_cache(maxsize=1440)
def read_time(text: str) -> time:
    """Return the time of ``8:30 AM``, ``08:30`` or ``14:30``. Raises NotADateError."""
    match = _TIME.fullmatch(text)
    if not match:
        if re.fullmatch(r"[0-9]*\.?[0-9]+", text):
            raise NotADateError("is a number, as a spreadsheet keeps a time", CLOCK_HINT)
        raise NotADateError("is not a time of day", CLOCK_HINT)
    hour, minute, am_pm = int(match["h"]), int(match["min"]), (match["half"] or "").upper()
    if minute > 59 or hour > (12 if am_pm else 23) or (am_pm and hour == 0):
        raise NotADateError("is not a time that a clock shows", CLOCK_HINT)
    if am_pm:
        hour = hour % 12 + (12 if am_pm == "P" else 0)
    elif hour < 7 and len(match["h"]) == 1 and hour:
        what = "may be in the morning or in the afternoon"
        raise NotADateError(what, f"Say AM or PM. {CLOCK_HINT}")
    if (hour, minute) == (0, 0):
        raise NotADateError("is midnight, which is what an empty time becomes", CLOCK_HINT)
    return time(hour, minute)


def is_minor(birth: date, today: date) -> bool:
    """Return True below 18 years. A person born on February 29 comes of age on March 1."""
    before_birthday = (today.month, today.day) < (birth.month, birth.day)
    return today.year - birth.year - before_birthday < MAJORITY


@lru_cache(maxsize=1024)
def date_and_weekday(day: date, language: str) -> tuple[str, str]:
    """Return a day with its year, and its weekday, in the words of a language."""
    return date_in_words(day, language, year=True), weekday_in_words(day, language, short=False)


@lru_cache(maxsize=1024)
def clock_time(clock: time, language: str) -> str:
    """Return a time in the words of a language."""
    return time_in_words(clock, language)


def _not_a_date(text: str) -> NotADateError:
    for pattern, what, hint in MISTAKES:
        if re.fullmatch(pattern, text, re.DOTALL):
            return NotADateError(what, hint)
    return NotADateError("is not a day", WRITE_HINT)

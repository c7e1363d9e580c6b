"""From a list's days and times to those of the calendar: ISO's way, or month/day/year, the country's; nothing is guessed."""

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
_TWO = re.compile(r"([0-9/-]{8,10})[T ,]+(.+)", re.DOTALL)

WRITE = "Write it as 3/9/2027 or 2027-03-09"
CLOCK = "Write it as 8:30 AM or 08:30"
SLIPS = (
    (r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}", "has a year of two digits", WRITE),
    (
        r"[0-9]+(\.[0-9]*)?",
        "is a number, as a spreadsheet keeps a day",
        f"Give the column the format of a date. {WRITE}",
    ),
    (r"[0-9]{1,2}[.-][0-9]{1,2}[.-][0-9]{4}", "can be read in two ways", WRITE),
    (r"[0-9]{4}/.*", "can be read in two ways", WRITE),
)


@lru_cache(maxsize=1024)
def read_moment(text: str) -> tuple[date, time | None]:
    """``3/9/2027``, ``2027-03-09`` or either with a time; midnight is a spreadsheet's way to say none. Raises NotADateError."""
    both = _TWO.fullmatch(text)
    if both is None:
        return read_day(text), None
    clock = both[2].removesuffix("Z") if re.fullmatch(r"00:00(:00(\.0+)?)?Z?", both[2]) else both[2]
    day = read_day(both[1])
    return day, None if re.fullmatch(r"0?0:00(:00(\.0+)?)?|12:00(:00)? ?AM", clock) else read_time(
        clock
    )


def read_day(text: str) -> date:
    """A day of the years 1900 to 2100; raises NotADateError."""
    found = _ISO.fullmatch(text) or _US.fullmatch(text)
    if not found:
        raise _slip(text)
    year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    if not EARLIEST <= year <= LATEST:
        raise NotADateError(f"is not in the years {EARLIEST} to {LATEST}", "Check the year")
    if month > 12 >= day:
        raise NotADateError("has no such month", f"The month comes first. {WRITE}")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADateError("is not a day of the calendar", "Check month and day") from None


@lru_cache(maxsize=1440)
def read_time(text: str) -> time:
    """``8:30 AM``, ``08:30`` or ``14:30``; raises NotADateError."""
    found = _TIME.fullmatch(text)
    if not found:
        what = (
            "is a number, as a spreadsheet keeps a time"
            if re.fullmatch(r"[0-9]*\.?[0-9]+", text)
            else "is not a time of day"
        )
        raise NotADateError(what, CLOCK)
    hour, minute, half = int(found["h"]), int(found["min"]), (found["half"] or "").upper()
    if minute > 59 or hour > (12 if half else 23) or (half and hour == 0):
        raise NotADateError("is not a time that a clock shows", CLOCK)
    if half:
        hour = hour % 12 + (12 if half == "P" else 0)
    elif hour < 7 and len(found["h"]) == 1 and hour:
        raise NotADateError("may be in the morning or in the afternoon", f"Say AM or PM. {CLOCK}")
    if (hour, minute) == (0, 0):
        raise NotADateError("is midnight, which is what an empty time becomes", CLOCK)
    return time(hour, minute)


def minor(birth: date, today: date) -> bool:
    """True below 18 years; who was born on February 29 comes of age on March 1."""
    return (
        today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    ) < MAJORITY


@lru_cache(maxsize=1024)
def said(day: date, language: str) -> tuple[str, str]:
    """A day with its year, and its weekday, in the words of a language."""
    return date_in_words(day, language, year=True), weekday_in_words(day, language, short=False)


@lru_cache(maxsize=1024)
def said_clock(clock: time, language: str) -> str:
    return time_in_words(clock, language)


def _slip(text: str) -> NotADateError:
    for pattern, what, hint in SLIPS:
        if re.fullmatch(pattern, text, re.DOTALL):
            return NotADateError(what, hint)
    return NotADateError("is not a day", WRITE)

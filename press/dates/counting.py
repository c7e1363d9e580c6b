"""From the surgery and the practice's numbers to days and wall times before it. Nothing here knows a medical number."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, datetime, timedelta
from operator import index
from typing import NamedTuple

from press.dates.reading import NotADateError
from press.dates.wall_clock import (
    display_day,
    display_moment,
    is_repeated,
    is_skipped,
    naive,
    offsets,
    to_the_minute,
)

DAY = timedelta(days=1)
MOST_DAYS = 366  # before or after the surgery; more is a slip of the pen
LONGEST_CLOSURE = 31  # days in a row on which nobody answers the telephone; more is one, too
WEEKEND = (5, 6)  # Saturday and Sunday; Monday is 0


class CountedTime(NamedTuple):
    """A wall time counted back: whether the clocks change in between, and whether it is one that they skip or show twice."""

    moment: datetime
    clocks_change: bool
    skipped: bool
    repeated: bool


def last_dose(surgery: date, days_before: int) -> date:
    """The last day on which a medicine is taken: 0 is the surgery's own. It is never moved, whatever day of the week it is."""
    return _back(surgery, days_before)


def day_before(surgery: date, days: int) -> date:
    """The day so many days before the surgery; with a number below 0, after it."""
    if not -MOST_DAYS <= index(days) <= MOST_DAYS:
        raise NotADateError(
            "is a number of days that cannot be right", f"Write {MOST_DAYS} at most"
        )
    return _day(surgery) - days * DAY


def call_by(surgery: date, days_before: int, closed: Container[date]) -> date:
    """The last day for a call: so many days before the surgery, or the last before it on which the practice is open.

    Closed are Saturdays, Sundays and what ``closed`` holds. Raises NotADateError where it is closed for a month.
    """
    latest = _back(surgery, days_before)
    for back in range(LONGEST_CLOSURE + 1):
        day = latest - back * DAY
        if not is_closed(day, closed):
            return day
    raise NotADateError(
        f"falls into more than {LONGEST_CLOSURE} closed days in a row",
        "Check 'closed_days' in practice.yaml",
    )


def is_closed(day: date, closed: Container[date]) -> bool:
    """True if nobody answers the telephone then: on Saturdays, Sundays and what ``closed`` holds."""
    return day.weekday() in WEEKEND or day in closed


def hours_before(moment: datetime, hours: float, zone: str) -> CountedTime:
    """So many hours back on the wall clock: 8 before 06:30 is 22:30 the evening before, also when the clocks change.

    Whole minutes only; raises NotADateError for a number below 0 or that cannot be right.
    """
    if not 0 <= hours <= MOST_DAYS * 24 or timedelta(hours=hours) % timedelta(minutes=1):
        raise NotADateError(
            "is a number of hours that cannot be right",
            f"Write whole or half hours, {MOST_DAYS * 24:,} at most",
        )
    end = to_the_minute(naive(moment))
    begin = end - timedelta(hours=hours)
    return CountedTime(
        begin, _clocks_change(begin, end, zone), is_skipped(begin, zone), is_repeated(begin, zone)
    )


def is_past(what: date | datetime, printed: datetime) -> bool:
    """True if it can no longer be kept at the wall time of printing.

    A day is past when it is over: a last dose today can still be taken. A time is past as soon as the clock shows it, for
    who holds the paper then is late; and midnight at 11:59 PM, as it is said.
    """
    if isinstance(what, datetime):
        return display_moment(what) <= naive(printed)
    return what < naive(printed).date()


def crosses_year(what: Iterable[date | datetime]) -> bool:
    """True if these do not all lie in one year: then each is said with its year. The day of printing belongs to them."""
    return len({display_day(one).year for one in what}) > 1


def _back(surgery: date, days_before: int) -> date:
    if index(days_before) < 0:
        raise NotADateError(
            "is below 0, and would lie after the surgery",
            "Write how many days before the surgery it is",
        )
    return day_before(surgery, days_before)


def _day(surgery: date) -> date:
    """Not the day on paper: a surgery at midnight is counted from the day that begins."""
    return naive(surgery).date() if isinstance(surgery, datetime) else surgery


def _clocks_change(begin: datetime, end: datetime, zone: str) -> bool:
    """True if the wall is not equally far from UTC all the time, or may not be, where an end of it is there twice.

    It is looked at once a day, for no change is undone in less.
    """
    days = (end - begin) // DAY
    seen = [offsets(begin + number * DAY, zone) for number in range(days + 1)]
    return len(set().union(*seen, offsets(end, zone))) > 1

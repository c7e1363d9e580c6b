"""From a surgery and the practice's numbers to the days and wall times before it.

This module holds no medical number: every count is a parameter.
"""

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
MOST_DAYS = 366  # before or after the surgery; a larger number is a typing error
LONGEST_CLOSURE = 31  # closed days in a row; a longer closure is a typing error, too
WEEKEND = (5, 6)  # Saturday and Sunday; Monday is 0


class CountedTime(NamedTuple):
    """A wall time some hours before another.

    ``clocks_change`` is True if the clocks change between the two. ``skipped`` and ``repeated``
    are True if the clocks skip this time, or show it twice.
    """

    moment: datetime
    clocks_change: bool
    skipped: bool
    repeated: bool


def last_dose(surgery: date, days_before: int) -> date:
    """Return the last day on which a medicine is taken: 0 is the day of the surgery.

    The day is never moved, whatever weekday it is. Raises NotADateError if ``days_before`` is
    below 0 or above 366.
    """
    return _count_back(surgery, days_before)


def day_before(surgery: date, days: int) -> date:
    """Return the day that is ``days`` before the surgery; a negative number counts forward.

    Raises NotADateError beyond 366 days either way.
    """
    if not -MOST_DAYS <= index(days) <= MOST_DAYS:
        raise NotADateError(
            "is a number of days that cannot be right", f"Write {MOST_DAYS} at most"
        )
    return _without_time(surgery) - days * DAY


def call_by(surgery: date, days_before: int, closed: Container[date]) -> date:
    """Return the last open day that is at least ``days_before`` days before the surgery.

    The practice is closed on Saturdays, on Sundays and on the days in ``closed``. Raises
    NotADateError if it is closed for more than 31 days in a row, or if ``days_before`` is below
    0 or above 366.
    """
    latest = _count_back(surgery, days_before)
    for back in range(LONGEST_CLOSURE + 1):
        day = latest - back * DAY
        if not is_closed(day, closed):
            return day
    raise NotADateError(
        f"falls into more than {LONGEST_CLOSURE} closed days in a row",
        "Check 'closed_days' in practice.yaml",
    )


def is_closed(day: date, closed: Container[date]) -> bool:
    """Return True if the practice is closed: on weekends and on the days in ``closed``."""
    return day.weekday() in WEEKEND or day in closed


def hours_before(moment: datetime, hours: float, zone: str) -> CountedTime:
    """Return the wall time that is ``hours`` before another, also across a change of the clocks.

    8 hours before 06:30 is 22:30 the evening before. Raises NotADateError if ``hours`` is
    negative, more than 366 days, or no whole number of minutes.
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


def is_past(deadline: date | datetime, printed: datetime) -> bool:
    """Return True if a deadline can no longer be met at the wall time of printing.

    A day is past when it is over: a last dose today can still be taken. A time is past in the
    minute that the clock shows it, because the patient is then late. Midnight is past at
    11:59 PM, as it is printed.
    """
    if isinstance(deadline, datetime):
        return display_moment(deadline) <= naive(printed)
    return deadline < naive(printed).date()


def crosses_year(days: Iterable[date | datetime]) -> bool:
    """Return True if the days are not all in one year; then each is printed with its year.

    Callers include the day of printing.
    """
    return len({display_day(day).year for day in days}) > 1


def _count_back(surgery: date, days_before: int) -> date:
    if index(days_before) < 0:
        raise NotADateError(
            "is below 0, and would lie after the surgery",
            "Write how many days before the surgery it is",
        )
    return day_before(surgery, days_before)


def _without_time(surgery: date) -> date:
    """Return the calendar day: a surgery at midnight counts from the day that begins then."""
    return naive(surgery).date() if isinstance(surgery, datetime) else surgery


def _clocks_change(begin: datetime, end: datetime, zone: str) -> bool:
    """Return True if the offset from UTC differs, or may differ, between two wall times.

    The offset is compared once a day: no change of the clocks is undone within a day.
    """
    days = (end - begin) // DAY
    daily = [offsets(begin + number * DAY, zone) for number in range(days + 1)]
    return len(set().union(*daily, offsets(end, zone))) > 1

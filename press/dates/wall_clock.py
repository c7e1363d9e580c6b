"""From a time zone to the wall time now, and to the wall times that it skips or shows twice.

``zone`` is a name such as America/New_York. Python's arithmetic on two times of one zone is wall
arithmetic. So every question about a change of the clocks is answered by way of UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MIDNIGHT = time(0, 0)
MINUTE = timedelta(minutes=1)


def now(zone: str | None) -> datetime:
    """Return the wall time now in ``zone``, to the minute; by the computer's clock if None."""
    return to_the_minute(_aware_now(zone).replace(tzinfo=None, fold=0))


def today(zone: str | None) -> date:
    """Return the day now in ``zone``; by the computer's clock if it is None.

    The clock of a server elsewhere may be a day ahead.
    """
    return _aware_now(zone).date()


def _aware_now(zone: str | None) -> datetime:
    return datetime.now(ZoneInfo(zone) if zone else None)


def is_skipped(moment: datetime, zone: str) -> bool:
    """Return True for a wall time that does not exist: the clocks are put forward over it."""
    home = ZoneInfo(zone)
    back = naive(moment).replace(tzinfo=home).astimezone(UTC).astimezone(home)
    return back.replace(tzinfo=None, fold=0) != naive(moment)


def is_repeated(moment: datetime, zone: str) -> bool:
    """Return True for a wall time that exists twice: the clocks are put back over it."""
    return not is_skipped(moment, zone) and len(offsets(moment, zone)) > 1


def offsets(moment: datetime, zone: str) -> set[timedelta]:
    """Return the offsets from UTC at a wall time: two for a skipped or a repeated time."""
    home = ZoneInfo(zone)
    both = (naive(moment).replace(tzinfo=home, fold=fold).utcoffset() for fold in (0, 1))
    return {offset for offset in both if offset is not None}


def display_moment(moment: datetime) -> datetime:
    """Return the wall time that patients read, to the minute: midnight becomes 11:59 PM before."""
    minute = to_the_minute(naive(moment))
    return minute - MINUTE if minute.time() == MIDNIGHT else minute


def display_day(day: date | datetime) -> date:
    """Return the day that patients read: midnight belongs to the evening before."""
    return display_moment(day).date() if isinstance(day, datetime) else day


def naive(moment: datetime) -> datetime:
    """Return a wall time with ``fold`` 0.

    Raises TypeError if it has a time zone, which would change how Python compares and counts.
    """
    if moment.tzinfo is not None:
        raise TypeError("a wall time has no zone")
    return moment.replace(fold=0)


def to_the_minute(moment: datetime) -> datetime:
    """Return the moment without its seconds."""
    return moment.replace(second=0, microsecond=0)

"""From a time zone to what the clock on the practice's wall shows: now, which times it skips, and which it shows twice.

``zone`` is a name such as America/New_York. Python's arithmetic on two times of one zone is wall arithmetic, so whatever
asks how the clocks go does it by way of UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MIDNIGHT = time(0, 0)
MINUTE = timedelta(minutes=1)


def now(zone: str | None) -> datetime:
    """Return what the practice's clock shows, to the minute; the machine's where ``zone`` is None."""
    return to_the_minute(_aware_now(zone).replace(tzinfo=None, fold=0))


def today(zone: str | None) -> date:
    """Return the day by the practice's clock; by the machine's where ``zone`` is None.

    The clock of a server elsewhere may be a day ahead.
    """
    return _aware_now(zone).date()


def _aware_now(zone: str | None) -> datetime:
    return datetime.now(ZoneInfo(zone) if zone else None)


def is_skipped(moment: datetime, zone: str) -> bool:
    """True for a wall time that does not exist: the clocks are put forward over it."""
    home = ZoneInfo(zone)
    back = naive(moment).replace(tzinfo=home).astimezone(UTC).astimezone(home)
    return back.replace(tzinfo=None, fold=0) != naive(moment)


def is_repeated(moment: datetime, zone: str) -> bool:
    """True for a wall time that exists twice: the clocks are put back over it."""
    return not is_skipped(moment, zone) and len(offsets(moment, zone)) > 1


def offsets(moment: datetime, zone: str) -> set[timedelta]:
    """How far the wall is before UTC: two values where it depends on which of two is meant, or in a gap."""
    found = (naive(moment).replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1))
    return {offset for offset in found if offset is not None}


def display_moment(moment: datetime) -> datetime:
    """The moment as patients are told it, to the minute: midnight is the last minute of the evening before."""
    minute = to_the_minute(naive(moment))
    return minute - MINUTE if minute.time() == MIDNIGHT else minute


def display_day(what: date | datetime) -> date:
    """The day under which it stands on paper: midnight is the evening's before."""
    return display_moment(what).date() if isinstance(what, datetime) else what


def naive(moment: datetime) -> datetime:
    """The same; raises TypeError where it has a zone, for it would be compared and counted otherwise."""
    if moment.tzinfo is not None:
        raise TypeError("a wall time has no zone")
    return moment.replace(fold=0)


def to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)

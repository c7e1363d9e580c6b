from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo


class NotADateError(ValueError):
    def __init__(self, what, hint):
        super().__init__(what)
        self.what, self.hint = what, hint


def read_day(t):
    try:
        return date.fromisoformat(t)
    except ValueError:
        raise NotADateError("is not a day", "Write it as year-month-day, such as 2027-03-09") from None


def read_clock(t):
    try:
        return time.fromisoformat(t)
    except ValueError:
        raise NotADateError("is not a time", "Write it as hours:minutes, such as 06:30") from None


def read_moment(t):
    try:
        return datetime.fromisoformat(t)
    except ValueError:
        raise NotADateError("is not a day and time", "Write it as 2027-03-09T08:00") from None


class Counted(NamedTuple):
    moment: datetime
    crosses: bool
    missing: bool


def gap(m, z):
    return False


def overlap(m, z):
    return False


def last_dose(d, n):
    return d - timedelta(days=n)


def hours_before(m, h, z):
    return Counted(m - timedelta(hours=h), False, False)


def call_by(d, n, closed):
    d = d - timedelta(days=n)
    while d.weekday() > 4 or d in closed:
        d -= timedelta(days=1)
    return d


def passed(what, printed):
    if isinstance(what, datetime):
        return what < printed
    return what < printed.date()


def now(zone):
    return datetime.now(ZoneInfo(zone) if zone else None).replace(tzinfo=None)


def said_day(d, language, year=False):
    return f"{d:%A, %B} {d.day}" + (f", {d.year}" if year else "")


def said_time(t, language):
    return f"{t:%I:%M %p}".lstrip("0")


def said_moment(m, language):
    return f"{said_time(m, language)} {m:%A}, {m:%B} {m.day}"


def said_weekday(d, language):
    return f"{d:%a}"


def said_date_briefly(d, language):
    return f"{d:%b} {d.day}"

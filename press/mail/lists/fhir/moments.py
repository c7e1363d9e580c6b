"""From FHIR's dates and instants to the date and the clock time of the practice."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from press.mail.lists.fhir.json_types import FieldReader

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:\d\d)")
UTC = ("Z", "+00:00", "-00:00")  # the offset of storage, and not of the practice's wall clock


class WallTime(NamedTuple):
    """An instant as a wall clock shows it.

    ``instant`` is in seconds since 1970, UTC, for sorting. ``day`` and ``clock`` are texts such as
    2027-03-04 and 14:30. ``known`` is False if the time is stored as UTC and no time zone is given.
    """

    instant: float
    day: str
    clock: str
    known: bool


def read_instant(text: str, zone: str | None) -> WallTime | None:
    """Return an instant by its own offset, or one in UTC by ``zone``; None for any other text."""
    match = _INSTANT.fullmatch(text)
    if not match:
        return None
    day, clock, second, offset = match.groups()
    second = "59" if second == "60" else second or "00"  # a leap second
    numeric_offset = "+00:00" if offset == "Z" else offset
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}:{second}{numeric_offset}")
        if offset in UTC and zone:
            moment = moment.astimezone(ZoneInfo(zone))
        instant = moment.timestamp()
    except (ValueError, OverflowError):
        return None
    known = bool(zone) or offset not in UTC
    return WallTime(instant, moment.date().isoformat(), f"{moment:%H:%M}", known)


def read_date(text: str, name: str, zone: str | None, reader: FieldReader) -> str:
    """Return the day of a date or an instant, as 2027-03-04, 2027-03 or 2027; "" if there is none.

    ``name`` is the field, for the fault of a text that is neither.
    """
    if not text or _DAY.fullmatch(text):
        return text
    wall_time = read_instant(text, zone)
    if wall_time is None:
        reader.add_fault(f"'{name}' is neither a date nor a time as FHIR writes them")
        return ""
    return wall_time.day

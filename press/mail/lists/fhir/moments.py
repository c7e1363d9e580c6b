"""From FHIR's dates and instants to what a calendar and a clock on the wall show."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from press.mail.lists.fhir.json_types import Noting

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:\d\d)")
UTC = ("Z", "+00:00", "-00:00")  # what systems store; no wall clock of the practice is meant


class Wall(NamedTuple):
    """``instant`` orders (seconds since 1970, UTC); ``day`` and ``clock`` are what the wall shows: 2027-03-04, 14:30.

    ``known`` is False where the time was stored as UTC, and nobody said in which zone it is shown.
    """

    instant: float
    day: str
    clock: str
    known: bool


def wall(text: str, zone: str | None) -> Wall | None:
    """An instant as it was written, by its own offset; one in UTC by ``zone``. None for what is no instant."""
    found = _MOMENT.fullmatch(text)
    if not found:
        return None
    day, clock, second, offset = found.groups()
    second = "59" if second == "60" else second or "00"  # a leap second
    try:
        moment = datetime.fromisoformat(
            f"{day}T{clock}:{second}{'+00:00' if offset == 'Z' else offset}"
        )
        if offset in UTC and zone:
            moment = moment.astimezone(ZoneInfo(zone))
        instant = moment.timestamp()
    except (ValueError, OverflowError):
        return None
    return Wall(
        instant, moment.date().isoformat(), f"{moment:%H:%M}", bool(zone) or offset not in UTC
    )


def day_of(text: str, name: str, zone: str | None, note: Noting) -> str:
    """The day of a date or a moment, as far as it is known: 2027-03-04, 2027-03 or 2027; an empty text for none."""
    if not text or _DAY.fullmatch(text):
        return text
    shown = wall(text, zone)
    if shown is None:
        note.note(f"'{name}' is neither a date nor a time as FHIR writes them")
        return ""
    return shown.day

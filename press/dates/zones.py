"""From the name of a time zone to the name with which a practice's clocks are right all year.

A fixed offset such as EST has no summer time: from March to November its clocks are an hour off.
"""

from __future__ import annotations

import re

EASTERN = "America/New_York"

# What people write for a zone of the United States, and the zone that has its summer time. HST and
# the places that keep one time all year, such as America/Phoenix, are right as they are.
REMEDIES = {
    "EST": EASTERN,
    "EDT": EASTERN,
    "ET": EASTERN,
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "CT": "America/Chicago",
    "MST": "America/Denver, or America/Phoenix where the clocks never change",
    "MDT": "America/Denver",
    "MT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "PT": "America/Los_Angeles",
    "AKST": "America/Anchorage",
    "AKDT": "America/Anchorage",
    "HDT": "America/Adak",
    "AST": "America/Puerto_Rico, or America/Halifax where the clocks change",
}

# By hours behind UTC, of a fixed offset.
_BY_OFFSET = {
    4: "America/Puerto_Rico, or America/New_York where the clocks change",
    5: EASTERN,
    6: "America/Chicago",
    7: REMEDIES["MST"],
    8: "America/Los_Angeles",
    9: "America/Anchorage",
    10: "Pacific/Honolulu",
}

_FIXED = re.compile(
    r"(Etc/)?(UTC|UCT|GMT|Zulu|Universal|Greenwich|GMT[+-]?\d{1,2})|Etc/.*|EST|MST|Factory|localtime"
)
_OFFSET = re.compile(r"(?:Etc/)?GMT([+-]\d{1,2})")


def is_fixed_offset(zone: str) -> bool:
    """Return True for a zone that is no place, such as EST, UTC or Etc/GMT+5."""
    return _FIXED.fullmatch(zone) is not None


def remedy(zone: str) -> str | None:
    """Return the zone that is probably meant; None if no zone of the United States is near."""
    if zone.upper() in REMEDIES:
        return REMEDIES[zone.upper()]
    offset = _OFFSET.fullmatch(zone)
    # In these names, the sign is that of ISO 8601 turned round: +5 is behind UTC.
    return _BY_OFFSET.get(int(offset[1])) if offset else None

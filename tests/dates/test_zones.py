"""Zones without the summer time of a place are named, with the zone that has it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from press.brand.brand import read_brand
from press.dates.zones import REMEDIES, is_fixed_offset, remedy
from press.problems import ContentError
from press.workspace import open_workspace
from tests.samples import PRACTICE

WRONG = {
    "EST": "Use America/New_York.",
    "MST": "Use America/Denver, or America/Phoenix where the clocks never change.",
    "Etc/GMT+5": "Use America/New_York.",
    "Etc/GMT+6": "Use America/Chicago.",
    "Etc/GMT+8": "Use America/Los_Angeles.",
    "Etc/GMT+10": "Use Pacific/Honolulu.",
    "UTC": "Use a name such as America/New_York.",
    "GMT": "Use a name such as America/New_York.",
    "Etc/UTC": "Use a name such as America/New_York.",
    "Zulu": "Use a name such as America/New_York.",
    "CST": "Use America/Chicago.",
    "PST": "Use America/Los_Angeles.",
    "EDT": "Use America/New_York.",
    "est": "Use America/New_York.",
}
RIGHT = (
    "America/New_York", "America/Phoenix", "Pacific/Honolulu", "HST", "America/Puerto_Rico",
    "EST5EDT", "CST6CDT", "US/Eastern", "US/Arizona", "America/Indiana/Indianapolis",
    "America/North_Dakota/New_Salem", "Pacific/Guam", "Africa/Accra", "Atlantic/Reykjavik",
    "Asia/Kolkata", "Europe/London", "America/Regina",
)  # fmt: skip


def brand_in(folder: Path, zone: str) -> str | None:
    (folder / "assets").mkdir()
    details = {**PRACTICE, "time_zone": zone}
    (folder / "assets" / "practice.yaml").write_text(json.dumps(details), encoding="utf-8")
    return read_brand(open_workspace(str(folder)))[0].time_zone


@pytest.mark.parametrize("zone", WRONG)
def test_a_fixed_offset_is_a_problem_with_the_zone_that_is_meant(zone: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        brand_in(tmp_path, zone)
    (problem,) = raised.value.problems
    assert problem.code == "F03"
    assert problem.line().endswith(WRONG[zone])


@pytest.mark.parametrize("zone", RIGHT)
def test_a_place_keeps_its_own_time(zone: str, tmp_path: Path) -> None:
    assert brand_in(tmp_path, zone) == zone


def test_no_place_is_taken_for_an_offset() -> None:
    """By the names: a place has its continent or country, and an offset has none."""
    fixed = {zone for zone in available_timezones() if is_fixed_offset(zone)}
    assert {"EST", "MST", "UTC", "GMT0", "Etc/GMT-14"} <= fixed
    continents = ("Africa/", "America/", "Asia/", "Australia/", "Europe/", "Pacific/", "US/")
    assert not [zone for zone in fixed if zone.startswith(continents)]
    winter, summer = datetime(2027, 1, 15, 12), datetime(2027, 7, 15, 12)
    for zone in fixed - {"localtime"}:
        offsets = {moment.replace(tzinfo=ZoneInfo(zone)).utcoffset() for moment in (winter, summer)}
        assert len(offsets) == 1, zone


def test_each_remedy_is_a_zone_with_the_offset_that_is_named() -> None:
    """Etc/GMT+5 is five hours behind UTC, as New York in winter is."""
    for hours in range(4, 11):
        named = (remedy(f"Etc/GMT+{hours}") or "").partition(",")[0]
        offset = datetime(2027, 1, 15, tzinfo=ZoneInfo(named)).utcoffset()
        assert offset
        assert offset.total_seconds() == -3600 * hours
    for text in REMEDIES.values():
        assert ZoneInfo(text.partition(",")[0])
    assert remedy("Etc/GMT-5") is None
    assert remedy("Eastern") is None

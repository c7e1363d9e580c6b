"""The practice's closed days, from practice.yaml to the last day for a call."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from press.brand.brand import read_brand
from press.dates import call_by
from press.workspace import open_workspace

PRACTICE = """\
name: Harbor Spine Clinic
address: {street: 12 Quay Street, city: Norfolk}
phone: 757-555-0142
"""


def a_practice(folder: Path, more: str) -> Path:
    (folder / "assets").mkdir()
    (folder / "handouts").mkdir()
    (folder / "assets" / "practice.yaml").write_text(PRACTICE + more, encoding="utf-8")
    return folder


def test_they_are_days_in_order_and_their_place_is_known(tmp_path: Path) -> None:
    more = "closed_days:\n  - 2027-07-05\n  - 2027-03-08\n  - 2027-07-05\n"
    brand, _ = read_brand(open_workspace(str(a_practice(tmp_path, more))))
    assert brand.closed_days == (date(2027, 3, 8), date(2027, 7, 5))
    assert brand.closed_days_at.line == 4
    assert call_by(date(2027, 3, 9), 1, brand.closed_days) == date(2027, 3, 5)


def test_without_them_saturdays_and_sundays_are_closed(tmp_path: Path) -> None:
    brand, _ = read_brand(open_workspace(str(a_practice(tmp_path, ""))))
    assert brand.closed_days == ()
    assert call_by(date(2027, 3, 8), 1, brand.closed_days) == date(2027, 3, 5)

"""What a page says of a last dose: that it is past, or that the medicine is taken when needed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.packets.packet_workspaces import pages_of, sample_packet

DAYS = {"name": "Examplarin", "last_dose_days_before": "7", "resume": "Your doctor tells you."}
HOURS = {"name": "Samplofen", "hold_hours": "24", "resume": "Your doctor tells you."}
USUAL = {"name": "Daily pills", "keep_taking": "yes"}
EARLY, LATE = datetime(2027, 3, 1, 9, 0), datetime(2027, 3, 8, 21, 0)
FOOD = {
    "eating": {
        "before": "arrival",
        "approved_by": "nobody",
        "rows": [{"what": "Solid food", "hours": "10"}],
    }
}


def pages(folder: Path, row: dict[str, str], printed: datetime = EARLY) -> tuple[str, str]:
    parts: list[Any] = ["calendar", {"medicines": {"rows": [row]}}]
    packet = sample_packet(folder, parts, printed=printed)
    countdown, plan = pages_of(packet.data)
    return countdown, plan


@pytest.mark.parametrize("row", [DAYS, HOURS], ids=["days", "hours"])
def test_a_passed_step_no_longer_says_to_take_it(row: dict[str, str], tmp_path: Path) -> None:
    early, plan = pages(tmp_path / "early", row)
    assert ("take it today" in early) is (row is DAYS)
    assert "Take your last dose" in plan
    late, plan = pages(tmp_path / "late", row, LATE)
    step = late.partition("Step 1,")[2]
    assert "take it today" not in late
    assert f"Last dose of {row['name']}: this date has passed. Call us today at" in step
    assert "Take your last dose" not in plan
    assert "Your last dose was to be" in plan
    assert "Do not take it after that." in plan


def test_the_day_of_the_last_dose_is_not_past(tmp_path: Path) -> None:
    countdown, plan = pages(tmp_path, DAYS, datetime(2027, 3, 2, 23, 59))
    assert "take it today, and not after that" in countdown
    assert "Take your last dose on" in plan


def test_a_passed_meal_no_longer_says_to_stop_at_its_time(tmp_path: Path) -> None:
    countdown, _ = pages_of(sample_packet(tmp_path, ["calendar", FOOD], printed=LATE).data)
    assert "Solid food: stop at" not in countdown
    assert "Solid food: the time to stop, 8:30" in countdown
    early = sample_packet(tmp_path / "early", ["calendar", FOOD], printed=EARLY)
    assert "Solid food: stop at 8:30" in pages_of(early.data)[0]


AS_NEEDED = {
    "the field": {"as_needed": "yes"},
    "a note": {"note": "Take it as needed for pain."},
    "a note in capitals": {"note": "PRN"},
    "a note with dots": {"note": "p.r.n., no more than your doctor said"},
    "only when needed": {"note": "Only when needed."},
    "if you need it": {"note": "Take it if you need it."},
    "when required": {"note": "When required"},
    "the class": {"class": "Pain medicine, as needed"},
    "the name": {"name": "Examplarin (as needed)"},
}


@pytest.mark.parametrize("way", AS_NEEDED)
@pytest.mark.parametrize("row", [DAYS, HOURS, USUAL], ids=["days", "hours", "usual"])
def test_no_page_says_to_take_what_is_taken_when_needed(
    way: str, row: dict[str, str], tmp_path: Path
) -> None:
    countdown, plan = pages(tmp_path, {**row, **AS_NEEDED[way]})
    for words in ("take it today", "Take your last dose", "Keep taking it"):
        assert words not in countdown + plan
    if row is USUAL:
        assert "You may go on taking it when you need it." in plan
    else:
        assert "only if you need it" in countdown
        assert "Take it only if you need it, last" in plan
        assert "Do not take it after that." in plan


def test_passed_and_taken_when_needed(tmp_path: Path) -> None:
    countdown, plan = pages(tmp_path, {**DAYS, "as_needed": "yes"}, LATE)
    assert "Stop Examplarin: this date has passed. Call us today at" in countdown
    assert "You could take it until Tuesday, March 2. Do not take it after that." in plan


@pytest.mark.parametrize(
    "row",
    [{**DAYS, "note": "Take it with water."}, {**DAYS, "note": "You need it each day."},
     {**DAYS, "as_needed": "no", "note": "Not as needed: take it each day."}],
    ids=["a note", "need", "no"],
)  # fmt: skip
def test_other_medicines_are_taken_as_they_were(row: dict[str, str], tmp_path: Path) -> None:
    countdown, plan = pages(tmp_path, row)
    assert "take it today, and not after that" in countdown
    assert "Take your last dose on" in plan

"""Dates that cannot be are problems of their own, and no message holds them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from press.content.packets.packet import Ask
from press.content.packets.possible_dates import is_birth
from press.problems import ContentError, Place
from tests.packets.packet_workspaces import ASKS, PRINTED, sample_packet

LETTER = {"letter": {"title": "Before you come", "body": "Call us."}}
MORE = [
    *ASKS,
    {"name": "visit", "type": "day", "label": "Next visit", "required": "no"},
    {"name": "born", "type": "day", "label": "Baby's day", "required": "no"},
    {"name": "other", "type": "day", "label": "The child's birth date", "required": "no"},
]

WRONG = {
    "a birth tomorrow": {"dob": "2027-01-05"},
    "a birth in 2072": {"dob": "2072-03-02"},
    "a birth in the year of the surgery": {"dob": "2027-03-09"},
    "a birth that a program made up": {"dob": "1900-01-01"},
    "a birth of another name": {"born": "2031-01-01"},
    "a birth by its label": {"other": "2031-01-01"},
    "a surgery in 2072": {"surgery": "2072-03-09T08:00"},
    "a surgery in the year after the next": {"surgery": "2028-03-09T08:00"},
    "a surgery a year ago": {"surgery": "2026-01-04T08:00"},
    "a surgery of another century": {"surgery": "2003-03-09T08:00"},
    "a surgery two months ago": {"surgery": "2026-11-03T08:00"},
    "a visit in 2072": {"visit": "2072-01-01"},
}
RIGHT = {
    "a birth today": {"dob": "2027-01-04"},
    "an age of 110": {"dob": "1916-02-03"},
    "a surgery yesterday": {"surgery": "2027-01-03T08:00"},
    "a surgery four weeks ago": {"surgery": "2026-12-07T08:00"},
    "a surgery in eleven months": {"surgery": "2027-12-03T08:00"},
    "a visit last year": {"visit": "2025-12-03"},
    "a visit in two years": {"visit": "2029-01-03"},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_date_that_cannot_be_is_a_problem_of_that_value(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        sample_packet(tmp_path, [LETTER], WRONG[wrong], asks=MORE)
    problems = [problem for problem in raised.value.problems if not problem.remark]
    assert [problem.code for problem in problems] == ["D08"]
    ((name, value),) = WRONG[wrong].items()
    assert f"'{name}'" in problems[0].message
    assert value not in str(raised.value)
    assert problems[0].place.file == "values.yaml"


@pytest.mark.parametrize("right", RIGHT)
def test_what_can_be_is_made(right: str, tmp_path: Path) -> None:
    assert sample_packet(tmp_path, [LETTER], RIGHT[right], asks=MORE).pages == 1


def test_an_arrival_weeks_before_the_surgery_cannot_be(tmp_path: Path) -> None:
    asks = [*ASKS[:3], {"name": "arrival", "type": "moment", "label": "Arrival"}]
    with pytest.raises(ContentError, match="D08 'arrival' is more than 7 days"):
        sample_packet(tmp_path / "a", [LETTER], {"arrival": "2027-02-09T06:30"}, asks=asks)
    eve = {"arrival": "2027-03-08T16:30"}
    assert sample_packet(tmp_path / "b", [LETTER], eve, asks=asks).pages == 1


def test_a_packet_of_an_earlier_day_is_made_as_of_that_day(tmp_path: Path) -> None:
    old = datetime(2020, 1, 4, 9, 0)
    packet = sample_packet(tmp_path, [LETTER], {"surgery": "2020-03-09T08:00"}, printed=old)
    assert packet.printed == old < PRINTED


@pytest.mark.parametrize(
    ("name", "label", "is_one"),
    [("dob", "Day", True), ("patient_dob", "Day", True), ("day", "D.O.B.", True),
     ("birth_date", "x", True), ("x", "Date of birth", True), ("x", "Birthday", True),
     ("x", "Fecha de nacimiento", True), ("x", "When were you born?", True),
     ("visit", "Next visit", False), ("injury", "Day of the injury", False),
     ("reborn", "Stubborn pain since", False)],
)  # fmt: skip
def test_a_birth_is_known_by_its_words(name: str, label: str, is_one: bool) -> None:
    ask = Ask(name, "day", label, True, True, False, Place("x"))
    assert is_birth(ask) is is_one

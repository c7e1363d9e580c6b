"""Packets that nobody thought of: each is composed or has problems, and none names its patient."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.content.packets.answers import read_values
from press.packets.make import find_packet, make
from press.problems import Collecting, Problem
from tests.packets.packet_workspaces import practice
from tests.samples import reader

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"))
ODD = [
    "{{ patient }}",
    "{{ surgery.day }}",
    "{{ nobody }}",
    "**bold**",
    "a" * 300,
    "- [ ] x",
    "<b>",
    "null",
    "0",
    "no",
]
TEXT = st.one_of(st.text(LETTERS, min_size=1, max_size=40), st.sampled_from(ODD))
YES = st.sampled_from(["yes", "no"])
WHEN = st.one_of(st.none(), st.sampled_from(["diabetic", "patient", "surgery", "nobody"]))
NUMBER = st.one_of(st.none(), st.integers(-2, 400).map(str), st.sampled_from(["seven", "7.5", ""]))


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Fields, some of which are left out."""
    return st.fixed_dictionaries({}, optional=fields)


def a_part(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A part with all of its fields."""
    return st.fixed_dictionaries({kind: st.fixed_dictionaries(fields)})


MEDICINES = some(
    name=TEXT,
    last_dose_days_before=NUMBER,
    hold_hours=NUMBER,
    resume=TEXT,
    keep_taking=YES,
    prescriber_must_approve=YES,
    note=TEXT,
    when=WHEN,
    before=st.sampled_from(["surgery", "arrival"]),
)
FOODS = some(what=TEXT, hours=NUMBER, note=TEXT)
ENTRIES = some(text=TEXT, days_before=NUMBER, days_after=NUMBER, call_by=YES, when=WHEN)
QUESTIONS = some(ask=TEXT, lines=NUMBER, choices=st.lists(TEXT, max_size=3))
PARTS = st.one_of(
    st.sampled_from(["cover", "contents", "calendar", "nothing"]),
    st.fixed_dictionaries({"letter": some(title=TEXT, body=TEXT)}, optional={"when": WHEN}),
    a_part("medicines", rows=st.lists(MEDICINES, max_size=3)),
    st.fixed_dictionaries(
        {
            "eating": some(
                before=st.just("arrival"), approved_by=TEXT, rows=st.lists(FOODS, max_size=3)
            )
        }
    ),
    a_part("calendar", entries=st.lists(ENTRIES, max_size=4)),
    st.fixed_dictionaries({"checklist": some(title=TEXT, items=st.lists(TEXT, max_size=4))}),
    st.fixed_dictionaries({"form": some(title=TEXT, questions=st.lists(QUESTIONS, max_size=3))}),
    st.fixed_dictionaries(
        {"signatures": some(title=TEXT, body=TEXT)}, optional={"front": st.just("no")}
    ),
    st.fixed_dictionaries(
        {"diary": some(title=TEXT, days=NUMBER, columns=st.lists(TEXT, max_size=7))}
    ),
    st.fixed_dictionaries({"teach-back": some(questions=st.lists(TEXT, max_size=3))}),
    st.fixed_dictionaries({"handout": st.sampled_from(["your-first-visit", "nothing"])}),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1)).map(
    lambda moment: moment.strftime("%Y-%m-%dT%H:%M")
)
VALUES = st.fixed_dictionaries(
    {
        "patient": st.one_of(st.just("Zebulon Quixworth"), TEXT),
        "dob": st.one_of(st.just("1951-03-02"), TEXT),
        "surgery": MOMENTS,
    },
    optional={
        "arrival": st.one_of(st.just("06:30"), TEXT),
        "diabetic": st.sampled_from(["yes", "no", "maybe"]),
    },
)


def judge(
    folder: Path, parts: list[Any], values: dict[str, str], printed: datetime, outcomes: list[str]
) -> None:
    gathered: list[Problem] = []
    with Collecting(gathered):
        ours = practice(folder, parts)
        given_ = read_values("values.yaml", json.dumps(values).encode())
        packet = make(ours, find_packet(ours, "ours"), given_, "values.yaml", printed, draft=True)
    if gathered:
        assert all(problem.place.file for problem in gathered)
        assert "Zebulon" not in "\n".join(problem.line() for problem in gathered)
        outcomes.append("problems")
        return
    document = reader(packet.data)
    assert len(document.pages) == packet.pages
    assert "Zebulon" not in str(document.metadata)
    outcomes.append("made")


def _run(folder: Path, examples: int) -> None:
    outcomes: list[str] = []

    @settings(
        max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(
        st.lists(PARTS, min_size=1, max_size=6),
        VALUES,
        st.dates(date(2026, 1, 1), date(2029, 1, 1)),
    )
    def run(parts: list[Any], values: dict[str, str], day: date) -> None:
        judge(
            folder,
            parts,
            values,
            datetime.combine(day, datetime.min.time()) + timedelta(hours=9),
            outcomes,
        )

    run()
    assert outcomes.count("made") >= examples // 50
    assert outcomes.count("problems") >= examples // 50


def test_any_packet_is_made_or_says_why_not(tmp_path: Path) -> None:
    _run(tmp_path, 150)


@pytest.mark.slow
def test_a_thousand_packets_are_made_or_say_why_not(tmp_path: Path) -> None:
    _run(tmp_path, 1000)

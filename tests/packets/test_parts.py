"""Parts are read once, each field with its place; and the rule of a last dose is one of four."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from press.content.packets.field_source import FieldSource, FieldValue
from press.content.packets.packet import PartPlan, read_packet
from press.content.packets.part_kind import PartContent
from press.content.packets.parts import PARTS
from press.content.packets.parts.eating_part import EatingPart
from press.content.packets.parts.medicines_part import (
    HoldHours,
    KeepTaking,
    LastDoseDays,
    Medicine,
    MedicinesPart,
    MissingRule,
    last_dose_rule,
)
from press.content.packets.parts.teach_back_part import TeachBackPart
from press.content.tree import Text
from press.content.yaml_nodes import Mapping
from press.packets.parts import MAKERS
from press.problems import Place

HERE = Place("ours.yaml", 9)
PACKET = """\
title: Before your surgery
parts:
  - cover
  - medicines:
      rows:
        - name: Examplarin
          last_dose_days_before:
          before: arrival
        - hold_hours: 10
  - teach_back: {questions: [When?, Who?]}
  - eating:
      approved_by: A. Reviewer
      rows: [{what: Solid food}]
    when: diabetic
  - medicines: {rows: [{name: Samplofen, keep_taking: yes}]}
"""


def parts(folder: Path) -> list[PartPlan[PartContent]]:
    file = folder / "ours.yaml"
    file.write_text(PACKET, encoding="utf-8")
    return list(read_packet(str(file)).parts)


def test_each_kind_has_a_maker_or_is_made_of_something_else() -> None:
    assert len(PARTS) == 14
    assert [kind.name for kind in PARTS.values()] == [
        "cover", "contents", "handout", "letter", "calendar", "medicines", "eating", "checklist",
        "form", "signatures", "diary", "teach-back", "notices", "file",
    ]  # fmt: skip
    assert len(MAKERS) == 10


def test_a_field_knows_its_value_its_place_and_whether_it_was_typed(tmp_path: Path) -> None:
    plan = parts(tmp_path)[1]
    assert isinstance(plan.content, MedicinesPart)
    first, second = plan.content.medicines
    days = first.last_dose_days_before
    assert (days.value, days.place.line, days.typed) == (None, 7, True)
    assert (first.hold_hours.value, first.hold_hours.place.line) == (None, 6)
    assert not first.hold_hours.typed
    assert first.name.value
    assert (first.name.value.text, first.name.value.place[1:]) == ("Examplarin", (6, 17))
    assert (first.before, second.before) == ("arrival", "surgery")
    assert (second.hold_hours.value, second.hold_hours.place.line) == (10, 9)
    assert second.name == FieldValue(None, second.place, False)


def test_a_part_is_found_under_both_spellings_and_numbered_among_its_kind(tmp_path: Path) -> None:
    plans = parts(tmp_path)
    assert [(plan.kind, plan.ordinal) for plan in plans] == [
        ("cover", 1), ("medicines", 1), ("teach-back", 1), ("eating", 1), ("medicines", 2),
    ]  # fmt: skip
    assert isinstance(plans[2].content, TeachBackPart)
    assert [question.text for question in plans[2].content.questions] == ["When?", "Who?"]
    eating = plans[3].content
    assert isinstance(eating, EatingPart)
    assert plans[3].when == "diabetic"
    assert (eating.before.value, eating.before.place.line) == (None, plans[3].place.line)
    assert (eating.foods[0].hours.value, eating.foods[0].place.line) == (None, 13)


def test_a_misspelt_field_is_a_mistake_of_the_program() -> None:
    medicines = PARTS["medicines"].fields(rows=[{"name": "Examplarin"}])
    source = FieldSource(medicines, Mapping(HERE), (), [])
    with pytest.raises(AssertionError, match="titel is no field"):
        source.text("titel")


def field(value: int | None, line: int, typed: bool = True) -> FieldValue[int]:
    return FieldValue(value, HERE._replace(line=line), typed)


def a_medicine(days: FieldValue[int], hours: FieldValue[int], usual: FieldValue[bool]) -> Medicine:
    nothing: FieldValue[Text] = FieldValue(None, HERE, False)
    return Medicine(nothing, None, days, hours, "arrival", usual, nothing, False, None, None, HERE)


ABSENT_DAYS, EMPTY_DAYS, SEVEN_DAYS = field(None, 9, False), field(None, 10), field(7, 10)
ABSENT_HOURS, EMPTY_HOURS, TEN_HOURS = field(None, 9, False), field(None, 11), field(10, 11)
ABSENT, EMPTY, NO, YES = (
    FieldValue(value, HERE._replace(line=12 if typed else 9), typed)
    for value, typed in ((None, False), (None, True), (False, True), (True, True))
)


@pytest.mark.parametrize(
    ("days", "hours"), list(product((ABSENT_DAYS, EMPTY_DAYS), (ABSENT_HOURS, EMPTY_HOURS)))
)
def test_what_is_taken_as_usual_has_no_last_dose(
    days: FieldValue[int], hours: FieldValue[int]
) -> None:
    assert last_dose_rule(a_medicine(days, hours, YES)) == KeepTaking()


@pytest.mark.parametrize("usual", [ABSENT, EMPTY, NO])
def test_a_last_dose_is_counted_in_days_or_in_hours(usual: FieldValue[bool]) -> None:
    for hours in (ABSENT_HOURS, EMPTY_HOURS):
        rule = last_dose_rule(a_medicine(SEVEN_DAYS, hours, usual))
        assert rule == LastDoseDays(7, HERE._replace(line=10))
    for days in (ABSENT_DAYS, EMPTY_DAYS):
        rule = last_dose_rule(a_medicine(days, TEN_HOURS, usual))
        assert rule == HoldHours(10, "arrival", HERE._replace(line=11))


@pytest.mark.parametrize(
    ("days", "hours", "usual", "what", "line"),
    [
        (ABSENT_DAYS, ABSENT_HOURS, ABSENT, "when the last dose is taken", 9),
        (EMPTY_DAYS, ABSENT_HOURS, ABSENT, "when the last dose is taken", 10),
        (ABSENT_DAYS, EMPTY_HOURS, ABSENT, "when the last dose is taken", 11),
        (EMPTY_DAYS, EMPTY_HOURS, ABSENT, "when the last dose is taken", 10),
        (ABSENT_DAYS, ABSENT_HOURS, EMPTY, "whether it is taken as usual", 12),
        (ABSENT_DAYS, ABSENT_HOURS, NO, "whether it is taken as usual", 12),
        (EMPTY_DAYS, ABSENT_HOURS, EMPTY, "when the last dose is taken", 10),
        (ABSENT_DAYS, EMPTY_HOURS, NO, "when the last dose is taken", 11),
    ],
)
def test_a_rule_that_is_missing_is_missing_in_its_own_field(
    days: FieldValue[int], hours: FieldValue[int], usual: FieldValue[bool], what: str, line: int
) -> None:
    rule = last_dose_rule(a_medicine(days, hours, usual))
    assert rule == MissingRule(what, HERE._replace(line=line))

"""The medicine plan: when the last dose of each medicine is, and by which rule."""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.content.fields import Line, Sentences, Value, YesOrNo, mistake
from press.content.packets.field_source import FieldSource, FieldValue
from press.content.packets.part_kind import (
    AliasChoices,
    Anchor,
    Days,
    Field,
    Hours,
    InnerFields,
    PartContent,
    PartKind,
    model_validator,
)
from press.content.tree import Text
from press.problems import Place


class MedicineFields(InnerFields):
    """The fields of a medicine."""

    name: Line | None = Field(None, description="The medicine, as the patient knows it.")
    class_: Line | None = Field(
        None,
        validation_alias=AliasChoices("class"),
        description="What kind of medicine it is, such as: blood thinner",
    )
    last_dose_days_before: Days | None = Field(
        None, description="The last dose is taken so many days before the surgery."
    )
    hold_hours: Hours | None = Field(
        None, description="The last dose is taken so many hours before."
    )
    before: Anchor = Field(
        "surgery", description="What the hours are counted back from: surgery or arrival."
    )
    keep_taking: YesOrNo | None = Field(
        None, description="If yes, it is taken as usual, also on the day."
    )
    as_needed: YesOrNo | None = Field(
        None,
        description="If yes, it is taken only when needed, and no page says to take it; "
        "if absent, its name, class or note decides: as needed, PRN.",
    )
    resume: Sentences | None = Field(
        None, description="When to start again; or that the surgeon will tell."
    )
    prescriber_must_approve: YesOrNo = Field(
        False,
        description="If yes, the plan says not to stop it "
        "without a yes from the doctor who prescribed it.",
    )
    note: Sentences | None = Field(None, description="Anything else about it.")
    when: Value | None = Field(None, description="Only when this value is set: diabetic")

    @model_validator(mode="after")
    def _check_rule(self) -> MedicineFields:
        rules = [
            self.last_dose_days_before is not None,
            self.hold_hours is not None,
            bool(self.keep_taking),
        ]
        if sum(rules) > 1:
            hint = "Keep one of: last_dose_days_before, hold_hours, keep_taking"
            raise mistake("F11", "The last dose of a medicine is said in two ways", hint)
        return self


class MedicinesFields(InnerFields):
    """The fields of a medicine plan."""

    title: Line | None = Field(None, description="Its heading, if not the usual one.")
    intro: Sentences | None = Field(None, description="A sentence or two above the table.")
    rows: list[MedicineFields] = Field(min_length=1, description="The medicines.")


@dataclass(frozen=True, slots=True)
class Medicine:
    """A row of the plan.

    ``kind`` says what kind of medicine it is. ``when`` names the value that the row needs. One
    that is ``as_needed`` is taken only when the patient needs it.
    """

    name: FieldValue[Text]
    kind: Text | None
    last_dose_days_before: FieldValue[int]
    hold_hours: FieldValue[int]
    before: Anchor
    keep_taking: FieldValue[bool]
    resume: FieldValue[Text]
    prescriber_must_approve: bool
    note: Text | None
    when: str | None
    place: Place
    as_needed: bool = False


@dataclass(frozen=True, slots=True)
class MedicinesPart(PartContent):
    """A medicine plan; its usual heading if ``title`` is None."""

    title: Text | None
    intro: Text | None
    medicines: tuple[Medicine, ...]


@dataclass(frozen=True, slots=True)
class KeepTaking:
    """The medicine is taken as usual, also on the day of the surgery."""


@dataclass(frozen=True, slots=True)
class LastDoseDays:
    """The last dose is taken ``days`` before the surgery."""

    days: int
    place: Place


@dataclass(frozen=True, slots=True)
class HoldHours:
    """The last dose is taken ``hours`` before the surgery or the arrival."""

    hours: int
    before: Anchor
    place: Place


@dataclass(frozen=True, slots=True)
class MissingRule:
    """The practice has not said when the last dose is; ``what`` is to be set, at ``place``."""

    what: str
    place: Place


LastDoseRule = KeepTaking | LastDoseDays | HoldHours | MissingRule


def last_dose_rule(medicine: Medicine) -> LastDoseRule:
    """Return when a medicine's last dose is. The fields allow one rule alone."""
    days, hours, usual = (
        medicine.last_dose_days_before,
        medicine.hold_hours,
        medicine.keep_taking,
    )
    if usual.value:
        return KeepTaking()
    if hours.value is not None:
        return HoldHours(hours.value, medicine.before, hours.place)
    if days.value is not None:
        return LastDoseDays(days.value, days.place)
    if usual.typed and not counts_back(medicine):
        return MissingRule("whether it is taken as usual", usual.place)
    place = hours.place if hours.typed and not days.typed else days.place
    return MissingRule("when the last dose is taken", place)


def counts_back(medicine: Medicine) -> bool:
    """Return True if the row has a field for the time of the last dose, be it empty."""
    return medicine.last_dose_days_before.typed or medicine.hold_hours.typed


def read(source: FieldSource[MedicinesFields]) -> MedicinesPart:
    """Return the medicine plan."""
    rows = source.rows("rows", source.fields.rows)
    medicines = tuple(_medicine(row) for row in rows)
    return MedicinesPart(source.text("title"), source.text("intro"), medicines)


def _medicine(row: FieldSource[MedicineFields]) -> Medicine:
    fields = row.fields
    return Medicine(
        name=row.text_value("name"),
        kind=row.text("class"),
        last_dose_days_before=row.value("last_dose_days_before", fields.last_dose_days_before),
        hold_hours=row.value("hold_hours", fields.hold_hours),
        before=fields.before,
        keep_taking=row.value("keep_taking", fields.keep_taking),
        resume=row.text_value("resume"),
        prescriber_must_approve=fields.prescriber_must_approve,
        note=row.text("note"),
        when=fields.when,
        place=row.place,
        as_needed=_says_as_needed(fields) if fields.as_needed is None else fields.as_needed,
    )


_AS_NEEDED = re.compile(
    r"\b(only )?(as|when|if|whenever|where) (it is |you )?(needed|necessary|required|need it)\b"
    r"|\bp\.?\s?r\.?\s?n\b|\bas-needed\b|\bfor breakthrough\b",
    re.IGNORECASE,
)


def _says_as_needed(fields: MedicineFields) -> bool:
    """Return True if the words of a row say that the medicine is taken only when needed."""
    texts = (fields.name, fields.class_, fields.note)
    return any(_AS_NEEDED.search(text) for text in texts if text)


KIND = PartKind("medicines", "The medicine plan, with its dates.", MedicinesFields, read, rank=60)

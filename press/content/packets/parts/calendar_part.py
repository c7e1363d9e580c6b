"""The countdown to the surgery: what is to be done, and on which day."""

from __future__ import annotations

from dataclasses import dataclass

from press.content.fields import Line, Sentences, Value, YesOrNo
from press.content.packets.field_source import FieldSource, FieldValue
from press.content.packets.part_kind import Days, Field, InnerFields, PartContent, PartKind
from press.content.tree import Text
from press.problems import Place


class EntryFields(InnerFields):
    """The fields of an entry."""

    text: Sentences = Field(description="What is to be done on that day.")
    days_before: Days | None = Field(
        None, description="So many days before the surgery; 0 is its day."
    )
    days_after: Days | None = Field(None, description="So many days after the surgery.")
    call_by: YesOrNo = Field(
        False,
        description="If yes, it is a call to an office: "
        "on a closed day it moves to the open day before.",
    )
    when: Value | None = Field(None, description="Only when this value is set: diabetic")


class CalendarFields(InnerFields):
    """The fields of a countdown."""

    title: Line | None = Field(None, description="Its heading, if not the usual one.")
    entries: list[EntryFields] = Field(
        default_factory=list, description="What is to be done, and on which day."
    )


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Something to do, a number of days before or after the surgery.

    ``call_by`` moves it from a closed day to the open day before.
    """

    text: Text
    days_before: FieldValue[int]
    days_after: int | None
    call_by: bool
    when: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class CalendarPart(PartContent):
    """A countdown; its usual heading if ``title`` is None."""

    title: Text | None
    entries: tuple[CalendarEntry, ...]


def read(source: FieldSource[CalendarFields]) -> CalendarPart:
    """Return the countdown."""
    rows = source.rows("entries", source.fields.entries)
    return CalendarPart(source.text("title"), tuple(_entry(row) for row in rows))


def _entry(row: FieldSource[EntryFields]) -> CalendarEntry:
    fields = row.fields
    return CalendarEntry(
        row.required_text("text"),
        row.value("days_before", fields.days_before),
        fields.days_after,
        fields.call_by,
        fields.when,
        row.place,
    )


KIND = PartKind(
    "calendar",
    "The countdown, with the medicines' and the meals' last times in it.",
    CalendarFields,
    read,
    rank=50,
    stands_alone=True,
)

"""When eating and drinking stop before the surgery."""

from __future__ import annotations

from dataclasses import dataclass

from press.content.fields import Line, Sentences, Value
from press.content.packets.field_source import FieldSource, FieldValue
from press.content.packets.part_kind import (
    Anchor,
    Field,
    Hours,
    InnerFields,
    PartContent,
    PartKind,
)
from press.content.tree import Text
from press.problems import Place


class FoodFields(InnerFields):
    """The fields of a kind of food or drink."""

    what: Line = Field(description="What is eaten or drunk, such as: Solid food")
    hours: Hours | None = Field(None, description="It is stopped so many hours before.")
    note: Sentences | None = Field(None, description="What counts as such.")
    when: Value | None = Field(None, description="Only when this value is set.")


class EatingFields(InnerFields):
    """The fields of a plan for eating and drinking."""

    title: Line | None = Field(None, description="Its heading, if not the usual one.")
    before: Anchor | None = Field(
        None, description="What the hours are counted back from: arrival or surgery."
    )
    approved_by: Line | None = Field(
        None, description="Who approved these hours; it is not printed."
    )
    rows: list[FoodFields] = Field(min_length=1, description="What is stopped, and when.")
    note: Sentences | None = Field(None, description="A sentence or two below.")


@dataclass(frozen=True, slots=True)
class Food:
    """A kind of food or drink, and how many ``hours`` before the arrival or surgery it stops."""

    what: Text
    hours: FieldValue[int]
    note: Text | None
    when: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class EatingPart(PartContent):
    """A plan for eating and drinking; the hours are counted back from ``before``."""

    title: Text | None
    before: FieldValue[Anchor]
    approved_by: FieldValue[Text]
    foods: tuple[Food, ...]
    note: Text | None


def read(source: FieldSource[EatingFields]) -> EatingPart:
    """Return the plan."""
    fields = source.fields
    return EatingPart(
        source.text("title"),
        source.value("before", fields.before),
        source.text_value("approved_by"),
        tuple(_food(row) for row in source.rows("rows", fields.rows)),
        source.text("note"),
    )


def _food(row: FieldSource[FoodFields]) -> Food:
    fields = row.fields
    return Food(
        row.required_text("what"),
        row.value("hours", fields.hours),
        row.text("note"),
        fields.when,
        row.place,
    )


KIND = PartKind("eating", "When eating and drinking stop.", EatingFields, read, rank=70)

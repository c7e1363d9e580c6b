"""Days to write in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from press.content.fields import Line, Sentences
from press.content.packets.field_source import FieldSource, FieldValue
from press.content.packets.part_kind import Field, InnerFields, PartContent, PartKind
from press.content.tree import Text


class DiaryFields(InnerFields):
    """The fields of a diary."""

    title: Line = Field(description="Its heading.")
    intro: Sentences | None = Field(None, description="A sentence or two above it.")
    days: Annotated[int, Field(ge=1, le=60)] | None = Field(
        None, description="How many days it has."
    )
    columns: list[Line] = Field(
        min_length=1,
        max_length=6,
        description="What is written down each day, such as: Pain (0 to 10)",
    )


@dataclass(frozen=True, slots=True)
class DiaryPart(PartContent):
    """A table with a row for each of the ``days``, and ``columns`` to write in."""

    title: Text
    intro: Text | None
    days: FieldValue[int]
    columns: tuple[Text, ...]


def read(source: FieldSource[DiaryFields]) -> DiaryPart:
    """Return the diary."""
    return DiaryPart(
        source.required_text("title"),
        source.text("intro"),
        source.value("days", source.fields.days),
        source.texts("columns", source.fields.columns),
    )


KIND = PartKind("diary", "Days to write in.", DiaryFields, read, rank=110)

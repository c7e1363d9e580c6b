"""Things to tick off."""

from __future__ import annotations

from dataclasses import dataclass

from press.content.fields import Line, Sentences
from press.content.packets.field_source import FieldSource
from press.content.packets.part_kind import Field, InnerFields, PartContent, PartKind
from press.content.tree import Text


class ChecklistFields(InnerFields):
    """The fields of a checklist."""

    title: Line = Field(description="Its heading.")
    intro: Sentences | None = Field(None, description="A sentence or two above it.")
    items: list[Line] = Field(min_length=1, description="What is ticked off.")


@dataclass(frozen=True, slots=True)
class ChecklistPart(PartContent):
    """Items to tick off, below a title and an introduction."""

    title: Text
    intro: Text | None
    items: tuple[Text, ...]


def read(source: FieldSource[ChecklistFields]) -> ChecklistPart:
    """Return the checklist."""
    items = source.texts("items", source.fields.items)
    return ChecklistPart(source.required_text("title"), source.text("intro"), items)


KIND = PartKind("checklist", "Things to tick off.", ChecklistFields, read, rank=80)

"""Questions that the patient answers aloud, in their own words."""

from __future__ import annotations

from dataclasses import dataclass

from press.content.fields import Line
from press.content.packets.field_source import FieldSource
from press.content.packets.part_kind import Field, InnerFields, PartContent, PartKind
from press.content.tree import Text


class TeachBackFields(InnerFields):
    """The fields of a teach-back."""

    title: Line | None = Field(None, description="Its heading, if not the usual one.")
    questions: list[Line] = Field(
        min_length=1,
        max_length=10,
        description="What the patient is asked to say in their own words.",
    )


@dataclass(frozen=True, slots=True)
class TeachBackPart(PartContent):
    """Questions; the usual heading if ``title`` is None."""

    title: Text | None
    questions: tuple[Text, ...]


def read(source: FieldSource[TeachBackFields]) -> TeachBackPart:
    """Return the questions."""
    return TeachBackPart(source.text("title"), source.texts("questions", source.fields.questions))


KIND = PartKind(
    "teach-back", "What the patient says in their own words.", TeachBackFields, read, rank=120
)

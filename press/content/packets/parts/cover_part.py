"""The cover of a packet: what, when, where, and whom to call."""

from __future__ import annotations

from dataclasses import dataclass

from press.content.fields import Sentences
from press.content.packets.field_source import FieldSource
from press.content.packets.part_kind import Field, InnerFields, PartContent, PartKind
from press.content.tree import Text


class CoverFields(InnerFields):
    """The fields of a cover."""

    note: Sentences | None = Field(None, description="A sentence or two below the dates.")


@dataclass(frozen=True, slots=True)
class CoverPart(PartContent):
    """A cover; ``note`` is printed below the dates."""

    note: Text | None


def read(source: FieldSource[CoverFields]) -> CoverPart:
    """Return the cover."""
    return CoverPart(source.text("note"))


KIND = PartKind(
    "cover", "What, when, where, and whom to call.", CoverFields, read, rank=10, stands_alone=True
)

"""The table of contents of a packet."""

from __future__ import annotations

from dataclasses import dataclass

from press.content.fields import Line
from press.content.packets.field_source import FieldSource
from press.content.packets.part_kind import Field, InnerFields, PartContent, PartKind
from press.content.tree import Text


class ContentsFields(InnerFields):
    """The fields of a table of contents."""

    title: Line | None = Field(None, description="Its heading, if not the usual one.")


@dataclass(frozen=True, slots=True)
class ContentsPart(PartContent):
    """A table of contents; its usual heading if ``title`` is None."""

    title: Text | None


def read(source: FieldSource[ContentsFields]) -> ContentsPart:
    """Return the table of contents."""
    return ContentsPart(source.text("title"))


KIND = PartKind(
    "contents",
    "The parts, and on which page each begins.",
    ContentsFields,
    read,
    rank=20,
    stands_alone=True,
)

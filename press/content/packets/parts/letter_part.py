"""A text that is written in the packet itself."""

from __future__ import annotations

from dataclasses import dataclass

from press.content.fields import Body, Line
from press.content.packets.field_source import FieldSource
from press.content.packets.part_kind import Field, InnerFields, PartContent, PartKind
from press.content.tree import Block, Text


class LetterFields(InnerFields):
    """The fields of such a text."""

    title: Line = Field(description="Its heading.")
    body: Body = Field(description="Markdown, as in the body of a handout's section.")


@dataclass(frozen=True, slots=True)
class LetterPart(PartContent):
    """A text below its ``title``."""

    title: Text
    body: tuple[Block, ...]


def read(source: FieldSource[LetterFields]) -> LetterPart:
    """Return the text."""
    return LetterPart(source.required_text("title"), source.blocks("body"))


KIND = PartKind("letter", "A text of this packet's own.", LetterFields, read, rank=40)

"""A handout as a part of a packet, by its name."""

from __future__ import annotations

from dataclasses import dataclass

from press.content.fields import Name
from press.content.packets.field_source import FieldSource
from press.content.packets.part_kind import PartContent, PartKind


@dataclass(frozen=True, slots=True)
class HandoutPart(PartContent):
    """A handout of the workspace, by its ``name``."""

    name: str


def read(source: FieldSource[str]) -> HandoutPart:
    """Return the name of the handout."""
    return HandoutPart(source.fields)


KIND = PartKind("handout", "The name of a handout.", Name, read, rank=30)

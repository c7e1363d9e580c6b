"""A third-party PDF as a part of a packet, by its name in assets/."""

from __future__ import annotations

from dataclasses import dataclass

from press.content.fields import FileName
from press.content.packets.field_source import FieldSource
from press.content.packets.part_kind import PartContent, PartKind


@dataclass(frozen=True, slots=True)
class FilePart(PartContent):
    """A PDF in assets/, by its ``name``."""

    name: str


def read(source: FieldSource[str]) -> FilePart:
    """Return the name of the file."""
    return FilePart(source.fields)


KIND = PartKind(
    "file",
    "A PDF in assets/, such as a consent form.",
    FileName,
    read,
    rank=140,
    needs_title=True,
)

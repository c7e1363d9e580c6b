"""Notices that the law asks for, each in its language."""

from __future__ import annotations

from dataclasses import dataclass

from press.content.fields import Line
from press.content.models import SectionFields
from press.content.packets.field_source import FieldSource
from press.content.packets.part_kind import Field, InnerFields, PartContent, PartKind
from press.content.tree import Block, Text
from press.problems import Place


class NoticesFields(InnerFields):
    """The fields of a group of notices."""

    title: Line | None = Field(None, description="Its heading, if not the usual one.")
    sections: list[SectionFields] = Field(
        min_length=1, description="The notices, each with its heading, body and language."
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice; its ``language`` is the packet's if None."""

    heading: Text
    body: tuple[Block, ...]
    language: str | None
    when: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class NoticesPart(PartContent):
    """Notices; their usual heading if ``title`` is None."""

    title: Text | None
    notices: tuple[Notice, ...]


def read(source: FieldSource[NoticesFields]) -> NoticesPart:
    """Return the notices."""
    notices = tuple(_notice(row) for row in source.rows("sections", source.fields.sections))
    return NoticesPart(source.text("title"), notices)


def _notice(row: FieldSource[SectionFields]) -> Notice:
    fields = row.fields
    heading, body = row.required_text("heading"), row.blocks("body")
    return Notice(heading, body, fields.language, fields.when, row.place)


KIND = PartKind("notices", "Notices that the law asks for.", NoticesFields, read, rank=130)

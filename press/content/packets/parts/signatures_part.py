"""A text, and who signs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from press.content.fields import Body, Line
from press.content.packets.field_source import FieldSource
from press.content.packets.part_kind import Field, InnerFields, PartContent, PartKind
from press.content.tree import Block, Text

Signer = Literal["patient", "representative", "witness", "interpreter", "clinician"]


class SignaturesFields(InnerFields):
    """The fields of a text that is signed."""

    title: Line = Field(description="Its heading.")
    body: Body = Field(description="Markdown: what is signed.")
    signers: list[Signer] = Field(
        default_factory=lambda: list[Signer](
            ("patient", "representative", "witness", "interpreter")
        ),
        min_length=1,
        description="Who signs.",
    )


@dataclass(frozen=True, slots=True)
class SignaturesPart(PartContent):
    """A text below its title, and who signs it."""

    title: Text
    body: tuple[Block, ...]
    signers: tuple[Signer, ...]


def read(source: FieldSource[SignaturesFields]) -> SignaturesPart:
    """Return the text and its signers."""
    signers = tuple(source.fields.signers)
    return SignaturesPart(source.required_text("title"), source.blocks("body"), signers)


KIND = PartKind("signatures", "A text, and who signs it.", SignaturesFields, read, rank=100)

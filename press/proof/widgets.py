"""From a widget to its form field: the name, and the font of typed text (ISO 32000-1, 12.7.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.pdf.values import Dictionary
from press.proof.fonts import FontInfo, read_font

DEEPEST = 8  # levels of fields in fields
TYPED_KINDS = ("Tx", "Ch")  # kinds of fields with typed text
_FONT = re.compile(r"/([^\s/]+)\s+\S+\s+Tf")


@dataclass(frozen=True, slots=True)
class FormField:
    """A form field.

    ``name`` is its full name, empty if it has none. ``owner`` identifies the field: another field
    of the same name has another owner. ``font`` is the font of typed text; None for a field
    without typed text or font.
    """

    name: str
    owner: int
    font: FontInfo | None


def read_field(widget: Dictionary, form: Dictionary) -> FormField:
    """Return the form field of a widget; ``form`` is the AcroForm of the file."""
    chain = list(_with_parents(widget))
    named = [field for field in chain if field.text("T")]
    name = ".".join(field.text("T") or "" for field in reversed(named))
    owner = (named[0].number or id(named[0].raw)) if named else 0
    kind = next((field_type for field in chain if (field_type := field.name("FT"))), "")
    font = _font([*chain, form], widget, form) if kind in TYPED_KINDS else None
    return FormField(name, owner, font)


def inherited(field: Dictionary, key: str) -> str:
    """Return the text of an entry of a field or of its nearest parent; empty if there is none."""
    return next((text for parent in _with_parents(field) if (text := parent.text(key))), "")


def _with_parents(field: Dictionary) -> Iterator[Dictionary]:
    for _ in range(DEEPEST):
        yield field
        if "Parent" not in field:
            return
        field = field.dictionary("Parent")


def _font(chain: list[Dictionary], widget: Dictionary, form: Dictionary) -> FontInfo | None:
    appearances = (text for field in chain if (text := field.text("DA")))
    match = _FONT.search(next(appearances, ""))
    if not match:
        return None
    appearance = widget.dictionary("AP").dictionary("N")
    for resources in (form.dictionary("DR"), appearance.dictionary("Resources")):
        if match[1] in (fonts := resources.dictionary("Font")):
            return read_font(fonts.dictionary(match[1]))
    return FontInfo(match[1], embedded=False, standard=False)

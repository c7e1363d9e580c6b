"""From a form field as the file has it to a plain value: its name, and the font of what is typed into it (ISO 32000-1, 12.7.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.pdf.values import Dictionary
from press.proof.fonts import FontInfo, read_font

DEEPEST = 8  # fields in fields
TYPED = ("Tx", "Ch")  # kinds of fields whose content a program sets in type
_FONT = re.compile(r"/([^\s/]+)\s+\S+\s+Tf")


@dataclass(frozen=True, slots=True)
class FormField:
    """``name`` is its whole name, empty where it has none; ``owner`` tells it from others of that name.

    ``font`` is that of what is typed into it: without a name of its own where the file has not got it, and None where
    nothing is typed.
    """

    name: str
    owner: int
    font: FontInfo | None


def read_field(widget: Dictionary, form: Dictionary) -> FormField:
    """The field that a widget stands for; ``form`` is the AcroForm of the file."""
    line = list(_line(widget))
    named = [one for one in line if one.text("T")]
    name = ".".join(one.text("T") or "" for one in reversed(named))
    owner = (named[0].number or id(named[0].raw)) if named else 0
    kind = next((found for one in line if (found := one.name("FT"))), "")
    return FormField(name, owner, _font([*line, form], widget, form) if kind in TYPED else None)


def inherited(field: Dictionary, key: str) -> str:
    """The text of an entry of a form field, or of those that it is a part of."""
    return next((text for one in _line(field) if (text := one.text(key))), "")


def _line(field: Dictionary) -> Iterator[Dictionary]:
    """A field, and those that it is a part of."""
    for _ in range(DEEPEST):
        yield field
        if "Parent" not in field:
            return
        field = field.dictionary("Parent")


def _font(line: list[Dictionary], widget: Dictionary, form: Dictionary) -> FontInfo | None:
    named = _FONT.search(next((text for one in line if (text := one.text("DA"))), ""))
    if not named:
        return None
    looks = widget.dictionary("AP").dictionary("N")
    for resources in (form.dictionary("DR"), looks.dictionary("Resources")):
        if named[1] in (fonts := resources.dictionary("Font")):
            return read_font(fonts.dictionary(named[1]))
    return FontInfo(named[1], embedded=False, standard=False)

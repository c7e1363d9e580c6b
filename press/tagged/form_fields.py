"""From places to write and to tick to the fields of a form, each with what is seen of it (ISO 32000-1, 12.7).

As PDF/A-2 wants it (ISO 19005-2, 6.3.3 and 6.4.1): every field brings its looks along, and no program is asked to make them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import fp_str

from press.content.tree import InputField
from press.pdf.file import text_string
from press.tagged.contrast import Rect
from press.tagged.objects import TaggedDocument
from press.tagged.streams import Raw, raw_stream

TICKED = "Yes"  # the state of a box that is
# In the font of the form, black; 0 is a size at which all that is typed can be seen: none of it may be lost on paper.
TYPED = "/Typed 0 Tf 0 g"
MULTILINE = 1 << 12
PRINTED = 4


class Writing(NamedTuple):
    """What is typed goes into one line, or into ``several``; until then there are ``rules``, so high above the field's foot."""

    several: bool = False
    rules: tuple[float, ...] = ()
    color: Color | None = None
    weight: float = 0.0  # of the rules, in points

    def looks(self, width: float) -> str:
        """The operators of an empty field."""
        ink = f"{fp_str(*self.color.rgb())} RG {fp_str(self.weight)} w " if self.color else ""
        rules = "".join(f"0 {fp_str(rule)} m {fp_str(width, rule)} l S " for rule in self.rules)
        return f"{ink if rules else ''}{rules}/Tx BMC EMC"


class Ticking(NamedTuple):
    """A tick through the points of ``path``, from the field's lower left corner."""

    on: bool
    path: tuple[tuple[float, float], ...]
    weight: float

    def looks(self) -> str:
        """The operators of a ticked box, without the box."""
        steps = " ".join(
            f"{fp_str(x, y)} {'l' if at else 'm'}" for at, (x, y) in enumerate(self.path)
        )
        return f"{fp_str(self.weight)} w {steps} S"


class Widget(NamedTuple):
    """A field's place on a page, as x0, y0, x1, y1: its number among the file's annotations, and what is filled in there."""

    page: int
    number: int
    box: Rect
    field: InputField
    filled: Writing | Ticking
    made: Raw


class Form:
    """The fields of a document, in the order in which they are read; ``font`` adds that of what is typed, and gives its number."""

    def __init__(self, document: TaggedDocument) -> None:
        self.document = document
        self.font: Callable[[TaggedDocument], int] | None = None
        self.fields: dict[str, int] = {}  # their objects, by name
        self._looks: dict[tuple[str, Any], int] = {}

    def write(self, widget: Widget, page: int, key: int) -> int:
        """The number of a field's object; ``page`` is its page's, ``key`` leads back to its element."""
        box, field = widget.box, widget.field
        assert field.name not in self.fields, "what is typed into one of them would stand in both"
        filled = (
            self._text(widget.filled, box)
            if isinstance(widget.filled, Writing)
            else self._box(widget.filled, box)
        )
        widget.made.data = (
            f"<</Type /Annot/Subtype /Widget/T {text_string(field.name)}/TU {text_string(field.description)}/F {PRINTED}"
            f"/Rect [{fp_str(*box)}]/P {page} 0 R/StructParent {key}/BS <</W 0>>{filled}>>"
        ).encode("ascii")
        number = self.document.number(self.document.Reference(widget.made).name)
        self.fields[field.name] = number
        return number

    def end(self) -> None:
        """Name them all in the catalog, if there are any."""
        if self.fields:
            fields = " ".join(f"{number} 0 R" for number in self.fields.values())
            resources = f"/DR <</Font <</Typed {self._font} 0 R>>>>/DA ({TYPED})"
            self.document.Catalog.AcroForm = Raw(
                f"<</Fields [{fields}]{resources}>>".encode("ascii")
            )

    def _text(self, filled: Writing, box: Rect) -> str:
        looks = self._look(
            filled.looks(box[2] - box[0]), box, f"<</Font <</Typed {self._font} 0 R>>>>"
        )
        return f"/FT /Tx/DA ({TYPED}){f'/Ff {MULTILINE}' if filled.several else ''}/AP <</N {looks} 0 R>>"

    def _box(self, filled: Ticking, box: Rect) -> str:
        on, off, state = (
            self._look(filled.looks(), box),
            self._look("", box),
            TICKED if filled.on else "Off",
        )
        return f"/FT /Btn/V /{state}/AS /{state}/AP <</N <</{TICKED} {on} 0 R/Off {off} 0 R>>>>"

    def _look(self, operators: str, box: Rect, resources: str = "<<>>") -> int:
        """The number of what is drawn in a field of that size; those that look the same share it."""
        size = fp_str(box[2] - box[0], box[3] - box[1])
        if (operators, size) not in self._looks:
            entries = f"/Type /XObject/Subtype /Form/BBox [0 0 {size}]/Resources {resources}"
            look = self.document.Reference(raw_stream(operators.encode("ascii"), entries))
            self._looks[operators, size] = self.document.number(look.name)
        return self._looks[operators, size]

    @cached_property
    def _font(self) -> int:
        assert self.font, "a form is made in an edition with fields"
        return self.font(self.document)

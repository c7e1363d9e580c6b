"""From text fields and check boxes to a form with their appearances (ISO 32000-1, 12.7).

As PDF/A-2 demands (ISO 19005-2, 6.3.3 and 6.4.1), every field has its appearance in the file, and
no program is asked to create it.
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

TICKED = "Yes"  # the state of a ticked box
# Typed text, in black in the form's font. The size 0 lets programs choose one at which all of it is
# visible: none may be lost on paper.
TYPED = "/Typed 0 Tf 0 g"
MULTILINE = 1 << 12
PRINTED = 4


class TextField(NamedTuple):
    """The appearance of a field for text.

    ``rules`` are the heights of the lines in it, in points from its foot; ``color`` and ``weight``,
    in points, are theirs.
    """

    several_lines: bool = False
    rules: tuple[float, ...] = ()
    color: Color | None = None
    weight: float = 0.0

    def operators(self, width: float) -> str:
        """Return the operators of an empty field, ``width`` points wide."""
        ink = f"{fp_str(*self.color.rgb())} RG {fp_str(self.weight)} w " if self.color else ""
        rules = "".join(f"0 {fp_str(rule)} m {fp_str(width, rule)} l S " for rule in self.rules)
        return f"{ink if rules else ''}{rules}/Tx BMC EMC"


class CheckBox(NamedTuple):
    """The appearance of a check box.

    ``path`` has the points of its tick, from the field's lower-left corner, and ``weight`` is that
    of the tick's line, both in points.
    """

    ticked: bool
    path: tuple[tuple[float, float], ...]
    weight: float

    def operators(self) -> str:
        """Return the operators of the tick, without the box."""
        steps = " ".join(
            f"{fp_str(x, y)} {'l' if index else 'm'}" for index, (x, y) in enumerate(self.path)
        )
        return f"{fp_str(self.weight)} w {steps} S"


class Widget(NamedTuple):
    """A form field on a page.

    ``page`` is from 1. ``number`` is that among the file's annotations. ``box`` is x0, y0, x1, y1
    in points. ``raw`` is its object, which is filled at the end.
    """

    page: int
    number: int
    box: Rect
    field: InputField
    control: TextField | CheckBox
    raw: Raw


class Form:
    """The fields of a document, in reading order.

    ``font`` embeds the font of typed text in the document, and returns its object's number; a
    document without fields needs none. ``fields`` has the number of each field's object, by name.
    """

    def __init__(self, document: TaggedDocument) -> None:
        self.document = document
        self.font: Callable[[TaggedDocument], int] | None = None
        self.fields: dict[str, int] = {}
        self._appearances: dict[tuple[str, Any], int] = {}

    def write(self, widget: Widget, page: int, key: int) -> int:
        """Write a field's object, and return its number.

        ``page`` is the number of its page's object, ``key`` that of its entry in the parent tree.
        """
        box, field = widget.box, widget.field
        assert field.name not in self.fields, "text typed into one field would appear in the other"
        entries = (
            self._text_entries(widget.control, box)
            if isinstance(widget.control, TextField)
            else self._box_entries(widget.control, box)
        )
        widget.raw.data = (
            f"<</Type /Annot/Subtype /Widget"
            f"/T {text_string(field.name)}/TU {text_string(field.description)}/F {PRINTED}"
            f"/Rect [{fp_str(*box)}]/P {page} 0 R/StructParent {key}/BS <</W 0>>{entries}>>"
        ).encode("ascii")
        number = self.document.number(self.document.Reference(widget.raw).name)
        self.fields[field.name] = number
        return number

    def end(self) -> None:
        """Add all fields to the catalog, if there are any."""
        if self.fields:
            fields = " ".join(f"{number} 0 R" for number in self.fields.values())
            resources = f"/DR <</Font <</Typed {self._font} 0 R>>>>/DA ({TYPED})"
            self.document.Catalog.AcroForm = Raw(
                f"<</Fields [{fields}]{resources}>>".encode("ascii")
            )

    def _text_entries(self, control: TextField, box: Rect) -> str:
        resources = f"<</Font <</Typed {self._font} 0 R>>>>"
        empty = self._appearance(control.operators(box[2] - box[0]), box, resources)
        flags = f"/Ff {MULTILINE}" if control.several_lines else ""
        return f"/FT /Tx/DA ({TYPED}){flags}/AP <</N {empty} 0 R>>"

    def _box_entries(self, control: CheckBox, box: Rect) -> str:
        on, off = self._appearance(control.operators(), box), self._appearance("", box)
        state = TICKED if control.ticked else "Off"
        return f"/FT /Btn/V /{state}/AS /{state}/AP <</N <</{TICKED} {on} 0 R/Off {off} 0 R>>>>"

    def _appearance(self, operators: str, box: Rect, resources: str = "<<>>") -> int:
        """Return the number of an appearance; fields of the same appearance and size share it."""
        size = fp_str(box[2] - box[0], box[3] - box[1])
        if (operators, size) not in self._appearances:
            entries = f"/Type /XObject/Subtype /Form/BBox [0 0 {size}]/Resources {resources}"
            form = self.document.Reference(raw_stream(operators.encode("ascii"), entries))
            self._appearances[operators, size] = self.document.number(form.name)
        return self._appearances[operators, size]

    @cached_property
    def _font(self) -> int:
        assert self.font, "only an edition with fields has a form"
        return self.font(self.document)

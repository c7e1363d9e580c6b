"""The marker before the first line of a list item: a bullet, a number, or a check box."""

from __future__ import annotations

from typing import NamedTuple

from reportlab.lib.colors import Color

from press.content.tree import InputField
from press.tagged.canvas import TaggedCanvas
from press.tagged.form_fields import CheckBox
from press.tagged.nodes import StructElem
from press.typeset.text.operators import can_write_word, write_word

# The tick's points, as shares of the box's side, from the marker's left edge and its baseline.
TICK = ((0.23, 0.40), (0.46, 0.14), (0.87, 0.76))
# As shares of the text's size: the box's left edge, its foot below the baseline, the tick's weight.
LEFT, BELOW, WEIGHT = 0.04, 0.08, 0.12


class Marker(NamedTuple):
    """The marker of a list item.

    ``kind`` is text, box or ticked. ``x`` is its left edge, in points from the paragraph's.
    A box with a ``field`` is ticked on a screen.
    """

    kind: str
    x: float
    color: Color
    element: StructElem
    text: str = ""
    font: str = ""
    field: InputField | None = None


def draw_marker(canvas: TaggedCanvas, marker: Marker, size: float, baseline: float) -> None:
    """Draw a marker beside a line of text; ``size`` is the text's, both floats are in points."""
    if marker.kind == "text" and can_write_word(marker.font, marker.color, canvas):
        write_word(
            canvas,
            marker.text,
            (marker.x, baseline),
            (marker.font, size, marker.color),
            marker.element,
        )
        return
    canvas.saveState()
    if marker.kind == "text":
        canvas.setFillColor(marker.color)
        canvas.setFont(marker.font, size)
        with canvas.tagged(marker.element):
            canvas.drawString(marker.x, baseline, marker.text)
    else:
        x, foot, side = marker.x + LEFT * size, baseline - BELOW * size, 0.86 * size
        canvas.setStrokeColor(marker.color)
        canvas.setLineWidth(0.08 * size)
        if marker.field:
            canvas.rect(x, foot, side, side)
            canvas.field(
                marker.element,
                (x, foot, x + side, foot + side),
                marker.field,
                _check_box(marker.kind == "ticked", side, size),
            )
        else:
            with canvas.tagged(marker.element, (x, foot, x + side, foot + side)):
                canvas.rect(x, foot, side, side)
                if marker.kind == "ticked":
                    _tick(canvas, marker.x, baseline, side, size)
    canvas.restoreState()


def _tick(canvas: TaggedCanvas, x: float, y: float, side: float, size: float) -> None:
    path = canvas.beginPath()
    for index, (across, up) in enumerate(TICK):
        (path.lineTo if index else path.moveTo)(x + across * side, y + up * side)
    canvas.setLineWidth(WEIGHT * size)
    canvas.drawPath(path)


def _check_box(ticked: bool, side: float, size: float) -> CheckBox:
    """Return the field of a box, with the same tick measured from the box's corner."""
    return CheckBox(
        ticked,
        tuple((across * side - LEFT * size, up * side + BELOW * size) for across, up in TICK),
        WEIGHT * size,
    )

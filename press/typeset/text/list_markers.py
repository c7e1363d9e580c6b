"""What stands before the first line of a list item: a bullet, a number, or a box to tick."""

from __future__ import annotations

from typing import NamedTuple

from reportlab.lib.colors import Color

from press.content.tree import InputField
from press.tagged.canvas import TaggedCanvas
from press.tagged.form_fields import Ticking
from press.tagged.nodes import StructElem
from press.typeset.text.operators import is_simple, write_word

TICK = (
    (0.23, 0.40),
    (0.46, 0.14),
    (0.87, 0.76),
)  # shares of the box's side, from where its line begins
LEFT, BELOW, WEIGHT = (
    0.04,
    0.08,
    0.12,
)  # shares of the text's size: the box from there, and the tick's line


class Marker(NamedTuple):
    """``kind`` is text, box or ticked; ``at`` points from the left. A box with a ``field`` is ticked on a screen."""

    kind: str
    at: float
    color: Color
    element: StructElem
    text: str = ""
    font: str = ""
    field: InputField | None = None


def draw_marker(canvas: TaggedCanvas, marker: Marker, size: float, baseline: float) -> None:
    """Draw it beside a line of text of that size; in points."""
    if marker.kind == "text" and is_simple(marker.font, marker.color, canvas):
        write_word(
            canvas,
            marker.text,
            (marker.at, baseline),
            (marker.font, size, marker.color),
            marker.element,
        )
        return
    canvas.saveState()
    if marker.kind == "text":
        canvas.setFillColor(marker.color)
        canvas.setFont(marker.font, size)
        with canvas.tagged(marker.element):
            canvas.drawString(marker.at, baseline, marker.text)
    else:
        x, foot, side = marker.at + LEFT * size, baseline - BELOW * size, 0.86 * size
        canvas.setStrokeColor(marker.color)
        canvas.setLineWidth(0.08 * size)
        if marker.field:
            canvas.rect(x, foot, side, side)
            canvas.field(
                marker.element,
                (x, foot, x + side, foot + side),
                marker.field,
                _ticking(marker.kind == "ticked", side, size),
            )
        else:
            with canvas.tagged(marker.element, (x, foot, x + side, foot + side)):
                canvas.rect(x, foot, side, side)
                if marker.kind == "ticked":
                    _tick(canvas, marker.at, baseline, side, size)
    canvas.restoreState()


def _tick(canvas: TaggedCanvas, x: float, y: float, side: float, size: float) -> None:
    path = canvas.beginPath()
    for at, (across, up) in enumerate(TICK):
        (path.lineTo if at else path.moveTo)(x + across * side, y + up * side)
    canvas.setLineWidth(WEIGHT * size)
    canvas.drawPath(path)


def _ticking(on: bool, side: float, size: float) -> Ticking:
    """The same tick, from the corner of the box."""
    return Ticking(
        on,
        tuple((across * side - LEFT * size, up * side + BELOW * size) for across, up in TICK),
        WEIGHT * size,
    )

"""What stands before the first line of a list item: a bullet, a number, or a box to tick."""

from __future__ import annotations

from typing import NamedTuple

from reportlab.lib.colors import Color

from press.tagged.canvas import TaggedCanvas
from press.tagged.nodes import Node
from press.typeset.operators import is_simple, write_word


class Marker(NamedTuple):
    """``kind`` is text, box or ticked; ``at`` points from the left."""

    kind: str
    at: float
    color: Color
    node: Node
    text: str = ""
    font: str = ""


def draw_marker(canvas: TaggedCanvas, marker: Marker, size: float, baseline: float) -> None:
    """Draw it beside a line of text of that size; in points."""
    if marker.kind == "text" and is_simple(marker.font, marker.color, canvas):
        write_word(canvas, marker.text, (marker.at, baseline), (marker.font, size, marker.color), marker.node)
        return
    canvas.saveState()
    if marker.kind == "text":
        canvas.setFillColor(marker.color)
        canvas.setFont(marker.font, size)
        with canvas.tagged(marker.node):
            canvas.drawString(marker.at, baseline, marker.text)
    else:
        x, foot, side = marker.at + 0.04 * size, baseline - 0.08 * size, 0.86 * size
        canvas.setStrokeColor(marker.color)
        canvas.setLineWidth(0.08 * size)
        with canvas.tagged(marker.node, (x, foot, x + side, foot + side)):
            canvas.rect(x, foot, side, side)
            if marker.kind == "ticked":
                _tick(canvas, marker.at, baseline, side, size)
    canvas.restoreState()


def _tick(canvas: TaggedCanvas, x: float, y: float, side: float, size: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x + 0.23 * side, y + 0.40 * side)
    path.lineTo(x + 0.46 * side, y + 0.14 * side)
    path.lineTo(x + 0.87 * side, y + 0.76 * side)
    canvas.setLineWidth(0.12 * size)
    canvas.drawPath(path)

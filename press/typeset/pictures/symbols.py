"""Symbols of alerts, drawn as vectors: functions of (canvas, side) for figures.Symbol.

Each has a ``line`` around a ``fill``, of the same colour if it is solid, and a ``mark`` on it.
``side`` is its width and height, in points.
"""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

Paint = Callable[[Canvas, float], None]


def warning(line: Color, fill: Color, mark: Color) -> Paint:
    """Return the symbol of a warning: a triangle with an exclamation mark."""

    def paint(canvas: Canvas, side: float) -> None:
        canvas.setFillColor(fill)
        canvas.setStrokeColor(line)
        canvas.setLineJoin(1)
        canvas.setLineWidth((0.14 if line == fill else 0.08) * side)
        path = canvas.beginPath()
        path.moveTo(0.08 * side, 0.12 * side)
        path.lineTo(0.92 * side, 0.12 * side)
        path.lineTo(0.5 * side, 0.86 * side)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)
        canvas.setFillColor(mark)
        canvas.roundRect(
            0.455 * side, 0.33 * side, 0.09 * side, 0.34 * side, 0.045 * side, stroke=0, fill=1
        )
        canvas.circle(0.5 * side, 0.21 * side, 0.06 * side, stroke=0, fill=1)

    return paint


def tip(line: Color, fill: Color, mark: Color) -> Paint:
    """Return the symbol of a tip: a tick in a disc."""

    def paint(canvas: Canvas, side: float) -> None:
        _disc(canvas, side, line, fill)
        canvas.setStrokeColor(mark)
        canvas.setLineWidth(0.12 * side)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        path.moveTo(0.27 * side, 0.51 * side)
        path.lineTo(0.44 * side, 0.33 * side)
        path.lineTo(0.74 * side, 0.66 * side)
        canvas.drawPath(path, stroke=1, fill=0)

    return paint


def note(line: Color, fill: Color, mark: Color) -> Paint:
    """Return the symbol of a note: an i in a disc."""

    def paint(canvas: Canvas, side: float) -> None:
        _disc(canvas, side, line, fill)
        canvas.setFillColor(mark)
        canvas.roundRect(
            0.44 * side, 0.22 * side, 0.12 * side, 0.36 * side, 0.05 * side, stroke=0, fill=1
        )
        canvas.circle(0.5 * side, 0.72 * side, 0.075 * side, stroke=0, fill=1)

    return paint


def _disc(canvas: Canvas, side: float, line: Color, fill: Color) -> None:
    canvas.setFillColor(fill)
    if line == fill:
        canvas.circle(side / 2, side / 2, side / 2, stroke=0, fill=1)
        return
    width = 0.08 * side
    canvas.setStrokeColor(line)
    canvas.setLineWidth(width)
    canvas.circle(side / 2, side / 2, (side - width) / 2, stroke=1, fill=1)


BY_ALERT = {"warning": warning, "tip": tip, "note": note}

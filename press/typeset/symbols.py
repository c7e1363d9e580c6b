"""Small vector drawings that the fonts do not have: functions of (canvas, side) for flowables.Symbol."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

Paint = Callable[[Canvas, float], None]


def warning(line: Color, inside: Color) -> Paint:
    """A triangle with an exclamation mark."""

    def paint(canvas: Canvas, side: float) -> None:
        canvas.setFillColor(line)
        canvas.setStrokeColor(line)
        canvas.setLineJoin(1)
        canvas.setLineWidth(0.14 * side)
        path = canvas.beginPath()
        path.moveTo(0.08 * side, 0.12 * side)
        path.lineTo(0.92 * side, 0.12 * side)
        path.lineTo(0.5 * side, 0.86 * side)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)
        canvas.setFillColor(inside)
        canvas.roundRect(0.455 * side, 0.33 * side, 0.09 * side, 0.34 * side, 0.045 * side, stroke=0, fill=1)
        canvas.circle(0.5 * side, 0.21 * side, 0.06 * side, stroke=0, fill=1)

    return paint


def tip(line: Color, inside: Color) -> Paint:
    """A tick in a disc."""

    def paint(canvas: Canvas, side: float) -> None:
        canvas.setFillColor(line)
        canvas.circle(side / 2, side / 2, side / 2, stroke=0, fill=1)
        canvas.setStrokeColor(inside)
        canvas.setLineWidth(0.12 * side)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        path.moveTo(0.27 * side, 0.51 * side)
        path.lineTo(0.44 * side, 0.33 * side)
        path.lineTo(0.74 * side, 0.66 * side)
        canvas.drawPath(path, stroke=1, fill=0)

    return paint


def note(line: Color, inside: Color) -> Paint:
    """An i in a disc."""

    def paint(canvas: Canvas, side: float) -> None:
        canvas.setFillColor(line)
        canvas.circle(side / 2, side / 2, side / 2, stroke=0, fill=1)
        canvas.setFillColor(inside)
        canvas.roundRect(0.44 * side, 0.22 * side, 0.12 * side, 0.36 * side, 0.05 * side, stroke=0, fill=1)
        canvas.circle(0.5 * side, 0.72 * side, 0.075 * side, stroke=0, fill=1)

    return paint


BY_ALERT = {"warning": warning, "tip": tip, "note": note}

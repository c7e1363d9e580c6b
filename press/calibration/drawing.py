"""What is drawn on the calibration sheet: rulers, rings with their scales, arrows.

Lengths are in points, from the lower-left corner of a drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from press.layout import INCH, StoryFlowable
from press.tagged.canvas import TaggedCanvas
from press.tagged.nodes import StructElem
from press.typeset.styles import Styles

Paint = Callable[[TaggedCanvas], None]

FINE, CLEAR = 0.4, 0.8  # the widths of lines that are read against a ruler
DIGITS = 8.0  # the size of a ruler's numbers
LABEL = 9.0

STEP = INCH / 40  # of a scale: 0.025 in
STEPS = 12  # of a scale, each way
HALF = STEP * STEPS  # half the side of the square round a ring
REACH = HALF + 32  # from the middle of a ring to its outermost mark
RING, DOT = 6.0, 3.5


class Drawn(StoryFlowable):
    """A drawing of fixed size, in points, painted by a function; ``alt`` says what it shows."""

    def __init__(self, width: float, height: float, alt: str, paint: Paint) -> None:
        super().__init__()
        self.size, self.element, self.paint = (width, height), StructElem("Figure", alt=alt), paint

    @property
    def elements(self) -> Iterator[StructElem]:
        """The figure."""
        yield self.element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return the size, in points, whatever the space."""
        self.width, self.height = self.size
        return self.size

    def draw(self) -> None:
        """Paint the drawing, tagged as a figure."""
        with self.canv.tagged(self.element, (0, 0, *self.size)):
            self.canv.saveState()
            self.paint(self.canv)
            self.canv.restoreState()


class Pen(NamedTuple):
    """The colours and fonts of a brand, for what is drawn by hand."""

    styles: Styles

    def line(self, canvas: TaggedCanvas, role: str, width: float = CLEAR) -> None:
        """Set the colour and the width, in points, of lines."""
        canvas.setStrokeColor(self.styles.color(role))
        canvas.setLineWidth(width)

    def text(
        self,
        canvas: TaggedCanvas,
        x: float,
        y: float,
        text: str,
        size: float = DIGITS,
        role: str = "ink",
    ) -> None:
        """Draw text in bold, centred on x, with its baseline at y; all in points."""
        canvas.setFillColor(self.styles.color(role))
        canvas.setFont(self.styles.fonts.name("bold"), size)
        canvas.drawCentredString(x, y, text)


class Divisions(NamedTuple):
    """The divisions of a ruler: ``unit`` points from number to number, each cut into ``parts``.

    Every ``half`` parts, a tick is longer.
    """

    unit: float
    parts: int
    half: int


BAND = 24.0  # the width of a ruler with its ticks and numbers


def ruler(pen: Pen, length: int, divided: Divisions, up: bool) -> Paint:
    """Return a ruler of exactly ``length`` units: a line with ticks and numbers on one side.

    The line is at the top of a BAND, with the ticks below it. A ruler that goes ``up`` has it at
    the right, with the ticks at its left.
    """

    def paint(canvas: TaggedCanvas) -> None:
        canvas.translate(*((BAND, 0) if up else (0, BAND)))
        canvas.rotate(90 if up else 0)
        side = 1 if up else -1
        pen.line(canvas, "ink")
        canvas.line(0, 0, length * divided.unit, 0)
        for part in range(length * divided.parts + 1):
            x, whole = part * divided.unit / divided.parts, part % divided.parts == 0
            pen.line(canvas, "ink", CLEAR if whole else FINE)
            canvas.line(x, 0, x, side * (11 if whole else 8 if part % divided.half == 0 else 5))
            if whole:
                pen.text(canvas, x, 13.5 if up else -19.5, str(part // divided.parts))

    return paint


def target(pen: Pen, left: bool, low: bool, names: tuple[str, str], solid: bool) -> Paint:
    """Return a ring, or a ``solid`` dot, with two scales called ``names``; 2 REACH wide and high.

    The scales are on the sides towards the paper's edges: the ``left`` or the right one, the
    ``low`` or the upper one. A ruler from that edge, with its mark where the middle should be,
    shows a number: how many inches the page is printed too far right or too far up.
    """

    def paint(canvas: TaggedCanvas) -> None:
        canvas.translate(REACH, REACH)
        pen.line(canvas, "primary", FINE)
        canvas.rect(-HALF, -HALF, 2 * HALF, 2 * HALF)
        canvas.line(-HALF, 0, HALF, 0)
        canvas.line(0, -HALF, 0, HALF)
        pen.line(canvas, "primary", 1.2)
        canvas.setFillColor(pen.styles.color("primary"))
        canvas.circle(0, 0, DOT if solid else RING, stroke=not solid, fill=solid)
        _scale_across(pen, canvas, -1 if low else 1)
        pen.text(canvas, 0, -HALF - 29 if low else HALF + 23, names[0], LABEL, "accent")
        _scale_up(pen, canvas, -1 if left else 1)
        canvas.rotate(90)
        pen.text(canvas, 0, HALF + 21 if left else -HALF - 28, names[1], LABEL, "accent")

    return paint


def _scale_across(pen: Pen, canvas: TaggedCanvas, side: int) -> None:
    """Draw the scale below the square (-1) or above it (1); every other number is farther out."""
    pen.line(canvas, "ink", FINE)
    for step in range(-STEPS, STEPS + 1):
        long = 13 if step % 8 == 0 else 5 if step % 4 == 0 else 4 if step % 2 == 0 else 2.5
        x = step * STEP
        canvas.line(x, side * HALF, x, side * (HALF + long))
        if step % 4 == 0:
            y = side * (HALF + long + 1.5) - (4.6 if side < 0 else 0)
            pen.text(canvas, x, y, _number(step), 6.5)


def _scale_up(pen: Pen, canvas: TaggedCanvas, side: int) -> None:
    """Draw the scale at the left of the square (-1) or at its right (1)."""
    pen.line(canvas, "ink", FINE)
    for step in range(-STEPS, STEPS + 1):
        long = 6.5 if step % 4 == 0 else 4 if step % 2 == 0 else 2.5
        y = step * STEP
        canvas.line(side * HALF, y, side * (HALF + long), y)
        if step % 4 == 0:
            pen.text(canvas, side * (HALF + long + 6), y - 2.2, _number(step), 6.5)


def _number(step: int) -> str:
    """Return the number of the tick that is ``step`` steps right or up of the middle.

    It is how far right or up the page is printed, in inches, if the ruler's mark is at that tick.
    """
    return f"{-step * STEP / INCH:.1f}".replace("0.", ".") if step else "0"


ARROW = (104.0, 325.0)  # width and height


def arrow(pen: Pen, word: str, inside: bool) -> Paint:
    """Return a large arrow that points up, with a word.

    The solid one for the ``inside`` fits into the outline of the other.
    """
    width, height = ARROW
    inset = 9.0 if inside else 1.5
    field, text = ("primary", "paper") if inside else ("tint", "primary")

    def paint(canvas: TaggedCanvas) -> None:
        shaft, neck, middle = 25 - inset, height - 92 + inset * 0.8, width / 2
        corners = (
            (width - inset * 1.7, neck),
            (middle + shaft, neck),
            (middle + shaft, inset),
            (middle - shaft, inset),
            (middle - shaft, neck),
            (inset * 1.7, neck),
        )
        path = canvas.beginPath()
        path.moveTo(middle, height - inset * 2)
        for x, y in corners:
            path.lineTo(x, y)
        path.close()
        pen.line(canvas, "primary", 3)
        canvas.setLineJoin(1)
        canvas.setFillColor(pen.styles.color(field))
        canvas.drawPath(path, stroke=not inside, fill=1)
        pen.text(canvas, middle, neck + 8, "Up", 22, text)
        pen.text(canvas, middle, inset + 12, word, 11, text)

    return paint


EXAMPLE = (226.0, 92.0)  # width and height


def ruler_example(pen: Pen, mark: str) -> Paint:
    """Return a ruler on the paper, its 0 at the left edge.

    Its ``mark`` points at .1 on the scale above it.
    """
    edge, mark_x, top = 24.0, 140.0, 40.0
    unit = 18.0  # a tenth of an inch, enlarged
    zero, end = mark_x + unit, EXAMPLE[0] - 8

    def draw_scale(canvas: TaggedCanvas) -> None:
        pen.line(canvas, "ink")
        canvas.line(zero - 3 * unit, top + 14, zero + 3 * unit, top + 14)
        for tick in range(-3, 4):
            x, here = zero + tick * unit, tick == -1
            canvas.line(x, top + 14, x, top + 21)
            size, role = (10, "accent") if here else (DIGITS, "ink")
            pen.text(canvas, x, top + 28, _number(4 * tick), size, role)
        pen.line(canvas, "accent", 1.2)
        canvas.circle(mark_x, top + 31.5, 9)
        canvas.line(mark_x, top + 1, mark_x, top + 20)

    def draw_ruler(canvas: TaggedCanvas) -> None:
        pen.line(canvas, "ink")
        canvas.setFillColor(pen.styles.color("tint"))
        canvas.rect(edge, 8, end - edge, top - 8, stroke=1, fill=1)
        part = (mark_x - edge) / (4 * int(mark))
        for tick in range(1, int((end - edge) / part) + 1):
            x = edge + tick * part
            canvas.line(x, top, x, top - (12 if tick % 4 == 0 else 6))
        for number in range(int(mark) + 1):
            x = edge + 4 * number * part + (6 if number == 0 else 0)
            pen.text(canvas, x, 15, str(number), 10)

    def paint(canvas: TaggedCanvas) -> None:
        canvas.setFillColor(pen.styles.color("tint"))
        canvas.rect(0, 0, edge, EXAMPLE[1], stroke=0, fill=1)
        draw_ruler(canvas)
        draw_scale(canvas)
        pen.line(canvas, "ink", 1.5)
        canvas.line(edge, 0, edge, EXAMPLE[1])
        canvas.rotate(90)
        pen.text(canvas, EXAMPLE[1] / 2, -edge / 2 - 3, "edge of the paper", 9)

    return paint

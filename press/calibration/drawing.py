"""What is drawn on the calibration sheet: rulers, rings with their scales, arrows. Points, from a drawing's lower left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from press.layout import INCH, StoryFlowable
from press.tagged.canvas import TaggedCanvas
from press.tagged.nodes import StructElem
from press.typeset.styles import Styles

Paint = Callable[[TaggedCanvas], None]

FINE, CLEAR = 0.4, 0.8  # points: widths of lines that are read against a ruler
DIGITS = 8.0  # points: what numbers a ruler
LABEL = 9.0

STEP = INCH / 40  # of a scale: 0.025 in
STEPS = 12  # of a scale, each way
HALF = STEP * STEPS  # of the square round a ring
REACH = HALF + 32  # from the middle of a ring to what is printed farthest out
RING, DOT = 6.0, 3.5


class Drawn(StoryFlowable):
    """A drawing of fixed size by one function; ``alt`` says what it shows."""

    def __init__(self, width: float, height: float, alt: str, paint: Paint) -> None:
        super().__init__()
        self.size, self.element, self.paint = (width, height), StructElem("Figure", alt=alt), paint

    @property
    def elements(self) -> Iterator[StructElem]:
        yield self.element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.width, self.height = self.size
        return self.size

    def draw(self) -> None:
        with self.canv.tagged(self.element, (0, 0, *self.size)):
            self.canv.saveState()
            self.paint(self.canv)
            self.canv.restoreState()


class Pen(NamedTuple):
    """Colours and fonts of one brand for what is drawn by hand."""

    styles: Styles

    def line(self, canvas: TaggedCanvas, role: str, width: float = CLEAR) -> None:
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
        """Centred on x, in bold."""
        canvas.setFillColor(self.styles.color(role))
        canvas.setFont(self.styles.fonts.name("bold"), size)
        canvas.drawCentredString(x, y, text)


class Divisions(NamedTuple):
    """How a ruler is divided: ``unit`` points from number to number, each cut into so many ``parts``."""

    unit: float
    parts: int
    half: int  # every so many parts, a longer tick


BAND = 24.0  # points: a ruler with its ticks and numbers


def ruler(pen: Pen, length: int, divided: Divisions, up: bool) -> Paint:
    """A line of exactly ``length`` units at the top of a BAND, or ``up`` at its right; below it, or left, ticks and numbers."""

    def paint(canvas: TaggedCanvas) -> None:
        canvas.translate(*((BAND, 0) if up else (0, BAND)))
        canvas.rotate(90 if up else 0)
        side = 1 if up else -1
        pen.line(canvas, "ink")
        canvas.line(0, 0, length * divided.unit, 0)
        for at in range(length * divided.parts + 1):
            x, whole = at * divided.unit / divided.parts, at % divided.parts == 0
            pen.line(canvas, "ink", CLEAR if whole else FINE)
            canvas.line(x, 0, x, side * (11 if whole else 8 if at % divided.half == 0 else 5))
            if whole:
                pen.text(canvas, x, 13.5 if up else -19.5, str(at // divided.parts))

    return paint


def target(pen: Pen, left: bool, low: bool, names: tuple[str, str], solid: bool) -> Paint:
    """A ring, or a dot where it is ``solid``, in the middle of (2 REACH, 2 REACH), and two scales with their ``names``.

    The scales lie towards the paper's edges, the one on the ``left`` and the one that is ``low``. Each number stands
    where a ruler from that edge shows the middle's place, if the page comes out so many inches too far right or up.
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
    """Below the square (-1) or above it (1): every other number one row farther out, where it has room."""
    pen.line(canvas, "ink", FINE)
    for at in range(-STEPS, STEPS + 1):
        long = 13 if at % 8 == 0 else 5 if at % 4 == 0 else 4 if at % 2 == 0 else 2.5
        canvas.line(at * STEP, side * HALF, at * STEP, side * (HALF + long))
        if at % 4 == 0:
            pen.text(
                canvas,
                at * STEP,
                side * (HALF + long + 1.5) - (4.6 if side < 0 else 0),
                _number(at),
                6.5,
            )


def _scale_up(pen: Pen, canvas: TaggedCanvas, side: int) -> None:
    """At the left of the square (-1) or at its right (1)."""
    pen.line(canvas, "ink", FINE)
    for at in range(-STEPS, STEPS + 1):
        long = 6.5 if at % 4 == 0 else 4 if at % 2 == 0 else 2.5
        canvas.line(side * HALF, at * STEP, side * (HALF + long), at * STEP)
        if at % 4 == 0:
            pen.text(canvas, side * (HALF + long + 6), at * STEP - 2.2, _number(at), 6.5)


def _number(at: int) -> str:
    """Of the tick that lies so many steps right or up: by so much less, in inches, is what came out under the ruler's mark."""
    return f"{-at * STEP / INCH:.1f}".replace("0.", ".") if at else "0"


ARROW = (104.0, 325.0)  # points


def arrow(pen: Pen, word: str, inside: bool) -> Paint:
    """A large arrow that points up, with a word; ``inside`` is the solid one that stands in the outline of the other."""
    width, height = ARROW
    by = 9.0 if inside else 1.5
    field, text = ("primary", "paper") if inside else ("tint", "primary")

    def paint(canvas: TaggedCanvas) -> None:
        shaft, neck, middle = 25 - by, height - 92 + by * 0.8, width / 2
        path = canvas.beginPath()
        path.moveTo(middle, height - by * 2)
        for x, y in ((width - by * 1.7, neck), (middle + shaft, neck), (middle + shaft, by), (middle - shaft, by),
                     (middle - shaft, neck), (by * 1.7, neck)):  # fmt: skip
            path.lineTo(x, y)
        path.close()
        pen.line(canvas, "primary", 3)
        canvas.setLineJoin(1)
        canvas.setFillColor(pen.styles.color(field))
        canvas.drawPath(path, stroke=not inside, fill=1)
        pen.text(canvas, middle, neck + 8, "Up", 22, text)
        pen.text(canvas, middle, by + 12, word, 11, text)

    return paint


HOW = (226.0, 92.0)  # points


def how(pen: Pen, mark: str) -> Paint:
    """A ruler on the paper, its 0 at the left edge; its ``mark`` points at .1 on the scale above it."""
    edge, one, unit, top = 24.0, 140.0, 18.0, 40.0  # points; unit: a tenth of an inch, enlarged
    zero, end = one + unit, HOW[0] - 8

    def scale(canvas: TaggedCanvas) -> None:
        pen.line(canvas, "ink")
        canvas.line(zero - 3 * unit, top + 14, zero + 3 * unit, top + 14)
        for at in range(-3, 4):
            x, here = zero + at * unit, at == -1
            canvas.line(x, top + 14, x, top + 21)
            pen.text(
                canvas,
                x,
                top + 28,
                _number(4 * at),
                10 if here else DIGITS,
                "accent" if here else "ink",
            )
        pen.line(canvas, "accent", 1.2)
        canvas.circle(one, top + 31.5, 9)
        canvas.line(one, top + 1, one, top + 20)

    def measure(canvas: TaggedCanvas) -> None:
        pen.line(canvas, "ink")
        canvas.setFillColor(pen.styles.color("tint"))
        canvas.rect(edge, 8, end - edge, top - 8, stroke=1, fill=1)
        part = (one - edge) / (4 * int(mark))
        for at in range(1, int((end - edge) / part) + 1):
            canvas.line(edge + at * part, top, edge + at * part, top - (12 if at % 4 == 0 else 6))
        for at in range(int(mark) + 1):
            pen.text(canvas, edge + 4 * at * part + (6 if at == 0 else 0), 15, str(at), 10)

    def paint(canvas: TaggedCanvas) -> None:
        canvas.setFillColor(pen.styles.color("tint"))
        canvas.rect(0, 0, edge, HOW[1], stroke=0, fill=1)
        measure(canvas)
        scale(canvas)
        pen.line(canvas, "ink", 1.5)
        canvas.line(edge, 0, edge, HOW[1])
        canvas.rotate(90)
        pen.text(canvas, HOW[1] / 2, -edge / 2 - 3, "edge of the paper", 9)

    return paint

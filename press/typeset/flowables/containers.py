"""The flowables of a Story beside its paragraphs: boxes, figures, symbols."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy

from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from press.tagged.nodes import StructElem
from press.typeset.pictures.load import Art
from press.typeset.pictures.vector import Vector, draw_shapes
from press.typeset.styles import Area
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph


class Container(StoryFlowable):
    """Holds other flowables; where text runs on, it is opened if no column holds it, or if it need not be ``keep_whole``."""

    children: list[StoryFlowable]
    keep_whole = True
    acts_as_heading = False  # what stays with it belongs to it, as with a heading

    def inside(self, width: float) -> tuple[float, float]:
        """The width that its children have, and the height that it takes round them; in points."""
        return width, 0.0

    def part(self, children: Sequence[StoryFlowable], first: bool) -> StoryFlowable:
        """It again with only some of its children: the first of its two parts, or the second."""
        raise NotImplementedError


BORDER_WIDTH, OUTLINE_WIDTH = (
    1.75,
    0.75,
)  # points: a border that warns, and one that stands for a field


class Space(StoryFlowable):
    """Nothing, so high."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return availWidth, self.height

    def draw(self) -> None:
        pass


class Stack(Container):
    """Flowables one below the other, each at its own height."""

    def __init__(
        self, children: Sequence[StoryFlowable | None], before: float = 0, after: float = 0
    ) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = before, after
        self.children = [child for child in children if child is not None]
        self._placed: list[tuple[StoryFlowable, float]] = []

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        for child in self.children:
            yield from child.paragraphs

    @property
    def elements(self) -> Iterator[StructElem]:
        for child in self.children:
            yield from child.elements

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self._placed = []
        used, after = 0.0, 0.0
        for child in self.children:
            used += max(after, child.getSpaceBefore()) if self._placed else 0
            _, height = child.wrap(availWidth, 1e6)
            self._placed.append((child, used))
            used += height
            after = child.getSpaceAfter()
        self.width, self.height = availWidth, used
        return availWidth, used

    def part(self, children: Sequence[StoryFlowable], first: bool) -> Stack:
        return Stack(children, self.spaceBefore, self.spaceAfter)

    @property
    def grid_offset(self) -> float | None:
        """Of the first text in the role of the body, else of none."""
        for child, used in self._placed:
            if isinstance(child, TaggedParagraph) and child.style.name == "body":
                return used
        return None

    def draw(self) -> None:
        for child, used in self._placed:
            child.drawOn(self.canv, 0, self.height - used - child.height)


class Box(Container):
    """Flowables on a field, with a border and a bar at the left where they are wanted."""

    def __init__(
        self,
        children: Sequence[StoryFlowable | None],
        fill: Color | Area | None = None,
        border: Color | None = None,
        bar: Color | None = None,
        pad: tuple[float, float] = (10, 8),
        radius: float = 5,
        before: float = 0,
        after: float = 0,
        keep_whole: bool = True,
    ) -> None:
        super().__init__()
        self.keep_whole = keep_whole
        self._stack = Stack(children)
        self.children = self._stack.children
        area = fill if isinstance(fill, Area) else Area(fill, None)
        self.fill, self.border, self.bar = area.fill, border or area.line, bar
        self.line = BORDER_WIDTH if border else OUTLINE_WIDTH
        self.pad, self.radius = pad, radius
        self.spaceBefore, self.spaceAfter = before, after

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        return self._stack.paragraphs

    @property
    def elements(self) -> Iterator[StructElem]:
        return self._stack.elements

    def inside(self, width: float) -> tuple[float, float]:
        side, top = self.pad
        return width - 2 * side - self._bar_width, 2 * top

    def part(self, children: Sequence[StoryFlowable], first: bool) -> Box:
        made = copy(self)
        made._stack = Stack(children)
        made.children = made._stack.children
        return made

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        width, around = self.inside(availWidth)
        _, height = self._stack.wrap(width, availHeight)
        self.width, self.height = availWidth, height + around
        return self.width, self.height

    @property
    def grid_offset(self) -> float | None:
        within = self._stack.grid_offset
        return None if within is None else within + self.pad[1]

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        if self.fill or self.border:
            if self.fill:
                canvas.setFillColor(self.fill)
            if self.border:
                canvas.setStrokeColor(self.border)
                canvas.setLineWidth(self.line)
            canvas.roundRect(
                0,
                0,
                self.width,
                self.height,
                self.radius,
                stroke=bool(self.border),
                fill=bool(self.fill),
            )
        if self.bar:
            canvas.setFillColor(self.bar)
            canvas.roundRect(
                0, 0, self._bar_width, self.height, self._bar_width / 2, stroke=0, fill=1
            )
        canvas.restoreState()
        self._stack.drawOn(canvas, self.pad[0] + self._bar_width, self.pad[1])

    @property
    def _bar_width(self) -> float:
        return 5 if self.bar else 0


class Beside(StoryFlowable):
    """A symbol or picture of fixed width at the left, flowables at its right, both from the top; never split."""

    def __init__(
        self,
        left: StoryFlowable,
        children: Sequence[StoryFlowable | None],
        gap: float = 8,
        middle: bool = False,
        after: float = 0,
    ) -> None:
        super().__init__()
        self.spaceAfter = after
        self.left, self.right, self.gap, self.middle = left, Stack(children), gap, middle

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        yield from self.left.paragraphs
        yield from self.right.paragraphs

    @property
    def elements(self) -> Iterator[StructElem]:
        yield from self.left.elements
        yield from self.right.elements

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self._left_width, left = self.left.wrap(availWidth, availHeight)
        _, right = self.right.wrap(availWidth - self._left_width - self.gap, availHeight)
        self.width, self.height = availWidth, max(left, right)
        return self.width, self.height

    def draw(self) -> None:
        left, right = self.left.height, self.right.height
        down = (self.height - left) / 2 if self.middle else 0
        self.left.drawOn(self.canv, 0, self.height - left - down)
        down = (self.height - right) / 2 if self.middle else 0
        self.right.drawOn(self.canv, self._left_width + self.gap, self.height - right - down)


class Figure(StoryFlowable):
    """A picture, as wide as it may be and no higher than ``highest`` points; ``element`` is None for decoration."""

    def __init__(
        self,
        art: Art,
        element: StructElem | None,
        highest: float = 1e6,
        widest: float = 1e6,
        align: str = "left",
    ) -> None:
        super().__init__()
        self.art, self.element, self.highest, self.widest, self.align = (
            art,
            element,
            highest,
            widest,
            align,
        )

    @property
    def elements(self) -> Iterator[StructElem]:
        if self.element:
            yield self.element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.scale = min(
            min(availWidth, self.widest) / self.art.width, self.highest / self.art.height
        )
        self.drawn = self.art.width * self.scale
        self.width = availWidth if self.align == "center" else self.drawn
        self.height = self.art.height * self.scale
        return self.width, self.height

    def draw(self) -> None:
        x = (self.width - self.drawn) / 2 if self.align == "center" else 0
        with self.canv.tagged(self.element, (x, 0, x + self.drawn, self.height)):
            self._paint(x)

    def _paint(self, x: float) -> None:
        canvas = self.canv
        if isinstance(self.art.body, ImageReader):
            canvas.drawImage(self.art.body, x, 0, self.drawn, self.height, mask="auto")
            return
        canvas.saveState()
        canvas.translate(x, 0)
        canvas.scale(self.scale, self.scale)
        if isinstance(self.art.body, Vector):
            self.art.body.draw(canvas)
        else:
            edge = canvas.beginPath()
            edge.rect(0, 0, self.art.width, self.art.height)
            canvas.clipPath(
                edge, stroke=0, fill=0
            )  # what was left lying beside the drawing stays off the page
            draw_shapes(self.art.body, canvas)
        canvas.restoreState()


class Symbol(StoryFlowable):
    """A small drawing by one function of (canvas, side), such as the warning triangle."""

    def __init__(self, side: float, paint: Callable[[Canvas, float], None]) -> None:
        super().__init__()
        self.side, self.paint = side, paint

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.width = self.height = self.side
        return self.side, self.side

    def draw(self) -> None:
        self.canv.saveState()
        self.paint(self.canv, self.side)
        self.canv.restoreState()


class Aside(Container):
    """Flowables one below the other, and at the right of the first of them something narrow, which is read last.

    What stands below it has the whole width.
    """

    def __init__(
        self, children: Sequence[StoryFlowable], right: StoryFlowable, wide: float, gap: float = 8
    ) -> None:
        """``wide`` and ``gap`` in points."""
        super().__init__()
        self.children, self.right, self.wide, self.gap = [*children], right, wide, gap
        self._tops: list[float] = []

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        for one in (*self.children, self.right):
            yield from one.paragraphs

    @property
    def elements(self) -> Iterator[StructElem]:
        for one in (*self.children, self.right):
            yield from one.elements

    def inside(self, width: float) -> tuple[float, float]:
        return width - self.wide - self.gap, 0.0

    def part(self, children: Sequence[StoryFlowable], first: bool) -> StoryFlowable:
        return Aside(children, self.right, self.wide, self.gap) if first else Stack(children)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self._tops = []
        _, high = self.right.wrap(self.wide, availHeight)
        used, after = 0.0, 0.0
        for child in self.children:
            used += max(after, child.getSpaceBefore()) if self._tops else 0
            self._tops.append(used)
            used += child.wrap(
                self.inside(availWidth)[0] if used < high else availWidth, availHeight
            )[1]
            after = child.getSpaceAfter()
        self.width, self.height = availWidth, max(used, high)
        return self.width, self.height

    def draw(self) -> None:
        for child, top in zip(self.children, self._tops, strict=True):
            child.drawOn(self.canv, 0, self.height - top - child.height)
        self.right.drawOn(self.canv, self.width - self.wide, self.height - self.right.height)


AIR = 0.5  # points by which what stands in a row is given more than it needs: no rounding shall break it


class Row(StoryFlowable):
    """Paragraphs in reading order, ``gap`` points apart; one that is wider than the row is broken in lines of its own."""

    def __init__(
        self,
        children: Sequence[TaggedParagraph | None],
        gap: float = 16,
        between: float = 0,
        after: float = 0,
    ) -> None:
        """``between`` is the space between two rows, in points."""
        super().__init__()
        self.children = [child for child in children if child is not None]
        self.gap, self.between, self.spaceAfter = gap, between, after
        self._placed: list[
            tuple[TaggedParagraph, float, float]
        ] = []  # with the left edge, and how far below the top

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        yield from self.children

    @property
    def elements(self) -> Iterator[StructElem]:
        for child in self.children:
            yield from child.elements

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self._placed, top = [], 0.0
        for row in self._rows(availWidth):
            top += self.between if self._placed else 0.0
            line = max(one.first_baseline() for one, _ in row)
            self._placed += [(one, left, top + line - one.first_baseline()) for one, left in row]
            top += max(line - one.first_baseline() + one.height for one, _ in row)
        self.width, self.height = availWidth, top
        return availWidth, top

    def _rows(self, width: float) -> Iterator[list[tuple[TaggedParagraph, float]]]:
        row: list[tuple[TaggedParagraph, float]] = []
        left = 0.0
        for child in self.children:
            child.wrap(width, 1e6)
            needs = child.longest_line + AIR
            if row and left + needs > width:
                yield row
                row, left = [], 0.0
            child.wrap(min(needs, width), 1e6)
            row.append((child, left))
            left += needs + self.gap
        if row:
            yield row

    def draw(self) -> None:
        for child, left, down in self._placed:
            child.drawOn(self.canv, left, self.height - down - child.height)


class Turned(StoryFlowable):
    """``child``, set in lines of ``length`` points that run from the foot of the page to its head."""

    def __init__(self, child: StoryFlowable, length: float) -> None:
        super().__init__()
        self.child, self.length = child, length

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        yield from self.child.paragraphs

    @property
    def elements(self) -> Iterator[StructElem]:
        yield from self.child.elements

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        _, high = self.child.wrap(self.length, availWidth)
        self.width, self.height = high, self.length
        return self.width, self.height

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.translate(self.width, 0)
        self.canv.rotate(90)
        self.child.drawOn(self.canv, 0, 0)
        self.canv.restoreState()

"""Flowables that contain others: a stack, a box, a turned one; and empty space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy

from reportlab.lib.colors import Color

from press.tagged.nodes import StructElem
from press.typeset.styles import Area
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph

# Points: the weight of a border that warns, and of the outline of an area that is not filled.
BORDER_WIDTH, OUTLINE_WIDTH = 1.75, 0.75


class Container(StoryFlowable):
    """A flowable with children, which can be split between two of them at the end of a column.

    It is split if no column holds all of it, or if ``keep_whole`` is False. If it
    ``acts_as_heading``, what is kept with it is treated as the text below a heading.
    """

    children: list[StoryFlowable]
    keep_whole = True
    acts_as_heading = False

    def inside(self, width: float) -> tuple[float, float]:
        """Return the width of its children and the height of its padding, in points."""
        return width, 0.0

    def part(self, children: Sequence[StoryFlowable], first: bool) -> StoryFlowable:
        """Return a copy with some of its children, as the ``first`` of two parts or the second."""
        raise NotImplementedError


class Space(StoryFlowable):
    """Empty space of some height, in points."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return its width and height, in points."""
        return availWidth, self.height

    def draw(self) -> None:
        """Draw nothing."""


class Stack(Container):
    """Flowables one below the other, each at its own height.

    ``before`` and ``after`` are the spaces above and below it, in points.
    """

    def __init__(
        self, children: Sequence[StoryFlowable | None], before: float = 0, after: float = 0
    ) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = before, after
        self.children = [child for child in children if child is not None]
        # Each child with the distance from the stack's top to its own, in points.
        self._placed: list[tuple[StoryFlowable, float]] = []

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        """The paragraphs of its children."""
        for child in self.children:
            yield from child.paragraphs

    @property
    def elements(self) -> Iterator[StructElem]:
        """The structure elements of its children."""
        for child in self.children:
            yield from child.elements

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Measure its children; return its width and height, in points."""
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
        """Return a stack of some of its children."""
        return Stack(children, self.spaceBefore, self.spaceAfter)

    @property
    def grid_offset(self) -> float | None:
        """The distance from its top to its first body text, in points; None if it has none."""
        for child, used in self._placed:
            if isinstance(child, TaggedParagraph) and child.style.name == "body":
                return used
        return None

    def draw(self) -> None:
        """Draw its children."""
        for child, used in self._placed:
            child.drawOn(self.canv, 0, self.height - used - child.height)


class Box(Container):
    """Flowables on an area of colour, optionally with a border and a bar at the left.

    ``pad`` is the padding at each side, and at top and bottom. ``radius`` is that of the corners.
    ``before`` and ``after`` are the spaces above and below it. All are in points.
    """

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
        """The paragraphs of its children."""
        return self._stack.paragraphs

    @property
    def elements(self) -> Iterator[StructElem]:
        """The structure elements of its children."""
        return self._stack.elements

    def inside(self, width: float) -> tuple[float, float]:
        """Return the width of its children and the height of its padding, in points."""
        side, top = self.pad
        return width - 2 * side - self._bar_width, 2 * top

    def part(self, children: Sequence[StoryFlowable], first: bool) -> Box:
        """Return a box like it with some of its children."""
        box = copy(self)
        box._stack = Stack(children)
        box.children = box._stack.children
        return box

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Measure its children; return its width and height, in points."""
        width, padding = self.inside(availWidth)
        _, height = self._stack.wrap(width, availHeight)
        self.width, self.height = availWidth, height + padding
        return self.width, self.height

    @property
    def grid_offset(self) -> float | None:
        """The distance from its top to its first body text, in points; None if it has none."""
        offset = self._stack.grid_offset
        return None if offset is None else offset + self.pad[1]

    def draw(self) -> None:
        """Draw its area, its border and its bar, and the children on them."""
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


class Turned(StoryFlowable):
    """A flowable turned to read upwards, in lines of ``length`` points."""

    def __init__(self, child: StoryFlowable, length: float) -> None:
        super().__init__()
        self.child, self.length = child, length

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        """The paragraphs of its child."""
        yield from self.child.paragraphs

    @property
    def elements(self) -> Iterator[StructElem]:
        """The structure elements of its child."""
        yield from self.child.elements

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Measure its child; return its own width and height on the page, in points."""
        _, height = self.child.wrap(self.length, availWidth)
        self.width, self.height = height, self.length
        return self.width, self.height

    def draw(self) -> None:
        """Draw its child, turned by 90 degrees."""
        self.canv.saveState()
        self.canv.translate(self.width, 0)
        self.canv.rotate(90)
        self.child.drawOn(self.canv, 0, 0)
        self.canv.restoreState()

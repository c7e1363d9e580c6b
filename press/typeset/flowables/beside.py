"""Flowables side by side: a symbol beside text, text beside a narrow block, paragraphs in rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.tagged.nodes import StructElem
from press.typeset.flowables.containers import Container, Stack
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph


class Beside(StoryFlowable):
    """A symbol or picture of fixed width at the left, and flowables at its right; never split.

    ``gap`` is between them, ``after`` the space below, both in points. ``middle`` centres the
    shorter of the two beside the taller one; else both begin at the top.
    """

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
        """The paragraphs of the left side, then of the right."""
        yield from self.left.paragraphs
        yield from self.right.paragraphs

    @property
    def elements(self) -> Iterator[StructElem]:
        """The structure elements of the left side, then of the right."""
        yield from self.left.elements
        yield from self.right.elements

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Measure both sides; return its width and height, in points."""
        self._left_width, left = self.left.wrap(availWidth, availHeight)
        _, right = self.right.wrap(availWidth - self._left_width - self.gap, availHeight)
        self.width, self.height = availWidth, max(left, right)
        return self.width, self.height

    def draw(self) -> None:
        """Draw both sides."""
        left, right = self.left.height, self.right.height
        down = (self.height - left) / 2 if self.middle else 0
        self.left.drawOn(self.canv, 0, self.height - left - down)
        down = (self.height - right) / 2 if self.middle else 0
        self.right.drawOn(self.canv, self._left_width + self.gap, self.height - right - down)


class Aside(Container):
    """Flowables one below the other, and a narrow flowable at their right, which is read last.

    ``wide`` is the width of the narrow one, ``gap`` the distance to it, in points. Flowables below
    it have the whole width.
    """

    def __init__(
        self, children: Sequence[StoryFlowable], right: StoryFlowable, wide: float, gap: float = 8
    ) -> None:
        super().__init__()
        self.children, self.right, self.wide, self.gap = [*children], right, wide, gap
        self._tops: list[float] = []  # from its own top to each child's, in points

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        """The paragraphs of the children, then of the narrow flowable."""
        for child in (*self.children, self.right):
            yield from child.paragraphs

    @property
    def elements(self) -> Iterator[StructElem]:
        """The structure elements of the children, then of the narrow flowable."""
        for child in (*self.children, self.right):
            yield from child.elements

    def inside(self, width: float) -> tuple[float, float]:
        """Return the width of the children beside the narrow flowable, in points, and 0."""
        return width - self.wide - self.gap, 0.0

    def part(self, children: Sequence[StoryFlowable], first: bool) -> StoryFlowable:
        """Return some of its children, with the narrow flowable beside the ``first`` part."""
        return Aside(children, self.right, self.wide, self.gap) if first else Stack(children)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Measure both sides; return its width and height, in points."""
        self._tops = []
        _, right_height = self.right.wrap(self.wide, availHeight)
        used, after = 0.0, 0.0
        for child in self.children:
            used += max(after, child.getSpaceBefore()) if self._tops else 0
            self._tops.append(used)
            width = self.inside(availWidth)[0] if used < right_height else availWidth
            used += child.wrap(width, availHeight)[1]
            after = child.getSpaceAfter()
        self.width, self.height = availWidth, max(used, right_height)
        return self.width, self.height

    def draw(self) -> None:
        """Draw both sides."""
        for child, top in zip(self.children, self._tops, strict=True):
            child.drawOn(self.canv, 0, self.height - top - child.height)
        self.right.drawOn(self.canv, self.width - self.wide, self.height - self.right.height)


SLACK = 0.5  # points: more width than a paragraph in a row needs, so that rounding breaks no line


class Row(StoryFlowable):
    """Paragraphs beside one another, in as many rows as they need, on common baselines.

    ``gap`` is between two of them, ``between`` between two rows, ``after`` below, all in points.
    A paragraph wider than the row is broken into lines.
    """

    def __init__(
        self,
        children: Sequence[TaggedParagraph | None],
        gap: float = 16,
        between: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__()
        self.children = [child for child in children if child is not None]
        self.gap, self.between, self.spaceAfter = gap, between, after
        # Each child with its left edge and its distance from the top, in points.
        self._placed: list[tuple[TaggedParagraph, float, float]] = []

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        """The paragraphs in it, in reading order."""
        yield from self.children

    @property
    def elements(self) -> Iterator[StructElem]:
        """The structure elements of its paragraphs."""
        for child in self.children:
            yield from child.elements

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Fill its rows; return its width and height, in points."""
        self._placed, top = [], 0.0
        for row in self._rows(availWidth):
            top += self.between if self._placed else 0.0
            baseline = max(child.first_baseline() for child, _ in row)
            self._placed += [
                (child, left, top + baseline - child.first_baseline()) for child, left in row
            ]
            top += max(baseline - child.first_baseline() + child.height for child, _ in row)
        self.width, self.height = availWidth, top
        return availWidth, top

    def _rows(self, width: float) -> Iterator[list[tuple[TaggedParagraph, float]]]:
        """Yield the paragraphs of each row with their left edges, in points."""
        row: list[tuple[TaggedParagraph, float]] = []
        left = 0.0
        for child in self.children:
            child.wrap(width, 1e6)
            needed = child.longest_line + SLACK
            if row and left + needed > width:
                yield row
                row, left = [], 0.0
            child.wrap(min(needed, width), 1e6)
            row.append((child, left))
            left += needed + self.gap
        if row:
            yield row

    def draw(self) -> None:
        """Draw its paragraphs."""
        for child, left, down in self._placed:
            child.drawOn(self.canv, left, self.height - down - child.height)

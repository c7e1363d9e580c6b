"""A square code and its label beside the lines that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.tagged.nodes import Node
from press.typeset.flowables import Stack
from press.typeset.holder import Holder
from press.typeset.para import Para, Piece


class Aside(Holder):
    """Flowables one below the other, and at the right of the first of them something narrow, which is read last.

    What stands below it has the whole width.
    """

    def __init__(self, children: Sequence[Piece], right: Piece, wide: float, gap: float = 8) -> None:
        """``wide`` and ``gap`` in points."""
        super().__init__()
        self.children, self.right, self.wide, self.gap = [*children], right, wide, gap
        self._tops: list[float] = []

    @property
    def paragraphs(self) -> Iterator[Para]:
        for one in (*self.children, self.right):
            yield from one.paragraphs

    @property
    def nodes(self) -> Iterator[Node]:
        for one in (*self.children, self.right):
            yield from one.nodes

    def inside(self, width: float) -> tuple[float, float]:
        return width - self.wide - self.gap, 0.0

    def part(self, children: Sequence[Piece], first: bool) -> Piece:
        return Aside(children, self.right, self.wide, self.gap) if first else Stack(children)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self._tops = []
        _, high = self.right.wrap(self.wide, availHeight)
        used, after = 0.0, 0.0
        for child in self.children:
            used += max(after, child.getSpaceBefore()) if self._tops else 0
            self._tops.append(used)
            used += child.wrap(self.inside(availWidth)[0] if used < high else availWidth, availHeight)[1]
            after = child.getSpaceAfter()
        self.width, self.height = availWidth, max(used, high)
        return self.width, self.height

    def draw(self) -> None:
        for child, top in zip(self.children, self._tops, strict=True):
            child.drawOn(self.canv, 0, self.height - top - child.height)
        self.right.drawOn(self.canv, self.width - self.wide, self.height - self.right.height)

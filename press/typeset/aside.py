"""A square code and its label beside the lines that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.tagged.nodes import Node
from press.typeset.flowables import Stack
from press.typeset.holder import Holder
from press.typeset.para import Para, Piece


class Aside(Holder):
    """Flowables, and at their right something narrow that is read after them; both from the top."""

    def __init__(self, children: Sequence[Piece | None], right: Piece, wide: float, gap: float = 8) -> None:
        """``wide`` and ``gap`` in points."""
        super().__init__()
        self._stack, self.right, self.wide, self.gap = Stack(children), right, wide, gap
        self.children = self._stack.children

    @property
    def paragraphs(self) -> Iterator[Para]:
        yield from self._stack.paragraphs
        yield from self.right.paragraphs

    @property
    def nodes(self) -> Iterator[Node]:
        yield from self._stack.nodes
        yield from self.right.nodes

    def inside(self, width: float) -> tuple[float, float]:
        return width - self.wide - self.gap, 0.0

    def part(self, children: Sequence[Piece], first: bool) -> Piece:
        return Aside(children, self.right, self.wide, self.gap) if first else Stack(children)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        _, left = self._stack.wrap(self.inside(availWidth)[0], availHeight)
        _, right = self.right.wrap(self.wide, availHeight)
        self.width, self.height = availWidth, max(left, right)
        return self.width, self.height

    def draw(self) -> None:
        self._stack.drawOn(self.canv, 0, self.height - self._stack.height)
        self.right.drawOn(self.canv, self.width - self.wide, self.height - self.right.height)

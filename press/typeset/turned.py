"""A flowable that is read from the side: turned so that its lines run upward."""

from __future__ import annotations

from collections.abc import Iterator

from press.tagged.nodes import Node
from press.typeset.para import Para, Piece


class Turned(Piece):
    """``child``, set in lines of ``length`` points that run from the foot of the page to its head."""

    def __init__(self, child: Piece, length: float) -> None:
        super().__init__()
        self.child, self.length = child, length

    @property
    def paragraphs(self) -> Iterator[Para]:
        yield from self.child.paragraphs

    @property
    def nodes(self) -> Iterator[Node]:
        yield from self.child.nodes

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

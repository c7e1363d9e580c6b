"""Short lines beside one another, as many in a row as its width has room for; those of a row on one baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.tagged.nodes import Node
from press.typeset.para import Para, Piece

AIR = 0.5  # points by which what stands in a row is given more than it needs: no rounding shall break it


class Row(Piece):
    """Paragraphs in reading order, ``gap`` points apart; one that is wider than the row is broken in lines of its own."""

    def __init__(self, children: Sequence[Para | None], gap: float = 16, between: float = 0, after: float = 0) -> None:
        """``between`` is the space between two rows, in points."""
        super().__init__()
        self.children = [child for child in children if child is not None]
        self.gap, self.between, self.spaceAfter = gap, between, after
        self._placed: list[tuple[Para, float, float]] = []  # with the left edge, and how far below the top

    @property
    def paragraphs(self) -> Iterator[Para]:
        yield from self.children

    @property
    def nodes(self) -> Iterator[Node]:
        for child in self.children:
            yield from child.nodes

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self._placed, top = [], 0.0
        for row in self._rows(availWidth):
            top += self.between if self._placed else 0.0
            line = max(one.first_baseline() for one, _ in row)
            self._placed += [(one, left, top + line - one.first_baseline()) for one, left in row]
            top += max(line - one.first_baseline() + one.height for one, _ in row)
        self.width, self.height = availWidth, top
        return availWidth, top

    def _rows(self, width: float) -> Iterator[list[tuple[Para, float]]]:
        row: list[tuple[Para, float]] = []
        left = 0.0
        for child in self.children:
            child.wrap(width, 1e6)
            needs = child.longest + AIR
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

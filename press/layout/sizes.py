"""What flowables take in columns of one width, measured once."""

from __future__ import annotations

from typing import NamedTuple

from press.typeset.para import Piece


class Size(NamedTuple):
    """What a flowable takes at one width, in points; ``meets`` is where the grid meets it, None for what has no body text."""

    height: float
    before: float
    after: float
    meets: float | None


class Sizes:
    """The sizes of flowables at one width, each measured once: they do not change while they are set into columns."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._known: dict[int, tuple[Piece, Size]] = {}  # a flowable that is kept keeps its id

    def of(self, piece: Piece) -> Size:
        known = self._known.get(id(piece))
        if known is None:
            height = piece.wrap(self.width, 1e6)[1]
            known = piece, Size(height, piece.getSpaceBefore(), piece.getSpaceAfter(), piece.on_grid)
            self._known[id(piece)] = known
        return known[1]

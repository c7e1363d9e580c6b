"""From the pieces that a print file is assembled of to their positions in it: the types."""

from __future__ import annotations

from typing import NamedTuple

from press.print_files.component import Component


class About(NamedTuple):
    """The document information of a print file. ``language`` is its default language."""

    title: str
    subject: str
    author: str
    language: str


class Leaf(NamedTuple):
    """A part of a piece, such as its letter. ``turned`` are pages to rotate by 180°, from 0."""

    component: Component
    turned: frozenset[int] = frozenset()


class Piece(NamedTuple):
    """What one recipient gets, in order.

    ``before`` and ``after`` are the numbers of its sheets that are in other files.
    """

    number: int
    title: str
    leaves: tuple[Leaf, ...]
    before: int = 0
    after: int = 0


class PiecePosition(NamedTuple):
    """The position of a piece in a file.

    ``first`` is its first page, from 0. ``pages`` and ``sheets`` are counts, with blank sides.
    """

    number: int
    first: int
    pages: int
    sheets: int


class Assembled(NamedTuple):
    """An assembled file and the position of each piece.

    ``data`` is empty if the bytes were written elsewhere.
    """

    data: bytes
    pieces: tuple[PiecePosition, ...]

    @property
    def pages(self) -> int:
        """The number of pages."""
        return sum(piece.pages for piece in self.pieces)

    @property
    def sheets(self) -> int:
        """The number of sheets."""
        return sum(piece.sheets for piece in self.pieces)

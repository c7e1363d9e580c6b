"""What goes into an assembled file, and what comes out."""

from __future__ import annotations

from typing import NamedTuple

from press.print_files.component import Component


class About(NamedTuple):
    """What the file says of itself; ``language`` is that of whatever names no other."""

    title: str
    subject: str
    author: str
    language: str


class Leaf(NamedTuple):
    """One part of a piece, such as its letter; ``turned`` are pages, from 0, to be shown turned by 180°."""

    component: Component
    turned: frozenset[int] = frozenset()


class Piece(NamedTuple):
    """What one recipient gets, in order. So many sheets of it stand ``before`` and ``after``, in other files."""

    number: int
    title: str
    leaves: tuple[Leaf, ...]
    before: int = 0
    after: int = 0


class Standing(NamedTuple):
    """Where a piece stands in the file: its first page, from 0, and how many pages and sheets it has, blank sides included."""

    number: int
    first: int
    pages: int
    sheets: int


class Assembled(NamedTuple):
    """The file, whose bytes are empty where they went elsewhere, and where each piece stands in it."""

    data: bytes
    pieces: tuple[Standing, ...]

    @property
    def pages(self) -> int:
        return sum(one.pages for one in self.pieces)

    @property
    def sheets(self) -> int:
        return sum(one.sheets for one in self.pieces)

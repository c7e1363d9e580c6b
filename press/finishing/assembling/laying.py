"""One piece after the other is laid onto sheets: its pages, its part of the tree, and a mark on every printed side."""

from __future__ import annotations

from typing import NamedTuple

from press.finishing.assembling.common import Common, Dressed
from press.finishing.assembling.component import BETWEEN, Page
from press.finishing.assembling.marks import Marks
from press.finishing.assembling.numbered import NumberTree
from press.finishing.assembling.pieces import Leaf, Piece
from press.finishing.assembling.writer import Writer, named
from press.pdffile import text_string


class Laid(NamedTuple):
    """A piece by the number of its element, and its pages, blank sides included; and how many sheets those are."""

    element: int
    pages: list[int]
    sheets: int


class Laying:
    """``sides`` of a sheet are printed on, 1 or 2; ``language`` is that of the file."""

    def __init__(self, writer: Writer, common: Common, marks: Marks | None, sides: int, language: str) -> None:
        self._writer, self._common, self._marks = writer, common, marks
        self._sides, self._language = sides, language
        self._parents = NumberTree(writer.put)
        self._key = 0

    def lay(self, piece: Piece, above: int, document: int) -> Laid:
        """A piece; ``above`` is the node that takes its pages, ``document`` the element that takes its own."""
        sheets = sum(self._sheets(leaf) for leaf in piece.leaves)
        element, sheet = self._writer.reserve(), 0
        parts, pages = [], []
        for leaf in piece.leaves:
            count = self._sheets(leaf)
            says = [f"{piece.number:04}-{sheet + at + 1}/{sheets}" for at in range(count)]
            part, own = self._leaf(leaf, says, above, element)
            parts.append(part)
            pages += own
            sheet += count
        title = text_string(piece.title).encode("ascii")
        self._writer.place(element, b"<</S /Part/P %d 0 R/T %s/K [%s]>>" % (document, title, named(parts)))
        return Laid(element, pages, sheets)

    def end(self) -> bytes:
        """The entries of the tree's root that lead from content to elements."""
        return b"/ParentTree %d 0 R/ParentTreeNextKey %d" % (self._parents.end(), self._key)

    def _sheets(self, leaf: Leaf) -> int:
        return -(-len(leaf.component.pages) // self._sides)

    def _leaf(self, leaf: Leaf, says: list[str], above: int, element: int) -> tuple[int, list[int]]:
        """The element of a part of a piece, and its pages."""
        one, writer = leaf.component, self._writer
        part, first, key = writer.reserve(), writer.reserve(one.count), self._key
        numbers = [*range(first, first + one.count), *range(key + one.keys - 1, key - 1, -1), part]
        count = len(one.pages)
        writer.place_small(first + count, one.body.filled(numbers).split(BETWEEN))
        lang = b"" if one.language == self._language else b"/Lang " + text_string(one.language).encode("ascii")
        top = named([first + at for at in one.top])
        writer.place(part, b"<</S /Part/P %d 0 R%s/K [%s]>>" % (element, lang, top))
        self._parents.add(key, key + one.keys - 1, one.parents.filled(numbers))
        self._key += one.keys
        pages = list(range(first, first + count))
        for at, (page, dressed) in enumerate(zip(one.pages, self._common.pages(one), strict=True)):
            links = b"/Annots [%s]" % named([first + note for note in page.annotations]) if page.annotations else b""
            turn = (page.turn + 180 * (at in leaf.turned)) % 360
            own = b"/StructParents %d%s%s" % (key + at, links, b"/Rotate %d" % turn if turn else b"")
            writer.place(first + at, self._page(page, above, dressed, says[at // self._sides], own))
        if count % self._sides:
            blank = self._page(one.pages[-1], above, self._common.blank, says[-1], b"")
            pages.append(writer.put(blank))
        return part, pages

    def _page(self, page: Page, above: int, dressed: Dressed, says: str, own: bytes) -> bytes:
        contents = dressed.contents
        if self._marks:
            mark = self._common.once(self._marks.stream(says, page.width, page.height))
            contents += b" %d 0 R" % mark
        return b"<</Type /Page/Parent %d 0 R%s/Contents [%s]/Resources %s%s>>" % (
            above,
            page.kept,
            contents,
            dressed.resources,
            own,
        )

"""One piece after the other is laid onto sheets: its pages, its part of the tree, and a mark on every printed side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from press.pdf.file import text_string
from press.pdf.number_tree import NumberTree
from press.print_files.component import BETWEEN, ComponentPage
from press.print_files.pieces import Leaf, Piece
from press.print_files.shared_objects import Common, Dressed
from press.print_files.sheet_marks import Marks
from press.print_files.writer import Writer, named


class PieceSheets(NamedTuple):
    """A piece by the number of its element, and its pages, blank sides included; and how many sheets those are."""

    element: int
    pages: list[int]
    sheets: int


class _Side(NamedTuple):
    """A printed side: the page that it looks like, what it needs, and what else is said of it."""

    page: ComponentPage
    dressed: Dressed
    said: bytes = b""


class Laying:
    """``sides`` of a sheet are printed on, 1 or 2; ``language`` is that of the file."""

    def __init__(
        self, writer: Writer, common: Common, marks: Marks | None, sides: int, language: str
    ) -> None:
        self._writer, self._common, self._marks = writer, common, marks
        self._sides, self._language = sides, language
        self._parents = NumberTree(writer.put)
        self._key = 0  # of the parent tree, the next
        self._marked: tuple[bytes, int] = b"", 0

    def lay(self, piece: Piece, above: int, document: int) -> PieceSheets:
        """A piece; ``above`` is the node that takes its pages, ``document`` the element that takes its own."""
        counts = [-(-len(leaf.component.pages) // self._sides) for leaf in piece.leaves]
        element, parts, pages = self._writer.reserve(), [], []
        total = piece.before + sum(counts) + piece.after
        for at, leaf in enumerate(piece.leaves):
            before = piece.before + sum(counts[:at])
            says = [
                f"{piece.number:04}-{before + sheet}/{total}" for sheet in range(1, counts[at] + 1)
            ]
            first, part = self._elements(leaf, element)
            pages += self._pages(leaf, first, above, says)
            parts.append(part)
        title = text_string(piece.title).encode("ascii")
        self._writer.place(
            element, b"<</S /Part/P %d 0 R/T %s/K [%s]>>" % (document, title, named(parts))
        )
        return PieceSheets(element, pages, sum(counts))

    def end(self) -> bytes:
        """The entries of the tree's root that lead from content to elements."""
        return b"/ParentTree %d 0 R/ParentTreeNextKey %d" % (self._parents.end(), self._key)

    def _elements(self, leaf: Leaf, element: int) -> tuple[int, int]:
        """Of a part of a piece: the number of its first own object, and that of the element that takes all others."""
        one, writer, key = leaf.component, self._writer, self._key
        part, first = writer.reserve(), writer.reserve(one.count)
        numbers = [*range(first, first + one.count), *range(key + one.keys - 1, key - 1, -1), part]
        if one.body.text:
            writer.place_small(first + len(one.pages), one.body.filled(numbers).split(BETWEEN))
        lang = (
            b""
            if one.language == self._language
            else b"/Lang " + text_string(one.language).encode("ascii")
        )
        top = named([numbers[at] for at in one.top])
        writer.place(part, b"<</S /Part/P %d 0 R%s/K [%s]>>" % (element, lang, top))
        self._parents.add(key, key + one.keys - 1, one.parents.filled(numbers))
        return first, part

    def _pages(self, leaf: Leaf, first: int, above: int, says: list[str]) -> list[int]:
        """The numbers of the pages, those of whole sheets."""
        count = len(leaf.component.pages)
        sides = list(self._looks(leaf, first))
        pages = list(range(first, first + count))
        if count % self._sides:
            sides.append(_Side(leaf.component.pages[-1], self._common.blank))
            pages.append(self._writer.reserve())
        for at, (number, side) in enumerate(zip(pages, sides, strict=True)):
            self._writer.place(number, self._page(side, above, says[at // self._sides]))
        self._key += leaf.component.keys
        return pages

    def _looks(self, leaf: Leaf, first: int) -> Iterator[_Side]:
        one = leaf.component
        for at, (page, dressed) in enumerate(zip(one.pages, self._common.pages(one), strict=True)):
            said = b"/StructParents %d" % (self._key + at)
            if page.annotations:
                said += b"/Annots [%s]" % named([first + note for note in page.annotations])
            if turn := (page.turn + 180 * (at in leaf.turned)) % 360:
                said += b"/Rotate %d" % turn
            yield _Side(page, dressed, said)

    def _page(self, side: _Side, above: int, says: str) -> bytes:
        page, (contents, resources), said = side
        if self._marks:
            mark = self._mark(self._marks.stream(says, page.width, page.height))
            contents = b"%s %d 0 R" % (contents, mark)
        return b"<</Type /Page/Parent %d 0 R%s/Contents [%s]/Resources %s%s>>" % (
            above,
            page.kept,
            contents,
            resources,
            said,
        )

    def _mark(self, stream: bytes) -> int:
        """The same mark on the next side is the same stream."""
        if self._marked[0] != stream:
            self._marked = stream, self._writer.put(stream)
        return self._marked[1]

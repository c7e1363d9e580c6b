"""From a piece to its pages on sheets, its part of the structure tree, and its sheet marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from press.pdf.file import text_string
from press.pdf.number_tree import NumberTree
from press.print_files.component import SEPARATOR, ComponentPage
from press.print_files.pieces import Leaf, Piece
from press.print_files.shared_objects import PageObjects, SharedObjects
from press.print_files.sheet_marks import Marks
from press.print_files.writer import Writer, reference_list


class WrittenPiece(NamedTuple):
    """The object numbers of a piece's element and pages (with blank sides), and its sheets."""

    element: int
    pages: list[int]
    sheets: int


class _Side(NamedTuple):
    """A printed side: its page, the page's objects, and further entries of the page."""

    page: ComponentPage
    objects: PageObjects
    entries: bytes = b""


class PieceWriter:
    """The writer of the pieces of a file.

    ``sides`` are the printed sides of a sheet, 1 or 2. ``language`` is that of the file. ``marks``
    are None for sheets without marks.
    """

    def __init__(
        self,
        writer: Writer,
        shared: SharedObjects,
        marks: Marks | None,
        sides: int,
        language: str,
    ) -> None:
        self._writer, self._shared, self._marks = writer, shared, marks
        self._sides, self._language = sides, language
        self._parents = NumberTree(writer.put)
        self._key = 0  # the next key of the parent tree
        self._last_mark: tuple[bytes, int] = b"", 0

    def write(self, piece: Piece, parent: int, document: int) -> WrittenPiece:
        """Write a piece.

        ``parent`` is the number of its node in the page tree, ``document`` that of the Document
        element.
        """
        counts = [-(-len(leaf.component.pages) // self._sides) for leaf in piece.leaves]
        element, parts, pages = self._writer.reserve(), [], []
        total = piece.before + sum(counts) + piece.after
        for index, leaf in enumerate(piece.leaves):
            before = piece.before + sum(counts[:index])
            texts = [
                f"{piece.number:04}-{before + sheet}/{total}"
                for sheet in range(1, counts[index] + 1)
            ]
            first, part = self._write_elements(leaf, element)
            pages += self._write_pages(leaf, first, parent, texts)
            parts.append(part)
        title = text_string(piece.title).encode("ascii")
        self._writer.place(
            element,
            b"<</S /Part/P %d 0 R/T %s/K [%s]>>" % (document, title, reference_list(parts)),
        )
        return WrittenPiece(element, pages, sum(counts))

    def end(self) -> bytes:
        """Write the parent tree. Return its entries of the structure tree root."""
        return b"/ParentTree %d 0 R/ParentTreeNextKey %d" % (self._parents.end(), self._key)

    def _write_elements(self, leaf: Leaf, element: int) -> tuple[int, int]:
        """Write the elements and annotations of a part of a piece.

        Return the number of its first own object, and that of the Part element.
        """
        component, writer, key = leaf.component, self._writer, self._key
        part, first = writer.reserve(), writer.reserve(component.count)
        keys = range(key + component.keys - 1, key - 1, -1)
        numbers = [*range(first, first + component.count), *keys, part]
        if component.body.text:
            objects = component.body.filled(numbers).split(SEPARATOR)
            writer.place_small(first + len(component.pages), objects)
        language = b""
        if component.language != self._language:
            language = b"/Lang " + text_string(component.language).encode("ascii")
        top = reference_list([numbers[index] for index in component.top])
        writer.place(part, b"<</S /Part/P %d 0 R%s/K [%s]>>" % (element, language, top))
        self._parents.add(key, key + component.keys - 1, component.parents.filled(numbers))
        return first, part

    def _write_pages(self, leaf: Leaf, first: int, parent: int, texts: list[str]) -> list[int]:
        """Write the pages of a part, with a blank last side if needed. Return their numbers."""
        count = len(leaf.component.pages)
        sides = list(self._leaf_sides(leaf, first))
        pages = list(range(first, first + count))
        if count % self._sides:
            sides.append(_Side(leaf.component.pages[-1], self._shared.blank))
            pages.append(self._writer.reserve())
        for index, (number, side) in enumerate(zip(pages, sides, strict=True)):
            self._writer.place(number, self._page(side, parent, texts[index // self._sides]))
        self._key += leaf.component.keys
        return pages

    def _leaf_sides(self, leaf: Leaf, first: int) -> Iterator[_Side]:
        component = leaf.component
        page_objects = self._shared.pages(component)
        for index, (page, objects) in enumerate(zip(component.pages, page_objects, strict=True)):
            entries = b"/StructParents %d" % (self._key + index)
            if page.annotations:
                annotations = [first + annotation for annotation in page.annotations]
                entries += b"/Annots [%s]" % reference_list(annotations)
            if turn := (page.turn + 180 * (index in leaf.turned)) % 360:
                entries += b"/Rotate %d" % turn
            yield _Side(page, objects, entries)

    def _page(self, side: _Side, parent: int, mark_text: str) -> bytes:
        page, (contents, resources), entries = side
        if self._marks:
            mark = self._mark(self._marks.stream(mark_text, page.width, page.height))
            contents = b"%s %d 0 R" % (contents, mark)
        return b"<</Type /Page/Parent %d 0 R%s/Contents [%s]/Resources %s%s>>" % (
            parent,
            page.kept,
            contents,
            resources,
            entries,
        )

    def _mark(self, stream: bytes) -> int:
        """Return the number of a mark's stream, which the two sides of a sheet share."""
        if self._last_mark[0] != stream:
            self._last_mark = stream, self._writer.put(stream)
        return self._last_mark[1]

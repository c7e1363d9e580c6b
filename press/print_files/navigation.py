"""How the pages of an assembled file are reached: the tree of pages, their names, and a bookmark for each piece."""

from __future__ import annotations

from press.pdf.number_tree import NumberTree
from press.print_files.writer import Writer, named

MOST = 64  # pages below a node, or a few more: those of a piece stay together


class Ways:
    """Each written as it grows."""

    def __init__(self, writer: Writer) -> None:
        self._reserve, self._place = writer.reserve, writer.place
        self._root, self._outline = writer.reserve(), writer.reserve()
        self._groups: list[int] = []
        self._labels = NumberTree(writer.put)
        self._group = 0
        self._sheets: list[int] = []
        self._first = self._last = self._before = 0
        self._marked = b""  # the last bookmark, but for the one after it
        self._count = self._pages = 0

    def parent(self) -> int:
        """The node that takes the pages of the next piece."""
        if not self._group:
            self._group = self._reserve()
        return self._group

    def piece(self, says: str, first: int, pages: list[int]) -> None:
        """A piece by its name, in ASCII, its first page from 0, and its pages by the numbers of their objects."""
        self._sheets += pages
        if len(self._sheets) >= MOST:
            self._close()
        name = says.encode("ascii")
        self._label(name, first, len(pages))
        self._bookmark(
            b"/Title (%s)/Parent %d 0 R/Dest [%d 0 R /Fit]" % (name, self._outline, pages[0])
        )

    def end(self) -> bytes:
        """The entries of the catalog."""
        self._close()
        self._place(
            self._root, b"<</Type /Pages/Count %d/Kids [%s]>>" % (self._pages, named(self._groups))
        )
        self._place(self._last, b"<<%s>>" % self._marked)
        ends = (self._first, self._last, self._count)
        self._place(self._outline, b"<</Type /Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends)
        ways = (self._root, self._outline, self._labels.end())
        return b"/PageMode /UseOutlines/Pages %d 0 R/Outlines %d 0 R/PageLabels %d 0 R" % ways

    def _close(self) -> None:
        if self._group:
            entries = (self._root, len(self._sheets), named(self._sheets))
            self._place(self._group, b"<</Type /Pages/Parent %d 0 R/Count %d/Kids [%s]>>" % entries)
            self._groups.append(self._group)
            self._pages += len(self._sheets)
            self._group, self._sheets = 0, []

    def _label(self, name: bytes, first: int, count: int) -> None:
        """Pages are counted within a piece. The last one is named too: readers look no page up between two leaves of the tree."""
        last = first + count - 1
        entries = b"%d <</S /D/P (%s-)>>" % (first, name)
        if count > 1:
            entries += b" %d <</S /D/P (%s-)/St %d>>" % (last, name, count)
        self._labels.add(first, last, entries)

    def _bookmark(self, entries: bytes) -> None:
        """Written when the next one is known."""
        number = self._reserve()
        if self._last:
            self._place(self._last, b"<<%s/Next %d 0 R>>" % (self._marked, number))
            entries += b"/Prev %d 0 R" % self._last
        self._first = self._first or number
        self._last, self._marked = number, entries
        self._count += 1

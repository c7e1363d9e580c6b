"""From the pages of pieces to the page tree, page labels and bookmarks of a print file."""

from __future__ import annotations

from press.pdf.number_tree import NumberTree
from press.print_files.writer import Writer, reference_list

# Pages below a node of the page tree. A node may have some more: a piece is not split over two.
PAGES_PER_NODE = 64


class Navigation:
    """The page tree, page labels and bookmarks, each written as it grows."""

    def __init__(self, writer: Writer) -> None:
        self._reserve, self._place = writer.reserve, writer.place
        self._root, self._outline = writer.reserve(), writer.reserve()
        self._nodes: list[int] = []
        self._labels = NumberTree(writer.put)
        self._node = 0  # the object number of the open node; 0 for none
        self._node_pages: list[int] = []
        self._first = self._last = 0  # object numbers of bookmarks
        self._bookmark = b""  # the last bookmark, whose Next entry is not known yet
        self._count = self._pages = 0

    def parent(self) -> int:
        """Return the object number of the node for the pages of the next piece."""
        if not self._node:
            self._node = self._reserve()
        return self._node

    def add(self, label: str, first: int, pages: list[int]) -> None:
        """Add a piece.

        ``label`` is in ASCII. ``first`` is its first page, from 0, and ``pages`` are the object
        numbers of its pages.
        """
        self._node_pages += pages
        if len(self._node_pages) >= PAGES_PER_NODE:
            self._close_node()
        name = label.encode("ascii")
        self._add_labels(name, first, len(pages))
        self._add_bookmark(
            b"/Title (%s)/Parent %d 0 R/Dest [%d 0 R /Fit]" % (name, self._outline, pages[0])
        )

    def end(self) -> bytes:
        """Write what is left. Return the entries of the catalog."""
        self._close_node()
        kids = reference_list(self._nodes)
        self._place(self._root, b"<</Type /Pages/Count %d/Kids [%s]>>" % (self._pages, kids))
        self._place(self._last, b"<<%s>>" % self._bookmark)
        ends = (self._first, self._last, self._count)
        self._place(self._outline, b"<</Type /Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends)
        numbers = (self._root, self._outline, self._labels.end())
        return b"/PageMode /UseOutlines/Pages %d 0 R/Outlines %d 0 R/PageLabels %d 0 R" % numbers

    def _close_node(self) -> None:
        if self._node:
            entries = (self._root, len(self._node_pages), reference_list(self._node_pages))
            self._place(self._node, b"<</Type /Pages/Parent %d 0 R/Count %d/Kids [%s]>>" % entries)
            self._nodes.append(self._node)
            self._pages += len(self._node_pages)
            self._node, self._node_pages = 0, []

    def _add_labels(self, name: bytes, first: int, count: int) -> None:
        """Add labels that count the pages within a piece.

        The last page has an entry of its own: readers do not find a page between two leaves.
        """
        last = first + count - 1
        entries = b"%d <</S /D/P (%s-)>>" % (first, name)
        if count > 1:
            entries += b" %d <</S /D/P (%s-)/St %d>>" % (last, name, count)
        self._labels.add(first, last, entries)

    def _add_bookmark(self, entries: bytes) -> None:
        """Write the bookmark before, and keep this one until the next one is known."""
        number = self._reserve()
        if self._last:
            self._place(self._last, b"<<%s/Next %d 0 R>>" % (self._bookmark, number))
            entries += b"/Prev %d 0 R" % self._last
        self._first = self._first or number
        self._last, self._bookmark = number, entries
        self._count += 1

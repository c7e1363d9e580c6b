"""The ways to put pages onto sheets, as rows of a table: which page stands where on which side of which sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from press.paper import Sheet, creep, saddle_stitched
from press.pdf.boxes import PageBox

BLANK = 0  # stands for a page that is not there
STAPLED = 15  # sheets of 20-lb bond that an office stapler holds along the fold (common knowledge, not measured)


def booklet_order(pages: int) -> list[tuple[int, int]]:
    """Left and right page of each side, front and back in turn, of sheets that are folded and stapled along the fold.

    Blanks make the pages a multiple of four; they stand before the last one, which is the back cover. The order is
    that of psutils' psbook: 8 1, 2 7, 6 3, 4 5.
    """
    if not pages:
        return []
    faces = (
        [*range(1, pages), *([BLANK] * (-pages % 4)), pages]
        if pages > 1
        else [1, BLANK, BLANK, BLANK]
    )
    return [(faces[left - 1], faces[right - 1]) for left, right in saddle_stitched(len(faces))]


def rows_of(several: int) -> Callable[[int], Sequence[tuple[int, ...]]]:
    """The order in which so many pages stand on each side as they follow one another."""

    def order(pages: int) -> list[tuple[int, ...]]:
        firsts = range(1, pages + 1, several)
        return [
            tuple(page if page <= pages else BLANK for page in range(first, first + several))
            for first in firsts
        ]

    return order


SHORT_EDGE, LONG_EDGE = "DuplexFlipShortEdge", "DuplexFlipLongEdge"  # PDF's words
OTHER_EDGE = {SHORT_EDGE: LONG_EDGE, LONG_EDGE: SHORT_EDGE}


class Scheme(NamedTuple):
    """A row: cells across and down from the top left, how the sheet lies, the order of pages, and PDF's word for the flip."""

    columns: int
    rows: int
    landscape: bool
    order: Callable[[int], Sequence[tuple[int, ...]]]
    flip: str
    folded: bool = False

    def suiting(self, lying: bool) -> Scheme:
        """The same for pages that are ``lying``, wider than high: on a sheet that is turned with them, but to be folded."""
        if self.folded or not lying:
            return self
        return self._replace(
            columns=self.rows,
            rows=self.columns,
            landscape=not self.landscape,
            flip=OTHER_EDGE[self.flip],
        )

    def sheet(self, paper: Sheet) -> Sheet:
        return paper.landscape() if self.landscape else paper

    def cells(self, paper: Sheet) -> list[PageBox]:
        """Where pages may stand, in the order in which they are read; in points from the lower left."""
        width, height = self.sheet(paper)
        across, down = width / self.columns, height / self.rows
        corners = (
            (column * across, height - (row + 1) * down)
            for row in range(self.rows)
            for column in range(self.columns)
        )
        return [PageBox(left, bottom, left + across, bottom + down) for left, bottom in corners]

    def creep(self, side: int, cell: int, sides: int) -> float:
        """How far right a page is moved, in points, on which side (from 0) of how many: toward the fold of inner sheets.

        Folded into one another, inner sheets stand out at the open edge by their thickness, where the trimmer takes it.
        """
        return creep(side // 2, sides // 2) * (1 if cell == 0 else -1) if self.folded else 0.0


# Both sides of a sheet are upright in the file: it is turned like a page of a book, a landscape one over its short edge.
WAYS = {
    "booklet": Scheme(2, 1, True, booklet_order, SHORT_EDGE, folded=True),
    "2up": Scheme(2, 1, True, rows_of(2), SHORT_EDGE),
    "4up": Scheme(2, 2, False, rows_of(4), LONG_EDGE),
}

"""From a number of pages to the cells of sheets: the imposition schemes, as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from press.paper import Sheet, creep, saddle_stitched
from press.pdf.boxes import PageBox

BLANK = 0  # in an order of pages: no page
# Sheets of 20-lb bond that an office stapler holds along the fold (common knowledge, not measured).
STAPLED = 15


def booklet_order(pages: int) -> list[tuple[int, int]]:
    """Return the left and right page of each side of a saddle-stitched booklet.

    Fronts and backs alternate. Blanks before the back cover make the pages a multiple of four.
    The order is that of psutils' psbook: 8 1, 2 7, 6 3, 4 5.
    """
    if not pages:
        return []
    if pages == 1:
        faces = [1, BLANK, BLANK, BLANK]
    else:
        faces = [*range(1, pages), *([BLANK] * (-pages % 4)), pages]
    return [(faces[left - 1], faces[right - 1]) for left, right in saddle_stitched(len(faces))]


def consecutive(per_side: int) -> Callable[[int], Sequence[tuple[int, ...]]]:
    """Return the order of pages that follow one another, ``per_side`` on each side."""

    def order(pages: int) -> list[tuple[int, ...]]:
        firsts = range(1, pages + 1, per_side)
        return [
            tuple(page if page <= pages else BLANK for page in range(first, first + per_side))
            for first in firsts
        ]

    return order


SHORT_EDGE, LONG_EDGE = "DuplexFlipShortEdge", "DuplexFlipLongEdge"  # values of Duplex
OTHER_EDGE = {SHORT_EDGE: LONG_EDGE, LONG_EDGE: SHORT_EDGE}


class Scheme(NamedTuple):
    """An imposition scheme.

    A side has ``columns`` × ``rows`` cells, on landscape or portrait paper. ``order`` returns the
    pages on each side for a number of pages. ``flip`` is the Duplex preference, and ``folded`` is
    True for a booklet.
    """

    columns: int
    rows: int
    landscape: bool
    order: Callable[[int], Sequence[tuple[int, ...]]]
    flip: str
    folded: bool = False

    def turned_for(self, landscape_pages: bool) -> Scheme:
        """Return the scheme for pages of that orientation: a booklet never turns its paper."""
        if self.folded or not landscape_pages:
            return self
        return self._replace(
            columns=self.rows,
            rows=self.columns,
            landscape=not self.landscape,
            flip=OTHER_EDGE[self.flip],
        )

    def sheet(self, paper: Sheet) -> Sheet:
        """Return the paper in the orientation of the scheme."""
        return paper.landscape() if self.landscape else paper

    def cells(self, paper: Sheet) -> list[PageBox]:
        """Return the cells of a side in reading order, in points from the lower-left corner."""
        width, height = self.sheet(paper)
        across, down = width / self.columns, height / self.rows
        corners = (
            (column * across, height - (row + 1) * down)
            for row in range(self.rows)
            for column in range(self.columns)
        )
        return [PageBox(left, bottom, left + across, bottom + down) for left, bottom in corners]

    def creep(self, side: int, cell: int, sides: int) -> float:
        """Return how far a page moves to the right, in points: towards the fold on inner sheets.

        ``side`` counts from 0, of ``sides``. Inner sheets of a folded booklet protrude at the open
        edge by the thickness of the paper, and the trimmer cuts that off.
        """
        return creep(side // 2, sides // 2) * (1 if cell == 0 else -1) if self.folded else 0.0


# Both sides of a sheet are upright in the file, as pages of a book are. So a landscape sheet is
# flipped on its short edge.
SCHEMES = {
    "booklet": Scheme(2, 1, True, booklet_order, SHORT_EDGE, folded=True),
    "2up": Scheme(2, 1, True, consecutive(2), SHORT_EDGE),
    "4up": Scheme(2, 2, False, consecutive(4), LONG_EDGE),
}

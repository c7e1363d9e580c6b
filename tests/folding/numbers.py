"""The measures of each stock fold by the sources, written once more to check the program's table.

Brochures: ThoughtCo's "C-Folds" (3 11/16, 3 11/16, 3 5/8 in), and LaTeX's leaflet.cls (100, 100,
97 mm); legal is letter's arithmetic with 14 in. A Z is folded in thirds. The flaps of a gate are
(W - gap) / 4 wide, with a gap of 1/8 in or 3 mm. Which panel is where: LaTeX's leaflet.cls, and
Canon's PRISMAprepare manual for "Tri-fold in". The others follow from folding a sheet of paper.
"""

from __future__ import annotations

from typing import NamedTuple

from press.paper import INCH, MM


class Row(NamedTuple):
    """Lengths in ``unit`` points, and the numbers of the panels in reading order.

    Both are from left to right as each side is looked at.
    """

    unit: float
    sheet: tuple[float, float]
    outside: tuple[float, ...]
    inside: tuple[float, ...]
    outside_panels: tuple[int, ...]
    inside_panels: tuple[int, ...]
    closed_back: int

    def lines(self, side: int) -> list[float]:
        """Where a side (0 outside, 1 inside) is folded, in points from its left edge."""
        widths = (self.outside, self.inside)[side]
        return [self.unit * sum(widths[:panel]) for panel in range(1, len(widths))]


LETTER, LEGAL, A4 = (11, 8.5), (14, 8.5), (297, 210)
TRIFOLD = ((5, 6, 1), (2, 3, 4), 6)
ZFOLD = ((5, 6, 1), (2, 3, 4), 4)
BIFOLD = ((4, 1), (2, 3), 4)
GATEFOLD = ((2, 6, 1), (3, 4, 5), 6)

NUMBERS = {
    ("trifold", "letter"): Row(
        INCH, LETTER, (3.625, 3.6875, 3.6875), (3.6875, 3.6875, 3.625), *TRIFOLD
    ),
    ("trifold", "legal"): Row(
        INCH, LEGAL, (4.625, 4.6875, 4.6875), (4.6875, 4.6875, 4.625), *TRIFOLD
    ),
    ("trifold", "a4"): Row(MM, A4, (97, 100, 100), (100, 100, 97), *TRIFOLD),
    ("zfold", "letter"): Row(INCH, LETTER, (3.66667,) * 3, (3.66667,) * 3, *ZFOLD),
    ("zfold", "legal"): Row(INCH, LEGAL, (4.66667,) * 3, (4.66667,) * 3, *ZFOLD),
    ("zfold", "a4"): Row(MM, A4, (99,) * 3, (99,) * 3, *ZFOLD),
    ("bifold", "letter"): Row(INCH, LETTER, (5.5, 5.5), (5.5, 5.5), *BIFOLD),
    ("bifold", "a4"): Row(MM, A4, (148.5, 148.5), (148.5, 148.5), *BIFOLD),
    ("gatefold", "letter"): Row(
        INCH, LETTER, (2.71875, 5.5625, 2.71875), (2.71875, 5.5625, 2.71875), *GATEFOLD
    ),
    ("gatefold", "legal"): Row(
        INCH, LEGAL, (3.46875, 7.0625, 3.46875), (3.46875, 7.0625, 3.46875), *GATEFOLD
    ),
    ("gatefold", "a4"): Row(MM, A4, (73.5, 150, 73.5), (73.5, 150, 73.5), *GATEFOLD),
}

"""Folded sheets, as rows of a table: their panels, and what is seen at once; lengths in points."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from press.paper.sheets import INCH, MM, SHEETS, Sheet


class Panel(NamedTuple):
    """One face of a folded sheet: its number in reading order, its side (0 outside, 1 inside), its left edge and width."""

    number: int
    side: int
    left: float
    width: float


class Face(NamedTuple):
    """What is seen at once of a printed piece: its name, its page from 0, and its box in points from the lower left corner.

    ``turned`` is by how many degrees it is to be turned clockwise to stand upright. A ``facing`` one is seen at the right of
    the one before it, as the right page of a booklet is, wherever on the sheets the two are printed.
    """

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float
    turned: int = 0
    facing: bool = False


class Fold(NamedTuple):
    """Panels from left to right, seen from each side: their widths in points, and their numbers in reading order.

    ``back`` is the number of the panel that lies at the back of the closed piece.
    """

    sheet: Sheet
    outside: tuple[float, ...]
    inside: tuple[float, ...]
    outside_panels: tuple[int, ...]
    inside_panels: tuple[int, ...]
    back: int
    flip: str = "short"

    def panels(self) -> dict[int, Panel]:
        """The panels by their numbers, in reading order."""
        sides = ((0, self.outside, self.outside_panels), (1, self.inside, self.inside_panels))
        found = [
            Panel(number, side, left, width)
            for side, widths, numbers in sides
            for number, left, width in zip(
                numbers, accumulate(widths, initial=0.0), widths, strict=False
            )
        ]
        return {one.number: one for one in sorted(found)}

    def lines(self, side: int) -> tuple[float, ...]:
        """Where a side of the sheet is folded, in points from its left edge."""
        return tuple(accumulate((self.outside, self.inside)[side]))[:-1]


def _trifold(paper: str, panel: float, flap: float) -> Fold:
    """Only the tuck-in panel is narrower: it is leftmost outside and rightmost inside."""
    return Fold(
        SHEETS[paper].landscape(),
        (flap, panel, panel),
        (panel, panel, flap),
        (5, 6, 1),
        (2, 3, 4),
        back=6,
    )


def _zfold(paper: str) -> Fold:
    """Three equal panels. Closed, it shows the cover and, at its back, the last panel of the inside."""
    sheet = SHEETS[paper].landscape()
    return Fold(sheet, (sheet.width / 3,) * 3, (sheet.width / 3,) * 3, (5, 6, 1), (2, 3, 4), back=4)


def _bifold(paper: str) -> Fold:
    sheet = SHEETS[paper].landscape()
    return Fold(sheet, (sheet.width / 2,) * 2, (sheet.width / 2,) * 2, (4, 1), (2, 3), back=4)


def _gatefold(paper: str, gap: float) -> Fold:
    """Two flaps that meet over the middle, ``gap`` apart; the cover is on both. Outside, the right flap is at the left."""
    sheet = SHEETS[paper].landscape()
    flap, middle = (sheet.width - gap) / 4, (sheet.width + gap) / 2
    return Fold(sheet, (flap, middle, flap), (flap, middle, flap), (2, 6, 1), (3, 4, 5), back=6)


FOLDS = {
    # ThoughtCo, "C-Folds": 3 11/16, 3 11/16 and 3 5/8 in, the tuck-in panel 1/16 in narrower; legal by the same arithmetic.
    ("trifold", "letter"): _trifold("letter", 3.6875 * INCH, 3.625 * INCH),
    ("trifold", "legal"): _trifold("legal", 4.6875 * INCH, 4.625 * INCH),
    ("trifold", "a4"): _trifold("a4", 100 * MM, 97 * MM),  # LaTeX, leaflet.cls
    # No panel is tucked in: thirds. What lies at the back follows from folding it.
    ("zfold", "letter"): _zfold("letter"),
    ("zfold", "legal"): _zfold("legal"),
    ("zfold", "a4"): _zfold("a4"),
    ("bifold", "letter"): _bifold("letter"),
    ("bifold", "a4"): _bifold("a4"),
    # Flaps of (W - gap) / 4 and a middle of (W + gap) / 2, so that the flaps do not meet: 1/8 in, 3 mm.
    ("gatefold", "letter"): _gatefold("letter", INCH / 8),
    ("gatefold", "legal"): _gatefold("legal", INCH / 8),
    ("gatefold", "a4"): _gatefold("a4", 3 * MM),
}

FOLD_CLEAR = INCH / 8  # nothing is printed closer to a fold

"""Folded sheets as a table: their panels and faces. Lengths in points."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from press.paper.sheets import INCH, MM, SHEETS, Sheet


class Panel(NamedTuple):
    """One panel of a folded sheet: its number in reading order, left edge and width.

    ``side`` is 0 outside and 1 inside.
    """

    number: int
    side: int
    left: float
    width: float


class Face(NamedTuple):
    """The part of a page that readers see at once: its page, from 0, and its box on that page.

    Turned clockwise by ``turned`` degrees, the face is upright. A ``facing`` one is seen to the
    right of the face before it, as the right page of a booklet is.
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
    """A way to fold a sheet: the widths of its panels, from left to right on each side.

    ``outside_panels`` and ``inside_panels`` are the panels' numbers in reading order. ``back`` is
    the number of the panel on the back of the folded piece.
    """

    sheet: Sheet
    outside: tuple[float, ...]
    inside: tuple[float, ...]
    outside_panels: tuple[int, ...]
    inside_panels: tuple[int, ...]
    back: int
    flip: str = "short"

    def panels(self) -> dict[int, Panel]:
        """Return the panels by their numbers, in reading order."""
        sides = ((0, self.outside, self.outside_panels), (1, self.inside, self.inside_panels))
        panels = [
            Panel(number, side, left, width)
            for side, widths, numbers in sides
            for number, left, width in zip(
                numbers, accumulate(widths, initial=0.0), widths, strict=False
            )
        ]
        return {panel.number: panel for panel in sorted(panels)}

    def lines(self, side: int) -> tuple[float, ...]:
        """Return the folds of a side of the sheet, in points from its left edge."""
        return tuple(accumulate((self.outside, self.inside)[side]))[:-1]


def _trifold(paper: str, panel: float, flap: float) -> Fold:
    """Return a trifold. The flap is narrower: it is leftmost outside and rightmost inside."""
    return Fold(
        SHEETS[paper].landscape(),
        (flap, panel, panel),
        (panel, panel, flap),
        (5, 6, 1),
        (2, 3, 4),
        back=6,
    )


def _zfold(paper: str) -> Fold:
    """Return a Z-fold: three equal panels, with the last inside panel on the back."""
    sheet = SHEETS[paper].landscape()
    return Fold(sheet, (sheet.width / 3,) * 3, (sheet.width / 3,) * 3, (5, 6, 1), (2, 3, 4), back=4)


def _bifold(paper: str) -> Fold:
    sheet = SHEETS[paper].landscape()
    return Fold(sheet, (sheet.width / 2,) * 2, (sheet.width / 2,) * 2, (4, 1), (2, 3), back=4)


def _gatefold(paper: str, gap: float) -> Fold:
    """Return a gatefold: two flaps over the middle, ``gap`` apart, with the cover on both.

    Outside, the right flap is at the left.
    """
    sheet = SHEETS[paper].landscape()
    flap, middle = (sheet.width - gap) / 4, (sheet.width + gap) / 2
    return Fold(sheet, (flap, middle, flap), (flap, middle, flap), (2, 6, 1), (3, 4, 5), back=6)


FOLDS = {
    # ThoughtCo, "C-Folds": 3 11/16, 3 11/16 and 3 5/8 in: the flap is 1/16 in narrower. Legal paper
    # by the same arithmetic.
    ("trifold", "letter"): _trifold("letter", 3.6875 * INCH, 3.625 * INCH),
    ("trifold", "legal"): _trifold("legal", 4.6875 * INCH, 4.625 * INCH),
    ("trifold", "a4"): _trifold("a4", 100 * MM, 97 * MM),  # LaTeX, leaflet.cls
    # No panel is tucked in, so all are a third. The back panel follows from the folding.
    ("zfold", "letter"): _zfold("letter"),
    ("zfold", "legal"): _zfold("legal"),
    ("zfold", "a4"): _zfold("a4"),
    ("bifold", "letter"): _bifold("letter"),
    ("bifold", "a4"): _bifold("a4"),
    # Flaps of (W - gap) / 4 and a middle of (W + gap) / 2: the flaps are 1/8 in or 3 mm apart.
    ("gatefold", "letter"): _gatefold("letter", INCH / 8),
    ("gatefold", "legal"): _gatefold("legal", INCH / 8),
    ("gatefold", "a4"): _gatefold("a4", 3 * MM),
}

FOLD_CLEAR = INCH / 8  # nothing is printed closer to a fold

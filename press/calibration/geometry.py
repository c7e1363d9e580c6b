"""The places on the calibration sheet, and what is measured there.

Lengths are in points, from the lower-left corner.
"""

from __future__ import annotations

from typing import NamedTuple

from press.calibration.drawing import ARROW, HALF, Divisions
from press.layout import INCH, SHEETS
from press.paper import MM, Sheet

GAP = 20.0  # between the arrow and the text beside it
MARGIN = 0.6 * INCH  # at the side of an upright sheet


class Measures(NamedTuple):
    """What is measured on a paper.

    ``inset`` is the distance from a ring to the paper's edges, in points. ``mark`` is how the owner
    of a ruler calls the place of a ring on it, and ``number`` is the number printed there.
    ``across`` and ``up`` are the lengths of the two long lines, in units of ``divided``.
    """

    inset: float
    mark: str
    number: str
    across: int
    up: int
    divided: Divisions
    unit: str

    def length_text(self, length: int) -> str:
        """Return a length with its unit, as in ``9 inches``."""
        return f"{length} {self.unit}"


INCHES = Divisions(INCH, 8, 4)
LYING = {
    "letter": Measures(INCH, "1-inch mark", "1", 9, 6, INCHES, "inches"),
    "legal": Measures(INCH, "1-inch mark", "1", 12, 6, INCHES, "inches"),
    "a4": Measures(30 * MM, "3-cm mark", "3", 25, 15, Divisions(10 * MM, 10, 5), "cm"),
}
UPRIGHT = {
    "letter": LYING["letter"]._replace(across=6, up=8),
    "legal": LYING["legal"]._replace(across=6, up=11),
    "a4": LYING["a4"]._replace(across=15, up=20),
}


class TextColumn(NamedTuple):
    """The left edge and the width of a column of text, in points."""

    left: float
    width: float


class Ground(NamedTuple):
    """The places on one sheet, upright or landscape."""

    sheet: Sheet
    measures: Measures
    upright: bool

    @property
    def start(self) -> tuple[float, float]:
        """The corner in which the two long lines begin, above the ring, in points."""
        across = self.measures.across * self.measures.divided.unit
        return (self.sheet.width - across) / 2, self.measures.inset + HALF + 30

    @property
    def left(self) -> float:
        """The left edge of the text, in points: it is beside the line that goes up."""
        return self.start[0] + 18

    def arrow(self, back: bool) -> float:
        """Return the left edge of the arrow, in points.

        It is at the same place of the paper on both sides: in the middle of a landscape sheet, at
        the edge of an upright one.
        """
        if not self.upright:
            return (self.sheet.width - ARROW[0]) / 2
        return MARGIN if back else self.sheet.width - MARGIN - ARROW[0]

    def columns(self, back: bool) -> list[TextColumn]:
        """Return the columns of text: one on either side of the arrow, or a wide one beside it."""
        arrow = self.arrow(back)
        if not self.upright:
            width = arrow - GAP - self.left
            return [
                TextColumn(self.left, width),
                TextColumn(self.sheet.width - self.left - width, width),
            ]
        left = arrow + ARROW[0] + GAP if back else self.left
        right = self.sheet.width - MARGIN if back else arrow - GAP
        return [TextColumn(left, right - left)]

    @property
    def top(self) -> float:
        """The upper edge of the columns, in points, below the head and a ring."""
        head = (1.65 if self.upright else 1.5) * INCH
        return self.sheet.height - max(head, self.measures.inset + HALF + 12)

    def foot(self, back: bool) -> float:
        """Return the lower edge of the columns, in points.

        It is above the line across the front, and above a ring on the back.
        """
        return (self.measures.inset + HALF if back else self.start[1]) + 8

    def ring(self, back: bool, high: bool) -> tuple[float, float, bool]:
        """Return the middle of the upper or lower ring, in points, and True if it is at the left.

        Seen through the paper, the rings of both sides are at the same two corners.
        """
        inset, left = self.measures.inset, back == high
        x = inset if left else self.sheet.width - inset
        return x, self.sheet.height - inset if high else inset, left


def ground_of(paper: str, upright: bool) -> Ground:
    """Return the places on a sheet of ``paper``, a key of SHEETS."""
    sheet = SHEETS[paper]
    if upright:
        return Ground(sheet, UPRIGHT[paper], True)
    return Ground(sheet.landscape(), LYING[paper], False)

"""Where things stand on the calibration sheet, and what is measured there; lengths in points, from the lower left corner."""

from __future__ import annotations

from typing import NamedTuple

from press.calibration.drawing import ARROW, HALF, Divisions
from press.layout import INCH, SHEETS
from press.paper import MM, Sheet

GAP = 20.0  # between the arrow and the text beside it
MARGIN = 0.6 * INCH  # of what stands at the side of an upright sheet


class Measures(NamedTuple):
    """What is measured on a paper: how far in from its edges a ring lies, in points, and the two long lines, in units.

    ``mark`` is how the owner of a ruler calls the place of a ring on it, ``number`` what stands there.
    """

    inset: float
    mark: str
    number: str
    across: int
    up: int
    divided: Divisions
    unit: str

    def told(self, length: int) -> str:
        """A length as one says it."""
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


class RulerColumn(NamedTuple):
    left: float
    width: float


class Ground(NamedTuple):
    """One sheet, either way."""

    sheet: Sheet
    measures: Measures
    upright: bool

    @property
    def start(self) -> tuple[float, float]:
        """Where the two long lines begin: in one corner, above the ring."""
        across = self.measures.across * self.measures.divided.unit
        return (self.sheet.width - across) / 2, self.measures.inset + HALF + 30

    @property
    def left(self) -> float:
        """Of the text: beside the line that goes up."""
        return self.start[0] + 18

    def arrow(self, back: bool) -> float:
        """The left edge of the arrow: in the middle of a sheet that lies, at one edge of an upright one; the same place of
        the paper on both sides."""
        if not self.upright:
            return (self.sheet.width - ARROW[0]) / 2
        return MARGIN if back else self.sheet.width - MARGIN - ARROW[0]

    def columns(self, back: bool) -> list[RulerColumn]:
        """Those of text, one on either side of the arrow, or a wide one beside it."""
        arrow = self.arrow(back)
        if not self.upright:
            width = arrow - GAP - self.left
            return [
                RulerColumn(self.left, width),
                RulerColumn(self.sheet.width - self.left - width, width),
            ]
        left = arrow + ARROW[0] + GAP if back else self.left
        right = self.sheet.width - MARGIN if back else arrow - GAP
        return [RulerColumn(left, right - left)]

    @property
    def top(self) -> float:
        """Of the columns; the head and a ring stand above."""
        return self.sheet.height - max(
            (1.65 if self.upright else 1.5) * INCH, self.measures.inset + HALF + 12
        )

    def foot(self, back: bool) -> float:
        """Of the columns: above the line across the front, and above a ring on the back."""
        return (self.measures.inset + HALF if back else self.start[1]) + 8

    def ring(self, back: bool, high: bool) -> tuple[float, float, bool]:
        """The middle of a ring and whether it lies at the left: at the same two corners of the paper, seen from either side."""
        inset, left = self.measures.inset, back == high
        x = inset if left else self.sheet.width - inset
        return x, self.sheet.height - inset if high else inset, left


def ground_of(paper: str, upright: bool) -> Ground:
    sheet = SHEETS[paper]
    return (
        Ground(sheet, UPRIGHT[paper], True)
        if upright
        else Ground(sheet.landscape(), LYING[paper], False)
    )

"""Sheets of labels as a table. Lengths in points."""

from __future__ import annotations

from typing import NamedTuple

from press.paper.envelopes import Rect
from press.paper.sheets import INCH, MM, SHEETS


class LabelSheet(NamedTuple):
    """A sheet of labels: the size of a label, and the number of labels across and down.

    ``left`` and ``top`` are the first label's distances from the sheet's left and upper edges.
    ``step_across`` and ``step_down`` are the distances from one label to the next.
    """

    sheet: str
    width: float
    height: float
    across: int
    down: int
    left: float
    top: float
    step_across: float
    step_down: float

    @property
    def labels(self) -> int:
        """The number of labels on the sheet."""
        return self.across * self.down

    def cells(self) -> list[Rect]:
        """Return the area of each label: row by row from the top, each from the left."""
        high = SHEETS[self.sheet].height
        return [
            self._cell(column, row, high)
            for row in range(self.down)
            for column in range(self.across)
        ]

    def _cell(self, column: int, row: int, high: float) -> Rect:
        x, top = self.left + column * self.step_across, high - self.top - row * self.step_down
        return Rect(x, top - self.height, x + self.width, top)


def _inches(
    width: float, height: float, across: int, down: int, left: float, top: float, *steps: float
) -> LabelSheet:
    return LabelSheet(
        "letter",
        width * INCH,
        height * INCH,
        across,
        down,
        left * INCH,
        top * INCH,
        *(step * INCH for step in steps),
    )


def _millimetres(
    width: float, height: float, across: int, down: int, left: float, top: float, *steps: float
) -> LabelSheet:
    return LabelSheet(
        "a4",
        width * MM,
        height * MM,
        across,
        down,
        left * MM,
        top * MM,
        *(step * MM for step in steps),
    )


_5160 = _inches(2.625, 1, 3, 10, 0.15625, 0.5, 2.78125, 1)

# gLabels 3.4.1, templates avery-us and avery-iso. L7160, L7163 and L7165 have the sizes that Avery
# gives.
LABELS = {
    "5160": _5160,
    "8160": _5160,
    "5260": _5160,
    "5161": _inches(4, 1, 2, 10, 0.15625, 0.5, 4.1875, 1),
    "5162": _inches(4, 4 / 3, 2, 7, 0.15625, 5 / 6, 4.1875, 4 / 3),
    "5163": _inches(4, 2, 2, 5, 0.1625, 0.5, 4.1875, 2),
    "5164": _inches(4, 10 / 3, 2, 3, 0.15625, 0.5, 4.1875, 10 / 3),
    "5167": _inches(1.75, 0.5, 4, 20, 0.28125, 0.5, 2.0625, 0.5),
    "L7160": _millimetres(63.5, 38.1, 3, 7, 7.5, 15.5, 66.0, 38.1),
    "L7162": _millimetres(99.1, 33.9, 2, 8, 4.0, 13.0, 102.5, 33.9),
    "L7163": _millimetres(99.1, 38.1, 2, 7, 4.7, 15.2, 101.6, 38.1),
    "L7165": _millimetres(99.1, 67.7, 2, 4, 4.7, 13.0, 101.6, 67.7),
}

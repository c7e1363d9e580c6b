"""Sheets of paper and cards: their sizes, and what of them can be printed on; lengths in points (1/72 in)."""

from __future__ import annotations

from typing import NamedTuple

INCH = 72.0
MM = 72.0 / 25.4


class Sheet(NamedTuple):
    """Paper, upright: width and height in points."""

    width: float
    height: float

    def landscape(self) -> Sheet:
        return Sheet(self.height, self.width)


SHEETS = {
    "letter": Sheet(8.5 * INCH, 11 * INCH),
    "legal": Sheet(8.5 * INCH, 14 * INCH),
    "a4": Sheet(210 * MM, 297 * MM),
}

CARD = Sheet(
    3.375 * INCH, 2.125 * INCH
)  # ISO/IEC 7810 ID-1, as a bank card, to the nearest 1/16 in

EDGE = (
    0.25 * INCH
)  # no office printer reaches closer to the paper's edge (ippeveprinter: 635 hundredths of a mm)

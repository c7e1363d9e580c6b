"""Sheets of paper and cards: their sizes and printable areas. Lengths in points (1/72 in)."""

from __future__ import annotations

from typing import NamedTuple

INCH = 72.0
MM = 72.0 / 25.4


class Sheet(NamedTuple):
    """A sheet of paper, upright: its width and height in points."""

    width: float
    height: float

    def landscape(self) -> Sheet:
        """Return the sheet turned to landscape."""
        return Sheet(self.height, self.width)


SHEETS = {
    "letter": Sheet(8.5 * INCH, 11 * INCH),
    "legal": Sheet(8.5 * INCH, 14 * INCH),
    "a4": Sheet(210 * MM, 297 * MM),
}

# ISO/IEC 7810 ID-1, the size of a bank card, to the nearest 1/16 in
CARD = Sheet(3.375 * INCH, 2.125 * INCH)

# No office printer prints closer to the paper's edge (ippeveprinter: 635 hundredths of a mm).
EDGE = 0.25 * INCH

"""Sheets and folds, as rows of tables; lengths in points (1/72 in)."""

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


class Fold(NamedTuple):
    """Panels from left to right, seen from each side: their widths in points, and their numbers in reading order."""

    sheet: Sheet
    outside: tuple[float, ...]
    inside: tuple[float, ...]
    outside_panels: tuple[int, ...]
    inside_panels: tuple[int, ...]
    flip: str


# Only the tuck-in panel is narrower, by 1/16 in (3 mm on A4): it is leftmost outside and rightmost inside.
# Sources: ThoughtCo, "C-Folds" (3 11/16, 3 11/16, 3 5/8 in); LaTeX leaflet.cls (100, 100, 97 mm).
FOLDS = {
    ("trifold", "letter"): Fold(
        SHEETS["letter"].landscape(),
        outside=(3.625 * INCH, 3.6875 * INCH, 3.6875 * INCH),
        inside=(3.6875 * INCH, 3.6875 * INCH, 3.625 * INCH),
        outside_panels=(5, 6, 1),
        inside_panels=(2, 3, 4),
        flip="short",
    ),
    ("trifold", "a4"): Fold(
        SHEETS["a4"].landscape(),
        outside=(97 * MM, 100 * MM, 100 * MM),
        inside=(100 * MM, 100 * MM, 97 * MM),
        outside_panels=(5, 6, 1),
        inside_panels=(2, 3, 4),
        flip="short",
    ),
}

EDGE = 0.25 * INCH  # no office printer reaches closer to the paper's edge (ippeveprinter: 635 hundredths of a mm)
FOLD_CLEAR = INCH / 8  # nothing is printed closer to a fold

# How thick a sheet of office paper (20-lb bond) is. Common knowledge, not measured; 70-lb text is 0.0055 in.
THICKNESS = 0.004 * INCH

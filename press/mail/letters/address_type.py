"""Choose the type of an address: the first row of a table in which its lines fit their place."""

from __future__ import annotations

from collections.abc import Sequence

from press.layout import Scale, Type
from press.typeset.fonts.registry import Fonts

# In the order in which they are tried: DMM 202 asks for 8 pt at least, and 10 to 12 read best.
ROWS: Scale = {
    "address-11":       Type(11, 13, "plain"),
    "address-10":       Type(10, 12, "plain"),
    "address-10-close": Type(10, 10.8, "plain"),
    "address-9":        Type(9, 10.2, "plain"),
    "address-8":        Type(8, 9, "plain"),
}  # fmt: skip


BEARING = 1.5  # points by which a J reaches to the left of the x at which it is placed
BARCODE = 15.0  # points that the barcode and its clear zone take above the address
ACCENT = 2.0  # points by which accents reach above their line at most: Ḕ in 10 pt, set close


def role_for(lines: Sequence[str], width: float, height: float, fonts: Fonts) -> str | None:
    """Return the first row of ROWS in which the lines fit; None if they fit in none.

    ``width`` and ``height`` of the place are in points.
    """
    widest = max(fonts.width(line, "plain") for line in lines)
    height -= drop(lines)
    fitting = (
        role
        for role, row in ROWS.items()
        if widest * row.size <= width - BEARING and len(lines) * row.leading <= height
    )
    return next(fitting, None)


def drop(lines: Sequence[str]) -> float:
    """Return how far below the top of its place a block begins, in points.

    No accent of its first line reaches above the place.
    """
    return 0.0 if lines[0].isascii() else ACCENT

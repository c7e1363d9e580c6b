"""How an address is set: as large as its place lets it be, from what is usual down to what the post still reads."""

from __future__ import annotations

from collections.abc import Sequence

from press.layout import Scale, Type
from press.typeset.fonts.registry import Fonts

# From the one that is tried first: DMM 202 asks for 8 pt at least, and 10 to 12 read best.
ROWS: Scale = {
    "address-11":       Type(11, 13, "plain"),
    "address-10":       Type(10, 12, "plain"),
    "address-10-close": Type(10, 10.8, "plain"),
    "address-9":        Type(9, 10.2, "plain"),
    "address-8":        Type(8, 9, "plain"),
}  # fmt: skip


BEARING = 1.5  # points: a J begins so much left of where it stands
BARCODE = 15.0  # points that the barcode takes above the address, with what is kept clear of it
ACCENT = 2.0  # points that the accents over capitals stand above their line at most: Ḕ in 10 pt, set close


def role_for(lines: Sequence[str], width: float, height: float, fonts: Fonts) -> str | None:
    """The first row of ROWS in which the lines have room, width and height in points; None where they have in none."""
    widest = max(fonts.width(line, "plain") for line in lines)
    height -= drop(lines)
    fitting = (
        role
        for role, row in ROWS.items()
        if widest * row.size <= width - BEARING and len(lines) * row.leading <= height
    )
    return next(fitting, None)


def drop(lines: Sequence[str]) -> float:
    """How far below the top of its place a block begins, in points: no accent of its first line stands above it."""
    return 0.0 if lines[0].isascii() else ACCENT

"""Booklets stapled in the fold: the pages on each sheet, and their creep. Lengths in points."""

from __future__ import annotations

from press.paper.sheets import INCH

# The thickness of a sheet of office paper (20-lb bond). Each sheet of a booklet moves the pages of
# the next one outwards by it. Common knowledge, not measured; 70-lb text is 0.0055 in.
THICKNESS = 0.004 * INCH
LEAST_CREEP = 6  # sheets: the creep of five is 0.016 in, which is not visible


def saddle_stitched(pages: int) -> list[tuple[int, int]]:
    """Return the left and the right page, from 1, of each side of a booklet's sheets.

    The order is the outermost sheet's front, its back, the next sheet's front, and so on. ``pages``
    is a multiple of four.
    """
    assert pages % 4 == 0, pages
    sides: list[tuple[int, int]] = []
    for sheet in range(pages // 4):
        low = 2 * sheet + 1
        sides += [(pages - low + 1, low), (low + 1, pages - low)]
    return sides


def creep(sheet: int, sheets: int) -> float:
    """Return how far the pages of a sheet are moved towards the spine, in points.

    Sheet 0 is the outermost.
    """
    return sheet * THICKNESS if sheets >= LEAST_CREEP else 0.0

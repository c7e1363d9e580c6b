"""Booklets stapled in the fold: which pages lie on a sheet, and by how much they creep; lengths in points."""

from __future__ import annotations

from press.paper.sheets import INCH

# Of a sheet of office paper (20-lb bond): so much each sheet of a booklet moves the pages of the next one outwards.
# Common knowledge, not measured; 70-lb text is 0.0055 in.
THICKNESS = 0.004 * INCH
LEAST_CREEP = 6  # sheets: five make 0.016 in, which nobody sees


def saddle_stitched(pages: int) -> list[tuple[int, int]]:
    """The pages, from 1, at the left and right of each side of a booklet's sheets: the outermost sheet's front, its back,
    the next one's front, and so on. ``pages`` is a multiple of four."""
    assert pages % 4 == 0, pages
    sides: list[tuple[int, int]] = []
    for sheet in range(pages // 4):
        low = 2 * sheet + 1
        sides += [(pages - low + 1, low), (low + 1, pages - low)]
    return sides


def creep(sheet: int, sheets: int) -> float:
    """How far the pages of a booklet's sheet, from 0 outside, are moved towards the spine, in points."""
    return sheet * THICKNESS if sheets >= LEAST_CREEP else 0.0

"""From the pages before and after intake to the pages that look different, and to ink boxes.

Pages are compared as pictures, drawn by pdfium as a printer gets them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from press.intake.refusals import CHANGED, IntakeReason
from press.pdf.boxes import PageBox
from press.preview.rendering import Picture, lost, printed

SCALE = 0.4  # pixels per point
MAX_SHARE = 0.001  # of a page's ink that may differ: less than a word of a full page
MIN_PIXELS = 8  # that may always differ: on a nearly blank page, a dot is a large share
LEVELS = 80  # of 255: a smaller difference is the same content, drawn otherwise
DARK = 200  # levels: a darker pixel is ink
WHITE = 250  # levels: a lighter pixel is paper
EDGE = 1  # pixels around the ink: the finest line may fall between two pixels


def changed_pages(before: Sequence[Picture], after: Sequence[Picture]) -> Iterator[IntakeReason]:
    """Yield a reason for each page that looks different or is missing."""
    for number, (old, new) in enumerate(zip_longest(before, after), 1):
        if old is None or new is None or differs(old, new):
            yield CHANGED._replace(page=number)


def differs(old: Picture, new: Picture) -> bool:
    """Return True if two pictures differ in size, or in more ink than the limit."""
    if any(abs(side - other) > 1 for side, other in zip(old.size, new.size, strict=True)):
        return True
    shared = (0, 0, min(old.width, new.width), min(old.height, new.height))
    old, new = old.crop(shared), new.crop(shared)
    limit = max(MAX_SHARE * max(_ink(old), _ink(new)), MIN_PIXELS)
    return lost(old, new, LEVELS) > limit or lost(new, old, LEVELS) > limit


def ink_box(picture: Picture, size: tuple[float, float]) -> PageBox | None:
    """Return the part of a page with ink, in points; None for a blank page.

    ``size`` is the page's width and height in points.
    """
    pixels = picture.point(lambda level: 255 * (level < WHITE)).getbbox()
    if pixels is None:
        return None
    left, top, right, bottom = pixels
    page = PageBox(0, 0, *size)
    box = PageBox(
        left - EDGE, picture.height - bottom - EDGE, right + EDGE, picture.height - top + EDGE
    )
    return PageBox(*(edge / SCALE for edge in box)).intersection(page)


def render_pages(
    data: bytes, units: Sequence[float], trims: Sequence[PageBox | None] = ()
) -> list[Picture]:
    """Return a picture of each page, cut to its trim box (None: not cut).

    ``units`` has the UserUnit of each page in points: pdfium takes every unit for a point.
    """
    return list(printed(data, [SCALE * unit for unit in units], trims))


def _ink(picture: Picture) -> int:
    """Return the number of dark pixels."""
    return sum(picture.histogram()[:DARK])

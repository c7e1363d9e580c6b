"""Whether pages look as they did, and where on each there is ink; judged by pictures, as pdfium would print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from press.intake.refusals import CHANGED, IntakeReason
from press.pdf.boxes import PageBox
from press.preview.rendering import Picture, lost, printed

SCALE = 0.4  # pixels a point
MOST = 0.001  # of a page's ink may be lost or new: less than a word of a full page
LEAST = 8  # pixels of it: on a page that is nearly blank, a dot is much
LEVELS = 80  # of 255: what differs by less is the same, drawn otherwise
DARK = 200  # levels: what is darker is ink
WHITE = 250  # levels: what is lighter is paper
EDGE = 1  # pixels round what has ink: the finest line may be lost between two of them


def changed(before: Sequence[Picture], after: Sequence[Picture]) -> Iterator[IntakeReason]:
    """One for each page that is not what it was."""
    for number, (one, other) in enumerate(zip_longest(before, after), 1):
        if one is None or other is None or differs(one, other):
            yield CHANGED._replace(page=number)


def differs(one: Picture, other: Picture) -> bool:
    if any(abs(side - same) > 1 for side, same in zip(one.size, other.size, strict=True)):
        return True
    smaller = (0, 0, min(one.width, other.width), min(one.height, other.height))
    one, other = one.crop(smaller), other.crop(smaller)
    most = max(MOST * max(_ink(one), _ink(other)), LEAST)
    return lost(one, other, LEVELS) > most or lost(other, one, LEVELS) > most


def seen(picture: Picture, size: tuple[float, float]) -> PageBox | None:
    """What of a page so large (in points) has ink; None for a blank one."""
    found = picture.point(lambda level: 255 * (level < WHITE)).getbbox()
    if found is None:
        return None
    left, top, right, bottom = found
    page = PageBox(0, 0, *size)
    box = PageBox(
        left - EDGE, picture.height - bottom - EDGE, right + EDGE, picture.height - top + EDGE
    )
    return PageBox(*(edge / SCALE for edge in box)).within(page)


def pictures(
    data: bytes, units: Sequence[float], trims: Sequence[PageBox | None] = ()
) -> list[Picture]:
    """Of each page, whose units are so many points each: pdfium takes them for points. Some are cut at a trim."""
    return list(printed(data, [SCALE * unit for unit in units], trims))


def _ink(picture: Picture) -> int:
    """How many pixels it has on."""
    return sum(picture.histogram()[:DARK])

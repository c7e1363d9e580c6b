"""Whether the mark of a sheet finds white paper to stand on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from press.finishing.assembling.marks import Marks
from press.preview.rendering import printed

SCALE = 2.0  # pixels a point
WIDEST = "00000-00/00"
_AROUND = 1.5  # points that are white round a mark
_WHITE = 250


def covered(data: bytes, marks: Marks) -> Iterator[int]:
    """The pages of a PDF, from 0, on which something stands where its mark would."""
    for number, page in enumerate(printed(data, repeat(SCALE))):
        left, foot, right, head = marks.box(WIDEST, page.width / SCALE, page.height / SCALE)
        box = left - _AROUND, page.height / SCALE - head - _AROUND, right + _AROUND, page.height / SCALE - foot + _AROUND
        left, top, right, bottom = (round(SCALE * length) for length in box)
        if sum(page.crop((left, top, right, bottom)).histogram()[:_WHITE]):
            yield number

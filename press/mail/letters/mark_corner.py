"""Where the mark of a sheet finds white paper to stand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat

from press.print_files.component import read_component
from press.print_files.sheet_marks import FOOT, LEFT, Marks, lower_left

SCALE = 2.0  # pixels a point
WIDEST = "00000-00/00"
_AROUND = 1.5  # points that are white round a mark
_WHITE = 250


def covered(data: bytes, marks: Marks) -> Iterator[int]:
    """The pages of a PDF, from 0, on which something stands where its mark would."""
    from press.preview.rendering import printed

    for number, page in enumerate(printed(data, repeat(SCALE))):
        left, foot, right, head = marks.box(WIDEST, page.width / SCALE, page.height / SCALE)
        box = (
            left - _AROUND,
            page.height / SCALE - head - _AROUND,
            right + _AROUND,
            page.height / SCALE - foot + _AROUND,
        )
        left, top, right, bottom = (round(SCALE * length) for length in box)
        if sum(page.crop((left, top, right, bottom)).histogram()[:_WHITE]):
            yield number


def marks_for(font: bytes, enclosed: Sequence[bytes]) -> tuple[Marks, list[int]]:
    """Marks in the first corner that is white on every page of the enclosures; and which of them, from 0, has none.

    ``font`` is a PDF of ours that has the signs of a mark.
    """
    component = read_component(font)
    tried = [Marks(component, corner) for corner in CORNERS]
    marks = next(
        (
            one
            for one in tried
            if not any(any(True for _ in covered(data, one)) for data in enclosed)
        ),
        tried[0],
    )
    return marks, [
        at for at, data in enumerate(enclosed) if any(True for _ in covered(data, marks))
    ]


def _lower_right(width: float, height: float) -> tuple[float, float]:
    return width - LEFT - ROOM, FOOT


def _upper_left(width: float, height: float) -> tuple[float, float]:
    return LEFT, height - FOOT - SIZE


def _upper_right(width: float, height: float) -> tuple[float, float]:
    return width - LEFT - ROOM, height - FOOT - SIZE


ROOM, SIZE = 36.0, 6.0  # points: of the widest mark
CORNERS = (lower_left, _lower_right, _upper_left, _upper_right)

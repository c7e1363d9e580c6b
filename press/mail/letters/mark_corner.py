"""Find the corner of the sheets in which their mark is printed on white paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat

from press.print_files.component import read_component
from press.print_files.sheet_marks import FOOT, LEFT, Marks, lower_left

SCALE = 2.0  # pixels a point
WIDEST = "00000-00/00"
_AROUND = 1.5  # points around a mark that must be white, too
_WHITE = 250  # the least grey level (0–255) that counts as white


def covered_pages(data: bytes, marks: Marks) -> Iterator[int]:
    """Yield the pages of a PDF, from 0, that have ink where their mark would be."""
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


def marks_for(font: bytes, enclosures: Sequence[bytes]) -> tuple[Marks, list[int]]:
    """Return marks in the first corner that is white on every page of the enclosures.

    With them comes the list of enclosures, from 0, whose corner is not white; it is empty if a
    corner was found. ``font`` is a PDF of ours with the characters of a mark.
    """
    component = read_component(font)
    choices = [Marks(component, corner) for corner in CORNERS]
    free = (marks for marks in choices if not any(_covers(data, marks) for data in enclosures))
    marks = next(free, choices[0])
    return marks, [index for index, data in enumerate(enclosures) if _covers(data, marks)]


def _covers(data: bytes, marks: Marks) -> bool:
    return any(True for _ in covered_pages(data, marks))


def _lower_right(width: float, height: float) -> tuple[float, float]:
    return width - LEFT - ROOM, FOOT


def _upper_left(width: float, height: float) -> tuple[float, float]:
    return LEFT, height - FOOT - SIZE


def _upper_right(width: float, height: float) -> tuple[float, float]:
    return width - LEFT - ROOM, height - FOOT - SIZE


ROOM, SIZE = 36.0, 6.0  # the width and the height of the widest mark, in points
CORNERS = (lower_left, _lower_right, _upper_left, _upper_right)

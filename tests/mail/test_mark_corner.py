"""The mark of a sheet is in a corner that is white on every page of the enclosures."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from press.mail.letters.mark_corner import CORNERS, covered_pages, marks_for
from press.mail.letters.mark_font import font_page
from press.print_files.sheet_marks import SIGNS
from tests.mail.pieces import marks
from tests.samples import brand

WIDE, HIGH = 612, 792
BOXES = {
    "lower left": (0, 0),
    "lower right": (WIDE - 90, 0),
    "upper left": (0, HIGH - 60),
    "upper right": (WIDE - 90, HIGH - 60),
}


def filled(*corners: str, pages: int = 1) -> bytes:
    """A PDF whose last page has ink in some corners."""
    stream = io.BytesIO()
    canvas = Canvas(stream, (WIDE, HIGH))
    for page in range(pages):
        for corner in corners if page == pages - 1 else ():
            canvas.rect(*BOXES[corner], 90, 60, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_the_pages_with_ink_under_the_mark_are_found() -> None:
    assert list(covered_pages(filled("lower left", pages=3), marks())) == [2]
    assert list(covered_pages(filled("lower right", pages=3), marks())) == []


@pytest.mark.parametrize("free", range(4))
def test_the_first_corner_that_is_free_on_all_is_taken(free: int) -> None:
    taken = [*BOXES][:free]
    chosen, full = marks_for(
        font_page(brand(), SIGNS), [filled(), *(filled(corner, pages=2) for corner in taken)]
    )
    assert chosen.place is CORNERS[free]
    assert full == []


def test_those_that_leave_no_corner_free_are_named() -> None:
    chosen, full = marks_for(font_page(brand(), SIGNS), [filled(*BOXES), filled(), filled(*BOXES)])
    assert chosen.place is CORNERS[0]
    assert full == [0, 2]

"""Printed sheets as pictures: turned over, nested, folded, and read page by page."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from press.imposition.impose import impose, imposed
from press.imposition.schemes import LONG_EDGE, SCHEMES, SHORT_EDGE, booklet_order
from tests.imposition.pdf_samples import (
    HALF,
    LETTER,
    changed,
    folded,
    halves,
    numbered,
    read_off,
    unlike,
)
from tests.samples import pictures, reader

SCALE = 0.5  # pixels per point


def pages_of(data: bytes, scale: float = 1) -> list[Image.Image]:
    return pictures(data, SCALE * scale)


@pytest.mark.parametrize("pages", [1, 2, 3, 4, 5, 7, 8, 12, 16, 26])
def test_the_pages_of_a_folded_booklet_are_in_order_and_upright(pages: int) -> None:
    source = numbered(pages)
    leaves = folded(pages_of(imposed(source, "booklet")))
    read = [read_off(leaf, pages_of(source)) for leaf in leaves]
    blanks = [(0, 0)] * (-pages % 4)
    expected = [*range(1, pages), *blanks, pages] if pages > 1 else [1, *blanks]
    assert read == [one if isinstance(one, tuple) else (one, 0) for one in expected]


def test_flipped_on_the_other_edge_every_second_page_is_upside_down() -> None:
    """Show that the test above would notice the wrong edge."""
    source = numbered(8)
    read = [
        read_off(leaf, pages_of(source))
        for leaf in folded(pages_of(imposed(source, "booklet")), flip="long")
    ]
    assert [turn for _, turn in read] == [0, 180, 0, 180, 180, 0, 180, 0]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [HALF, LETTER, LETTER[::-1]])
def test_a_page_looks_as_it_did(size: tuple[float, float], turn: int) -> None:
    """Compare pages of any box, rotation and cropping with pdfium's picture of the page alone."""
    source = numbered(2, size, turn, (-100, 50, size[0] - 100, size[1] + 50))
    for crop in (None, (-40.0, 90.0, size[0] - 130, size[1] - 20)):
        data = changed(source, turn, crop=crop) if crop else source
        page = pages_of(data)[0]
        lies = page.width > page.height
        cell = HALF[::-1] if lies else HALF
        scale = min(1, cell[0] * SCALE / page.width, cell[1] * SCALE / page.height)
        for alone, half in zip(
            pages_of(data, scale), parts(pages_of(imposed(data, "2up"))[0], lies), strict=True
        ):
            expected = Image.new("RGB", half.size, "white")
            expected.paste(
                alone, ((half.width - alone.width) // 2, (half.height - alone.height) // 2)
            )
            blank = Image.new("RGB", half.size, "white")
            assert unlike(half, expected) < 0.3 * unlike(half, blank)


def parts(side: Image.Image, stacked: bool) -> tuple[Image.Image, Image.Image]:
    """Return the two halves of a side: left and right, or top and bottom if ``stacked``."""
    assert (side.height > side.width) == stacked
    return rows_of(side) if stacked else halves(side)


def rows_of(side: Image.Image) -> tuple[Image.Image, Image.Image]:
    middle = side.height // 2
    return side.crop((0, 0, side.width, middle)), side.crop((0, middle, side.width, side.height))


def test_four_landscape_pages_are_on_a_landscape_sheet() -> None:
    source = numbered(5, HALF[::-1])
    made = impose(source, "4up")
    sides = pages_of(made.data)
    assert [side.size for side in sides] == [(396, 306)] * 2
    assert made.scale == pytest.approx(396 / 612)
    cells = [cell for side in sides for row in rows_of(side) for cell in halves(row)]
    assert [read_off(cell, pages_of(source)) for cell in cells] == [
        (1, 0),
        (2, 0),
        (3, 0),
        (4, 0),
        (5, 0),
        (0, 0),
        (0, 0),
        (0, 0),
    ]
    assert (made.scheme.flip, SCHEMES["4up"].flip) == (SHORT_EDGE, LONG_EDGE)
    assert impose(numbered(5), "4up").scheme is SCHEMES["4up"]


def test_a_booklet_is_folded_for_landscape_pages_too() -> None:
    assert impose(numbered(4, HALF[::-1]), "booklet").scheme is SCHEMES["booklet"]


def test_four_pages_are_in_rows_from_the_top_left() -> None:
    source = numbered(6)
    sides = pages_of(imposed(source, "4up"))
    assert [side.size for side in sides] == [(306, 396)] * 2
    rows = [row for side in sides for row in rows_of(side)]
    read = [read_off(cell, pages_of(source)) for row in rows for cell in halves(row)]
    assert read == [(1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (0, 0), (0, 0)]


def test_small_pages_stay_as_small_as_they_are() -> None:
    small = numbered(2, (200, 300))
    left, _ = halves(pages_of(imposed(small, "2up"))[0])
    page = pages_of(small)[0]
    across, down = (left.width - page.width) // 2, (left.height - page.height) // 2
    assert unlike(left.crop((across, down, across + page.width, down + page.height)), page) < 1


def test_the_order_of_sides_is_that_of_the_table() -> None:
    source = numbered(8)
    read = [
        tuple(read_off(half, pages_of(source))[0] for half in halves(side))
        for side in pages_of(imposed(source, "booklet"))
    ]
    assert read == booklet_order(8)


def test_the_inner_pages_of_a_thick_booklet_are_nearer_to_the_fold() -> None:
    """Inner pages move by 0.004 in (0.288 pt) a sheet; booklets of up to five sheets do not."""

    def places(pages: int) -> list[tuple[float, float]]:
        sides = (page.get_contents() for page in reader(imposed(numbered(pages), "booklet")).pages)
        found = [
            re.findall(rb"q 1 0 0 1 (\S+) 0 cm", side.get_data())
            for side in sides
            if side is not None
        ]
        lefts_and_rights = [sorted(map(float, one)) for one in found]
        return [(left, right - HALF[0]) for left, right in lefts_and_rights]

    assert places(20) == [(0, 0)] * 10
    for side, (left, right) in enumerate(places(24)):
        assert (left, -right) == pytest.approx([0.288 * (side // 2)] * 2)

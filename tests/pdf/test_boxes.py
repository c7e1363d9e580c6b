"""A page of any box, rotation and unit: inside its cell, upright, in proportion, never enlarged."""

from __future__ import annotations

from math import cos, hypot, isclose, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.pdf.boxes import PageBox, inverse, map_box, place_page, transform_box, transform_point

PLACES = st.floats(-5_000, 5_000)
SIZES = st.floats(20, 3_000)
BOXES = st.builds(
    lambda x, y, width, height: PageBox(x, y, x + width, y + height), PLACES, PLACES, SIZES, SIZES
)
TURNS = st.sampled_from([0, 90, 180, 270])
UNITS = st.sampled_from([1.0, 0.5, 2.0, 10.0])
NEAR = 0.01  # points


@given(BOXES, TURNS, UNITS, BOXES)
def test_a_page_lands_in_the_middle_of_its_cell(
    page: PageBox, turn: int, unit: float, cell: PageBox
) -> None:
    placement = place_page(page, turn, unit, cell)
    seen = transform_box(placement.matrix, page)
    assert cell.left - NEAR <= seen.left <= seen.right <= cell.right + NEAR
    assert cell.bottom - NEAR <= seen.bottom <= seen.top <= cell.top + NEAR
    assert isclose(seen.left - cell.left, cell.right - seen.right, abs_tol=NEAR)
    assert isclose(seen.bottom - cell.bottom, cell.top - seen.top, abs_tol=NEAR)
    filled = isclose(seen.width, cell.width, abs_tol=NEAR) or isclose(
        seen.height, cell.height, abs_tol=NEAR
    )
    assert placement.scale <= 1
    assert filled or placement.scale == 1
    assert all(
        isclose(one, other, abs_tol=0.1) for one, other in zip(placement.visible, page, strict=True)
    )


@given(BOXES, TURNS, UNITS, BOXES)
def test_a_page_is_upright_and_in_proportion(
    page: PageBox, turn: int, unit: float, cell: PageBox
) -> None:
    placement = place_page(page, turn, unit, cell)
    a, b, c, d, _, _ = placement.matrix
    # The direction that is up on a page that is displayed turned clockwise.
    up = (-sin(radians(turn)), cos(radians(turn)))
    across, along = a * up[0] + c * up[1], b * up[0] + d * up[1]
    assert isclose(across, 0, abs_tol=1e-9)
    assert isclose(along, placement.scale * unit, rel_tol=1e-6)
    # Neither mirrored nor stretched.
    assert isclose(a * d - b * c, (placement.scale * unit) ** 2, rel_tol=1e-6)


def test_what_is_moved_over_the_fold_is_not_visible() -> None:
    left, right = PageBox(0, 0, 100, 200), PageBox(100, 0, 200, 200)
    assert place_page(PageBox(0, 0, 100, 200), 0, 1, left, 3).visible == (0, 0, 97, 200)
    assert place_page(PageBox(0, 0, 100, 200), 0, 1, right, -3).visible == (3, 0, 100, 200)
    assert place_page(PageBox(0, 0, 80, 200), 0, 1, left, 3).visible == (0, 0, 80, 200)


@given(BOXES, TURNS, UNITS, BOXES, PLACES, PLACES)
def test_the_inverse_leads_back(
    page: PageBox, turn: int, unit: float, cell: PageBox, x: float, y: float
) -> None:
    matrix = place_page(page, turn, unit, cell).matrix
    there = transform_point(matrix, x, y)
    back = transform_point(inverse(matrix), *there)
    assert hypot(back[0] - x, back[1] - y) < 1


@given(BOXES, BOXES)
def test_a_box_is_mapped_onto_another(inner: PageBox, outer: PageBox) -> None:
    assert transform_box(map_box(inner, outer), inner) == pytest.approx(outer, abs=NEAR)


def test_a_box_without_a_width_is_only_moved() -> None:
    assert map_box(PageBox(5, 5, 5, 5), PageBox(1, 2, 3, 4)) == (1, 0, 0, 1, -4, -3)

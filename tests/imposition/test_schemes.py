"""The order of pages by the tables of psutils, and the cells in points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.imposition.schemes import BLANK, SCHEMES, booklet_order
from press.paper import INCH, LEAST_CREEP, SHEETS

# 4, 8, 12 and 16 pages as psbook of psutils orders them; 5 and 7 with blanks before the back cover.
BOOKLETS = {
    1: [(0, 1), (0, 0)],
    2: [(2, 1), (0, 0)],
    3: [(3, 1), (2, 0)],
    4: [(4, 1), (2, 3)],
    5: [(5, 1), (2, 0), (0, 3), (4, 0)],
    7: [(7, 1), (2, 0), (6, 3), (4, 5)],
    8: [(8, 1), (2, 7), (6, 3), (4, 5)],
    12: [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)],
    16: [(16, 1), (2, 15), (14, 3), (4, 13), (12, 5), (6, 11), (10, 7), (8, 9)],
}


@pytest.mark.parametrize("pages", BOOKLETS)
def test_a_booklets_order(pages: int) -> None:
    assert booklet_order(pages) == BOOKLETS[pages]


@given(st.integers(1, 500))
def test_every_page_is_in_a_booklet_once_and_the_last_on_the_back(pages: int) -> None:
    sides = booklet_order(pages)
    assert len(sides) % 2 == 0
    assert sorted(page for side in sides for page in side if page != BLANK) == list(
        range(1, pages + 1)
    )
    assert sides[0] == (pages if pages > 1 else BLANK, 1)
    assert sum(page == BLANK for side in sides for page in side) < 4


@pytest.mark.parametrize(
    ("scheme", "pages", "sides"),
    [
        ("2up", 1, [(1, 0)]),
        ("2up", 4, [(1, 2), (3, 4)]),
        ("2up", 5, [(1, 2), (3, 4), (5, 0)]),
        ("4up", 4, [(1, 2, 3, 4)]),
        ("4up", 6, [(1, 2, 3, 4), (5, 6, 0, 0)]),
    ],
)
def test_pages_follow_one_another(scheme: str, pages: int, sides: list[tuple[int, ...]]) -> None:
    assert SCHEMES[scheme].order(pages) == sides


def test_two_cells_are_side_by_side_and_four_start_at_the_top_left() -> None:
    assert SCHEMES["2up"].cells(SHEETS["letter"]) == [(0, 0, 396, 612), (396, 0, 792, 612)]
    assert SCHEMES["4up"].cells(SHEETS["letter"]) == [
        (0, 396, 306, 792),
        (306, 396, 612, 792),
        (0, 0, 306, 396),
        (306, 0, 612, 396),
    ]


def test_inner_pages_of_thick_booklets_move_toward_the_fold() -> None:
    booklet, thick, thin = SCHEMES["booklet"], 2 * LEAST_CREEP, 2 * LEAST_CREEP - 2
    assert {booklet.creep(side, cell, thin) for side in range(thin) for cell in (0, 1)} == {0}
    assert [round(booklet.creep(side, 0, thick) / INCH, 4) for side in range(thick)] == [
        0, 0, 0.004, 0.004, 0.008, 0.008, 0.012, 0.012, 0.016, 0.016, 0.02, 0.02,
    ]  # fmt: skip
    assert all(
        booklet.creep(side, 1, thick) == -booklet.creep(side, 0, thick) for side in range(thick)
    )
    assert {
        SCHEMES["2up"].creep(side, cell, thick) for side in range(thick) for cell in (0, 1)
    } == {0}

"""Somebody else's pages lie inside the box that waits for them, in one scale, never larger, moved no more than they must be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.binding.insert import Insert, fit_pages
from press.pdf.boxes import PageBox, transform_box

NEAR = 0.01  # points
LETTER = (612.0, 792.0)


def of(*pages: tuple[tuple[float, float], PageBox | None]) -> Insert:
    return Insert(
        "x.pdf",
        b"",
        tuple(size for size, _ in pages),
        tuple(seen for _, seen in pages),
        "en",
        True,
        True,
        (),
        "a",
    )


SIDES = st.floats(72, 1300)
PARTS = st.floats(0, 0.45)


@st.composite
def page(draw: st.DrawFn) -> tuple[tuple[float, float], PageBox | None]:
    width, height = draw(SIDES), draw(SIDES)
    left, bottom, right, top = (draw(PARTS) for _ in range(4))
    box = PageBox(left * width, bottom * height, width - right * width, height - top * height)
    return (width, height), draw(st.sampled_from([box, None]))


BOXES = st.builds(
    lambda x, y, width, height: PageBox(x, y, x + width, y + height),
    *[st.floats(0, 100)] * 2,
    *[st.floats(200, 700)] * 2,
)


@given(st.lists(page(), min_size=1, max_size=5), BOXES)
def test_what_has_ink_lies_in_the_box(
    pages: list[tuple[tuple[float, float], PageBox | None]], box: PageBox
) -> None:
    hows = fit_pages(of(*pages), [LETTER] * len(pages), box)
    assert len({how.scale for how in hows}) == 1
    for how, (size, seen) in zip(hows, pages, strict=True):
        there = transform_box(how.matrix, how.visible)
        assert box.left - NEAR <= there.left <= there.right <= box.right + NEAR
        assert box.bottom - NEAR <= there.bottom <= there.top <= box.top + NEAR
        assert how.scale <= 1
        assert seen is None or (how.visible.left <= seen.left and how.visible.top >= seen.top)
        assert how.visible.intersection(PageBox(0, 0, *size)) == how.visible


@given(st.lists(page(), min_size=1, max_size=5), BOXES)
def test_it_is_as_large_as_it_can_be(
    pages: list[tuple[tuple[float, float], PageBox | None]], box: PageBox
) -> None:
    hows = fit_pages(of(*pages), [LETTER] * len(pages), box)
    fills = [
        max(how.visible.width * how.scale / box.width, how.visible.height * how.scale / box.height)
        for how in hows
    ]
    assert hows[0].scale == 1 or max(fills) == pytest.approx(1)


def test_a_page_whose_margins_are_wide_enough_keeps_its_size_and_place() -> None:
    (how,) = fit_pages(of((LETTER, PageBox(72, 72, 540, 720))), [LETTER], PageBox(36, 60, 576, 740))
    assert (how.scale, how.matrix) == (1, (1, 0, 0, 1, 0, 0))


def test_it_is_moved_no_further_than_out_of_the_header() -> None:
    (how,) = fit_pages(of((LETTER, PageBox(72, 72, 540, 760))), [LETTER], PageBox(36, 40, 576, 740))
    assert (how.scale, how.matrix) == (1, (1, 0, 0, 1, 0, -20))


def test_a4_on_letter_paper_lies_in_the_middle() -> None:
    (how,) = fit_pages(
        of(((595.0, 842.0), PageBox(60, 100, 535, 742))), [LETTER], PageBox(36, 60, 576, 740)
    )
    assert how.matrix == (1, 0, 0, 1, 8.5, -25)


def test_a_landscape_page_is_made_smaller_and_stands_in_the_middle() -> None:
    (how,) = fit_pages(
        of(((792.0, 612.0), PageBox(36, 36, 756, 576))), [LETTER], PageBox(36, 60, 576, 740)
    )
    there = transform_box(how.matrix, how.visible)
    assert how.scale == 0.75
    assert (there.left, there.right) == pytest.approx((36, 576))
    assert there.bottom - 60 == pytest.approx(740 - there.top)


def test_lines_begin_at_one_place_on_all_pages_of_a_size() -> None:
    pages = of(
        (LETTER, PageBox(72, 72, 540, 760)), (LETTER, PageBox(72, 600, 300, 720)), (LETTER, None)
    )
    hows = fit_pages(pages, [LETTER] * 3, PageBox(36, 60, 576, 700))
    assert len(set(hows)) == 1

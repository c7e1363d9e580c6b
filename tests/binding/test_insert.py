"""Pages of an insert are inside their box, in one scale, never enlarged, moved only as needed."""

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
def test_the_ink_is_inside_the_box(
    pages: list[tuple[tuple[float, float], PageBox | None]], box: PageBox
) -> None:
    placements = fit_pages(of(*pages), [LETTER] * len(pages), box)
    assert len({placement.scale for placement in placements}) == 1
    for placement, (size, seen) in zip(placements, pages, strict=True):
        there = transform_box(placement.matrix, placement.visible)
        assert box.left - NEAR <= there.left <= there.right <= box.right + NEAR
        assert box.bottom - NEAR <= there.bottom <= there.top <= box.top + NEAR
        assert placement.scale <= 1
        assert seen is None or (
            placement.visible.left <= seen.left and placement.visible.top >= seen.top
        )
        assert placement.visible.intersection(PageBox(0, 0, *size)) == placement.visible


@given(st.lists(page(), min_size=1, max_size=5), BOXES)
def test_pages_are_as_large_as_the_box_allows(
    pages: list[tuple[tuple[float, float], PageBox | None]], box: PageBox
) -> None:
    placements = fit_pages(of(*pages), [LETTER] * len(pages), box)
    fills = [
        max(
            placement.visible.width * placement.scale / box.width,
            placement.visible.height * placement.scale / box.height,
        )
        for placement in placements
    ]
    assert placements[0].scale == 1 or max(fills) == pytest.approx(1)


def test_a_page_whose_margins_are_wide_enough_keeps_its_size_and_place() -> None:
    (placement,) = fit_pages(
        of((LETTER, PageBox(72, 72, 540, 720))), [LETTER], PageBox(36, 60, 576, 740)
    )
    assert (placement.scale, placement.matrix) == (1, (1, 0, 0, 1, 0, 0))


def test_a_page_moves_only_out_of_the_header() -> None:
    (placement,) = fit_pages(
        of((LETTER, PageBox(72, 72, 540, 760))), [LETTER], PageBox(36, 40, 576, 740)
    )
    assert (placement.scale, placement.matrix) == (1, (1, 0, 0, 1, 0, -20))


def test_a4_is_centred_on_letter_paper() -> None:
    (placement,) = fit_pages(
        of(((595.0, 842.0), PageBox(60, 100, 535, 742))), [LETTER], PageBox(36, 60, 576, 740)
    )
    assert placement.matrix == (1, 0, 0, 1, 8.5, -25)


def test_a_landscape_page_is_scaled_down_and_centred() -> None:
    (placement,) = fit_pages(
        of(((792.0, 612.0), PageBox(36, 36, 756, 576))), [LETTER], PageBox(36, 60, 576, 740)
    )
    there = transform_box(placement.matrix, placement.visible)
    assert placement.scale == 0.75
    assert (there.left, there.right) == pytest.approx((36, 576))
    assert there.bottom - 60 == pytest.approx(740 - there.top)


def test_lines_begin_at_the_same_place_on_all_pages_of_a_size() -> None:
    pages = of(
        (LETTER, PageBox(72, 72, 540, 760)), (LETTER, PageBox(72, 600, 300, 720)), (LETTER, None)
    )
    placements = fit_pages(pages, [LETTER] * 3, PageBox(36, 60, 576, 700))
    assert len(set(placements)) == 1

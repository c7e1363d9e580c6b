"""Contrast with the topmost area behind a text, and with every area that reaches into it."""

from __future__ import annotations

import io
from typing import ClassVar

import pytest
from reportlab.lib.colors import Color, HexColor

from press.brand.brand import contrast
from press.layout import load_layout
from press.tagged.canvas import TaggedCanvas
from press.tagged.contrast import Contrast, worst_contrast
from press.typeset.fonts.registry import fonts_of
from tests.samples import (
    THREE_LENGTHS,
    WHOLE_LAYOUTS,
    brand,
    compose_edition,
    handout,
    stock_handout,
)

DARK, LIGHT, WHITE, BLACK = (
    HexColor(code) for code in ("#1b4d5c", "#e3eff1", "#ffffff", "#000000")
)
BOX = (10.0, 10.0, 60.0, 30.0)


def pairs(
    *areas: tuple[tuple[float, float, float, float], Color, bool],
    text: Color = BLACK,
    large: bool = False,
) -> Contrast:
    contrast = Contrast()
    for box, color, solid in areas:
        contrast.area(box, color, solid)
    contrast.text(1, BOX, [text], large)
    return contrast


def test_the_background_without_areas_is_paper() -> None:
    assert list(pairs().pairs) == [("#000000", "#ffffff", False)]
    assert pairs(text=WHITE).low_contrast[0].ratio == 1


def test_the_topmost_area_counts() -> None:
    below, above = ((0.0, 0.0, 100.0, 100.0), DARK, True), ((5.0, 5.0, 80.0, 80.0), LIGHT, True)
    assert list(pairs(below, above).pairs) == [("#000000", "#e3eff1", False)]
    assert not pairs(below, text=WHITE).low_contrast
    assert pairs(below, above, text=WHITE).low_contrast


def test_an_area_that_reaches_into_the_text_counts_with_what_is_below() -> None:
    half = ((0.0, 0.0, 30.0, 100.0), DARK, True)
    assert {background for _, background, _ in pairs(half).pairs} == {"#1b4d5c", "#ffffff"}
    scattered = ((0.0, 0.0, 100.0, 100.0), DARK, False)
    assert {background for _, background, _ in pairs(scattered).pairs} == {"#1b4d5c", "#ffffff"}
    beside = ((61.0, 0.0, 100.0, 100.0), DARK, True)
    assert {background for _, background, _ in pairs(beside).pairs} == {"#ffffff"}


@pytest.mark.parametrize(
    ("grey", "small", "large"),
    [("#767676", False, False), ("#777777", True, False), ("#959595", True, True)],
)
def test_the_limits_are_those_of_wcag(grey: str, small: bool, large: bool) -> None:
    assert bool(pairs(text=HexColor(grey)).low_contrast) is small
    assert bool(pairs(text=HexColor(grey), large=True).low_contrast) is large


def test_grey_counts_if_it_is_worse() -> None:
    """Red and green differ in colour, but hardly on a grey printer."""
    assert worst_contrast("#d02020", "#20a020") < 1.5 < contrast("#d02020", "#20a020")


def test_a_page_begins_without_areas() -> None:
    contrast = Contrast()
    contrast.area((0, 0, 100, 100), DARK)
    contrast.end_page()
    contrast.text(2, BOX, [BLACK], False)
    assert list(contrast.pairs) == [("#000000", "#ffffff", False)]


@pytest.mark.parametrize(
    ("grey", "size", "is_low"),
    [(0.45, 10, False), (0.5, 10, True), (0.5, 18, False), (0.9, 40, True)],
)
def test_the_start_of_a_layouts_own_text_is_recorded(
    grey: float, size: float, is_low: bool
) -> None:
    canvas = TaggedCanvas(
        io.BytesIO(), lang="en", initialFontName=fonts_of(brand().fonts).name("regular")
    )
    for watermark in (True, False):
        with canvas.furniture(watermark=watermark):
            canvas.setFont(fonts_of(brand().fonts).name("bold"), size)
            canvas.setFillGray(grey)
            canvas.drawString(20, 20, "3")
        assert bool(canvas.contrast.low_contrast) is (is_low and not watermark)


class RecordingCanvas(TaggedCanvas):
    """A canvas that keeps all pairs of text and background."""

    seen: ClassVar[list[set[tuple[str, str]]]] = []

    def save(self) -> None:
        self.seen.append({(text, background) for text, background, _ in self.contrast.pairs})
        super().save()


@pytest.mark.parametrize("layout", WHOLE_LAYOUTS)
def test_every_pair_of_the_stock_is_recorded(layout: str) -> None:
    colors = brand().colors
    composer = load_layout(brand().workspace, layout)()
    composer.canvas = RecordingCanvas  # type: ignore[misc]
    for name in THREE_LENGTHS:
        composer.compose(stock_handout(name), brand())
        seen = RecordingCanvas.seen.pop()
        assert {
            (colors.ink, colors.paper),
            (colors.ink, colors.tint),
            (colors.paper, colors.primary),
        } <= seen
        assert all(worst_contrast(*pair) >= 3 for pair in seen)
    assert compose_edition(handout("one"), layout, "low-ink")

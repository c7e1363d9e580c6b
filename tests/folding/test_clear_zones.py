"""What is clear of ink: the sheet's edge, which no printer reaches, and each fold and cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from press.brand.brand import Brand
from press.layout import load_layout
from press.layout.contract import Composed
from press.paper import EDGE, FOLD_CLEAR, FOLDS, INCH, SHEETS
from press.problems import Collecting, Problem
from press.typeset.editions import NAMES
from tests.samples import (
    PRACTICE,
    STOCK_HANDOUTS,
    STOCK_LAYOUTS,
    brand,
    compose,
    compose_edition,
    pictures,
    stock,
    stock_handout,
    workspace,
)

SCALE = 2.0  # pixels a point
HALVED = ("booklet", "half-sheet")  # folded, or cut, in the middle
TICK = 0.15 * INCH  # how long a mark may be at head and foot that says where to cut
BY_LENGTH = sorted(STOCK_HANDOUTS, key=lambda name: stock_handout(name).words)
EACH = [
    pytest.param(name, paper, edition, id=f"{name}-{paper}-{edition or 'standard'}")
    for name, layout in ((name, load_layout(stock(), name)) for name in STOCK_LAYOUTS)
    for paper in layout.papers
    for edition in (None, *NAMES)
    if edition is None or layout.carries(edition)
]


def test_every_layout_is_judged_on_every_paper_and_in_every_edition() -> None:
    seen = [param.values for param in EACH]
    assert {layout for layout, _, _ in seen} == set(STOCK_LAYOUTS)
    assert {(layout, paper) for layout, paper, _ in seen} >= set(FOLDS)
    assert {edition for _, _, edition in seen} == {None, *NAMES}
    assert len(seen) >= 40


@pytest.mark.parametrize("order", [1, -1], ids=["shortest", "longest"])
@pytest.mark.parametrize(("layout", "paper", "edition"), EACH)
def test_nothing_is_printed_at_the_edge_or_on_a_fold(
    layout: str, paper: str, edition: str | None, order: int, tmp_path: Path
) -> None:
    whose = brand(workspace(tmp_path, {**PRACTICE, "paper": paper}))
    for number, page in enumerate(
        pictures(first_that_fits(layout, edition, whose, BY_LENGTH[::order]).data, SCALE)
    ):
        assert not printed_at_the_edge(page)
        for line in lines(layout, paper, number):
            shown = without_ticks(page, line) if layout == "half-sheet" else page
            assert not printed_on(shown, line), (
                f"page {number + 1}: ink at the fold {line:.1f} pt from the left"
            )


def test_what_is_printed_a_little_further_on_is_noticed() -> None:
    """A page that the printer shifts by more than there is to spare: to the right, and up."""
    (page, _) = pictures(compose(stock_handout(BY_LENGTH[0]), "trifold").data, SCALE)
    assert not printed_at_the_edge(page)
    assert printed_at_the_edge(ImageChops.offset(page, round(EDGE * SCALE) + 2, 0))
    assert printed_at_the_edge(ImageChops.offset(page, 0, -round(EDGE * SCALE) - 2))
    flap, cover = lines("trifold", "letter", 0)
    assert not printed_on(page, cover)
    assert printed_on(ImageChops.offset(page, -4, 0), cover)
    assert not printed_on(page, flap)


def first_that_fits(layout: str, edition: str | None, whose: Brand, names: list[str]) -> Composed:
    """The first stock handout of which all has room."""
    for name in names:
        problems: list[Problem] = []
        with Collecting(problems):
            return compose_edition(stock_handout(name), layout, edition, whose)
        assert {problem.code for problem in problems} == {"L01"}
    raise AssertionError(f"no stock handout has room in {layout}")


def lines(layout: str, paper: str, page: int) -> tuple[float, ...]:
    """Where a page (from 0) is folded or cut from head to foot, in points from its left edge."""
    if (layout, paper) in FOLDS:
        return FOLDS[layout, paper].lines(page)
    return (SHEETS[paper].landscape().width / 2,) if layout in HALVED else ()


def without_ticks(page: Image.Image, line: float) -> Image.Image:
    """The page without its two cut marks: at head and foot, no wider than a line."""
    left, width, high, edge = (
        round(line * SCALE) - 2,
        4,
        round(TICK * SCALE) + 1,
        round(EDGE * SCALE),
    )
    page = page.copy()
    for top in (edge, page.height - edge - high):
        box = (left, top, left + width, top + high)
        assert ink(page.crop(box)) > 0, "nothing says where to cut"
        page.paste("white", box)
    return page


def printed_at_the_edge(page: Image.Image) -> bool:
    edge = int(EDGE * SCALE) - 1
    page = page.copy()
    page.paste("white", (edge, edge, page.width - edge, page.height - edge))
    return ink(page) > 0


def printed_on(page: Image.Image, line: float) -> bool:
    clear = FOLD_CLEAR * SCALE - 1
    return (
        ink(page.crop((int(line * SCALE - clear), 0, int(line * SCALE + clear), page.height))) > 0
    )


def ink(picture: Image.Image) -> int:
    """How many pixels are not white."""
    return sum(picture.convert("L").histogram()[:250])

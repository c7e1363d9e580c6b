"""The pages of each layout with the shortest and the longest stock handout, as pixels and as words.

After an intended change, look at the pages and accept them: ``pytest tests/pages --accept-pages``.
For a page that differs, tests/pages/differences/ has before, after and difference side by side.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from press.content.tree import leaves
from tests.samples import (
    STOCK_HANDOUTS,
    STOCK_LAYOUTS,
    compose,
    pictures,
    squeezed,
    stock_handout,
    text_of,
)

HERE = Path(__file__).resolve().parent
BY_LENGTH = sorted(STOCK_HANDOUTS, key=lambda name: stock_handout(name).words)
SHOWN = [
    *(
        (name, layout)
        for layout in ("faq-sheet", "trifold")
        for name in (BY_LENGTH[0], BY_LENGTH[-1])
    ),
    *(
        (BY_LENGTH[-1], layout)
        for layout in STOCK_LAYOUTS
        if layout not in ("faq-sheet", "trifold")
    ),
]

FAINT = 24  # of 255: how far antialiasing may differ between machines
MOST = 0.0005  # of a page's pixels that may differ by more


def test_there_are_pages_to_compare() -> None:
    assert len(STOCK_LAYOUTS) >= 2
    assert len(STOCK_HANDOUTS) >= 4
    assert BY_LENGTH[0] != BY_LENGTH[-1]


@pytest.mark.parametrize(("name", "layout"), SHOWN)
def test_a_page_looks_as_before(name: str, layout: str, request: pytest.FixtureRequest) -> None:
    for number, page in enumerate(pictures(compose(stock_handout(name), layout).data), 1):
        accepted = HERE / f"{name}.{layout}.{number}.png"
        if request.config.getoption("--accept-pages"):
            page.quantize(256, dither=Image.Dither.NONE).save(accepted, optimize=True)
        before = Image.open(accepted).convert("RGB")
        share = differing(before, page)
        if share > MOST:
            keep_difference(before, page, HERE / "differences" / accepted.name)
        assert share <= MOST, (
            f"{accepted.name}: {share:.2%} of the pixels differ; see tests/pages/differences/"
        )


@pytest.mark.parametrize(
    "layout", ["faq-sheet", "instructions", "sheet", "half-sheet", "bifold", "gatefold", "trifold"]
)
@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_a_page_has_all_text_of_the_handout_in_order(name: str, layout: str) -> None:
    handout = stock_handout(name)
    composed = compose(handout, layout)
    text = squeezed(text_of(composed.data))
    start = 0
    parts = [section for section in handout.sections if layout != "trifold" or not section.panels]
    assert len(parts) >= 4
    for leaf in (leaf for part in parts for leaf in leaves((part.heading, part.body))):
        offset = text.find(squeezed(leaf.text), start)
        assert offset >= 0, leaf
        start = offset
    for leaf in leaves((handout.title, handout.subtitle, handout.summary, handout.sections)):
        assert squeezed(leaf.text) in text


def test_a_changed_page_is_noticed_and_shown(tmp_path: Path) -> None:
    page = pictures(compose(stock_handout(BY_LENGTH[0]), "faq-sheet").data)[0]
    changed = page.copy()
    changed.paste((200, 0, 0), (100, 100, 130, 130))
    assert differing(page, page) == 0
    assert differing(page, changed) > MOST
    keep_difference(page, changed, tmp_path / "differences" / "page.png")
    assert Image.open(tmp_path / "differences" / "page.png").width == 3 * page.width


def differing(before: Image.Image, after: Image.Image) -> float:
    """Return the share of pixels that differ more than antialiasing; 1 if the sizes differ."""
    if before.size != after.size:
        return 1.0
    grey = ImageChops.difference(before, after).convert("L")
    return sum(grey.histogram()[FAINT:]) / (grey.width * grey.height)


def keep_difference(before: Image.Image, after: Image.Image, file: Path) -> None:
    width, height = max(before.width, after.width), max(before.height, after.height)
    shown = Image.new("RGB", (3 * width, height), "grey")
    same = before.size == after.size
    difference = (
        ImageChops.invert(ImageChops.difference(before, after))
        if same
        else Image.new("RGB", (width, height))
    )
    for index, picture in enumerate((before, after, difference)):
        shown.paste(picture, (index * width, 0))
    file.parent.mkdir(parents=True, exist_ok=True)
    shown.save(file)

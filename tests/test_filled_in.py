"""A practice with every field that the footer prints: the stock still fits, in the same words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from press.layout import load_layout
from press.typeset.editions import STANDARD
from tests.samples import (
    PRACTICE,
    STOCK,
    STOCK_HANDOUTS,
    brand,
    compose,
    pictures,
    squeezed,
    stock,
    stock_handout,
    text_of,
    workspace,
)

FULL: dict[str, Any] = {
    **PRACTICE,
    "name": "Harbor Spine and Pain Clinic of Norfolk",
    "short_name": "Harbor Spine Clinic",
    "address": {
        "street": "1212 Old Quay Street, Suite 200",
        "city": "Norfolk",
        "state": "VA",
        "zip": "23510",
    },
    "fax": "757-555-0143",
    "email": "frontdesk@harborspine.example.com",
    "website": "https://www.harborspine.example.com",
    "hours": [
        {"days": "Monday to Thursday", "times": "8:30 am to 5 pm"},
        {"days": "Friday", "times": "8:30 am to noon"},
    ],
    "emergency_line": "757-555-0144",
    "logo": "logo.svg",
}


@pytest.fixture(scope="module")
def whose(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    folder: Path = tmp_path_factory.mktemp("full")
    ours = workspace(folder, FULL)
    (folder / "assets" / "logo.svg").write_bytes(
        (STOCK / "assets" / "pictures" / "exercise.svg").read_bytes()
    )
    return brand(ours)


@pytest.mark.parametrize(
    "layout",
    ["faq-sheet", "trifold", "zfold", "bifold", "gatefold", "sheet", "instructions", "booklet"],
)
@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_the_stock_fits_it(name: str, layout: str, whose) -> None:  # type: ignore[no-untyped-def]
    text = squeezed(text_of(compose(stock_handout(name), layout, whose).data))
    for words in (FULL["address"]["street"], FULL["fax"], "8:30 am to noon", "frontdesk@"):
        assert squeezed(words) in text


@pytest.mark.parametrize("name", STOCK_HANDOUTS)
def test_the_stock_fits_a_self_mailer(name: str, whose) -> None:  # type: ignore[no-untyped-def]
    for practice in (brand(), whose):
        handout = replace(stock_handout(name), back="mailer")
        assert compose(handout, "trifold", practice).body_size >= 12


@pytest.mark.parametrize("layout", ["faq-sheet", "half-sheet"])
def test_what_is_sparing_says_the_same(layout: str, whose) -> None:  # type: ignore[no-untyped-def]
    """The mark is beside the title, and the contacts are in wide lines: no word is lost."""
    seen = 0
    sparing: Any = load_layout(stock(), layout)()
    for name in STOCK_HANDOUTS:
        handout = stock_handout(name)
        story = sparing._fitted(handout, whose, STANDARD).story
        if sparing.is_sparing(story) and sparing.fits(handout, whose):
            seen += 1
            data = sparing.compose(handout, whose).data
            text = squeezed(text_of(data))
            for words in (
                FULL["name"],
                "Norfolk, VA 23510",
                FULL["phone"],
                FULL["emergency_line"],
                FULL["fax"],
                "8:30 am to 5 pm",
            ):
                assert squeezed(words) in text
            assert len(pictures(data, 0.3)) == (1 if layout == "faq-sheet" else 2)
    assert seen >= 3

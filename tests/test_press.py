"""A file for the print shop: its boxes, colour over the edge, marks beside it, and inks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from press.brand import Brand
from press.cli import main
from press.content.handout import Handout
from press.layout import load_layout
from press.layout.contract import Composed
from press.layout.press import AROUND, BLEED, GAP, MARK, Press
from press.paper import FOLDS, INCH
from press.proof.verapdf import lacking, validate
from press.tagged.inks import in_cmyk, inks
from tests.making import PRACTICE, STOCK_LAYOUTS, brand, compose, handout, pictures, reader, stock, stock_handout, workspace

SCALE = 4  # pixels a point
PRIMARY = (0x1B, 0x4D, 0x5C)
FOLDED = ["trifold", "zfold", "bifold", "gatefold"]


def pressed(layout: str, cmyk: bool = False, whose: Brand | None = None, what: Handout | None = None) -> Composed:
    whose = whose or brand()
    made = load_layout(whose.workspace, layout)()
    return made.compose(what or stock_handout("failed-back-surgery"), whose, press=Press(cmyk))


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
def test_the_boxes_say_what_is_trimmed_and_how_far_colour_goes(layout: str) -> None:
    usual = reader(compose(stock_handout("failed-back-surgery"), layout).data)
    for page, before in zip(reader(pressed(layout).data).pages, usual.pages, strict=True):
        trim, bleed, media = page.trimbox, page.bleedbox, page.mediabox
        assert (trim.width, trim.height) == pytest.approx((before.mediabox.width, before.mediabox.height))
        assert (float(trim.left), float(trim.bottom)) == (AROUND, AROUND)
        for inner, outer, by in ((trim, bleed, BLEED), (trim, media, AROUND)):
            assert float(inner.left - outer.left) == float(outer.right - inner.right) == by
            assert float(inner.bottom - outer.bottom) == float(outer.top - inner.top) == by
    assert BLEED == 0.125 * INCH


def at(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place in the trim's coordinates, in points from its lower left."""
    color: Any = picture.getpixel((round((x + AROUND) * SCALE), round(picture.height - (y + AROUND) * SCALE)))
    return tuple(color)


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 3 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("layout", ["trifold", "bifold", "booklet"])
def test_the_covers_colour_runs_over_the_edges_that_are_cut_and_over_no_fold(layout: str) -> None:
    page = pictures(pressed(layout).data, SCALE)[0]
    width, height = page.width / SCALE - 2 * AROUND, page.height / SCALE - 2 * AROUND
    for x, y in (
        (width - 1, height - 40),
        (width + BLEED - 0.5, height - 40),
        (width - 60, height + BLEED - 0.5),
        (width + 8, height + 8),
    ):
        assert near(at(page, x, y), PRIMARY), (x, y)
    for x, y in ((width + BLEED + 1, height - 40), (width - 60, height + BLEED + 1)):
        assert near(at(page, x, y), (255, 255, 255)), (x, y)
    fold = FOLDS[layout, "letter"].lines(0)[-1] if layout != "booklet" else width / 2
    assert near(at(page, fold + 2, height - 3), (255, 255, 255))


@pytest.mark.parametrize("layout", FOLDED)
def test_marks_stand_where_it_is_cut_and_folded_outside_the_bleed(layout: str) -> None:
    fold = FOLDS[layout, "letter"]
    pages = pictures(pressed(layout).data, SCALE)
    assert len(pages) == 2
    for side, page in enumerate(pages):
        width, height = fold.sheet
        for y in (-(BLEED + GAP + MARK / 2), height + BLEED + GAP + MARK / 2):
            cut = dark_in_row(page, y)
            assert [round(x, 1) for x in cut if min(abs(x), abs(x - width)) < 0.6]
            folded = dark_in_row(page, y - 0.5) | dark_in_row(page, y) | dark_in_row(page, y + 2)
            for line in fold.lines(side):
                assert any(abs(x - line) < 0.6 for x in folded), (side, line)
            assert not [x for x in folded if all(abs(x - line) > 1 for line in (0, width, *fold.lines(side)))]
        band = page.crop((0, round((AROUND - BLEED - GAP + 0.5) * SCALE), page.width, round((AROUND - BLEED) * SCALE)))
        assert not band.convert("L").point(lambda value: 255 * (value < 128)).getbbox()


def dark_in_row(page: Image.Image, y: float) -> set[float]:
    """Where a row of pixels is dark: x in the trim's points."""
    row = round(page.height - (y + AROUND) * SCALE)
    grey = page.convert("L")
    return {x / SCALE - AROUND for x in range(page.width) if int(str(grey.getpixel((x, row)))) < 140}


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
def test_inside_the_trim_it_is_the_usual_page(layout: str) -> None:
    usual = pictures(compose(stock_handout("failed-back-surgery"), layout).data, 2)
    edge = 18.5 * 2  # nearer to the edge only colour differs, which runs over it
    for page, before in zip(pictures(pressed(layout).data, 2), usual, strict=True):
        inside = page.crop((AROUND * 2, AROUND * 2, page.width - AROUND * 2, page.height - AROUND * 2))
        assert inside.size == before.size
        box = (edge, edge, before.width - edge, before.height - edge)
        difference = ImageChops.difference(inside.crop(box), before.crop(box)).convert("L")
        assert sum(difference.histogram()[40:]) < 0.001 * before.width * before.height  # round corners that are cut off now


@pytest.mark.parametrize("layout", [*FOLDED, "booklet", "faq-sheet"])
def test_a_file_for_the_press_is_as_accessible_as_every_other(layout: str, tmp_path: Path) -> None:
    if why := lacking():
        pytest.skip(f"PDF/UA and PDF/A not checked: {why}")
    file = tmp_path / "it.pdf"
    file.write_bytes(pressed(layout).data)
    verdicts = validate([str(file)], ["ua1", "2a"])
    assert len(verdicts) == 2
    assert not [failure for verdict in verdicts for failure in verdict.failures]


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
def test_in_cmyk_there_is_no_other_colour_and_it_claims_nothing(layout: str) -> None:
    composed = pressed(layout, cmyk=True)
    read = reader(composed.data)
    streams = [page.get_contents() for page in read.pages]
    for page in read.pages:
        resources: Any = page["/Resources"]
        streams += [one.get_object() for one in resources.get("/XObject", {}).values()]
    data = b"\n".join(re.sub(rb"\((?:[^()\\]|\\.)*\)", b"", one.get_data()) for one in streams if one is not None)
    assert len(re.findall(rb"(?<!\w)k(?!\w)", data)) > 10
    assert not re.search(rb"(?<!\w)(rg|RG)(?!\w)", data)
    catalog: Any = read.root_object
    (intent,) = catalog["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFX"
    packet = catalog["/Metadata"].get_object().get_data()
    assert b"<dc:title>" in packet
    assert not re.search(rb"<pdf(ua|a)id:part>", packet)
    assert "L13" in {remark.code for remark in composed.remarks}
    assert "L13" not in {remark.code for remark in pressed(layout).remarks}


def test_a_photograph_is_in_inks_too(tmp_path: Path) -> None:
    ours = workspace(tmp_path, {**PRACTICE, "logo": "logo.png"})
    Image.new("RGBA", (300, 90), (90, 20, 20, 128)).save(tmp_path / "assets" / "logo.png")
    whose = brand(ours)
    read = reader(pressed("faq-sheet", True, whose, handout("few words")).data)
    resources: Any = read.pages[0]["/Resources"]
    pictures_in = [one.get_object() for one in resources["/XObject"].values() if one.get_object()["/Subtype"] == "/Image"]
    assert [str(one["/ColorSpace"]) for one in pictures_in] == ["/DeviceCMYK"]


CHANNEL = st.floats(0, 1).map(lambda value: round(value, 4))


@given(st.text(st.characters(max_codepoint=255)), CHANNEL, CHANNEL, CHANNEL, st.sampled_from(["rg", "RG"]))
def test_what_a_text_says_stays_and_colours_become_inks(text: str, red: float, green: float, blue: float, operator: str) -> None:
    shown = Canvas("never-written.pdf")._escape(f"1 0 0 rg {text} 0 0 1 RG")  # type: ignore[attr-defined]
    made = in_cmyk(f"q {red} {green} {blue} {operator} BT ({shown}) Tj ET Q")
    assert made.startswith("q ")
    assert made.endswith(f" {'k' if operator == 'rg' else 'K'} BT ({shown}) Tj ET Q") or "e-" in made
    cyan, magenta, yellow, black = inks(red, green, blue)
    for ink, channel in ((cyan, red), (magenta, green), (yellow, blue)):
        assert (1 - ink) * (1 - black) == pytest.approx(channel, abs=1e-6)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert pressed("trifold").data == pressed("trifold").data
    assert pressed("trifold", cmyk=True).data == pressed("trifold", cmyk=True).data
    assert stock().home


def test_a_handout_may_be_named_after_press(tmp_path: Path) -> None:
    where = ["--layout", "trifold", "--output", str(tmp_path)]
    assert main(["build", *where, "--press", "failed-back-surgery"]) == 0
    assert main(["--press", "cmyk", "failed-back-surgery", *where]) == 0
    made = sorted(file.name for file in tmp_path.glob("*.pdf"))
    assert made == ["failed-back-surgery.trifold.press-cmyk.pdf", "failed-back-surgery.trifold.press.pdf"]

"""A file for the print shop: its boxes, colour over the edge, marks beside it, and inks."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject
from reportlab.pdfgen.canvas import Canvas

from press.brand.brand import Brand
from press.cli import main
from press.content.handout import Handout
from press.layout import load_layout
from press.layout.contract import Composed
from press.layout.print_shop import AROUND, BLEED, CONDITIONS, GAP, MARK, PrintShop
from press.paper import EDGE, FOLD_CLEAR, FOLDS, INCH, SHEETS
from press.proof.verapdf import lacking, validate
from press.tagged.cmyk import in_cmyk, inks
from press.tagged.conditions import FOGRA39, GRACOL, Condition
from press.tagged.metadata import FOR_PRINT
from press.typeset.editions import edition_of
from tests.samples import (
    PRACTICE,
    STOCK_LAYOUTS,
    brand,
    compose,
    handout,
    pictures,
    reader,
    stock,
    stock_handout,
    text_of,
    workspace,
)

SCALE = 4  # pixels a point
MOST_INK = 3.0
PRIMARY = (0x1B, 0x4D, 0x5C)
FOLDED = ["trifold", "zfold", "bifold", "gatefold"]


def pressed(
    layout: str, cmyk: bool = False, whose: Brand | None = None, what: Handout | None = None
) -> Composed:
    whose = whose or brand()
    made = load_layout(whose.workspace, layout)()
    return made.compose(
        what or stock_handout("failed-back-surgery"), whose, print_shop=PrintShop(cmyk)
    )


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
def test_the_boxes_say_what_is_trimmed_and_how_far_colour_goes(layout: str) -> None:
    usual = reader(compose(stock_handout("failed-back-surgery"), layout).data)
    for page, before in zip(reader(pressed(layout).data).pages, usual.pages, strict=True):
        trim, bleed, media = page.trimbox, page.bleedbox, page.mediabox
        assert (trim.width, trim.height) == pytest.approx(
            (before.mediabox.width, before.mediabox.height)
        )
        assert (float(trim.left), float(trim.bottom)) == (AROUND, AROUND)
        for inner, outer, by in ((trim, bleed, BLEED), (trim, media, AROUND)):
            assert float(inner.left - outer.left) == float(outer.right - inner.right) == by
            assert float(inner.bottom - outer.bottom) == float(outer.top - inner.top) == by
    assert BLEED == 0.125 * INCH


def at(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place in the trim's coordinates, in points from its lower left."""
    color: Any = picture.getpixel(
        (round((x + AROUND) * SCALE), round(picture.height - (y + AROUND) * SCALE))
    )
    return tuple(color)


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 3 for a, b in zip(one, other, strict=True))


COVERS = [*FOLDED, "booklet"]


def cover_at(layout: str, page: Image.Image) -> float:
    """Where the cover, or the right one of two, begins: in points from the trim's left."""
    return (
        FOLDS[layout, "letter"].lines(0)[-1]
        if layout != "booklet"
        else page.width / SCALE / 2 - AROUND
    )


@pytest.mark.parametrize("layout", COVERS)
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
    fold = cover_at(layout, page)
    assert near(at(page, fold + 0.75, height - 3), PRIMARY)
    assert near(at(page, fold - 0.75, height - 3), (255, 255, 255))


@pytest.mark.parametrize("layout", COVERS)
def test_the_covers_fields_have_no_corners_but_the_sheets(layout: str) -> None:
    """Colours change down the fold where they change down the cut edge: nothing is rounded."""
    page = pictures(pressed(layout).data, SCALE)[0]
    width, height = page.width / SCALE - 2 * AROUND, page.height / SCALE - 2 * AROUND
    downs = [
        [at(page, x, y / 2) for y in range(round(2 * height), 0, -1)]
        for x in (cover_at(layout, page) + 0.75, width - 0.75)
    ]
    assert len(set(downs[0])) >= 2
    assert downs[0] == downs[1]


@pytest.mark.parametrize("layout", COVERS)
def test_what_stands_on_the_cover_is_in_its_middle(layout: str) -> None:
    """The usual page's, moved as its field is: an office printer keeps clear of the edge."""
    page, usual = (
        pictures(made.data, 2)[0]
        for made in (pressed(layout), compose(stock_handout("failed-back-surgery"), layout))
    )
    left, aside = (
        cover_at(layout, pictures(pressed(layout).data, SCALE)[0]),
        0.0 if layout == "booklet" else (EDGE - FOLD_CLEAR) / 2,
    )
    x, y, width, height = (
        int(2 * one)
        for one in (
            left + 24,
            EDGE + 6,
            usual.width / 2 - left - 51,
            usual.height / 2 - 2 * EDGE - 12,
        )
    )
    before = usual.crop((x, y, x + width, y + height))
    x, y = x + int(2 * (AROUND + aside)), y + int(2 * AROUND)
    after = page.crop((x, y, x + width, y + height))
    assert len(before.convert("L").getcolors(256) or ()) > 20
    difference = ImageChops.difference(before, after).convert("L")
    assert sum(difference.histogram()[40:]) < 0.001 * before.width * before.height


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
            assert not [
                x
                for x in folded
                if all(abs(x - line) > 1 for line in (0, width, *fold.lines(side)))
            ]
        band = page.crop(
            (
                0,
                round((AROUND - BLEED - GAP + 0.5) * SCALE),
                page.width,
                round((AROUND - BLEED) * SCALE),
            )
        )
        assert not band.convert("L").point(lambda value: 255 * (value < 128)).getbbox()


def dark_in_row(page: Image.Image, y: float) -> set[float]:
    """Where a row of pixels is dark: x in the trim's points."""
    row = round(page.height - (y + AROUND) * SCALE)
    grey = page.convert("L")
    return {
        x / SCALE - AROUND for x in range(page.width) if int(str(grey.getpixel((x, row)))) < 140
    }


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
def test_inside_the_trim_it_is_the_usual_page(layout: str) -> None:
    usual = pictures(compose(stock_handout("failed-back-surgery"), layout).data, 2)
    edge = 18.5 * 2  # nearer to the edge only colour differs, which runs over it
    for number, (page, before) in enumerate(
        zip(pictures(pressed(layout).data, 2), usual, strict=True)
    ):
        inside = page.crop(
            (AROUND * 2, AROUND * 2, page.width - AROUND * 2, page.height - AROUND * 2)
        )
        assert inside.size == before.size
        left, right = edge, before.width - edge
        if layout in COVERS and number == 0:  # which is judged by itself
            right = 2 * (
                before.width / 4 if layout == "booklet" else FOLDS[layout, "letter"].lines(0)[-1]
            )
            left = 2 * FOLDS[layout, "letter"].lines(0)[0] if layout == "gatefold" else left
        box = (left, edge, right, before.height - edge)
        difference = ImageChops.difference(inside.crop(box), before.crop(box)).convert("L")
        assert (
            sum(difference.histogram()[40:]) < 0.001 * before.width * before.height
        )  # round corners that are cut off now


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
    data = b"\n".join(
        re.sub(rb"\((?:[^()\\]|\\.)*\)", b"", one.get_data()) for one in streams if one is not None
    )
    painted = re.findall(rb"(?<![\w.])([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) [kK](?!\w)", data)
    assert len(painted) > 10
    assert max(sum(map(float, one)) for one in painted) <= MOST_INK
    assert not re.search(rb"(?<!\w)(rg|RG)(?!\w)", data)
    catalog: Any = read.root_object
    (intent,) = catalog["/OutputIntents"]
    said = {key: str(value) for key, value in intent.get_object().items()}
    assert (said["/S"], said["/OutputConditionIdentifier"]) == ("/GTS_PDFX", "CGATS TR 006")
    assert said["/RegistryName"] == "http://www.color.org"
    assert "/DestOutputProfile" not in said  # a name in the registry is enough
    packet = catalog["/Metadata"].get_object().get_data()
    assert b"<dc:title>" in packet
    assert not re.search(rb"<pdf(ua|a)id:|GTS_PDFX|pdfx", packet)
    assert FOR_PRINT.encode() in packet
    assert read.metadata
    assert str(read.metadata["/Keywords"]) == FOR_PRINT
    assert "L13" in {remark.code for remark in composed.remarks}
    assert "L13" not in {remark.code for remark in pressed(layout).remarks}


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
def test_outside_the_marks_it_says_what_it_is_and_no_screen_reader_reads_that(layout: str) -> None:
    cmyk, usual = pressed(layout, cmyk=True), pressed(layout)
    for number, page in enumerate(pypdfium2.PdfDocument(cmyk.data), 1):
        slug = page.get_textpage().get_text_bounded(0, 0, AROUND - BLEED, page.get_height())
        assert (
            " ".join(slug.split())
            == f"Page {number} of {cmyk.pages}. Coated GRACoL 2006 (CGATS TR 006). {FOR_PRINT}."
        )
    assert FOR_PRINT not in " ".join(text_of(usual.data).split())
    assert "print shop" not in heard(cmyk.data)
    assert "surgery" in heard(cmyk.data)


def heard(data: bytes) -> str:
    """What a screen reader reads of a file: its marked content."""
    found: Any = reader(data).pages
    streams = [page.get_contents().get_data() for page in found]
    assert all(b"/Artifact" in stream for stream in streams)
    spoken = [
        re.sub(rb"/Artifact(?: <<.*?>> BDC| BMC).*?EMC", b"", stream, flags=re.DOTALL)
        for stream in streams
    ]
    made = PdfWriter(clone_from=io.BytesIO(data))
    for page, stream in zip(made.pages, spoken, strict=True):
        page[NameObject("/Contents")] = made._add_object(stream_of(stream))
    written = io.BytesIO()
    made.write(written)
    return text_of(written.getvalue())


def stream_of(data: bytes) -> StreamObject:
    made = StreamObject()
    made.set_data(data)
    return made


def test_sheets_of_european_paper_are_for_a_european_condition(tmp_path: Path) -> None:
    whose = brand(workspace(tmp_path, {**PRACTICE, "paper": "a4"}))
    composed = pressed("trifold", cmyk=True, whose=whose)
    catalog: Any = reader(composed.data).root_object
    assert catalog["/OutputIntents"][0]["/OutputConditionIdentifier"] == "FOGRA39"
    assert any("FOGRA39" in remark.message for remark in composed.remarks if remark.code == "L13")
    assert set(CONDITIONS) == set(SHEETS)


# Plates: each ink of a page by itself, as grey


PLATES = ("cyan", "magenta", "yellow", "black")
_PAINTS = re.compile(
    rb"\((?:[^()\\]|\\.)*\)|(?<![\w.])([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) ([kK])(?!\w)", re.DOTALL
)


def plates(data: bytes) -> dict[str, list[Image.Image]]:
    """What each plate prints of each page: 0 is solid ink. What is later covers the rest."""
    made = {}
    for ink, name in enumerate(PLATES):
        writer = PdfWriter(clone_from=io.BytesIO(data))

        def grey(found: re.Match[bytes], ink: int = ink) -> bytes:
            if not found[5]:
                return found[0]
            return b"%.4f %s" % (1 - float(found[ink + 1]), b"g" if found[5] == b"k" else b"G")

        for page in writer.pages:
            resources: Any = page["/Resources"]
            forms = [one.get_object() for one in resources.get("/XObject", {}).values()]
            for form in (one for one in forms if one["/Subtype"] == "/Form"):
                form.set_data(_PAINTS.sub(grey, form.get_data()))
            contents: Any = page.get_contents()
            page[NameObject("/Contents")] = writer._add_object(
                stream_of(_PAINTS.sub(grey, contents.get_data()))
            )
        written = io.BytesIO()
        writer.write(written)
        made[name] = [page.convert("L") for page in pictures(written.getvalue(), SCALE)]
    return made


@pytest.mark.parametrize("edition", [None, "low-ink"])
@pytest.mark.parametrize("layout", ["faq-sheet", "trifold", "booklet"])
def test_text_and_codes_are_black_ink_alone(layout: str, edition: str | None) -> None:
    """Where the black plate is solid, no other has a dot; in low ink they have none at all."""
    whose = brand()
    made = load_layout(whose.workspace, layout)()
    what = stock_handout("failed-back-surgery")
    found = plates(
        made.compose(what, whose, edition_of(edition, whose), print_shop=PrintShop(cmyk=True)).data
    )
    inked = {
        name: [plate.point(lambda value: 255 * (value < 255)) for plate in found[name]]
        for name in PLATES
    }
    for number, black in enumerate(found["black"]):
        solid = black.point(lambda value: 255 * (value == 0))
        assert solid.histogram()[255] > 0.005 * black.width * black.height
        assert not any(
            ImageChops.multiply(solid, inked[name][number]).getbbox() for name in PLATES[:3]
        )
    assert all(
        any(plate.getbbox() for plate in inked[name]) is (edition is None) for name in PLATES[:3]
    )


def test_where_a_page_says_black_text_there_is_black_ink() -> None:
    """The words of the first paragraph, and the code, are on the black plate, solid."""
    data = pressed("faq-sheet", cmyk=True).data
    page = pypdfium2.PdfDocument(data)[0]
    text = page.get_textpage()
    place = text.search("Doctors call this").get_next()
    assert place
    left, bottom, right, top = text.get_rect(text.count_rects(*place) - 1)
    black = plates(data)["black"][0]
    word = black.crop(
        (
            round(left * SCALE),
            black.height - round(top * SCALE),
            round(right * SCALE),
            black.height - round(bottom * SCALE),
        )
    )
    assert word.width > 100
    assert word.getextrema() == (0, 255)


def test_a_photograph_is_in_inks_too_and_a_grey_one_in_black(tmp_path: Path) -> None:
    for name, color, space in (
        ("red", (90, 20, 20, 128), "/DeviceCMYK"),
        ("grey", (90, 91, 90, 255), "/DeviceGray"),
    ):
        ours = workspace(tmp_path / name, {**PRACTICE, "logo": "logo.png"})
        Image.new("RGBA", (300, 90), color).save(tmp_path / name / "assets" / "logo.png")
        read = reader(pressed("faq-sheet", True, brand(ours), handout("few words")).data)
        resources: Any = read.pages[0]["/Resources"]
        (picture,) = [
            one.get_object()
            for one in resources["/XObject"].values()
            if one.get_object()["/Subtype"] == "/Image"
        ]
        assert str(picture["/ColorSpace"]) == space
        first = picture.get_data()[:4]
        if name == "red":  # half of it is the white paper
            assert first == picture.get_data()[-4:]
            assert [one / 255 for one in first] == pytest.approx(
                inks(173 / 255, 138 / 255, 138 / 255, GRACOL), abs=0.02
            )
        else:
            assert 1 - first[0] / 255 == pytest.approx(
                inks(0.354, 0.354, 0.354, GRACOL)[3], abs=0.02
            )


# Patches of the two characterizations: inks in percent, and their look in sRGB, with white paper
# and black of full depth. Computed from the data by itself, without the table.
PATCHES = [
    (GRACOL, (0, 40, 0, 0), (245, 174, 204)), (GRACOL, (40, 20, 0, 0), (157, 183, 223)),
    (GRACOL, (0, 40, 40, 0), (248, 171, 140)), (GRACOL, (0, 70, 70, 20), (198, 86, 56)),
    (GRACOL, (70, 20, 0, 40), (30, 106, 145)), (GRACOL, (40, 0, 70, 20), (135, 171, 90)),
    (FOGRA39, (20, 0, 0, 0), (211, 237, 252)), (FOGRA39, (0, 70, 70, 20), (200, 86, 57)),
    (FOGRA39, (70, 20, 0, 40), (30, 113, 152)), (FOGRA39, (40, 0, 70, 20), (146, 175, 90)),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "percent", "seen"), PATCHES)
def test_a_colour_is_printed_with_the_inks_that_were_measured(
    condition: Condition, percent: tuple[int, ...], seen: tuple[int, int, int]
) -> None:
    red, green, blue = (channel / 255 for channel in seen)
    assert inks(red, green, blue, condition) == pytest.approx(
        [one / 100 for one in percent], abs=0.035
    )


@pytest.mark.parametrize("condition", [GRACOL, FOGRA39])
def test_grey_is_black_ink_alone_and_darker_where_it_is_darker(condition: Condition) -> None:
    assert inks(1, 1, 1, condition) == (0, 0, 0, 0)
    assert (
        inks(0, 0, 0, condition)
        == inks(0x1D / 255, 0x25 / 255, 0x29 / 255, condition)
        == (0, 0, 0, 1)
    )
    steps = [inks(grey / 50, grey / 50, grey / 50, condition) for grey in range(51)]
    assert all(step[:3] == (0, 0, 0) for step in steps)
    blacks = [step[3] for step in steps]
    assert blacks == sorted(blacks, reverse=True)
    assert (
        0.55 < inks(0.5, 0.5, 0.5, condition)[3] < 0.7
    )  # more than half: a press prints darker than it is told


CHANNEL = st.floats(0, 1).map(lambda value: round(value, 4))


@given(
    st.text(st.characters(max_codepoint=255)),
    CHANNEL,
    CHANNEL,
    CHANNEL,
    st.sampled_from(["rg", "RG"]),
)
def test_what_a_text_says_stays_and_colours_become_inks(
    text: str, red: float, green: float, blue: float, operator: str
) -> None:
    shown = Canvas("never-written.pdf")._escape(f"1 0 0 rg {text} 0 0 1 RG")  # type: ignore[attr-defined]
    made = in_cmyk(f"q {red} {green} {blue} {operator} BT ({shown}) Tj ET Q", GRACOL)
    assert made.startswith("q ")
    assert (
        made.endswith(f" {'k' if operator == 'rg' else 'K'} BT ({shown}) Tj ET Q") or "e-" in made
    )
    amounts = inks(red, green, blue, GRACOL)
    assert all(0 <= one <= 1 for one in amounts)
    assert sum(amounts) <= MOST_INK


def test_the_same_input_gives_the_same_bytes() -> None:
    assert pressed("trifold").data == pressed("trifold").data
    assert pressed("trifold", cmyk=True).data == pressed("trifold", cmyk=True).data
    assert stock().home


def test_a_handout_may_be_named_after_press(tmp_path: Path) -> None:
    where = ["--layout", "trifold", "--output", str(tmp_path)]
    assert main(["build", *where, "--press", "failed-back-surgery"]) == 0
    assert main(["--press", "cmyk", "failed-back-surgery", *where]) == 0
    made = sorted(file.name for file in tmp_path.glob("*.pdf"))
    assert made == [
        "failed-back-surgery.trifold.press-cmyk.pdf",
        "failed-back-surgery.trifold.press.pdf",
    ]

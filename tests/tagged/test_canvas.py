"""The canvas: what it marks, what it refuses, and that marks change no pixel."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms
from pypdf.generic import StreamObject
from reportlab.pdfbase import pdfdoc

from press.layout.contract import Composed
from press.problems import ContentError
from press.tagged import streams
from press.tagged.artifacts import BEGIN, END, Mark, with_artifacts
from press.tagged.canvas import TaggedCanvas
from press.tagged.metadata import srgb_profile, xmp
from press.tagged.nodes import FURNITURE, ReadingOrder, StructElem
from press.typeset.story import Story
from press.typeset.text.paragraph import TaggedParagraph
from tests.plain_text import compose_plain
from tests.samples import (
    EVERYTHING,
    KINDS,
    STOCK_HANDOUTS,
    STOCK_LAYOUTS,
    THREE_LENGTHS,
    brand,
    compose,
    handout,
    pictures,
    reader,
    stock_handout,
    workspace,
)


def same_pixels(first: Composed, second: Composed) -> bool:
    pairs = zip(pictures(first.data, 2), pictures(second.data, 2), strict=True)
    return all(ImageChops.difference(before, after).getbbox() is None for before, after in pairs)


@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
@pytest.mark.parametrize("name", THREE_LENGTHS)
def test_a_tagged_page_looks_as_a_plain_one(name: str, layout: str) -> None:
    tagged, plain = (
        compose(stock_handout(name), layout),
        compose_plain(stock_handout(name), layout, brand()),
    )
    assert "/StructTreeRoot" in reader(tagged.data).root_object
    assert "/StructTreeRoot" not in reader(plain.data).root_object
    assert same_pixels(tagged, plain)


@pytest.mark.parametrize("layout", KINDS)
@pytest.mark.parametrize("construct", EVERYTHING)
def test_every_construct_looks_as_on_a_plain_page(construct: str, layout: str) -> None:
    what = handout(EVERYTHING[construct])
    assert same_pixels(compose(what, layout), compose_plain(what, layout, brand()))


def test_reportlab_still_leaves_out_the_line_end() -> None:
    """If this fails, ReportLab writes it: remove the correction in press/tagged/streams.py."""
    stream = pdfdoc.PDFStream(content="q Q", filters=[])
    document = pdfdoc.PDFDocument()
    assert not streams._format(stream, document).endswith(b"\nendstream\n")
    assert stream.format(document).endswith(b"\nendstream\n")


def test_each_stream_of_a_file_ends_its_line_and_is_as_long_as_it_says() -> None:
    data = compose(stock_handout(STOCK_HANDOUTS[0]), "trifold").data
    assert data.count(b"\nendstream\n") == data.count(b"endstream") > 8


def test_what_is_painted_outside_the_content_becomes_an_artifact() -> None:
    code = [
        "1 0 0 RG",
        "n 0 0 m 9 9 l S",
        "q",
        "n 0 0 9 9 re f*",
        "Q",
        Mark("/P <<>> BDC"),
        "BT (a) Tj ET",
        Mark(END),
        "/I Do",
    ]
    assert with_artifacts(code) == [
        "1 0 0 RG", BEGIN, "n 0 0 m 9 9 l S", END, "q", BEGIN, "n 0 0 9 9 re f*", END, "Q",
        "/P <<>> BDC", "BT (a) Tj ET", END, BEGIN, "/I Do", END,
    ]  # fmt: skip


def test_a_path_in_pieces_is_one_artifact_and_a_clip_is_none() -> None:
    assert with_artifacts(["n", "0 0 m", "9 9 l", "h", "0 0 1 rg", "f"]) == [
        BEGIN,
        "n",
        "0 0 m",
        "9 9 l",
        "h",
        "0 0 1 rg",
        "f",
        END,
    ]
    assert with_artifacts(["n 0 0 9 9 re W n", "1 w"]) == ["n 0 0 9 9 re W n", "1 w"]
    assert with_artifacts(["q 1 0 0 1 0 0 cm n 0 0 9 9 re f Q"]) == [
        BEGIN,
        "q 1 0 0 1 0 0 cm n 0 0 9 9 re f Q",
        END,
    ]
    tagged = "BT /P <</MCID 0>> BDC (a) Tj EMC ET"
    assert with_artifacts(["n", "0 0 m", "9 9 l", "S", tagged]) == [
        BEGIN,
        "n",
        "0 0 m",
        "9 9 l",
        "S",
        END,
        tagged,
    ]


def canvas_with(*elements: StructElem) -> TaggedCanvas:
    whose = brand()
    canvas = TaggedCanvas(
        io.BytesIO(), lang="en-US", initialFontName=story().styles.fonts.name("regular")
    )
    assert whose
    canvas.reading_order = ReadingOrder(elements)
    return canvas


def story() -> Story:
    from press.layout import load_layout

    whose = brand()
    return Story(handout("one"), whose, load_layout(whose.workspace, "faq-sheet").scale, 12)


def a_paragraph(element: StructElem | None) -> TaggedParagraph:
    (paragraph,) = [
        flowable
        for flowable in story().passages()[0].flowables
        if isinstance(flowable, TaggedParagraph) and flowable.style.name == "body"
    ]
    paragraph.element = element
    paragraph.wrap(200, 100)
    return paragraph


def by_string(canvas: TaggedCanvas) -> None:
    canvas.drawString(10, 10, "text")


def by_text_object(canvas: TaggedCanvas) -> None:
    text = canvas.beginText(10, 10)
    text.textLine("text")
    canvas.drawText(text)


def by_operator(canvas: TaggedCanvas) -> None:
    canvas.addLiteral("q BT (text) Tj ET Q")


def by_unknown_paragraph(canvas: TaggedCanvas) -> None:
    a_paragraph(StructElem("P")).drawOn(canvas, 0, 0)


def by_paragraph_without_element(canvas: TaggedCanvas) -> None:
    a_paragraph(None).drawOn(canvas, 0, 0)


UNTAGGED = [
    by_string,
    by_text_object,
    by_operator,
    by_unknown_paragraph,
    by_paragraph_without_element,
]


@pytest.mark.parametrize("draw", UNTAGGED)
def test_untagged_text_is_recorded(draw: Callable[[TaggedCanvas], None]) -> None:
    canvas = canvas_with(StructElem("P"))
    draw(canvas)
    canvas.showPage()
    assert set(canvas.untagged_pages) == {1}


@pytest.mark.parametrize("draw", [draw for draw in UNTAGGED if draw is not by_operator])
def test_text_in_page_furniture_is_not_recorded(draw: Callable[[TaggedCanvas], None]) -> None:
    canvas = canvas_with(StructElem("P"))
    with canvas.furniture():
        draw(canvas)
    code = " ".join(canvas._code)
    canvas.showPage()
    assert not canvas.untagged_pages
    assert code.count("/Artifact <</Type /Pagination>> BDC") == code.count("EMC") == 1


def test_content_is_marked_once_and_flat() -> None:
    element = StructElem("P")
    canvas = canvas_with(element)
    a_paragraph(element).drawOn(canvas, 0, 0)
    code = " ".join(canvas._code)
    assert code.count("/P <</MCID 0>> BDC") == code.count("EMC") == 1
    assert not canvas.untagged_pages


@pytest.mark.parametrize("how", ["behind", "operator"])
def test_a_layout_that_draws_text_by_hand_makes_no_file(how: str, tmp_path: Path) -> None:
    ours = workspace(tmp_path)
    draws = {"behind": "drawString(9, 9, 'x')", "operator": "addLiteral('BT (x) Tj ET')"}[how]
    (tmp_path / "layouts" / "sly.py").write_text(
        "from press.layout import stock\n\n\n"
        "class Sly(stock('faq-sheet')):\n"
        "    def arrange(self, story):\n"
        "        setting = super().arrange(story)\n"
        f"        setting.pages[0].behind.append(lambda canvas: canvas.{draws})\n"
        "        return setting\n",
        encoding="utf-8",
    )
    with pytest.raises(ContentError) as caught:
        compose(handout("one"), "sly", brand(ours))
    assert [problem.code for problem in caught.value.problems] == ["L05"]


def test_reading_order_comes_from_the_leaves_and_repeats_are_left_out() -> None:
    part = StructElem("Sect")
    head, first, again = (
        StructElem("H2", part),
        StructElem("P", part, once="contact"),
        StructElem("P", part, once="contact"),
    )
    order = ReadingOrder([StructElem("P"), head, first, FURNITURE, again])
    assert [element.role for element in order.top] == ["P", "Sect"]
    assert order.children[part] == [head, first]
    assert order.holds(first)
    assert not order.holds(again)


def test_a_copy_of_an_element_is_the_element() -> None:
    from copy import copy, deepcopy

    element = StructElem("P")
    assert copy(element) is element
    assert deepcopy([element])[0] is element


def test_the_profile_is_srgb() -> None:
    """Within one step of 255 of the profile of littlecms, and small."""
    profile = srgb_profile()
    assert len(profile) < 600
    colors = Image.new("RGB", (256, 3))
    for x in range(256):
        for y, color in enumerate([(x, x, x), (x, 255 - x, 0), (20, x, 255 - x)]):
            colors.putpixel((x, y), color)
    ours = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    changed = ImageCms.profileToProfile(colors, ours, ImageCms.createProfile("sRGB"))
    assert changed
    assert max(high for _, high in ImageChops.difference(colors, changed).getextrema()) <= 1  # type: ignore[misc]


def test_a_file_has_its_metadata() -> None:
    what = handout("one", title="Ąę & <so>", subtitle="Sub")
    data = compose(what, "faq-sheet").data
    read = reader(data)
    metadata = read.root_object["/Metadata"].get_object()
    assert isinstance(metadata, StreamObject)
    packet = metadata.get_data().decode()
    for entry in (
        "<pdfaid:part>2<",
        "<pdfaid:conformance>A<",
        "<pdfuaid:part>1<",
        "Ąę &amp; &lt;so&gt;",
        "<rdf:li>en-US</rdf:li>",
    ):
        assert entry in packet
    assert "<so>" in xmp("a", "b", "c", "en", "<so>", "e", "f").decode().replace(
        "&lt;", "<"
    ).replace("&gt;", ">")
    assert str(read.root_object["/OutputIntents"][0].get_object()["/S"]) == "/GTS_PDFA1"  # type: ignore[index]
    assert all(str(page["/Tabs"]) == "/S" for page in read.pages)
    assert (
        read.trailer["/ID"]
        != reader(
            compose(handout("two", title="Ąę & <so>", subtitle="Sub"), "faq-sheet").data
        ).trailer["/ID"]
    )
    assert data == compose(what, "faq-sheet").data

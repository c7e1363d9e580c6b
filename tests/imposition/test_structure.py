"""The tags of sheets are those of the pages: text, order, roles, links and artifacts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pypdfium2
import pytest
from PIL import Image

from press.imposition.impose import impose, imposed
from press.imposition.schemes import SCHEMES
from press.pdf.boxes import PageBox
from press.pdf.values import catalog, information, open_pdf
from press.proof.checks import check_pdf
from press.proof.struct_elements import Element, Tree
from press.proof.tree import read_tree
from press.typeset.editions import LARGE_PRINT
from tests.conformance.samples import good
from tests.imposition.pdf_samples import unlike
from tests.samples import (
    EVERYTHING,
    STOCK_LAYOUTS,
    THREE_LENGTHS,
    compose,
    compose_edition,
    handout,
    reader,
    stock_handout,
)


def tree_of(data: bytes) -> Tree:
    return read_tree(open_pdf(data))


def said(data: bytes) -> list[tuple[str, str, tuple[tuple[str, object], ...]]]:
    """Return the role, text and attributes of every element in order, without the BBox."""

    def rows() -> Iterator[tuple[str, str, tuple[tuple[str, object], ...]]]:
        for element in tree_of(data).walk():
            attributes = {key: value for key, value in element.attributes.items() if key != "BBox"}
            yield element.role, own_text(element), tuple(sorted(attributes.items()))

    return list(rows())


def own_text(element: Element) -> str:
    return "".join(content.text for content in element.contents)


def artifacts(data: bytes) -> list[str]:
    """Return the texts of all artifacts."""
    document = tree_of(data).document
    return sorted(
        mark.text
        for page in document.pages
        for mark in page.marks
        if mark.artifact is not None and mark.text
    )


@cache
def many_pages() -> bytes:
    return compose_edition(handout(*EVERYTHING.values()), "faq-sheet", LARGE_PRINT).data


class Link(NamedTuple):
    """A link's address, its page (from 0), and a box for each of its lines."""

    address: str
    page: int
    boxes: list[tuple[float, float, float, float]]


def links(data: bytes) -> list[Link]:
    """Return the links in the order of their keys in the parent tree."""
    found = {}
    for number, page in enumerate(reader(data).pages):
        for raw in page.get("/Annots", []):
            link = raw.get_object()
            points = [float(one) for one in link["/QuadPoints"]]
            quads = [points[at : at + 8] for at in range(0, len(points), 8)]
            boxes = [
                (min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2])) for quad in quads
            ]
            around = [
                choose(box[at] for box in boxes) for at, choose in enumerate((min, min, max, max))
            ]
            assert [float(one) for one in link["/Rect"]] == pytest.approx(around, abs=0.01)
            found[int(link["/StructParent"])] = Link(str(link["/A"]["/URI"]), number, boxes)
    return [found[key] for key in sorted(found)]


def under(drawn: pypdfium2.PdfDocument, link: Link, scale: float) -> Iterator[Image.Image]:
    """Yield a picture of each of a link's boxes, at ``scale`` pixels per point."""
    page = drawn[link.page]
    picture = page.render(scale=scale).to_pil().convert("L")
    for left, bottom, right, top in link.boxes:
        corner = round(left * scale), round((page.get_height() - top) * scale)
        yield picture.crop(
            (
                *corner,
                corner[0] + round((right - left) * scale),
                corner[1] + round((top - bottom) * scale),
            )
        )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_word_and_role_is_read_in_the_same_order(scheme: str) -> None:
    before = many_pages()
    after = imposed(before, scheme)
    assert len(said(before)) > 100
    assert said(after) == said(before)
    assert artifacts(after) == artifacts(before)
    assert artifacts(before)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
def test_stock_handouts_pass_our_own_checks_but_for_the_order_of_drawing(
    layout: str, scheme: str
) -> None:
    """Folded layouts may have A11: their reading order changes between sides, now maybe one."""
    for name in THREE_LENGTHS[1:]:
        before = compose(stock_handout(name), layout).data
        after = imposed(before, scheme)
        assert said(after) == said(before)
        codes = {problem.code for problem in check_pdf(after, "made.pdf")}
        assert codes <= (set() if layout in ("faq-sheet", "instructions", "sheet") else {"A11"})


@pytest.mark.parametrize("scheme", SCHEMES)
def test_many_pages_pass_our_own_checks(scheme: str) -> None:
    assert check_pdf(imposed(many_pages(), scheme), "made.pdf") == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_links_are_over_their_words(scheme: str) -> None:
    before, made = many_pages(), impose(many_pages(), scheme)
    old, new = links(before), links(made.data)
    assert len(old) >= 5
    assert [link.address for link in new] == [link.address for link in old]
    was, now = pypdfium2.PdfDocument(before), pypdfium2.PdfDocument(made.data)
    for there, here in zip(old, new, strict=True):
        for seen, sees in zip(under(was, there, 6 * made.scale), under(now, here, 6), strict=True):
            coarse = seen.width // 6, seen.height // 6  # half a pixel of difference does not count
            one, other = (picture.resize(coarse, Image.Resampling.BOX) for picture in (seen, sees))
            blank = Image.new("L", coarse, "white")
            assert unlike(one, blank) > 10
            assert unlike(one, other) < 0.25 * unlike(one, blank)


def figures(data: bytes) -> list[tuple[int, PageBox]]:
    """Return the page (from 0) and the BBox of each Figure, in reading order."""
    found = [element for element in tree_of(data).walk() if element.role == "Figure"]
    boxes = [re.findall(r"[-\d.]+", str(element.attributes["BBox"])) for element in found]
    return [
        (element.page - 1, PageBox(*map(float, box)))
        for element, box in zip(found, boxes, strict=True)
    ]


def within(page: pypdfium2.PdfPage, box: PageBox, scale: float) -> Image.Image:
    """Return a picture of a box, at ``scale`` pixels per point."""
    top = page.get_height()
    edges = (box.left, top - box.top, box.right, top - box.bottom)
    left, upper, right, lower = (round(edge * scale) for edge in edges)
    picture: Image.Image = page.render(scale=scale).to_pil().convert("L")
    return picture.crop((left, upper, right, lower))


def test_figures_are_inside_their_bbox() -> None:
    """The picture inside a Figure's BBox is the same before and after, apart from its size."""
    before, made = many_pages(), impose(many_pages(), "booklet")
    old, new = figures(before), figures(made.data)
    assert len(old) == len(new) >= 3
    was, now = pypdfium2.PdfDocument(before), pypdfium2.PdfDocument(made.data)
    for (page, box), (side, its) in zip(old, new, strict=True):
        assert (its.width, its.height) == pytest.approx(
            (box.width * made.scale, box.height * made.scale), abs=0.01
        )
        seen, sees = within(was[page], box, 8 * made.scale), within(now[side], its, 8)
        coarse = seen.width // 8, seen.height // 8  # half a pixel of difference does not count
        one, other = (picture.resize(coarse, Image.Resampling.BOX) for picture in (seen, sees))
        blank = Image.new("L", coarse, "white")
        assert unlike(one, blank) > 2
        assert unlike(one, other) < 0.25 * unlike(one, blank)


def test_metadata_and_preferences_are_kept() -> None:
    before, after = (open_pdf(data) for data in (many_pages(), imposed(many_pages(), "booklet")))
    for key in ("Lang",):
        assert catalog(after).text(key) == catalog(before).text(key)
    assert (
        catalog(after).dictionary("Metadata").data()
        == catalog(before).dictionary("Metadata").data()
    )
    assert catalog(after).dictionary("MarkInfo").get("Marked") is True
    intents = [catalog(one).each("OutputIntents") for one in (before, after)]
    assert len(list(intents[0])) == len(list(intents[1])) == 1
    assert information(after).text("Title") == information(before).text("Title")
    preferences = catalog(after).dictionary("ViewerPreferences")
    assert preferences.get("DisplayDocTitle") is True
    assert (preferences.name("Duplex"), preferences.name("PrintScaling")) == (
        "DuplexFlipShortEdge",
        "None",
    )
    assert not {"Names", "Outlines", "OpenAction"} & set(catalog(after).names())
    assert (information(before).text("Imposed"), information(after).text("Imposed")) == (
        None,
        "booklet on letter paper",
    )


def test_duplex_is_unset_for_one_side_and_long_edge_for_four_on_a_side() -> None:
    wishes = [
        catalog(open_pdf(imposed(many_pages() if many else good(), scheme)))
        .dictionary("ViewerPreferences")
        .name("Duplex")
        for many, scheme in ((False, "2up"), (True, "2up"), (True, "4up"))
    ]
    assert wishes == ["", "DuplexFlipShortEdge", "DuplexFlipLongEdge"]


def test_the_file_is_the_same_each_time_and_keeps_half_its_id() -> None:
    before = many_pages()
    after = imposed(before, "booklet")
    assert after.startswith(b"%PDF-1.7\n")
    assert after == imposed(before, "booklet")
    old, new, other = (file_id(data) for data in (before, after, imposed(before, "2up")))
    assert old[0] == new[0] == other[0]
    assert len({old[1], new[1], other[1]}) == 3
    assert len(after) < 1.1 * len(before)


def file_id(data: bytes) -> list[bytes]:
    both: Any = reader(data).trailer["/ID"]
    return [bytes(one.original_bytes) for one in both]


def test_every_page_is_painted_once_and_blanks_are_empty() -> None:
    made = impose(many_pages(), "booklet")
    contents = [page.get_contents() for page in reader(made.data).pages]
    painted = [
        len(re.findall(rb"\bDo\b", content.get_data())) if content is not None else 0
        for content in contents
    ]
    assert sum(painted) == made.pages
    assert painted.count(1) == -made.pages % 4
    assert (made.sides, made.problems) == (len(painted), ())


def test_sheets_can_be_imposed_again() -> None:
    """Content in a form inside a form is still found."""
    before = many_pages()
    twice = imposed(imposed(before, "2up"), "2up")
    assert said(twice) == said(before)
    assert [link.address for link in links(twice)] == [link.address for link in links(before)]
    assert check_pdf(twice, "made.pdf") == []

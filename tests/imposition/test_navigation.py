"""Bookmarks, named destinations and page labels lead to the side that a page is on."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import Fit

from press.imposition.impose import imposed
from press.imposition.schemes import SCHEMES
from tests.conformance.samples import Sample, sample, write
from tests.imposition.pdf_samples import numbered, objects_of
from tests.samples import reader

Bookmarks = list[tuple[int, str, int | None]]  # depth, words, and side from 0

# Depth, words and page from 0; None leads nowhere. The sides of a booklet of eight pages are
# 8 1, 2 7, 6 3, 4 5.
ROWS: Bookmarks = [
    (0, "One", 0),
    (1, "Two – ½", 1),
    (2, "Three", 2),
    (0, "Four", 3),
    (0, "Last", 7),
]
SIDES = {0: 0, 1: 1, 2: 2, 3: 3, 7: 0}


def marked(rows: Bookmarks = ROWS, pages: int = 8) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(numbered(pages)))), io.BytesIO()
    above: dict[int, Any] = {}
    for depth, words, page in rows:
        over = above.get(depth - 1)
        above[depth] = writer.add_outline_item(
            title=words,
            page_number=page,
            parent=over,
            color="#ff0000",
            bold=True,
            fit=Fit.xyz(10, 20, 2),
        )
    writer.page_mode = "/UseOutlines"
    writer.write(out)
    return out.getvalue()


def bookmarks(data: bytes) -> Bookmarks:
    """Return the bookmarks as pdfium reads them."""
    found = pypdfium2.PdfDocument(data).get_toc()
    leads = ((one, one.get_dest()) for one in found)
    return [(one.level, one.get_title(), dest.get_index() if dest else None) for one, dest in leads]


def test_bookmarks_lead_to_the_sides_of_their_pages() -> None:
    before, after = marked(), imposed(marked(), "booklet")
    assert bookmarks(before) == ROWS
    assert bookmarks(after) == [(depth, words, SIDES[page or 0]) for depth, words, page in ROWS]
    catalog: Any = reader(after).root_object
    assert catalog["/PageMode"] == "/UseOutlines"
    first = catalog["/Outlines"]["/First"]
    assert [float(one) for one in first["/C"]] == [1, 0, 0]
    assert first["/F"] == 2
    assert first["/Dest"][1] == "/Fit"


def test_open_bookmarks_stay_open() -> None:
    """Count has the visible descendants; it is negative for a closed bookmark."""
    made = sample()
    outline(
        made,
        {
            "one": (None, "one-a"),
            "one-a": ("one", None),
            "two": (None, "two-a"),
            "two-a": ("two", None),
        },
    )
    made["one"]["Count"], made["two"]["Count"] = 1, -1
    catalog: Any = reader(imposed(write(made), "2up")).root_object
    first = catalog["/Outlines"]["/First"]
    assert (first["/Count"], first["/Next"]["/Count"], catalog["/Outlines"]["/Count"]) == (1, -1, 3)


def outline(made: Sample, rows: dict[str, tuple[str | None, str | None]]) -> None:
    """Add bookmarks to page 1. ``rows`` has the parent and the first kid of each, by name."""
    made.objects["outlines"] = {"Type": "/Outlines"}
    for name, (over, first) in rows.items():
        parent = over or "outlines"
        made.objects[name] = {
            "Title": f"({name})",
            "Parent": f"&{parent}",
            "Dest": ["&page0", "/Fit"],
        }
        if first:
            made.objects[name]["First"] = f"&{first}"
    tops = [name for name, (over, _) in rows.items() if over is None]
    made["outlines"]["First"] = f"&{tops[0]}"
    for one, other in pairwise(tops):
        made[one]["Next"] = f"&{other}"
    made["catalog"]["Outlines"] = "&outlines"


def test_bookmarks_that_lead_nowhere_are_left_out_if_they_have_no_kids() -> None:
    made = sample()
    outline(
        made,
        {
            "over": (None, "below"),
            "below": ("over", None),
            "script": (None, None),
            "web": (None, None),
            "gone": (None, None),
        },
    )
    del made["over"]["Dest"], made["script"]["Dest"], made["web"]["Dest"]
    made["script"]["A"] = {"S": "/JavaScript", "JS": "(app.alert(1))"}
    made["web"]["A"] = {"S": "/URI", "URI": "(https://www.example.com)"}
    made["gone"]["Dest"] = ["null", "/Fit"]
    data = imposed(write(made), "2up")
    assert [words for _, words, _ in bookmarks(data)] == ["over", "below", "web"]
    assert "JavaScript" not in objects_of(data)


def test_bookmarks_that_contain_themselves_end() -> None:
    made = sample()
    outline(made, {"one": (None, "one"), "two": (None, None)})
    made["two"]["Next"] = "&one"
    assert [words for _, words, _ in bookmarks(imposed(write(made), "2up"))] == ["one", "two"]


def test_a_thousand_bookmarks_below_each_other() -> None:
    made = sample()
    names = [f"b{at}" for at in range(3000)]
    outline(
        made,
        {
            name: (names[at - 1] if at else None, names[at + 1] if at < 2999 else None)
            for at, name in enumerate(names)
        },
    )
    assert objects_of(imposed(write(made), "2up")).count("'/Title': 'b") == 3000


# Named destinations


def with_destinations() -> bytes:
    """Return a file with a named destination on each of four pages."""
    writer, made = PdfWriter(clone_from=PdfReader(io.BytesIO(numbered(4)))), io.BytesIO()
    for page in range(4):
        writer.add_named_destination(f"Ort \u2192 {page}", page)
    writer.write(made)
    return made.getvalue()


def test_named_destinations_are_found_by_their_names() -> None:
    read = reader(imposed(with_destinations(), "booklet"))
    found = {
        name: read.get_destination_page_number(place)
        for name, place in read.named_destinations.items()
    }
    assert found == {
        f"Ort \u2192 {page}": side for page, side in enumerate((0, 1, 1, 0))
    }  # 4 1, 2 3


# The catalog's entry for destinations and a link to one: by a string, by two bytes that are no text
# in any encoding, by a name as in old files, and with a dictionary around the destination.
NAMED: list[tuple[str, Any, str]] = [
    ("Names", {"Dests": {"Names": ["(b)", ["&page1", "/Fit"]]}}, "(b)"),
    ("Names", {"Dests": {"Kids": [{"Names": ["(a)", {"D": ["&page1", "/Fit"]}]}]}}, "(a)"),
    ("Names", {"Dests": {"Names": ["<9F80>", ["&page1", "/Fit"]]}}, "<9F80>"),
    ("Dests", {"old": ["&page1", "/Fit"]}, "/old"),
]


@pytest.mark.parametrize(("key", "places", "name"), NAMED)
@pytest.mark.parametrize("named_by", ["Dest", "A"])
def test_a_link_to_a_named_destination_leads_to_its_side(
    named_by: str, key: str, places: Any, name: str
) -> None:
    made = sample()
    made["pages"].update(Kids=["&page0", "&page0", "&page1"], Count=3)
    made["catalog"][key] = places
    made["annotation"].pop("A")
    made["annotation"].update(
        {"Dest": name} if named_by == "Dest" else {"A": {"S": "/GoTo", "D": name}}
    )
    read = reader(imposed(write(made), "2up"))
    link: Any = read.pages[0]["/Annots"]
    second = read.pages[1].indirect_reference
    assert second
    assert link[0].get_object()["/Dest"][0].idnum == second.idnum
    names: Any = read.root_object["/Names"]
    assert names["/Dests"]["/Names"][1][0].idnum == second.idnum


def test_destinations_on_missing_pages_are_left_out() -> None:
    made = sample()
    made["catalog"]["Names"] = {
        "Dests": {"Names": ["(a)", ["&catalog", "/Fit"], "(b)", ["&page1", "/Fit"]]}
    }
    assert list(reader(imposed(write(made), "2up")).named_destinations) == ["b"]
    made["catalog"]["Names"] = {"Dests": {"Names": ["(a)", ["&catalog", "/Fit"]]}}
    assert "/Names" not in reader(imposed(write(made), "2up")).root_object


# Page labels


def labelled(*ranges: tuple[int, PageLabelStyle | None, str, int], pages: int = 8) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(numbered(pages)))), io.BytesIO()
    for first, style, prefix, start in ranges:
        writer.set_page_label(first, pages - 1, style, prefix or None, start)
    writer.write(out)
    return out.getvalue()


LABELS = {
    "booklet": ["8, 1", "2, 7", "6, 3", "4, 5"],
    "2up": ["1, 2", "3, 4", "5, 6", "7, 8"],
    "4up": ["1, 2, 3, 4", "5, 6, 7, 8"],
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_sides_are_labelled_by_the_pages_on_them(scheme: str) -> None:
    data = imposed(numbered(8), scheme)
    assert reader(data).page_labels == LABELS[scheme]
    document = pypdfium2.PdfDocument(data)
    assert [document.get_page_label(at) for at in range(len(document))] == LABELS[scheme]


def test_blanks_have_no_label() -> None:
    assert reader(imposed(numbered(5), "booklet")).page_labels == ["5, 1", "2", "3", "4"]
    assert reader(imposed(numbered(1), "booklet")).page_labels == ["1", "\u2013"]


def test_pages_keep_the_labels_of_the_file() -> None:
    data = labelled(
        (0, PageLabelStyle.LOWERCASE_ROMAN, "", 1), (4, PageLabelStyle.DECIMAL, "A-", 9)
    )
    assert reader(data).page_labels == ["i", "ii", "iii", "iv", "A-9", "A-10", "A-11", "A-12"]
    assert reader(imposed(data, "booklet")).page_labels == [
        "A-12, i",
        "ii, A-11",
        "A-10, iii",
        "iv, A-9",
    ]


@given(
    st.sampled_from(list(PageLabelStyle)),
    st.sampled_from(["", "A-", "Größe ", "\u0416"]),
    st.integers(1, 900),
    st.integers(1, 7),
)
def test_labels_are_those_of_pdfium(
    style: PageLabelStyle, prefix: str, start: int, first: int
) -> None:
    data = labelled((0, PageLabelStyle.DECIMAL, "", 1), (first, style, prefix, start))
    pages = reader(data).page_labels
    assert reader(imposed(data, "2up")).page_labels == [
        ", ".join(pair) for pair in zip(pages[::2], pages[1::2], strict=True)
    ]


NONSENSE: list[dict[str, Any]] = [
    {"S": "/R", "St": 2**31},
    {"S": "/a", "St": 10**7},
    {"S": "/D", "St": -5},
    {"S": 5},
    {"P": ["&page0"]},
    {"P": "(x)", "S": "/Q"},
    {},
]


@pytest.mark.parametrize("entries", NONSENSE)
def test_nonsense_gives_a_number_or_a_short_word(entries: dict[str, Any]) -> None:
    made = sample()
    made["catalog"]["PageLabels"] = {"Nums": [0, entries]}
    (label,) = reader(imposed(write(made), "2up")).page_labels
    assert 4 <= len(label) < 30

"""The structure tree has every word of the YAML, in the same order and in the right element."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.content.handout import Handout, filled, parse_handout
from press.layout import load_layout
from press.layout.contract import Composed
from press.problems import ContentError
from press.proof.speech import text_of
from press.proof.struct_elements import Content, Element
from press.typeset.editions import LARGE_PRINT, LOW_INK
from tests.samples import (
    EVERYTHING,
    KINDS,
    PRACTICE,
    STOCK_LAYOUTS,
    THREE_LENGTHS,
    WHOLE_LAYOUTS,
    brand,
    compose,
    compose_edition,
    handout,
    reader,
    squeezed,
    stock,
    stock_handout,
    workspace,
)
from tests.tagged.read_back import (
    PHRASE_TEXTS,
    Blocks,
    find_part,
    plain,
    read_aloud,
    sections,
    tree_of,
)
from tests.test_properties import BODY, PLAIN

LARGE = [("faq-sheet", LARGE_PRINT), ("instructions", LARGE_PRINT)]
HOW = [*((layout, edition) for layout in STOCK_LAYOUTS for edition in (None, LOW_INK)), *LARGE]
HOW_KINDS = [*((layout, edition) for layout in KINDS for edition in (None, LOW_INK)), *LARGE]


def assert_reads(composed: Composed, what: Handout, in_order: bool) -> None:
    """Check that the tree has each section, word for word and contiguous.

    ``in_order`` also checks the order of the sections.
    """
    whole = read_aloud(composed.data)
    parts = sections(what)
    assert parts
    start = 0
    for part in parts:
        place = find_part(whole, part, start if in_order else 0)
        assert place >= 0, part
        start = place + 1
    for role, text in (("H1", what.title), ("P", what.subtitle), ("P", what.summary)):
        if text:
            assert (role, plain(text.text)) in whole


@pytest.mark.parametrize(("layout", "edition"), HOW)
@pytest.mark.parametrize("name", THREE_LENGTHS)
def test_every_stock_handout_is_read_as_it_was_written(
    name: str, layout: str, edition: str | None
) -> None:
    what = stock_handout(name)
    shown = load_layout(stock(), layout).selected(what)
    assert (shown == what) is (layout in WHOLE_LAYOUTS)
    assert_reads(compose_edition(what, layout, edition), shown, layout != "trifold")


@pytest.mark.parametrize(("layout", "edition"), HOW_KINDS)
@pytest.mark.parametrize("construct", EVERYTHING)
def test_every_construct_is_read_as_it_was_written(
    construct: str, layout: str, edition: str | None
) -> None:
    what = handout(EVERYTHING[construct])
    assert_reads(compose_edition(what, layout, edition), what, in_order=True)


@pytest.mark.parametrize("layout", KINDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies=st.lists(BODY, min_size=1, max_size=4), heading=PLAIN)
def test_any_content_is_read_as_it_was_written(
    layout: str, bodies: list[str], heading: str
) -> None:
    content = {
        "title": "Title",
        "sections": [{"heading": heading, "body": body} for body in bodies],
    }
    try:
        what = filled(parse_handout("made.yaml", json.dumps(content).encode()), brand().values)
        composed = compose(what, layout)
    except ContentError:
        return
    assert_reads(composed, what, in_order=True)


def test_a_brochure_is_read_as_it_is_opened() -> None:
    """Cover, flap, the three inside panels, back: not in the order of drawing."""
    what = stock_handout("failed-back-surgery")
    whole = read_aloud(compose(what, "trifold").data)
    flap, *inside = sorted(
        sections(what), key=lambda part: part[0][1] != "When is it an emergency?"
    )
    landmarks: list[Blocks] = [
        [("H1", what.title.text)],
        [("P", PHRASE_TEXTS["short-answer"])],
        flap,
        [("P", PHRASE_TEXTS["call-us"])],
        *inside,
        [("P", "1133 First Colonial Road")],
        [("P", PHRASE_TEXTS["sources"])],
        [("P", PHRASE_TEXTS["draft"])],
    ]
    places = [find_part(whole, landmark) for landmark in landmarks]
    assert -1 not in places
    assert places == sorted(places)


def test_what_repeats_on_further_pages_is_read_once() -> None:
    composed = compose_edition(stock_handout("failed-back-surgery"), "faq-sheet", LARGE_PRINT)
    assert composed.pages > 2
    texts = [text for _, text in read_aloud(composed.data)]
    for once in (
        PHRASE_TEXTS["draft"],
        "Gershon Pain Specialists · 757-496-2050",
        f"Form FBS-01 · version 1 · page {composed.pages} of",
    ):
        assert sum(text.startswith(once) for text in texts) == 1, once
    drawn = [page.extract_text() for page in reader(composed.data).pages]
    assert all(PHRASE_TEXTS["draft"] in page for page in drawn)


def test_there_is_one_document_with_one_title_and_no_level_is_skipped() -> None:
    root = root_of(compose_edition(handout(*EVERYTHING.values()), "faq-sheet", LARGE_PRINT))
    tops = [kid for kid in root.kids if isinstance(kid, Element)]
    assert [top.role for top in tops] == ["Document"]
    levels = [
        int(element.role[1]) for element in elements(root) if element.role in ("H1", "H2", "H3")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert 3 in levels
    assert all(after <= before + 1 for before, after in pairwise(levels))


def root_of(composed: Composed) -> Element:
    root = tree_of(composed.data).root
    assert root
    return root


def elements(of: Element) -> list[Element]:
    descendants = [of]
    for kid in of.kids:
        if isinstance(kid, Element):
            descendants += elements(kid)
    return descendants


def of_role(composed: Composed, role: str) -> list[Element]:
    return [element for element in elements(root_of(composed)) if element.role == role]


def test_a_paragraph_over_several_columns_is_one_element() -> None:
    composed = compose(handout(EVERYTHING["split"]), "trifold")
    (long,) = [
        element for element in of_role(composed, "P") if text_of(element).count("word") > 200
    ]
    assert len([kid for kid in long.kids if isinstance(kid, Content)]) >= 2


def test_a_table_over_several_columns_is_one_element_with_one_header() -> None:
    composed = compose(handout(EVERYTHING["long table"]), "trifold")
    (table,) = of_role(composed, "Table")
    rows = [kid for kid in table.kids if isinstance(kid, Element)]
    assert [row.role for row in rows] == ["TR"] * 25
    heads = of_role(composed, "TH")
    assert [head.attributes["Scope"] for head in heads] == ["Column", "Column"]
    drawn = "".join(page.extract_text() for page in reader(composed.data).pages)
    assert drawn.count("Pain") > 1  # it is drawn again, as an artifact


def test_lists_are_complete() -> None:
    composed = compose(
        handout(EVERYTHING["nested lists"], EVERYTHING["steps"], EVERYTHING["check boxes"]),
        "faq-sheet",
    )
    lists = of_role(composed, "L")
    assert len(lists) >= 6
    for element in lists:
        items = [kid for kid in element.kids if isinstance(kid, Element)]
        assert {item.role for item in items} == {"LI"}
        assert all(
            [kid.role for kid in item.kids if isinstance(kid, Element)] == ["Lbl", "LBody"]
            for item in items
        )
    assert {str(element.attributes["ListNumbering"]) for element in lists} == {
        "Disc",
        "Decimal",
        "Square",
    }


def test_pictures_have_their_text_and_place_and_decoration_has_no_element() -> None:
    composed = compose(
        handout(EVERYTHING["picture with caption"], EVERYTHING["boxes"]), "faq-sheet"
    )
    pictures = [
        element
        for element in of_role(composed, "Figure")
        if element.attributes.get("Alt") == "A list with ticks"
    ]
    assert len(pictures) == 1
    box = pictures[0].attributes["BBox"]
    assert isinstance(box, tuple)
    left, bottom, right, top = (float(str(side)) for side in box)
    assert 0 < left < right < 612
    assert 0 < bottom < top < 792
    # The other one is the QR code: symbols, areas and rules have no element.
    assert len(of_role(composed, "Figure")) == 2


def test_a_link_has_one_annotation_over_its_lines_with_its_target() -> None:
    composed = compose(handout(EVERYTHING["links"]), "trifold")
    links = of_role(composed, "Link")
    assert [plain(text_of(link)) for link in links] == [
        "the web",
        "call us about a long story over several lines of text today",
        "write",
        "All of it",
    ]
    assert [len(link.annotations) for link in links] == [1, 1, 1, 1]
    annotations = [
        reference.get_object()
        for page in reader(composed.data).pages
        for reference in page.get("/Annots", [])
    ]
    targets = [str(annotation["/A"]["/URI"]) for annotation in annotations]
    assert targets == [
        "https://www.example.com/a?b=c&d=(e)",
        "tel:+17575550100",
        "mailto:desk@example.com",
        "https://www.example.com",
    ]
    assert [plain(str(annotation["/Contents"])) for annotation in annotations] == [
        plain(text_of(link)) for link in links
    ]
    assert len(annotations[1]["/QuadPoints"]) >= 16  # two lines at least


def test_a_word_torn_between_two_columns_is_one_word() -> None:
    word = "x" * 1_200
    for lead in range(0, 60, 12):
        what = handout("lead " * lead + word)
        assert_reads(compose(what, "trifold"), what, in_order=True)


def test_each_part_in_another_language_has_its_lang(tmp_path: Path) -> None:
    theirs = workspace(
        tmp_path,
        {
            **PRACTICE,
            "language": "en-GB",
            "tagline": "At the harbour",
            "hours": [{"days": "Mon", "times": "8"}],
        },
    )
    spanish = {"heading": "Llame al 911", "body": "Ahora.", "language": "es"}
    what = handout(
        "-", language="en-US", sections=[{"heading": "Call 911", "body": "Now."}, spanish]
    )
    for layout in WHOLE_LAYOUTS:
        composed = compose(what, layout, brand(theirs))
        assert str(reader(composed.data).root_object["/Lang"]) == "en-US"
        spoken = {
            squeezed(text_of(element)): element.attributes.get("Lang")
            for element in elements(root_of(composed))
        }
        assert spoken["Llameal911Ahora."] == "es"
        assert spoken["Call911Now."] is None
        assert spoken["Mon:8"] == "en-GB"
        assert spoken["12QuayStreet"] is None


def test_a_layout_that_sets_the_title_last_has_it_first_among_headings(tmp_path: Path) -> None:
    ours = workspace(tmp_path)
    (tmp_path / "layouts" / "late.py").write_text(
        "from press.layout import Arrangement, Column, Page, Stack, pour, stock\n\n\n"
        "class Late(stock('faq-sheet')):\n"
        "    def arrange(self, story):\n"
        "        page = Page(612, 792)\n"
        "        poured = page.take(pour(story.passages(), [Column(0, 36, 100, 500, 500)], 7.5))\n"
        "        page.put(story.mark(100, 50), 36, 50, 100)\n"
        "        page.put(story.title(500, 2), 36, 780, 500)\n"
        "        page.put(Stack(story.notices()), 150, 50, 250)\n"
        "        return Arrangement(12, [page], [poured])\n",
        encoding="utf-8",
    )
    whole = read_aloud(compose(handout("one", "two"), "late", brand(ours)).data)
    assert [role for role, _ in whole if role.startswith("H")] == ["H1", "H2", "H2"]

"""Our operators are those of ReportLab, and cached lines are not changed by any document."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from press.layout import load_layout
from press.layout.contract import Layout
from press.layout.page import Arrangement
from press.typeset.story import Story
from press.typeset.styles import Styles
from press.typeset.text import line_breaks, list_markers, paragraph
from press.typeset.text.paragraph import TaggedParagraph
from tests.samples import (
    EVERYTHING,
    KINDS,
    STOCK_LAYOUTS,
    THREE_LENGTHS,
    brand,
    compose,
    compose_edition,
    handout,
    stock,
    stock_handout,
)

FONT: Any = Styles(load_layout(stock(), "faq-sheet").scale, brand(), 12).fonts.faces["regular"]


def by_reportlab(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Let ReportLab write everything; return a list with an entry for each check."""
    checks: list[None] = []

    def never(*_: Any) -> bool:
        checks.append(None)
        return False

    monkeypatch.setattr(paragraph, "can_write_lines", never)
    monkeypatch.setattr(list_markers, "can_write_word", never)
    return checks


@pytest.mark.parametrize("edition", [None, "large-print", "low-ink"])
@pytest.mark.parametrize("layout", STOCK_LAYOUTS)
def test_both_write_the_same_stock(
    layout: str, edition: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    what, edition = (
        stock_handout(THREE_LENGTHS[1]),
        edition if load_layout(stock(), layout).carries(edition or "") else None,
    )
    ours = compose_edition(what, layout, edition).data
    checks = by_reportlab(monkeypatch)
    assert compose_edition(what, layout, edition).data == ours
    assert checks


@pytest.mark.parametrize("layout", KINDS)
@pytest.mark.parametrize("construct", EVERYTHING)
def test_both_write_the_same_constructs(
    construct: str, layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    what = handout(EVERYTHING[construct])
    ours = compose(what, layout).data
    checks = by_reportlab(monkeypatch)
    assert compose(what, layout).data == ours
    assert checks


@given(
    st.lists(
        st.text(
            st.one_of(st.characters(max_codepoint=0x17F), st.characters(codec="utf-8")), min_size=1
        ),
        max_size=8,
    )
)
def test_codes_have_the_same_characters_as_reportlabs(texts: list[str]) -> None:
    reportlabs = TTFont("Theirs", FONT.face.filename)
    ours, theirs = PDFDocument(), PDFDocument()
    pairs = [(decoded(FONT, text, ours), decoded(reportlabs, text, theirs)) for text in texts]
    assert all(our_text == their_text for our_text, their_text in pairs)
    first = [
        code
        for text in texts
        for subset, codes in FONT.splitString(text, ours)
        if not subset
        for code in codes
    ]
    assert not first or FONT.state[ours].used.issuperset(first)


def decoded(font: Any, text: str, document: PDFDocument) -> list[int]:
    """Return the characters of a text's codes, 0 for what the font lacks."""
    parts = font.splitString(text, document)
    return [font.state[document].subsets[subset][code] for subset, codes in parts for code in codes]


def test_a_western_text_has_the_same_codes_in_every_document() -> None:
    first, second, text = PDFDocument(), PDFDocument(), "Été – 50 % of it"
    FONT.splitString("before it: zyx Ł", first)
    assert (
        FONT.splitString(text, first)
        == FONT.splitString(text, second)
        == [(0, text.encode("cp1252"))]
    )


def test_a_layouts_changes_to_paragraphs_stay_in_its_document() -> None:
    layout_class = load_layout(stock(), "trifold")

    class Meddling(layout_class):  # type: ignore[misc, valid-type]
        def arrange(self, story: Story) -> Arrangement:
            for passage in story.passages():
                for flowable in passage.flowables:
                    for text in flowable.paragraphs:
                        meddle(text)
                        text.wrap(200, 1e6)
                        meddle(text)
            setting: Arrangement = super().arrange(story)
            return setting

    what = handout(
        "Nobody has typed this, **nor that**, before 5 pm.\n\n"
        "- one of it\n- another at 757-555-0199"
    )
    layout: Layout = Meddling()
    layout.compose(what, brand())
    after = compose(what, "trifold").data
    line_breaks._cached.clear()
    assert compose(what, "trifold").data == after


def meddle(text: TaggedParagraph) -> None:
    text.style.spaceAfter = 1
    for frag in text.frags:
        if not isinstance(frag, list):
            frag.fontSize, frag.text = 5, "changed"
    text.frags.append("changed")


def test_a_practices_own_class_of_paragraph_draws_itself() -> None:
    drawn = []

    class Own(TaggedParagraph):
        def drawPara(self, debug: int = 0) -> None:  # noqa: N802
            drawn.append(self)
            super().drawPara(debug)

    layout_class = load_layout(stock(), "trifold")

    class Theirs(layout_class):  # type: ignore[misc, valid-type]
        def arrange(self, story: Story) -> Arrangement:
            setting: Arrangement = super().arrange(story)
            font = story.styles.fonts.name("regular")
            own = Own(f'<font face="{font}">Ours</font>', story.styles.paragraph("small"))
            own.element = story.name().element
            setting.pages[0].put(own, 20, 20, 100)
            return setting

    Theirs().compose(stock_handout("failed-back-surgery"), brand())
    assert len(drawn) == 1


def test_a_paragraph_has_the_attributes_of_reportlabs() -> None:
    from reportlab.platypus import Paragraph  # after press, which configures it

    style = Styles(load_layout(stock(), "faq-sheet").scale, brand(), 12).paragraph("body")
    theirs, ours = Paragraph("", style, frags=[]), TaggedParagraph("so", style)
    assert len(vars(theirs)) >= 6
    for name, value in vars(theirs).items():
        if name not in ("frags", "text"):
            assert getattr(ours, name) == value, name

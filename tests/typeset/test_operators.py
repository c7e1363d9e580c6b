"""What our own writer writes is what ReportLab writes, and what is kept between documents is nobody's but its own."""

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
    """ReportLab writes all from now on; a list of what it was left."""
    left: list[None] = []

    def never(*_: Any) -> bool:
        left.append(None)
        return False

    monkeypatch.setattr(paragraph, "can_write_lines", never)
    monkeypatch.setattr(list_markers, "can_write_word", never)
    return left


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
    left = by_reportlab(monkeypatch)
    assert compose_edition(what, layout, edition).data == ours
    assert left


@pytest.mark.parametrize("layout", KINDS)
@pytest.mark.parametrize("construct", EVERYTHING)
def test_both_write_the_same_constructs(
    construct: str, layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    what = handout(EVERYTHING[construct])
    ours = compose(what, layout).data
    left = by_reportlab(monkeypatch)
    assert compose(what, layout).data == ours
    assert left


@given(
    st.lists(
        st.text(
            st.one_of(st.characters(max_codepoint=0x17F), st.characters(codec="utf-8")), min_size=1
        ),
        max_size=8,
    )
)
def test_codes_stand_for_the_same_characters_as_reportlabs(texts: list[str]) -> None:
    theirs, one, other = TTFont("Theirs", FONT.face.filename), PDFDocument(), PDFDocument()
    told = [(meant(FONT, text, one), meant(theirs, text, other)) for text in texts]
    assert all(ours == reportlabs for ours, reportlabs in told)
    first = [
        code
        for text in texts
        for subset, codes in FONT.splitString(text, one)
        if not subset
        for code in codes
    ]
    assert not first or FONT.state[one].used.issuperset(first)


def meant(font: Any, text: str, document: PDFDocument) -> list[int]:
    """The characters that a text's codes stand for, 0 for what the font has not."""
    pieces = font.splitString(text, document)
    return [
        font.state[document].subsets[subset][code] for subset, codes in pieces for code in codes
    ]


def test_a_western_text_has_the_same_codes_in_every_document() -> None:
    one, other, text = PDFDocument(), PDFDocument(), "Été – 50 % of it"
    FONT.splitString("before it: zyx Ł", one)
    assert (
        FONT.splitString(text, one) == FONT.splitString(text, other) == [(0, text.encode("cp1252"))]
    )


def test_what_a_layout_does_to_its_paragraphs_stays_in_its_document() -> None:
    found = load_layout(stock(), "trifold")

    class Meddling(found):  # type: ignore[misc, valid-type]
        def arrange(self, story: Story) -> Arrangement:
            for passage in story.passages():
                for one in (one for piece in passage.flowables for one in piece.paragraphs):
                    meddle(one)
                    one.wrap(200, 1e6)
                    meddle(one)
            setting: Arrangement = super().arrange(story)
            return setting

    what = handout(
        "Nobody has typed this, **nor that**, before 5 pm.\n\n- one of it\n- another at 757-555-0199"
    )
    layout: Layout = Meddling()
    layout.compose(what, brand())
    after = compose(what, "trifold").data
    line_breaks._cached.clear()
    assert compose(what, "trifold").data == after


def meddle(one: TaggedParagraph) -> None:
    one.style.spaceAfter = 1
    for frag in one.frags:
        if not isinstance(frag, list):
            frag.fontSize, frag.text = 5, "changed"
    one.frags.append("changed")


def test_a_paragraph_of_a_practices_own_kind_is_drawn_as_it_says() -> None:
    drawn = []

    class Own(TaggedParagraph):
        def drawPara(self, debug: int = 0) -> None:  # noqa: N802
            drawn.append(self)
            super().drawPara(debug)

    found = load_layout(stock(), "trifold")

    class Theirs(found):  # type: ignore[misc, valid-type]
        def arrange(self, story: Story) -> Arrangement:
            setting: Arrangement = super().arrange(story)
            font = story.styles.fonts.name("regular")
            own = Own(f'<font face="{font}">Ours</font>', story.styles.paragraph("small"))
            own.element = story.name().element
            setting.pages[0].put(own, 20, 20, 100)
            return setting

    Theirs().compose(stock_handout("failed-back-surgery"), brand())
    assert len(drawn) == 1


def test_a_paragraph_of_ours_is_made_as_reportlab_makes_one() -> None:
    from reportlab.platypus import Paragraph  # once press has set ReportLab up

    style = Styles(load_layout(stock(), "faq-sheet").scale, brand(), 12).paragraph("body")
    theirs, ours = Paragraph("", style, frags=[]), TaggedParagraph("so", style)
    assert len(vars(theirs)) >= 6
    for name, value in vars(theirs).items():
        if name not in ("frags", "text"):
            assert getattr(ours, name) == value, name

"""The short way to ReportLab's fragments of a text has the same result as its parser."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.layout import load_layout
from press.typeset.styles import Styles
from press.typeset.text.fragments import parse_plain
from press.typeset.text.paragraph import TaggedParagraph, xml
from tests.samples import brand, stock

STYLES = Styles(load_layout(stock(), "faq-sheet").scale, brand(), 12)
FONTS = st.sampled_from([STYLES.fonts.name(face) for face in ("regular", "bold", "tabular")])
TEXT = st.text(
    st.one_of(st.sampled_from(" \n\t\u00a0\u2028.a-"), st.characters(codec="utf-8")), max_size=30
)


def record(paragraph: Any) -> list[dict[str, object]]:
    return [{**vars(frag), "textColor": frag.textColor.rgba()} for frag in paragraph.frags]


@given(st.lists(st.tuples(FONTS, TEXT), max_size=4), st.sampled_from(["body", "title", "call"]))
def test_both_ways_have_the_same_result(runs: list[tuple[str, str]], role: str) -> None:
    from reportlab.platypus import Paragraph  # after press, which configures it

    markup = "".join(f'<font face="{font}">{xml(text)}</font>' for font, text in runs)
    style = STYLES.paragraph(role)
    parsed = Paragraph(markup, style)
    if parse_plain(markup, style) is not None:
        assert record(TaggedParagraph(markup, style)) == record(parsed)
    assert TaggedParagraph(markup, style).getPlainText() == parsed.getPlainText()


@pytest.mark.parametrize(
    "markup",
    ["a", "", "<b>a</b>", '<font face="x">a &amp; b</font>', '<font face="x">a</font><br/>'],
)
def test_markup_that_is_not_plain_is_left_to_the_parser(markup: str) -> None:
    assert parse_plain(markup, STYLES.paragraph("body")) is None


def test_no_fragment_is_shared() -> None:
    font = STYLES.fonts.name("regular")
    first, second = (
        parse_plain(f'<font face="{font}">a</font>', STYLES.paragraph("body")) for _ in range(2)
    )
    assert first
    assert second
    assert first[0] is not second[0]
    first[0].link.append("changed")
    first[0].us_lines.append("changed")
    assert not second[0].link
    assert not second[0].us_lines

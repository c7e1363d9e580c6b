"""The short way to ReportLab's record of a text gives what its parser gives."""

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


def record(made: Any) -> list[dict[str, object]]:
    return [{**vars(frag), "textColor": frag.textColor.rgba()} for frag in made.frags]


@given(st.lists(st.tuples(FONTS, TEXT), max_size=4), st.sampled_from(["body", "title", "call"]))
def test_both_ways_lead_to_the_same(runs: list[tuple[str, str]], role: str) -> None:
    from reportlab.platypus import Paragraph  # after press, which sets it up

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
def test_what_is_more_than_plain_is_left_to_the_parser(markup: str) -> None:
    assert parse_plain(markup, STYLES.paragraph("body")) is None


def test_no_record_is_shared() -> None:
    font = STYLES.fonts.name("regular")
    one, other = (
        parse_plain(f'<font face="{font}">a</font>', STYLES.paragraph("body")) for _ in range(2)
    )
    assert one
    assert other
    assert one[0] is not other[0]
    one[0].link.append("changed")
    one[0].us_lines.append("changed")
    assert not other[0].link
    assert not other[0].us_lines

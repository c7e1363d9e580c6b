"""From the markup of plain text to ReportLab's record of it, as ReportLab's own parser makes it, without the parser."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.paragraph import Paragraph, cleanBlockQuotedText
from reportlab.platypus.paraparser import ParaFrag, ParaParser

_RUN = re.compile(r'<font face="([^"<>&]+)">([^<&]*)</font>')


def frags_of(markup: str, style: ParagraphStyle) -> list[Any]:
    """ReportLab's record of markup in a style, by the short way where it can be gone."""
    plain = plain_frags(markup, style)
    return plain if plain is not None else list(Paragraph(markup, style).frags)


def plain_frags(markup: str, style: ParagraphStyle) -> list[Any] | None:
    """What the parser makes of text in one font after the other; None where more than that is in it."""
    if "&" in markup or getattr(style, "textTransform", None):
        return None
    markup = cleanBlockQuotedText(markup)
    runs = _RUN.findall(markup)
    if not runs or sum(
        len(font) + len(text) + len('<font face=""></font>') for font, text in runs
    ) != len(markup):
        return None
    color = style.textColor
    return [
        _copy(_parsed(font, style.fontName, style.fontSize, color.rgba()), text, color)
        for font, text in runs
        if text
    ]


@lru_cache(maxsize=512)
def _parsed(font: str, own: str, size: float, color: tuple[float, ...]) -> dict[str, Any]:
    style = ParagraphStyle("parsed", fontName=own, fontSize=size)
    parser: Any = ParaParser()
    _, frags, _ = parser.parse(f'<font face="{font}">x</font>', style)
    return dict(vars(frags[0]))


def _copy(known: dict[str, Any], text: str, color: Any) -> Any:
    frag = ParaFrag()
    vars(frag).update(known, text=text, textColor=color, link=[], us_lines=[])
    return frag

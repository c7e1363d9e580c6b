"""From markup to ReportLab's text fragments: without its parser where the text is plain."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.paragraph import Paragraph, cleanBlockQuotedText
from reportlab.platypus.paraparser import ParaFrag, ParaParser

_RUN = re.compile(r'<font face="([^"<>&]+)">([^<&]*)</font>')
_EMPTY_RUN = '<font face=""></font>'


def parse_fragments(markup: str, style: ParagraphStyle) -> list[Any]:
    """Return ReportLab's fragments of a paragraph's markup in a style.

    Plain text takes a short way. All other markup goes through ReportLab's parser.
    """
    fragments = parse_plain(markup, style)
    return fragments if fragments is not None else list(Paragraph(markup, style).frags)


def parse_plain(markup: str, style: ParagraphStyle) -> list[Any] | None:
    """Return what ReportLab's parser makes of a sequence of ``<font face="…">`` runs.

    None if the markup has anything else: an entity, another tag, or text outside the runs.
    """
    if "&" in markup or getattr(style, "textTransform", None):
        return None
    markup = cleanBlockQuotedText(markup)
    runs = _RUN.findall(markup)
    length = sum(len(font) + len(text) + len(_EMPTY_RUN) for font, text in runs)
    if not runs or length != len(markup):
        return None
    color = style.textColor
    return [
        _copy(_parsed(font, style.fontName, style.fontSize, color.rgba()), text, color)
        for font, text in runs
        if text
    ]


@lru_cache(maxsize=512)
def _parsed(font: str, style_font: str, size: float, color: tuple[float, ...]) -> dict[str, Any]:
    """Return the attributes that ReportLab's parser gives a fragment in a font."""
    style = ParagraphStyle("parsed", fontName=style_font, fontSize=size)
    parser: Any = ParaParser()
    _, fragments, _ = parser.parse(f'<font face="{font}">x</font>', style)
    return dict(vars(fragments[0]))


def _copy(attributes: dict[str, Any], text: str, color: Any) -> Any:
    fragment = ParaFrag()
    vars(fragment).update(attributes, text=text, textColor=color, link=[], us_lines=[])
    return fragment

"""Broken lines, kept by what they were broken from: a text is measured once in a style and a width, for all documents.

A layout tries several sizes, and a front desk composes the same words again with one changed. What is kept is only
read afterwards, and depends on nothing else: so it can never be another document's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from reportlab.lib.styles import ParagraphStyle

MOST = 5_000  # paragraphs


class Broken(NamedTuple):
    """ReportLab's lines, what it makes of the fragments while it breaks them, and the width of the widest word.

    ``shown`` has what operators.py made of the lines, by whether they go on in the next column, and what others made of them.
    """

    lines: Any
    frags: list[Any]
    least: float
    shown: dict[Any, Any]


_kept: dict[tuple[Any, ...], Broken] = {}


def broken(markup: str, style: ParagraphStyle, widths: tuple[float, ...], breaking: Callable[[], Broken]) -> Broken:
    """The lines of a paragraph that is broken for the first time; ``breaking`` breaks it, where that was never done."""
    key = (
        markup, widths, style.fontName, style.fontSize, style.leading, style.textColor.rgba(), style.alignment,
        style.leftIndent, style.rightIndent, style.firstLineIndent, getattr(style, "lift", 0),
    )  # fmt: skip
    if key not in _kept:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key] = breaking()
    return _kept[key]

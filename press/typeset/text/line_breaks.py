"""Broken lines, kept by what they were broken from: a text is measured once in a style and a width, for all documents.

A layout tries several sizes, and a front desk composes the same words again with one changed. What is kept is only
read afterwards, and depends on nothing else: so it can never be another document's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from reportlab.lib.styles import ParagraphStyle

# From the best place to the worst; a hyphen late, for it reads as one of the line's own.
_JOINTS = tuple(
    map(
        re.compile,
        (
            r"(?<=[/@\u00a0])(?!/)",
            r"(?<=[/@\u00a0])(?!/)|(?=\.)",
            r"(?<=[/@\u00a0-])(?!/)|(?=\.)",
            r"",
        ),
    )
)


def break_points(text: str, widths: Sequence[float], width: float) -> list[int]:
    """The characters at which its lines begin, but for the first; ``widths`` are those of its characters, in points."""
    for joint in _JOINTS:
        edges = [*dict.fromkeys((0, *(found.start() for found in joint.finditer(text)), len(text)))]
        if all(sum(widths[start:end]) <= width for start, end in pairwise(edges)):
            break
    return list(_filled(edges, widths, width))


def _filled(edges: Sequence[int], widths: Sequence[float], width: float) -> Iterator[int]:
    """The edges at which a line begins, when each line takes as much as it holds."""
    start = 0
    for edge, following in pairwise(edges[1:]):
        if sum(widths[start:following]) > width:
            yield edge
            start = edge


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


def broken(
    markup: str, style: ParagraphStyle, widths: tuple[float, ...], breaking: Callable[[], Broken]
) -> Broken:
    """The lines of a paragraph that is broken for the first time; ``breaking`` breaks it, where that was never done."""
    key = (
        markup, widths, style.fontName, style.fontSize, style.leading, style.textColor.rgba(), style.alignment,
        style.leftIndent, style.rightIndent, style.firstLineIndent, getattr(style, "lift", 0),
    )  # fmt: skip
    lines = _kept.get(key)  # once: another thread may clear them between a test and a look-up
    if lines is None:
        if len(_kept) >= MOST:
            _kept.clear()
        lines = _kept[key] = breaking()
    return lines

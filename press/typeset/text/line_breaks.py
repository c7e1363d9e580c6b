"""From a paragraph to broken lines: cached by content, style and width, for all documents.

A layout tries several body sizes, and a server composes nearly the same text again and again.
The cached lines are only read, and depend on nothing but their key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from reportlab.lib.styles import ParagraphStyle

# Break opportunities in an address, from the best to the worst. A hyphen comes late: at the end of
# a line it looks like hyphenation.
_OPPORTUNITIES = tuple(
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
    """Return the offsets at which the lines of ``text`` begin, without that of the first line.

    ``widths`` are the widths of its characters, ``width`` that of a line, all in points.
    """
    for pattern in _OPPORTUNITIES:
        starts = (match.start() for match in pattern.finditer(text))
        edges = [*dict.fromkeys((0, *starts, len(text)))]
        if all(sum(widths[start:end]) <= width for start, end in pairwise(edges)):
            break
    return list(_line_starts(edges, widths, width))


def _line_starts(edges: Sequence[int], widths: Sequence[float], width: float) -> Iterator[int]:
    """Yield the edges at which a line begins, if each line takes as much as it holds."""
    start = 0
    for edge, following in pairwise(edges[1:]):
        if sum(widths[start:following]) > width:
            yield edge
            start = edge


MAX_CACHED = 5_000  # paragraphs


class BrokenLines(NamedTuple):
    """The broken lines of a paragraph.

    ``lines`` are ReportLab's ParaLines; ``fragments`` what ReportLab makes of the fragments while
    it breaks them. ``min_width`` is the width of the widest word, in points. ``cache`` has what
    other modules derive from the lines, such as operators.
    """

    lines: Any
    fragments: list[Any]
    min_width: float
    cache: dict[Any, Any]


_cached: dict[tuple[Any, ...], BrokenLines] = {}


def cached_lines(
    markup: str,
    style: ParagraphStyle,
    widths: tuple[float, ...],
    break_lines: Callable[[], BrokenLines],
) -> BrokenLines:
    """Return the lines of a paragraph that was not changed since it was created.

    ``widths`` are those of its lines, in points. ``break_lines`` is called if the lines are not
    in the cache.
    """
    key = (
        markup, widths, style.fontName, style.fontSize, style.leading, style.textColor.rgba(),
        style.alignment, style.leftIndent, style.rightIndent, style.firstLineIndent,
        getattr(style, "lift", 0),
    )  # fmt: skip
    lines = _cached.get(key)  # once: another thread may clear them between a test and a look-up
    if lines is None:
        if len(_cached) >= MAX_CACHED:
            _cached.clear()
        lines = _cached[key] = break_lines()
    return lines

"""From inline text to ReportLab's markup: a font for each character, and no-break spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from press.content.tree import Break, Emphasis, Inline, Link, Strong, Text
from press.typeset.fonts.registry import Fonts
from press.typeset.text.paragraph import xml

# A telephone number with its extension: its spaces must not break.
_PHONE = re.compile(
    r"(?<!\w)\+?\(?\d[\d().\-/]*(?: \(?\d[\d().\-/]*){0,4}(?: (?:x|ext\.?) ?\d+)?(?!\w)"
)
# "type 2." and "12 pt": a short number stays with its word.
_UNITS = (
    "pt in ft cm mm mcg mg g kg lb oz ml am pm a.m. p.m. minute minutes hour hours day days week "
    "weeks month months year years"
)
_PAIR = re.compile(
    r"(?<=[A-Za-z]) (?=\d{1,3}(?:[.,;:!?)]|$))|(?<=\d) (?=(?:"
    + "|".join(map(re.escape, _UNITS.split()))
    + r")(?!\w))"
)


# Each text is asked for at several sizes, and most texts are those of the previous document.
@lru_cache(maxsize=4096)
def in_fonts(text: str, fonts: Fonts, face: str) -> str:
    """Return the markup of a text, each part in the first font that has its characters."""
    runs = fonts.runs(_with_no_break_spaces(unicodedata.normalize("NFC", text)), face)
    return "".join(f'<font face="{font}">{xml(part)}</font>' for font, part in runs)


def _with_no_break_spaces(text: str) -> str:
    """Return the text with no-break spaces inside telephone numbers and beside other numbers."""
    text = _PHONE.sub(lambda match: match.group().replace(" ", "\u00a0"), text)
    return _PAIR.sub("\u00a0", text)


def links_in(children: tuple[Inline, ...]) -> Iterator[Link]:
    """Yield the links of an inline text, in order."""
    for child in children:
        if isinstance(child, Link):
            yield child
        elif isinstance(child, (Strong, Emphasis)):
            yield from links_in(child.children)


def plain_text(children: tuple[Inline, ...]) -> str:
    """Return an inline text without its markup, on one line."""
    parts = []
    for child in children:
        if isinstance(child, Break):
            parts.append(" ")
        elif isinstance(child, Text):
            parts.append(child.text)
        else:
            parts.append(plain_text(child.children))
    return "".join(parts)

"""From the words of a text to ReportLab's markup: the font of each, and the blanks that must not break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from press.content.tree import Break, Emphasis, Inline, Link, Strong, Text
from press.typeset.fonts.registry import Fonts
from press.typeset.text.paragraph import xml

# A number as it is dialled, with its extension: its blanks must not break.
_PHONE = re.compile(
    r"(?<!\w)\+?\(?\d[\d().\-/]*(?: \(?\d[\d().\-/]*){0,4}(?: (?:x|ext\.?) ?\d+)?(?!\w)"
)
# "type 2." and "12 pt": a short number and the word it belongs to.
_UNITS = "pt in ft cm mm mcg mg g kg lb oz ml am pm a.m. p.m. minute minutes hour hours day days week weeks month months year years"
_PAIR = re.compile(
    r"(?<=[A-Za-z]) (?=\d{1,3}(?:[.,;:!?)]|$))|(?<=\d) (?=(?:"
    + "|".join(map(re.escape, _UNITS.split()))
    + r")(?!\w))"
)


@lru_cache(
    maxsize=4096
)  # each text is asked for at several sizes, and most are those of the document before
def in_fonts(text: str, fonts: Fonts, face: str) -> str:
    """The markup of a text: each part in the first font that has it."""
    runs = fonts.runs(_held(unicodedata.normalize("NFC", text)), face)
    return "".join(f'<font face="{font}">{xml(part)}</font>' for font, part in runs)


def _held(text: str) -> str:
    """The text with the blanks held that must not break: inside telephone numbers, and beside other numbers."""
    text = _PHONE.sub(lambda found: found.group().replace(" ", "\u00a0"), text)
    return _PAIR.sub("\u00a0", text)


def links_in(children: tuple[Inline, ...]) -> Iterator[Link]:
    """Its links, in order."""
    for child in children:
        if isinstance(child, Link):
            yield child
        elif isinstance(child, (Strong, Emphasis)):
            yield from links_in(child.children)


def said(children: tuple[Inline, ...]) -> str:
    """Its text without markup, on one line."""
    return "".join(
        " " if isinstance(one, Break) else one.text if isinstance(one, Text) else said(one.children)
        for one in children
    )

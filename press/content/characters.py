"""From any text to the characters in it that must not reach paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# Joiners that some scripts are spelt with; every other invisible format character is refused.
JOINERS = "\u200c\u200d"


def unprintable(text: str) -> Iterator[tuple[int, str]]:
    """(offset, why) for each control, private, unassigned, surrogate or invisible character; newlines are allowed."""
    if text.isprintable():  # a fast way out: no Cc, Cf, Cs, Co, Cn, Zl, Zp, nor a space but U+0020
        return
    for offset, char in enumerate(text):
        if char.isprintable() or char in "\n\u00a0" or char in JOINERS:
            continue
        kind = unicodedata.category(char)
        if kind != "Zs":
            yield offset, f"the character U+{ord(char):04X} ({_KINDS.get(kind, 'not a character')})"


_KINDS = {
    "Cc": "a control character",
    "Cf": "an invisible formatting character",
    "Co": "a private character",
    "Zl": "a line separator",
    "Zp": "a paragraph separator",
}

"""From a text to the characters in it that must not be printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# Some scripts are spelt with these joiners. Every other invisible format character is refused.
JOINERS = "\u200c\u200d"


def unprintable(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the reason for each character that must not be printed.

    These are control, private, unassigned, surrogate and invisible characters, except newlines.
    """
    if text.isprintable():  # a fast path: no Cc, Cf, Cs, Co, Cn, Zl, Zp, and no space but U+0020
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

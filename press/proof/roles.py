"""The standard structure types (ISO 32000-1, 14.8.4, and ISO 32000-2, 14.8), by what they are to who listens."""

from __future__ import annotations

import re

GROUPS = {
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote", "TOC", "TOCI", "Index", "NonStruct",
    "Private",
}  # fmt: skip
ROWS = {"Table", "THead", "TBody", "TFoot"}  # what rows stand in
CELLS = {"TH", "TD"}
PICTURES = {"Figure", "Formula"}
BLOCKS = GROUPS | ROWS | CELLS | PICTURES | {
    "P", "H", "Title", "L", "LI", "Lbl", "LBody", "TR", "Caption", "Form", "Note", "FENote", "Artifact",
}  # fmt: skip
INLINE = {
    "Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Em", "Strong", "Sub",
    "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP",
}  # fmt: skip

_HEADING = re.compile(r"H([1-9]\d{0,2})")


def level(role: str) -> int:
    """Of a heading; 0 for what is none, or has no level."""
    found = _HEADING.fullmatch(role)
    return int(found[1]) if found else 0


def is_block(role: str) -> bool:
    """True if its text stands by itself, and never joins what comes before or after."""
    return role in BLOCKS or level(role) > 0


def is_standard(role: str) -> bool:
    return role in INLINE or is_block(role)

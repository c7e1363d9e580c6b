"""From a standard structure type to its kind (ISO 32000-1, 14.8.4; ISO 32000-2, 14.8)."""

from __future__ import annotations

import re

GROUPS = {
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote", "TOC",
    "TOCI", "Index", "NonStruct", "Private",
}  # fmt: skip
ROW_PARENTS = {"Table", "THead", "TBody", "TFoot"}
CELLS = {"TH", "TD"}
PICTURES = {"Figure", "Formula"}
BLOCKS = GROUPS | ROW_PARENTS | CELLS | PICTURES | {
    "P", "H", "Title", "L", "LI", "Lbl", "LBody", "TR", "Caption", "Form", "Note", "FENote",
    "Artifact",
}  # fmt: skip
INLINE = {
    "Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Em", "Strong", "Sub",
    "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP",
}  # fmt: skip

_HEADING = re.compile(r"H([1-9]\d{0,2})")


def level(role: str) -> int:
    """Return the level of a heading; 0 for another role, or for H, which has no level."""
    match = _HEADING.fullmatch(role)
    return int(match[1]) if match else 0


def is_block(role: str) -> bool:
    """Return True if text of the role never joins the text before or after it."""
    return role in BLOCKS or level(role) > 0


def is_standard(role: str) -> bool:
    """Return True for a standard structure type."""
    return role in INLINE or is_block(role)

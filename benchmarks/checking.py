"""Check that every peer made the same page: all of its words, on the same number of pages."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2

from benchmarks.content import visible_texts

SIDES = {"faq-sheet": 1, "trifold": 2}


def check_pdf(file: Path, page: dict[str, Any], layout: str) -> None:
    """Check a peer's PDF. Raises AssertionError with the texts that it lacks."""
    document = pypdfium2.PdfDocument(str(file))
    assert len(document) == SIDES[layout], f"{file.name} has {len(document)} pages"
    shown = _without_blanks("".join(side.get_textpage().get_text_range() for side in document))
    wanted = visible_texts(page, layout)
    assert len(wanted) >= 40
    lacking = [text for text in wanted if _without_blanks(text) not in shown]
    assert not lacking, f"{file.name} lacks {lacking}"


def _without_blanks(text: str) -> str:
    """Return the text without blanks and hyphens, as a line break may add or remove them."""
    return re.sub(r"[\s\ufeff\u00ad\ufffe\u0002-]", "", unicodedata.normalize("NFKC", text))

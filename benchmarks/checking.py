"""That every peer made the same page: all of its words, on as many sheets."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2

from benchmarks.content import said_in

SIDES = {"faq-sheet": 1, "trifold": 2}


def check(file: Path, page: dict[str, Any], layout: str) -> None:
    """Raises AssertionError with the texts that a PDF lacks."""
    document = pypdfium2.PdfDocument(str(file))
    assert len(document) == SIDES[layout], f"{file.name} has {len(document)} pages"
    shown = _squeezed("".join(side.get_textpage().get_text_range() for side in document))
    wanted = said_in(page, layout)
    assert len(wanted) >= 40
    lacking = [text for text in wanted if _squeezed(text) not in shown]
    assert not lacking, f"{file.name} lacks {lacking}"


def _squeezed(text: str) -> str:
    """Without what is blank, and without the hyphen or its mark at a line's end."""
    return re.sub(r"[\s\ufeff\u00ad\ufffe\u0002-]", "", unicodedata.normalize("NFKC", text))

"""The fonts in a PDF are what ReportLab would write, and are worked out once for documents with the same characters."""

from __future__ import annotations

import io
from typing import Any
from unittest import mock

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from press.typeset import embedding
from press.typeset.embedding import Font
from tests.making import STOCK, reader

FILE = str(STOCK / "assets" / "fonts" / "NotoSans-Regular.ttf")
MANY = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x180), *range(0x400, 0x450))))


def written(font: TTFont, text: str) -> bytes:
    """A PDF with a text in a font, as if ReportLab had seen none before: of two with one name inside it takes the first."""
    buffer = io.BytesIO()
    with mock.patch.dict(vars(pdfmetrics)["_fonts"]), mock.patch.dict(vars(pdfmetrics)["_dynFaceNames"], clear=True):
        pdfmetrics.registerFont(font)
        known: Any = pdfmetrics.getFont(font.fontName)
        assert known is font
        canvas = Canvas(buffer, initialFontName=font.fontName, invariant=1)
        canvas.setFont(font.fontName, 9)
        canvas.drawString(20, 700, text)
        canvas.save()
    return buffer.getvalue()


def fonts(data: bytes) -> list[dict[str, Any]]:
    """Everything that is said of each font, streams as their content."""
    resources: Any = reader(data).pages[0]["/Resources"]
    return [_all_of(font.get_object()) for _, font in sorted(resources["/Font"].items())]


def _all_of(found: Any) -> Any:
    found = found.get_object() if hasattr(found, "get_object") else found
    if hasattr(found, "get_data"):
        return {"content": found.get_data(), "length": found.get("/Length1")}
    if isinstance(found, dict):
        return {key: _all_of(one) for key, one in found.items()}
    return [_all_of(one) for one in found] if isinstance(found, list) else found


@pytest.mark.parametrize("text", ["a", "Call 757-555-0142.", "Été à Nuñez\u00a0", MANY])
def test_a_font_is_written_as_reportlab_writes_it(text: str) -> None:
    theirs, ours = (fonts(written(kind("Made", FILE), text)) for kind in (TTFont, Font))
    assert ours
    assert [_named(one) for one in ours] == [_named(one) for one in theirs]
    assert len(ours) == (2 if text == MANY else 1)


def _named(font: dict[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in font.items() if key != "/Name"}


def test_what_is_the_same_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    font = Font("Once", FILE)
    first = written(font, "abc")
    monkeypatch.setattr(font.face, "makeSubset", lambda *_: pytest.fail("it was made before"))
    assert written(font, "abc") == first
    monkeypatch.undo()
    before = embedding._embedded.cache_info().misses
    assert written(font, "abcé") != first
    assert embedding._embedded.cache_info().misses == before + 1

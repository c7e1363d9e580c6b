"""Embedded fonts look like ReportLab's, and are made once for documents with equal characters."""

from __future__ import annotations

import io
import re
from typing import Any
from unittest import mock

import pytest
from PIL import ImageChops
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from press.typeset.fonts import embedding
from press.typeset.fonts.embedding import Font
from tests.samples import STOCK, pictures, reader

FILE = str(STOCK / "assets" / "fonts" / "NotoSans-Regular.ttf")
MANY = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x180), *range(0x400, 0x450))))


def written(font: TTFont, text: str) -> bytes:
    """Return a PDF with a text in a font, as if ReportLab had registered no other.

    Of two fonts with the same name inside it would take the first.
    """
    buffer = io.BytesIO()
    with (
        mock.patch.dict(vars(pdfmetrics)["_fonts"]),
        mock.patch.dict(vars(pdfmetrics)["_dynFaceNames"], clear=True),
    ):
        pdfmetrics.registerFont(font)
        registered: Any = pdfmetrics.getFont(font.fontName)
        assert registered is font
        canvas = Canvas(buffer, initialFontName=font.fontName, invariant=1)
        canvas.setFont(font.fontName, 9)
        canvas.drawString(20, 700, text)
        canvas.save()
    return buffer.getvalue()


def characters(data: bytes) -> dict[str, tuple[str, int]]:
    """Return each code's character and width, by the font's name and the code."""
    by_code = {}
    resources: Any = reader(data).pages[0]["/Resources"]
    for font in (reference.get_object() for reference in resources["/Font"].values()):
        first, widths = font["/FirstChar"], font["/Widths"]
        for code, char in re.findall(
            rb"<([0-9A-F]{2})> <([0-9A-F]{4})>", font["/ToUnicode"].get_data()
        ):
            number = int(code, 16)
            assert first <= number <= font["/LastChar"]
            by_code[f"{font['/BaseFont']} {number}"] = (
                chr(int(char, 16)),
                widths[number - first],
            )
        assert len(widths) == font["/LastChar"] - first + 1
        file = font["/FontDescriptor"]["/FontFile2"]
        assert file["/Length1"] == len(file.get_data())
    return by_code


@pytest.mark.parametrize(
    "text", ["a", "Call 757-555-0142.", "Été à Nuñez\u00a0", "– “so” …", MANY, MANY[200:]]
)
def test_a_font_looks_like_reportlabs(text: str) -> None:
    theirs, ours = (written(kind("Made", FILE), text) for kind in (TTFont, Font))
    assert reader(ours).pages[0].extract_text() == reader(theirs).pages[0].extract_text()
    pairs = zip(pictures(ours, 2), pictures(theirs, 2), strict=True)
    assert all(ImageChops.difference(first, second).getbbox() is None for first, second in pairs)
    shown, expected = set(characters(ours).values()), set(characters(theirs).values())
    assert {char for char, _ in shown} == {*text.replace("\u00a0", " ")} | (
        {" "} if text == MANY[200:] else set()
    )
    assert shown <= expected


def test_a_subset_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    font = Font("Once", FILE)
    first = written(font, "abc")
    monkeypatch.setattr(font.face, "makeSubset", lambda *_: pytest.fail("it was made before"))
    assert written(font, "abc") == first
    monkeypatch.undo()
    before = embedding._embedded.cache_info().misses
    assert written(font, "abcé") != first
    assert embedding._embedded.cache_info().misses == before + 1


def test_documents_that_always_embed_the_same_characters_have_the_same_fonts() -> None:
    font, texts = Font("Kept", FILE), ("Zoë", "Łódź", "Ana, Нина")
    with embedding.always_embed(texts):
        files = [written(font, text) for text in texts]
    assert [reader(data).pages[0].extract_text().strip() for data in files] == list(texts)
    assert len({str(characters(data)) for data in files}) == 1
    assert {char for char, _ in characters(files[0]).values()} == {*"".join(texts), " "}
    assert {char for char, _ in characters(written(font, "Zoë")).values()} == {*"Zoë"}

"""Every character that the fonts have comes back as itself: for who listens, searches or copies."""

from __future__ import annotations

import re
import unicodedata

import pytest

from press.content.characters import unprintable
from press.typeset.editions import LARGE_PRINT
from press.typeset.fonts.registry import fonts_of
from tests.samples import brand, compose_edition, handout, reader
from tests.tagged.read_back import said

CHUNK, WORD = 48, 8


def printable() -> list[str]:
    """Each character that a handout can hold and the stock's fonts print, but for blanks and what combines."""
    fonts = fonts_of(brand().fonts)
    chars = (chr(code) for code in range(0x21, 0xD800))
    told = (
        char
        for char in chars
        if not char.isspace() and not unicodedata.combining(char) and not list(unprintable(char))
    )
    return [
        char
        for char in told
        if unicodedata.normalize("NFC", char) == char and not list(fonts.missing(char))
    ]


def words(chars: list[str]) -> str:
    return " ".join("".join(chars[at : at + WORD]) for at in range(0, len(chars), WORD))


def test_every_character_of_the_fonts_is_read_as_itself() -> None:
    chars = [char for char in printable() if char not in "{}"]  # braces hold values
    assert len(chars) > 2_000
    texts = [words(chars[at : at + CHUNK]) for at in range(0, len(chars), CHUNK)]
    for at in range(0, len(texts), 12):
        part = texts[at : at + 12]
        sections = [{"heading": text, "body": "so"} for text in part]
        heard = [
            text
            for role, text in said(
                compose_edition(handout("-", sections=sections), "faq-sheet", LARGE_PRINT).data
            )
            if role == "H2"
        ]
        assert heard == [" ".join(text.split()) for text in part]


@pytest.mark.parametrize(
    "text", ["Ç", "e\u0301", "x\u0301", "Nguye\u0302\u0303n", "a\u00a0b", "½ 1⁄2", "“q” – — …"]
)
def test_what_combines_is_read_composed(text: str) -> None:
    sections = [{"heading": f"see {text} there", "body": "so"}]
    composed = compose_edition(handout("-", sections=sections), "faq-sheet", None)
    heard = [one for role, one in said(composed.data) if role == "H2"]
    assert heard == [" ".join(f"see {unicodedata.normalize('NFC', text)} there".split())]


def test_no_font_maps_a_glyph_to_nothing() -> None:
    composed = compose_edition(handout("Nguyễn & Łódź: ½ ≤ 1 µg"), "faq-sheet", None)
    maps = [
        font.get_object()["/ToUnicode"].get_object().get_data()
        for page in reader(composed.data).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert len(maps) >= 3
    for one in maps:
        codes = [int(code, 16) for code in re.findall(rb"<([0-9A-Fa-f]{4})>", one)]
        assert codes
        assert not [code for code in codes if 0xD800 <= code <= 0xF8FF or code == 0xFFFD]

"""Every character of the fonts is read back as itself, by screen readers, search and copying."""

from __future__ import annotations

import re
import unicodedata

import pytest

from press.content.characters import unprintable
from press.typeset.editions import LARGE_PRINT
from press.typeset.fonts.registry import fonts_of
from tests.samples import brand, compose_edition, handout, reader
from tests.tagged.read_back import read_aloud

CHUNK, WORD = 48, 8


def printable() -> list[str]:
    """Return the characters that a handout may have and the fonts print.

    Without blanks and combining characters.
    """
    fonts = fonts_of(brand().fonts)
    chars = (chr(code) for code in range(0x21, 0xD800))
    candidates = (
        char
        for char in chars
        if not char.isspace() and not unicodedata.combining(char) and not list(unprintable(char))
    )
    return [
        char
        for char in candidates
        if unicodedata.normalize("NFC", char) == char and not list(fonts.missing(char))
    ]


def words(chars: list[str]) -> str:
    starts = range(0, len(chars), WORD)
    return " ".join("".join(chars[start : start + WORD]) for start in starts)


def test_every_character_of_the_fonts_is_read_as_itself() -> None:
    chars = [char for char in printable() if char not in "{}"]  # braces hold values
    assert len(chars) > 2_000
    texts = [words(chars[start : start + CHUNK]) for start in range(0, len(chars), CHUNK)]
    for start in range(0, len(texts), 12):
        part = texts[start : start + 12]
        sections = [{"heading": text, "body": "so"} for text in part]
        heard = [
            text
            for role, text in read_aloud(
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
    heard = [text for role, text in read_aloud(composed.data) if role == "H2"]
    assert heard == [" ".join(f"see {unicodedata.normalize('NFC', text)} there".split())]


def test_no_font_maps_a_glyph_to_nothing() -> None:
    composed = compose_edition(handout("Nguyễn & Łódź: ½ ≤ 1 µg"), "faq-sheet", None)
    maps = [
        font.get_object()["/ToUnicode"].get_object().get_data()
        for page in reader(composed.data).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert len(maps) >= 3
    for character_map in maps:
        codes = [int(code, 16) for code in re.findall(rb"<([0-9A-Fa-f]{4})>", character_map)]
        assert codes
        assert not [code for code in codes if 0xD800 <= code <= 0xF8FF or code == 0xFFFD]

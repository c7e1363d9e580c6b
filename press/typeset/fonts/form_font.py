"""From the brand's regular font to the font of form fields: simple, with all of code page 1252.

That includes all of Latin-1 (WinAnsiEncoding). Programs that fill in forms look a letter up by its
code or by its character. So the font has a table of characters (ISO 32000-1, 9.6.6.4), which
ReportLab's subsets lack. For other scripts those programs use a font of their own.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import Any, cast

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, TTFontMaker

from press.tagged.objects import TaggedDocument
from press.tagged.streams import Raw, raw_stream
from press.typeset.fonts.embedding import Font
from press.typeset.fonts.registry import Fonts

FIRST, LAST = 0x20, 0xFF
CODES = {
    code: char
    for code in range(FIRST, LAST + 1)
    if (char := bytes([code]).decode("cp1252", "ignore")) and code != 0x7F
}
# What is drawn for a character that the font lacks.
SUBSTITUTES = {"\u00a0": " ", "\u00ad": "-", "\u00b5": "\u03bc"}


def embed_form_font(fonts: Fonts, document: TaggedDocument) -> int:
    """Embed the font of form fields in a document, and return its object's number.

    That is the regular face, or its fallback if it lacks a letter.
    """
    alternatives = ({char, SUBSTITUTES.get(char, char)} for char in CODES.values())
    font = cast(Font, getFont(fonts.font_with(*alternatives)))
    name, file, widths, entries = _font_parts(font)

    def number(raw: Raw) -> int:
        return document.number(document.Reference(raw).name)

    program = number(raw_stream(zlib.compress(file), f"/Filter /FlateDecode/Length1 {len(file)}"))
    descriptor = f"<</Type /FontDescriptor/FontName /{name}{entries}/FontFile2 {program} 0 R>>"
    descriptor_number = number(Raw(descriptor.encode("ascii")))
    dictionary = (
        f"<</Type /Font/Subtype /TrueType/BaseFont /{name}"
        f"/FirstChar {FIRST}/LastChar {LAST}/Widths [{widths}]"
        f"/Encoding /WinAnsiEncoding/FontDescriptor {descriptor_number} 0 R>>"
    )
    return number(Raw(dictionary.encode("ascii")))


@lru_cache(maxsize=8)
def _font_parts(font: Font) -> tuple[str, bytes, str, str]:
    """Return a font's name, its file, the widths of all codes, and the descriptor's entries."""
    face: Any = font.face
    drawn_as = {}
    for char in CODES.values():
        if drawn := _drawn(char, face.charToGlyph):
            drawn_as[char] = drawn
    chars = [drawn_as.get(CODES.get(code, "")) for code in range(FIRST, LAST + 1)]
    widths = " ".join(str(face.getCharWidth(ord(char))) if char else "0" for char in chars)
    flags = face.flags & ~FF_SYMBOLIC | FF_NONSYMBOLIC
    entries = font.descriptor_entries(flags)
    return f"FIELDS+{face.name.decode()}", _subset(font, drawn_as), widths, entries


def _drawn(char: str, glyphs: dict[int, int]) -> str | None:
    """Return a character or its substitute, None if the font has neither."""
    candidates = (char, SUBSTITUTES.get(char, char))
    return next((candidate for candidate in candidates if ord(candidate) in glyphs), None)


def _subset(font: Font, drawn_as: dict[str, str]) -> bytes:
    """Return a font file whose characters, the keys, are drawn as the font draws the values."""
    tables = _tables(font.subset([ord(char) for char in drawn_as.values()]))
    # ReportLab's table has one glyph for each code, in their order.
    glyphs = struct.unpack_from(f">{len(drawn_as)}H", tables["cmap"], 22)
    maker = TTFontMaker()
    for tag, data in tables.items():
        maker.add(tag, data)
    glyph_of = {ord(char): glyph for char, glyph in zip(drawn_as, glyphs, strict=True)}
    maker.add("cmap", _character_table(glyph_of))
    return bytes(maker.makeStream())


def _tables(file: bytes) -> dict[str, bytes]:
    """Return the tables of a TrueType file, by tag."""
    (count,) = struct.unpack_from(">H", file, 4)
    rows = [struct.unpack_from(">4sLLL", file, 12 + 16 * index) for index in range(count)]
    return {tag.decode("ascii"): file[offset : offset + length] for tag, _, offset, length in rows}


def _character_table(glyphs: dict[int, int]) -> bytes:
    """Return the table from Unicode characters to glyphs (OpenType 1.9, cmap, format 4).

    Each character is a segment of its own.
    """
    segments = [*sorted(glyphs.items()), (0xFFFF, 0)]
    count = len(segments)
    power = count.bit_length() - 1
    chars = [char for char, _ in segments]
    deltas = [(glyph - char) % 0x10000 for char, glyph in segments]
    search = [2 * count, 2 << power, power, 2 * count - (2 << power)]
    rows = [*search, *chars, 0, *chars, *deltas, *[0] * count]
    body = [4, 2 * (len(rows) + 3), 0, *rows]
    return struct.pack(f">4HL{len(body)}H", 0, 1, 3, 1, 12, *body)

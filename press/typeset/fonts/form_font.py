"""The font of what people type into a form: a simple one with all of Windows code page 1252, so all of Latin-1 (WinAnsiEncoding).

Programs that fill in forms find a letter by its code or by its character: so it has a table of characters (ISO 32000-1,
9.6.6.4), which ReportLab's subsets have not. What is typed in other scripts they take from a font of their own.
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
ALIKE = {
    "\u00a0": " ",
    "\u00ad": "-",
    "\u00b5": "\u03bc",
}  # what stands for a character that a font has not


def embed_form_font(fonts: Fonts, document: TaggedDocument) -> int:
    """The number of the font in a document: of the regular face, or of the one that steps in where that lacks a letter."""
    font = cast(
        Font, getFont(fonts.font_with(*({char, ALIKE.get(char, char)} for char in CODES.values())))
    )
    name, file, widths, looks = _made(font)

    def number(made: Raw) -> int:
        return document.number(document.Reference(made).name)

    program = number(raw_stream(zlib.compress(file), f"/Filter /FlateDecode/Length1 {len(file)}"))
    descriptor = number(
        Raw(
            f"<</Type /FontDescriptor/FontName /{name}{looks}/FontFile2 {program} 0 R>>".encode(
                "ascii"
            )
        )
    )
    entries = f"/FirstChar {FIRST}/LastChar {LAST}/Widths [{widths}]/Encoding /WinAnsiEncoding/FontDescriptor {descriptor} 0 R"
    return number(
        Raw(f"<</Type /Font/Subtype /TrueType/BaseFont /{name}{entries}>>".encode("ascii"))
    )


@lru_cache(maxsize=8)
def _made(font: Font) -> tuple[str, bytes, str, str]:
    """Its name, its file, the widths of all codes, and what its descriptor says of it."""
    face: Any = font.face
    has = {char: one for char in CODES.values() if (one := _drawn(char, face.charToGlyph))}
    codes = [has.get(CODES.get(code, "")) for code in range(FIRST, LAST + 1)]
    widths = " ".join(str(face.getCharWidth(ord(one))) if one else "0" for one in codes)
    flags = face.flags & ~FF_SYMBOLIC | FF_NONSYMBOLIC
    return f"FIELDS+{face.name.decode()}", _subset(font, has), widths, font.looks(flags)


def _drawn(char: str, glyphs: dict[int, int]) -> str | None:
    return next((one for one in (char, ALIKE.get(char, char)) if ord(one) in glyphs), None)


def _subset(font: Font, has: dict[str, str]) -> bytes:
    """A font file with the characters of ``has``, each drawn as the font draws the one that is given for it."""
    tables = _tables(font.subset([ord(one) for one in has.values()]))
    glyphs = struct.unpack_from(
        f">{len(has)}H", tables["cmap"], 22
    )  # ReportLab's: one a code, in their order
    maker = TTFontMaker()
    for tag, data in tables.items():
        maker.add(tag, data)
    maker.add(
        "cmap", _characters({ord(char): glyph for char, glyph in zip(has, glyphs, strict=True)})
    )
    return bytes(maker.makeStream())


def _tables(file: bytes) -> dict[str, bytes]:
    """Of a TrueType file, by tag."""
    (count,) = struct.unpack_from(">H", file, 4)
    rows = [struct.unpack_from(">4sLLL", file, 12 + 16 * at) for at in range(count)]
    return {tag.decode("ascii"): file[offset : offset + length] for tag, _, offset, length in rows}


def _characters(glyphs: dict[int, int]) -> bytes:
    """The table of glyphs by their Unicode characters, each a segment of its own (OpenType 1.9, cmap, format 4)."""
    segments = [*sorted(glyphs.items()), (0xFFFF, 0)]
    count = len(segments)
    power = count.bit_length() - 1
    chars = [char for char, _ in segments]
    deltas = [(glyph - char) % 0x10000 for char, glyph in segments]
    search = [2 * count, 2 << power, power, 2 * count - (2 << power)]
    rows = [*search, *chars, 0, *chars, *deltas, *[0] * count]
    body = [4, 2 * (len(rows) + 3), 0, *rows]
    return struct.pack(f">4HL{len(body)}H", 0, 1, 3, 1, 12, *body)

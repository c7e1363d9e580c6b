"""A font in a PDF: the subset of it that a document needs, its widths and its characters, made once for many documents."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFont, makeToUnicodeCMap

from press.tagged.streams import Raw, raw_stream


class Embedded(NamedTuple):
    """A subset: its name, the streams of its file and of its characters, and its widths, all as they are written."""

    name: str
    file: bytes
    length: int  # of the file, before it was compressed
    characters: bytes
    widths: bytes


class Font(TTFont):
    """ReportLab's, which makes all of this anew for each document. Equal fonts are one: see fonts.py."""

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """The text in the codes of each subset: what is known already, and in the first one, without looking further."""
        state: Any = self.state.get(doc)
        if state and text and isinstance(text, str):
            try:
                return [(0, bytes(map(state.assignments.__getitem__, map(ord, text.replace("\u00a0", " ")))))]
            except (KeyError, ValueError):  # a new character, or one of another subset
                pass
        return super().splitString(text, doc, encoding)

    def addObjects(self, doc: Any) -> None:
        state: Any = self.state[doc]
        state.frozen = 1
        for number, subset in enumerate(state.subsets):
            self._add(doc, self.getSubsetInternalName(number, doc)[1:], _embedded(self, number, tuple(subset)), len(subset))
        del self.state[doc]

    def _add(self, doc: Any, name: str, made: Embedded, count: int) -> None:
        font: Any = pdfdoc.PDFTrueTypeFont()
        font.Name, font.BaseFont = name, made.name
        font.FirstChar, font.LastChar = 0, count - 1
        font.Widths = made.widths
        font.ToUnicode = doc.Reference(raw_stream(made.characters, "/Filter /FlateDecode"))
        font.FontDescriptor = doc.Reference(Raw(self._descriptor(doc, made)))
        doc.Reference(font, name)
        doc.idToObject["BasicFonts"].dict[name] = font

    def _descriptor(self, doc: Any, made: Embedded) -> bytes:
        face: Any = self.face
        file: bytes = doc.Reference(raw_stream(made.file, f"/Filter /FlateDecode/Length1 {made.length}")).format(doc)
        flags = face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC
        entries = (
            f"/Type /FontDescriptor/FontName /{made.name}/Flags {flags}/FontBBox [{' '.join(map(str, face.bbox))}]"
            f"/ItalicAngle {face.italicAngle}/Ascent {face.ascent}/Descent {face.descent}/CapHeight {face.capHeight}"
            f"/StemV {face.stemV}/MissingWidth {face.defaultWidth}/FontFile2 "
        )
        return b"<<" + entries.encode("ascii") + file + b">>"


@lru_cache(maxsize=128)
def _embedded(font: Font, number: int, subset: tuple[int, ...]) -> Embedded:
    face: Any = font.face
    name = (SUBSETN(number) + b"+" + face.name + face.subfontNameX).decode("pdfdoc")
    file = face.makeSubset(list(subset))
    characters = makeToUnicodeCMap(name, list(subset))
    data = characters.encode("ascii") if isinstance(characters, str) else characters
    widths = " ".join(str(face.getCharWidth(code)) for code in subset)
    return Embedded(name, zlib.compress(file), len(file), zlib.compress(data), f"[{widths}]".encode("ascii"))

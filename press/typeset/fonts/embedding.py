"""From a font to what a PDF embeds of it: subset, widths and character map, cached for all PDFs.

The characters of Western texts have the codes of Windows code page 1252 in every document. So a
text has the same operators everywhere. Other characters get codes as they occur, as in
ReportLab.
"""

from __future__ import annotations

import zlib
from _thread import allocate_lock  # of threading, which would load more
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, cast

from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFont

from press.tagged.streams import Raw, raw_stream

_FIXED = {ord(bytes([code]).decode("cp1252", "replace")): code for code in range(0x20, 0x100)}
_NO_CODE = (0x7F, 0xA0, 0xAD, 0xFFFD)  # a no-break space has the space's code; others never print
_ALWAYS_EMBEDDED: ContextVar[str] = ContextVar("always_embedded", default="")
_READING = allocate_lock()  # ReportLab keeps its position in a font file in the font itself
_MAX_IN_BLOCK = 100  # characters: ISO 32000-1, 9.10.3, by way of Adobe's technical note 5014


@contextmanager
def always_embed(texts: Iterable[str]) -> Iterator[None]:
    """Embed all characters of the texts in every font of documents that are begun inside.

    A font embeds those that it has, used or not. So letters with different texts have the same
    fonts, and a file of many letters has each font once.
    """
    characters = {char for text in texts for char in text}
    before = _ALWAYS_EMBEDDED.set("".join(sorted(characters)))
    try:
        yield
    finally:
        _ALWAYS_EMBEDDED.reset(before)


class EmbeddedSubset(NamedTuple):
    """A subset of a font, as it is written to a PDF.

    ``file`` and ``characters`` are the compressed streams of its font file and its character map.
    ``length`` is the size of the file before compression. ``first`` and ``last`` are the codes that
    ``widths`` begins and ends with.
    """

    name: str
    file: bytes
    length: int
    characters: bytes
    widths: bytes
    first: int
    last: int


class Codes:
    """The codes of a font's characters in one document, with ReportLab's attributes.

    ``fixed`` has the codes that are the same in every document, ``first`` the characters by these
    codes, 0 for a code without one. ``used`` are the codes that the document needs of its first
    subset.
    """

    namePrefix = "F"

    def __init__(self, fixed: dict[int, int], first: list[int]) -> None:
        self.assignments = dict(fixed)
        self.subsets: list[list[int]] = [list(first)]
        self.nextCode = 0x100
        self.internalName: str | None = None
        self.frozen = 0
        self.used: set[int] = set()

    def needed(self) -> Iterator[tuple[int, frozenset[int] | tuple[int, ...]]]:
        """Yield each subset's number with what the document needs of it.

        For the first subset these are codes, for any other subset all of its characters.
        """
        yield 0, frozenset(self.used or (0x20,))
        yield from ((number, tuple(subset)) for number, subset in enumerate(self.subsets) if number)


class Font(TTFont):
    """A TrueType font whose subsets are made once for many documents.

    ReportLab's makes them again for each document. Equal fonts are one object: see registry.py.
    """

    @cached_property
    def fixed(self) -> dict[int, int]:
        """The codes of the characters that have the same code in every document."""
        has: Any = self.face.charToGlyph
        return {char: code for char, code in _FIXED.items() if char in has and char not in _NO_CODE}

    @cached_property
    def first(self) -> list[int]:
        """The characters by their fixed codes, 0 for a code without one."""
        chars = {code: char for char, code in self.fixed.items()}
        return [chars.get(code, 0) for code in range(0x100)]

    def subset(self, characters: Iterable[str | int]) -> bytes:
        """Return a font file with these characters, as ReportLab makes it: one thread at a time."""
        with _READING:
            return cast(bytes, cast(Any, self.face).makeSubset(list(characters)))

    def fixed_codes(self, text: str) -> bytes:
        """Return a text in the fixed codes. Raises KeyError if it has other characters."""
        return bytes(map(self.fixed.__getitem__, map(ord, text.replace("\u00a0", " "))))

    def codes(self, doc: Any) -> Codes:
        """Return the codes of its characters in a document."""
        states: Any = self.state
        codes: Codes | None = states.get(doc)
        if codes is None:
            codes = states[doc] = Codes(self.fixed, self.first)
            if always := _ALWAYS_EMBEDDED.get():
                glyphs = cast(Any, self.face).charToGlyph
                self.splitString("".join(char for char in always if ord(char) in glyphs), doc)
        return codes

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """Return the parts of a text, each with its subset's number and in its subset's codes.

        A text in the known codes of the first subset takes a short way.
        """
        state = self.codes(doc)
        if text and isinstance(text, str):
            try:
                coded = bytes(
                    map(state.assignments.__getitem__, map(ord, text.replace("\u00a0", " ")))
                )
                state.used.update(coded)
                return [(0, coded)]
            except (KeyError, ValueError):  # a new character, or one of another subset
                pass
        parts = super().splitString(text, doc, encoding)
        for subset, coded in parts:
            if subset == 0:
                state.used.update(coded)
        return parts

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:
        """Return the name of a subset in the document's resources."""
        self.codes(doc)
        return super().getSubsetInternalName(subset, doc)

    def addObjects(self, doc: Any) -> None:
        """Add the font's subsets to a document."""
        state = self.codes(doc)
        state.frozen = 1
        for number, needed in state.needed():
            self._add(
                doc, self.getSubsetInternalName(number, doc)[1:], _embedded(self, number, needed)
            )
        del self.state[doc]

    def _add(self, doc: Any, name: str, subset: EmbeddedSubset) -> None:
        stream = raw_stream(subset.characters, "/Filter /FlateDecode")
        characters = doc.Reference(stream).format(doc)
        descriptor = doc.Reference(Raw(self._descriptor(doc, subset))).format(doc)
        font = Raw(
            b"<</Type /Font/Subtype /TrueType/BaseFont /%s/FirstChar %d/LastChar %d"
            b"/Widths %s/ToUnicode %s/FontDescriptor %s>>"
            % (
                subset.name.encode("ascii"),
                subset.first,
                subset.last,
                subset.widths,
                characters,
                descriptor,
            )
        )
        doc.Reference(font, name)
        doc.idToObject["BasicFonts"].dict[name] = font

    def _descriptor(self, doc: Any, subset: EmbeddedSubset) -> bytes:
        stream = raw_stream(subset.file, f"/Filter /FlateDecode/Length1 {subset.length}")
        file: bytes = doc.Reference(stream).format(doc)
        start = f"<</Type /FontDescriptor/FontName /{subset.name}{self._symbolic}/FontFile2 "
        return start.encode("ascii") + file + b">>"

    @cached_property
    def _symbolic(self) -> str:
        flags = cast(Any, self.face).flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC
        return self.descriptor_entries(flags)

    def descriptor_entries(self, flags: int) -> str:
        """Return the entries of its font descriptor that are the same in every document."""
        face: Any = self.face
        return (
            f"/Flags {flags}/FontBBox [{' '.join(map(str, face.bbox))}]"
            f"/ItalicAngle {face.italicAngle}/Ascent {face.ascent}/Descent {face.descent}"
            f"/CapHeight {face.capHeight}/StemV {face.stemV}/MissingWidth {face.defaultWidth}"
        )


@lru_cache(maxsize=128)
def _embedded(font: Font, number: int, needed: frozenset[int] | tuple[int, ...]) -> EmbeddedSubset:
    """Return a subset as it is written to a PDF.

    ``needed`` are the codes of the first subset that a document uses, or all characters of another.
    """
    face: Any = font.face
    subset = (
        needed
        if number
        else [
            char if code in needed else 0 for code, char in enumerate(font.first[: max(needed) + 1])
        ]
    )
    assert not isinstance(subset, frozenset)
    name = (SUBSETN(number) + b"+" + face.name + face.subfontNameX).decode("pdfdoc")
    file = font.subset(subset)
    first = next(code for code, char in enumerate(subset) if char or number)
    widths = " ".join(
        str(face.getCharWidth(char)) if char or number else "0" for char in subset[first:]
    )
    characters = _character_map(name, ((code, char) for code, char in enumerate(subset) if char))
    return EmbeddedSubset(
        name,
        zlib.compress(file),
        len(file),
        zlib.compress(characters),
        f"[{widths}]".encode("ascii"),
        first,
        len(subset) - 1,
    )


def _character_map(name: str, pairs: Iterable[tuple[int, int]]) -> bytes:
    """Return a subset's character map, from its codes to Unicode (ISO 32000-1, 9.10.3)."""
    lines = [f"<{code:02X}> <{char:04X}>" for code, char in pairs]
    starts = range(0, len(lines), _MAX_IN_BLOCK)
    blocks = [lines[start : start + _MAX_IN_BLOCK] for start in starts]
    system = f"<< /Registry ({name}) /Ordering ({name}) /Supplement 0 >>"
    cmap = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        f"/CIDSystemInfo {system} def /CMapName /{name} def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return "\n".join(cmap).encode("ascii")

"""A font in a PDF: the subset of it that a document needs, its widths and its characters, made once for many documents.

The characters of Western texts have the same codes in every document, those of Windows code page 1252: so the operators
of a text are the same in each. All others get theirs as they come, as ReportLab gives them.
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
_NO_CODE = (0x7F, 0xA0, 0xAD, 0xFFFD)  # a blank that holds is a blank; others are never printed
_KEPT: ContextVar[str] = ContextVar("kept", default="")
_READING = allocate_lock()  # ReportLab keeps its place in a font's file in the font itself
_IN_A_BLOCK = 100  # characters: ISO 32000-1, 9.10.3, by way of Adobe's technical note 5014


@contextmanager
def always_embed(characters: Iterable[str]) -> Iterator[None]:
    """Every font of the documents that are begun inside has these characters, as far as it knows them, used or not.

    So letters that say different things have the same fonts, and a file of many of them has each once.
    """
    before = _KEPT.set("".join(sorted({sign for one in characters for sign in one})))
    try:
        yield
    finally:
        _KEPT.reset(before)


class Embedded(NamedTuple):
    """A subset: its name, the streams of its file and of its characters, and its widths, all as they are written."""

    name: str
    file: bytes
    length: int  # of the file, before it was compressed
    characters: bytes
    widths: bytes
    first: int  # code that has a width
    last: int


class Codes:
    """What a font's characters are called in one document; ``used`` are the codes of the first subset that it needs."""

    namePrefix = "F"

    def __init__(self, fixed: dict[int, int], first: list[int]) -> None:
        """``first`` are the characters of ``fixed`` by their codes, 0 where there is none."""
        self.assignments = dict(fixed)
        self.subsets: list[list[int]] = [list(first)]
        self.nextCode = 0x100
        self.internalName: str | None = None
        self.frozen = 0
        self.used: set[int] = set()

    def needed(self) -> Iterator[tuple[int, frozenset[int] | tuple[int, ...]]]:
        """The number of each subset with what is needed of it: of the first its codes, of another all its characters."""
        yield 0, frozenset(self.used or (0x20,))
        yield from ((number, tuple(subset)) for number, subset in enumerate(self.subsets) if number)


class Font(TTFont):
    """ReportLab's, which makes all of this anew for each document. Equal fonts are one: see fonts.py."""

    @cached_property
    def fixed(self) -> dict[int, int]:
        """The codes of characters that have the same in every document."""
        has: Any = self.face.charToGlyph
        return {char: code for char, code in _FIXED.items() if char in has and char not in _NO_CODE}

    @cached_property
    def first(self) -> list[int]:
        """The characters of those codes, 0 where there is none."""
        chars = {code: char for char, code in self.fixed.items()}
        return [chars.get(code, 0) for code in range(0x100)]

    def subset(self, characters: Iterable[str | int]) -> bytes:
        """Return a font file with these characters, as ReportLab makes it: one thread at a time."""
        with _READING:
            return cast(bytes, cast(Any, self.face).makeSubset(list(characters)))

    def fixed_codes(self, text: str) -> bytes:
        """A text in those codes; raises KeyError where it has other characters."""
        return bytes(map(self.fixed.__getitem__, map(ord, text.replace("\u00a0", " "))))

    def codes(self, doc: Any) -> Codes:
        """What its characters are called in a document."""
        known: Any = self.state
        made: Codes | None = known.get(doc)
        if made is None:
            made = known[doc] = Codes(self.fixed, self.first)
            if kept := _KEPT.get():
                self.splitString(
                    "".join(sign for sign in kept if ord(sign) in cast(Any, self.face).charToGlyph),
                    doc,
                )
        return made

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """The text in the codes of each subset: what is known already, and in the first one, without looking further."""
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
        made = super().splitString(text, doc, encoding)
        for subset, coded in made:
            if subset == 0:
                state.used.update(coded)
        return made

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:
        self.codes(doc)
        return super().getSubsetInternalName(subset, doc)

    def addObjects(self, doc: Any) -> None:
        state = self.codes(doc)
        state.frozen = 1
        for number, needed in state.needed():
            self._add(
                doc, self.getSubsetInternalName(number, doc)[1:], _embedded(self, number, needed)
            )
        del self.state[doc]

    def _add(self, doc: Any, name: str, made: Embedded) -> None:
        characters = doc.Reference(raw_stream(made.characters, "/Filter /FlateDecode")).format(doc)
        descriptor = doc.Reference(Raw(self._descriptor(doc, made))).format(doc)
        font = Raw(
            b"<</Type /Font/Subtype /TrueType/BaseFont /%s/FirstChar %d/LastChar %d/Widths %s/ToUnicode %s/FontDescriptor %s>>"
            % (
                made.name.encode("ascii"),
                made.first,
                made.last,
                made.widths,
                characters,
                descriptor,
            )
        )
        doc.Reference(font, name)
        doc.idToObject["BasicFonts"].dict[name] = font

    def _descriptor(self, doc: Any, made: Embedded) -> bytes:
        file: bytes = doc.Reference(
            raw_stream(made.file, f"/Filter /FlateDecode/Length1 {made.length}")
        ).format(doc)
        return (
            f"<</Type /FontDescriptor/FontName /{made.name}{self._symbolic}/FontFile2 ".encode(
                "ascii"
            )
            + file
            + b">>"
        )

    @cached_property
    def _symbolic(self) -> str:
        return self.looks(cast(Any, self.face).flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC)

    def looks(self, flags: int) -> str:
        """What its descriptor says of it in every document."""
        face: Any = self.face
        return (
            f"/Flags {flags}/FontBBox [{' '.join(map(str, face.bbox))}]"
            f"/ItalicAngle {face.italicAngle}/Ascent {face.ascent}/Descent {face.descent}/CapHeight {face.capHeight}"
            f"/StemV {face.stemV}/MissingWidth {face.defaultWidth}"
        )


@lru_cache(maxsize=128)
def _embedded(font: Font, number: int, needed: frozenset[int] | tuple[int, ...]) -> Embedded:
    """A subset: ``needed`` are the codes of the first one that a document uses, or the characters of another."""
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
    characters = _characters(name, ((code, char) for code, char in enumerate(subset) if char))
    return Embedded(
        name,
        zlib.compress(file),
        len(file),
        zlib.compress(characters),
        f"[{widths}]".encode("ascii"),
        first,
        len(subset) - 1,
    )


def _characters(name: str, pairs: Iterable[tuple[int, int]]) -> bytes:
    """The character map of a subset, from its codes to Unicode (ISO 32000-1, 9.10.3)."""
    lines = [f"<{code:02X}> <{char:04X}>" for code, char in pairs]
    blocks = [lines[at : at + _IN_A_BLOCK] for at in range(0, len(lines), _IN_A_BLOCK)]
    system = f"<< /Registry ({name}) /Ordering ({name}) /Supplement 0 >>"
    made = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        f"/CIDSystemInfo {system} def /CMapName /{name} def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return "\n".join(made).encode("ascii")

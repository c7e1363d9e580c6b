"""From a Brand's font files to registered fonts, and from a text to runs of one font each."""

from __future__ import annotations

import hashlib
import os
import struct
import unicodedata
from _thread import allocate_lock  # of threading, which would load more
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from typing import cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from press.brand.brand import FontFiles
from press.files import TooLargeError, read_regular
from press.problems import ContentError, Place, Problem
from press.typeset.fonts.embedding import Font

LARGEST_FONT = 40_000_000  # bytes
MAX_CACHED = 5_000  # texts
PLAIN = "plain"  # a face without a stroke through its zero, for addresses
_REGISTERING = allocate_lock()  # so that a font is one object, whoever asks for it first
LAST_CODE = 0xFFFF  # of the characters that ReportLab can embed


class Fonts:
    """The fonts of one brand.

    A font's name in the PDF comes from its file's content, so a name is never that of another
    font. Raises ContentError if a file cannot be used.
    """

    def __init__(self, files: FontFiles) -> None:
        self._files = files
        self._characters: dict[str, frozenset[str]] = {}  # of each font
        self._fallback: dict[str, str] = {}
        self._complete: set[str] = set()  # texts that the regular face has all characters of
        # The stock's fonts are known to have different names inside: its fallback fonts are loaded
        # on demand.
        stock = _folders(files.faces) == _folders(files.fallback)
        usable = self._registered(files.faces if stock else (*files.faces, *files.fallback))
        self.faces = {face: usable[path] for face, path, _ in files.faces}
        self._printed = frozenset(
            char for char in self._characters[self.name("regular")] if ord(char) <= LAST_CODE
        )

    def name(self, face: str) -> str:
        """Return ReportLab's name for a face of the brand.

        For PLAIN that is the fallback font, which machines read best.
        """
        return self._fallback_name("regular") if face == PLAIN else str(self.faces[face].fontName)

    def runs(self, text: str, face: str) -> list[tuple[str, str]]:
        """Return (font name, text) in order.

        A letter and its combining marks stay in one font. A character that no font has stays in the
        face's own font: ``missing`` reports it beforehand.
        """
        own = self.name(face)
        if self._characters[own].issuperset(text):
            return [(own, text)]
        runs: list[tuple[str, str]] = []
        for cluster in _clusters(text):
            font = next((font for font in self._chain(face) if self._has(font, cluster)), own)
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1] + cluster)
            else:
                runs.append((font, cluster))
        return runs

    def width(self, text: str, face: str) -> float:
        """Return the width of a text at a size of one point, in points."""
        own = self.name(face)
        if self._characters[own].issuperset(text):
            return float(pdfmetrics.stringWidth(text, own, 1))
        return sum(
            float(pdfmetrics.stringWidth(run, name, 1)) for name, run in self.runs(text, face)
        )

    def missing(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield (offset, character) for each that neither the regular face nor its fallback has."""
        if text in self._complete:
            return
        typed, text = text, unicodedata.normalize("NFC", text)
        chars = {*text} - self._printed - {"\n"}
        if not chars:
            if len(self._complete) >= MAX_CACHED:
                self._complete.clear()
            self._complete.add(typed)
            return
        missing = {char for char in chars if ord(char) > LAST_CODE or not self._any_has(char)}
        reported = False
        for offset, char in enumerate(text) if missing else ():
            # A variation selector only changes the character before it, which is reported already.
            if reported and "\ufe00" <= char <= "\ufe0f":
                continue
            reported = char in missing
            if reported:
                yield offset, char

    def font_with(self, *alternatives: Set[str]) -> str:
        """Return the name of the regular face if it has a character of each set.

        Else that of its fallback.
        """
        for font in self._chain("regular"):
            if all(map(self._characters[font].intersection, alternatives)):
                break
        return font

    def _any_has(self, char: str) -> bool:
        return any(self._has(font, char) for font in self._chain("regular"))

    def _chain(self, face: str) -> Iterator[str]:
        """Yield the fonts to try for a character, in order. A fallback is loaded when reached."""
        yield self.name(face)
        if face == PLAIN:
            yield self.name("regular")
        if face == "tabular":
            yield self.name("bold")
        yield self._fallback_name(
            "bold" if face in ("bold", "bold_italic", "tabular") else "regular"
        )

    def _fallback_name(self, face: str) -> str:
        if face not in self._fallback:
            rows = [row for row in self._files.fallback if row[0] == face]
            path = rows[0][1]
            self._fallback[face] = self._registered(rows)[path].fontName
        return self._fallback[face]

    def _registered(self, files: Iterable[tuple[str, str, Place]]) -> dict[str, TTFont]:
        """Return the fonts by path.

        Raises ContentError if a font cannot be used, or if two have the same name inside.
        """
        problems: list[Problem] = []
        places = {path: place for _, path, place in reversed([*files])}
        fonts = {
            path: font
            for path, place in places.items()
            if (font := _register(path, place, problems))
        }
        inner_names = {font.fontName: font.face.name for font in fonts.values()}
        if len(set(inner_names.values())) < len(inner_names):  # ReportLab would mix them up
            place = self._files.faces[0][2]
            message = "Two different font files have the same name inside"
            hint = "Name another file, or leave the face out"
            problems.append(Problem(place, "P06", message, hint))
        if problems:
            raise ContentError(sorted(set(problems)))
        self._characters.update(
            {font.fontName: frozenset(map(chr, font.face.charToGlyph)) for font in fonts.values()}
        )
        return fonts

    def _has(self, font: str, text: str) -> bool:
        return self._characters[font].issuperset(text)


@lru_cache(maxsize=8)
def fonts_of(files: FontFiles) -> Fonts:
    """Return the fonts of a brand, registered once.

    Raises ContentError if a file is not a usable TrueType font.
    """
    return Fonts(files)


def _folders(files: Iterable[tuple[str, str, Place]]) -> set[str]:
    return {os.path.dirname(os.path.realpath(path)) for _, path, _ in files}


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with the combining marks that follow it."""
    cluster = ""
    for char in text:
        if cluster and unicodedata.combining(char):
            cluster += char
            continue
        if cluster:
            yield cluster
        cluster = char
    if cluster:
        yield cluster


def _register(path: str, place: Place, problems: list[Problem]) -> TTFont | None:
    """Return the font in a file; None, with a problem added, if it cannot be used."""
    try:
        data = read_regular(path, LARGEST_FONT)
    except TooLargeError as error:
        message = f"The font '{os.path.basename(path)}' cannot be used: {error.strerror}"
        problems.append(Problem(place, "P06", message, "Use a TrueType file of one face"))
        return None
    except OSError as error:
        message = f"The file cannot be read ({error.strerror})"
        problems.append(Problem(Place(path), "W03", message, "Check it"))
        return None
    name = "F" + hashlib.sha256(data).hexdigest()[:12]
    try:
        with _REGISTERING:
            if name in pdfmetrics.getRegisteredFontNames():
                return cast(TTFont, pdfmetrics.getFont(name))
            font = Font(name, path, validate=1)
            pdfmetrics.registerFont(font)
            pdfmetrics.registerFontFamily(name, name, name, name, name)
            return font
    except (
        TTFError,
        struct.error,
        ValueError,
        KeyError,
        IndexError,
        AssertionError,
        ArithmeticError,
        MemoryError,
    ):
        hint = "Use a TrueType file (.ttf) that may be embedded"
        message = f"The font '{path.replace(chr(92), '/').rpartition('/')[2]}' cannot be used"
        problems.append(Problem(place, "P06", message, hint))
        return None

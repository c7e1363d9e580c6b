"""From a Brand's font files to registered fonts, and from a text to the runs that each font can print."""

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
from press.content.handout import read_bytes
from press.problems import ContentError, Place, Problem
from press.typeset.fonts.embedding import Font

MOST = 5_000  # texts
PLAIN = "plain"  # a face without a stroke through its zero, for addresses
_REGISTERING = allocate_lock()  # so that a font is one object, whoever asks for it first
LAST_CODE = 0xFFFF  # of the characters that ReportLab can embed


class Fonts:
    """The fonts of one brand. A font's name in the PDF is made of its file's content, so it is never the wrong one."""

    def __init__(self, files: FontFiles) -> None:
        self._files = files
        self._known: dict[str, frozenset[str]] = {}  # the characters of each font
        self._fallback: dict[str, str] = {}
        self._whole: set[str] = set()  # texts of which the regular face lacks nothing
        # The stock's fonts can be told apart: those that step in are loaded when they are asked.
        stock = _folders(files.faces) == _folders(files.fallback)
        usable = self._registered(files.faces if stock else (*files.faces, *files.fallback))
        self.faces = {face: usable[path] for face, path, _ in files.faces}
        self._printed = frozenset(
            char for char in self._known[self.name("regular")] if ord(char) <= LAST_CODE
        )

    def name(self, face: str) -> str:
        """ReportLab's name for a face of the brand's FontFiles, or for the plain one that steps in, which machines read best."""
        return self._stepping_in("regular") if face == PLAIN else str(self.faces[face].fontName)

    def runs(self, text: str, face: str) -> list[tuple[str, str]]:
        """(font name, text) in order; a letter and the marks that combine with it stay in one font.

        What no font has stays in the face's own font: ``missing`` names it beforehand.
        """
        own = self.name(face)
        if self._known[own].issuperset(text):
            return [(own, text)]
        runs: list[tuple[str, str]] = []
        for cluster in _clusters(text):
            font = next((one for one in self._chain(face) if self._has(one, cluster)), own)
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1] + cluster)
            else:
                runs.append((font, cluster))
        return runs

    def width(self, text: str, face: str) -> float:
        """Of a text in a face of one point, in points."""
        own = self.name(face)
        if self._known[own].issuperset(text):
            return float(pdfmetrics.stringWidth(text, own, 1))
        return sum(
            float(pdfmetrics.stringWidth(run, name, 1)) for name, run in self.runs(text, face)
        )

    def missing(self, text: str) -> Iterator[tuple[int, str]]:
        """(offset, character) for each that neither the practice's font nor the one that steps in has."""
        if text in self._whole:
            return
        typed, text = text, unicodedata.normalize("NFC", text)
        chars = {*text} - self._printed - {"\n"}
        if not chars:
            if len(self._whole) >= MOST:
                self._whole.clear()
            self._whole.add(typed)
            return
        lacking = {char for char in chars if ord(char) > LAST_CODE or not self._steps_in(char)}
        named = False
        for offset, char in enumerate(text) if lacking else ():
            if (
                named and "\ufe00" <= char <= "\ufe0f"
            ):  # it only says how the one before it, told already, is shown
                continue
            named = char in lacking
            if named:
                yield offset, char

    def font_with(self, *each: Set[str]) -> str:
        """The name of the regular face; or of the one that steps in, where that has no character of some set."""
        for one in self._chain("regular"):
            if all(map(self._known[one].intersection, each)):
                break
        return one

    def _steps_in(self, char: str) -> bool:
        return any(self._has(one, char) for one in self._chain("regular"))

    def _chain(self, face: str) -> Iterator[str]:
        """The fonts that are asked for a character, one after the other; who steps in is loaded when it is asked."""
        yield self.name(face)
        if face == PLAIN:
            yield self.name("regular")
        if face == "tabular":
            yield self.name("bold")
        yield self._stepping_in("bold" if face in ("bold", "bold_italic", "tabular") else "regular")

    def _stepping_in(self, face: str) -> str:
        if face not in self._fallback:
            path = next(path for one, path, _ in self._files.fallback if one == face)
            self._fallback[face] = self._registered(
                [one for one in self._files.fallback if one[0] == face]
            )[path].fontName
        return self._fallback[face]

    def _registered(self, files: Iterable[tuple[str, str, Place]]) -> dict[str, TTFont]:
        """The fonts by path; raises ContentError where some cannot be used, or cannot be told apart."""
        problems: list[Problem] = []
        places = {path: place for _, path, place in reversed([*files])}
        fonts = {
            path: font
            for path, place in places.items()
            if (font := _register(path, place, problems))
        }
        different = {font.fontName: font.face.name for font in fonts.values()}
        if len(set(different.values())) < len(different):  # ReportLab would take one for the other
            hint = "Name another file, or leave the face out"
            problems.append(
                Problem(
                    self._files.faces[0][2],
                    "P06",
                    "Two different font files have the same name inside",
                    hint,
                )
            )
        if problems:
            raise ContentError(sorted(set(problems)))
        self._known.update(
            {font.fontName: frozenset(map(chr, font.face.charToGlyph)) for font in fonts.values()}
        )
        return fonts

    def _has(self, font: str, text: str) -> bool:
        return self._known[font].issuperset(text)


@lru_cache(maxsize=8)
def fonts_of(files: FontFiles) -> Fonts:
    """The fonts of a brand, registered once; raises ContentError where a file is not a usable TrueType font."""
    return Fonts(files)


def _folders(files: Iterable[tuple[str, str, Place]]) -> set[str]:
    return {os.path.dirname(os.path.realpath(path)) for _, path, _ in files}


def _clusters(text: str) -> Iterator[str]:
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
    data = read_bytes(path)
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

"""From a Brand's font files to registered fonts, and from a text to the runs that each font can print."""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from press.brand import FontFiles
from press.content.handout import read_bytes
from press.problems import ContentError, Place, Problem


class Fonts:
    """The fonts of one brand. A font's name in the PDF is made of its file's content, so it is never the wrong one."""

    def __init__(self, files: FontFiles) -> None:
        problems: list[Problem] = []
        registered: dict[str, TTFont | None] = {}
        for _, path, place in (*files.faces, *files.fallback):
            if path not in registered:
                registered[path] = _register(path, place, problems)
        usable = {path: font for path, font in registered.items() if font}
        different = {font.fontName: font.face.name for font in usable.values()}
        if len(set(different.values())) < len(different):  # ReportLab would take one for the other
            hint = "Name another file, or leave the face out"
            problems.append(Problem(files.faces[0][2], "P06", "Two different font files have the same name inside", hint))
        if problems:
            raise ContentError(sorted(set(problems)))
        self.faces = {face: usable[path] for face, path, _ in files.faces}
        self._fallback = {face: usable[path] for face, path, _ in files.fallback}
        self._known = {font.fontName: font.face.charToGlyph for font in (*self.faces.values(), *self._fallback.values())}

    def name(self, face: str) -> str:
        """ReportLab's name for a face of the brand's FontFiles."""
        return str(self.faces[face].fontName)

    def runs(self, text: str, face: str) -> list[tuple[str, str]]:
        """(font name, text) in order; a letter and the marks that combine with it stay in one font.

        What no font has stays in the face's own font: ``missing`` names it beforehand.
        """
        own = self.name(face)
        known = self._known[own]
        if all(ord(char) in known for char in text):
            return [(own, text)]
        runs: list[tuple[str, str]] = []
        for cluster in _clusters(text):
            font = next((one for one in self._chain(face) if self._has(one, cluster)), own)
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1] + cluster)
            else:
                runs.append((font, cluster))
        return runs

    def missing(self, text: str) -> Iterator[tuple[int, str]]:
        """(offset, character) for each that neither the practice's font nor the one that steps in has."""
        text = unicodedata.normalize("NFC", text)
        chain = self._chain("regular")
        lacking = {char for char in set(text) - {"\n"} if ord(char) > 0xFFFF or not any(self._has(one, char) for one in chain)}
        named = False
        for offset, char in enumerate(text) if lacking else ():
            if named and "\ufe00" <= char <= "\ufe0f":  # it only says how the one before it, told already, is shown
                continue
            named = char in lacking
            if named:
                yield offset, char

    def _chain(self, face: str) -> tuple[str, ...]:
        heavy = face in ("bold", "bold_italic", "tabular")
        own = (face, "bold") if face == "tabular" else (face,)
        step_in = self._fallback["bold" if heavy else "regular"]
        return (*(self.name(one) for one in own), str(step_in.fontName))

    def _has(self, font: str, text: str) -> bool:
        known = self._known[font]
        return all(ord(char) in known for char in text)


@lru_cache(maxsize=8)
def fonts_of(files: FontFiles) -> Fonts:
    """The fonts of a brand, registered once; raises ContentError where a file is not a usable TrueType font."""
    return Fonts(files)


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
        if name in pdfmetrics.getRegisteredFontNames():
            return cast(TTFont, pdfmetrics.getFont(name))
        font = TTFont(name, path, validate=1)
        pdfmetrics.registerFont(font)
        pdfmetrics.registerFontFamily(name, name, name, name, name)
        return font
    except (TTFError, struct.error, ValueError, KeyError, IndexError, AssertionError, ArithmeticError, MemoryError):
        hint = "Use a TrueType file (.ttf) that may be embedded"
        message = f"The font '{path.replace(chr(92), '/').rpartition('/')[2]}' cannot be used"
        problems.append(Problem(place, "P06", message, hint))
        return None

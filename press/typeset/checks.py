"""From a Handout and a Brand to the Problems that prevent typesetting."""

from __future__ import annotations

import unicodedata

from press.brand.brand import Brand
from press.content.handout import Handout
from press.content.tree import Picture, Text, leaves_and_blocks
from press.problems import Collecting, Problem
from press.typeset.fonts.registry import fonts_of
from press.typeset.phrases import PHRASES, phrases
from press.typeset.pictures.load import load_art, load_file

# Asian scripts whose letters change their form or place beside others (Unicode 16, chapters 12, 13
# and 16).
_SHAPED = (
    (0x0900, 0x0DFF),
    (0x0F00, 0x109F),
    (0x1780, 0x17FF),
    (0x1800, 0x18AF),
    (0x1A20, 0x1AAF),
    (0x1B00, 0x1BFF),
    (0xA840, 0xA97F),
)


def needs_shaping(char: str) -> bool:
    """Check whether a character is printed in another order or shape than it is stored in."""
    return unicodedata.bidirectional(char) in ("R", "AL", "AN") or any(
        first <= ord(char) <= last for first, last in _SHAPED
    )


def check_story(handout: Handout, brand: Brand) -> list[Problem]:
    """Return what prevents typesetting: characters, pictures, the logo, or the language."""
    problems: list[Problem] = []
    fonts = fonts_of(brand.fonts)
    texts, blocks = leaves_and_blocks(handout)
    for leaf in (*texts, *brand.texts):
        unsupported: set[str] = set()
        if not leaf.text.isascii():
            unsupported.update(filter(needs_shaping, leaf.text))
        if unsupported:
            offset = next(index for index, char in enumerate(leaf.text) if char in unsupported)
            hint = "Print it as a picture with alternative text until the program can"
            message = (
                "Text in a script that runs from right to left, or joins its letters, "
                "cannot be set yet"
            )
            problems.append(Problem(leaf.place_at(offset), "T07", message, hint))
        problems += [
            _missing(leaf, offset, char)
            for offset, char in fonts.missing(leaf.text)
            if char not in unsupported
        ]
    for picture in blocks:
        if isinstance(picture, Picture):
            with Collecting(problems):
                load_art(picture, brand)
    if brand.logo:
        with Collecting(problems):
            load_file(brand.logo, brand.colors, brand.logo_at)
    language = handout.language or brand.language
    if phrases(language) is None:
        hint = f"Use one of: {', '.join(PHRASES)}; or add its phrases to the program"
        place = handout.language_at if handout.language else brand.place
        problems.append(
            Problem(place, "T06", f"The program has no words of its own in '{language}'", hint)
        )
    return problems


def _missing(leaf: Text, offset: int, char: str) -> Problem:
    shown = f"'{char}' " if char.isprintable() else ""
    hint = "Write it in another way, or choose a font that has it"
    return Problem(
        leaf.place_at(offset),
        "T02",
        f"The fonts have no character {shown}(U+{ord(char):04X})",
        hint,
    )

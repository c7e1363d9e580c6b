"""What keeps a handout from being typeset at all, found before anything is."""

from __future__ import annotations

from press.brand import Brand
from press.content.handout import Handout
from press.content.tree import Picture, Text, blocks_in, leaves
from press.problems import Collecting, Problem
from press.typeset.fonts import fonts_of
from press.typeset.phrases import PHRASES, phrases
from press.typeset.pictures import load_art, load_file


def check_story(handout: Handout, brand: Brand) -> list[Problem]:
    """What keeps a handout from being typeset at all: characters, pictures, the language; in one pass."""
    problems: list[Problem] = []
    fonts = fonts_of(brand.fonts)
    for leaf in (*leaves(handout), *brand.texts):
        for offset, char in fonts.missing(leaf.text):
            problems.append(_missing(leaf, offset, char))
    for picture in blocks_in((handout.picture, handout.sections)):
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
        problems.append(Problem(place, "T06", f"The program has no words of its own in '{language}'", hint))
    return problems


def _missing(leaf: Text, offset: int, char: str) -> Problem:
    shown = f"'{char}' " if char.isprintable() else ""
    hint = "Write it in another way, or choose a font that has it"
    return Problem(leaf.at(offset), "T02", f"The fonts have no character {shown}(U+{ord(char):04X})", hint)

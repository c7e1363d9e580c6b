"""From the text of an address cell to a delivery line by Publication 28: capitals, abbreviations.

A word that is the street's own name is never abbreviated: AVENUE RD, NORTH ST, WEST END AVE.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from press.mail.recipients.abbreviations import (
    DIRECTIONS,
    LONE_UNIT_SHORT,
    LONE_UNIT_WORDS,
    NAME_AFTER_DIRECTION,
    NUMBER_WORDS,
    SHORT_DIRECTIONS,
    SUFFIX_SHORT,
    SUFFIX_WORDS,
    SURE_UNIT_WORDS,
    UNIT_SHORT,
    UNIT_WORDS,
)

Words = Sequence[str]
APARTMENT_WORDS = SURE_UNIT_WORDS - {"UNIT", "#"}  # UNIT 4 may be a military address

_BOX = re.compile(
    r"(?:P ?O ?BOX|P ?O ?BX|POB|P ?O|POST(?:AL)? OFFICE BOX|P ?O DRAWER|P ?O BIN)"
    r"(?: (?:NO|NUMBER))? ?#? ?([A-Z]?\d[\dA-Z-]*|[A-Z])"
)
_RURAL = re.compile(
    r"(?:R ?R|RURAL (?:ROUTE|RTE|RT|RD)|R ?F ?D(?: ROUTE)?|RD|RT|RTE|ROUTE) ?#? ?(\w+)"
    r" BOX ?#? ?(\w[\w-]*)"
)
_HIGHWAY = re.compile(
    r"(?:H ?C|HIGHWAY CONTRACT(?: ROUTE)?|STAR ROUTE) ?#? ?(\w+) BOX ?#? ?(\w[\w-]*)"
)
_MILITARY = re.compile(r"(?:PSC|CMR|UNIT) \w+(?: BOX \w+)?")
_ABBREVIATION_POINT = re.compile(r"(?<![^\W\d_])([^\W\d_])\.(?=[^\W\d_])")  # of P.O. and N.W.
_KEPT_PUNCTUATION = re.compile(
    r"(?<=\d)[-./](?=\d)|(?<=\d)-(?=[^\W_])|(?<=[^\W_])-(?=\d)|(?<=[^\W_])/(?=[^\W_])|[#&]"
)
_PLAIN = re.compile(r"[A-Z0-9 ]*")
_OTHER_CHARACTER = re.compile(r"[^A-Z0-9 #&]")
_UNIT_NUMBER = re.compile(r"\d+[A-Z]?|[A-Z]\d*|\d+-\d+|\d+-?[A-Z]|[A-Z]-\d+")
_ORDINAL = re.compile(r"\d+(?:ST|ND|RD|TH)")


def normalize(text: str) -> str:
    """Return the text in capitals, with single blanks and without most punctuation.

    The signs of 12-14, 1/2, 39.2 and C/O, # and & are kept.
    """
    text = text.upper() if text.isascii() else unicodedata.normalize("NFC", text.upper()).upper()
    if not _PLAIN.fullmatch(text):
        text = _ABBREVIATION_POINT.sub(r"\1", text.replace("'", "").replace("’", ""))
        text = text.replace(". ", " ").removesuffix(".")
        if _OTHER_CHARACTER.search(text):
            kept = {match.start() for match in _KEPT_PUNCTUATION.finditer(text)}
            text = "".join(
                char if char.isalnum() or offset in kept or _is_combining(char) else " "
                for offset, char in enumerate(text)
            )
        text = text.replace("#", " # ")
    return " ".join(text.split())


def is_numbered(words: Words) -> bool:
    """Return True for a street address that begins with its number."""
    if len(words) < 2 or words[1] in ("FL", "FLOOR"):
        return False
    return _has_digit(words[0]) or words[0] in NUMBER_WORDS


def special_line(text: str) -> str | None:
    """Return a PO box, a rural or highway route, or a military address in its standard form.

    None for every other address.
    """
    if text[:1].isdigit():
        return None
    for pattern, form in (
        (_BOX, "PO BOX {}"),
        (_RURAL, "RR {} BOX {}"),
        (_HIGHWAY, "HC {} BOX {}"),
    ):
        if match := pattern.fullmatch(text):
            return form.format(*match.groups())
    return text if _MILITARY.fullmatch(text) or text == "GENERAL DELIVERY" else None


def street_and_unit(words: Words) -> tuple[list[str], list[str]]:
    """Return the words of a numbered delivery line and of its secondary unit, abbreviated."""
    index = _unit_index(words)
    return _abbreviate_street(list(words[:index])), abbreviate_unit(words[index:])


def abbreviate_unit(words: Words) -> list[str]:
    """Return the words of a secondary unit, abbreviated."""
    return [UNIT_SHORT.get(word, LONE_UNIT_SHORT.get(word, word)) for word in words]


def drop_number_signs(words: Words) -> list[str]:
    """Return APT # 4 as APT 4. A sign without a designator is kept."""
    return [
        word
        for index, word in enumerate(words)
        if word != "#" or index == 0 or words[index - 1] not in SURE_UNIT_WORDS
    ]


def is_unit(words: Words) -> bool:
    """Return True for a secondary unit: APT 4, # 4, REAR, 2ND FLOOR, or 4B alone."""
    if not words:
        return False
    if words[0] in UNIT_WORDS:
        return len(words) > 1 and (words[0] in SURE_UNIT_WORDS or _is_unit_number(words[1]))
    if len(words) == 1 and (words[0] in LONE_UNIT_WORDS or words[0] == "PH"):
        return True
    return (len(words) == 1 and bool(_UNIT_NUMBER.fullmatch(words[0]))) or _is_floor(words)


def _unit_index(words: Words) -> int:
    """Return the index at which the secondary unit begins; the number of words without one."""
    for index in range(2, len(words)):
        word, before = words[index], words[index - 1]
        after_street = before in SUFFIX_WORDS or before in SHORT_DIRECTIONS or before in DIRECTIONS
        if word in UNIT_WORDS and index + 1 < len(words):
            has_number = _is_unit_number(words[index + 1]) or word == "#"
            if has_number and (after_street or word in SURE_UNIT_WORDS):
                return index
        if index + 1 == len(words) and word in LONE_UNIT_WORDS and after_street:
            return index
        if after_street and _is_floor(words[index:]):
            return index
    return len(words)


def _is_floor(words: Words) -> bool:
    return (
        len(words) == 2
        and words[1] in ("FLOOR", "FLR", "FL")
        and bool(_ORDINAL.fullmatch(words[0]))
    )


def _is_unit_number(word: str) -> bool:
    return _has_digit(word) or len(word) == 1 or word in NUMBER_WORDS


def _has_digit(word: str) -> bool:
    return word.isdigit() or any(char.isdigit() for char in word)


def _abbreviate_street(words: list[str]) -> list[str]:
    """Return number, name, suffix and directions; the suffix and the directions are abbreviated."""
    name_start = 2 if len(words) > 2 and "/" in words[1] else 1
    number, name = words[:name_start], words[name_start:]
    postdirectional = _postdirectional(name)
    name = name[: len(name) - len(postdirectional)]
    own_name = name
    if len(name) > 1 and name[-1] in SUFFIX_WORDS:
        own_name = name[:-1]
        if own_name != ["THE"]:
            name[-1] = SUFFIX_SHORT.get(name[-1], name[-1])
    if len(own_name) > 1 and own_name[0] in DIRECTIONS and own_name[1] not in DIRECTIONS:
        is_own_name = len(own_name) == 2 and own_name[1] in NAME_AFTER_DIRECTION
        name[0] = name[0] if is_own_name else DIRECTIONS[name[0]]
    return number + name + postdirectional


def _postdirectional(name: list[str]) -> list[str]:
    """Return the abbreviated direction after a street; none for 12 AVENUE NORTH, as in its name."""
    if len(name) < 2 or not (name[-1] in DIRECTIONS or name[-1] in SHORT_DIRECTIONS):
        return []
    before = name[-2]
    if before.isdigit() or _ORDINAL.fullmatch(before) or (before in SUFFIX_WORDS and len(name) > 2):
        return [DIRECTIONS.get(name[-1], name[-1])]
    return []


def _is_combining(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char)[0] == "M"

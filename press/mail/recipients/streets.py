"""From the text of an address cell to a delivery line by Publication 28: capitals, hardly a point, short words.

A word that is the street's own name is never shortened: AVENUE RD, NORTH ST, WEST END AVE.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from press.mail.recipients.abbreviations import (
    ALONE,
    DIRECTIONS,
    NUMBERS,
    OWN,
    SHORT_DIRECTIONS,
    STRONG,
    SUFFIX,
    SUFFIXES,
    UNIT,
    UNIT_ALONE,
    UNITS,
)

Words = Sequence[str]
UNIT_ALWAYS = STRONG - {"UNIT", "#"}  # UNIT 4 may be a military address

_BOX = re.compile(
    r"(?:P ?O ?BOX|P ?O ?BX|POB|P ?O|POST(?:AL)? OFFICE BOX|P ?O DRAWER|P ?O BIN)(?: (?:NO|NUMBER))? ?#? ?([A-Z]?\d[\dA-Z-]*|[A-Z])"
)
_RURAL = re.compile(
    r"(?:R ?R|RURAL (?:ROUTE|RTE|RT|RD)|R ?F ?D(?: ROUTE)?|RD|RT|RTE|ROUTE) ?#? ?(\w+) BOX ?#? ?(\w[\w-]*)"
)
_HIGHWAY = re.compile(
    r"(?:H ?C|HIGHWAY CONTRACT(?: ROUTE)?|STAR ROUTE) ?#? ?(\w+) BOX ?#? ?(\w[\w-]*)"
)
_MILITARY = re.compile(r"(?:PSC|CMR|UNIT) \w+(?: BOX \w+)?")
_LETTER = re.compile(r"(?<![^\W\d_])([^\W\d_])\.(?=[^\W\d_])")  # the point of P.O. and N.W.
_KEPT = re.compile(
    r"(?<=\d)[-./](?=\d)|(?<=\d)-(?=[^\W_])|(?<=[^\W_])-(?=\d)|(?<=[^\W_])/(?=[^\W_])|[#&]"
)
_PLAIN = re.compile(r"[A-Z0-9 ]*")
_ODD = re.compile(r"[^A-Z0-9 #&]")
_PLACED = re.compile(r"\d+[A-Z]?|[A-Z]\d*|\d+-\d+|\d+-?[A-Z]|[A-Z]-\d+")
_ORDINAL = re.compile(r"\d+(?:ST|ND|RD|TH)")


def plain(text: str) -> str:
    """Capitals, single blanks, and of the punctuation 12-14, 1/2, 39.2, C/O, # and &."""
    text = text.upper() if text.isascii() else unicodedata.normalize("NFC", text.upper()).upper()
    if not _PLAIN.fullmatch(text):
        text = _LETTER.sub(r"\1", text.replace("'", "").replace("’", ""))
        text = text.replace(". ", " ").removesuffix(".")
        if _ODD.search(text):
            kept = {found.start() for found in _KEPT.finditer(text)}
            text = "".join(
                one if one.isalnum() or at in kept or _mark(one) else " "
                for at, one in enumerate(text)
            )
        text = text.replace("#", " # ")
    return " ".join(text.split())


def numbered(words: Words) -> bool:
    """True for what begins as a street address does, with its number."""
    if len(words) < 2 or words[1] in ("FL", "FLOOR"):
        return False
    return words[0].isdigit() or any(one.isdigit() for one in words[0]) or words[0] in NUMBERS


def special(text: str) -> str | None:
    """A box, a rural or highway route or a military address as it is written; None for everything else."""
    if text[:1].isdigit():
        return None
    for pattern, form in (
        (_BOX, "PO BOX {}"),
        (_RURAL, "RR {} BOX {}"),
        (_HIGHWAY, "HC {} BOX {}"),
    ):
        if found := pattern.fullmatch(text):
            return form.format(*found.groups())
    return text if _MILITARY.fullmatch(text) or text == "GENERAL DELIVERY" else None


def street(words: Words) -> tuple[list[str], list[str]]:
    """The words of a numbered delivery line, shortened, and those of its unit."""
    at = _unit_at(words)
    return _street(list(words[:at])), unit(words[at:])


def unit(words: Words) -> list[str]:
    return [UNITS.get(one, ALONE.get(one, one)) for one in words]


def unsigned(words: Words) -> list[str]:
    """APT # 4 is APT 4; a sign alone stays, for nobody said what is counted."""
    return [
        one for at, one in enumerate(words) if one != "#" or at == 0 or words[at - 1] not in STRONG
    ]


def is_unit(words: Words) -> bool:
    """True for APT 4, # 4, REAR, 2ND FLOOR, and for 4B alone."""
    if not words:
        return False
    if words[0] in UNIT:
        return len(words) > 1 and (words[0] in STRONG or _placed(words[1]))
    return (
        len(words) == 1
        and (words[0] in UNIT_ALONE or words[0] == "PH" or bool(_PLACED.fullmatch(words[0])))
    ) or _floor(words)


def _unit_at(words: Words) -> int:
    """Where in a delivery line its unit begins."""
    for at in range(2, len(words)):
        word = words[at]
        ended = (
            words[at - 1] in SUFFIX
            or words[at - 1] in SHORT_DIRECTIONS
            or words[at - 1] in DIRECTIONS
        )
        if (
            word in UNIT
            and at + 1 < len(words)
            and (_placed(words[at + 1]) or word == "#")
            and (ended or word in STRONG)
        ):
            return at
        if at + 1 == len(words) and word in UNIT_ALONE and ended:
            return at
        if ended and _floor(words[at:]):
            return at
    return len(words)


def _floor(words: Words) -> bool:
    return (
        len(words) == 2
        and words[1] in ("FLOOR", "FLR", "FL")
        and bool(_ORDINAL.fullmatch(words[0]))
    )


def _placed(word: str) -> bool:
    return word.isdigit() or any(one.isdigit() for one in word) or len(word) == 1 or word in NUMBERS


def _street(words: list[str]) -> list[str]:
    first = 2 if len(words) > 2 and "/" in words[1] else 1
    number, name = words[:first], words[first:]
    after = _after(name)
    last = len(name) - len(after)
    if last > 1 and name[last - 1] in SUFFIXES and name[: last - 1] != ["THE"]:
        name[last - 1] = SUFFIXES[name[last - 1]]
    own = name[: last - 1] if last > 1 and name[last - 1] in SUFFIX else name[:last]
    if (
        len(own) > 1
        and own[0] in DIRECTIONS
        and own[1] not in DIRECTIONS
        and not (len(own) == 2 and own[1] in OWN)
    ):
        name[0] = DIRECTIONS[own[0]]
    return number + name[:last] + after


def _after(name: list[str]) -> list[str]:
    """The direction behind a street, shortened; NORTH of 12 AVENUE NORTH may be its name."""
    if len(name) < 2 or not (name[-1] in DIRECTIONS or name[-1] in SHORT_DIRECTIONS):
        return []
    before = name[-2]
    if before.isdigit() or _ORDINAL.fullmatch(before) or (before in SUFFIX and len(name) > 2):
        return [DIRECTIONS.get(name[-1], name[-1])]
    return []


def _mark(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char)[0] == "M"

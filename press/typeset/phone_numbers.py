"""From the numbers in a handout to remarks on those that are nearly the practice's, or nearly 911.

A number that was typed by hand may have a digit too many, too few, or wrong. Nobody sees that on
paper until a patient calls a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from press.brand.brand import Brand
from press.content.handout import Handout
from press.content.tree import Link, Text, leaves_and_blocks
from press.problems import Place, Problem

NEAR = 2  # digits in which a mistyped number differs at most

_NUMBER = re.compile(
    r"(?<![\w/])(?<!\d[-.,])\+?\(?\d(?:[ .()/‐‑–\u00a0-]{0,3}\d){5,11}(?![\w/])(?![-.,]\d)"
)
_SHORT = re.compile(
    r"\b(?:call|calls|calling|dial|dialing|phone|ring|text|texting|llame|llamar|llama|marque|marcar"
    r"|appelez|composez)\b[^.!?\n]{0,30}?(?<![\w(.-])(?P<number>\d-?\d-?\d)"
    r"(?![\w)]|[-. ]\d|\s*(?:mg|ml|days?|hours?|minutes?|times|weeks?)\b)",
    re.IGNORECASE,
)
_SHORT_NUMBERS = ("911", "988")
_SERVICES = {"211", "311", "411", "511", "611", "711", "811", "911", "988", "112", "999"}


def near_numbers(handout: Handout, brand: Brand) -> Iterator[Problem]:
    """Yield a remark for each number that is nearly one of the practice's, or nearly 911 or 988."""
    known = {label: _digits(number) for label, number in _known(brand)}
    texts, blocks = leaves_and_blocks(handout)
    for leaf in texts:
        if not any(char.isdigit() for char in leaf.text):
            continue
        for match in _NUMBER.finditer(leaf.text):
            if meant := _meant(match.group(), known):
                place = leaf.place_at(match.start())
                yield _remark(place, match.group().strip(" ()"), meant, brand)
        for match in _SHORT.finditer(leaf.text):
            number = _digits(match["number"])
            near = [one for one in _SHORT_NUMBERS if _near_short(number, one)]
            if number not in _SERVICES and near:
                hint = f"Write {near[0]}, if that is meant"
                place = leaf.place_at(match.start("number"))
                message = f"'{match['number']}' is nearly {near[0]}"
                yield Problem(place, "T08", message, hint)
    for link in _links(tuple(blocks)):
        if link.href.startswith("tel:") and (meant := _meant(link.href[4:], known)):
            places = (leaf.place for leaf in link.children if isinstance(leaf, Text))
            yield _remark(next(places, handout.place), link.href, meant, brand)


def _known(brand: Brand) -> Iterator[tuple[str, str]]:
    yield brand.phone, brand.phone
    for _, number in brand.other_phones:
        yield number, number
    if brand.fax:
        yield brand.fax, brand.fax
    for match in _NUMBER.finditer(brand.emergency_line or ""):
        yield match.group(), match.group()


def _remark(place: Place, typed: str, meant: str, brand: Brand) -> Problem:
    hint = "Correct it, or add it to other_phones in practice.yaml"
    if meant == brand.phone:
        hint = "Write {{ practice.phone }}, or add the other number to other_phones"
    return Problem(place, "T08", f"'{typed}' is nearly the practice's {meant}", hint)


def _meant(typed: str, known: dict[str, str]) -> str | None:
    """Return the practice's number that a typed one is nearly; None if it is right or another."""
    digits = _digits(typed.partition("x")[0].partition(";")[0])
    local = len(digits) in (6, 7, 8)
    numbers = {label: number[-7:] if local else number for label, number in known.items()}
    if digits in numbers.values():
        return None
    near = {label: _distance(digits, number) for label, number in numbers.items()}
    label = min(near, key=lambda name: near[name])
    most = 1 if local else NEAR
    return label if near[label] <= most and len(numbers[label]) > 6 else None


def _digits(number: str) -> str:
    """Return the digits of a number, without its extension and the 1 of North America."""
    digits = re.sub(r"\D", "", re.split(r"(?i)\s*(?:x|ext)", number)[0])
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits


def _near_short(number: str, other: str) -> bool:
    """Return True if one digit differs, or the digits are those of the other in another order."""
    differ = sum(first != second for first, second in zip(number, other, strict=True))
    return differ == 1 or (differ > 0 and sorted(number) == sorted(other))


def _distance(first: str, second: str) -> int:
    """Return how many digits differ, are missing, too many, or exchanged with their neighbour."""
    rows = [list(range(len(second) + 1))]
    for index, char in enumerate(first, 1):
        row = [index]
        for column, other in enumerate(second, 1):
            best = min(rows[-1][column] + 1, row[-1] + 1, rows[-1][column - 1] + (char != other))
            if (
                index > 1
                and column > 1
                and char == second[column - 2]
                and first[index - 2] == other
            ):
                best = min(best, rows[-2][column - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _links(tree: Any) -> Iterator[Link]:
    """Yield the links in the inlines of blocks, each once."""
    if isinstance(tree, Link):
        yield tree
    elif isinstance(tree, tuple):
        for part in tree:
            yield from _links(part)
    else:
        for name in ("children", "header", "rows"):
            yield from _links(getattr(tree, name, ()))

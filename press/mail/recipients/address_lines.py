"""From the cells of an address in the USA to the lines of its block, down to the city."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from press.mail.recipients import streets

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_SPLIT = re.compile(r"[,;\n]")
_CARE = re.compile(r"(?:C/O|CARE OF|ATTN|ATTENTION) (.+)")
_URBANIZATION = re.compile(r"(?:URB|URBANIZACION|URBANIZACIÓN) (.+)")
_NO_ADDRESS = frozenset((
    "N/A", "NA", "NONE", "NULL", "NIL", "UNKNOWN", "UNK", "HOMELESS", "TBD", "BAD ADDRESS",
    "NO ADDRESS", "ADDRESS UNKNOWN", "UNKNOWN ADDRESS", "RETURNED MAIL", "RETURN MAIL",
    "DO NOT MAIL",
))  # fmt: skip


class AddressPart(NamedTuple):
    """A part of an address.

    ``kind`` is "delivery" for a delivery line, "unit" for a secondary unit alone, "above" for a
    line above the delivery line. ``unit`` has the words of the secondary unit.
    """

    kind: str
    words: list[str]
    unit: list[str]


class AddressCells(NamedTuple):
    """The cells of an address.

    ``state`` is a code, ``zip_code`` the ZIP code as printed, ``name`` the addressee in capitals.
    """

    first: str
    second: str
    city: str
    state: str
    zip_code: str
    name: str = ""


def block_lines(
    cells: AddressCells, line_fits: Callable[[str], bool] | None = None
) -> tuple[str, ...]:
    """Return the lines of the block below the name, with the city in the last one.

    Returns no lines if the cells have nothing but the city, the state and the name. ``line_fits``
    tells whether a line is narrow enough; None means that every line is.
    """
    first, second, city, state, zip_code, name = cells
    city = _normalized_city(city)
    last_line = f"{city} {state}  {zip_code}"
    pieces = _pieces(first, second)
    last_line_phrases = _last_line_phrases(city, state, zip_code) if len(pieces) > 1 else {city}
    parts: list[AddressPart] = []
    for text in pieces:
        part = _classify(text)
        if text not in last_line_phrases and text != name and part not in parts:
            parts.append(part)
    if not parts:
        return ()
    if len(parts) == 1:  # nearly every address
        whole = " ".join(parts[0].words + parts[0].unit)
        if not (line_fits and parts[0].words and parts[0].unit) or line_fits(whole):
            return whole, last_line
    return (*_delivery_lines(parts, line_fits), last_line)


@lru_cache(maxsize=4096)
def _normalized_city(city: str) -> str:
    return streets.normalize(city)


@lru_cache(maxsize=512)
def _last_line_phrases(city: str, state: str, zip_code: str) -> frozenset[str]:
    """Return the phrases of the last line, with the whole ZIP code and with its five digits."""
    return _phrases((city, state, zip_code)) | _phrases((city, state, zip_code[:5]))


def _phrases(words: tuple[str, ...]) -> frozenset[str]:
    """Return each run of neighbouring words, joined by blanks."""
    return frozenset(
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    )


def says_no_address(text: str) -> bool:
    """Return True for words such as UNKNOWN, and for a cell without a letter or digit."""
    return not text[:1].isdigit() and _says_no_address(text)


@lru_cache(maxsize=1024)
def _says_no_address(text: str) -> bool:
    return not _LETTER_OR_DIGIT.search(text) or text.strip(" .-*").upper() in _NO_ADDRESS


def _pieces(first: str, second: str) -> list[str]:
    """Return the normalized pieces of two cells, split at commas and line ends, without repeats."""
    pieces: list[str] = []
    for cell in (first, second):
        is_one = not _SPLIT.search(cell) or _is_special(cell)
        for piece in (cell,) if is_one else _SPLIT.split(cell):
            text = streets.normalize(piece)
            if text and text not in pieces:
                pieces.append(text)
    if len(pieces) > 1 and pieces[0].isdigit() and not pieces[1][0].isdigit():
        pieces[:2] = [f"{pieces[0]} {pieces[1]}"]
    return pieces


def _is_special(cell: str) -> bool:
    """Return True for a special address with a comma, such as HC 1, BOX 5."""
    return not cell[:1].isdigit() and streets.special_line(streets.normalize(cell)) is not None


def _classify(text: str) -> AddressPart:
    words = streets.drop_number_signs(text.split()) if "#" in text else text.split()
    # Fast paths for nearly every address, and for APT 4.
    if text[0].isdigit() and len(words) > 2 and streets.is_numbered(words):
        return AddressPart("delivery", *streets.street_and_unit(words))
    if len(words) == 2 and words[0] in streets.APARTMENT_WORDS:
        return AddressPart("unit", [], streets.abbreviate_unit(words))
    if match := _CARE.fullmatch(text):
        prefix = "ATTN" if text.startswith("ATT") else "C/O"
        return AddressPart("above", [f"{prefix} {match[1]}"], [])
    if match := _URBANIZATION.fullmatch(text):
        return AddressPart("above", [f"URB {match[1]}"], [])
    if whole := streets.special_line(text):
        return AddressPart("delivery", [whole], [])
    if streets.is_unit(words):
        is_number = len(words) == 1 and (any(map(str.isdigit, text)) or len(text) == 1)
        unit = ["#", *words] if is_number else streets.abbreviate_unit(words)
        return AddressPart("unit", [], unit)
    if streets.is_numbered(words):
        return AddressPart("delivery", *streets.street_and_unit(words))
    return AddressPart("above", words, [])


def _delivery_lines(
    parts: list[AddressPart], line_fits: Callable[[str], bool] | None
) -> Iterator[str]:
    """Yield the other lines, and then the delivery line with the secondary unit.

    A unit that is too long for the delivery line is on the line above it.
    """
    delivery_index = _delivery_index(parts)
    unit = [word for part in parts for word in part.unit]
    for index, part in enumerate(parts):
        if index != delivery_index and part.words:
            yield " ".join(part.words)
    line = " ".join(parts[delivery_index].words)
    whole = " ".join([*parts[delivery_index].words, *unit])
    whole = _stable_line(whole) if len(parts) > 1 and unit else whole
    if unit and line and line_fits and not line_fits(whole):
        yield " ".join(unit)
        yield line
    else:
        yield whole


def _stable_line(line: str) -> str:
    """Return a composed line in the form that reading it again gives."""
    for _ in range(3):
        part = _classify(line)
        reread = " ".join(part.words + part.unit)
        if reread == line:
            break
        line = reread
    return line


def _delivery_index(parts: list[AddressPart]) -> int:
    """Return the index of the last delivery line; else of the last line that may be one."""
    indexes = [index for index, part in enumerate(parts) if part.kind == "delivery"]
    indexes = indexes or [
        index
        for index, part in enumerate(parts)
        if part.words and not part.words[0].startswith(("C/O ", "ATTN ", "URB "))
    ]
    return indexes[-1] if indexes else len(parts) - 1

"""From the cells of an American address to the lines of its block: what stands above the delivery line, the line, the city."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from press.mail.recipients import streets

_SAYS = re.compile(r"[^\W_]")
_SPLIT = re.compile(r"[,;\n]")
_CARE = re.compile(r"(?:C/O|CARE OF|ATTN|ATTENTION) (.+)")
_URBANIZATION = re.compile(r"(?:URB|URBANIZACION|URBANIZACIÓN) (.+)")
_NOWHERE = frozenset((
    "N/A", "NA", "NONE", "NULL", "NIL", "UNKNOWN", "UNK", "HOMELESS", "TBD", "BAD ADDRESS", "NO ADDRESS", "ADDRESS UNKNOWN",
    "UNKNOWN ADDRESS", "RETURNED MAIL", "RETURN MAIL", "DO NOT MAIL",
))  # fmt: skip


class AddressPart(NamedTuple):
    """A piece of an address: ``kind`` is delivery, unit or above."""

    kind: str
    words: list[str]
    unit: list[str]


class Typed(NamedTuple):
    """The cells of an address; ``state`` is its code, ``code`` the ZIP as printed, ``name`` the addressee's in capitals."""

    first: str
    second: str
    city: str
    state: str
    code: str
    name: str = ""


def lines(typed: Typed, holds: Callable[[str], bool] | None = None) -> tuple[str, ...]:
    """The block below the name, city last; nothing where the cells say no more than city, state and name."""
    first, second, city, state, code, name = typed
    town = _town(city)
    last = f"{town} {state}  {code}"
    pieces = _pieces(first, second)
    told = _told(town, state, code) if len(pieces) > 1 else {town}
    parts: list[AddressPart] = []
    for text in pieces:
        part = _part(text)
        if text not in told and text != name and part not in parts:
            parts.append(part)
    if not parts:
        return ()
    if len(parts) == 1:  # nearly every address
        whole = " ".join(parts[0].words + parts[0].unit)
        if not (holds and parts[0].words and parts[0].unit) or holds(whole):
            return whole, last
    return (*_above(parts, holds), last)


@lru_cache(maxsize=4096)
def _town(city: str) -> str:
    return streets.plain(city)


@lru_cache(maxsize=512)
def _told(town: str, state: str, code: str) -> frozenset[str]:
    """What the last line says already, with either ZIP code."""
    return _runs((town, state, code)) | _runs((town, state, code[:5]))


def _runs(words: tuple[str, ...]) -> frozenset[str]:
    """Each run of neighbours: the city, the city and the state …"""
    return frozenset(
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    )


def nowhere(text: str) -> bool:
    """True for a cell that says in words that there is no address, and for one without a letter or digit."""
    return not text[:1].isdigit() and _nowhere(text)


@lru_cache(maxsize=1024)
def _nowhere(text: str) -> bool:
    return not _SAYS.search(text) or text.strip(" .-*").upper() in _NOWHERE


def _pieces(first: str, second: str) -> list[str]:
    """The two cells, parted where a comma or a line ends; what stands twice is said once."""
    said: list[str] = []
    for cell in (first, second):
        for raw in _SPLIT.split(cell) if _SPLIT.search(cell) and not _one(cell) else (cell,):
            text = streets.plain(raw)
            if text and text not in said:
                said.append(text)
    if len(said) > 1 and said[0].isdigit() and not said[1][0].isdigit():
        said[:2] = [f"{said[0]} {said[1]}"]
    return said


def _one(cell: str) -> bool:
    """True for HC 1, BOX 5."""
    return not cell[:1].isdigit() and streets.special(streets.plain(cell)) is not None


def _part(text: str) -> AddressPart:
    words = streets.unsigned(text.split()) if "#" in text else text.split()
    if (
        text[0].isdigit() and len(words) > 2 and streets.numbered(words)
    ):  # a shorter way, which nearly every address goes
        return AddressPart("delivery", *streets.street(words))
    if len(words) == 2 and words[0] in streets.UNIT_ALWAYS:  # and one for APT 4
        return AddressPart("unit", [], streets.unit(words))
    if found := _CARE.fullmatch(text):
        return AddressPart(
            "above", [("ATTN " if text.startswith("ATT") else "C/O ") + found[1]], []
        )
    if found := _URBANIZATION.fullmatch(text):
        return AddressPart("above", [f"URB {found[1]}"], [])
    if whole := streets.special(text):
        return AddressPart("delivery", [whole], [])
    if streets.is_unit(words):
        alone = len(words) == 1 and (any(one.isdigit() for one in text) or len(text) == 1)
        return AddressPart("unit", [], ["#", *words] if alone else streets.unit(words))
    if streets.numbered(words):
        return AddressPart("delivery", *streets.street(words))
    return AddressPart("above", words, [])


def _above(parts: list[AddressPart], holds: Callable[[str], bool] | None) -> Iterator[str]:
    """Everything but the delivery line first; the unit on that line, or above it where it is too long."""
    at = _delivery(parts)
    unit = [word for part in parts for word in part.unit]
    for place, part in enumerate(parts):
        if place != at and part.words:
            yield " ".join(part.words)
    line = " ".join(parts[at].words)
    whole = " ".join([*parts[at].words, *unit])
    whole = _settled(whole) if len(parts) > 1 and unit else whole
    if unit and line and holds and not holds(whole):
        yield " ".join(unit)
        yield line
    else:
        yield whole


def _settled(line: str) -> str:
    """A line that was put together, as it would be read again."""
    for _ in range(3):
        part = _part(line)
        again = " ".join(part.words + part.unit)
        if again == line:
            break
        line = again
    return line


def _delivery(parts: list[AddressPart]) -> int:
    """The last that is one; else the last that is no C/O; else the last."""
    found = [at for at, part in enumerate(parts) if part.kind == "delivery"]
    found = found or [
        at
        for at, part in enumerate(parts)
        if part.words and not part.words[0].startswith(("C/O ", "ATTN ", "URB "))
    ]
    return found[-1] if found else len(parts) - 1

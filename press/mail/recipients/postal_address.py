"""From the cells of an address to its block and its ZIP code, or to what is wrong with each cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from press.mail.recipients import address_lines, regions
from press.mail.recipients.clean_cells import FILL, CleanRow

_ZIP = re.compile(r"([0-9]{5})(?:-?([0-9]{4})(?:-?([0-9]{2}))?)?")
_ZEROS = re.compile(r"([0-9]{3,4}|[0-9]{7,8})")
ASK = "Ask where mail reaches the patient, or leave the row out"


class Zip(NamedTuple):
    """A ZIP code in its parts; ``mended`` if it had lost zeros or was a number."""

    zip5: str
    plus4: str | None
    point: str | None
    mended: bool

    @property
    def printed(self) -> str:
        return f"{self.zip5}-{self.plus4}" if self.plus4 else self.zip5


class Home(NamedTuple):
    """Where somebody lives: the block's ``lines`` below the name."""

    lines: tuple[str, ...]
    zip: Zip | None
    country: str


@lru_cache(maxsize=1024)
def read_zip(text: str) -> Zip | None:
    """Five, nine or eleven digits; with the zeros that a spreadsheet cut off, and without the .0 it put on. None for others."""
    whole = text.removesuffix(".0")
    bare = whole.replace(" ", "-")
    lost = _ZEROS.fullmatch(bare)
    if lost:
        bare = bare.zfill(5 if len(bare) < 5 else 9)
    found = _ZIP.fullmatch(bare)
    if not found or found[1] == "00000":
        return None
    return Zip(found[1], found[2], found[3], bool(lost) or whole != text)


def home(judged: CleanRow, name: str, holds: Callable[[str], bool] | None) -> Home | None:
    """The address of a row; None where something is wrong with it, which is said. ``name`` is the addressee's, in capitals."""
    cells = judged.cells
    code = regions.country(cells.get("country", ""))
    if code is None:
        judged.wrong(
            "country",
            "M27",
            "is no country",
            "Write its English name or its ISO code; empty is the USA",
        )
        return None
    street = cells.get("address_1", "") or cells.get("address_2", "")
    if not street:
        judged.missing("address_1")
    elif address_lines.nowhere(street):
        judged.wrong("address_1", "M33", "says no address", ASK)
        street = ""
    if code in regions.TERRITORIES:
        cells.setdefault("state", code)
        code = regions.HOME
    return (
        _here(judged, street, name, holds)
        if code == regions.HOME
        else _abroad(judged, street, code)
    )


def _here(
    judged: CleanRow, street: str, name: str, holds: Callable[[str], bool] | None
) -> Home | None:
    cells = judged.cells
    city = cells.get("city", "")
    if not city:
        judged.missing("city")
    elif address_lines.nowhere(city):
        judged.wrong("city", "M33", "says no city", FILL)
        city = ""
    state, code = _state(judged), _zip(judged)
    if state and code and not regions.agree(state, code.zip5):
        what = "lies in another state than 'state' says"
        judged.wrong("zip", "M26", what, "Check 'zip' and 'state': one of the two is wrong")
        return None
    if not (street and city and state and code):
        return None
    second = cells.get("address_2", "") if cells.get("address_1") else ""
    lines = address_lines.lines(
        address_lines.Typed(street, second, city, state, code.printed, name), holds
    )
    if not lines:
        judged.wrong("address_1", "M33", "says no more than the city or the name", ASK)
    return Home(lines, code, regions.HOME)


def _state(judged: CleanRow) -> str | None:
    text = judged.cells.get("state", "")
    if not text:
        judged.missing("state")
        return None
    code = regions.state(text)
    if code is None:
        judged.wrong(
            "state",
            "M24",
            "is no state of the USA",
            "Write its two letters, such as VA; for elsewhere fill in 'country'",
        )
    return code


def _zip(judged: CleanRow) -> Zip | None:
    text = judged.cells.get("zip", "")
    if not text:
        judged.missing("zip")
        return None
    code = read_zip(text)
    if code is None:
        judged.wrong(
            "zip",
            "M25",
            "is no ZIP code",
            "Write five digits, or nine with a hyphen: 23454 or 23454-1234",
        )
    return code


def _abroad(judged: CleanRow, street: str, code: str) -> Home | None:
    read = regions.abroad(code, judged.cells)
    for column in read.missing:
        if column != "address_1":
            judged.missing(column, ", which the country's addresses have")
    for column in read.wrong:
        if column == "zip":
            judged.wrong(
                "zip", "M25", "is no postal code of the country", "Check 'zip' and 'country'"
            )
        else:
            judged.wrong(
                "state",
                "M24",
                "is no state or province of the country",
                "Check 'state' and 'country'",
            )
    return Home(read.lines, None, code) if street and read.lines else None

"""From the cells of an address to its block and ZIP code, or to problems of the cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from press.mail.lists.heading_words import PARTS
from press.mail.recipients import address_lines, regions
from press.mail.recipients.clean_cells import FILL_HINT, CleanRow
from press.mail.recipients.placeholders import says_nothing

_ZIP = re.compile(r"([0-9]{5})(?:-?([0-9]{4})(?:-?([0-9]{2}))?)?")
_LOST_ZEROS = re.compile(r"([0-9]{3,4}|[0-9]{7,8})")
ASK_HINT = "Ask where mail reaches the patient, or leave the row out"


class ZipCode(NamedTuple):
    """The parts of a ZIP code. ``repaired`` is True if it had lost zeros, or had .0 at its end."""

    zip5: str
    plus4: str | None
    delivery_point: str | None
    repaired: bool

    @property
    def printed(self) -> str:
        """The five digits, or ZIP+4."""
        return f"{self.zip5}-{self.plus4}" if self.plus4 else self.zip5


class HomeAddress(NamedTuple):
    """A patient's address. ``lines`` are those of the block below the name."""

    lines: tuple[str, ...]
    zip_code: ZipCode | None
    country: str


@lru_cache(maxsize=1024)
def read_zip(text: str) -> ZipCode | None:
    """Return a ZIP code of five, nine or eleven digits; None for every other text.

    Restores the leading zeros that a spreadsheet removes, and removes the .0 that it adds.
    """
    whole = text.removesuffix(".0")
    digits = whole.replace(" ", "-")
    lost_zeros = _LOST_ZEROS.fullmatch(digits)
    if lost_zeros:
        digits = digits.zfill(5 if len(digits) < 5 else 9)
    match = _ZIP.fullmatch(digits)
    if not match or match[1] == "00000":
        return None
    return ZipCode(match[1], match[2], match[3], bool(lost_zeros) or whole != text)


def read_address(
    clean_row: CleanRow, name: str, line_fits: Callable[[str], bool] | None
) -> HomeAddress | None:
    """Return the address of a row; None, with problems added to the row, if it is wrong.

    ``name`` is the addressee in capitals. ``line_fits`` tells whether a line is narrow enough.
    """
    cells = clean_row.cells
    country = regions.country_code(cells.get("country", ""))
    if country is None:
        hint = "Write its English name or its ISO code; empty is the USA"
        clean_row.add_problem("country", "M27", "is no country", hint)
        return None
    _join_parts(cells)
    street = cells.get("address_1", "") or cells.get("address_2", "")
    if not street:
        clean_row.add_missing("address_1")
    elif address_lines.says_no_address(street):
        clean_row.add_problem("address_1", "M33", "says no address", ASK_HINT)
        street = ""
    if country in regions.TERRITORIES:
        cells.setdefault("state", country)
        country = regions.HOME
    if country == regions.HOME:
        return _domestic(clean_row, street, name, line_fits)
    return _foreign(clean_row, street, country)


def _join_parts(cells: dict[str, str]) -> None:
    """Join a unit and further lines to the second line of the address; N/A there is nothing."""
    parts = [cells.get("address_2", ""), *(cells.pop(part, "") for part in PARTS)]
    filled = [part for part in parts if part and not says_nothing(part)]
    if filled:
        cells["address_2"] = "\n".join(filled)
    elif cells.get("address_1"):
        cells.pop("address_2", None)


def _domestic(
    clean_row: CleanRow, street: str, name: str, line_fits: Callable[[str], bool] | None
) -> HomeAddress | None:
    cells = clean_row.cells
    city = cells.get("city", "")
    if not city:
        clean_row.add_missing("city")
    elif address_lines.says_no_address(city):
        clean_row.add_problem("city", "M33", "says no city", FILL_HINT)
        city = ""
    state, zip_code = _read_state(clean_row), _read_zip(clean_row)
    if state and zip_code and not regions.zip_in_state(state, zip_code.zip5):
        hint = "Check 'zip' and 'state': one of the two is wrong"
        clean_row.add_problem("zip", "M26", "lies in another state than 'state' says", hint)
        return None
    if not (street and city and state and zip_code):
        return None
    second = cells.get("address_2", "") if cells.get("address_1") else ""
    parts = address_lines.AddressCells(street, second, city, state, zip_code.printed, name)
    lines = address_lines.block_lines(parts, line_fits)
    if not lines:
        predicate = "says no more than the city or the name"
        clean_row.add_problem("address_1", "M33", predicate, ASK_HINT)
    return HomeAddress(lines, zip_code, regions.HOME)


def _read_state(clean_row: CleanRow) -> str | None:
    text = clean_row.cells.get("state", "")
    if not text:
        clean_row.add_missing("state")
        return None
    code = regions.state_code(text)
    if code is None:
        hint = "Write its two letters, such as VA; for elsewhere fill in 'country'"
        clean_row.add_problem("state", "M24", "is no state of the USA", hint)
    return code


def _read_zip(clean_row: CleanRow) -> ZipCode | None:
    text = clean_row.cells.get("zip", "")
    if not text:
        clean_row.add_missing("zip")
        return None
    zip_code = read_zip(text)
    if zip_code is None:
        hint = "Write five digits, or nine with a hyphen: 23454 or 23454-1234"
        clean_row.add_problem("zip", "M25", "is no ZIP code", hint)
    return zip_code


def _foreign(clean_row: CleanRow, street: str, country: str) -> HomeAddress | None:
    address = regions.foreign_address(country, clean_row.cells)
    for column in address.missing:
        if column != "address_1":
            clean_row.add_missing(column, ", which the country's addresses have")
    for column in address.wrong:
        hint = f"Check '{column}' and 'country'"
        if column == "zip":
            clean_row.add_problem("zip", "M25", "is no postal code of the country", hint)
        else:
            clean_row.add_problem("state", "M24", "is no state or province of the country", hint)
    return HomeAddress(address.lines, None, country) if street and address.lines else None

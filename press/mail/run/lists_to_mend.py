"""From the rows that a run left out with problems to lists that can be mended and mailed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from press.mail.lists.csv_file import CsvListing
from press.mail.lists.open_list import JoinedListing
from press.mail.lists.rows import COLUMNS, Listing
from press.mail.recipients.check_rows import DUPLICATE, FLAGGED
from press.mail.recipients.names import read_name
from press.mail.run.select import MAILED, Selection

# Who is left out for these reasons has no flag in its own row.
WITHOUT_FLAG = (DUPLICATE, FLAGGED, MAILED)
# A spreadsheet takes a cell that begins like this for a formula.
_FORMULA_STARTS = tuple("=+-@\t\r")


class ListToMend(NamedTuple):
    """A CSV file with the rows of a list that were left out, and how many of them are to mend."""

    name: str
    data: bytes
    rows: int


def lists_to_mend(selection: Selection, lists: Sequence[str]) -> Iterator[ListToMend]:
    """Yield the refused rows of each CSV file or workbook, or of all FHIR files together.

    A CSV file keeps its columns and its cells as they were typed. Rows of workbooks and of FHIR
    are cells under our own column names. The files are UTF-8 with a byte order mark, so that
    spreadsheets read them right.

    A row that says not to write to a patient is kept beside the refused rows of the same name: so
    the mended list leaves this patient out as well.
    """
    listing = selection.listing
    if listing is None or not selection.refused:
        return
    parts = listing.listings if isinstance(listing, JoinedListing) else [listing]
    rows = _rows_to_keep(listing, selection)
    name = "left-out.csv"
    for number, part in enumerate(parts, 1):
        file = lists[number - 1] if len(parts) > 1 else None
        typed = isinstance(part, CsvListing)
        own = {
            key: row
            for key, row in rows.items()
            if file in (None, row.file) and (typed or row.cells)
        }
        count = sum(row.refused for row in own.values())
        if len(parts) > 1:
            name = f"left-out-{number}.csv"
        if count:
            records = _typed(part, own) if isinstance(part, CsvListing) else _named(own)
            yield ListToMend(name, _csv(records), count)


class _KeptRow(NamedTuple):
    file: str
    line: int
    refused: bool
    cells: Mapping[str, str]


def _rows_to_keep(listing: Listing, selection: Selection) -> dict[int, _KeptRow]:
    """Return the refused rows that have a cell, and those that forbid a letter to the same name.

    The keys are the numbers of the recipients.
    """
    refused = set(selection.row_problems.numbers)
    flagged = {
        number
        for number, _, (reason, _) in selection.left_out
        if reason not in WITHOUT_FLAG and number not in refused
    }
    names: set[str] = set()
    if flagged:
        names = {read_name(row.cells).key for row in listing.rows() if row.number in refused}
    return {
        row.number: _KeptRow(row.place.file, row.place.line, row.number in refused, row.cells)
        for row in listing.rows()
        if row.number in refused or (row.number in flagged and read_name(row.cells).key in names)
    }


def _typed(listing: CsvListing, rows: Mapping[int, _KeptRow]) -> Iterator[Sequence[str]]:
    """Yield the header and the records of a CSV file as they were typed."""
    yield from listing.typed_records({row.line for row in rows.values()})


def _named(rows: Mapping[int, _KeptRow]) -> Iterator[Sequence[str]]:
    """Yield our column names, and the cells of the rows below them."""
    needed = ["name", "address_1", "address_2", "city", "state", "zip"]
    used = {column for row in rows.values() for column in row.cells}
    if "last_name" in used and "name" not in used:
        needed[:1] = ["first_name", "last_name"]
    columns = [column for column in COLUMNS if column in used or column in needed]
    yield columns
    for row in rows.values():
        if row.cells:
            yield [_not_a_formula(row.cells.get(column, "")) for column in columns]


def _not_a_formula(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _csv(records: Iterator[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(records)
    return out.getvalue().encode("utf-8-sig", "replace")

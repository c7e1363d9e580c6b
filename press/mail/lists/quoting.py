"""From a record that csv cannot read to the quotation mark that begins the trouble."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from press.problems import Place, Problem

LOOKED_AT = 200_000  # characters: more than csv takes into one cell


def stray_quote(file: str, line: int, text: Iterable[str], delimiter: str) -> Problem:
    """The problem at the cell of the record, which begins on ``line``, whose quotation mark is not closed as it should be."""
    record = ""
    for one in islice(text, line - 1, None):
        record += one
        if len(record) > LOOKED_AT:
            break
    began, cell = _unclosed(record, delimiter)
    message = "A quotation mark that begins a cell here is not closed where the cell ends, and takes in what comes after"
    hint = "Take it out, or write it twice and put quotation marks round the whole cell"
    return Problem(Place(file, line + began, cell), "M06", message, hint)


def _unclosed(record: str, delimiter: str) -> tuple[int, int]:
    """(lines below the record's first, cell from 1) of the quoted cell that is closed before something else than its end."""
    offset, lines, cell = 0, 0, 1
    while offset < len(record):
        if record[offset] == '"':
            end = _closing(record, offset)
            after = record[end + 1 : end + 2]
            if end >= len(record) or after not in (delimiter, "\r", "\n", ""):
                return lines, cell
            lines += line_ends(record[offset:end])
            offset = end + 1
        while offset < len(record) and record[offset] not in (delimiter, "\r", "\n"):
            offset += 1
        if record[offset : offset + 1] != delimiter:
            return 0, cell
        offset, cell = offset + 1, cell + 1
    return 0, cell


def _closing(record: str, opening: int) -> int:
    """Where the quoted cell is closed; the record's length where it is not."""
    end = opening + 1
    while (end := record.find('"', end)) >= 0:
        if record[end + 1 : end + 2] != '"':
            return end
        end += 2
    return len(record)


def line_ends(text: str) -> int:
    """How many there are, of whatever kind."""
    return text.count("\n") + text.replace("\r\n", "\n").count("\r")

"""From a record that the csv module cannot read to the stray quotation mark in it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from press.problems import Place, Problem

LONGEST_RECORD = 200_000  # characters: more than the csv module allows in one cell


def stray_quote(file: str, line: int, text: Iterable[str], delimiter: str) -> Problem:
    """Return the problem at the quoted cell that is not closed where it ends.

    ``text`` yields the lines of the file; ``line``, from 1, is the first one of the record.
    """
    record = ""
    for record_line in islice(text, line - 1, None):
        record += record_line
        if len(record) > LONGEST_RECORD:
            break
    lines_below, cell = _find_unclosed(record, delimiter)
    message = (
        "A quotation mark that begins a cell here is not closed where the cell ends,"
        " and takes in what comes after"
    )
    hint = "Take it out, or write it twice and put quotation marks round the whole cell"
    return Problem(Place(file, line + lines_below, cell), "M06", message, hint)


def _find_unclosed(record: str, delimiter: str) -> tuple[int, int]:
    """Return (lines below the record's first, cell from 1) of the cell with the stray quote.

    After the closing quote of a sound cell comes a delimiter or a line end.
    """
    offset, lines, cell = 0, 0, 1
    while offset < len(record):
        if record[offset] == '"':
            end = _closing_quote(record, offset)
            after = record[end + 1 : end + 2]
            if end >= len(record) or after not in (delimiter, "\r", "\n", ""):
                return lines, cell
            lines += count_line_ends(record[offset:end])
            offset = end + 1
        while offset < len(record) and record[offset] not in (delimiter, "\r", "\n"):
            offset += 1
        if record[offset : offset + 1] != delimiter:
            return 0, cell
        offset, cell = offset + 1, cell + 1
    return 0, cell


def _closing_quote(record: str, opening: int) -> int:
    """Return the offset of the quote that closes the cell, or the record's length if none does."""
    end = opening + 1
    while (end := record.find('"', end)) >= 0:
        if record[end + 1 : end + 2] != '"':
            return end
        end += 2
    return len(record)


def count_line_ends(text: str) -> int:
    """Return the number of line ends, whether LF, CR or CRLF."""
    return text.count("\n") + text.replace("\r\n", "\n").count("\r")

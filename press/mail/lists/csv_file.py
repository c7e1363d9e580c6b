"""From a CSV file to its recipients, row by row: memory use does not grow with the rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from press.mail.lists.cells import LONGEST, MOST_LINES
from press.mail.lists.encodings import SNIFFED, detect_encoding, undecodable_byte
from press.mail.lists.header import HeaderRow, read_header
from press.mail.lists.quoting import count_line_ends, stray_quote
from press.mail.lists.rows import ColumnUse, ListRow, UnreadRow
from press.mail.lists.stable_file import FileState, StableFile
from press.mail.lists.table import (
    FIRST_LINES,
    Aliases,
    SkippedLines,
    find_header,
    make_row,
    skip_kind,
)
from press.problems import ContentError, Place, Problem

DELIMITERS = ",;\t|"
LARGEST = 1 << 30  # bytes
MOST_PROBLEMS = 100  # in the whole list; then the search for oversized cells ends

HEADER_HINT = (
    "The first line must name the columns,"
    " such as First Name, Last Name, Address 1, City, State, ZIP"
)


class CsvFormat(NamedTuple):
    """The encoding, the delimiter and the header of a CSV file.

    ``has_sep_line`` is True if a first line such as ``sep=;`` states the delimiter.
    """

    encoding: str
    delimiter: str
    has_sep_line: bool
    header: HeaderRow


class CsvListing:
    """A CSV file that was read once to its end without a problem."""

    def __init__(
        self, file: str, csv_format: CsvFormat, file_state: FileState, skipped: SkippedLines
    ) -> None:
        self._file, self._format, self._file_state = file, csv_format, file_state
        self.remarks = skipped.remarks(file)
        self.identified = skipped.identified

    @property
    def columns(self) -> Mapping[str, int]:
        """The position in the file, from 1, of each of our columns."""
        return self._format.header.columns

    @property
    def dropped(self) -> int:
        """The number of columns that are not used."""
        return self._format.header.dropped

    @property
    def headings(self) -> ColumnUse:
        """The headings that are used, and those that are not."""
        return ColumnUse(self._format.header.used, self._format.header.unused)

    def rows(self) -> Iterator[ListRow | UnreadRow]:
        """Yield each recipient. Raises ContentError if the file has changed since it was opened."""
        header = self._format.header
        width, number = len(header.cells), 0
        known_columns = [(name, position - 1) for name, position in header.columns.items()]
        with StableFile(self._file, self._file_state) as stable:
            for line, cells in _csv_records(self._file, stable, self._format):
                if line <= header.line or skip_kind(cells, header.cells):
                    continue
                number += 1
                place = Place(self._file, line)
                if len(cells) != width:
                    yield UnreadRow(number, place, (_wrong_cell_count(place, len(cells), width),))
                else:
                    texts = {
                        name: text
                        for name, index in known_columns
                        if (text := cells[index].strip())
                    }
                    yield make_row(number, place, texts, header.columns)
            stable.finish()

    def typed_records(self, lines: Container[int]) -> Iterator[Sequence[str]]:
        """Yield the header, and the records that begin on these lines, as they were typed.

        Raises ContentError if the file has changed since it was opened.
        """
        header = self._format.header
        yield header.cells
        with StableFile(self._file, self._file_state) as stable:
            for line, cells in _csv_records(self._file, stable, self._format):
                if line > header.line and line in lines:
                    yield cells
            stable.finish()


def open_csv(file: str, aliases: Aliases, encoding: str | None) -> CsvListing:
    """Read the file once to its end. Raises ContentError with every problem that prevents reading.

    ``encoding`` is that of a file without a byte order mark; None means UTF-8.
    """
    with StableFile(file) as stable:
        first_bytes = stable.peek(SNIFFED)
        if stable.size > LARGEST:
            message = f"The list has more than {LARGEST:,} bytes"
            raise ContentError([Problem(Place(file), "M13", message, "Split it")])
        csv_format, problems = _detect_format(file, first_bytes, aliases, encoding)
        skipped = SkippedLines()
        try:
            for line, cells in _csv_records(file, stable, csv_format):
                if len(problems) < MOST_PROBLEMS:
                    problems += _oversized_cells(file, line, cells)
                _count_line(skipped, line, cells, csv_format.header)
        except ContentError as error:
            problems += error.problems
        if problems:
            raise ContentError(problems)
        return CsvListing(file, csv_format, stable.finish(), skipped)


def _count_line(skipped: SkippedLines, line: int, cells: Sequence[str], header: HeaderRow) -> None:
    if line > header.line:
        if kind := skip_kind(cells, header.cells):
            skipped.add(kind, line)
        elif skipped.identified:
            position = header.columns.get("patient_id", 0)
            patient_id = cells[position - 1].lstrip() if 0 < position <= len(cells) else ""
            # ="" is empty after cleaning
            skipped.identified = patient_id != "" and patient_id[0] != "="
    elif line < header.line:
        text = "".join(cells)
        if text.strip() and not _is_sep_line(text, line):
            skipped.add("title", line)


def _detect_format(
    file: str, first_bytes: bytes, aliases: Aliases, encoding_name: str | None
) -> tuple[CsvFormat, list[Problem]]:
    """Return the format by the first lines, and the problems of the header.

    The delimiter is the one by which a line has the most known headings. Raises ContentError if no
    line is a header.
    """
    encoding = detect_encoding(file, first_bytes, encoding_name)
    text = first_bytes.decode(encoding, errors="replace")
    if not text.strip():
        raise ContentError([Problem(Place(file), "M01", "The list is empty", HEADER_HINT)])
    first_line = io.StringIO(text, newline="").readline()
    has_sep_line = _is_sep_line(first_line, 1)
    delimiters = first_line.strip('\r\n"')[4:] if has_sep_line else ""
    candidates = [
        (*candidate, delimiter)
        for delimiter in delimiters or DELIMITERS
        if (candidate := find_header(_first_lines(text, delimiter), aliases))
    ]
    if not candidates:
        message = "No line of the list is a header that is understood"
        raise ContentError([Problem(Place(file), "M03", message, HEADER_HINT)])
    _, line, cells, delimiter = max(candidates, key=itemgetter(0))
    header, problems = read_header(file, line, cells, aliases)
    return CsvFormat(encoding, delimiter, has_sep_line, header), problems


def _is_sep_line(text: str, line: int) -> bool:
    """Return True for Excel's first line ``sep=;``, which states the delimiter."""
    text = text.strip(' \r\n"')
    return line == 1 and text[:4].lower() == "sep=" and text[4:] in (*DELIMITERS, "")


def _first_lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader, last_line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 0
    try:
        for cells in islice(reader, FIRST_LINES):
            yield last_line + 1, cells
            last_line = reader.line_num
    except csv.Error:
        return


def _csv_records(
    file: str, stable: StableFile, csv_format: CsvFormat
) -> Iterator[tuple[int, list[str]]]:
    """Yield (first line, cells) of each record.

    Raises ContentError at a stray quotation mark and at a byte that the encoding does not have.
    """
    text = io.TextIOWrapper(stable.stream, encoding=csv_format.encoding, newline="")
    reader, last_line = csv.reader(text, delimiter=csv_format.delimiter, strict=True), 0
    try:
        for cells in reader:
            yield last_line + 1, cells
            last_line = reader.line_num
    except csv.Error:
        with open(file, encoding=csv_format.encoding, errors="replace", newline="") as reopened:
            problem = stray_quote(file, last_line + 1, reopened, csv_format.delimiter)
            raise ContentError([problem]) from None
    except UnicodeDecodeError:
        with open(file, "rb") as data:
            raise ContentError([undecodable_byte(file, data, csv_format.encoding)]) from None


def _oversized_cells(file: str, line: int, cells: Sequence[str]) -> list[Problem]:
    """Return a problem for each cell so large that a stray quotation mark must have begun it."""
    text = "".join(cells)
    if len(text) <= LONGEST and "\n" not in text and "\r" not in text:
        return []
    message = f"A cell has more than {LONGEST:,} characters or {MOST_LINES} lines"
    hint = (
        "Look for a quotation mark too many there;"
        " a column of long notes is best taken out of the list"
    )
    positions = (
        number
        for number, cell in enumerate(cells, start=1)
        if len(cell) > LONGEST or count_line_ends(cell) >= MOST_LINES
    )
    return [Problem(Place(file, line, number), "M06", message, hint) for number in positions]


def _wrong_cell_count(place: Place, count: int, width: int) -> Problem:
    """Return the problem of a row with too few or too many cells.

    Surplus blank cells count too: all cells may have moved by one column.
    """
    message = f"The row has {count} {'cell' if count == 1 else 'cells'}, the header {width}"
    hint = "Write every cell of the row, also the empty ones at its end"
    if count > width:
        hint = "Put quotation marks round a text that holds the delimiter"
    return Problem(
        place._replace(column=min(count, width + 1)),
        "M07",
        message,
        f"{hint}, or save the list as a workbook (.xlsx)",
    )

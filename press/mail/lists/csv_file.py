"""From a CSV file to its recipients, row by row: a million rows need no more memory than one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from press.mail.lists.cells import LONGEST, MOST_LINES
from press.mail.lists.columns import Head, read_head
from press.mail.lists.encodings import SNIFFED, bad_byte, encoding_of
from press.mail.lists.quoting import line_ends, stray_quote
from press.mail.lists.rows import ListRow, Unread
from press.mail.lists.stable_file import FileState, Watched
from press.mail.lists.table import FIRST_LINES, Aliases, Passed, head_among, no_recipient, row_of
from press.problems import ContentError, Place, Problem

DELIMITERS = ",;\t|"
LARGEST = 1 << 30  # bytes
MOST_PROBLEMS = 100  # of the whole list, after which no more are looked for

HEADLESS = "The first line must name the columns, such as First Name, Last Name, Address 1, City, State, ZIP"


class Shape(NamedTuple):
    """How a file is written, and its header."""

    encoding: str
    delimiter: str
    announced: bool  # a first line sep=; says the delimiter
    head: Head


class Delimited:
    """A CSV file that was read once to its end, and found whole."""

    def __init__(self, file: str, shape: Shape, seen: FileState, passed: Passed) -> None:
        self._file, self._shape, self._seen = file, shape, seen
        self.remarks = passed.remarks(file)
        self.identified = passed.identified

    @property
    def columns(self) -> Mapping[str, int]:
        return self._shape.head.columns

    @property
    def dropped(self) -> int:
        return self._shape.head.dropped

    def rows(self) -> Iterator[ListRow | Unread]:
        """Each recipient; raises ContentError where the file is no longer what it was."""
        head, width, number = self._shape.head, len(self._shape.head.cells), 0
        picked = [(name, position - 1) for name, position in head.columns.items()]
        with Watched(self._file, self._seen) as watched:
            for line, cells in _records(self._file, watched, self._shape):
                if line <= head.line or no_recipient(cells, head.cells):
                    continue
                number += 1
                place = Place(self._file, line)
                if len(cells) != width:
                    yield Unread(number, place, (_misshapen(place, len(cells), width),))
                else:
                    texts = {name: text for name, index in picked if (text := cells[index].strip())}
                    yield row_of(number, place, texts, head.columns)
            watched.finish()


def open_delimited(file: str, aliases: Aliases, encoding: str | None) -> Delimited:
    """Reads the file to its end once; raises ContentError with all that keeps it from being read as a list."""
    with Watched(file) as watched:
        first = watched.peek(SNIFFED)
        if watched.size > LARGEST:
            raise ContentError(
                [
                    Problem(
                        Place(file), "M13", f"The list has more than {LARGEST:,} bytes", "Split it"
                    )
                ]
            )
        shape, problems = _shape(file, first, aliases, encoding)
        passed = Passed()
        try:
            for line, cells in _records(file, watched, shape):
                problems += _swallowed(file, line, cells) if len(problems) < MOST_PROBLEMS else []
                _count(passed, line, cells, shape.head)
        except ContentError as error:
            problems += error.problems
        if problems:
            raise ContentError(problems)
        return Delimited(file, shape, watched.finish(), passed)


def _count(passed: Passed, line: int, cells: Sequence[str], head: Head) -> None:
    if line > head.line:
        if kind := no_recipient(cells, head.cells):
            passed.add(kind, line)
        elif passed.identified:
            at = head.columns.get("patient_id", 0)
            patient = cells[at - 1].lstrip() if 0 < at <= len(cells) else ""
            passed.identified = (
                patient != "" and patient[0] != "="
            )  # ="" is empty when it was cleaned
    elif (
        line < head.line
        and any(cell.strip() for cell in cells)
        and not _announces("".join(cells), line)
    ):
        passed.add("title", line)


def _shape(
    file: str, first: bytes, aliases: Aliases, asked: str | None
) -> tuple[Shape, list[Problem]]:
    """By the first lines: raises ContentError where no header is among them."""
    encoding = encoding_of(file, first, asked)
    text = first.decode(encoding, errors="replace")
    if not text.strip():
        raise ContentError([Problem(Place(file), "M01", "The list is empty", HEADLESS)])
    begin = io.StringIO(text, newline="").readline()
    announced = _announces(begin, 1)
    delimiters = begin.strip('\r\n"')[4:] or DELIMITERS if announced else DELIMITERS
    tried = ((head_among(_first_lines(text, one), aliases), one) for one in delimiters)
    found = [(*head, one) for head, one in tried if head]
    if not found:
        raise ContentError(
            [
                Problem(
                    Place(file),
                    "M03",
                    "No line of the list is a header that is understood",
                    HEADLESS,
                )
            ]
        )
    _, line, cells, delimiter = max(found, key=lambda one: one[0])
    head, problems = read_head(file, line, cells, aliases)
    return Shape(encoding, delimiter, announced, head), problems


def _announces(text: str, line: int) -> bool:
    """True for Excel's own first line ``sep=;``."""
    text = text.strip(' \r\n"')
    return line == 1 and text[:4].lower() == "sep=" and text[4:] in (*DELIMITERS, "")


def _first_lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader, before = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 0
    try:
        for cells in islice(reader, FIRST_LINES):
            yield before + 1, cells
            before = reader.line_num
    except csv.Error:
        return


def _records(file: str, watched: Watched, shape: Shape) -> Iterator[tuple[int, list[str]]]:
    """(the line on which it begins, the cells) of each record; raises ContentError where there is no reading on."""
    text = io.TextIOWrapper(watched.stream, encoding=shape.encoding, newline="")
    reader, before = csv.reader(text, delimiter=shape.delimiter, strict=True), 0
    try:
        for cells in reader:
            yield before + 1, cells
            before = reader.line_num
    except csv.Error:
        with open(file, encoding=shape.encoding, errors="replace", newline="") as again:
            raise ContentError([stray_quote(file, before + 1, again, shape.delimiter)]) from None
    except UnicodeDecodeError:
        with open(file, "rb") as data:
            raise ContentError([bad_byte(file, data, shape.encoding)]) from None


def _swallowed(file: str, line: int, cells: Sequence[str]) -> list[Problem]:
    """A cell so large that a quotation mark must have begun it by mistake, and other rows are in it."""
    text = "".join(cells)
    if len(text) <= LONGEST and "\n" not in text and "\r" not in text:
        return []
    message = f"A cell has more than {LONGEST:,} characters or {MOST_LINES} lines"
    hint = "Look for a quotation mark too many there; a column of long notes is best taken out of the list"
    large = (
        number
        for number, cell in enumerate(cells, start=1)
        if len(cell) > LONGEST or line_ends(cell) >= MOST_LINES
    )
    return [Problem(Place(file, line, number), "M06", message, hint) for number in large]


def _misshapen(place: Place, count: int, width: int) -> Problem:
    """A row whose cells may stand under the wrong headers; also blank ones too many, as all may have moved by one."""
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

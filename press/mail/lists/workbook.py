"""From an Excel workbook to its recipients. The one module that knows openpyxl."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import openpyxl

from press.mail.lists.cell_values import text_of
from press.mail.lists.cells import ERROR, UNDONE, Spoilt, problem_of
from press.mail.lists.columns import Head, read_head
from press.mail.lists.csv_file import HEADLESS
from press.mail.lists.rows import ListRow, Unread
from press.mail.lists.stable_file import Watched, changed
from press.mail.lists.table import FIRST_LINES, Aliases, Passed, head_among, no_recipient, row_of
from press.mail.lists.xlsx_archive import (
    LARGEST,
    MOST_BLANK,
    Traces,
    opened,
    refuse_other_kinds,
    traces,
)
from press.problems import ContentError, Place, Problem
from press.spelling import option

MOST_ROWS = 100_000
WIDEST = 300  # columns that are looked at


class Worksheet(NamedTuple):
    """A sheet that begins like a list: its number in the workbook from 1, its header, and what its XML tells."""

    number: int
    visible: bool
    names: int  # of ours in its header
    line: int
    cells: tuple[str, ...]
    traces: Traces


class Workbook:
    """A workbook with one list in it; each time its rows are asked for it is read again."""

    def __init__(self, file: str, digest: str, sheet: Worksheet, head: Head) -> None:
        self._file, self._digest, self._sheet, self._head = file, digest, sheet, head
        self._passed: Passed | None = None

    @property
    def columns(self) -> Mapping[str, int]:
        return self._head.columns

    @property
    def identified(self) -> bool:
        return False

    @property
    def dropped(self) -> int:
        return self._head.dropped

    @property
    def remarks(self) -> tuple[Problem, ...]:
        if self._passed is None:
            for _ in self.rows():
                pass
        assert self._passed is not None
        return self._passed.remarks(self._file)

    def rows(self) -> Iterator[ListRow | Unread]:
        """Each recipient; raises ContentError where the file is no longer what it was, or is damaged."""
        data = _data(self._file)
        if hashlib.sha256(data).hexdigest() != self._digest:
            raise changed(self._file)
        passed, number = Passed(), 0
        for line, cells in _cells(self._file, data, self._sheet):
            kind = (
                "title" if line < self._head.line else no_recipient(_texts(cells), self._head.cells)
            )
            if line == self._head.line or (
                kind == "title" and not any(cell.value for cell in cells)
            ):
                continue
            if kind:
                passed.add(kind, line)
                continue
            number += 1
            yield self._row(number, line, cells)
        self._passed = passed

    def _row(self, number: int, line: int, cells: Sequence[_Cell]) -> ListRow | Unread:
        place, columns = Place(self._file, line), self.columns
        texts = {
            name: _text(cells[at - 1], name) if at <= len(cells) else ""
            for name, at in columns.items()
        }
        wrong = tuple(
            problem_of(place, name, columns, one)
            for name, one in texts.items()
            if isinstance(one, Spoilt)
        )
        row = row_of(
            number,
            place,
            {
                n: clean
                for n, text in texts.items()
                if isinstance(text, str) and (clean := text.strip())
            },
            columns,
        )
        if not wrong:
            return row
        return Unread(
            number, place, wrong + (row.problems if isinstance(row, Unread) else ()), row.cells
        )


def open_workbook(file: str, aliases: Aliases, hidden: bool) -> Workbook:
    """Finds the one list in the workbook; raises ContentError with all that keeps it from being read."""
    data = _data(file)
    refuse_other_kinds(file, data)
    sheets = list(_sheets(file, data, aliases))
    sheet = _chosen(file, sheets, hidden)
    head, problems = read_head(file, sheet.line, sheet.cells, aliases)
    problems += _untidy(file, sheet, head, hidden)
    if problems:
        raise ContentError(problems)
    return Workbook(file, hashlib.sha256(data).hexdigest(), sheet, head)


def _data(file: str) -> bytes:
    with Watched(file) as watched:
        return watched.stream.read(LARGEST + 1)


class _Cell(NamedTuple):
    value: object
    kind: str = "n"
    form: str = "General"
    undone: bool = False


def _text(cell: _Cell, column: str) -> str | Spoilt:
    if cell.undone:
        return UNDONE
    return ERROR if cell.kind == "e" else text_of(cell.value, column, cell.form)


def _texts(cells: Sequence[_Cell]) -> list[str]:
    return ["" if cell.value is None and not cell.undone else str(cell.value) for cell in cells]


def _sheets(file: str, data: bytes, aliases: Aliases) -> Iterator[Worksheet]:
    """The sheets that begin like lists, hidden ones too."""
    archive = opened(file, data)
    book = _load(file, data, results=True)
    for number, sheet in enumerate(book.worksheets, start=1):
        found = traces(
            file, archive, sheet._worksheet_path
        )  # openpyxl says nowhere else which part a sheet is
        lines = (
            (line, _texts(cells))
            for line, cells in islice(_rows(file, sheet, found.last), FIRST_LINES)
        )
        if head := head_among(lines, aliases):
            yield Worksheet(
                number,
                sheet.sheet_state == "visible",
                head[0],
                head[1],
                _without_blanks(head[2]),
                found,
            )


def _without_blanks(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells up to the last that is not blank."""
    return tuple(cells[: max(number for number, cell in enumerate(cells, start=1) if cell.strip())])


def _chosen(file: str, sheets: Sequence[Worksheet], hidden: bool) -> Worksheet:
    seen = [sheet for sheet in sheets if sheet.visible or hidden]
    if len(seen) == 1:
        return seen[0]
    if seen:
        numbers = f"{', '.join(str(sheet.number) for sheet in seen[:-1])} and {seen[-1].number}"
        hint = "Keep one, and put each other into a workbook of its own"
        problem = Problem(
            Place(file), "M12", f"Sheets {numbers} of the workbook all begin like lists", hint
        )
    elif sheets:
        hint = f"Show the sheet, or give {option('include_hidden')}"
        problem = Problem(Place(file), "M11", "The list stands on a hidden sheet", hint)
    else:
        problem = Problem(
            Place(file), "M03", "No row of the workbook is a header that is understood", HEADLESS
        )
    raise ContentError([problem])


def _untidy(file: str, sheet: Worksheet, head: Head, hidden: bool) -> Iterator[Problem]:
    """What stands in the way of reading a sheet as a list."""
    found, place = sheet.traces, Place(file, head.line)
    if any(first <= head.line <= last for first, last in found.merged):
        hint = "Undo 'merge cells' in the header, and give each column its own name"
        yield Problem(place, "M12", "Cells of the header are merged", hint)
    if rows := sorted(row for row in found.hidden_rows if row > head.line):
        count = f"{len(rows):,} rows of the list are" if len(rows) > 1 else "A row of the list is"
        hint = f"Show them (clear the filter) or delete them, or give {option('include_hidden')}"
        if not hidden:
            yield Problem(Place(file, rows[0]), "M11", f"{count} hidden, this is the first", hint)
    for column, position in head.columns.items():
        if not hidden and any(first <= position <= last for first, last in found.hidden_columns):
            hint = f"Show it or delete it, or give {option('include_hidden')}"
            yield Problem(
                place._replace(column=position), "M11", f"The column '{column}' is hidden", hint
            )
    if found.filled > MOST_ROWS + head.line:
        yield Problem(
            Place(file),
            "M13",
            f"The list has more than {MOST_ROWS:,} rows",
            "Split it, or save it as CSV",
        )
    if found.gap:
        message = f"More than {MOST_BLANK} blank rows stand before this one"
        yield Problem(
            Place(file, found.gap),
            "M13",
            message,
            "Delete the blank rows, or this one if it is no recipient",
        )
    if not found.ordered:
        yield Problem(Place(file), "M01", "The workbook is damaged", "Save it again, or as CSV")


def _load(file: str, data: bytes, results: bool) -> Any:
    """``results`` for what formulas came to, else the formulas. Whatever openpyxl stumbles over is a damaged file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=results, keep_links=False
            )
    except Exception:  # it raises whatever its many parts happen to
        raise _damaged(file) from None


def _cells(file: str, data: bytes, sheet: Worksheet) -> Iterator[tuple[int, list[_Cell]]]:
    """Each row of the sheet with its number; a formula whose result was never saved is told from an empty cell."""
    index, last, width = sheet.number - 1, sheet.traces.last, len(sheet.cells)
    rows = _rows(file, _load(file, data, results=True).worksheets[index], last, width)
    if not sheet.traces.formulas:
        yield from rows
        return
    formulas = _rows(file, _load(file, data, results=False).worksheets[index], last, width)
    for (line, cells), (_, written) in zip(rows, formulas, strict=True):
        pairs = zip(cells, written, strict=True)
        yield line, [one._replace(undone=_undone(one, formula)) for one, formula in pairs]


def _undone(result: _Cell, formula: _Cell) -> bool:
    """A formula that came to an empty text is done: its cell says that it is a text."""
    return formula.kind == "f" and result.value is None and result.kind != "str"


def _rows(
    file: str, sheet: Any, last: int, width: int = WIDEST
) -> Iterator[tuple[int, list[_Cell]]]:
    """The rows down to the last that has something in it, each with so many cells."""
    if not last:
        return
    sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
    rows = sheet.iter_rows(min_row=1, max_row=last, max_col=width)
    for line in range(1, last + 1):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                row = next(rows, ())
            cells = [
                _Cell(cell.value, cell.data_type, cell.number_format) if _is_cell(cell) else _EMPTY
                for cell in row
            ]
        except Exception:
            raise _damaged(file) from None
        yield line, cells


_EMPTY = _Cell(None)


def _is_cell(cell: Any) -> bool:
    return cell.value is not None or cell.data_type != "n"


def _damaged(file: str) -> ContentError:
    return ContentError(
        [Problem(Place(file), "M01", "The workbook is damaged", "Save it again, or as CSV")]
    )

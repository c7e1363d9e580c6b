"""From an Excel workbook to its recipients. This is the only module that imports openpyxl."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import openpyxl

from press.mail.lists.cell_values import cell_text
from press.mail.lists.cells import NOT_CALCULATED, SPREADSHEET_ERROR, CellFault, cell_problem
from press.mail.lists.csv_file import HEADER_HINT
from press.mail.lists.header import HeaderRow, read_header
from press.mail.lists.rows import ColumnUse, ListRow, UnreadRow
from press.mail.lists.stable_file import StableFile, file_changed
from press.mail.lists.table import (
    FIRST_LINES,
    Aliases,
    SkippedLines,
    find_header,
    make_row,
    skip_kind,
)
from press.mail.lists.xlsx_archive import (
    LARGEST,
    MOST_BLANK,
    SheetScan,
    open_archive,
    refuse_unsupported,
    scan_sheet,
)
from press.problems import ContentError, Place, Problem
from press.spelling import option

MOST_ROWS = 100_000
WIDEST = 300  # columns; a header is not looked for beyond them


class Worksheet(NamedTuple):
    """A sheet with a header: its number in the workbook from 1, its header row and its scan."""

    number: int
    visible: bool
    header_line: int
    header_cells: tuple[str, ...]
    scan: SheetScan


class WorkbookListing:
    """A workbook with one list in it. It is read again for each call of ``rows``."""

    def __init__(self, file: str, digest: str, sheet: Worksheet, header: HeaderRow) -> None:
        self._file, self._digest, self._sheet, self._header = file, digest, sheet, header
        self._skipped: SkippedLines | None = None

    @property
    def columns(self) -> Mapping[str, int]:
        """The position in the sheet, from 1, of each of our columns."""
        return self._header.columns

    @property
    def identified(self) -> bool:
        """False: the rows are not read when the workbook is opened."""
        return False

    @property
    def dropped(self) -> int:
        """The number of columns that are not used."""
        return self._header.dropped

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """The remarks on skipped lines; the first access reads all rows."""
        if self._skipped is None:
            for _ in self.rows():
                pass
        assert self._skipped is not None
        return self._skipped.remarks(self._file)

    @property
    def headings(self) -> ColumnUse:
        """The headings that are used, and those that are not."""
        return ColumnUse(self._header.used, self._header.unused)

    def rows(self) -> Iterator[ListRow | UnreadRow]:
        """Yield each recipient. Raises ContentError if the file has changed or is damaged."""
        data = _read_data(self._file)
        if hashlib.sha256(data).hexdigest() != self._digest:
            raise file_changed(self._file)
        skipped, number = SkippedLines(), 0
        for line, cells in _sheet_cells(self._file, data, self._sheet):
            if line < self._header.line:
                if any(cell.value for cell in cells):
                    skipped.add("title", line)
            elif line > self._header.line:
                if kind := skip_kind(_raw_texts(cells), self._header.cells):
                    skipped.add(kind, line)
                else:
                    number += 1
                    yield self._row(number, line, cells)
        self._skipped = skipped

    def _row(self, number: int, line: int, cells: Sequence[_TypedCell]) -> ListRow | UnreadRow:
        place, columns = Place(self._file, line), self.columns
        texts: dict[str, str] = {}
        problems: list[Problem] = []
        for column, position in columns.items():
            text = _cell_text(cells[position - 1], column) if position <= len(cells) else ""
            if isinstance(text, CellFault):
                problems.append(cell_problem(place, column, columns, text))
            elif stripped := text.strip():
                texts[column] = stripped
        row = make_row(number, place, texts, columns)
        if not problems:
            return row
        if isinstance(row, UnreadRow):
            problems += row.problems
        return UnreadRow(number, place, tuple(problems), row.cells)


def open_workbook(file: str, aliases: Aliases, include_hidden: bool) -> WorkbookListing:
    """Find the only list in the workbook. Raises ContentError with every problem of the sheet."""
    data = _read_data(file)
    refuse_unsupported(file, data)
    sheets = list(_list_sheets(file, data, aliases))
    sheet = _select_sheet(file, sheets, include_hidden)
    header, problems = read_header(file, sheet.header_line, sheet.header_cells, aliases)
    problems += _sheet_problems(file, sheet, header, include_hidden)
    if problems:
        raise ContentError(problems)
    return WorkbookListing(file, hashlib.sha256(data).hexdigest(), sheet, header)


def _read_data(file: str) -> bytes:
    with StableFile(file) as stable:
        return stable.stream.read(LARGEST + 1)


class _TypedCell(NamedTuple):
    value: object
    data_type: str = "n"
    number_format: str = "General"
    not_calculated: bool = False


def _cell_text(cell: _TypedCell, column: str) -> str | CellFault:
    if cell.not_calculated:
        return NOT_CALCULATED
    return (
        SPREADSHEET_ERROR
        if cell.data_type == "e"
        else cell_text(cell.value, column, cell.number_format)
    )


def _raw_texts(cells: Sequence[_TypedCell]) -> list[str]:
    return [
        "" if cell.value is None and not cell.not_calculated else str(cell.value) for cell in cells
    ]


def _list_sheets(file: str, data: bytes, aliases: Aliases) -> Iterator[Worksheet]:
    """Yield each sheet that has a header, including hidden sheets."""
    archive = open_archive(file, data)
    book = _load_workbook(file, data, with_results=True)
    for number, sheet in enumerate(book.worksheets, start=1):
        # openpyxl has no public attribute for the name of a sheet's part.
        scan = scan_sheet(file, archive, sheet._worksheet_path)
        first_rows = islice(_sheet_rows(file, sheet, scan.last_row), FIRST_LINES)
        lines = ((line, _raw_texts(cells)) for line, cells in first_rows)
        if header := find_header(lines, aliases):
            _, line, header_cells = header
            visible = sheet.sheet_state == "visible"
            yield Worksheet(number, visible, line, _strip_blank_end(header_cells), scan)


def _strip_blank_end(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells up to the last one that is not blank."""
    return tuple(cells[: max(number for number, cell in enumerate(cells, start=1) if cell.strip())])


def _select_sheet(file: str, sheets: Sequence[Worksheet], include_hidden: bool) -> Worksheet:
    candidates = [sheet for sheet in sheets if sheet.visible or include_hidden]
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        first_numbers = ", ".join(str(sheet.number) for sheet in candidates[:-1])
        numbers = f"{first_numbers} and {candidates[-1].number}"
        message = f"Sheets {numbers} of the workbook all begin like lists"
        hint = "Keep one, and put each other into a workbook of its own"
        problem = Problem(Place(file), "M12", message, hint)
    elif sheets:
        hint = f"Show the sheet, or give {option('include_hidden')}"
        problem = Problem(Place(file), "M11", "The list stands on a hidden sheet", hint)
    else:
        message = "No row of the workbook is a header that is understood"
        problem = Problem(Place(file), "M03", message, HEADER_HINT)
    raise ContentError([problem])


def _sheet_problems(
    file: str, sheet: Worksheet, header: HeaderRow, include_hidden: bool
) -> Iterator[Problem]:
    """Yield the problems that prevent reading a sheet as a list."""
    scan, place = sheet.scan, Place(file, header.line)
    if any(first <= header.line <= last for first, last in scan.merged):
        hint = "Undo 'merge cells' in the header, and give each column its own name"
        yield Problem(place, "M12", "Cells of the header are merged", hint)
    if rows := sorted(row for row in scan.hidden_rows if row > header.line):
        count = f"{len(rows):,} rows of the list are" if len(rows) > 1 else "A row of the list is"
        hint = f"Show them (clear the filter) or delete them, or give {option('include_hidden')}"
        if not include_hidden:
            yield Problem(Place(file, rows[0]), "M11", f"{count} hidden, this is the first", hint)
    for column, position in header.columns.items():
        hidden = any(first <= position <= last for first, last in scan.hidden_columns)
        if hidden and not include_hidden:
            hint = f"Show it or delete it, or give {option('include_hidden')}"
            yield Problem(
                place._replace(column=position), "M11", f"The column '{column}' is hidden", hint
            )
    if scan.filled_rows > MOST_ROWS + header.line:
        message = f"The list has more than {MOST_ROWS:,} rows"
        yield Problem(Place(file), "M13", message, "Split it, or save it as CSV")
    if scan.row_after_gap:
        message = f"More than {MOST_BLANK} blank rows stand before this one"
        hint = "Delete the blank rows, or this one if it is no recipient"
        yield Problem(Place(file, scan.row_after_gap), "M13", message, hint)
    if not scan.rows_in_order:
        yield Problem(Place(file), "M01", "The workbook is damaged", "Save it again, or as CSV")


def _load_workbook(file: str, data: bytes, with_results: bool) -> Any:
    """Load a workbook with the results of its formulas, or with the formulas themselves.

    Raises ContentError for whatever openpyxl cannot read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=with_results, keep_links=False
            )
    except Exception:  # openpyxl has no common exception for damaged files
        raise _damaged(file) from None


def _sheet_cells(
    file: str, data: bytes, sheet: Worksheet
) -> Iterator[tuple[int, list[_TypedCell]]]:
    """Yield each row of the sheet with its number.

    A sheet with formulas is read twice, to tell formulas without a saved result from empty cells.
    """

    def sheet_rows(with_results: bool) -> Iterator[tuple[int, list[_TypedCell]]]:
        book = _load_workbook(file, data, with_results)
        worksheet = book.worksheets[sheet.number - 1]
        return _sheet_rows(file, worksheet, sheet.scan.last_row, len(sheet.header_cells))

    rows = sheet_rows(with_results=True)
    if not sheet.scan.has_formulas:
        yield from rows
        return
    formula_rows = sheet_rows(with_results=False)
    for (line, cells), (_, formulas) in zip(rows, formula_rows, strict=True):
        yield line, [_checked_result(*pair) for pair in zip(cells, formulas, strict=True)]


def _checked_result(result: _TypedCell, formula: _TypedCell) -> _TypedCell:
    """Mark a formula without a saved result. An empty text is a result: its data type is "str"."""
    saved = result.value is not None or result.data_type == "str"
    return result._replace(not_calculated=formula.data_type == "f" and not saved)


def _sheet_rows(
    file: str, sheet: Any, last_row: int, width: int = WIDEST
) -> Iterator[tuple[int, list[_TypedCell]]]:
    """Yield (number, cells) of the rows down to ``last_row``, each with ``width`` cells."""
    if not last_row:
        return
    sheet.reset_dimensions()  # the size that a sheet states may be wrong
    rows = sheet.iter_rows(min_row=1, max_row=last_row, max_col=width)
    for line in range(1, last_row + 1):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                row = next(rows, ())
            cells = [
                _TypedCell(cell.value, cell.data_type, cell.number_format)
                if _has_content(cell)
                else _EMPTY_CELL
                for cell in row
            ]
        except Exception:
            raise _damaged(file) from None
        yield line, cells


_EMPTY_CELL = _TypedCell(None)


def _has_content(cell: Any) -> bool:
    return cell.value is not None or cell.data_type != "n"


def _damaged(file: str) -> ContentError:
    return ContentError(
        [Problem(Place(file), "M01", "The workbook is damaged", "Save it again, or as CSV")]
    )

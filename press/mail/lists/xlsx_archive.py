"""From the bytes of a workbook to a ZIP archive that is safe to unpack, and a scan of its XML."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from press.problems import ContentError, Place, Problem

LARGEST = 50_000_000  # bytes of the file
MOST_UNPACKED = 200_000_000  # bytes
MOST_RATIO = 200  # unpacked bytes for each packed one
SMALL_PART = 1_000_000  # bytes: the ratio of a smaller part does not matter
MOST_SHEETS = 50
MOST_BLANK = 500  # consecutive blank rows
CHUNK = 1 << 20  # bytes
LONGEST_ROW = 1 << 22  # bytes of XML
OVERLAP = 1 << 10  # bytes: more than a mergeCell element has

LARGEST_PARTS = (
    ("xl/worksheets/", MOST_UNPACKED),
    ("xl/sharedStrings", 24_000_000),
    ("xl/media/", MOST_UNPACKED),
)
LARGEST_OTHER_PART = 4_000_000  # bytes; styles and relations are loaded into memory as a whole
LOADED_WHOLE = (".xml", ".rels")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE_HINT = "Save the list as an Excel workbook (.xlsx) or as CSV"

_ROW_BOUNDARY = re.compile(rb"<(?:\w+:)?row\b|</(?:\w+:)?sheetData>")
_CELL = re.compile(rb"<(?:\w+:)?(?:v|is|f)[ >]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_ROW_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN_ROW = re.compile(rb'\bhidden="(?:1|true)"|\bht="0(?:\.0*)?"')
_HIDDEN_COLUMN = re.compile(
    rb'<(?:\w+:)?col\b(?=[^>]*\bhidden="(?:1|true)")(?=[^>]*\bmin="(\d+)")(?=[^>]*\bmax="(\d+)")'
)
_MERGED_CELLS = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="[A-Z]{1,3}(\d+):[A-Z]{1,3}(\d+)"')


class SheetScan(NamedTuple):
    """Facts from a sheet's XML that its values do not show. Rows and columns count from 1."""

    hidden_rows: frozenset[int]  # without blank ones
    hidden_columns: tuple[tuple[int, int], ...]  # (first, last) of each range
    merged: tuple[tuple[int, int], ...]  # (first row, last row) of each merged area
    has_formulas: bool
    filled_rows: int  # the number of rows that are not blank
    last_row: int  # the last row that is not blank; 0 in an empty sheet
    row_after_gap: int  # the first row after more than MOST_BLANK blank ones, or 0
    rows_in_order: bool  # the row numbers rise


def refuse_unsupported(file: str, data: bytes) -> None:
    """Raise ContentError for an encrypted workbook and for the old format (.xls)."""
    if not data.startswith(_OLE):
        return
    if _ENCRYPTED in data:
        _refuse(
            file,
            "M01",
            "The workbook is protected by a password",
            "Save it without one, where only you can read it",
        )
    _refuse(file, "M01", "The file is a workbook of the old kind (.xls)", SAVE_HINT)


def open_archive(file: str, data: bytes) -> zipfile.ZipFile:
    """Return the archive of a workbook.

    Raises ContentError if the file is not a workbook, or is unsafe to unpack.
    """
    if len(data) > LARGEST:
        _refuse(
            file,
            "M13",
            f"The workbook has more than {LARGEST:,} bytes",
            "Take out pictures and other sheets, or split it",
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        _refuse(file, "M01", "The workbook is damaged", "Save it again, or as CSV")
    names = {info.filename for info in infos}
    if "xl/workbook.xml" not in names:
        if "xl/workbook.bin" in names:
            _refuse(file, "M01", "The workbook is of the binary kind (.xlsb)", SAVE_HINT)
        _refuse(file, "M01", "The file is no Excel workbook", SAVE_HINT)
    if any(info.flag_bits & 1 for info in infos):
        _refuse(
            file,
            "M01",
            "The workbook is protected by a password",
            "Save it without one, where only you can read it",
        )
    if _too_large(infos):
        _refuse(
            file,
            "M13",
            "The workbook unpacks to more than a list can need",
            "Copy the list alone into a new workbook",
        )
    sheets = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    if len(sheets) > MOST_SHEETS:
        _refuse(
            file,
            "M13",
            f"The workbook has more than {MOST_SHEETS} sheets",
            "Copy the list alone into a new workbook",
        )
    return archive


def _too_large(infos: list[zipfile.ZipInfo]) -> bool:
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        return True
    for info in infos:
        limit = next(
            (size for name, size in LARGEST_PARTS if info.filename.startswith(name)),
            LARGEST_OTHER_PART,
        )
        if info.filename.endswith(LOADED_WHOLE) and info.file_size > limit:
            return True
        if info.file_size > SMALL_PART and info.file_size > MOST_RATIO * max(info.compress_size, 1):
            return True
    return False


def scan_sheet(file: str, archive: zipfile.ZipFile, part: str) -> SheetScan:
    """Scan a sheet's XML once, without parsing it. Raises ContentError if it is damaged.

    ``part`` is the name of the sheet in the archive.
    """
    hidden_rows: set[int] = set()
    hidden_columns: list[tuple[int, int]] = []
    merged: list[tuple[int, int]] = []
    number = last_row = row_after_gap = filled_rows = 0
    has_formulas, rows_in_order = False, True
    for segment in _segments(file, archive, part):
        has_formulas = has_formulas or (
            (b"<f" in segment or b":f" in segment) and _FORMULA.search(segment) is not None
        )
        boundary = _ROW_BOUNDARY.match(segment)
        if not boundary:
            hidden_columns += _number_pairs(_HIDDEN_COLUMN, segment)
        if not boundary or boundary[0].startswith(b"</"):
            merged += _number_pairs(_MERGED_CELLS, segment)
            continue
        row_tag = segment[: segment.find(b">") + 1]
        explicit_number = _ROW_NUMBER.search(row_tag)
        previous, number = number, int(explicit_number[1]) if explicit_number else number + 1
        rows_in_order = rows_in_order and number > previous
        if _CELL.search(segment):
            if not row_after_gap and last_row and number - last_row > MOST_BLANK + 1:
                row_after_gap = number
            last_row, filled_rows = number, filled_rows + 1
            if _HIDDEN_ROW.search(row_tag):
                hidden_rows.add(number)
    return SheetScan(
        frozenset(hidden_rows),
        tuple(hidden_columns),
        tuple(merged),
        has_formulas,
        filled_rows,
        last_row,
        row_after_gap,
        rows_in_order,
    )


def _number_pairs(pattern: re.Pattern[bytes], segment: bytes) -> list[tuple[int, int]]:
    return [(int(match[1]), int(match[2])) for match in pattern.finditer(segment)]


def _segments(file: str, archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield the XML, split before each row. The XML below the rows is in overlapping segments."""
    buffer, below_rows = b"", False
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                buffer += chunk
                starts = (match.start() for match in _ROW_BOUNDARY.finditer(buffer))
                boundaries = [start for start in starts if start]
                for start, end in zip([0, *boundaries], boundaries, strict=False):
                    yield buffer[start:end]
                buffer = buffer[boundaries[-1] :] if boundaries else buffer
                if below_rows := below_rows or buffer.startswith(b"</"):
                    yield buffer
                    buffer = b"</sheetData>" + buffer[-OVERLAP:]
                elif len(buffer) > LONGEST_ROW:
                    message = "The workbook has a row that is larger than any list needs"
                    _refuse(file, "M13", message, SAVE_HINT)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ):
        _refuse(file, "M01", "The workbook is damaged", "Save it again, or as CSV")
    yield buffer


def _refuse(file: str, code: str, message: str, hint: str) -> NoReturn:
    raise ContentError([Problem(Place(file), code, message, hint)])

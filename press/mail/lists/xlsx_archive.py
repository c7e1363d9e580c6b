"""From the bytes of a workbook to a ZIP archive that is safe to unpack, and to what its sheets' XML says beside the values."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from press.problems import ContentError, Place, Problem

LARGEST = 50_000_000  # bytes of the file
MOST_UNPACKED = 200_000_000
MOST_RATIO = 200
SMALL = 1_000_000  # bytes below which no ratio is looked at
MOST_SHEETS = 50
MOST_BLANK = 500  # rows in a row
CHUNK = 1 << 20
LONGEST_ROW = 1 << 22  # bytes of XML
OVERLAP = 1 << 10

PARTS = (
    ("xl/worksheets/", MOST_UNPACKED),
    ("xl/sharedStrings", 24_000_000),
    ("xl/media/", MOST_UNPACKED),
)
OTHER_PARTS = (
    4_000_000  # bytes of a part that is unpacked into memory as a whole: styles, relations
)
LOADED = (".xml", ".rels")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE = "Save the list as an Excel workbook (.xlsx) or as CSV"

_CUT = re.compile(rb"<(?:\w+:)?row\b|</(?:\w+:)?sheetData>")
_CELL = re.compile(rb"<(?:\w+:)?(?:v|is|f)[ >]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"|\bht="0(?:\.0*)?"')
_HIDDEN_COLUMN = re.compile(
    rb'<(?:\w+:)?col\b(?=[^>]*\bhidden="(?:1|true)")(?=[^>]*\bmin="(\d+)")(?=[^>]*\bmax="(\d+)")'
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="[A-Z]{1,3}(\d+):[A-Z]{1,3}(\d+)"')


class Traces(NamedTuple):
    """What a sheet's XML tells that its values do not: numbers of rows and columns from 1."""

    hidden_rows: frozenset[int]  # only those with something in them
    hidden_columns: tuple[tuple[int, int], ...]  # from, to
    merged: tuple[tuple[int, int], ...]  # first and last row
    formulas: bool
    filled: int  # rows
    last: int  # row with something in it, 0 in an empty sheet
    gap: int  # the row before which more than MOST_BLANK rows are blank, or 0
    ordered: bool  # each row stands below the one before


def refuse_other_kinds(file: str, data: bytes) -> None:
    """Raises ContentError for the kinds of workbook that are not read, in plain words."""
    if not data.startswith(_OLE):
        return
    if _ENCRYPTED in data:
        _refuse(
            file,
            "M01",
            "The workbook is protected by a password",
            "Save it without one, where only you can read it",
        )
    _refuse(file, "M01", "The file is a workbook of the old kind (.xls)", SAVE)


def opened(file: str, data: bytes) -> zipfile.ZipFile:
    """The archive, if it is a workbook and may be unpacked; raises ContentError."""
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
        binary = "xl/workbook.bin" in names
        _refuse(
            file,
            "M01",
            "The workbook is of the binary kind (.xlsb)"
            if binary
            else "The file is no Excel workbook",
            SAVE,
        )
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
    if (
        sum(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in names)
        > MOST_SHEETS
    ):
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
        most = next((size for name, size in PARTS if info.filename.startswith(name)), OTHER_PARTS)
        if info.filename.endswith(LOADED) and info.file_size > most:
            return True
        if info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1):
            return True
    return False


def traces(file: str, archive: zipfile.ZipFile, part: str) -> Traces:
    """Reads a sheet's XML once, to its end and without building anything; raises ContentError where it is damaged."""
    hidden: set[int] = set()
    columns: list[tuple[int, int]] = []
    merged: list[tuple[int, int]] = []
    number = last = gap = filled = 0
    formulas, ordered = False, True
    for segment in _segments(file, archive, part):
        formulas = formulas or (
            (b"<f" in segment or b":f" in segment) and _FORMULA.search(segment) is not None
        )
        begins = _CUT.match(segment)
        if not begins:
            columns += [(int(one[1]), int(one[2])) for one in _HIDDEN_COLUMN.finditer(segment)]
        if not begins or begins[0].startswith(b"</"):
            merged += [(int(one[1]), int(one[2])) for one in _MERGED.finditer(segment)]
            continue
        start = segment[: segment.find(b">") + 1]
        given = _NUMBER.search(start)
        before, number = number, int(given[1]) if given else number + 1
        ordered = ordered and number > before
        if _CELL.search(segment):
            gap = gap or (number if last and number - last > MOST_BLANK + 1 else 0)
            last, filled = number, filled + 1
            if _HIDDEN.search(start):
                hidden.add(number)
    return Traces(
        frozenset(hidden), tuple(columns), tuple(merged), formulas, filled, last, gap, ordered
    )


def _segments(file: str, archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The XML cut before each row; what stands below the rows comes in pieces that overlap."""
    rest, below = b"", False
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                rest += chunk
                cuts = [one.start() for one in _CUT.finditer(rest) if one.start()]
                for start, end in zip([0, *cuts], cuts, strict=False):
                    yield rest[start:end]
                rest = rest[cuts[-1] :] if cuts else rest
                if below := below or rest.startswith(b"</"):
                    yield rest
                    rest = b"</sheetData>" + rest[-OVERLAP:]
                elif len(rest) > LONGEST_ROW:
                    _refuse(
                        file,
                        "M13",
                        "The workbook has a row that is larger than any list needs",
                        SAVE,
                    )
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
    yield rest


def _refuse(file: str, code: str, message: str, hint: str) -> None:
    raise ContentError([Problem(Place(file), code, message, hint)])

"""Lists from Excel workbooks: typed cells, hidden parts, and files that are made to do harm."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.xml.constants import SHARED_STRINGS

from press.cli.spelling import COMMAND_LINE
from press.mail.lists.open_list import open_listing
from press.mail.lists.rows import ListRow, UnreadRow
from press.problems import ContentError
from tests.mail.read_lists import (
    HEADER,
    NAMES,
    PEOPLE,
    cells_of,
    csv_file,
    csv_text,
    expected_cells,
    leaked_values,
    new_workbook,
    problem_places,
    problems_of,
    read_in_process,
    rows_of,
    xlsx_file,
)

GOOD = ["1", "Ann", "Roe", "1 Way", "", "Boston", "MA", "02134", "", ""]
TIMED_HEADER = [*HEADER, "DOB", "Appt Time", "Deceased"]


def test_a_workbook_has_the_rows_of_the_same_csv_file(tmp_path: Path) -> None:
    file = xlsx_file(tmp_path, [HEADER, *PEOPLE])
    assert (
        cells_of(file)
        == expected_cells()
        == cells_of(csv_file(tmp_path, csv_text([HEADER, *PEOPLE])))
    )
    rows = rows_of(file)
    assert [(row.number, row.place.line) for row in rows] == [(1, 2), (2, 3), (3, 4)]
    listing = open_listing([file])
    assert listing.columns == {name: number for number, name in enumerate(NAMES, start=1)}
    assert len(list(listing.rows())) == len(list(listing.rows())) == 3


def test_the_first_bytes_of_a_file_tell_its_kind(tmp_path: Path) -> None:
    assert cells_of(xlsx_file(tmp_path, [HEADER, *PEOPLE], "list.csv")) == expected_cells()
    assert (
        cells_of(csv_file(tmp_path, csv_text([HEADER, *PEOPLE]), name="list.xlsx"))
        == expected_cells()
    )


# The column of a cell, its value and its number format → the text.
TYPED = [
    ("zip", 2134, "General", "2134"),
    ("zip", 2134.0, "General", "2134"),
    ("zip", 2134, "00000", "02134"),
    ("zip", 21340001, "00000\\-0000", "02134-0001"),
    ("zip", "02134", "@", "02134"),
    ("patient_id", 123456789012345, "0", "123456789012345"),
    ("appointment_date", date(2027, 3, 9), "yyyy-mm-dd", "2027-03-09"),
    ("appointment_date", datetime(2027, 3, 9), "m/d/yy", "2027-03-09"),
    ("appointment_date", datetime(2027, 3, 9, 8, 30), "m/d/yy h:mm", "2027-03-09 08:30"),
    ("birth_date", date(1931, 2, 28), "dd.mm.yyyy", "1931-02-28"),
    ("birth_date", "2/28/1931", "@", "2/28/1931"),
    ("appointment_time", time(8, 30), "h:mm", "08:30"),
    ("appointment_time", time(23, 59, 59, 999_999), "h:mm", "00:00"),
    ("appointment_time", datetime(2027, 3, 9, 14, 5), "h:mm", "14:05"),
    ("appointment_time", timedelta(hours=8, minutes=30), "[h]:mm", "08:30"),
    ("appointment_time", "8:30 AM", "@", "8:30 AM"),
    ("deceased", True, "General", "TRUE"),
    ("deceased", False, "General", "FALSE"),
    ("deceased", 1, "General", "1"),
    ("address_1", 12.5, "General", "12.5"),
    ("last_name", "Roe_x000D_\nJr", "@", "Roe\nJr"),
]


@pytest.mark.parametrize(("column", "value", "form", "text"), TYPED[:12] + TYPED[13:])
def test_typed_cells_become_text(
    tmp_path: Path, column: str, value: object, form: str, text: str
) -> None:
    names = [*NAMES, "birth_date", "appointment_time", "deceased"]
    workbook, sheet, path = new_workbook(tmp_path, [TIMED_HEADER, [*GOOD, "", "", ""]])
    cell = sheet.cell(2, names.index(column) + 1)
    cell.value, cell.number_format = value, form
    workbook.save(path)
    assert cells_of(str(path))[0][column] == text


def test_the_calendar_from_1904_is_read(tmp_path: Path) -> None:
    workbook, sheet, path = new_workbook(tmp_path, [HEADER, GOOD])
    workbook.epoch = CALENDAR_MAC_1904
    sheet.cell(2, 10).value = date(2027, 3, 9)
    workbook.save(path)
    with zipfile.ZipFile(path) as archive:
        assert b"45359" not in archive.read(
            "xl/worksheets/sheet1.xml"
        )  # the same day in the calendar from 1900 is 46455
    assert cells_of(str(path))[0]["appointment_date"] == "2027-03-09"


DAMAGED = [
    ("zip", 18005600000000000, "General", "M09"),
    ("patient_id", "1.80056E+10", "@", "M09"),
    ("appointment_date", 46455, "General", "M09"),
    ("birth_date", 11017, "0", "M09"),
    ("appointment_date", time(8, 30), "h:mm", "M09"),
    ("appointment_time", 0.354166667, "General", "M09"),
    ("appointment_time", date(2027, 3, 9), "m/d/yy", "M09"),
    ("appointment_time", timedelta(hours=32), "[h]:mm", "M09"),
    ("address_2", date(2027, 1, 2), "d-mmm", "M09"),
    ("last_name", True, "General", "M09"),
    ("city", "#N/A", "General", "M09"),
    ("city", "#REF!", "General", "M09"),
    ("city", "=1/0", "General", "M09"),  # without a saved result
    ("last_name", "A\u202eB", "@", "M08"),
    ("last_name", "x" * 2_001, "@", "M06"),
    ("first_name", "RenÃ©e", "@", "M10"),
    ("last_name", "A_x0007_B", "@", "M08"),
]


@pytest.mark.parametrize(("column", "value", "form", "code"), DAMAGED)
def test_damaged_cells_are_reported(
    tmp_path: Path, column: str, value: object, form: str, code: str
) -> None:
    names = [*NAMES, "birth_date", "appointment_time", "deceased"]
    position = names.index(column) + 1
    workbook, sheet, path = new_workbook(
        tmp_path, [TIMED_HEADER, [*GOOD, "", "", ""], [*GOOD, "", "", ""], [*GOOD, "", "", ""]]
    )
    cell = sheet.cell(3, position)
    cell.value, cell.number_format = value, form
    workbook.save(path)
    rows = rows_of(str(path))
    assert [type(row) for row in rows] == [ListRow, UnreadRow, ListRow]
    problems = problems_of(str(path))
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        (code, 3, position)
    ]
    assert not leaked_values(problems, [str(value)])


def rewrite_part(
    path: Path, part: str, change: Callable[[bytes], bytes], extra: dict[str, bytes] | None = None
) -> None:
    """Change one part of a workbook, and add ``extra`` parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert change(parts[part]) != parts[part] or extra
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **(extra or {})}.items():
            archive.writestr(name, data)


SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def move_texts_to_shared_strings(path: Path, more: bytes = b"") -> None:
    """Put the texts into a shared part, as Excel does. ``more`` are texts that no cell uses."""
    texts: dict[bytes, int] = {}

    def pointing(data: bytes) -> bytes:
        def number(match: re.Match[bytes]) -> bytes:
            return b'<c %bt="s"><v>%d</v></c>' % (match[1], texts.setdefault(match[2], len(texts)))

        return re.sub(
            rb'(?s)<c ([^>]*)t="inlineStr"><is><t[^>]*>(.*?)</t></is></c>',
            number,
            data.replace(b' t="inlineStr"></c>', b"></c>"),
        )

    kind = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="%b"/></Types>'
        % SHARED_STRINGS.encode()
    )
    rewrite_part(path, SHEET, pointing)
    rewrite_part(path, "[Content_Types].xml", lambda data: data.replace(b"</Types>", kind))
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    table = head + b"".join(b"<si><t>%b</t></si>" % text for text in texts) + more + b"</sst>"
    rewrite_part(path, SHEET, lambda data: data, {STRINGS: table})


def test_shared_strings_are_read(tmp_path: Path) -> None:
    path = Path(xlsx_file(tmp_path, [HEADER, *PEOPLE]))
    move_texts_to_shared_strings(path)
    with zipfile.ZipFile(path) as archive:
        assert b"inlineStr" not in archive.read(SHEET)
        assert b"Fargo" in archive.read(STRINGS)
    assert cells_of(str(path)) == expected_cells()


def test_formulas_are_read_by_their_saved_results(tmp_path: Path) -> None:
    workbook, sheet, path = new_workbook(tmp_path, [HEADER, GOOD])
    sheet["F2"], sheet["E2"] = '=UPPER("Boston")', '=""'
    workbook.save(path)

    def calculated(data: bytes) -> bytes:
        data = data.replace(
            b'<c r="F2"><f>UPPER("Boston")</f><v></v>',
            b'<c r="F2" t="str"><f>UPPER("Boston")</f><v>BOSTON</v>',
        )
        data = data.replace(
            b'<c r="F2"><f>UPPER("Boston")</f><v />',
            b'<c r="F2" t="str"><f>UPPER("Boston")</f><v>BOSTON</v>',
        )
        return data.replace(b'<c r="E2"><f>""</f><v>', b'<c r="E2" t="str"><f>""</f><v>').replace(
            b'<c r="E2"><f>""</f><v />', b'<c r="E2" t="str"><f>""</f><v></v>'
        )

    assert problem_places(str(path)) == [("M09", 2, 5), ("M09", 2, 6)]
    rewrite_part(path, SHEET, calculated)
    assert cells_of(str(path))[0]["city"] == "BOSTON"
    assert "address_2" not in cells_of(str(path))[0]


def test_hidden_rows_and_columns_are_refused_unless_included(tmp_path: Path) -> None:
    workbook, sheet, path = new_workbook(tmp_path, [HEADER, *PEOPLE, GOOD])
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
    sheet.row_dimensions[9].hidden = True  # a blank row
    sheet.column_dimensions["H"].hidden = True
    workbook.save(path)
    problems = problems_of(str(path))
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        ("M11", 3, 1),
        ("M11", 1, 8),
    ]
    assert "2 rows" in problems[0].message
    assert "'zip'" in problems[1].message
    assert all("--include-hidden" in problem.line(spelling=COMMAND_LINE) for problem in problems)
    assert len(cells_of(str(path), hidden=True)) == 4


def test_a_hidden_column_that_is_dropped_is_no_problem(tmp_path: Path) -> None:
    workbook, sheet, path = new_workbook(tmp_path, [[*HEADER, "Dx"], [*GOOD, "x"]])
    sheet.column_dimensions["K"].hidden = True
    workbook.save(path)
    assert len(cells_of(str(path))) == 1


def test_the_only_sheet_with_a_header_is_read(tmp_path: Path) -> None:
    workbook, sheet, path = new_workbook(tmp_path, [["Notes of the office"], ["Call Ann"]])
    second = workbook.create_sheet("Patients")
    for row in (HEADER, *PEOPLE):
        second.append(row)
    workbook.save(path)
    assert cells_of(str(path)) == expected_cells()
    for row in (HEADER, GOOD):
        sheet.append(row)
    workbook.save(path)
    problems = problems_of(str(path))
    assert [problem.code for problem in problems] == ["M12"]
    assert "Sheets 1 and 2" in problems[0].message
    second.sheet_state = "hidden"
    workbook.save(path)
    assert len(cells_of(str(path))) == 1
    assert problem_places(str(path), hidden=True) == [("M12", 1, 1)]


def test_a_list_on_a_hidden_sheet_is_refused_unless_included(tmp_path: Path) -> None:
    workbook, sheet, path = new_workbook(tmp_path, [HEADER, *PEOPLE])
    workbook.create_sheet("Front")
    sheet.sheet_state = "veryHidden"
    workbook.active = 1
    workbook.save(path)
    assert problem_places(str(path)) == [("M11", 1, 1)]
    assert cells_of(str(path), hidden=True) == expected_cells()


def test_a_workbook_without_a_header_is_refused(tmp_path: Path) -> None:
    assert problem_places(xlsx_file(tmp_path, [["a", "b"], [1, 2]])) == [("M03", 1, 1)]
    assert problem_places(xlsx_file(tmp_path, [])) == [("M03", 1, 1)]


def test_a_header_with_merged_cells_is_refused(tmp_path: Path) -> None:
    workbook, sheet, path = new_workbook(tmp_path, [["Referrals of March"], HEADER, GOOD])
    sheet.merge_cells("A1:E1")
    workbook.save(path)
    assert len(cells_of(str(path))) == 1
    sheet.merge_cells("D2:E2")
    workbook.save(path)
    assert problem_places(str(path)) == [("M12", 2, 1)]


def test_lines_without_recipients_are_skipped(tmp_path: Path) -> None:
    workbook, _, path = new_workbook(
        tmp_path,
        [
            ["Referrals of March"],
            [],
            HEADER,
            GOOD,
            [],
            HEADER,
            GOOD,
            ["Total:", 2],
            ["Printed 3/9/2027"],
        ],
    )
    workbook.save(path)
    for ask_first in (True, False):
        listing = open_listing([str(path)])
        remarks = listing.remarks if ask_first else ()
        rows = list(listing.rows())
        assert [row.place.line for row in rows] == [4, 7]
        assert remarks in ((), listing.remarks)
        assert [(problem.code, problem.place.line) for problem in listing.remarks] == [
            ("M14", 1),
            ("M14", 5),
            ("M14", 6),
            ("M14", 8),
        ]


def test_a_workbook_that_changes_between_two_readings_is_refused(tmp_path: Path) -> None:
    listing = open_listing([xlsx_file(tmp_path, [HEADER, *PEOPLE])])
    assert len(list(listing.rows())) == 3
    xlsx_file(tmp_path, [HEADER, GOOD])
    with pytest.raises(ContentError) as raised:
        list(listing.rows())
    assert [problem.code for problem in raised.value.problems] == ["W03"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def archive_of(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


KINDS = {
    "old": (OLE + "Workbook".encode("utf-16-le"), "old kind"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "binary": (archive_of(**{"xl/workbook.bin": b"x"}), "xlsb"),
    "another archive": (archive_of(**{"content.xml": b"<x/>"}), "no Excel workbook"),
    "cut short": (b"PK\x03\x04" + b"\0" * 100, "damaged"),
    "no workbook within": (archive_of(**{"xl/workbook.xml": b"<x"}), "damaged"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_other_kinds_of_workbooks_are_named_in_the_problem(tmp_path: Path, kind: str) -> None:
    data, word = KINDS[kind]
    problems = problems_of(csv_file(tmp_path, data, name="list.xlsx"))
    assert [problem.code for problem in problems] == ["M01"]
    assert word in problems[0].message


def _filled(path: Path, rows: int) -> None:
    xml = b"".join(
        b"<row><c><v>%d</v></c></row>" % (number * 7919 % 99_991) for number in range(rows)
    )
    rewrite_part(path, SHEET, lambda data: data.replace(b"</sheetData>", xml + b"</sheetData>"))


def _strings(path: Path) -> None:
    move_texts_to_shared_strings(
        path,
        b"".join(b"<si><t>%b</t></si>" % os.urandom(15).hex().encode() for _ in range(700_000)),
    )


def _wide(path: Path) -> None:
    cells_ = b"".join(b"<c><v>%d</v></c>" % (number * 7919 % 99_991) for number in range(300_000))
    rewrite_part(
        path,
        SHEET,
        lambda data: data.replace(b"</sheetData>", b"<row>" + cells_ + b"</row></sheetData>"),
    )


def _far(path: Path) -> None:
    cell = (
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    )
    rewrite_part(path, SHEET, lambda data: data.replace(b"</sheetData>", cell))


def _entities(path: Path) -> None:
    lines = b"".join(
        b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"lol") for n in range(10)
    )
    head = b"<?xml version='1.0'?><!DOCTYPE w [" + lines + b"]>"
    rewrite_part(
        path,
        SHEET,
        lambda data: (
            head + data.replace(b"</sheetData>", b"<row><c><v>&e9;</v></c></row></sheetData>")
        ),
    )


def _blank(path: Path) -> None:
    rewrite_part(
        path,
        SHEET,
        lambda data: data.replace(
            b"</sheetData>", b"<row/>" * 501 + b"<row><c><v>1</v></c></row></sheetData>"
        ),
    )


def _ratio(path: Path) -> None:
    row = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    rewrite_part(
        path, SHEET, lambda data: data.replace(b"</sheetData>", row * 90_000 + b"</sheetData>")
    )


def _unpacked(path: Path) -> None:
    """Add two parts, neither of which is too large by itself."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in ("xl/worksheets/sheet2.xml", "xl/media/picture.png"):
            with archive.open(name, "w") as part:
                for _ in range(35):
                    part.write(os.urandom(20_000) + b" " * 3_000_000)


def _styles(path: Path) -> None:
    rewrite_part(path, "xl/styles.xml", lambda data: data + bytes(range(32, 127)) * 100_000)


def _sheets(path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    for _ in range(50):
        workbook.create_sheet()
    workbook.save(path)


def _disorder(path: Path) -> None:
    row = b'<row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    rewrite_part(path, SHEET, lambda data: data.replace(b"</sheetData>", row))


# Workbooks that are made to do harm, or far too large, and the expected problems.
HARMFUL: dict[str, tuple[Callable[[Path], None], list[tuple[str, int, int]]]] = {
    "far too large when it is unpacked": (_unpacked, [("M13", 1, 1)]),
    "a ratio that no list has": (_ratio, [("M13", 1, 1)]),
    "one cell in the last corner": (_far, [("M13", 1_048_576, 1)]),
    "entities within entities": (_entities, [("M01", 1, 1)]),
    "too many rows": (lambda path: _filled(path, 100_001), [("M13", 1, 1)]),
    "too many texts": (_strings, [("M13", 1, 1)]),
    "a row that is too wide": (_wide, [("M13", 1, 1)]),
    "too many blank rows": (_blank, [("M13", 504, 1)]),
    "too much style": (_styles, [("M13", 1, 1)]),
    "too many sheets": (_sheets, [("M13", 1, 1)]),
    "rows in disorder": (_disorder, [("M01", 1, 1)]),
}


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(),
    reason="only Linux reports the peak memory of a process",
)
@pytest.mark.parametrize("bomb", HARMFUL)
def test_harmful_workbooks_are_refused(tmp_path: Path, bomb: str) -> None:
    """Read each one in a separate process to measure its memory."""
    make, expects = HARMFUL[bomb]
    path = Path(xlsx_file(tmp_path, [HEADER, GOOD]))
    assert len(cells_of(str(path))) == 1
    make(path)
    result, kilobytes, seconds = read_in_process(str(path))
    assert result == str(expects)
    assert kilobytes < 200_000
    assert seconds < 10

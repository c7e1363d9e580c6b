"""Lists from Excel workbooks: typed cells, what a spreadsheet hides, and files that are made to do harm."""

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
    book,
    cells,
    csv_file,
    expected,
    measured,
    problems,
    read,
    secret,
    told,
    written,
    xlsx_file,
)

GOOD = ["1", "Ann", "Roe", "1 Way", "", "Boston", "MA", "02134", "", ""]
TIMED = [*HEADER, "DOB", "Appt Time", "Deceased"]


def test_a_workbook_gives_the_rows_of_the_csv(tmp_path: Path) -> None:
    file = xlsx_file(tmp_path, [HEADER, *PEOPLE])
    assert cells(file) == expected() == cells(csv_file(tmp_path, written([HEADER, *PEOPLE])))
    rows = read(file)
    assert [(row.number, row.place.line) for row in rows] == [(1, 2), (2, 3), (3, 4)]
    listing = open_listing([file])
    assert listing.columns == {name: number for number, name in enumerate(NAMES, start=1)}
    assert len(list(listing.rows())) == len(list(listing.rows())) == 3


def test_what_a_file_is_tells_its_beginning_not_its_name(tmp_path: Path) -> None:
    assert cells(xlsx_file(tmp_path, [HEADER, *PEOPLE], "list.csv")) == expected()
    assert cells(csv_file(tmp_path, written([HEADER, *PEOPLE]), name="list.xlsx")) == expected()


# What a cell holds, in which column, and the number format by which it is shown: the text that comes of it.
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
def test_typed_cells(tmp_path: Path, column: str, value: object, form: str, text: str) -> None:
    names = [*NAMES, "birth_date", "appointment_time", "deceased"]
    made, sheet, path = book(tmp_path, [TIMED, [*GOOD, "", "", ""]])
    cell = sheet.cell(2, names.index(column) + 1)
    cell.value, cell.number_format = value, form
    made.save(path)
    assert cells(str(path))[0][column] == text


def test_the_calendar_that_begins_in_1904(tmp_path: Path) -> None:
    made, sheet, path = book(tmp_path, [HEADER, GOOD])
    made.epoch = CALENDAR_MAC_1904
    sheet.cell(2, 10).value = date(2027, 3, 9)
    made.save(path)
    with zipfile.ZipFile(path) as archive:
        assert b"45359" not in archive.read(
            "xl/worksheets/sheet1.xml"
        )  # its number by 1900 is 46455
    assert cells(str(path))[0]["appointment_date"] == "2027-03-09"


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
    ("city", "=1/0", "General", "M09"),  # never calculated: there is no result
    ("last_name", "A\u202eB", "@", "M08"),
    ("last_name", "x" * 2_001, "@", "M06"),
    ("first_name", "RenÃ©e", "@", "M10"),
    ("last_name", "A_x0007_B", "@", "M08"),
]


@pytest.mark.parametrize(("column", "value", "form", "code"), DAMAGED)
def test_damaged_cells(tmp_path: Path, column: str, value: object, form: str, code: str) -> None:
    names = [*NAMES, "birth_date", "appointment_time", "deceased"]
    position = names.index(column) + 1
    made, sheet, path = book(
        tmp_path, [TIMED, [*GOOD, "", "", ""], [*GOOD, "", "", ""], [*GOOD, "", "", ""]]
    )
    cell = sheet.cell(3, position)
    cell.value, cell.number_format = value, form
    made.save(path)
    rows = read(str(path))
    assert [type(row) for row in rows] == [ListRow, UnreadRow, ListRow]
    found = problems(str(path))
    assert [(one.code, one.place.line, one.place.column) for one in found] == [(code, 3, position)]
    assert not secret(found, [str(value)])


def rewritten(
    path: Path, part: str, change: Callable[[bytes], bytes], extra: dict[str, bytes] | None = None
) -> None:
    """The workbook with a part of it changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert change(parts[part]) != parts[part] or extra
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **(extra or {})}.items():
            archive.writestr(name, data)


SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def as_excel_writes(path: Path, more: bytes = b"") -> None:
    """The texts in a part of their own, which the cells point into by number; ``more`` are texts that no cell has."""
    texts: dict[bytes, int] = {}

    def pointing(data: bytes) -> bytes:
        def number(found: re.Match[bytes]) -> bytes:
            return b'<c %bt="s"><v>%d</v></c>' % (found[1], texts.setdefault(found[2], len(texts)))

        return re.sub(
            rb'(?s)<c ([^>]*)t="inlineStr"><is><t[^>]*>(.*?)</t></is></c>',
            number,
            data.replace(b' t="inlineStr"></c>', b"></c>"),
        )

    kind = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="%b"/></Types>'
        % SHARED_STRINGS.encode()
    )
    rewritten(path, SHEET, pointing)
    rewritten(path, "[Content_Types].xml", lambda data: data.replace(b"</Types>", kind))
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    table = head + b"".join(b"<si><t>%b</t></si>" % text for text in texts) + more + b"</sst>"
    rewritten(path, SHEET, lambda data: data, {STRINGS: table})


def test_texts_in_a_part_of_their_own(tmp_path: Path) -> None:
    path = Path(xlsx_file(tmp_path, [HEADER, *PEOPLE]))
    as_excel_writes(path)
    with zipfile.ZipFile(path) as archive:
        assert b"inlineStr" not in archive.read(SHEET)
        assert b"Fargo" in archive.read(STRINGS)
    assert cells(str(path)) == expected()


def test_formulas_with_their_results(tmp_path: Path) -> None:
    made, sheet, path = book(tmp_path, [HEADER, GOOD])
    sheet["F2"], sheet["E2"] = '=UPPER("Boston")', '=""'
    made.save(path)

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

    assert told(str(path)) == [("M09", 2, 5), ("M09", 2, 6)]
    rewritten(path, SHEET, calculated)
    assert cells(str(path))[0]["city"] == "BOSTON"
    assert "address_2" not in cells(str(path))[0]


def test_hidden_rows_and_columns_are_refused_unless_they_are_asked_for(tmp_path: Path) -> None:
    made, sheet, path = book(tmp_path, [HEADER, *PEOPLE, GOOD])
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
    sheet.row_dimensions[9].hidden = True  # with nothing in it
    sheet.column_dimensions["H"].hidden = True
    made.save(path)
    found = problems(str(path))
    assert [(one.code, one.place.line, one.place.column) for one in found] == [
        ("M11", 3, 1),
        ("M11", 1, 8),
    ]
    assert "2 rows" in found[0].message
    assert "'zip'" in found[1].message
    assert all("--include-hidden" in one.line(spelling=COMMAND_LINE) for one in found)
    assert len(cells(str(path), hidden=True)) == 4


def test_what_is_hidden_and_dropped_does_not_matter(tmp_path: Path) -> None:
    made, sheet, path = book(tmp_path, [[*HEADER, "Dx"], [*GOOD, "x"]])
    sheet.column_dimensions["K"].hidden = True
    made.save(path)
    assert len(cells(str(path))) == 1


def test_the_one_sheet_that_begins_like_a_list_is_read(tmp_path: Path) -> None:
    made, sheet, path = book(tmp_path, [["Notes of the office"], ["Call Ann"]])
    second = made.create_sheet("Patients")
    for row in (HEADER, *PEOPLE):
        second.append(row)
    made.save(path)
    assert cells(str(path)) == expected()
    for row in (HEADER, GOOD):
        sheet.append(row)
    made.save(path)
    found = problems(str(path))
    assert [one.code for one in found] == ["M12"]
    assert "Sheets 1 and 2" in found[0].message
    second.sheet_state = "hidden"
    made.save(path)
    assert len(cells(str(path))) == 1
    assert told(str(path), hidden=True) == [("M12", 1, 1)]


def test_a_list_on_a_hidden_sheet(tmp_path: Path) -> None:
    made, sheet, path = book(tmp_path, [HEADER, *PEOPLE])
    made.create_sheet("Front")
    sheet.sheet_state = "veryHidden"
    made.active = 1
    made.save(path)
    assert told(str(path)) == [("M11", 1, 1)]
    assert cells(str(path), hidden=True) == expected()


def test_no_sheet_that_begins_like_a_list(tmp_path: Path) -> None:
    assert told(xlsx_file(tmp_path, [["a", "b"], [1, 2]])) == [("M03", 1, 1)]
    assert told(xlsx_file(tmp_path, [])) == [("M03", 1, 1)]


def test_a_header_with_merged_cells(tmp_path: Path) -> None:
    made, sheet, path = book(tmp_path, [["Referrals of March"], HEADER, GOOD])
    sheet.merge_cells("A1:E1")
    made.save(path)
    assert len(cells(str(path))) == 1
    sheet.merge_cells("D2:E2")
    made.save(path)
    assert told(str(path)) == [("M12", 2, 1)]


def test_lines_that_are_no_recipients(tmp_path: Path) -> None:
    made, _, path = book(
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
    made.save(path)
    for ask_first in (True, False):
        listing = open_listing([str(path)])
        remarks = listing.remarks if ask_first else ()
        rows = list(listing.rows())
        assert [row.place.line for row in rows] == [4, 7]
        assert remarks in ((), listing.remarks)
        assert [(one.code, one.place.line) for one in listing.remarks] == [
            ("M14", 1),
            ("M14", 5),
            ("M14", 6),
            ("M14", 8),
        ]


def test_a_workbook_that_is_changed_in_between(tmp_path: Path) -> None:
    listing = open_listing([xlsx_file(tmp_path, [HEADER, *PEOPLE])])
    assert len(list(listing.rows())) == 3
    xlsx_file(tmp_path, [HEADER, GOOD])
    with pytest.raises(ContentError) as raised:
        list(listing.rows())
    assert [one.code for one in raised.value.problems] == ["W03"]


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
def test_kinds_that_are_not_read_are_told_in_plain_words(tmp_path: Path, kind: str) -> None:
    data, word = KINDS[kind]
    found = problems(csv_file(tmp_path, data, name="list.xlsx"))
    assert [one.code for one in found] == ["M01"]
    assert word in found[0].message


def _filled(path: Path, rows: int) -> None:
    made = b"".join(
        b"<row><c><v>%d</v></c></row>" % (number * 7919 % 99_991) for number in range(rows)
    )
    rewritten(path, SHEET, lambda data: data.replace(b"</sheetData>", made + b"</sheetData>"))


def _strings(path: Path) -> None:
    as_excel_writes(
        path,
        b"".join(b"<si><t>%b</t></si>" % os.urandom(15).hex().encode() for _ in range(700_000)),
    )


def _wide(path: Path) -> None:
    cells_ = b"".join(b"<c><v>%d</v></c>" % (number * 7919 % 99_991) for number in range(300_000))
    rewritten(
        path,
        SHEET,
        lambda data: data.replace(b"</sheetData>", b"<row>" + cells_ + b"</row></sheetData>"),
    )


def _far(path: Path) -> None:
    cell = (
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    )
    rewritten(path, SHEET, lambda data: data.replace(b"</sheetData>", cell))


def _entities(path: Path) -> None:
    lines = b"".join(
        b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"lol") for n in range(10)
    )
    head = b"<?xml version='1.0'?><!DOCTYPE w [" + lines + b"]>"
    rewritten(
        path,
        SHEET,
        lambda data: (
            head + data.replace(b"</sheetData>", b"<row><c><v>&e9;</v></c></row></sheetData>")
        ),
    )


def _blank(path: Path) -> None:
    rewritten(
        path,
        SHEET,
        lambda data: data.replace(
            b"</sheetData>", b"<row/>" * 501 + b"<row><c><v>1</v></c></row></sheetData>"
        ),
    )


def _ratio(path: Path) -> None:
    row = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    rewritten(
        path, SHEET, lambda data: data.replace(b"</sheetData>", row * 90_000 + b"</sheetData>")
    )


def _unpacked(path: Path) -> None:
    """In two parts, neither of which is too large for itself."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in ("xl/worksheets/sheet2.xml", "xl/media/picture.png"):
            with archive.open(name, "w") as part:
                for _ in range(35):
                    part.write(os.urandom(20_000) + b" " * 3_000_000)


def _styles(path: Path) -> None:
    rewritten(path, "xl/styles.xml", lambda data: data + bytes(range(32, 127)) * 100_000)


def _sheets(path: Path) -> None:
    made = openpyxl.load_workbook(path)
    for _ in range(50):
        made.create_sheet()
    made.save(path)


def _disorder(path: Path) -> None:
    row = b'<row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    rewritten(path, SHEET, lambda data: data.replace(b"</sheetData>", row))


# A workbook made to do harm, or far too large: what is told of it.
BOMBS: dict[str, tuple[Callable[[Path], None], list[tuple[str, int, int]]]] = {
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
    reason="the most memory of a process is told by Linux alone",
)
@pytest.mark.parametrize("bomb", BOMBS)
def test_workbooks_that_do_harm(tmp_path: Path, bomb: str) -> None:
    """Each in a process of its own, so that its memory can be measured."""
    make, expects = BOMBS[bomb]
    path = Path(xlsx_file(tmp_path, [HEADER, GOOD]))
    assert len(cells(str(path))) == 1
    make(path)
    found, kilobytes, seconds = measured(str(path))
    assert found == str(expects)
    assert kilobytes < 200_000
    assert seconds < 10

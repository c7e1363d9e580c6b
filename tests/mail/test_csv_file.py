"""Lists from CSV files: encodings, delimiters, quotes, shapes, and what spreadsheets make of values."""

from __future__ import annotations

import csv
import os
import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from press.cli.spelling import COMMAND_LINE
from press.content.characters import unprintable
from press.mail.lists.open_list import open_listing
from press.mail.lists.rows import ListRow, UnreadRow
from press.problems import ContentError
from tests.mail.read_lists import (
    HEADER,
    NAMES,
    PEOPLE,
    cells,
    csv_file,
    expected,
    measured,
    problems,
    read,
    secret,
    told,
    written,
)

TABLE = [HEADER, *PEOPLE]
ENCODINGS = {
    "utf-8": ("utf-8", None),
    "utf-8 with its mark": ("utf-8-sig", None),
    "utf-8 with its mark, whatever is said": ("utf-8-sig", "cp1252"),
    "utf-16, low byte first": ("utf-16", None),
    "utf-16, high byte first": ("utf-16-be", None),
    "cp1252": ("cp1252", "cp1252"),
    "utf-16 without its mark": ("utf-16-le", "UTF-16-LE"),
    "cp1250": ("cp1250", "windows-1250"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_one_table_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    codec, asked = ENCODINGS[encoding]
    table = [[cell.replace("Ñ", "N") for cell in row] for row in TABLE]  # cp1250 has none
    table[1:] = [[cell.replace("É", "E").replace("é", "á") for cell in row] for row in table[1:]]
    text = written(table)
    assert any(ord(char) > 127 for char in text)
    data = (
        ("\ufeff" + text).encode(codec)
        if encoding == "utf-16, high byte first"
        else text.encode(codec)
    )
    assert cells(csv_file(tmp_path, data), encoding=asked) == expected(table[1:])


def test_a_byte_that_is_no_utf_8_is_told_with_its_place_and_remedy(tmp_path: Path) -> None:
    text = written(TABLE, lineterminator="\r\n")
    data = text.encode("cp1252")
    line, column = next(
        (n, row.index("é") + 1) for n, row in enumerate(text.split("\r\n"), start=1) if "é" in row
    )
    file = csv_file(tmp_path, data)
    found = problems(file)
    assert [(one.code, one.place.line, one.place.column) for one in found] == [
        ("M02", line, column)
    ]
    assert "--encoding cp1252" in found[0].line(spelling=COMMAND_LINE)
    assert "0xE9" in found[0].message
    far = (
        data[: data.index(b"\r\n") + 2]
        + b"1,Ann,Roe,1 Way,,Boston,MA,02134,,\r\n" * 5_000
        + b"1,Ren\xe9,Roe"
    )
    assert told(csv_file(tmp_path, far)) == [("M02", 5_002, 6)]


def test_utf_16_without_its_mark_is_told(tmp_path: Path) -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        found = problems(csv_file(tmp_path, written(TABLE), codec))
        assert [one.code for one in found] == ["M02"]
        assert f"--encoding {codec}" in found[0].line(spelling=COMMAND_LINE)


def test_utf_8_that_is_read_as_cp1252_is_told_row_by_row(tmp_path: Path) -> None:
    file = csv_file(tmp_path, written(TABLE))
    found = problems(file, encoding="cp1252")
    assert {one.code for one in found} == {"M10"}
    assert {one.place.line for one in found} == {2, 3, 5}
    assert not secret(found, [cell for row in PEOPLE for cell in row])
    spoilt = written(TABLE).encode().decode("cp1252", errors="replace").encode()
    assert {code for code, *_ in told(csv_file(tmp_path, spoilt))} == {"M10"}


@pytest.mark.parametrize(("codec", "names"), [
    ("cp437", ("José", "García", "Zoë", "Peña", "Müller Ünal", "Côté", "François", "Rubén", "Jörg")),
    ("mac-roman", ("René", "Zoé B", "Ángel Pérez", "Étienne", "Nicolás Peña", "François É")),
])  # fmt: skip
def test_what_excel_saves_for_dos_or_a_macintosh_is_not_printed_as_windows_has_it(
    codec: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    """What cp1252 makes of each is no name. Of a few letters it makes others, as š of ö: they are not told by themselves."""
    missed = []
    for name in names:
        row = ["1", name, "Roe", "1 Way", "", "Boston", "MA", "02134", "", "2027-03-09"]
        file = csv_file(tmp_path, written([HEADER, row]), codec)
        assert cells(file, encoding=codec)[0]["first_name"] == name
        found = problems(file, encoding="cp1252")
        missed += [] if {one.code for one in found} & {"M02", "M10"} else [name]
        assert not secret(found, [name])
    assert not missed


def test_letters_that_only_look_misread(tmp_path: Path) -> None:
    rows = [HEADER, ["1", "JOÃO", "ÂNGELA", "1 Ãgua St", "", "Sâo", "MA", "02134", "", ""]]
    assert cells(csv_file(tmp_path, written(rows)))[0]["first_name"] == "JOÃO"


def test_an_encoding_that_nobody_knows(tmp_path: Path) -> None:
    for name in ("rot13", "klingon", "idna"):
        assert told(csv_file(tmp_path, written(TABLE)), encoding=name) == [("M02", 1, 1)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_each_delimiter_and_line_end(tmp_path: Path, delimiter: str, end: str) -> None:
    file = csv_file(
        tmp_path, written(TABLE, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    )
    assert cells(file) == expected()
    assert [row.place.line for row in read(file)] == [2, 3, 5]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_line_by_which_excel_says_its_delimiter(tmp_path: Path, delimiter: str) -> None:
    listing = open_listing(
        [csv_file(tmp_path, f"sep={delimiter}\r\n" + written(TABLE, delimiter=delimiter))]
    )
    rows = list(listing.rows())
    assert [row.place.line for row in rows] == [3, 4, 6]
    assert [dict(row.cells) for row in rows if isinstance(row, ListRow)] == expected()
    assert not listing.remarks


GOOD = "1,Ann,Roe,1 Way,,Boston,MA,02134,,"
HEAD = ",".join(HEADER)
# Twelve shapes: what stands in the file, the lines of the recipients, the problems, the remarks.
SHAPES = {
    "a short row": (f"{HEAD}\n1,Ann,Roe\n{GOOD}\n", [2, 3], [("M07", 2, 3)], []),
    "a long row": (
        f"{HEAD}\n1,Ann,Roe,1 Way, Apt 4,,Boston,MA,02134,,\n{GOOD}\n",
        [2, 3],
        [("M07", 2, 11)],
        [],
    ),
    "a blank cell too many": (f"{HEAD}\n{GOOD},\n", [2], [("M07", 2, 11)], []),
    "blank heads at the end": (f"{HEAD},,\n{GOOD},,\n{GOOD},,x\n", [2, 3], [], []),
    "one column, as ; was not seen": ("a;b;c\n1;2;3\n", [], [("M03", 1, 1)], []),
    "blank rows": (f"{HEAD}\n\n{GOOD}\n,,,,,,,,,\n  , \n{GOOD}\n\n\n", [3, 6], [], [("M14", 2)]),
    "a title above": (f"Referrals of March\n\n{HEAD}\n{GOOD}\n", [4], [], [("M14", 1)]),
    "a footer": (
        f"{HEAD}\n{GOOD}\n\nTotal: 1\nPrinted on 3/9/2027 by user\n",
        [2],
        [],
        [("M14", 3), ("M14", 4)],
    ),
    "a footer in two cells": (
        f"{HEAD}\n{GOOD}\nTotal patients:,1,,,,,,,,\n",
        [2],
        [],
        [("M14", 3)],
    ),
    "a header on each page": (
        f"{HEAD}\n{GOOD}\nPage 1 of 2\n{HEAD}\n{GOOD}\n",
        [2, 5],
        [],
        [("M14", 3), ("M14", 4)],
    ),
    "no recipient at all": (f"{HEAD}\n", [], [], []),
    "one cell that is no footer": (f"{HEAD}\n{GOOD}\nlish\n", [2, 3], [("M07", 3, 1)], []),
    "no line end at the end": (f"{HEAD}\n{GOOD}", [2], [], []),
    "a person named Page": (f"{HEAD}\n1,Page,Total,1 Way,,Boston,MA,02134,,\n", [2], [], []),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(tmp_path: Path, shape: str) -> None:
    text, lines, wrong, remarks = SHAPES[shape]
    file = csv_file(tmp_path, text)
    assert told(file) == wrong
    if not wrong or wrong[0][0] != "M03":
        listing = open_listing([file])
        rows = list(listing.rows())
        assert [row.place.line for row in rows] == lines
        assert [row.number for row in rows] == [*range(1, len(lines) + 1)]
        assert [(one.code, one.place.line) for one in listing.remarks] == remarks
        assert all(one.remark for one in listing.remarks)


def test_a_recipient_who_is_called_like_a_report_is_one(tmp_path: Path) -> None:
    rows = [
        ["Name", "Address", "City", "State", "ZIP"],
        ["Total, Jane", "1 Way", "Boston", "MA", "02134"],
        ["Total", "1"],
    ]
    listing = open_listing([csv_file(tmp_path, written(rows))])
    assert [row.place.line for row in listing.rows()] == [2]
    assert [one.place.line for one in listing.remarks] == [3]


def test_blank_rows_are_counted_aloud(tmp_path: Path) -> None:
    listing = open_listing([csv_file(tmp_path, f"{HEAD}\n\n,,\n{GOOD}\n\n")])
    assert [one.message for one in listing.remarks] == ["3 blank rows were passed over"]


# Spellings of one row that all csv files with quotes come to: quotes doubled, delimiters, line ends, blanks and letters inside.
SPELT = {
    '"Roe, Jr"': "Roe, Jr",
    '"Ro""e"': 'Ro"e',
    '"""Roe"""': '"Roe"',
    'R"o"e': 'R"o"e',
    '"Roe\nJr"': "Roe\nJr",
    '"Roe\r\nJr"': "Roe\nJr",
    '" Roe "': "Roe",
    "  Roe  ": "Roe",
    '"Roe"': "Roe",
    '"{""a"": 1}"': '{"a": 1}',
    "ʤ愛": "ʤ愛",
    "'Roe'": "'Roe'",
    '="02134"': "02134",
    '"=""02134"""': "02134",
    '=""': "",
    "=1+1": "=1+1",
    "@x {{ y }}": "@x {{ y }}",
    "<b>Roe</b> & *Sons*": "<b>Roe</b> & *Sons*",
}


@pytest.mark.parametrize("spelt", SPELT)
def test_spellings_of_a_cell(tmp_path: Path, spelt: str) -> None:
    file = csv_file(tmp_path, f"{HEAD}\n1,Ann,{spelt},1 Way,,Boston,MA,02134,,\n{GOOD}\n")
    first, second = cells(file)
    assert first.get("last_name", "") == SPELT[spelt]
    assert second["last_name"] == "Roe"
    assert read(file)[1].place.line == 3 + spelt.count("\n")


# A stray quotation mark is found in the row and cell where it begins.
STRAY = {
    "to the end": ('1,Ann,"Roe,1 Way,,Boston,MA,02134,,', [GOOD] * 1_000, ("M06", 4, 3)),
    "to the next that begins a cell": (
        '1,Ann,"Roe,1 Way,,Boston,MA,02134,,',
        [GOOD, GOOD.replace("Roe", '"Roe"')],
        ("M06", 4, 3),
    ),
    "in the first cell": ('"1,Ann,Roe,1 Way,,Boston,MA,02134,,', [GOOD] * 1_000, ("M06", 4, 1)),
    "behind a good one": ('1,"Ann","Roe,1 Way,,Boston,MA,02134,,', [GOOD] * 3, ("M06", 4, 3)),
    "closed too soon": ('1,Ann,"Roe" Jr,1 Way,,Boston,MA,02134,,', [GOOD] * 3, ("M06", 4, 3)),
    "closed far below": (
        '1,Ann,"Roe,1 Way,,Boston,MA,02134,,',
        [*[GOOD] * 20, '1,Ann,Roe",1 Way,,Boston,MA,02134,,'],
        ("M06", 4, 3),
    ),
    "beyond what csv takes": (
        '1,Ann,"Roe,1 Way,,Boston,MA,02134,,',
        [GOOD] * 20_000,
        ("M06", 4, 3),
    ),
}


@pytest.mark.parametrize("stray", STRAY)
def test_a_stray_quotation_mark_is_found_where_it_begins(tmp_path: Path, stray: str) -> None:
    row, rest, expects = STRAY[stray]
    text = "\n".join([HEAD, GOOD, GOOD, row, *rest]) + "\n"
    assert told(csv_file(tmp_path, text)) == [expects]


def test_a_cell_may_be_long_but_not_without_end(tmp_path: Path) -> None:
    def with_note(note: str) -> list[tuple[str, int, int]]:
        return told(
            csv_file(
                tmp_path,
                written(
                    [
                        [*HEADER, "Note"],
                        ["1", "Ann", "Roe", "1 Way", "", "Boston", "MA", "02134", "", "", note],
                    ]
                ),
            )
        )

    assert with_note("x" * 2_000) == []
    assert with_note("x" * 2_001) == [("M06", 2, 11)]
    assert with_note("\n".join("123456")) == []
    assert with_note("\n".join("1234567")) == [("M06", 2, 11)]


DAMAGE = {
    "1.80056E+10": ("zip", "M09"),
    "2.1E+4": ("patient_id", "M09"),
    "45000": ("appointment_date", "M09"),
    "45000.5": ("appointment_date", "M09"),
    "#N/A": ("city", "M09"),
    "#REF!": ("address_1", "M09"),
    "#VALUE!": ("first_name", "M09"),
    "#DIV/0!": ("last_name", "M09"),
    "#NAME?": ("referred_by", "M09"),
    "########": ("appointment_date", "M09"),
    "2-Jan": ("address_2", "M09"),
    "Jan-05": ("address_1", "M09"),
    "A\0B": ("last_name", "M08"),
    "A\x1bB": ("last_name", "M08"),
    "A\tB": ("last_name", "M08"),
    "A\u202eB": ("last_name", "M08"),
    "A\u2067B": ("city", "M08"),
    "A\u200bB": ("city", "M08"),
    "A\ufeffB": ("city", "M08"),
    "RenÃ©e": ("first_name", "M10"),
    "O�Neil": ("last_name", "M10"),
    "Oâ€™Neil": ("last_name", "M10"),
    "Jos‚": ("first_name", "M10"),
    "GARC¡A": ("last_name", "M10"),
    "C“t‚": ("last_name", "M10"),
    "RenŽe": ("first_name", "M10"),
    "NiÃ±o": ("last_name", "M10"),
    "MarÃ¡": ("last_name", "M10"),
}


@pytest.mark.parametrize("value", DAMAGE)
def test_damage_is_told_by_row_and_column_and_never_by_value(tmp_path: Path, value: str) -> None:
    column, code = DAMAGE[value]
    position = NAMES.index(column)
    row = ["1", "Ann", "Roe", "1 Way", "", "Boston", "MA", "02134", "", "2027-03-09"]
    row[position] = value
    file = csv_file(tmp_path, written([HEADER, PEOPLE[0], row, PEOPLE[2]]))
    rows = read(file)
    assert [type(one) for one in rows] == [ListRow, UnreadRow, ListRow]
    found = problems(file)
    assert [(one.code, one.place.line, one.place.column) for one in found] == [
        (code, 3, position + 1)
    ]
    assert f"'{column}'" in found[0].message
    assert not secret(found, [value])
    assert value not in found[0].message


@pytest.mark.parametrize("value", ["2134", "02134-0001", "Apt #4", "# 12", "12-B", "E+", "Löwe-Müller", "Anne-Marie", "3-4",
    "Robert “Bob”", "Škoda Žák Œuvre", "JOŽE", "O’Neil", "SpineCare™ LLC", "N.º 4 1½", "¿Qué?", "D’Œuvre–Léa",
])  # fmt: skip
def test_what_is_no_damage(tmp_path: Path, value: str) -> None:
    file = csv_file(
        tmp_path,
        written([HEADER, ["1", "Ann", "Roe", value, "", "Boston", "MA", "2134", "", "3/9/2027"]]),
    )
    assert cells(file)[0]["address_1"] == value
    assert cells(file)[0]["zip"] == "2134"


def test_all_that_is_wrong_with_a_row_is_told_at_once(tmp_path: Path) -> None:
    row = ["1E+5", "#N/A", "A\x00B", "1 Way", "", "RenÃ©e", "MA", "02134", "", "45000"]
    assert [code for code, *_ in told(csv_file(tmp_path, written([HEADER, row])))] == [
        "M09",
        "M09",
        "M08",
        "M10",
        "M09",
    ]


def test_all_that_is_wrong_with_a_list_is_told_at_once(tmp_path: Path) -> None:
    text = 'Name,Address,Address 1,City\nAnn,1 Way,x,Boston\nAnn,"1 Way,x,Boston\n'
    assert [code for code, *_ in told(csv_file(tmp_path, text))] == ["M05", "M04", "M04", "M06"]


WRONG_KINDS = {
    b"": "empty",
    b"\xef\xbb\xbf  \r\n": "empty",
    b"%PDF-1.7\n": "PDF",
    b"<html><table>": "web page",
    b"\x1f\x8b\x08\x00": "compressed",
    b"\x89PNG\r\n\x1a\n\0\0\0\x0d": "no text",
    b"{\\rtf1 x}": "text document",
}


@pytest.mark.parametrize("data", WRONG_KINDS)
def test_files_that_are_no_lists(tmp_path: Path, data: bytes) -> None:
    found = problems(csv_file(tmp_path, data))
    assert [one.code for one in found] == ["M01"]
    assert WRONG_KINDS[data] in found[0].message


def test_a_file_that_is_not_there_or_is_no_file(tmp_path: Path) -> None:
    names = ["none.csv", "."]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        names.append("pipe")
    for name in names:
        assert told(str(tmp_path / name)) == [("W03", 1, 1)]


def test_a_list_that_is_changed_in_between_is_not_read(tmp_path: Path) -> None:
    file = csv_file(tmp_path, written(TABLE))
    listing = open_listing([file])
    assert len(list(listing.rows())) == len(list(listing.rows())) == 3
    data = Path(file).read_bytes()
    for other in (data.replace(b"Fargo", b"Dargo"), data + b"x", data[:-20]):
        Path(file).write_bytes(other)
        with pytest.raises(ContentError) as raised:
            list(listing.rows())
        assert [one.code for one in raised.value.problems] == ["W03"]
    Path(file).write_bytes(data)
    assert len(list(listing.rows())) == 3


def test_rows_may_be_left_in_the_middle(tmp_path: Path) -> None:
    listing = open_listing([csv_file(tmp_path, written(TABLE))])
    for _ in range(3):
        assert next(iter(listing.rows())).number == 1


def test_several_lists_are_one(tmp_path: Path) -> None:
    first = csv_file(tmp_path, written(TABLE), name="a.csv")
    second = csv_file(tmp_path, written(TABLE, delimiter=";"), name="b.csv")
    rows = list(open_listing([first, second]).rows())
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [Path(row.place.file).name for row in rows] == ["a.csv"] * 3 + ["b.csv"] * 3
    odd = csv_file(tmp_path, written([row[::-1] for row in TABLE]), name="c.csv")
    with pytest.raises(ContentError) as raised:
        open_listing([first, odd])
    assert [(one.code, Path(one.place.file).name) for one in raised.value.problems] == [
        ("M12", "c.csv")
    ]


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/status").exists(),
    reason="the most memory of a process is told by Linux alone",
)
def test_a_million_rows_need_no_memory(tmp_path: Path) -> None:
    """In a process of its own: the most memory that it had, and the processor's time, which a busy machine does not lengthen."""
    file = tmp_path / "long.csv"
    row = '17,Ann,"Roe, Jr",1 Way,Apt #4,Boston,MA,02134,"Dr. Example, MD",2027-03-09\r\n'
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(HEAD + "\r\n")
        for _ in range(100):
            stream.write(row * 10_000)
    count, kilobytes, seconds = measured(str(file))
    assert int(count) == 1_000_000
    assert kilobytes < 100_000
    assert seconds < 20


def _comes_back(text: str) -> bool:
    """What is neither refused nor changed: no damage is made up by chance, and no blanks stand at the ends."""
    marks = ("#", "=", "Ã", "Â", "â€", "\ufffd", "\r", "E+", "E-", *"©‚ƒ„†‡ˆ‰‹›¡¢£¤¥¦¬±¶˜“”•™…ŠŽŒ")
    return not any(unprintable(text)) and not any(mark in text for mark in marks)


TEXTS = st.text(max_size=30).filter(_comes_back) | st.sampled_from(
    [*",;|\"'", '""', "a\nb", "=x", "é, ü", "{{ x }}"]
)
DIALECTS = st.fixed_dictionaries({
    "delimiter": st.sampled_from(",;\t|"),
    "quoting": st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    "lineterminator": st.sampled_from(["\r\n", "\n"]),
})  # fmt: skip
ROWS = st.lists(st.lists(TEXTS, min_size=6, max_size=6), max_size=8)


@settings(max_examples=300, deadline=None)
@given(rows=ROWS, dialect=DIALECTS, codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@example(rows=[['"', ",", "\n", ";", "''", "|"]], dialect={"delimiter": ","}, codec="utf-8")
def test_any_table_comes_back_as_it_was(rows: list[list[str]], dialect: dict, codec: str) -> None:
    header = ["First Name", "Last Name", "Address 1", "City", "State", "ZIP", "Country"]
    names = ["first_name", "last_name", "address_1", "city", "state", "zip"]
    table = [
        header,
        *([*row, string.ascii_letters] for row in rows),
    ]  # the last column: no row is blank, none a footer's
    with tempfile.TemporaryDirectory() as folder:
        file = csv_file(Path(folder), written(table, **dialect), codec)
        found = cells(file)
    wanted = [
        {name: text.strip() for name, text in zip(names, row, strict=True) if text.strip()}
        for row in rows
    ]
    assert [
        {name: text for name, text in one.items() if name != "country"} for one in found
    ] == wanted

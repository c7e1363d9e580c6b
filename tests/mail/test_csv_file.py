"""Lists from CSV files: encodings, delimiters, quotes, shapes, and damage by spreadsheets."""

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
    cells_of,
    csv_file,
    csv_text,
    expected_cells,
    leaked_values,
    problem_places,
    problems_of,
    read_in_process,
    rows_of,
)

TABLE = [HEADER, *PEOPLE]
ENCODINGS = {
    "utf-8": ("utf-8", None),
    "utf-8 with its mark": ("utf-8-sig", None),
    "utf-8 with its mark, and another name given": ("utf-8-sig", "cp1252"),
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
    text = csv_text(table)
    assert any(ord(char) > 127 for char in text)
    data = (
        ("\ufeff" + text).encode(codec)
        if encoding == "utf-16, high byte first"
        else text.encode(codec)
    )
    assert cells_of(csv_file(tmp_path, data), encoding=asked) == expected_cells(table[1:])


def test_a_byte_that_is_not_utf_8_is_reported_with_its_place_and_a_hint(tmp_path: Path) -> None:
    text = csv_text(TABLE, lineterminator="\r\n")
    data = text.encode("cp1252")
    line, column = next(
        (n, row.index("é") + 1) for n, row in enumerate(text.split("\r\n"), start=1) if "é" in row
    )
    file = csv_file(tmp_path, data)
    problems = problems_of(file)
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        ("M02", line, column)
    ]
    assert "--encoding cp1252" in problems[0].line(spelling=COMMAND_LINE)
    assert "0xE9" in problems[0].message
    far = (
        data[: data.index(b"\r\n") + 2]
        + b"1,Ann,Roe,1 Way,,Boston,MA,02134,,\r\n" * 5_000
        + b"1,Ren\xe9,Roe"
    )
    assert problem_places(csv_file(tmp_path, far)) == [("M02", 5_002, 6)]


def test_utf_16_without_a_byte_order_mark_is_reported(tmp_path: Path) -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        problems = problems_of(csv_file(tmp_path, csv_text(TABLE), codec))
        assert [problem.code for problem in problems] == ["M02"]
        assert f"--encoding {codec}" in problems[0].line(spelling=COMMAND_LINE)


def test_utf_8_read_as_cp1252_is_reported_row_by_row(tmp_path: Path) -> None:
    file = csv_file(tmp_path, csv_text(TABLE))
    problems = problems_of(file, encoding="cp1252")
    assert {problem.code for problem in problems} == {"M10"}
    assert {problem.place.line for problem in problems} == {2, 3, 5}
    assert not leaked_values(problems, [cell for row in PEOPLE for cell in row])
    spoilt = csv_text(TABLE).encode().decode("cp1252", errors="replace").encode()
    assert {code for code, *_ in problem_places(csv_file(tmp_path, spoilt))} == {"M10"}


@pytest.mark.parametrize(
    ("codec", "names"),
    [
        ("cp437", "José|García|Zoë|Peña|Müller Ünal|Côté|François|Rubén|Jörg"),
        ("mac-roman", "René|Zoé B|Ángel Pérez|Étienne|Nicolás Peña|François É"),
    ],
)
def test_dos_and_macintosh_files_read_as_cp1252_are_reported(
    codec: str, names: str, tmp_path: Path
) -> None:
    """A few letters become other letters in cp1252, as ö becomes š: they alone are not reported."""
    missed = []
    for name in names.split("|"):
        row = ["1", name, "Roe", "1 Way", "", "Boston", "MA", "02134", "", "2027-03-09"]
        file = csv_file(tmp_path, csv_text([HEADER, row]), codec)
        assert cells_of(file, encoding=codec)[0]["first_name"] == name
        problems = problems_of(file, encoding="cp1252")
        missed += [] if {problem.code for problem in problems} & {"M02", "M10"} else [name]
        assert not leaked_values(problems, [name])
    assert not missed


def test_letters_that_only_seem_misread_are_accepted(tmp_path: Path) -> None:
    rows = [HEADER, ["1", "JOÃO", "ÂNGELA", "1 Ãgua St", "", "Sâo", "MA", "02134", "", ""]]
    assert cells_of(csv_file(tmp_path, csv_text(rows)))[0]["first_name"] == "JOÃO"


def test_an_unknown_encoding_is_reported(tmp_path: Path) -> None:
    for name in ("rot13", "klingon", "idna"):
        assert problem_places(csv_file(tmp_path, csv_text(TABLE)), encoding=name) == [("M02", 1, 1)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_each_delimiter_and_line_end_is_read(tmp_path: Path, delimiter: str, end: str) -> None:
    file = csv_file(
        tmp_path, csv_text(TABLE, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    )
    assert cells_of(file) == expected_cells()
    assert [row.place.line for row in rows_of(file)] == [2, 3, 5]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_sep_line_of_excel_states_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    listing = open_listing(
        [csv_file(tmp_path, f"sep={delimiter}\r\n" + csv_text(TABLE, delimiter=delimiter))]
    )
    rows = list(listing.rows())
    assert [row.place.line for row in rows] == [3, 4, 6]
    assert [dict(row.cells) for row in rows if isinstance(row, ListRow)] == expected_cells()
    assert not listing.remarks


GOOD = "1,Ann,Roe,1 Way,,Boston,MA,02134,,"
HEADER_LINE = ",".join(HEADER)
# The text of a file, the lines of its recipients, its problems and its remarks.
SHAPES = {
    "a short row": (f"{HEADER_LINE}\n1,Ann,Roe\n{GOOD}\n", [2, 3], [("M07", 2, 3)], []),
    "a long row": (
        f"{HEADER_LINE}\n1,Ann,Roe,1 Way, Apt 4,,Boston,MA,02134,,\n{GOOD}\n",
        [2, 3],
        [("M07", 2, 11)],
        [],
    ),
    "a blank cell too many": (f"{HEADER_LINE}\n{GOOD},\n", [2], [("M07", 2, 11)], []),
    "blank headings at the end": (f"{HEADER_LINE},,\n{GOOD},,\n{GOOD},,x\n", [2, 3], [], []),
    "one column, with another delimiter": ("a;b;c\n1;2;3\n", [], [("M03", 1, 1)], []),
    "blank rows": (
        f"{HEADER_LINE}\n\n{GOOD}\n,,,,,,,,,\n  , \n{GOOD}\n\n\n",
        [3, 6],
        [],
        [("M14", 2)],
    ),
    "a title above": (f"Referrals of March\n\n{HEADER_LINE}\n{GOOD}\n", [4], [], [("M14", 1)]),
    "a footer": (
        f"{HEADER_LINE}\n{GOOD}\n\nTotal: 1\nPrinted on 3/9/2027 by user\n",
        [2],
        [],
        [("M14", 3), ("M14", 4)],
    ),
    "a footer in two cells": (
        f"{HEADER_LINE}\n{GOOD}\nTotal patients:,1,,,,,,,,\n",
        [2],
        [],
        [("M14", 3)],
    ),
    "a header on each page": (
        f"{HEADER_LINE}\n{GOOD}\nPage 1 of 2\n{HEADER_LINE}\n{GOOD}\n",
        [2, 5],
        [],
        [("M14", 3), ("M14", 4)],
    ),
    "no recipient": (f"{HEADER_LINE}\n", [], [], []),
    "one cell, not a footer": (f"{HEADER_LINE}\n{GOOD}\nlish\n", [2, 3], [("M07", 3, 1)], []),
    "no line end at the end": (f"{HEADER_LINE}\n{GOOD}", [2], [], []),
    "a person named Page": (f"{HEADER_LINE}\n1,Page,Total,1 Way,,Boston,MA,02134,,\n", [2], [], []),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(tmp_path: Path, shape: str) -> None:
    text, lines, wrong, remarks = SHAPES[shape]
    file = csv_file(tmp_path, text)
    assert problem_places(file) == wrong
    if not wrong or wrong[0][0] != "M03":
        listing = open_listing([file])
        rows = list(listing.rows())
        assert [row.place.line for row in rows] == lines
        assert [row.number for row in rows] == [*range(1, len(lines) + 1)]
        assert [(problem.code, problem.place.line) for problem in listing.remarks] == remarks
        assert all(problem.remark for problem in listing.remarks)


def test_a_recipient_named_like_a_report_line_is_read(tmp_path: Path) -> None:
    rows = [
        ["Name", "Address", "City", "State", "ZIP"],
        ["Total, Jane", "1 Way", "Boston", "MA", "02134"],
        ["Total", "1"],
    ]
    listing = open_listing([csv_file(tmp_path, csv_text(rows))])
    assert [row.place.line for row in listing.rows()] == [2]
    assert [remark.place.line for remark in listing.remarks] == [3]


def test_blank_rows_are_counted_in_a_remark(tmp_path: Path) -> None:
    listing = open_listing([csv_file(tmp_path, f"{HEADER_LINE}\n\n,,\n{GOOD}\n\n")])
    assert [problem.message for problem in listing.remarks] == ["3 blank rows were passed over"]


# A cell as it is in the file, with quotes, delimiters, line ends and blanks → its text.
SPELLINGS = {
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


@pytest.mark.parametrize("spelt", SPELLINGS)
def test_quoted_and_unquoted_spellings_of_a_cell(tmp_path: Path, spelt: str) -> None:
    file = csv_file(tmp_path, f"{HEADER_LINE}\n1,Ann,{spelt},1 Way,,Boston,MA,02134,,\n{GOOD}\n")
    first, second = cells_of(file)
    assert first.get("last_name", "") == SPELLINGS[spelt]
    assert second["last_name"] == "Roe"
    assert rows_of(file)[1].place.line == 3 + spelt.count("\n")


# The row with a stray quotation mark, the rows after it, and the expected problem.
STRAY_QUOTES = {
    "to the end": ('1,Ann,"Roe,1 Way,,Boston,MA,02134,,', [GOOD] * 1_000, ("M06", 4, 3)),
    "to the next that begins a cell": (
        '1,Ann,"Roe,1 Way,,Boston,MA,02134,,',
        [GOOD, GOOD.replace("Roe", '"Roe"')],
        ("M06", 4, 3),
    ),
    "in the first cell": ('"1,Ann,Roe,1 Way,,Boston,MA,02134,,', [GOOD] * 1_000, ("M06", 4, 1)),
    "after a sound one": ('1,"Ann","Roe,1 Way,,Boston,MA,02134,,', [GOOD] * 3, ("M06", 4, 3)),
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


@pytest.mark.parametrize("stray", STRAY_QUOTES)
def test_a_stray_quotation_mark_is_found_where_it_begins(tmp_path: Path, stray: str) -> None:
    row, rest, expects = STRAY_QUOTES[stray]
    text = "\n".join([HEADER_LINE, GOOD, GOOD, row, *rest]) + "\n"
    assert problem_places(csv_file(tmp_path, text)) == [expects]


def test_a_cell_has_a_maximum_length(tmp_path: Path) -> None:
    def with_note(note: str) -> list[tuple[str, int, int]]:
        return problem_places(
            csv_file(
                tmp_path,
                csv_text(
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
def test_damage_is_reported_by_row_and_column_and_never_by_value(
    tmp_path: Path, value: str
) -> None:
    column, code = DAMAGE[value]
    position = NAMES.index(column)
    row = ["1", "Ann", "Roe", "1 Way", "", "Boston", "MA", "02134", "", "2027-03-09"]
    row[position] = value
    file = csv_file(tmp_path, csv_text([HEADER, PEOPLE[0], row, PEOPLE[2]]))
    rows = rows_of(file)
    assert [type(outcome) for outcome in rows] == [ListRow, UnreadRow, ListRow]
    problems = problems_of(file)
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        (code, 3, position + 1)
    ]
    assert f"'{column}'" in problems[0].message
    assert not leaked_values(problems, [value])
    assert value not in problems[0].message


@pytest.mark.parametrize(
    "value",
    [
        "2134", "02134-0001", "Apt #4", "# 12", "12-B", "E+", "Löwe-Müller", "Anne-Marie", "3-4",
        "Robert “Bob”", "Škoda Žák Œuvre", "JOŽE", "O’Neil", "SpineCare™ LLC", "N.º 4 1½", "¿Qué?",
        "D’Œuvre–Léa",
    ],
)  # fmt: skip
def test_sound_values_are_not_taken_for_damage(tmp_path: Path, value: str) -> None:
    file = csv_file(
        tmp_path,
        csv_text([HEADER, ["1", "Ann", "Roe", value, "", "Boston", "MA", "2134", "", "3/9/2027"]]),
    )
    assert cells_of(file)[0]["address_1"] == value
    assert cells_of(file)[0]["zip"] == "2134"


def test_all_problems_of_a_row_are_reported_together(tmp_path: Path) -> None:
    row = ["1E+5", "#N/A", "A\x00B", "1 Way", "", "RenÃ©e", "MA", "02134", "", "45000"]
    assert [code for code, *_ in problem_places(csv_file(tmp_path, csv_text([HEADER, row])))] == [
        "M09",
        "M09",
        "M08",
        "M10",
        "M09",
    ]


def test_all_problems_of_a_list_are_reported_together(tmp_path: Path) -> None:
    text = 'Name,Address,Address 1,City\nAnn,1 Way,x,Boston\nAnn,"1 Way,x,Boston\n'
    assert [code for code, *_ in problem_places(csv_file(tmp_path, text))] == [
        "M05",
        "M04",
        "M04",
        "M06",
    ]


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
def test_files_that_are_not_lists_are_refused(tmp_path: Path, data: bytes) -> None:
    problems = problems_of(csv_file(tmp_path, data))
    assert [problem.code for problem in problems] == ["M01"]
    assert WRONG_KINDS[data] in problems[0].message


def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path) -> None:
    names = ["none.csv", "."]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        names.append("pipe")
    for name in names:
        assert problem_places(str(tmp_path / name)) == [("W03", 1, 1)]


def test_a_list_that_changes_between_two_readings_is_refused(tmp_path: Path) -> None:
    file = csv_file(tmp_path, csv_text(TABLE))
    listing = open_listing([file])
    assert len(list(listing.rows())) == len(list(listing.rows())) == 3
    data = Path(file).read_bytes()
    for other in (data.replace(b"Fargo", b"Dargo"), data + b"x", data[:-20]):
        Path(file).write_bytes(other)
        with pytest.raises(ContentError) as raised:
            list(listing.rows())
        assert [problem.code for problem in raised.value.problems] == ["W03"]
    Path(file).write_bytes(data)
    assert len(list(listing.rows())) == 3


def test_reading_rows_may_stop_early(tmp_path: Path) -> None:
    listing = open_listing([csv_file(tmp_path, csv_text(TABLE))])
    for _ in range(3):
        assert next(iter(listing.rows())).number == 1


def test_several_lists_are_read_as_one(tmp_path: Path) -> None:
    first = csv_file(tmp_path, csv_text(TABLE), name="a.csv")
    second = csv_file(tmp_path, csv_text(TABLE, delimiter=";"), name="b.csv")
    rows = list(open_listing([first, second]).rows())
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [Path(row.place.file).name for row in rows] == ["a.csv"] * 3 + ["b.csv"] * 3
    odd = csv_file(tmp_path, csv_text([row[::-1] for row in TABLE]), name="c.csv")
    with pytest.raises(ContentError) as raised:
        open_listing([first, odd])
    assert [(problem.code, Path(problem.place.file).name) for problem in raised.value.problems] == [
        ("M12", "c.csv")
    ]


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/status").exists(),
    reason="only Linux reports the peak memory of a process",
)
def test_a_million_rows_take_little_memory(tmp_path: Path) -> None:
    """Measure peak memory and CPU time in a separate process, as a busy machine does not change."""
    file = tmp_path / "long.csv"
    row = '17,Ann,"Roe, Jr",1 Way,Apt #4,Boston,MA,02134,"Dr. Example, MD",2027-03-09\r\n'
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(HEADER_LINE + "\r\n")
        for _ in range(100):
            stream.write(row * 10_000)
    count, kilobytes, seconds = read_in_process(str(file))
    assert int(count) == 1_000_000
    assert kilobytes < 100_000
    assert seconds < 20


def _survives(text: str) -> bool:
    """Return True for a text that does not look like damage, so that it is read unchanged."""
    marks = ("#", "=", "Ã", "Â", "â€", "\ufffd", "\r", "E+", "E-", *"©‚ƒ„†‡ˆ‰‹›¡¢£¤¥¦¬±¶˜“”•™…ŠŽŒ")
    return not any(unprintable(text)) and not any(mark in text for mark in marks)


TEXTS = st.text(max_size=30).filter(_survives) | st.sampled_from(
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
def test_any_table_survives_writing_and_reading(
    rows: list[list[str]], dialect: dict, codec: str
) -> None:
    header = ["First Name", "Last Name", "Address 1", "City", "State", "ZIP", "Country"]
    names = ["first_name", "last_name", "address_1", "city", "state", "zip"]
    # The last column is never empty: no row is blank or looks like a line of a report.
    table = [header, *([*row, string.ascii_letters] for row in rows)]
    with tempfile.TemporaryDirectory() as folder:
        file = csv_file(Path(folder), csv_text(table, **dialect), codec)
        rows_read = cells_of(file)
    wanted = [
        {name: text.strip() for name, text in zip(names, row, strict=True) if text.strip()}
        for row in rows
    ]
    assert [
        {name: text for name, text in row.items() if name != "country"} for row in rows_read
    ] == wanted

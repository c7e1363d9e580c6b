"""Lists of recipients in files for tests, with invented people, and the results of reading them."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from press.mail.lists.open_list import open_listing
from press.mail.lists.rows import ListRow, UnreadRow
from press.problems import ContentError, Problem

HEADER = [
    "MRN",
    "First Name",
    "Last Name",
    "Address 1",
    "Address 2",
    "City",
    "State",
    "ZIP",
    "Referring Provider",
    "Appt Date",
]
NAMES = (
    "patient_id", "first_name", "last_name", "address_1", "address_2", "city", "state", "zip",
    "referred_by", "appointment_date",
)  # fmt: skip
PEOPLE = [
    [
        "0012",
        "Renée",
        "Sample-Öz",
        "1 Invented Way",
        "Apt #4",
        "Boston",
        "MA",
        "02134",
        "Dr. Example, MD",
        "2027-03-09",
    ],
    [
        "0013",
        "Bob",
        'Test "Bo" O’Neil',
        "22 Nowhere Rd\nRear",
        "",
        "Springfield",
        "IL",
        "62701-1234",
        "A. N. Other",
        "",
    ],
    [
        "0014",
        "Ñandú",
        "Invented; Jr",
        "3 Rue de l’Église",
        "",
        "Fargo",
        "ND",
        "58102",
        "",
        "2027-03-10",
    ],
]


def csv_text(rows: Sequence[Sequence[str]], **dialect: Any) -> str:
    """Return a CSV text, with the line ends of a spreadsheet."""
    stream = io.StringIO(newline="")
    csv.writer(stream, **dialect).writerows(rows)
    return stream.getvalue()


def csv_file(
    folder: Path, text: str | bytes, encoding: str = "utf-8", name: str = "list.csv"
) -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return str(path)


def new_workbook(
    folder: Path, rows: Sequence[Sequence[object]], name: str = "list.xlsx"
) -> tuple[Any, Any, Path]:
    """Return (workbook, its first sheet, the path to save it at)."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(list(row))
    return workbook, workbook.active, folder / name


def xlsx_file(folder: Path, rows: Sequence[Sequence[object]], name: str = "list.xlsx") -> str:
    workbook, _, path = new_workbook(folder, rows, name)
    workbook.save(path)
    return str(path)


def rows_of(file: str, **options: Any) -> list[ListRow | UnreadRow]:
    return list(open_listing([file], **options).rows())


def cells_of(file: str, **options: Any) -> list[dict[str, str]]:
    """Return the cells of a list, and check that it has no unread rows."""
    rows = rows_of(file, **options)
    assert not [row for row in rows if isinstance(row, UnreadRow)], rows
    return [dict(row.cells) for row in rows if isinstance(row, ListRow)]


def expected_cells(rows: Sequence[Sequence[str]] = PEOPLE) -> list[dict[str, str]]:
    return [{name: text for name, text in zip(NAMES, row, strict=True) if text} for row in rows]


def problems_of(file: str, **options: Any) -> list[Problem]:
    """Return the problems of a list, or else of its rows."""
    try:
        return list(_row_problems(rows_of(file, **options)))
    except ContentError as error:
        return list(error.problems)


def _row_problems(rows: Sequence[ListRow | UnreadRow]) -> Iterator[Problem]:
    for row in rows:
        if isinstance(row, UnreadRow):
            yield from row.problems


def problem_places(file: str, **options: Any) -> list[tuple[str, int, int]]:
    """Return (code, line, column) of each problem."""
    return [
        (problem.code, problem.place.line, problem.place.column)
        for problem in problems_of(file, **options)
    ]


def leaked_values(problems: Sequence[Problem], values: Sequence[str]) -> list[str]:
    """Return the values of the list that occur in messages: there must be none."""
    text = "\n".join(f"{problem.message} {problem.hint}" for problem in problems)
    return [value for value in values if len(value) > 3 and value in text]


# VmHWM, because ru_maxrss of Linux keeps the peak of the parent process across an exec.
_PROGRAM = """
import sys, time
from press.mail.lists.open_list import open_listing
from press.problems import ContentError
try:
    print(sum(1 for row in open_listing([sys.argv[1]]).rows()))
except ContentError as error:
    print([(problem.code, problem.place.line, problem.place.column) for problem in error.problems])
with open("/proc/self/status", encoding="ascii") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")), time.process_time())
"""


def read_in_process(file: str) -> tuple[str, int, float]:
    """Read a list in its own process. Return (rows or problems, peak kilobytes, CPU seconds)."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, file],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    result, figures = done.stdout.strip().split("\n")
    kilobytes, seconds = figures.split()
    return result, int(kilobytes), float(seconds)

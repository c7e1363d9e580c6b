"""Lists of recipients that tests make, with clearly invented people, and what came of reading them."""

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
    "patient_id", "first_name", "last_name", "address_1", "address_2", "city", "state", "zip", "referred_by", "appointment_date",
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


def written(rows: Sequence[Sequence[str]], **dialect: Any) -> str:
    """A CSV text, with the line ends of a spreadsheet."""
    stream = io.StringIO(newline="")
    csv.writer(stream, **dialect).writerows(rows)
    return stream.getvalue()


def csv_file(
    folder: Path, text: str | bytes, encoding: str = "utf-8", name: str = "list.csv"
) -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return str(path)


def book(
    folder: Path, rows: Sequence[Sequence[object]], name: str = "list.xlsx"
) -> tuple[Any, Any, Path]:
    """(workbook, its first sheet, where to save it)."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(list(row))
    return made, made.active, folder / name


def xlsx_file(folder: Path, rows: Sequence[Sequence[object]], name: str = "list.xlsx") -> str:
    made, _, path = book(folder, rows, name)
    made.save(path)
    return str(path)


def read(file: str, **ways: Any) -> list[ListRow | UnreadRow]:
    return list(open_listing([file], **ways).rows())


def cells(file: str, **ways: Any) -> list[dict[str, str]]:
    """The cells of a list that is read without any problem."""
    found = read(file, **ways)
    assert not [one for one in found if isinstance(one, UnreadRow)], found
    return [dict(one.cells) for one in found if isinstance(one, ListRow)]


def expected(rows: Sequence[Sequence[str]] = PEOPLE) -> list[dict[str, str]]:
    return [{name: text for name, text in zip(NAMES, row, strict=True) if text} for row in rows]


def problems(file: str, **ways: Any) -> list[Problem]:
    """What keeps a list from being read, or else its rows."""
    try:
        return list(_of_rows(read(file, **ways)))
    except ContentError as error:
        return list(error.problems)


def _of_rows(rows: Sequence[ListRow | UnreadRow]) -> Iterator[Problem]:
    for row in rows:
        if isinstance(row, UnreadRow):
            yield from row.problems


def told(file: str, **ways: Any) -> list[tuple[str, int, int]]:
    """(code, line, column) of each problem."""
    return [(one.code, one.place.line, one.place.column) for one in problems(file, **ways)]


def secret(found: Sequence[Problem], values: Sequence[str]) -> list[str]:
    """The values of the list that a message holds: there must be none."""
    text = "\n".join(f"{one.message} {one.hint}" for one in found)
    return [value for value in values if len(value) > 3 and value in text]


# The most memory that a process had is kept by Linux across an exec in ru_maxrss, the parent's too: not in VmHWM.
_MEASURED = """
import sys, time
from press.mail.lists.open_list import open_listing
from press.problems import ContentError
try:
    print(sum(1 for row in open_listing([sys.argv[1]]).rows()))
except ContentError as error:
    print([(one.code, one.place.line, one.place.column) for one in error.problems])
with open("/proc/self/status", encoding="ascii") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")), time.process_time())
"""


def measured(file: str) -> tuple[str, int, float]:
    """(rows or problems, kilobytes, seconds of the processor) of reading a list in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, file],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    found, figures = done.stdout.strip().split("\n")
    kilobytes, seconds = figures.split()
    return found, int(kilobytes), float(seconds)

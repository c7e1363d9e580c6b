"""Lists of recipients that a test makes up: rows of cells, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from press.mail.lists.rows import COLUMNS, ListRow, UnreadRow
from press.mail.recipients import CheckedRows, Recipient, Refused, RowOutcome, Rules
from press.problems import Place, Problem

TODAY = date(2027, 3, 1)
RULES = Rules(frozenset(), "en-US", TODAY)
ANNE = {
    "patient_id": "1001", "first_name": "Anne", "last_name": "Lee", "address_1": "1133 First Colonial Road",
    "city": "Virginia Beach", "state": "VA", "zip": "23454",
}  # fmt: skip


class Made:
    """A Listing of rows that stand in a test; each of our columns is in the list, in COLUMNS' order."""

    def __init__(
        self, rows: Iterable[Mapping[str, str] | UnreadRow], columns: Iterable[str] = COLUMNS
    ) -> None:
        self._rows = list(rows)
        self.columns = {name: at for at, name in enumerate(columns, 1)}
        self.dropped, self.identified = 0, False
        self.remarks: tuple[Problem, ...] = ()

    def rows(self) -> Iterator[ListRow | UnreadRow]:
        for number, cells in enumerate(self._rows, 1):
            place = Place("list.csv", number + 1)
            yield (
                cells
                if isinstance(cells, UnreadRow)
                else ListRow(number, place, {k: v for k, v in cells.items() if v})
            )


def anne(**cells: str) -> dict[str, str]:
    """A sound row, but for what is given; an empty text takes a cell out."""
    return {**ANNE, **cells}


def checked(*rows: Mapping[str, str] | UnreadRow, rules: Rules = RULES) -> list[RowOutcome]:
    return list(CheckedRows(Made(rows), rules))


def run(
    *rows: Mapping[str, str] | UnreadRow, rules: Rules = RULES
) -> tuple[list[RowOutcome], CheckedRows]:
    """What becomes of the rows, and the Checking that says what it noticed."""
    checking = CheckedRows(Made(rows), rules)
    return list(checking), checking


def taken(row: Mapping[str, str], rules: Rules = RULES) -> Recipient:
    """The recipient that a sound row comes to."""
    (found,) = checked(row, rules=rules)
    assert isinstance(found, Recipient), found
    return found


def said(row: Mapping[str, str], rules: Rules = RULES) -> list[str]:
    """``column CODE`` for each problem of a row; nothing for a sound one."""
    (found,) = checked(row, rules=rules)
    problems = found.problems if isinstance(found, Refused) else ()
    return [f"{problem.message.split(chr(39))[1]} {problem.code}" for problem in problems]

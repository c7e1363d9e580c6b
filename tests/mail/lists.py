"""Invented lists of recipients for tests: rows of cells, and the outcomes of checking them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from press.mail.lists.rows import COLUMNS, ColumnUse, ListRow, UnreadRow
from press.mail.recipients import CheckedRows, Recipient, Refused, RowOutcome, Rules
from press.problems import Place, Problem

TODAY = date(2027, 3, 1)
RULES = Rules(frozenset(), "en-US", TODAY)
ANNE = {
    "patient_id": "1001", "first_name": "Anne", "last_name": "Lee",
    "address_1": "1133 First Colonial Road", "city": "Virginia Beach", "state": "VA",
    "zip": "23454",
}  # fmt: skip


class FakeListing:
    """A Listing of given rows, by default with all of our columns in the order of COLUMNS."""

    def __init__(
        self, rows: Iterable[Mapping[str, str] | UnreadRow], columns: Iterable[str] = COLUMNS
    ) -> None:
        self._rows = list(rows)
        self.columns = {name: position for position, name in enumerate(columns, 1)}
        self.dropped, self.identified = 0, False
        self.headings = ColumnUse()
        self.remarks: tuple[Problem, ...] = ()

    def rows(self) -> Iterator[ListRow | UnreadRow]:
        for number, cells in enumerate(self._rows, 1):
            place = Place("list.csv", number + 1)
            if isinstance(cells, UnreadRow):
                yield cells
            else:
                filled = {column: text for column, text in cells.items() if text}
                yield ListRow(number, place, filled)


def anne(**cells: str) -> dict[str, str]:
    """Return a sound row with some cells replaced; an empty text removes a cell."""
    return {**ANNE, **cells}


def outcomes_of(*rows: Mapping[str, str] | UnreadRow, rules: Rules = RULES) -> list[RowOutcome]:
    return list(CheckedRows(FakeListing(rows), rules))


def check_rows(
    *rows: Mapping[str, str] | UnreadRow, rules: Rules = RULES
) -> tuple[list[RowOutcome], CheckedRows]:
    """Return the outcomes of the rows, and the iterator, which has the remarks."""
    checked_rows = CheckedRows(FakeListing(rows), rules)
    return list(checked_rows), checked_rows


def recipient_of(row: Mapping[str, str], rules: Rules = RULES) -> Recipient:
    """Return the recipient of a sound row."""
    (outcome,) = outcomes_of(row, rules=rules)
    assert isinstance(outcome, Recipient), outcome
    return outcome


def problems_of(row: Mapping[str, str], rules: Rules = RULES) -> list[str]:
    """Return ``column CODE`` for each problem of a row."""
    (outcome,) = outcomes_of(row, rules=rules)
    problems = outcome.problems if isinstance(outcome, Refused) else ()
    return [f"{problem.message.split(chr(39))[1]} {problem.code}" for problem in problems]

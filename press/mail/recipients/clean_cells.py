"""From the cells of a row as they were typed to texts that can be printed, or to what is wrong with each."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from press.content.characters import unprintable
from press.mail.lists.rows import ListRow
from press.problems import Place, Problem

FILL = "Fill in the cell, or leave the row out"
LONGEST = 200  # characters of a cell
ON_PAPER = frozenset((
    "name", "prefix", "first_name", "middle_name", "last_name", "suffix", "guardian", "address_1", "address_2", "city", "state",
    "zip", "referred_by",
))  # fmt: skip


class CleanRow:
    """One row while it is judged: its ``cells``, cleaned, and the ``problems`` found so far."""

    __slots__ = ("_columns", "cells", "problems", "row")

    def __init__(
        self, row: ListRow, columns: Mapping[str, int], prints: Callable[[str], bool] | None
    ) -> None:
        self.row = row
        self._columns = columns
        self.problems: list[Problem] = []
        self.cells: dict[str, str] = {}
        whole = " ".join(row.cells.values())
        if whole.isascii() and whole.isprintable() and len(whole) <= LONGEST and "  " not in whole:
            self.cells = dict(row.cells)  # nearly every row
            return
        for column, typed in row.cells.items():
            text = typed
            if not (text.isascii() and text.isprintable() and len(text) <= LONGEST):
                text = self._cleaned(column, typed, prints)
            if "  " in text or text[:1] == " " or text[-1:] == " ":
                text = " ".join(text.split())
            if text:
                self.cells[column] = text

    def place(self, column: str) -> Place:
        """Where the column's cell is; the row where the list has no such column."""
        where = self.row.place
        return Place(where.file, where.line, self._columns.get(column, where.column))

    def wrong(self, column: str, code: str, what: str, hint: str) -> None:
        """``what`` is said behind the column's name, and never has its value in it."""
        self.problems.append(Problem(self.place(column), code, f"'{column}' {what}", hint))

    def missing(self, column: str, why: str = "") -> None:
        """A cell that is needed and empty; one that was refused has been told of."""
        if not self.told(column):
            self.wrong(column, "M20", f"is missing{why}", FILL)

    def told(self, column: str) -> bool:
        """True if something is wrong with the column's cell already."""
        return any(problem.message.startswith(f"'{column}' ") for problem in self.problems)

    def _cleaned(self, column: str, typed: str, prints: Callable[[str], bool] | None) -> str:
        """The text in Unicode's composed form; a line's end stays one in an address, and is a blank elsewhere."""
        text = unicodedata.normalize("NFC", typed).replace("\r\n", "\n").replace("\t", " ").strip()
        if len(text) > LONGEST:
            self.wrong(
                column,
                "M21",
                f"is longer than {LONGEST} characters",
                "Look whether a quote is missing, and shorten it",
            )
            return text[:LONGEST] if text.isprintable() else ""
        for _, why in unprintable(text):
            self.wrong(
                column, "M08", f"has {why}", "Type the cell anew, without what cannot be seen"
            )
            return ""
        if (
            prints
            and column in ON_PAPER
            and not text.isascii()
            and not (prints(text) and prints(text.upper()))
        ):
            self.wrong(
                column,
                "M23",
                "has a letter that cannot be printed",
                "Spell it with letters that the practice's fonts have",
            )
        lines = (" ".join(one.split()) for one in text.split("\n"))
        return ("\n" if column.startswith("address") else " ").join(filter(None, lines))

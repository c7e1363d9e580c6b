"""From the cells of a row, as typed, to texts that can be printed, or to problems."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from press.content.characters import unprintable
from press.mail.lists.rows import ListRow
from press.problems import Place, Problem

FILL_HINT = "Fill in the cell, or leave the row out"
LONGEST = 200  # characters of a cell
PRINTED_COLUMNS = frozenset((
    "name", "prefix", "first_name", "middle_name", "last_name", "suffix", "guardian",
    "address_1", "address_2", "address_3", "address_4", "unit",
    "city", "state", "zip", "referred_by",
))  # fmt: skip


class CleanRow:
    """One row while it is checked: its cleaned ``cells``, and the ``problems`` found so far.

    ``source`` is the row of the list. ``printable`` tells whether the fonts have all letters of a
    text; None skips that check.
    """

    __slots__ = ("_columns", "cells", "problems", "source")

    def __init__(
        self, source: ListRow, columns: Mapping[str, int], printable: Callable[[str], bool] | None
    ) -> None:
        self.source = source
        self._columns = columns
        self.problems: list[Problem] = []
        self.cells: dict[str, str] = {}
        row_text = " ".join(source.cells.values())
        simple = row_text.isascii() and row_text.isprintable()
        if simple and len(row_text) <= LONGEST and "  " not in row_text:
            self.cells = dict(source.cells)  # a fast path for nearly every row
            return
        for column, typed in source.cells.items():
            text = typed
            if not (text.isascii() and text.isprintable() and len(text) <= LONGEST):
                text = self._clean_text(column, typed, printable)
            if "  " in text or text[:1] == " " or text[-1:] == " ":
                text = " ".join(text.split())
            if text:
                self.cells[column] = text

    def place(self, column: str) -> Place:
        """Return the place of a column's cell, or of the row if the list has no such column."""
        row_place = self.source.place
        return Place(row_place.file, row_place.line, self._columns.get(column, row_place.column))

    def add_problem(self, column: str, code: str, predicate: str, hint: str) -> None:
        """Add a problem of a cell. ``predicate`` follows the column's name, without the value."""
        self.problems.append(Problem(self.place(column), code, f"'{column}' {predicate}", hint))

    def add_missing(self, column: str, addition: str = "") -> None:
        """Add the problem of a missing cell, unless the column has a problem already."""
        if not self.has_problem(column):
            self.add_problem(column, "M20", f"is missing{addition}", FILL_HINT)

    def has_problem(self, column: str) -> bool:
        """Return True if the column's cell has a problem already."""
        return any(problem.message.startswith(f"'{column}' ") for problem in self.problems)

    def _clean_text(self, column: str, typed: str, printable: Callable[[str], bool] | None) -> str:
        """Return the text in Unicode's composed form. Only addresses keep their line ends."""
        text = unicodedata.normalize("NFC", typed).replace("\r\n", "\n").replace("\t", " ").strip()
        if len(text) > LONGEST:
            hint = "Look whether a quote is missing, and shorten it"
            self.add_problem(column, "M21", f"is longer than {LONGEST} characters", hint)
            return text[:LONGEST] if text.isprintable() else ""
        for _, reason in unprintable(text):
            hint = "Type the cell anew, without what cannot be seen"
            self.add_problem(column, "M08", f"has {reason}", hint)
            return ""
        needs_fonts = column in PRINTED_COLUMNS and not text.isascii()
        if printable and needs_fonts and not (printable(text) and printable(text.upper())):
            hint = "Spell it with letters that the practice's fonts have"
            self.add_problem(column, "M23", "has a letter that cannot be printed", hint)
        lines = (" ".join(line.split()) for line in text.split("\n"))
        return ("\n" if column.startswith("address") else " ").join(filter(None, lines))

"""The rows of a list of recipients from any kind of file: texts under our own column names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from press.content.limits import COLUMNS
from press.problems import Place, Problem

__all__ = ["COLUMNS", "ColumnUse", "ListRow", "Listing", "UnreadRow"]


class ListRow(NamedTuple):
    """One recipient, as the list has it.

    ``number`` counts the recipients of the list from 1, including those who get no letter.
    ``place`` has the line of the file: the row of a workbook, the entry of a FHIR Bundle.
    ``cells`` maps names in COLUMNS to texts without blanks at their ends. Empty cells are absent.
    """

    number: int
    place: Place
    cells: Mapping[str, str]


class UnreadRow(NamedTuple):
    """A recipient that could not be read, with the problems.

    ``cells`` has the cells that could be read: they may concern other rows of the same patient.
    """

    number: int
    place: Place
    problems: tuple[Problem, ...]
    cells: Mapping[str, str] = MappingProxyType({})


class ColumnUse(NamedTuple):
    """The headings of a list. ``used`` has our columns, each with its heading.

    ``unused`` are the other headings.
    """

    used: tuple[tuple[str, str], ...] = ()
    unused: tuple[str, ...] = ()


class Listing(Protocol):
    """An opened list of recipients."""

    @property
    def columns(self) -> Mapping[str, int]:
        """The position in the file, from 1, of each of our columns that the list has."""
        ...

    @property
    def dropped(self) -> int:
        """The number of columns of the file that are not used."""
        ...

    @property
    def headings(self) -> ColumnUse:
        """The headings that are used, and those that are not; empty for FHIR."""
        ...

    @property
    def identified(self) -> bool:
        """True if every recipient is known to have a patient_id."""
        ...

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """The remarks on the list as a whole."""
        ...

    def rows(self) -> Iterator[ListRow | UnreadRow]:
        """Yield each recipient in the order of the list; may be called again.

        Raises ContentError if the rest of the list cannot be read.
        """
        ...

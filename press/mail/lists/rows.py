"""What every list of recipients comes to, whatever kind of file it was: rows of texts under our own names of columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from press.content.limits import COLUMNS
from press.problems import Place, Problem

__all__ = ["COLUMNS", "Listing", "ListRow", "Unread"]


class ListRow(NamedTuple):
    """One recipient as the list has it.

    ``number`` counts the list's recipients from 1, whatever becomes of them. ``place`` has the line of the file (of a
    workbook the row, of a FHIR Bundle the entry). ``cells`` are texts by the names of COLUMNS, without blanks at their ends;
    what is empty is not there.
    """

    number: int
    place: Place
    cells: Mapping[str, str]


class Unread(NamedTuple):
    """A recipient that could not be read, and why; ``cells`` as far as they could be, for what they say of other rows."""

    number: int
    place: Place
    problems: tuple[Problem, ...]
    cells: Mapping[str, str] = MappingProxyType({})


class Listing(Protocol):
    """An opened list. ``columns`` says in which column of the file, from 1, each of ours stands; ``dropped`` counts the others.

    ``identified`` is True where it is known that every recipient has a patient_id.
    """

    @property
    def columns(self) -> Mapping[str, int]: ...

    @property
    def dropped(self) -> int: ...

    @property
    def identified(self) -> bool: ...

    @property
    def remarks(self) -> tuple[Problem, ...]: ...

    def rows(self) -> Iterator[ListRow | Unread]:
        """Each recipient in the list's order; can be asked for again. Raises ContentError where no more can be read."""
        ...

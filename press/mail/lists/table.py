"""From the lines of a table to its recipients: where its header stands, and which lines are none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from press.mail.lists.cells import cleaned, faults, plain
from press.mail.lists.columns import known
from press.mail.lists.rows import ListRow, Unread
from press.problems import Place, Problem

FIRST_LINES = 30  # among which the header stands
Aliases = Mapping[str, Sequence[str]]

# How a report's own lines begin. Only a line with no more than two cells is one: nobody could be written to there.
_REPORT = re.compile(
    r"(?:grand |sub)?totals?\b|counts?\b|(?:number|no\.?) of\b|\d+ (?:of|records?|rows?|patients?|recipients?)\b"
    r"|(?:total )?(?:records?|rows?|patients?|recipients?)\b[^a-z]*$|pages? \d|print(?:ed)?\b|(?:date|time) (?:printed|run)\b"
    r"|generated\b|report\b|run (?:date|on|by|time)\b|end of\b|created (?:on|by)\b|exported\b|as of\b|confidential"
    r"|copyright\b|©|\(c\)|[*=_-]{3,}",
    re.IGNORECASE,
)
MOST_CELLS = 2

PASSED = {
    "title": ("line above the header was", "lines above the header were"),
    "blank": ("blank row was", "blank rows were"),
    "header": ("row that repeats the header was", "rows that repeat the header were"),
    "report": ("line of a report was", "lines of a report were"),
}


class Passed:
    """How many lines of each kind were passed over, and the first of each."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.identified = True  # until a recipient without a patient_id comes by

    def add(self, kind: str, line: int) -> None:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.first.setdefault(kind, line)

    def remarks(self, file: str) -> tuple[Problem, ...]:
        """One remark for each kind, at its first line."""
        return tuple(
            Problem(
                Place(file, self.first[kind]),
                "M14",
                f"{count:,} {PASSED[kind][count > 1]} passed over",
                "Here is the first",
            )
            for kind, count in self.counts.items()
        )


def head_among(
    lines: Iterable[tuple[int, Sequence[str]]], aliases: Aliases
) -> tuple[int, int, Sequence[str]] | None:
    """(how many of our columns it names, its line, its cells) of the line that names the most; None where none names two."""
    most: tuple[int, int, Sequence[str]] | None = None
    for line, cells in lines:
        names = known(cells, aliases)
        if names > (most[0] if most else 1):
            most = (names, line, cells)
    return most


def no_recipient(cells: Sequence[str], head: Sequence[str]) -> str | None:
    """The kind of PASSED that a line below the header is, or None: a recipient."""
    if (
        len(cells) > MOST_CELLS
        and all(map(str.strip, cells[: MOST_CELLS + 1]))
        and cells[0] != head[0]
    ):
        return None  # a shorter way, which nearly every recipient goes
    text = " ".join(cells).strip()
    if not text:
        return "blank"
    if cells[0] == head[0] and list(cells) == list(head):
        return "header"
    if _REPORT.match(text) and sum(1 for cell in cells if cell.strip()) <= MOST_CELLS:
        return "report"
    return None


def row_of(
    number: int, place: Place, texts: Mapping[str, str], columns: Mapping[str, int]
) -> ListRow | Unread:
    """One recipient from the texts of its known columns, none of them blank."""
    if plain(texts):
        return ListRow(number, place, texts)
    cells = {column: clean for column, text in texts.items() if (clean := cleaned(text))}
    wrong = faults(place, cells, columns)
    return Unread(number, place, wrong, cells) if wrong else ListRow(number, place, cells)

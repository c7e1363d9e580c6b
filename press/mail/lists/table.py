"""From the lines of a table to its recipients: find the header, skip lines that are not rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from press.mail.lists.cells import cell_problems, clean_text, needs_no_check
from press.mail.lists.header import count_known_headings
from press.mail.lists.rows import ListRow, UnreadRow
from press.problems import Place, Problem

FIRST_LINES = 30  # the header is one of these
Aliases = Mapping[str, Sequence[str]]

# The lines that a report adds begin like this. They have at most two cells, too few for an address.
_REPORT_LINE = re.compile(
    r"(?:grand |sub)?totals?\b|counts?\b|(?:number|no\.?) of\b"
    r"|\d+ (?:of|records?|rows?|patients?|recipients?)\b"
    r"|(?:total )?(?:records?|rows?|patients?|recipients?)\b[^a-z]*$"
    r"|pages? \d|print(?:ed)?\b|(?:date|time) (?:printed|run)\b|generated\b|report\b"
    r"|run (?:date|on|by|time)\b|end of\b|created (?:on|by)\b|exported\b|as of\b|confidential"
    r"|copyright\b|©|\(c\)|[*=_-]{3,}",
    re.IGNORECASE,
)
MOST_REPORT_CELLS = 2

SKIPPED = {  # the words of the remark for one line of this kind, and for several
    "title": ("line above the header was", "lines above the header were"),
    "blank": ("blank row was", "blank rows were"),
    "header": ("row that repeats the header was", "rows that repeat the header were"),
    "report": ("line of a report was", "lines of a report were"),
}


class SkippedLines:
    """The number of skipped lines of each kind in SKIPPED, and the first line of each.

    ``identified`` is True as long as every recipient had a patient_id.
    """

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.identified = True

    def add(self, kind: str, line: int) -> None:
        """Count a skipped line."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.first.setdefault(kind, line)

    def remarks(self, file: str) -> tuple[Problem, ...]:
        """Return one remark for each kind, at its first line."""
        return tuple(
            Problem(
                Place(file, self.first[kind]),
                "M14",
                f"{count:,} {SKIPPED[kind][count > 1]} passed over",
                "Here is the first",
            )
            for kind, count in self.counts.items()
        )


def find_header(
    lines: Iterable[tuple[int, Sequence[str]]], aliases: Aliases
) -> tuple[int, int, Sequence[str]] | None:
    """Return (count of known headings, line, cells) of the line with the most known headings.

    None if no line has two of them.
    """
    most: tuple[int, int, Sequence[str]] | None = None
    for line, cells in lines:
        count = count_known_headings(cells, aliases)
        if count > (most[0] if most else 1):
            most = (count, line, cells)
    return most


def skip_kind(cells: Sequence[str], header: Sequence[str]) -> str | None:
    """Return the kind, a key of SKIPPED, of a line below the header; None for a recipient."""
    if (
        len(cells) > MOST_REPORT_CELLS
        and all(map(str.strip, cells[: MOST_REPORT_CELLS + 1]))
        and cells[0] != header[0]
    ):
        return None  # a fast path for nearly every recipient
    text = " ".join(cells).strip()
    if not text:
        return "blank"
    if cells[0] == header[0] and list(cells) == list(header):
        return "header"
    if _REPORT_LINE.match(text) and sum(1 for cell in cells if cell.strip()) <= MOST_REPORT_CELLS:
        return "report"
    return None


def make_row(
    number: int, place: Place, texts: Mapping[str, str], columns: Mapping[str, int]
) -> ListRow | UnreadRow:
    """Return one recipient from the texts of its known columns, none of which is blank."""
    if needs_no_check(texts):
        return ListRow(number, place, texts)
    cells = {column: cleaned for column, text in texts.items() if (cleaned := clean_text(text))}
    problems = cell_problems(place, cells, columns)
    return UnreadRow(number, place, problems, cells) if problems else ListRow(number, place, cells)

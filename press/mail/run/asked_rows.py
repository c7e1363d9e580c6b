"""From the ranges of rows that an order names to whether a row of the list is one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from press.problems import Place, Problem

ROW_HINT = "Give the numbers that problems have: the second one in list.csv:12:4 is the column"


class AskedRows:
    """The rows that an order asks for, by the line that a problem gives them; all without ranges.

    ``ranges`` have the first and the last row of each.
    """

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        self._ranges = sorted(set(ranges))
        self._seen: set[tuple[int, int]] = set()

    def has(self, line: int) -> bool:
        """Return True if a row of the list is asked for; it is one that the list has."""
        if not self._ranges:
            return True
        before = self._ranges[: bisect_right(self._ranges, line, key=itemgetter(0))]
        matching = [pair for pair in before if line <= pair[1]]
        self._seen.update(matching)
        return bool(matching)

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each range without a row, when all rows of the list were read."""
        for first, last in self._ranges:
            if (first, last) not in self._seen:
                rows = f"row {first}" if first == last else f"rows {first} to {last}"
                message = f"The list has no recipient in {rows}"
                yield Problem(Place.of_option("only"), "M58", message, ROW_HINT)

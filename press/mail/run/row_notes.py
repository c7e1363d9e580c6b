"""What is said of rows of a list, in some 20 bytes each: a long list may have something wrong in every row."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from press.problems import Place

_LINE = re.compile(r"\bline ([0-9]{1,9})\b")
_APART, _HERE = "\x1f", "\x1e"


class RowNotes:
    """Words about places, in the order in which they came: equal ones are kept once, but for the line that they name."""

    def __init__(self) -> None:
        self._words: dict[
            tuple[str, str], int
        ] = {}  # the file and what is said, and which they are
        self.numbers, self._lines, self._columns = array("I"), array("I"), array("I")
        self._which, self._named = array("I"), array("I")

    def __len__(self) -> int:
        return len(self._which)

    def add(self, number: int, place: Place, *words: str) -> None:
        """``number`` is the recipient's."""
        said = _APART.join(words)
        found = _LINE.search(said)
        if found:
            said = f"{said[: found.start(1)]}{_HERE}{said[found.end(1) :]}"
        self._which.append(self._words.setdefault((place.file, said), len(self._words)))
        self._named.append(int(found[1]) if found else 0)
        self.numbers.append(number)
        self._lines.append(place.line)
        self._columns.append(place.column)

    def __iter__(self) -> Iterator[tuple[int, Place, tuple[str, ...]]]:
        known = list(self._words)
        rows = zip(self.numbers, self._lines, self._columns, self._which, self._named, strict=True)
        for number, line, column, which, named in rows:
            file, said = known[which]
            yield (
                number,
                Place(file, line, column),
                tuple(said.replace(_HERE, str(named)).split(_APART)),
            )

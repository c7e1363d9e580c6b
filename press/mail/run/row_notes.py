"""Messages about rows of a list, about 20 bytes each: in a long list, each row may have one."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from press.problems import Place

_LINE = re.compile(r"\bline ([0-9]{1,9})\b")
_BETWEEN, _LINE_NUMBER = "\x1f", "\x1e"


class RowNotes:
    """Messages about rows, in the order in which they were added.

    Equal messages are stored once, with the line numbers that they name apart. ``numbers`` are
    those of the recipients.
    """

    def __init__(self) -> None:
        # The index of each message, by its file and text.
        self._texts: dict[tuple[str, str], int] = {}
        self.numbers, self._lines, self._columns = array("I"), array("I"), array("I")
        self._indices, self._named_lines = array("I"), array("I")

    def __len__(self) -> int:
        return len(self._indices)

    def add(self, number: int, place: Place, *words: str) -> None:
        """Add a message of several texts about the row of recipient ``number``."""
        text = _BETWEEN.join(words)
        named = _LINE.search(text)
        if named:
            text = f"{text[: named.start(1)]}{_LINE_NUMBER}{text[named.end(1) :]}"
        self._indices.append(self._texts.setdefault((place.file, text), len(self._texts)))
        self._named_lines.append(int(named[1]) if named else 0)
        self.numbers.append(number)
        self._lines.append(place.line)
        self._columns.append(place.column)

    def __iter__(self) -> Iterator[tuple[int, Place, tuple[str, ...]]]:
        texts = list(self._texts)
        columns = (self.numbers, self._lines, self._columns, self._indices, self._named_lines)
        for number, line, column, index, named_line in zip(*columns, strict=True):
            file, text = texts[index]
            words = text.replace(_LINE_NUMBER, str(named_line)).split(_BETWEEN)
            yield number, Place(file, line, column), tuple(words)

"""Tables: rows of paragraphs, in columns as wide as what stands in them asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Any, cast

from reportlab.platypus import Flowable, Table

from press.problems import Place
from press.typeset.para import Para, Piece


class Grid(Piece, Table):
    """A table of paragraphs; rows are never torn, and the header is repeated where it is split.

    The columns share the width by what stands in them, which is known only when the width is.
    """

    PADDING = 8.0  # points a cell, left and right together
    NARROWEST = 2.2  # times the size of its text: a column that holds less cannot be read

    place: Place | None = None
    continued = False  # the part of a split table that repeats its header
    narrow = False  # some column is narrower than that; known once it was wrapped
    _cellvalues: list[list[Para | Sequence[Para]]]
    _argW: Sequence[float | None]

    @property
    def columns(self) -> int:
        return len(self._cellvalues[0])

    @property
    def paragraphs(self) -> Iterator[Para]:
        """Of every cell, also of an empty one: a row has as many as the header. A repeated header is not read again."""
        for row in self._cellvalues[1:] if self.continued else self._cellvalues:
            yield from _paragraphs(row)

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        parts = super().split(availWidth, availHeight)
        for at, part in enumerate(parts):
            cast(Grid, part).continued = self.continued or at > 0
        return parts

    def _drawCell(self, cellval: Any, cellstyle: Any, pos: Any, size: Any) -> None:
        repeats = self.continued and cellval in self._cellvalues[0]
        with self.canv.furniture() if repeats else nullcontext():
            super()._drawCell(cellval, cellstyle, pos, size)  # type: ignore[misc]  # the stubs leave it out

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        if None in self._argW:  # not yet; the parts of a split keep the widths of the whole
            self._argW = self._colWidths = [*self._shares(availWidth)]
        size = super().wrap(availWidth, availHeight)
        return float(size[0]), float(size[1])

    def _shares(self, width: float) -> list[float]:
        columns = list(zip(*map(_paragraphs, self._cellvalues), strict=True))
        size = columns[0][0].style.fontSize
        floor = self.NARROWEST * size + self.PADDING
        least = [max(floor, *(cell.minWidth() + self.PADDING for cell in column)) for column in columns]
        wish = [max(n, *(_natural_width(cell) + self.PADDING for cell in column)) for n, column in zip(least, columns, strict=True)]
        if sum(wish) <= width:  # all on one line: what is left over is shared alike
            return [w + (width - sum(wish)) / len(wish) for w in wish]
        if sum(least) >= width:  # a word is wider than its column: the widest columns give way, and tear it
            widths = _levelled(least, width)
            self.narrow = min(widths) < floor - 0.01
            return widths
        # Narrow columns get what they wish first, wide ones share the rest: "2 to 3 days" stays on a line.
        widths, spare = list(least), width - sum(least)
        for left, at in enumerate(sorted(range(len(wish)), key=lambda at: wish[at] - least[at])):
            more = min(wish[at] - least[at], spare / (len(wish) - left))
            widths[at] += more
            spare -= more
        return widths


def _levelled(widths: Sequence[float], whole: float) -> list[float]:
    """The widths with the widest cut to one level, so that they add up to the whole."""
    left, level = whole, 0.0
    for count, width in enumerate(sorted(widths)):
        level = left / (len(widths) - count)
        if width > level:
            break
        left -= width
    return [min(width, level) for width in widths]


def _paragraphs(row: Sequence[Para | Sequence[Para]]) -> list[Para]:
    """One for each cell; ReportLab wraps each into a tuple once it has measured the table."""
    return [cell if isinstance(cell, Para) else cell[0] for cell in row]


def _natural_width(cell: Para) -> float:
    """The width of a cell's text on one line, at most that of some forty characters."""
    return float(min(len(cell.plain), 40) * cell.style.fontSize * 0.5)

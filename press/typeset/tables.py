"""Tables: rows of paragraphs, in columns as wide as what stands in them asks for."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Table

from press.typeset.para import Para, Piece


class Grid(Piece, Table):
    """A table of paragraphs; rows are never torn, and the header is repeated where it is split.

    The columns share the width by what stands in them, which is known only when the width is.
    """

    PADDING = 8  # points a cell, left and right together
    _cellvalues: list[list[Para | Sequence[Para]]]
    _argW: Sequence[float | None]

    @property
    def words(self) -> int:
        return sum(cell.words for row in self._cellvalues for cell in _paragraphs(row))

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        if None in self._argW:  # not yet; the parts of a split keep the widths of the whole
            self._argW = self._colWidths = [*self._shares(availWidth)]
        size = super().wrap(availWidth, availHeight)
        return float(size[0]), float(size[1])

    def _shares(self, width: float) -> list[float]:
        columns = list(zip(*map(_paragraphs, self._cellvalues), strict=True))
        least = [max(cell.minWidth() for cell in column) + self.PADDING for column in columns]
        wish = [max(n, *(_natural_width(cell) + self.PADDING for cell in column)) for n, column in zip(least, columns, strict=True)]
        if sum(wish) <= width:  # all on one line: what is left over is shared alike
            return [w + (width - sum(wish)) / len(wish) for w in wish]
        if sum(least) >= width:
            return [width * n / sum(least) for n in least]
        # Narrow columns get what they wish first, wide ones share the rest: "2 to 3 days" stays on a line.
        widths = dict(enumerate(least))
        spare = width - sum(least)
        for left, at in enumerate(sorted(widths, key=lambda at: wish[at] - least[at]), 1):
            more = min(wish[at] - least[at], spare / (len(wish) - left + 1))
            widths[at] += more
            spare -= more
        return [widths[at] for at in range(len(wish))]


def _paragraphs(row: Sequence[Para | Sequence[Para]]) -> list[Para]:
    """One for each cell; ReportLab wraps each into a tuple once it has measured the table."""
    return [cell if isinstance(cell, Para) else cell[0] for cell in row]


def _natural_width(cell: Para) -> float:
    """The width of a cell's text on one line, at most that of some forty characters."""
    return float(min(len(cell.plain), 40) * cell.style.fontSize * 0.5)

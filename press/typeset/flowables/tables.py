"""From rows of paragraphs to a table whose columns share the width by their content."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Any, cast

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Table, TableStyle

from press.problems import Place
from press.tagged.nodes import FURNITURE
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph

MIN_LINES = 2  # of a torn cell, in each part
MIN_ROWS = 2  # of a split table, in each part
LEAST = 1.0  # points of a column beside its padding
WHOLE_TABLE = 3  # rows: a table of no more is not split
MAX_WHOLE_WORD = 20  # letters: a longer word may be torn


class Grid(StoryFlowable, Table):
    """A table of paragraphs: the first row is the header, and is repeated where the table is split.

    No row is torn that a column could hold. ``even`` gives all columns the same width.
    ``continued`` is True for a part that repeats the header. ``too_narrow``, known once it is
    wrapped, is True if a column is unreadably narrow or tears a word of letters.
    """

    PADDING = 8.0  # points in a cell, left and right together
    NARROWEST = 2.2  # times the size of the text: a narrower column cannot be read

    place: Place | None = None
    even = False
    continued = False
    table_style: Any = None
    too_narrow = False
    _cellvalues: list[list[TaggedParagraph | Sequence[TaggedParagraph]]]
    _argW: Sequence[float | None]
    _rowHeights: list[float]

    @property
    def rows(self) -> int:
        """The number of rows, without the header."""
        return len(self._cellvalues) - 1

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self._cellvalues[0])

    @property
    def padding(self) -> float:
        """The padding of a cell, left and right together, in points."""
        smallest = getattr(_paragraphs(self._cellvalues[0])[0].style, "smallest", 0)
        return float(max(self.PADDING, 0.7 * smallest))

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        """The paragraph of each cell, empty cells too: every row has as many as the header.

        A repeated header is not among them, as it is not read again.
        """
        for row in self._cellvalues[1:] if self.continued else self._cellvalues:
            yield from _paragraphs(row)

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """Return what fits in the height and the rest, with the header repeated."""
        parts = super().split(availWidth, availHeight)
        for index, part in enumerate(parts):
            cast(Grid, part).continued = self.continued or index > 0
            cast(Grid, part).table_style = self.table_style
        return parts

    def split_row(self, room: float, highest: float) -> list[Grid]:
        """Return two parts, split inside the first row that does not fit in ``room``.

        The result is empty if all rows fit, or if there is no room for two lines of that row. It
        is also empty if a column of height ``highest`` could hold the row with the header. The
        table must be wrapped. Both floats are in points.
        """
        index, used = 1, self._rowHeights[0]
        while index < len(self._rowHeights) and used + self._rowHeights[index] <= room:
            used += self._rowHeights[index]
            index += 1
        if (
            index == len(self._rowHeights)
            or self._rowHeights[0] + self._rowHeights[index] <= highest
        ):
            return []
        cells = _paragraphs(self._cellvalues[index])
        padding = self._rowHeights[index] - max(cell.height for cell in cells)
        parts = [_cut(cell, room - used - padding) for cell in cells]
        if not all(parts):
            return []
        upper, lower = zip(*parts, strict=True)
        return [
            self._with([*self._cellvalues[:index], upper], self.continued),
            self._with([self._cellvalues[0], lower, *self._cellvalues[index + 1 :]], True),
        ]

    def split_between_rows(self, width: float, room: float) -> list[Flowable]:
        """Return two parts like ``split``, but with no single row in either.

        Empty for a short table. ``room`` is the height of the first part, both floats in points.
        """
        used = 0.0
        for index, height in enumerate(self._rowHeights):
            used += height
            if used > room or index == self.rows - 1:
                break
        if self.rows <= WHOLE_TABLE or index <= MIN_ROWS:
            return []
        parts = self.split(width, used - height + 0.01)
        for part in cast(list[Grid], parts):  # ReportLab does not copy the spaces
            part.spaceBefore, part.spaceAfter = self.getSpaceBefore(), self.getSpaceAfter()
        return parts

    def _with(self, rows: Sequence[Sequence[Any]], continued: bool) -> Grid:
        """Return a table like it with other rows."""
        grid = Grid(
            [_paragraphs(row) for row in rows],
            colWidths=self._argW,
            style=self.table_style,
            repeatRows=1,
        )
        grid.spaceBefore, grid.spaceAfter = self.getSpaceBefore(), self.getSpaceAfter()
        grid.place, grid.continued = self.place, continued
        return grid

    def setStyle(self, tblstyle: Any) -> None:
        """Set the style, with padding that grows with large print."""
        super().setStyle(tblstyle)
        self.table_style = tblstyle
        sides = [
            (side, (0, 0), (-1, -1), self.padding / 2) for side in ("LEFTPADDING", "RIGHTPADDING")
        ]
        super().setStyle(TableStyle(sides))

    def _drawCell(self, cellval: Any, cellstyle: Any, pos: Any, size: Any) -> None:
        repeats = self.continued and cellval in self._cellvalues[0]
        with self.canv.furniture() if repeats else nullcontext():
            super()._drawCell(cellval, cellstyle, pos, size)  # type: ignore[misc]  # not in stubs

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Share the width among the columns; return the width and height, in points.

        Columns that would be as narrow as their padding get more than there is, as ReportLab
        cannot wrap a cell without a width. The table is ``too_narrow`` then.
        """
        if None in self._argW:  # the parts of a split table keep its widths
            widths = self._shares(availWidth)
            if min(widths) < self.padding + LEAST:
                self.too_narrow = True
                widths = [max(width, self.padding + LEAST) for width in widths]
            self._argW = self._colWidths = widths
        size = super().wrap(availWidth, availHeight)
        return float(size[0]), float(size[1])

    def _shares(self, width: float) -> list[float]:
        """Return the widths of the columns, in points."""
        if self.even:
            return [width / self.columns] * self.columns
        columns = list(zip(*map(_paragraphs, self._cellvalues), strict=True))
        size = columns[0][0].style.fontSize
        floor = self.NARROWEST * size + self.padding
        least = [
            max(floor, *(cell.minWidth() + self.padding for cell in column)) for column in columns
        ]
        wish = [
            max(minimum, *(_natural_width(cell) + self.padding for cell in column))
            for minimum, column in zip(least, columns, strict=True)
        ]
        if sum(wish) <= width:  # each cell fits on one line: the rest is shared equally
            return [column + (width - sum(wish)) / len(wish) for column in wish]
        if sum(least) >= width:  # some word is torn: the widest columns are cut
            widths = _levelled(least, width)
            longest = (max(map(_longest_word, column)) + self.padding for column in columns)
            self.too_narrow = min(widths) < floor - 0.01 or any(
                map(operator.lt, widths, (needed - 0.01 for needed in longest))
            )
            return widths
        # Narrow columns get their wish first, wide ones share the rest: "2 to 3 days" stays on one
        # line.
        widths, spare = list(least), width - sum(least)
        by_need = sorted(range(len(wish)), key=lambda index: wish[index] - least[index])
        for done, index in enumerate(by_need):
            more = min(wish[index] - least[index], spare / (len(wish) - done))
            widths[index] += more
            spare -= more
        return widths


def _longest_word(cell: TaggedParagraph) -> float:
    """Return the width of the longest word of letters that must not be torn, in points.

    Addresses, numbers and words of more than MAX_WHOLE_WORD letters may be.
    """
    style = cell.style
    size = min(style.fontSize, getattr(style, "smallest", style.fontSize))
    words = (word.strip(".,;:!?()\"'") for word in cell.plain_text.split())
    return max(
        (
            stringWidth(word, style.fontName, size)
            for word in words
            if word.isalpha() and len(word) <= MAX_WHOLE_WORD
        ),
        default=0.0,
    )


def _levelled(widths: Sequence[float], total: float) -> list[float]:
    """Return the widths with the widest cut to one level, so that they add up to ``total``."""
    left, level = total, 0.0
    for count, width in enumerate(sorted(widths)):
        level = left / (len(widths) - count)
        if width > level:
            break
        left -= width
    return [min(width, level) for width in widths]


def _paragraphs(
    row: Sequence[TaggedParagraph | Sequence[TaggedParagraph]],
) -> list[TaggedParagraph]:
    """Return each cell's paragraph. ReportLab wraps them into tuples once it measured the table."""
    return [cell if isinstance(cell, TaggedParagraph) else cell[0] for cell in row]


def _cut(cell: TaggedParagraph, room: float) -> tuple[TaggedParagraph, TaggedParagraph] | None:
    """Return a cell's lines in ``room`` points and its other lines, at least two of each.

    A blank takes the place of the other lines if all fit. None if the cell cannot be cut so.
    """
    fit = int(room / cell.style.leading)
    if fit < MIN_LINES:
        return None
    if cell.lines <= fit:
        blank = TaggedParagraph("\u00a0", cell.style)
        blank.element = FURNITURE
        return cell, blank
    parts = cell.split(cell.width, min(fit, cell.lines - MIN_LINES) * cell.style.leading + 0.01)
    return cast(tuple[TaggedParagraph, TaggedParagraph], tuple(parts)) if len(parts) == 2 else None


def _natural_width(cell: TaggedParagraph) -> float:
    """Return the width of a cell's text on one line, at most that of 40 characters, in points."""
    return float(min(len(cell.plain_text), 40) * cell.style.fontSize * 0.5)

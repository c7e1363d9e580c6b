"""Tables: rows of paragraphs, in columns as wide as what stands in them asks for."""

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

LEAST_LINES = 2  # of a cell that is torn, on both sides
LEAST_ROWS = 2  # of a table that runs on, on both sides
WHOLE_TABLE = 3  # rows
ORDINARY = 20  # letters: a longer word is torn where it must be


class Grid(StoryFlowable, Table):
    """A table of paragraphs; the header is repeated where it is split, and no row is torn that a column could hold.

    The columns share the width by what stands in them, which is known only when the width is.
    """

    PADDING = 8.0  # points a cell, left and right together
    NARROWEST = 2.2  # times the size of its text: a column that holds less cannot be read

    place: Place | None = None
    even = False  # its columns are of one width
    continued = False  # the part of a split table that repeats its header
    looks: Any = None  # its style
    too_narrow = False  # some column is narrower than that, or tears a word of letters; known once it was wrapped
    _cellvalues: list[list[TaggedParagraph | Sequence[TaggedParagraph]]]
    _argW: Sequence[float | None]
    _rowHeights: list[float]

    @property
    def rows(self) -> int:
        """Without the header."""
        return len(self._cellvalues) - 1

    @property
    def columns(self) -> int:
        return len(self._cellvalues[0])

    @property
    def padding(self) -> float:
        """Of a cell, left and right together; in points."""
        smallest = getattr(_paragraphs(self._cellvalues[0])[0].style, "smallest", 0)
        return float(max(self.PADDING, 0.7 * smallest))

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        """Of every cell, also of an empty one: a row has as many as the header. A repeated header is not read again."""
        for row in self._cellvalues[1:] if self.continued else self._cellvalues:
            yield from _paragraphs(row)

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        parts = super().split(availWidth, availHeight)
        for at, part in enumerate(parts):
            cast(Grid, part).continued = self.continued or at > 0
            cast(Grid, part).looks = self.looks
        return parts

    def split_row(self, room: float, highest: float) -> list[Grid]:
        """In two, inside the row that does not fit in ``room``, if no column holds it: none is higher than ``highest``.

        Empty where it has no such row, or no room for two lines of it. Known once it was wrapped; in points.
        """
        at, used = 1, self._rowHeights[0]
        while at < len(self._rowHeights) and used + self._rowHeights[at] <= room:
            used += self._rowHeights[at]
            at += 1
        if at == len(self._rowHeights) or self._rowHeights[0] + self._rowHeights[at] <= highest:
            return []
        cells = _paragraphs(self._cellvalues[at])
        around = self._rowHeights[at] - max(cell.height for cell in cells)
        pieces = [_cut(cell, room - used - around) for cell in cells]
        if not all(pieces):
            return []
        upper, lower = zip(*pieces, strict=True)
        return [
            self._with([*self._cellvalues[:at], upper], self.continued),
            self._with([self._cellvalues[0], lower, *self._cellvalues[at + 1 :]], True),
        ]

    def split_between_rows(self, width: float, room: float) -> list[Flowable]:
        """In two as ``split``, but no part has a row alone; empty for a short table."""
        used = 0.0
        for at, height in enumerate(self._rowHeights):
            used += height
            if used > room or at == self.rows - 1:
                break
        if self.rows <= WHOLE_TABLE or at <= LEAST_ROWS:
            return []
        parts = self.split(width, used - height + 0.01)
        for part in cast(list[Grid], parts):  # ReportLab's have none
            part.spaceBefore, part.spaceAfter = self.getSpaceBefore(), self.getSpaceAfter()
        return parts

    def _with(self, rows: Sequence[Sequence[Any]], continued: bool) -> Grid:
        made = Grid(
            [_paragraphs(row) for row in rows], colWidths=self._argW, style=self.looks, repeatRows=1
        )
        made.spaceBefore, made.spaceAfter = self.getSpaceBefore(), self.getSpaceAfter()
        made.place, made.continued = self.place, continued
        return made

    def setStyle(self, tblstyle: Any) -> None:
        super().setStyle(tblstyle)
        self.looks = tblstyle
        sides = [
            (side, (0, 0), (-1, -1), self.padding / 2) for side in ("LEFTPADDING", "RIGHTPADDING")
        ]
        super().setStyle(TableStyle(sides))

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
        if self.even:
            return [width / self.columns] * self.columns
        columns = list(zip(*map(_paragraphs, self._cellvalues), strict=True))
        size = columns[0][0].style.fontSize
        floor = self.NARROWEST * size + self.padding
        least = [
            max(floor, *(cell.minWidth() + self.padding for cell in column)) for column in columns
        ]
        wish = [
            max(n, *(_natural_width(cell) + self.padding for cell in column))
            for n, column in zip(least, columns, strict=True)
        ]
        if sum(wish) <= width:  # all on one line: what is left over is shared alike
            return [w + (width - sum(wish)) / len(wish) for w in wish]
        if (
            sum(least) >= width
        ):  # a word is wider than its column: the widest columns give way, and tear it
            widths = _levelled(least, width)
            longest = (max(map(_longest_word, column)) + self.padding for column in columns)
            self.too_narrow = min(widths) < floor - 0.01 or any(
                map(operator.lt, widths, (one - 0.01 for one in longest))
            )
            return widths
        # Narrow columns get what they wish first, wide ones share the rest: "2 to 3 days" stays on a line.
        widths, spare = list(least), width - sum(least)
        for left, at in enumerate(sorted(range(len(wish)), key=lambda at: wish[at] - least[at])):
            more = min(wish[at] - least[at], spare / (len(wish) - left))
            widths[at] += more
            spare -= more
        return widths


def _longest_word(cell: TaggedParagraph) -> float:
    """The width of the longest word of letters alone, in points; an address, a number or a giant may be torn."""
    style = cell.style
    size = min(style.fontSize, getattr(style, "smallest", style.fontSize))
    among = (word.strip(".,;:!?()\"'") for word in cell.plain.split())
    return max(
        (
            stringWidth(word, style.fontName, size)
            for word in among
            if word.isalpha() and len(word) <= ORDINARY
        ),
        default=0.0,
    )


def _levelled(widths: Sequence[float], whole: float) -> list[float]:
    """The widths with the widest cut to one level, so that they add up to the whole."""
    left, level = whole, 0.0
    for count, width in enumerate(sorted(widths)):
        level = left / (len(widths) - count)
        if width > level:
            break
        left -= width
    return [min(width, level) for width in widths]


def _paragraphs(
    row: Sequence[TaggedParagraph | Sequence[TaggedParagraph]],
) -> list[TaggedParagraph]:
    """One for each cell; ReportLab wraps each into a tuple once it has measured the table."""
    return [cell if isinstance(cell, TaggedParagraph) else cell[0] for cell in row]


def _cut(cell: TaggedParagraph, room: float) -> tuple[TaggedParagraph, TaggedParagraph] | None:
    """A cell's lines in ``room`` points and the others, two at least of each; None where that cannot be."""
    fit = int(room / cell.style.leading)
    if fit < LEAST_LINES:
        return None
    if cell.lines <= fit:
        blank = TaggedParagraph("\u00a0", cell.style)
        blank.element = FURNITURE
        return cell, blank
    parts = cell.split(cell.width, min(fit, cell.lines - LEAST_LINES) * cell.style.leading + 0.01)
    return cast(tuple[TaggedParagraph, TaggedParagraph], tuple(parts)) if len(parts) == 2 else None


def _natural_width(cell: TaggedParagraph) -> float:
    """The width of a cell's text on one line, at most that of some forty characters."""
    return float(min(len(cell.plain), 40) * cell.style.fontSize * 0.5)

"""From flowables to places in columns, measured and not yet drawn; baselines stand on one grid.

The grid's unit is half a line of body text, so that neighbouring columns are in line or exactly between lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from press.typeset.flowables import words_of
from press.typeset.para import Para, Piece
from press.typeset.story import Passage

FUZZ = 0.01  # points
LEAST_LINES = 2  # that a heading keeps with it, and that stand alone at the foot or head of a column


class Column(NamedTuple):
    """A rectangle for text, in points from the page's lower left corner."""

    page: int
    x: float
    bottom: float
    width: float
    height: float


class Placed(NamedTuple):
    """A flowable at its place: lower left corner in points, and the size it was measured at."""

    page: int
    flowable: Piece
    x: float
    y: float
    width: float
    height: float


@dataclass
class Poured:
    """What stands where, how far each column is filled (0 to 1), and what found no room, by passage."""

    placed: list[Placed] = field(default_factory=list)
    filled: list[float] = field(default_factory=list)
    rest: list[tuple[Passage, list[Piece]]] = field(default_factory=list)
    displaced: list[Passage] = field(default_factory=list)  # pinned to a column that was already full, or passed
    passages: Sequence[Passage] = ()  # all that was poured

    @property
    def fits(self) -> bool:
        return not self.rest and not self.displaced

    @property
    def words_over(self) -> int:
        return sum(words_of(flowables) for _, flowables in self.rest)


class _Item(NamedTuple):
    passage: Passage
    flowable: Piece
    height: float


def pour(
    passages: Sequence[Passage],
    columns: Sequence[Column],
    unit: float,
    pins: dict[str, int] | None = None,
    even: float = 0.75,
) -> Poured:
    """Set passages into columns of one width: whole passages where that leaves the columns even, else torn text.

    ``unit`` is the grid's, in points. ``pins`` gives the column of each panel's name. ``even`` is how full the
    emptiest column must be, as a share of the fullest, for whole passages to stand.
    """
    poured = _best(passages, columns, unit, pins or {}, even)
    poured.passages = passages
    return poured


def _best(passages: Sequence[Passage], columns: Sequence[Column], unit: float, pins: dict[str, int], even: float) -> Poured:
    whole = _in_whole_passages(passages, columns, unit, pins)
    if whole and min(whole.filled) >= even * max(whole.filled):
        return whole
    torn = _evenly_torn(passages, columns, unit, pins)
    if torn.fits and (not whole or max(torn.filled) < max(whole.filled) - 0.05):
        return torn
    return whole or torn


def stack_height(flowables: Iterable[Piece], width: float, unit: float) -> float:
    """The height of flowables one below the other on the grid, in points."""
    return _Cursor(Column(0, 0, 0, width, 1e6), unit).place_all(flowables)


def _in_whole_passages(passages: Sequence[Passage], columns: Sequence[Column], unit: float, pins: dict[str, int]) -> Poured | None:
    """The split between passages that leaves the fullest column emptiest; None where no such split fits."""
    count, last = len(passages), len(columns)
    heights: dict[tuple[int, int], float] = {}

    def height(start: int, end: int) -> float:
        if (start, end) not in heights:
            flowables = [one for passage in passages[start:end] for one in passage.flowables]
            heights[start, end] = stack_height(flowables, columns[0].width, unit)
        return heights[start, end]

    def allowed(start: int, end: int, at: int) -> bool:
        return all(pins.get(one.section.panel or "", at) == at for one in passages[start:end])

    best: dict[tuple[int, int], tuple[float, int]] = {(count, last): (0.0, count)}
    for at in reversed(range(last)):
        for start in reversed(range(count + 1)):
            for end in range(start, count + 1):
                if height(start, end) > columns[at].height + FUZZ:
                    break
                then = best.get((end, at + 1))
                if then is None or not allowed(start, end, at):
                    continue
                share = height(start, end) / max(columns[at].height, 1)
                # The fullest column counts; of equals, the split that fills the earlier columns.
                cost = max(share, then[0])
                if (start, at) not in best or cost <= best[start, at][0]:
                    best[start, at] = (cost, end)
    if (0, 0) not in best:
        return None
    poured, start = Poured(), 0
    for at, column in enumerate(columns):
        end = best[start, at][1]
        cursor = _Cursor(column, unit)
        cursor.place_all(one for passage in passages[start:end] for one in passage.flowables)
        poured.placed.extend(cursor.placed)
        poured.filled.append(cursor.share)
        start = end
    return poured


def _evenly_torn(passages: Sequence[Passage], columns: Sequence[Column], unit: float, pins: dict[str, int]) -> Poured:
    """Text that runs from column to column, in columns as short as will hold it."""
    full = _torn(passages, columns, unit, pins)
    if not full.fits:
        return full
    low, high, best = 0.3, 1.0, full
    for _ in range(7):
        middle = (low + high) / 2
        shorter = [c._replace(bottom=c.bottom + c.height * (1 - middle), height=c.height * middle) for c in columns]
        tried = _torn(passages, shorter, unit, pins)
        if tried.fits:
            high, best = middle, tried
        else:
            low = middle
    best.filled = [share * high for share in best.filled] if best is not full else full.filled
    return best


def _torn(passages: Sequence[Passage], columns: Sequence[Column], unit: float, pins: dict[str, int]) -> Poured:
    poured = Poured()
    cursors = [_Cursor(column, unit) for column in columns]
    at = 0
    for number, passage in enumerate(passages):
        wanted = pins.get(passage.section.panel or "")
        if wanted is not None:
            if at > wanted or (at == wanted and cursors[at].used and passages[number - 1].section.panel is None):
                poured.displaced.append(passage)
            at = max(at, wanted)
        left = list(passage.flowables)
        while left and at < len(cursors):
            left = cursors[at].place_some(left)
            if left:
                at += 1
        if left:
            poured.rest.append((passage, left))
    poured.placed = [one for cursor in cursors for one in cursor.placed]
    poured.filled = [cursor.share for cursor in cursors]
    return poured


class _Cursor:
    """Sets flowables into one column from the top; ``used`` is the height taken, in points."""

    def __init__(self, column: Column, unit: float) -> None:
        self.column = column
        self.unit = unit
        self.used = 0.0
        self.after = 0.0
        self.placed: list[Placed] = []

    def place_all(self, flowables: Iterable[Piece]) -> float:
        """Place them whether they fit or not; the height used."""
        left = list(flowables)
        while left:
            chain = _chain(left)
            self._place(chain)
            left = left[len(chain) :]
        return self.used

    def place_some(self, flowables: list[Piece]) -> list[Piece]:
        """Place what fits, tearing paragraphs where that leaves lines enough on both sides; what is left."""
        left = list(flowables)
        while left:
            chain = _chain(left)
            if self._height_of(chain) > self.column.height:
                chain = _chain(left, headings_only=True)  # more than any column holds: what should stay together cannot
            if self._height_of(chain) <= self.room:
                if len(chain) == 1 or self._fits_with_lines(left, len(chain) - 1):
                    self._place(chain)
                    left = left[len(chain) :]
                    continue
                return left
            return self._tear(chain, left)
        return left

    @property
    def share(self) -> float:
        """How full the column is: 0 to 1."""
        return self.used / max(self.column.height, 1)

    @property
    def room(self) -> float:
        return self.column.height - self.used + FUZZ

    def _fits_with_lines(self, left: list[Piece], headings: int) -> bool:
        """A heading keeps at least two lines of its text, also where the first thing below it is one short item."""
        lines, end = 0, headings
        while end < len(left) and lines < LEAST_LINES:
            one = left[end]
            one.wrap(self.column.width, 1e6)
            lines += one.lines if isinstance(one, Para) else LEAST_LINES
            end += 1
        return self._height_of(left[:end]) <= self.room

    def _tear(self, chain: list[Piece], left: list[Piece]) -> list[Piece]:
        """Break the last flowable of a chain that is too high for what is left of the column."""
        heads, last = chain[:-1], chain[-1]
        room = self.room - self._height_of([*heads, last]) + last.wrap(self.column.width, 1e6)[1]
        if isinstance(last, Para):
            if last.lines < 2 * LEAST_LINES:
                return left
            leading = last.style.leading
            lines = min(int(room / leading), last.lines - LEAST_LINES)
            if lines < LEAST_LINES:
                return left
            room = lines * leading + FUZZ
        parts = cast(list[Piece], last.split(self.column.width, room))
        if len(parts) != 2:
            return left
        self._place([*heads, parts[0]])
        return [parts[1], *left[len(chain) :]]

    def _height_of(self, chain: Sequence[Piece]) -> float:
        trial = _Cursor(self.column, self.unit)
        trial.used, trial.after = self.used, self.after
        if self.placed:
            trial.placed = self.placed[-1:]
        trial._place(chain)
        return trial.used - self.used

    def _place(self, chain: Sequence[Piece]) -> None:
        """Headings stand right above what they belong to: what the grid leaves over goes above them."""
        width = self.column.width
        sizes = [(one, one.wrap(width, 1e6)[1]) for one in chain]
        offsets: list[float] = []
        at, after = 0.0, self.after
        for number, (one, height) in enumerate(sizes):
            at += max(after, one.getSpaceBefore()) if number or self.placed else 0.0
            offsets.append(at)
            at, after = at + height, one.getSpaceAfter()
        meets = sizes[-1][0].on_grid
        top = self.used + offsets[-1] + (meets or 0.0)
        shift = 0.0 if meets is None else math.ceil((top - FUZZ) / self.unit) * self.unit - top
        ceiling = self.column.bottom + self.column.height
        for (one, height), offset in zip(sizes, offsets, strict=True):
            y = ceiling - self.used - offset - shift - height
            self.placed.append(Placed(self.column.page, one, self.column.x, y, width, height))
        self.used += offsets[-1] + shift + sizes[-1][1]
        self.after = after


def _is_heading(piece: Piece) -> bool:
    return isinstance(piece, Para) and piece.style.name in ("heading", "subheading")


def _chain(left: Sequence[Piece], headings_only: bool = False) -> list[Piece]:
    """The first flowable, with all that it has to keep with it; or only headings with what they head."""
    end = 0
    while end < len(left) - 1 and left[end].getKeepWithNext() and not (headings_only and not _is_heading(left[end])):
        end += 1
    return list(left[: end + 1])

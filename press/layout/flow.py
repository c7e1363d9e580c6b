"""From passages to places in columns, measured and not yet drawn; baselines stand on one grid.

The grid's unit is a line of body text where columns stand beside one another, so that they are in line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise

from press.layout.columns import FUZZ, Column, Cursor, Placement, Sizes, chains
from press.typeset.story import Passage
from press.typeset.text.paragraph import StoryFlowable

Pins = Mapping[str, range]  # by the name of a panel, the numbers of its columns


@dataclass
class Flow:
    """What stands where, how far each column is filled (0 to 1), and what found no room, by passage."""

    placements: list[Placement] = field(default_factory=list)
    filled: list[float] = field(default_factory=list)
    rest: list[tuple[Passage, list[StoryFlowable]]] = field(default_factory=list)
    displaced: list[Passage] = field(
        default_factory=list
    )  # pinned to a column that was already full, or passed
    passages: Sequence[Passage] = ()  # all that was poured
    order: int | None = None  # when it is read: given when a page takes the first of it
    lines_over: float = 0.0  # the height of what found no room, in lines of body text
    crowding: float = (
        0.0  # of what does not fit: the least height that all of it takes, by that of its columns
    )

    @property
    def fits(self) -> bool:
        return not self.rest and not self.displaced

    @property
    def words_left(self) -> int:
        """The words that found no room."""
        return sum(one.words for _, flowables in self.rest for one in flowables)

    @property
    def words_over(self) -> int:
        """How many words too long it is: more than found no room, where headings and boxes take the room of more."""
        there = self.words_left
        paragraphs = [
            one
            for passage in self.passages
            for piece in passage.flowables
            for one in piece.paragraphs
        ]
        lines = sum(one.lines for one in paragraphs if hasattr(one, "blPara"))
        a_line = sum(one.words for one in paragraphs) / max(lines, 1)
        return max(there, round(self.lines_over * a_line)) if there else 0


def pour(
    passages: Sequence[Passage],
    columns: Sequence[Column],
    unit: float,
    pins: Pins | None = None,
    even: float = 0.75,
    spread: int = 0,
    early: bool = False,
) -> Flow:
    """Set passages into columns of one width: whole passages where that leaves the columns even, else torn text.

    ``unit`` is the grid's, in points. ``pins`` gives the columns of each panel's name. ``even`` is how full the
    emptiest column must be, as a share of the fullest, for whole passages to stand. Of splits alike the most even is taken,
    or ``early`` the one that fills the earlier columns. What space is left goes above headings, the same above each, up
    to ``spread`` units.
    """
    sizes = Sizes(columns[0].width)
    poured = _best(passages, columns, unit, pins or {}, even, sizes, not early)
    if spread and poured.fits:
        spread_out(poured, passages, columns, unit, spread)
    return _counted(poured, passages, columns[0].width, unit)


def run_on(
    passages: Sequence[Passage], columns: Sequence[Column], unit: float, endless: bool = False
) -> Flow:
    """Set passages into columns of one width, such as pages, each filled before the next is begun.

    What no column holds whole is torn, also a box or a row of a table. ``endless`` repeats the last column on as many
    further pages as it takes: ``filled`` has one share for each column that was begun.
    """
    highest = max(column.height for column in columns)
    further = (
        Cursor(column, unit, highest=highest)
        for column in (_endless(columns) if endless else columns)
    )
    cursors, poured = [next(further)], Flow()
    for passage in passages:
        left: list[StoryFlowable] = list(passage.flowables)
        while left := cursors[-1].place_some(left):
            stuck = not cursors[-1].placements and cursors[-1].column.height >= highest
            following = None if stuck else next(further, None)
            if following is None:
                poured.rest.append((passage, left))
                break
            cursors.append(following)
    poured.placements = [one for cursor in cursors for one in cursor.placements]
    poured.filled = [cursor.share for cursor in cursors]
    return _counted(poured, passages, columns[0].width, unit)


def _endless(columns: Sequence[Column]) -> Iterator[Column]:
    yield from columns
    for page in count(columns[-1].page + 1):
        yield columns[-1]._replace(page=page)


def _counted(poured: Flow, passages: Sequence[Passage], width: float, unit: float) -> Flow:
    poured.passages = passages
    left = [one for _, flowables in poured.rest for one in flowables]
    poured.lines_over = stack_height(left, width, unit) / (2 * unit) if left else 0.0
    return poured


def _best(
    passages: Sequence[Passage],
    columns: Sequence[Column],
    unit: float,
    pins: Pins,
    even: float,
    sizes: Sizes,
    evenly: bool,
) -> Flow:
    whole = _in_whole_passages(passages, columns, unit, pins, sizes, evenly)
    if whole and min(whole.filled) >= even * max(whole.filled):
        return whole
    crowding = 0.0
    if not whole:
        room = sum(max(one.height, 0.0) + FUZZ for one in columns)
        crowding = _least_height(passages, len(columns), sizes) / max(room, FUZZ)
    torn = (_torn if crowding > 1 else _evenly_torn)(passages, columns, unit, pins, sizes)
    torn.crowding = crowding
    if torn.fits and (not whole or max(torn.filled) < max(whole.filled) - 0.05):
        return torn
    return whole or torn


def _least_height(passages: Sequence[Passage], columns: int, sizes: Sizes) -> float:
    """What the passages take at least, in points: the spaces between columns are not there, and nothing is on a grid."""
    each = [sizes.of(one) for passage in passages for one in passage.flowables]
    spaces = sorted(max(above.after, one.before) for above, one in pairwise(each))
    return sum(one.height for one in each) + sum(spaces[: max(len(spaces) - columns + 1, 0)])


def stack_height(flowables: Iterable[StoryFlowable], width: float, unit: float) -> float:
    """The height of flowables one below the other on the grid, in points."""
    return Cursor(Column(0, 0, 0, width, 1e6), unit).place_all(flowables)


def _heights(
    parts: Sequence[Sequence[Sequence[StoryFlowable]]], unit: float, sizes: Sizes
) -> Callable[[int], float]:
    """The height of the first so many passages, one below the other; each is measured once, when it is asked for."""
    cursor, known = Cursor(Column(0, 0, 0, sizes.width, 1e6), unit, sizes), [0.0]

    def height(count: int) -> float:
        while len(known) <= count:
            known.append(cursor.pass_all(parts[len(known) - 1]))
        return known[count]

    return height


def _in_whole_passages(
    passages: Sequence[Passage],
    columns: Sequence[Column],
    unit: float,
    pins: Pins,
    sizes: Sizes,
    evenly: bool,
) -> Flow | None:
    """The split between passages that leaves the fullest column emptiest; None where no such split fits.

    Of equals, the one that fills the columns most ``evenly``, or else the earlier ones.
    """
    count, last = len(passages), len(columns)
    tallest = max(1.0, *(column.height for column in columns))
    parts = [list(chains(passage.flowables)) for passage in passages]
    heights = [_heights(parts[start:], unit, sizes) for start in range(count + 1)]

    def height(start: int, end: int) -> float:
        return heights[start](end - start)

    def allowed(start: int, end: int, at: int) -> bool:
        return all(at in (_pinned(one, pins) or (at,)) for one in passages[start:end])

    best: dict[tuple[int, int], tuple[float, float, int]] = {(count, last): (0.0, 0.0, count)}
    for at in reversed(range(last)):
        for start in reversed(range(count + 1)):
            for end in range(start, count + 1):
                if height(start, end) > columns[at].height + FUZZ:
                    break
                then = best.get((end, at + 1))
                if then is None or not allowed(start, end, at):
                    continue
                share = (
                    1 - (columns[at].height - height(start, end)) / tallest
                )  # by what is free at its foot
                cost = max(share, then[0]), (share**2 + then[1] if evenly else 0.0)
                if (start, at) not in best or cost <= best[start, at][:2]:
                    best[start, at] = (*cost, end)
    if (0, 0) not in best:
        return None
    poured, start = Flow(), 0
    for at, column in enumerate(columns):
        end = best[start, at][2]
        cursor = Cursor(column, unit, sizes)
        cursor.place_all(one for passage in passages[start:end] for one in passage.flowables)
        poured.placements.extend(cursor.placements)
        poured.filled.append(cursor.share)
        start = end
    return poured


def _pinned(passage: Passage, pins: Pins) -> range | None:
    name = passage.section.pinned_to(pins) if pins else None
    return pins[name] if name else None


def _evenly_torn(
    passages: Sequence[Passage], columns: Sequence[Column], unit: float, pins: Pins, sizes: Sizes
) -> Flow:
    """Text that runs from column to column, in columns as short as will hold it."""
    strict = True
    full = _torn(passages, columns, unit, pins, sizes, strict)
    if not full.fits:
        strict = False
        full = _torn(passages, columns, unit, pins, sizes, strict)
    if not full.fits:
        return full
    low, high, best = 0.3, 1.0, full
    for _ in range(7):
        middle = (low + high) / 2
        shorter = [
            c._replace(bottom=c.bottom + c.height * (1 - middle), height=c.height * middle)
            for c in columns
        ]
        tried = _torn(passages, shorter, unit, pins, sizes, strict)
        if tried.fits:
            high, best = middle, tried
        else:
            low = middle
    best.filled = [share * high for share in best.filled] if best is not full else full.filled
    return best


def _torn(
    passages: Sequence[Passage],
    columns: Sequence[Column],
    unit: float,
    pins: Pins,
    sizes: Sizes,
    strict: bool = False,
) -> Flow:
    poured = Flow()
    tallest = max(column.height for column in columns)
    cursors = [Cursor(column, unit, sizes, tallest=tallest, strict=strict) for column in columns]
    at = 0
    for passage in passages:
        wanted = _pinned(passage, pins)
        if wanted:
            if at > wanted[-1]:
                poured.displaced.append(passage)
            at = max(at, wanted[0])
        left = list(passage.flowables)
        while left and at < len(cursors):
            before, left = len(left), cursors[at].place_some(left)
            if wanted and at == wanted[-1] and len(left) == before == len(passage.flowables):
                poured.displaced.append(passage)  # not even its heading found room there
            if left:
                at += 1
        if left:
            poured.rest.append((passage, left))
    poured.placements = [one for cursor in cursors for one in cursor.placements]
    poured.filled = [cursor.share for cursor in cursors]
    return poured


def spread_out(
    poured: Flow, passages: Sequence[Passage], columns: Sequence[Column], unit: float, most: int
) -> None:
    """Put what space is left above headings, the same above each, in whole units of the grid."""
    heads = {id(passage.flowables[0]) for passage in passages if passage.flowables}
    within = [
        [one for one in poured.placements if (one.page, one.x) == (column.page, column.x)]
        for column in columns
    ]
    room = []
    for column, placed in zip(columns, within, strict=True):
        below_others = sum(id(one.flowable) in heads for one in placed[1:])
        if below_others:
            room.append(math.floor((placed[-1].y - column.bottom + FUZZ) / unit) // below_others)
    units = min([*room, most]) if room else 0
    if units <= 0:
        return
    poured.placements, poured.filled = [], []
    for column, placed in zip(columns, within, strict=True):
        down = 0.0
        for at, one in enumerate(placed):
            down += units * unit if at and id(one.flowable) in heads else 0.0
            poured.placements.append(one._replace(y=one.y - down))
        foot = poured.placements[-1].y if placed else column.bottom + column.height
        poured.filled.append((column.bottom + column.height - foot) / max(column.height, 1))

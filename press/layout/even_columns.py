"""From passages to a fixed number of columns, such as the panels of a brochure, filled evenly."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from press.layout.columns import FUZZ, UNBOUNDED, Column, Cursor, Sizes, chains
from press.layout.flow import Flow, greatest_height, record_columns, record_rest
from press.typeset.story import Passage
from press.typeset.text.paragraph import StoryFlowable

Pins = Mapping[str, range]  # by the name of a panel, the numbers of its columns

SHORTEST = 0.3  # of a column's height: less is not tried where torn text is made even
HALVINGS = 7  # of the range of heights that are tried


def pour(
    passages: Sequence[Passage],
    columns: Sequence[Column],
    unit: float,
    pins: Pins | None = None,
    even: float = 0.75,
    spread: int = 0,
    early: bool = False,
) -> Flow:
    """Set passages into a fixed number of columns of one width, filled as evenly as possible.

    Passages stay whole if that leaves the columns even; otherwise text is torn. ``unit`` is the
    grid's, in points. ``pins`` gives the columns of each panel's name. ``even`` (0–1) is how full
    the emptiest column must be, as a share of the fullest, for passages to stay whole. Of equally
    good splits the most even one is taken, or with ``early`` the one that fills earlier columns.
    The space that is left goes above headings, the same above each, up to ``spread`` units.
    """
    sizes = Sizes(columns[0].width)
    flow = _best(passages, columns, unit, pins or {}, even, sizes, not early)
    if spread and flow.fits:
        spread_out(flow, passages, columns, unit, spread)
    return record_rest(flow, passages, columns[0].width, unit)


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
        room = sum(max(column.height, 0.0) + FUZZ for column in columns)
        crowding = _least_height(passages, len(columns), sizes) / max(room, FUZZ)
    tear = _torn if crowding > 1 else _evenly_torn
    torn = tear(passages, columns, unit, pins, sizes)
    torn.crowding = crowding
    if torn.fits and (not whole or max(torn.filled) < max(whole.filled) - 0.05):
        return torn
    return whole or torn


def _least_height(passages: Sequence[Passage], columns: int, sizes: Sizes) -> float:
    """The least height of the passages, in points.

    Nothing is on a grid, and there is no space above the first flowable of each column.
    """
    each = [sizes.of(flowable) for passage in passages for flowable in passage.flowables]
    spaces = sorted(max(above.after, below.before) for above, below in pairwise(each))
    heights = sum(size.height for size in each)
    return heights + sum(spaces[: max(len(spaces) - columns + 1, 0)])


def _heights(
    parts: Sequence[Sequence[Sequence[StoryFlowable]]], unit: float, sizes: Sizes
) -> Callable[[int], float]:
    """A function that gives the height of the first n passages, and measures each once."""
    cursor, known = Cursor(Column(0, 0, 0, sizes.width, UNBOUNDED), unit, sizes), [0.0]

    def height(passages: int) -> float:
        while len(known) <= passages:
            known.append(cursor.measure_all(parts[len(known) - 1]))
        return known[passages]

    return height


def _in_whole_passages(
    passages: Sequence[Passage],
    columns: Sequence[Column],
    unit: float,
    pins: Pins,
    sizes: Sizes,
    evenly: bool,
) -> Flow | None:
    """The split between passages that leaves the fullest column emptiest; None if no split fits.

    Of equals, the split that fills the columns most ``evenly``, or else the earlier ones.
    """
    number, last = len(passages), len(columns)
    tallest = max(1.0, *(column.height for column in columns))
    parts = [list(chains(passage.flowables)) for passage in passages]
    heights = [_heights(parts[start:], unit, sizes) for start in range(number + 1)]

    def height(start: int, end: int) -> float:
        return heights[start](end - start)

    def allowed(start: int, end: int, column: int) -> bool:
        return all(column in (_pinned(one, pins) or (column,)) for one in passages[start:end])

    # By the first passage and the column: the share of the fullest, the unevenness, and the end.
    best: dict[tuple[int, int], tuple[float, float, int]] = {(number, last): (0.0, 0.0, number)}
    for column in reversed(range(last)):
        for start in reversed(range(number + 1)):
            for end in range(start, number + 1):
                if height(start, end) > columns[column].height + FUZZ:
                    break
                then = best.get((end, column + 1))
                if then is None or not allowed(start, end, column):
                    continue
                free = columns[column].height - height(start, end)
                share = 1 - free / tallest  # by what is free at its foot
                cost = max(share, then[0]), (share**2 + then[1] if evenly else 0.0)
                if (start, column) not in best or cost <= best[start, column][:2]:
                    best[start, column] = (*cost, end)
    if (0, 0) not in best:
        return None
    cursors, start = [], 0
    for index, column_of_text in enumerate(columns):
        end = best[start, index][2]
        cursor = Cursor(column_of_text, unit, sizes)
        cursor.place_all(one for passage in passages[start:end] for one in passage.flowables)
        cursors.append(cursor)
        start = end
    return record_columns(cursors, Flow())


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
    low, high, best = SHORTEST, 1.0, full
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        shorter = [
            column._replace(
                bottom=column.bottom + column.height * (1 - middle), height=column.height * middle
            )
            for column in columns
        ]
        flow = _torn(passages, shorter, unit, pins, sizes, strict)
        if flow.fits:
            high, best = middle, flow
        else:
            low = middle
    if best is not full:
        best.filled = [share * high for share in best.filled]
        best.columns = list(columns)
    return best


def _torn(
    passages: Sequence[Passage],
    columns: Sequence[Column],
    unit: float,
    pins: Pins,
    sizes: Sizes,
    strict: bool = False,
) -> Flow:
    """Text that runs from column to column, each filled before the next is begun."""
    flow, tallest = Flow(), greatest_height(columns)
    cursors = [Cursor(column, unit, sizes, tallest=tallest, strict=strict) for column in columns]
    index = 0
    for passage in passages:
        wanted = _pinned(passage, pins)
        if wanted:
            if index > wanted[-1]:
                flow.displaced.append(passage)
            index = max(index, wanted[0])
        left = list(passage.flowables)
        while left and index < len(cursors):
            before, left = len(left), cursors[index].place_some(left)
            nothing_placed = len(left) == before == len(passage.flowables)
            if wanted and index == wanted[-1] and nothing_placed:
                flow.displaced.append(passage)
            if left:
                index += 1
        if left:
            flow.rest.append((passage, left))
    return record_columns(cursors, flow)


def spread_out(
    flow: Flow, passages: Sequence[Passage], columns: Sequence[Column], unit: float, most: int
) -> None:
    """Put the space that is left above headings: the same above each, up to ``most`` units.

    ``unit`` is the grid's, in points.
    """
    heads = {id(passage.flowables[0]) for passage in passages if passage.flowables}
    within = [
        [one for one in flow.placements if (one.page, one.x) == (column.page, column.x)]
        for column in columns
    ]
    room = []
    for column, placements in zip(columns, within, strict=True):
        below_others = sum(id(placement.flowable) in heads for placement in placements[1:])
        if below_others:
            free = placements[-1].y - column.bottom + FUZZ
            room.append(math.floor(free / unit) // below_others)
    units = min([*room, most]) if room else 0
    if units <= 0:
        return
    flow.placements, flow.filled = [], []
    for column, placements in zip(columns, within, strict=True):
        down = 0.0
        for index, placement in enumerate(placements):
            if index and id(placement.flowable) in heads:
                down += units * unit
            flow.placements.append(placement._replace(y=placement.y - down))
        foot = flow.placements[-1].y if placements else column.bottom + column.height
        flow.filled.append((column.bottom + column.height - foot) / max(column.height, 1))

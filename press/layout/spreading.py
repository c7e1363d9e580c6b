"""From the space that text leaves in its columns to space above headings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from press.layout.cursor import FUZZ, Column
from press.typeset.story import Passage

if TYPE_CHECKING:
    from press.layout.flow import Poured


def spread_out(poured: Poured, passages: Sequence[Passage], columns: Sequence[Column], unit: float, most: int) -> None:
    """Put what space is left above headings, the same above each, in whole units of the grid."""
    heads = {id(passage.flowables[0]) for passage in passages if passage.flowables}
    within = [[one for one in poured.placed if (one.page, one.x) == (column.page, column.x)] for column in columns]
    room = []
    for column, placed in zip(columns, within, strict=True):
        below_others = sum(id(one.flowable) in heads for one in placed[1:])
        if below_others:
            room.append(math.floor((placed[-1].y - column.bottom + FUZZ) / unit) // below_others)
    units = min([*room, most]) if room else 0
    if units <= 0:
        return
    poured.placed, poured.filled = [], []
    for column, placed in zip(columns, within, strict=True):
        down = 0.0
        for at, one in enumerate(placed):
            down += units * unit if at and id(one.flowable) in heads else 0.0
            poured.placed.append(one._replace(y=one.y - down))
        foot = poured.placed[-1].y if placed else column.bottom + column.height
        poured.filled.append((column.bottom + column.height - foot) / max(column.height, 1))

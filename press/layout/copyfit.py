"""From the sizes that body text may have to the largest at which all of a story fits.

Lines only get more and columns only get shorter as text grows. So where text fills its columns and does not fit, no
larger size fits either; where it fails with room to spare, for what may not be torn stands in its way, that proves
nothing, and the next larger is tried as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar


class Tried(Protocol):
    """A story arranged at one size. ``crowding`` is the least height of its text by that of its columns."""

    @property
    def fits(self) -> bool: ...

    @property
    def crowding(self) -> float: ...


FILLING = 0.9  # of the columns: what does not fit then, for what must stay together, does not fit when it is larger

One = TypeVar("One", bound=Tried)


def largest(sizes: Sequence[float], likely: float, at_size: Callable[[float], One]) -> One:
    """What ``at_size`` makes at the largest of ``sizes`` (from the largest to the smallest) that fits; else at the smallest.

    The search begins at the size that is ``likely``: the better the guess, the fewer are tried.
    """
    known: dict[int, One] = {}

    def tried(at: int) -> One:
        if at not in known:
            known[at] = at_size(sizes[at])
        return known[at]

    best = min(range(len(sizes)), key=lambda at: abs(sizes[at] - likely))
    while not tried(best).fits and best < len(sizes) - 1:
        best = _below(sizes, sizes[best] / math.sqrt(max(tried(best).crowding, 1.0)), best + 1)
    start = best
    for at in reversed(range(start + 1)):
        if tried(at).fits:
            best = at
        elif tried(at).crowding > FILLING:
            break
    return tried(best)


def _below(sizes: Sequence[float], size: float, start: int) -> int:
    """Where the first of the sizes stands, from ``start`` on, that is no larger; else the last."""
    return next((at for at in range(start, len(sizes)) if sizes[at] <= size), len(sizes) - 1)

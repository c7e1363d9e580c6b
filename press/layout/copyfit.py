"""From the sizes that body text may have to the largest at which all of a story fits.

Larger text has more lines and shorter columns. So where text fills its columns and does not fit, no
larger size fits either. Where it fails with room to spare, something that must not be torn is in
its way: that proves nothing, and the next larger size is tried as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

FILLING = 0.9  # of the columns: text that fills them so far does not fit at a larger size


class Trial(Protocol):
    """A story arranged at one size."""

    @property
    def fits(self) -> bool:
        """True if all of it has room."""

    @property
    def crowding(self) -> float:
        """The least height of its text as a share of its columns: above 1, it cannot fit."""


AnyTrial = TypeVar("AnyTrial", bound=Trial)


def largest(
    sizes: Sequence[float], likely: float, arranged: Callable[[float], AnyTrial]
) -> AnyTrial:
    """Return the trial at the largest size that fits, else at the smallest.

    ``sizes`` are points, from the largest to the smallest; ``arranged`` makes the trial at a size.
    The search begins at the ``likely`` size: the better the guess, the fewer trials are made.
    """
    known: dict[int, AnyTrial] = {}

    def trial(index: int) -> AnyTrial:
        if index not in known:
            known[index] = arranged(sizes[index])
        return known[index]

    best = min(range(len(sizes)), key=lambda index: abs(sizes[index] - likely))
    while not trial(best).fits and best < len(sizes) - 1:
        best = _below(sizes, sizes[best] / math.sqrt(max(trial(best).crowding, 1.0)), best + 1)
    for index in reversed(range(best + 1)):
        if trial(index).fits:
            best = index
        elif trial(index).crowding > FILLING:
            break
    return trial(best)


def _below(sizes: Sequence[float], size: float, start: int) -> int:
    """The index, from ``start`` on, of the first size that is no larger; else the last index."""
    fitting = (index for index in range(start, len(sizes)) if sizes[index] <= size)
    return next(fitting, len(sizes) - 1)

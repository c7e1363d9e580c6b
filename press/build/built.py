"""A finished file of a build, as a value that is cheap to load."""

from __future__ import annotations

from typing import NamedTuple

from press.problems import Problem


class Built(NamedTuple):
    """One finished file: a handout in a layout.

    ``body_size`` is in points. ``seconds`` is how long it took, 0.0 if it was taken from the cache.
    ``full`` has how full each column or panel is, from 0 to 1, in reading order.
    """

    handout: str
    layout: str
    pages: int
    words: int
    body_size: float
    seconds: float
    file: str
    full: tuple[float, ...] = ()
    remarks: tuple[Problem, ...] = ()

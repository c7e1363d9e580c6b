"""Where a number or an address that fits on no line is broken: at its joints, before it is broken anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

# From the best place to the worst; a hyphen late, for it reads as one of the line's own.
_JOINTS = tuple(map(re.compile, (r"(?<=[/@\u00a0])(?!/)", r"(?<=[/@\u00a0])(?!/)|(?=\.)", r"(?<=[/@\u00a0-])(?!/)|(?=\.)", r"")))


def joints(text: str, widths: Sequence[float], width: float) -> list[int]:
    """The characters at which its lines begin, but for the first; ``widths`` are those of its characters, in points."""
    for joint in _JOINTS:
        edges = [*dict.fromkeys((0, *(found.start() for found in joint.finditer(text)), len(text)))]
        if all(sum(widths[start:end]) <= width for start, end in pairwise(edges)):
            break
    return list(_filled(edges, widths, width))


def _filled(edges: Sequence[int], widths: Sequence[float], width: float) -> Iterator[int]:
    """The edges at which a line begins, when each line takes as much as it holds."""
    start = 0
    for edge, following in pairwise(edges[1:]):
        if sum(widths[start:following]) > width:
            yield edge
            start = edge

"""From the measured colours of a printing condition to the table of inks in press/tagged/conditions/.

Run it with a characterization of IT8.7/4 patches, as the Debian package icc-profiles-free has them (zlib licence):

    python tools/ink_tables.py TR006.ti3 cgats-tr-006
    python tools/ink_tables.py FOGRA39L.ti3 fogra39

For each of 17 × 17 × 17 colours of sRGB it looks for the inks that print nearest to it, and of those that do the ones with
the least cyan, magenta and yellow: grey is replaced by black as far as it goes. White is the paper and black the solid black
ink (relative colorimetric, black point compensated), and what has no colour is black ink alone.
"""

from __future__ import annotations

import itertools
import sys
import zlib
from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "press" / "tagged" / "conditions"

SIDE = 17
MOST = 3.0  # inks over one another, 1 being a solid
SPARING = 4e-2  # squared ΔE that a hundredth of cyan, magenta or yellow is worth
# Of the patches, the full grids of cyan, magenta and yellow by their black.
GRIDS = {
    0: (0, 10, 20, 30, 40, 55, 70, 85, 100), 20: (0, 10, 20, 40, 70, 100), 40: (0, 20, 40, 70, 100), 60: (0, 20, 40, 70, 100),
    80: (0, 40, 70, 100), 100: (0, 40, 100),
}  # fmt: skip
D50 = (0.9642, 1.0, 0.8249)
# sRGB to XYZ, adapted to D50.
COLUMNS = ((0.43607, 0.38515, 0.14307), (0.22249, 0.71687, 0.06061), (0.01392, 0.09708, 0.71410))

Triple = tuple[float, float, float]
Inks = tuple[float, float, float, float]


def patches(file: str) -> dict[tuple[float, ...], Triple]:
    """The XYZ of each patch, 1 being the paper, by its inks in percent."""
    lines = [line.strip() for line in Path(file).read_text(encoding="latin-1").splitlines()]
    rows = [
        list(map(float, line.split()))
        for line in lines[lines.index("BEGIN_DATA") + 1 : lines.index("END_DATA")]
    ]
    paper = next(row[5:8] for row in rows if not any(row[1:5]))
    return {
        tuple(row[1:5]): tuple(one / white for one, white in zip(row[5:8], paper, strict=True))
        for row in rows
    }  # type: ignore[misc]


def root(value: float) -> float:
    """CIE's f: nearly the cube root."""
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def lab(x: float, y: float, z: float) -> Triple:
    """L*a*b* of what ``root`` made of X, Y and Z."""
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def printed(measured: dict[tuple[float, ...], Triple]) -> Callable[[Sequence[float]], Triple]:
    """What inks, each from 0 to 1, look like on paper as L*a*b*: straight lines between the patches."""
    planes = {black: {cmy: tuple(map(root, measured[*cmy, black])) for cmy in itertools.product(levels, repeat=3)}
              for black, levels in GRIDS.items()}  # fmt: skip
    blacks = list(GRIDS)

    def between(levels: Sequence[float], value: float) -> tuple[float, float, float]:
        at = min(max(bisect_right(levels, value) - 1, 0), len(levels) - 2)
        low, high = levels[at], levels[at + 1]
        return low, high, (value - low) / (high - low)

    def plane(black: int, cmy: Sequence[float]) -> list[float]:
        sides = [between(GRIDS[black], one) for one in cmy]
        found = [0.0, 0.0, 0.0]
        for corner in itertools.product((0, 1), repeat=3):
            share = 1.0
            for (_, _, part), end in zip(sides, corner, strict=True):
                share *= part if end else 1 - part
            if share:
                for at, value in enumerate(
                    planes[black][tuple(side[end] for side, end in zip(sides, corner, strict=True))]
                ):
                    found[at] += share * value
        return found

    def colour(inks: Sequence[float]) -> Triple:
        *cmy, black = (100 * min(max(one, 0.0), 1.0) for one in inks)
        low, high, part = between(blacks, black)
        if part == 0:
            return lab(*plane(int(low), cmy))
        pairs = zip(plane(int(low), cmy), plane(int(high), cmy), strict=True)
        return lab(*(one + part * (other - one) for one, other in pairs))

    return colour


def wanted(rgb: Sequence[float], darkest: Triple) -> Triple:
    """The L*a*b* of a colour of sRGB, its black being ``darkest``, the XYZ of the solid black ink."""
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in rgb]
    xyz = [
        sum(map(float.__mul__, row, linear)) / white
        for row, white in zip(COLUMNS, D50, strict=True)
    ]
    return lab(*(root(one * (1 - black) + black) for one, black in zip(xyz, darkest, strict=True)))


def apart(one: Triple, other: Triple) -> float:
    """Squared ΔE of 1976."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def nearest(colour: Callable[[Sequence[float]], Triple], target: Triple, begin: Inks) -> Inks:
    """The inks that come nearest to a colour at the least cost: each is moved in turn, by steps that get smaller."""

    def cost(inks: Sequence[float]) -> float:
        over = max(sum(inks) - MOST, 0)
        return apart(colour(inks), target) + 100 * SPARING * sum(inks[:3]) + 1e4 * over

    best, least, step = list(begin), cost(begin), 0.25
    moves = [move for move in itertools.product((-1, 0, 1), repeat=4) if any(move)]
    while step > 0.002:
        tried = [
            [min(max(one + step * by, 0.0), 1.0) for one, by in zip(best, move, strict=True)]
            for move in moves
        ]
        found = min(tried, key=cost)
        if cost(found) < least - 1e-9:
            best, least = found, cost(found)
        else:
            step /= 2
    return best[0], best[1], best[2], best[3]


def black_alone(colour: Callable[[Sequence[float]], Triple], lightness: float) -> Inks:
    """So much black as has this lightness."""
    low, high = 0.0, 1.0
    while high - low > 1e-4:
        middle = (low + high) / 2
        low, high = (middle, high) if colour((0, 0, 0, middle))[0] > lightness else (low, middle)
    return 0, 0, 0, high if high > 1e-3 else 0.0


def table(file: str) -> bytes:
    """Cyan, magenta, yellow and black of each colour, a byte each; red changes quickest, then green."""
    measured = patches(file)
    colour, darkest = printed(measured), measured[0, 0, 0, 100]
    errors = sorted(
        apart(colour([one / 100 for one in inks]), lab(*map(root, xyz))) ** 0.5
        for inks, xyz in measured.items()
    )
    print(
        f"{file}: {len(errors)} patches, off by ΔE {errors[len(errors) // 2]:.2f}, 95 % below {errors[len(errors) * 19 // 20]:.2f}"
    )
    made: list[int] = []
    for blue, green, red in itertools.product(
        [step / (SIDE - 1) for step in range(SIDE)], repeat=3
    ):
        target = wanted((red, green, blue), darkest)
        if red == green == blue:
            inks = black_alone(colour, target[0])
        else:
            dark = 1 - max(red, green, blue)
            inks = nearest(
                colour,
                target,
                (max(1 - red - dark, 0), max(1 - green - dark, 0), max(1 - blue - dark, 0), dark),
            )
        made += [round(255 * one) for one in inks]
    return bytes(made)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{sys.argv[2]}.inks").write_bytes(zlib.compress(table(sys.argv[1]), 9))

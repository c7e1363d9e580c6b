"""From the measured colours of a printing condition to the ink table in press/tagged/conditions/.

Run it with a characterization of IT8.7/4 patches, such as those of the Debian package
icc-profiles-free (zlib licence):

    python tools/ink_tables.py TR006.ti3 cgats-tr-006
    python tools/ink_tables.py FOGRA39L.ti3 fogra39

It finds the inks that print nearest to each of 17 × 17 × 17 colours of sRGB. Among nearly equal
ones it prefers the least cyan, magenta and yellow, so that black replaces grey as far as possible.
White is the paper, and black is the solid black ink (relative colorimetric, black point
compensated). Neutral colours have black ink only.
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
MOST_INK = 3.0  # the sum of the four inks; 1 is a solid
SPARING = 4e-2  # the cost of a hundredth of cyan, magenta or yellow, as squared ΔE
# The levels of cyan, magenta and yellow in the complete grids of patches, by black; in percent.
GRIDS = {
    0: (0, 10, 20, 30, 40, 55, 70, 85, 100),
    20: (0, 10, 20, 40, 70, 100),
    40: (0, 20, 40, 70, 100),
    60: (0, 20, 40, 70, 100),
    80: (0, 40, 70, 100),
    100: (0, 40, 100),
}
D50 = (0.9642, 1.0, 0.8249)
# sRGB to XYZ, adapted to D50.
COLUMNS = ((0.43607, 0.38515, 0.14307), (0.22249, 0.71687, 0.06061), (0.01392, 0.09708, 0.71410))

Triple = tuple[float, float, float]
Inks = tuple[float, float, float, float]


def read_patches(file: str) -> dict[tuple[float, ...], Triple]:
    """Return the XYZ of each patch by its inks in percent; the paper has the XYZ (1, 1, 1)."""
    lines = [line.strip() for line in Path(file).read_text(encoding="latin-1").splitlines()]
    rows = [
        list(map(float, line.split()))
        for line in lines[lines.index("BEGIN_DATA") + 1 : lines.index("END_DATA")]
    ]
    paper = next(row[5:8] for row in rows if not any(row[1:5]))
    return {
        tuple(row[1:5]): tuple(value / white for value, white in zip(row[5:8], paper, strict=True))
        for row in rows
    }  # type: ignore[misc]


def cie_f(value: float) -> float:
    """Return CIE's f of a share (0–1) of the white point: nearly the cube root."""
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def lab_color(x: float, y: float, z: float) -> Triple:
    """Return L*, a* and b* from the values of ``cie_f`` for X, Y and Z (each about 0–1)."""
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def printed_color(measured: dict[tuple[float, ...], Triple]) -> Callable[[Sequence[float]], Triple]:
    """Return a function from four inks, each from 0 to 1, to the printed colour as L*a*b*.

    It interpolates linearly between the patches.
    """
    planes = {
        black: {
            cmy: tuple(map(cie_f, measured[*cmy, black]))
            for cmy in itertools.product(levels, repeat=3)
        }
        for black, levels in GRIDS.items()
    }
    blacks = list(GRIDS)

    def between(levels: Sequence[float], value: float) -> tuple[float, float, float]:
        index = min(max(bisect_right(levels, value) - 1, 0), len(levels) - 2)
        low, high = levels[index], levels[index + 1]
        return low, high, (value - low) / (high - low)

    def plane(black: int, cmy: Sequence[float]) -> list[float]:
        sides = [between(GRIDS[black], ink) for ink in cmy]
        totals = [0.0, 0.0, 0.0]
        for corner in itertools.product((0, 1), repeat=3):
            share = 1.0
            for (_, _, part), end in zip(sides, corner, strict=True):
                share *= part if end else 1 - part
            if share:
                cmy_patch = tuple(side[end] for side, end in zip(sides, corner, strict=True))
                for index, value in enumerate(planes[black][cmy_patch]):
                    totals[index] += share * value
        return totals

    def colour(inks: Sequence[float]) -> Triple:
        *cmy, black = (100 * min(max(ink, 0.0), 1.0) for ink in inks)
        low, high, part = between(blacks, black)
        if part == 0:
            return lab_color(*plane(int(low), cmy))
        pairs = zip(plane(int(low), cmy), plane(int(high), cmy), strict=True)
        return lab_color(*(first + part * (second - first) for first, second in pairs))

    return colour


def target_color(rgb: Sequence[float], darkest: Triple) -> Triple:
    """Return the L*a*b* of an sRGB colour (each part 0–1).

    Black becomes ``darkest``, the XYZ of the solid black ink.
    """
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in rgb
    ]
    xyz = [
        sum(map(float.__mul__, row, linear)) / white
        for row, white in zip(COLUMNS, D50, strict=True)
    ]
    compensated = (value * (1 - black) + black for value, black in zip(xyz, darkest, strict=True))
    return lab_color(*map(cie_f, compensated))


def squared_difference(first: Triple, second: Triple) -> float:
    """Return the squared ΔE (CIE 1976) of two L*a*b* colours."""
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True))


def nearest_inks(colour: Callable[[Sequence[float]], Triple], target: Triple, start: Inks) -> Inks:
    """Return the inks (0–1) that print nearest to a colour at the least cost.

    From ``start``, a search moves all inks by decreasing steps.
    """

    def cost(inks: Sequence[float]) -> float:
        over = max(sum(inks) - MOST_INK, 0)
        return squared_difference(colour(inks), target) + 100 * SPARING * sum(inks[:3]) + 1e4 * over

    best, least, step = list(start), cost(start), 0.25
    moves = [move for move in itertools.product((-1, 0, 1), repeat=4) if any(move)]
    while step > 0.002:
        tried = [
            [min(max(ink + step * sign, 0.0), 1.0) for ink, sign in zip(best, move, strict=True)]
            for move in moves
        ]
        candidate = min(tried, key=cost)
        if cost(candidate) < least - 1e-9:
            best, least = candidate, cost(candidate)
        else:
            step /= 2
    return best[0], best[1], best[2], best[3]


def black_ink(colour: Callable[[Sequence[float]], Triple], lightness: float) -> Inks:
    """Return the black ink (0–1), without other inks, that has this lightness (L*, 0–100)."""
    low, high = 0.0, 1.0
    while high - low > 1e-4:
        middle = (low + high) / 2
        low, high = (middle, high) if colour((0, 0, 0, middle))[0] > lightness else (low, middle)
    return 0, 0, 0, high if high > 1e-3 else 0.0


def ink_table(file: str) -> bytes:
    """Return cyan, magenta, yellow and black of each colour, one byte each.

    Red changes first, then green, then blue.
    """
    measured = read_patches(file)
    colour, darkest = printed_color(measured), measured[0, 0, 0, 100]
    errors = sorted(
        squared_difference(colour([ink / 100 for ink in inks]), lab_color(*map(cie_f, xyz))) ** 0.5
        for inks, xyz in measured.items()
    )
    median, most = errors[len(errors) // 2], errors[len(errors) * 19 // 20]
    print(f"{file}: {len(errors)} patches, off by ΔE {median:.2f}, 95 % below {most:.2f}")
    values: list[int] = []
    levels = [step / (SIDE - 1) for step in range(SIDE)]
    for blue, green, red in itertools.product(levels, repeat=3):
        target = target_color((red, green, blue), darkest)
        if red == green == blue:
            inks = black_ink(colour, target[0])
        else:
            dark = 1 - max(red, green, blue)
            cyan, magenta, yellow = (max(1 - part - dark, 0) for part in (red, green, blue))
            inks = nearest_inks(colour, target, (cyan, magenta, yellow, dark))
        values += [round(255 * ink) for ink in inks]
    return bytes(values)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{sys.argv[2]}.inks").write_bytes(zlib.compress(ink_table(sys.argv[1]), 9))

"""What a page paints, as values: strings and drawings, each under the mark that it stands in (ISO 32000-1, 14.6)."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

from press.proof.fonts import FontInfo

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


class Spot(NamedTuple):
    """Where a string begins, in points on the page; the direction in which it is written; the size of its letters."""

    x: float
    y: float
    across: float
    up: float
    size: float

    def new_line_after(self, last: Spot) -> bool:
        """True if it stands more than half a letter above or below ``last``: a raised number stands less."""
        off = abs((self.y - last.y) * last.across - (self.x - last.x) * last.up)
        return off > 0.5 * max(self.size, last.size, 1)


NOWHERE = Spot(0, 0, 1, 0, 1)


class ShownText(NamedTuple):
    """A string that a page shows; ``replaced`` if its text is not that of its letters, but of an ActualText."""

    text: str
    font: FontInfo
    begins: Spot
    ends: Spot
    hidden: bool = False
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class PaintedMark:
    """What a page paints under one mark. ``owner`` is 0 for the page, or the number of the form that it stands in.

    ``mcid`` is None for an artifact, and for what has no mark at all; ``artifact`` is the artifact's type, empty
    where it has none. ``mixed`` if an artifact stands in a tag, or a tag in an artifact. ``language`` is what the mark
    itself or one in it gives, if any. ``drawings`` says for each whether it is a picture or a drawing.
    """

    owner: int
    mcid: int | None = None
    tag: str = ""
    artifact: str | None = None
    mixed: bool = False
    language: str = ""
    shown: tuple[ShownText, ...] = ()
    drawings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.shown)

    @property
    def lines(self) -> str:
        """The text, line by line as it is seen."""
        text, last = "", None
        for one in self.shown:
            text += ("\n" if last and one.begins.new_line_after(last) else "") + one.text
            last = one.ends
        return text

    @property
    def loose(self) -> bool:
        """True if it is neither tagged nor an artifact."""
        return self.mcid is None and self.artifact is None


def spot(matrix: Matrix, size: float) -> Spot:
    """Where a text matrix, already on the page, begins a string of that font size."""
    length = hypot(matrix[0], matrix[1]) or 1.0
    return Spot(
        matrix[4],
        matrix[5],
        matrix[0] / length,
        matrix[1] / length,
        abs(size) * hypot(matrix[2], matrix[3]),
    )


def times(one: Matrix, two: Matrix) -> Matrix:
    """First ``one``, then ``two``."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )

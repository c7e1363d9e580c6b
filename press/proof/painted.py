"""From what a page paints to values: texts and drawings by their marks (ISO 32000-1, 14.6)."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

from press.proof.fonts import FontInfo

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


class TextPosition(NamedTuple):
    """A position in a text: x and y in points on the page, and the font size in points.

    (``across``, ``up``) is the unit vector of the writing direction.
    """

    x: float
    y: float
    across: float
    up: float
    size: float

    def is_new_line_after(self, last: TextPosition) -> bool:
        """Return True if the baselines are more than half a letter apart: superscripts are less."""
        offset = abs((self.y - last.y) * last.across - (self.x - last.x) * last.up)
        return offset > 0.5 * max(self.size, last.size, 1)


NO_POSITION = TextPosition(0, 0, 1, 0, 1)


class ShownText(NamedTuple):
    """A string that a page shows. ``replaced`` is True if its text is an ActualText."""

    text: str
    font: FontInfo
    start: TextPosition
    end: TextPosition
    hidden: bool = False
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class PaintedMark:
    """A marked-content sequence and what it paints.

    ``owner`` is the object number of the form that it is in, or 0 for the page. ``mcid`` is None
    for an artifact, and for loose content without a mark. ``artifact`` is the type of an artifact,
    maybe empty; None for other content. ``mixed`` is True for an artifact inside a tag or a tag
    inside an artifact. ``language`` is that of the mark or of one inside it, if any. ``drawings``
    has "picture" or "drawing" for each.
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
        """The text of the mark."""
        return "".join(shown.text for shown in self.shown)

    @property
    def lines(self) -> str:
        """The text with a line break where a new line begins on the page."""
        text, last = "", None
        for shown in self.shown:
            text += "\n" if last and shown.start.is_new_line_after(last) else ""
            text += shown.text
            last = shown.end
        return text

    @property
    def loose(self) -> bool:
        """True if the content is neither tagged nor an artifact."""
        return self.mcid is None and self.artifact is None


def text_position(matrix: Matrix, size: float) -> TextPosition:
    """Return where a string begins.

    ``matrix`` maps text space to the page, in points; ``size`` is the font size in text space
    units.
    """
    length = hypot(matrix[0], matrix[1]) or 1.0
    return TextPosition(
        matrix[4],
        matrix[5],
        matrix[0] / length,
        matrix[1] / length,
        abs(size) * hypot(matrix[2], matrix[3]),
    )


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies ``first``, then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )

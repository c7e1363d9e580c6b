"""From drawn text and areas to their contrast, in colour and in grey (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.colors import Color, toColor

from press.brand.brand import LEAST_CONTRAST, contrast

LARGE, LARGE_IN_BOLD = 18.0, 14.0  # points
LEAST_FOR_LARGE = 3.0
PAPER = "#ffffff"

Rect = tuple[float, float, float, float]


class LowContrast(NamedTuple):
    """A text and a background whose contrast is too low.

    Colours are ``#rrggbb``. ``required`` is the least ratio. ``page`` is the first one, from 1.
    """

    page: int
    text: str
    background: str
    ratio: float
    required: float


class Contrast:
    """The areas of a page in the order of painting, and the pairs of text and background so far.

    ``pairs`` has the first page of each (text, background, large).
    """

    def __init__(self) -> None:
        self.pairs: dict[tuple[str, str, bool], int] = {}
        self._areas: list[tuple[Rect, str, bool]] = []

    def area(self, box: Rect, color: Any, solid: bool = True, alpha: float = 1) -> None:
        """Record a filled area; ``box`` is in points on the page.

        What is below an area that is not ``solid`` counts too. ``alpha`` is its opacity, 0 to 1.
        """
        self._areas.append((box, _hexadecimal(color, alpha), solid))

    def text(self, page: int, box: Rect, colors: Sequence[Any], large: bool) -> None:
        """Record text in a box, in points on the page.

        Its backgrounds are the topmost area that holds all of it, and those above that reach it.
        """
        backgrounds = self._backgrounds(box) if self._areas else (PAPER,)
        for color in colors:
            text = _hexadecimal(color)
            for background in backgrounds:
                pair = (text, background, large)
                if pair not in self.pairs:
                    self.pairs[pair] = page

    def end_page(self) -> None:
        """Forget the areas of the page."""
        self._areas.clear()

    @property
    def low_contrast(self) -> list[LowContrast]:
        """The pairs whose contrast is too low, the worst first."""
        pairs = []
        for (text, background, large), page in self.pairs.items():
            ratio = worst_contrast(text, background)
            required = LEAST_FOR_LARGE if large else LEAST_CONTRAST
            if ratio < required:
                pairs.append(LowContrast(page, text, background, ratio, required))
        return sorted(pairs, key=lambda pair: pair.ratio)

    def _backgrounds(self, box: Rect) -> list[str]:
        left, foot, right, top = box
        colors = []
        for area, color, solid in reversed(self._areas):
            if area[0] < right and left < area[2] and area[1] < top and foot < area[3]:
                colors.append(color)
                if (
                    solid
                    and area[0] <= left + 1
                    and area[1] <= foot + 1
                    and area[2] >= right - 1
                    and area[3] >= top - 1
                ):
                    return colors
        return [*colors, PAPER]


def bounds(path: str) -> Rect | None:
    """Return the box around a path's operators, with the control points of its curves.

    None for an empty path.
    """
    xs: list[float] = []
    ys: list[float] = []
    numbers: list[float] = []
    for word in path.split():
        if word[-1].isdigit() or word[-1] == ".":
            numbers.append(float(word))
            continue
        if word == "re" and len(numbers) == 4:
            x, y, width, height = numbers
            numbers = [x, y, x + width, y + height]
        xs += numbers[::2]
        ys += numbers[1::2]
        numbers = []
    return (min(xs), min(ys), max(xs), max(ys)) if xs and ys else None


@lru_cache(maxsize=256)
def worst_contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, in colour or in grey, whichever is lower."""
    return min(contrast(first, second), contrast(first, second, grey=True))


def _hexadecimal(color: Any, alpha: float = 1) -> str:
    rgb: Color = color if isinstance(color, Color) else toColor(color)
    return _on_white(rgb.red, rgb.green, rgb.blue, alpha)


@lru_cache(maxsize=256)
def _on_white(red: float, green: float, blue: float, alpha: float) -> str:
    return "#" + "".join(
        f"{round(255 * (1 - alpha * (1 - channel))):02x}" for channel in (red, green, blue)
    )

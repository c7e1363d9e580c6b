"""The contrast of text with what it stands on, from what is drawn: WCAG 2.1, 1.4.3, in colour and on a grey printer."""

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
    """A text that is too like what it stands on; colours as ``#rrggbb``, ``needs`` the least ratio."""

    page: int
    text: str
    ground: str
    ratio: float
    needs: float


class Contrast:
    """Fields in the order in which they are painted on a page, and the pairs that text makes with them."""

    def __init__(self) -> None:
        self.pairs: dict[tuple[str, str, bool], int] = {}  # text, ground, large: the first page
        self._areas: list[tuple[Rect, str, bool]] = []

    def area(self, box: Rect, color: Any, solid: bool = True, alpha: float = 1) -> None:
        """A field is filled, or is not ``solid`` and shows what is below it too; the box in points of the page."""
        self._areas.append((box, _hexadecimal(color, alpha), solid))

    def text(self, page: int, box: Rect, colors: Sequence[Any], large: bool) -> None:
        """Text is set in a box: on the topmost field that holds all of it, and on those that reach into it."""
        grounds = self._grounds(box) if self._areas else (PAPER,)
        for color in colors:
            typed = _hexadecimal(color)
            for ground in grounds:
                pair = (typed, ground, large)
                if pair not in self.pairs:
                    self.pairs[pair] = page

    def end_page(self) -> None:
        self._areas.clear()

    @property
    def low_contrast(self) -> list[LowContrast]:
        """The pairs that cannot be read well, the worst first."""
        found = []
        for (text, ground, large), page in self.pairs.items():
            ratio = worst_contrast(text, ground)
            needs = LEAST_FOR_LARGE if large else LEAST_CONTRAST
            if ratio < needs:
                found.append(LowContrast(page, text, ground, ratio, needs))
        return sorted(found, key=lambda one: one.ratio)

    def _grounds(self, box: Rect) -> list[str]:
        left, foot, right, top = box
        grounds = []
        for area, color, solid in reversed(self._areas):
            if area[0] < right and left < area[2] and area[1] < top and foot < area[3]:
                grounds.append(color)
                if (
                    solid
                    and area[0] <= left + 1
                    and area[1] <= foot + 1
                    and area[2] >= right - 1
                    and area[3] >= top - 1
                ):
                    return grounds
        return [*grounds, PAPER]


def bounds(path: str) -> Rect | None:
    """The box round a path, from its operators: round its corners and the points that bend its lines."""
    xs: list[float] = []
    ys: list[float] = []
    numbers: list[float] = []
    for one in path.split():
        if one[-1].isdigit() or one[-1] == ".":
            numbers.append(float(one))
            continue
        if one == "re" and len(numbers) == 4:
            x, y, width, height = numbers
            numbers = [x, y, x + width, y + height]
        xs += numbers[::2]
        ys += numbers[1::2]
        numbers = []
    return (min(xs), min(ys), max(xs), max(ys)) if xs and ys else None


@lru_cache(maxsize=256)
def worst_contrast(one: str, other: str) -> float:
    """The contrast of two colours, in colour or in grey, whichever is less."""
    return min(contrast(one, other), contrast(one, other, grey=True))


def _hexadecimal(color: Any, alpha: float = 1) -> str:
    known: Color = color if isinstance(color, Color) else toColor(color)
    return _typed(known.red, known.green, known.blue, alpha)


@lru_cache(maxsize=256)
def _typed(red: float, green: float, blue: float, alpha: float) -> str:
    return "#" + "".join(
        f"{round(255 * (1 - alpha * (1 - channel))):02x}" for channel in (red, green, blue)
    )

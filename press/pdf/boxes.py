"""Where a page's coordinates come to lie on a sheet: boxes and matrices, in points; no PDF is known here."""

from __future__ import annotations

from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]


class PageBox(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def within(self, other: PageBox) -> PageBox:
        """What lies in both; without width or height where nothing does."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return PageBox(
            left,
            bottom,
            max(left, min(self.right, other.right)),
            max(bottom, min(self.top, other.top)),
        )


class PagePlacement(NamedTuple):
    """How a page is put onto a sheet, how large (1 is as it was), and the part of it that is seen, in its own coordinates."""

    matrix: Matrix
    scale: float
    seen: PageBox

    def shifted(self, right: float, up: float) -> PagePlacement:
        """The same so many points elsewhere on the sheet."""
        a, b, c, d, e, f = self.matrix
        return self._replace(matrix=(a, b, c, d, e + right, f + up))


def placed(page: PageBox, turn: int, unit: float, cell: PageBox, right: float = 0) -> PagePlacement:
    """A page in the middle of a cell, moved by ``right``, upright, as large as it was or as large as the cell allows.

    ``page`` is its box, ``turn`` its Rotate in degrees clockwise, ``unit`` its UserUnit in points.
    """
    width, height = page.width * unit, page.height * unit
    if turn % 180:
        width, height = height, width
    scale = min(1.0, cell.width / width, cell.height / height)
    x = cell.left + (cell.width - width * scale) / 2 + right
    y = cell.bottom + (cell.height - height * scale) / 2
    matrix = _turned(page, turn % 360, scale * unit, x, y)
    return PagePlacement(matrix, scale, page.within(boxed(inverse(matrix), cell)))


def _turned(page: PageBox, turn: int, k: float, x: float, y: float) -> Matrix:
    """Enlarged by ``k`` and turned clockwise, with the lower left corner of what is then seen at (x, y)."""
    if turn == 90:
        return 0, -k, k, 0, x - k * page.bottom, y + k * page.right
    if turn == 180:
        return -k, 0, 0, -k, x + k * page.right, y + k * page.top
    if turn == 270:
        return 0, k, -k, 0, x + k * page.top, y - k * page.left
    return k, 0, 0, k, x - k * page.left, y - k * page.bottom


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point after the matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def boxed(matrix: Matrix, box: PageBox) -> PageBox:
    """The box round what a box becomes."""
    corners = [moved(matrix, x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return PageBox(min(across), min(up), max(across), max(up))


def inverse(matrix: Matrix) -> Matrix:
    """The way back; ZeroDivisionError for a matrix that flattens everything."""
    a, b, c, d, e, f = matrix
    k = a * d - b * c
    return d / k, -b / k, -c / k, a / k, (c * f - d * e) / k, (b * e - a * f) / k


def stretched(inner: PageBox, outer: PageBox) -> Matrix:
    """What makes one box of another, whatever becomes of its proportions (ISO 32000-1, 12.5.5)."""
    across = outer.width / inner.width if inner.width else 1.0
    up = outer.height / inner.height if inner.height else 1.0
    return across, 0, 0, up, outer.left - across * inner.left, outer.bottom - up * inner.bottom

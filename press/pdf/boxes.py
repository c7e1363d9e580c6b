"""From a page's box to its place on a sheet: boxes and matrices, in points."""

from __future__ import annotations

from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]


class PageBox(NamedTuple):
    """A rectangle by its edges, in points or in a page's own units."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """The width of the box."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height of the box."""
        return self.top - self.bottom

    def intersection(self, other: PageBox) -> PageBox:
        """Return what the two boxes share; a width or height of 0 if they do not overlap."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return PageBox(
            left,
            bottom,
            max(left, min(self.right, other.right)),
            max(bottom, min(self.top, other.top)),
        )


class PagePlacement(NamedTuple):
    """The position of a page on a sheet.

    ``matrix`` maps the page's coordinates to the sheet's, in points. ``scale`` is 1 at full size.
    ``visible`` is the part of the page that is shown, in the page's coordinates.
    """

    matrix: Matrix
    scale: float
    visible: PageBox

    def shifted(self, right: float, up: float) -> PagePlacement:
        """Return the placement moved by ``right`` and ``up``, in points."""
        a, b, c, d, e, f = self.matrix
        return self._replace(matrix=(a, b, c, d, e + right, f + up))


def place_page(
    page: PageBox, turn: int, unit: float, cell: PageBox, right: float = 0
) -> PagePlacement:
    """Place a page upright in the middle of a cell, at full size or scaled down to fit.

    ``page`` is its box in its own units, ``turn`` its Rotate entry in degrees clockwise, ``unit``
    its UserUnit in points. ``cell`` is in points. ``right`` moves the page, in points.
    """
    width, height = page.width * unit, page.height * unit
    if turn % 180:
        width, height = height, width
    scale = min(1.0, cell.width / width, cell.height / height)
    x = cell.left + (cell.width - width * scale) / 2 + right
    y = cell.bottom + (cell.height - height * scale) / 2
    matrix = _rotation(page, turn % 360, scale * unit, x, y)
    visible = page.intersection(transform_box(inverse(matrix), cell))
    return PagePlacement(matrix, scale, visible)


def _rotation(page: PageBox, turn: int, k: float, x: float, y: float) -> Matrix:
    """Return the matrix that scales by ``k`` and turns clockwise by ``turn`` degrees.

    The lower-left corner of the turned page is then at (x, y).
    """
    if turn == 90:
        return 0, -k, k, 0, x - k * page.bottom, y + k * page.right
    if turn == 180:
        return -k, 0, 0, -k, x + k * page.right, y + k * page.top
    if turn == 270:
        return 0, k, -k, 0, x + k * page.top, y - k * page.left
    return k, 0, 0, k, x - k * page.left, y - k * page.bottom


def transform_point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return the point that the matrix maps (x, y) to."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def transform_box(matrix: Matrix, box: PageBox) -> PageBox:
    """Return the smallest upright box around the transformed box."""
    corners = [
        transform_point(matrix, x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)
    ]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return PageBox(min(across), min(up), max(across), max(up))


def inverse(matrix: Matrix) -> Matrix:
    """Return the inverse of a matrix. Raises ZeroDivisionError if it has none."""
    a, b, c, d, e, f = matrix
    k = a * d - b * c
    return d / k, -b / k, -c / k, a / k, (c * f - d * e) / k, (b * e - a * f) / k


def map_box(inner: PageBox, outer: PageBox) -> Matrix:
    """Return the matrix that maps ``inner`` onto ``outer``, not in proportion (12.5.5)."""
    across = outer.width / inner.width if inner.width else 1.0
    up = outer.height / inner.height if inner.height else 1.0
    return across, 0, 0, up, outer.left - across * inner.left, outer.bottom - up * inner.bottom

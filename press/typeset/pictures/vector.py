"""From ReportLab's shapes to PDF operators, which are cached and painted as a Form XObject."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from press import cache
from press.tagged.form_xobjects import paint_form

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing
    from reportlab.pdfgen.canvas import Canvas

# Fonts, transparency, images and shadings are named in the page's resources: operators alone cannot
# draw them.
_NAMES = re.compile(r"/\w|\bBT\b|\bBI\b")


class Vector(NamedTuple):
    """A drawing: its size in points, and PDF operators that leave the page's state as it is."""

    width: float
    height: float
    operators: str

    def draw(self, canvas: Canvas) -> None:
        """Paint it with its lower-left corner at the origin."""
        paint_form(canvas, self.operators, self.width, self.height)


def vector_of(drawing: Drawing) -> Vector | None:
    """Return a drawing as operators, None if operators alone cannot draw it."""
    from reportlab.pdfgen.canvas import Canvas

    canvas: Any = Canvas(io.BytesIO(), pageCompression=0)
    canvas._code.clear()
    draw_shapes(drawing, canvas)
    operators = "\n".join(canvas._code)
    if _NAMES.search(operators):
        return None
    return Vector(float(drawing.width), float(drawing.height), f"q\n{operators}\nQ")


def draw_shapes(drawing: Drawing, canvas: Canvas) -> None:
    """Draw the shapes without choosing a font.

    ReportLab's own renderer names Helvetica in the file, used or not.
    """
    from reportlab.graphics import renderPDF
    from reportlab.graphics.renderbase import renderScaledDrawing

    class ShapesOnly(renderPDF._PDFRenderer):
        def applyStateChanges(self, delta: dict[str, Any], newState: dict[str, Any]) -> None:
            super().applyStateChanges(
                {key: value for key, value in delta.items() if not key.startswith("font")}, newState
            )

    ShapesOnly().draw(renderScaledDrawing(drawing), canvas, 0, 0, showBoundary=0)  # type: ignore[no-untyped-call]


def store_vector(name: str, vector: Vector) -> None:
    """Store a drawing in the cache, under a name from ``press.cache.key``."""
    cache.store(name, f"{vector.width!r} {vector.height!r}\n{vector.operators}".encode("ascii"))


def load_vector(name: str) -> Vector | None:
    """Return the drawing of that name in the cache, None if there is none."""
    data = cache.load(name)
    if data is None:
        return None
    size, _, operators = data.decode("ascii").partition("\n")
    width, height = map(float, size.split())
    return Vector(width, height, operators)

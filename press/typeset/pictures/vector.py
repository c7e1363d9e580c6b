"""From ReportLab's shapes to the operators that paint them, worked out once: a page takes them as they are."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from press import cache
from press.tagged.form_xobjects import paint_form

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing
    from reportlab.pdfgen.canvas import Canvas

# Fonts, transparency, images and shadings are named in the page's resources: operators alone do not draw them.
_NAMES = re.compile(r"/\w|\bBT\b|\bBI\b")


class Vector(NamedTuple):
    """A drawing: its size in points, and PDF operators that leave the state of the page as it was."""

    width: float
    height: float
    operators: str

    def draw(self, canvas: Canvas) -> None:
        """Paint it with its lower left corner at the origin."""
        paint_form(canvas, self.operators, self.width, self.height)


def vector_of(drawing: Drawing) -> Vector | None:
    """The drawing as operators; None where it cannot be drawn with them alone."""
    from reportlab.pdfgen.canvas import Canvas

    canvas: Any = Canvas(io.BytesIO(), pageCompression=0)
    canvas._code.clear()
    draw_shapes(drawing, canvas)
    operators = "\n".join(canvas._code)
    return (
        None
        if _NAMES.search(operators)
        else Vector(float(drawing.width), float(drawing.height), f"q\n{operators}\nQ")
    )


def draw_shapes(drawing: Drawing, canvas: Canvas) -> None:
    """Draw without ever choosing a font: ReportLab's own renderer names Helvetica in the file, used or not."""
    from reportlab.graphics import renderPDF
    from reportlab.graphics.renderbase import renderScaledDrawing

    class ShapesOnly(renderPDF._PDFRenderer):
        def applyStateChanges(self, delta: dict[str, Any], newState: dict[str, Any]) -> None:
            super().applyStateChanges(
                {key: value for key, value in delta.items() if not key.startswith("font")}, newState
            )

    ShapesOnly().draw(renderScaledDrawing(drawing), canvas, 0, 0, showBoundary=0)  # type: ignore[no-untyped-call]


def keep(name: str, vector: Vector) -> None:
    """Keep a drawing under a name made by ``press.cache.key``."""
    cache.store(name, f"{vector.width!r} {vector.height!r}\n{vector.operators}".encode("ascii"))


def kept(name: str) -> Vector | None:
    """The drawing that was kept under this name, if there is one."""
    data = cache.load(name)
    if data is None:
        return None
    size, _, operators = data.decode("ascii").partition("\n")
    width, height = map(float, size.split())
    return Vector(width, height, operators)

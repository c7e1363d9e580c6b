"""From a layout's own drawing to records of untagged text, low contrast and forbidden content.

Layouts may draw anything behind the text. This canvas records, by page, what a screen reader would
miss or an archive refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple, cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.pdfgen.textobject import PDFTextObject

from press.problems import Place
from press.tagged.artifacts import END, CheckedText, Mark
from press.tagged.contrast import LARGE, Contrast, Rect, bounds

PAGINATION = "/Artifact <</Type /Pagination>> BDC"
_NOT_RGB = re.compile(r"\s(?:k|K|scn|SCN)(?!\S)")  # operators of CMYK and spot colours

# By (stroke, fill); even-odd, as in ReportLab.
_PAINTS = {(False, False): "n", (True, False): "S", (False, True): "f*", (True, True): "B*"}


class Forbidden(NamedTuple):
    """Something a layout drew that PDF/UA-1 or PDF/A-2 forbids.

    ``page`` is from 1, or 0 if it is not known. ``what`` follows "The layout".
    """

    page: int
    what: str
    remedy: str


@lru_cache(maxsize=256)
def _rounded(
    x: float, y: float, width: float, height: float, radius: float, stroke: bool, fill: bool
) -> str:
    """Return the operators of ReportLab's rectangle with round corners."""
    path = PDFPathObject()
    path.roundRect(x, y, width, height, radius)
    return f"{path.getCode()} {_PAINTS[stroke, fill]}"


class PrintedPicture(NamedTuple):
    """A picture of pixels: where it is named, its file, and its width in pixels and in inches."""

    place: Place
    file: str
    pixels: int
    inches: float

    @property
    def resolution(self) -> float:
        """The pixels that are printed on an inch."""
        return self.pixels / self.inches


class GuardedCanvas(Canvas):
    """A canvas that records problems of a layout's own drawing.

    ``untagged_pages`` are the pages, from 1, with text that is neither content nor page furniture.
    ``forbidden`` is what must not be drawn. ``pictures`` are those of pixels, as they are printed.
    ``areas`` is False in an edition that leaves areas of colour white. ``bleed`` is how far areas
    at the edge extend beyond the sheet, in points.
    """

    _code: list[str]
    _doc: Any
    _fillColorObj: Any
    _extgstate: Any
    _cropMarks: Any
    _currentMatrix: tuple[float, ...]
    _pageNumber: int

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.contrast = Contrast()
        self.untagged_pages: list[int] = []
        self.forbidden: list[Forbidden] = []
        self.pictures: list[PrintedPicture] = []
        self.areas = True
        self.bleed = 0.0
        self._furniture = self._watermark = 0
        self._open = False  # inside marked content
        super().__init__(*arguments, **named)

    @contextmanager
    def furniture(self, watermark: bool = False) -> Iterator[None]:
        """Mark what is drawn inside as page furniture, which is not read aloud.

        It repeats or numbers pages. The contrast of a ``watermark`` is not recorded.
        """
        self._furniture += 1
        self._watermark += watermark
        try:
            yield
        finally:
            self._furniture -= 1
            self._watermark -= watermark

    def record_text(self, box: Rect, colors: Sequence[Any], large: bool) -> None:
        """Record the contrast of text in a box of the current coordinates."""
        a, b, c, d, e, f = self._currentMatrix
        moved = (a, b, c, d) == (1, 0, 0, 1) and not self._cropMarks
        on_page = (
            (box[0] + e, box[1] + f, box[2] + e, box[3] + f) if moved else self._absRect(box, 1)
        )
        self.contrast.text(self._pageNumber, on_page, colors, large)

    def record_background(self, box: Rect) -> None:
        """Record that parts of a box, in the current coordinates, have the fill colour."""
        self.contrast.area(self._absRect(box, 1), self._fillColorObj, solid=False)

    def _area(self, box: Rect, solid: bool = True) -> None:
        """Record an area in the fill colour.

        A transparent area counts by its colour on white paper.
        """
        if not self._open:
            alpha = self._extgstate._d.get("ca", 1)
            self.contrast.area(
                self._absRect(box, 1), self._fillColorObj, solid and alpha == 1, alpha
            )

    def _refuse(self, what: str, remedy: str) -> None:
        self.forbidden.append(Forbidden(self.getPageNumber(), what, remedy))

    def _record_start(self, text: Any) -> None:
        """Record the contrast of a layout's own text, at its first letter."""
        x, y = getattr(text, "start_point", (0, 0))
        color, size = getattr(text, "_fillColorObj", self._fillColorObj), text._fontsize
        self.record_text((x, y, x + size, y + 0.7 * size), [color], size >= LARGE)

    def _absRect(self, rect: Rect | None, relative: int = 0) -> Rect:
        """Return ReportLab's rectangle on the page, quickly if the coordinates are only moved."""
        a, b, c, d, e, f = self._currentMatrix
        if not (rect and relative) or (a, b, c, d) != (1, 0, 0, 1) or self._cropMarks:
            return cast(Rect, super()._absRect(rect, relative))  # type: ignore[misc]
        x0, y0, x1, y1 = rect
        return min(x0, x1) + e, min(y0, y1) + f, max(x0, x1) + e, max(y0, y1) + f

    def check_page(self) -> None:
        """Check a finished page's operators for a layout's own text and colours."""
        unchecked = "\n".join([item for item in self._code if not isinstance(item, CheckedText)])
        if _NOT_RGB.search(unchecked):
            self._refuse("uses a colour that is not RGB", "Take it from story.styles.color()")
        if "Tj" in unchecked or "TJ" in unchecked:
            self.untagged_pages.append(self.getPageNumber())
        self.contrast.end_page()

    def check_fonts(self) -> None:
        """Check a finished document for fonts that it would name without embedding them."""
        for name in self._doc.fontMapping:
            if not getattr(pdfmetrics.getFont(name), "_dynamicFont", False):
                remedy = "Use story.styles.fonts.name('regular')"
                self.forbidden.append(
                    Forbidden(0, f"sets text in '{name}', which cannot be embedded", remedy)
                )

    # ReportLab's methods

    def drawText(self, aTextObject: PDFTextObject) -> None:
        """Draw a text object; one without marks is page furniture or a problem."""
        code = CheckedText(aTextObject.getCode())
        if self._open or getattr(aTextObject, "marked", False):
            self._code.append(code)
            return
        if not self._furniture:
            self.untagged_pages.append(self.getPageNumber())
        if not self._watermark:
            self._record_start(aTextObject)
        self._code.extend((Mark(PAGINATION), code, Mark(END)))

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:
        """Return a text object that remembers where it begins."""
        text: Any = super().beginText(x, y, direction)
        text.start_point = (x, y)
        return cast(PDFTextObject, text)

    def rect(
        self, x: float, y: float, width: float, height: float, stroke: float = 1, fill: float = 0
    ) -> None:
        """Draw a rectangle; a filled one is recorded as an area."""
        if fill:
            self._area((x, y, x + width, y + height))
        super().rect(x, y, width, height, stroke=stroke, fill=fill)

    def roundRect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float,
        stroke: float = 1,
        fill: float = 0,
    ) -> None:
        """Draw a rectangle with round corners; a filled one is recorded as an area."""
        if fill:
            self._area((x, y, x + width, y + height))
        self._code.append(_rounded(x, y, width, height, radius, bool(stroke), bool(fill)))

    def ellipse(
        self, x1: float, y1: float, x2: float, y2: float, stroke: float = 1, fill: float = 0
    ) -> None:
        """Draw an ellipse; a filled one is recorded as an area."""
        if fill:
            self._area((x1, y1, x2, y2), solid=False)
        super().ellipse(x1, y1, x2, y2, stroke=stroke, fill=fill)

    def drawPath(self, aPath: Any, stroke: int = 1, fill: int = 0, fillMode: Any = None) -> None:
        """Draw a path; a filled one is recorded as an area."""
        box = bounds(str(aPath.getCode())) if fill and not self._open else None
        if box:
            self._area(box, solid=False)
        super().drawPath(aPath, stroke=stroke, fill=fill, fillMode=fillMode)

    def drawInlineImage(self, *arguments: Any, **named: Any) -> tuple[float, float]:
        """Refuse a picture among the page's operators."""
        self._refuse("draws a picture into the page itself", "Use canvas.drawImage(), or a Figure")
        return 0.0, 0.0

    def _addAnnotation(self, annotation: Any, name: str | None = None, addtopage: int = 1) -> None:
        self._refuse("adds a link or a form field by hand", "Write links in the handout's text")

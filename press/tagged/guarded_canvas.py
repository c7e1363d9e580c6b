"""The canvas that watches what is drawn by hand: text that nobody announced, pale text, what such a file must not hold.

Layouts draw behind the text as they like; what a reader would miss by it, or an archive refuse, is kept here by page.
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

from press.tagged.artifacts import END, Heard, Mark
from press.tagged.contrast import LARGE, Contrast, Rect, bounds

PAGINATION = "/Artifact <</Type /Pagination>> BDC"
_NOT_RGB = re.compile(r"\s(?:k|K|scn|SCN)(?!\S)")  # operators of CMYK and spot colours

_PAINTED = {
    (False, False): "n",
    (True, False): "S",
    (False, True): "f*",
    (True, True): "B*",
}  # ReportLab's: even-odd


class Forbidden(NamedTuple):
    """What was drawn by hand and must not be: PDF/UA-1 or PDF/A-2 forbids it. ``page`` is 0 where it is not known."""

    page: int
    what: str
    remedy: str


@lru_cache(maxsize=256)
def _rounded(
    x: float, y: float, width: float, height: float, radius: float, stroke: bool, fill: bool
) -> str:
    """ReportLab's rectangle with round corners."""
    path = PDFPathObject()
    path.roundRect(x, y, width, height, radius)
    return f"{path.getCode()} {_PAINTED[stroke, fill]}"


class WatchedCanvas(Canvas):
    """``untagged_pages`` has the pages with text that is neither content nor furniture, ``forbidden`` what must not be drawn."""

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
        self.areas = True  # an edition may leave fields of colour white
        self.bleed = (
            0.0  # points by which fields at the sheet's edge go beyond it, for a print shop
        )
        self._furniture = self._watermark = 0
        self._open = False  # inside marked content
        super().__init__(*arguments, **named)

    @contextmanager
    def furniture(self, watermark: bool = False) -> Iterator[None]:
        """What is drawn inside is page furniture: it repeats or numbers pages, and no screen reader reads it.

        ``watermark`` is text, which is not there to be read.
        """
        self._furniture += 1
        self._watermark += watermark
        try:
            yield
        finally:
            self._furniture -= 1
            self._watermark -= watermark

    def record_text(self, box: Rect, colors: Sequence[Any], large: bool) -> None:
        """Text of these colours stands in a box of the current coordinates; its contrast is judged."""
        a, b, c, d, e, f = self._currentMatrix
        moved = (a, b, c, d) == (1, 0, 0, 1) and not self._cropMarks
        here = (box[0] + e, box[1] + f, box[2] + e, box[3] + f) if moved else self._absRect(box, 1)
        self.contrast.text(self._pageNumber, here, colors, large)

    def record_background(self, box: Rect) -> None:
        """Something in the fill colour lies here and there in a box, which text may stand on."""
        self.contrast.area(self._absRect(box, 1), self._fillColorObj, solid=False)

    def _area(self, box: Rect, solid: bool = True) -> None:
        """A field in the fill colour; one that shows what is below it counts by what it does to white paper."""
        if not self._open:
            alpha = self._extgstate._d.get("ca", 1)
            self.contrast.area(
                self._absRect(box, 1), self._fillColorObj, solid and alpha == 1, alpha
            )

    def _refuse(self, what: str, remedy: str) -> None:
        self.forbidden.append(Forbidden(self.getPageNumber(), what, remedy))

    def _judge(self, text: Any) -> None:
        """The contrast of what was written by hand, where it begins."""
        x, y = getattr(text, "begins", (0, 0))
        color, size = getattr(text, "_fillColorObj", self._fillColorObj), text._fontsize
        self.record_text((x, y, x + size, y + 0.7 * size), [color], size >= LARGE)

    def _absRect(self, rect: Rect | None, relative: int = 0) -> Rect:
        """ReportLab's, and quicker where the coordinates are only moved, as they mostly are."""
        a, b, c, d, e, f = self._currentMatrix
        if not (rect and relative) or (a, b, c, d) != (1, 0, 0, 1) or self._cropMarks:
            return cast(Rect, super()._absRect(rect, relative))  # type: ignore[misc]
        x0, y0, x1, y1 = rect
        return min(x0, x1) + e, min(y0, y1) + f, max(x0, x1) + e, max(y0, y1) + f

    def check_page(self) -> None:
        """Look through a finished page's operators for what was written among them by hand."""
        by_hand = "\n".join([item for item in self._code if not isinstance(item, Heard)])
        if _NOT_RGB.search(by_hand):
            self._refuse("uses a colour that is not RGB", "Take it from story.styles.color()")
        if "Tj" in by_hand or "TJ" in by_hand:
            self.untagged_pages.append(self.getPageNumber())
        self.contrast.end_page()

    def check_fonts(self) -> None:
        """Look through a finished document for fonts that it would name without holding them."""
        for name in self._doc.fontMapping:
            if not getattr(pdfmetrics.getFont(name), "_dynamicFont", False):
                remedy = "Use story.styles.fonts.name('regular')"
                self.forbidden.append(
                    Forbidden(0, f"sets text in '{name}', which cannot be embedded", remedy)
                )

    # What ReportLab calls

    def drawText(self, aTextObject: PDFTextObject) -> None:
        code = Heard(aTextObject.getCode())
        if self._open or getattr(aTextObject, "marked", False):
            self._code.append(code)
            return
        if not self._furniture:
            self.untagged_pages.append(self.getPageNumber())
        if not self._watermark:
            self._judge(aTextObject)
        self._code.extend((Mark(PAGINATION), code, Mark(END)))

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:
        made: Any = super().beginText(x, y, direction)
        made.begins = (x, y)
        return cast(PDFTextObject, made)

    def rect(
        self, x: float, y: float, width: float, height: float, stroke: float = 1, fill: float = 0
    ) -> None:
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
        if fill:
            self._area((x, y, x + width, y + height))
        self._code.append(_rounded(x, y, width, height, radius, bool(stroke), bool(fill)))

    def ellipse(
        self, x1: float, y1: float, x2: float, y2: float, stroke: float = 1, fill: float = 0
    ) -> None:
        if fill:
            self._area((x1, y1, x2, y2), solid=False)
        super().ellipse(x1, y1, x2, y2, stroke=stroke, fill=fill)

    def drawPath(self, aPath: Any, stroke: int = 1, fill: int = 0, fillMode: Any = None) -> None:
        box = bounds(str(aPath.getCode())) if fill and not self._open else None
        if box:
            self._area(box, solid=False)
        super().drawPath(aPath, stroke=stroke, fill=fill, fillMode=fillMode)

    def drawInlineImage(self, *arguments: Any, **named: Any) -> tuple[float, float]:
        self._refuse("draws a picture into the page itself", "Use canvas.drawImage(), or a Figure")
        return 0.0, 0.0

    def _addAnnotation(self, annotation: Any, name: str | None = None, addtopage: int = 1) -> None:
        self._refuse("adds a link or a form field by hand", "Write links in the handout's text")

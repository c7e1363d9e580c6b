"""The canvas that marks what is drawn: content by its node, everything else as artifact.

What ReportLab's canvas lacks is added from outside its drawing methods: marked content, the page entries, and at the
end the structure tree. Text that nobody announced, as content or as furniture, is counted in ``unannounced``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from press.tagged.artifacts import END, Mark, with_artifacts
from press.tagged.contrast import LARGE, Contrast
from press.tagged.nodes import FURNITURE, INLINE, Node, Outline
from press.tagged.streams import Raw, text_string
from press.tagged.structure import Annotation, Content, write_structure

_FURNITURE = "/Artifact <</Type /Pagination>> BDC"
_PAGE_ENTRIES = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]

Rect = tuple[float, float, float, float]


class Written(NamedTuple):
    """What was marked for one node, in the order in which it is read."""

    order: tuple[int, int]
    kid: Content | Annotation | Node


class Heard(str):
    """The operators of a text object that was judged, among a page's other operators."""

    __slots__ = ()


class TaggedCanvas(Canvas):
    """A page's content goes into the structure that ``outline`` gives; ``reading`` is where in it we are.

    Points are PDF points from the lower left. A plain canvas in the tests has the same methods and marks nothing.
    """

    _code: list[str]
    _doc: Any
    _fillColorObj: Any
    _annotationrefs: list[Any]
    _currentMatrix: tuple[float, ...]
    _cropMarks: Any

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.outline = Outline(())
        self.reading: tuple[int, int] = (0, 0)
        self.written: dict[Node, list[Written]] = {}
        self.boxes: dict[Node, Rect] = {}
        self.owners: list[list[Node]] = []  # by page, by number of marked content
        self.linked: list[Node] = []  # of each annotation of the file
        self.links: dict[str, list[Rect]] = {}  # of the paragraph that is being drawn
        self.contrast = Contrast()
        self.unannounced: list[int] = []
        self._furniture = self._pale = 0
        self._open = False
        super().__init__(*arguments, **named)

    # What flowables say of what they draw

    def mark(self, node: Node | None, whole: str | None = None) -> str:
        """The operator that begins content of a node; it lasts until the next EMC. ``whole`` is the text of a torn word."""
        if self._furniture or node is FURNITURE or (node is not None and node.once and not self.outline.holds(node)):
            return _FURNITURE
        if node is None or not self._belongs(node):
            self.unannounced.append(self.getPageNumber())
            return _FURNITURE
        owners = self._owners()
        owners.append(node)
        number = len(owners) - 1
        self._write(node, Content(self.getPageNumber(), number))
        actual = f" /ActualText {text_string(whole, plain=False)}" if whole else ""
        return f"/{node.role} <</MCID {number}{actual}>> BDC"

    @contextmanager
    def tagged(self, node: Node | None, box: Rect | None = None) -> Iterator[None]:
        """All that is drawn inside is content of the node, or nothing but decoration where there is none.

        ``box`` is where a picture stands, as x0, y0, x1, y1 in the current coordinates.
        """
        if node is None or self._open:
            yield
            return
        if box:
            self.boxes[node] = self._absRect(box, 1)
        self._code.append(Mark(self.mark(node)))
        self._open = True
        try:
            yield
        finally:
            self._open = False
            self._code.append(Mark(END))

    @contextmanager
    def furniture(self, pale: bool = False) -> Iterator[None]:
        """What is drawn inside is page furniture: it repeats or numbers pages, and no screen reader reads it.

        ``pale`` is a watermark, which is not there to be read.
        """
        self._furniture += 1
        self._pale += pale
        try:
            yield
        finally:
            self._furniture -= 1
            self._pale -= pale

    def link(self, node: Node, rects: Sequence[Rect], says: str) -> None:
        """One annotation over the lines of a link; ``rects`` in the current coordinates."""
        if self._furniture or not node.href or not self._belongs(node):
            return
        boxes = [self._absRect(rect, 1) for rect in rects]
        number = len(self.linked)
        self.linked.append(node)
        annotation = Annotation(self.getPageNumber(), number, tuple(boxes), node.href, says, Raw())
        self._annotationrefs.append(self._doc.Reference(annotation.made))
        self._write(node, annotation)

    # What ReportLab calls

    def drawText(self, aTextObject: PDFTextObject) -> None:
        code = Heard(aTextObject.getCode())
        if self._open or getattr(aTextObject, "marked", False):
            self._code.append(code)
            return
        if not self._furniture:
            self.unannounced.append(self.getPageNumber())
        if not self._pale:
            self._judge(aTextObject)
        self._code.extend((Mark(_FURNITURE), code, Mark(END)))

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:
        made: Any = super().beginText(x, y, direction)
        made.begins = (x, y)
        return cast(PDFTextObject, made)

    def rect(self, x: float, y: float, width: float, height: float, stroke: float = 1, fill: float = 0) -> None:
        if fill:
            self._area((x, y, x + width, y + height))
        super().rect(x, y, width, height, stroke=stroke, fill=fill)

    def roundRect(self, x: float, y: float, width: float, height: float, radius: float, stroke: float = 1, fill: float = 0) -> None:
        if fill:
            self._area((x, y, x + width, y + height))
        super().roundRect(x, y, width, height, radius, stroke=stroke, fill=fill)

    def linkRect(self, contents: str, destinationname: str, Rect: Any = None, *arguments: Any, **named: Any) -> None:
        """Called for each line of a link: Para.draw makes one annotation of them."""
        self.links.setdefault(destinationname, []).append(Rect)

    def showPage(self) -> None:
        if any("Tj" in item or "TJ" in item for item in self._code if not isinstance(item, Heard)):
            self.unannounced.append(self.getPageNumber())  # operators written by hand
        self._code[:] = with_artifacts(self._code)
        self._doc.updateSignature("\n".join(self._code))
        self._owners()
        self.contrast.end_page()
        super().showPage()

    def _setAnnotations(self, page: Any) -> None:
        super()._setAnnotations(page)  # type: ignore[misc]
        page.__NoDefault__ = _PAGE_ENTRIES
        page.StructParents = self.getPageNumber() - 1
        page.Tabs = pdfdoc.PDFName("S")

    def save(self) -> None:
        if self._code:
            self.showPage()
        write_structure(self)
        super().save()

    # How it is kept

    def saw_text(self, box: Rect, colors: Sequence[Any], large: bool) -> None:
        """Text of these colours stands in a box of the current coordinates; its contrast is judged."""
        self.contrast.text(self.getPageNumber(), self._absRect(box, 1), colors, large)

    def saw_ground(self, box: Rect) -> None:
        """Something in the fill colour lies here and there in a box, which text may stand on."""
        self.contrast.area(self._absRect(box, 1), self._fillColorObj, solid=False)

    def _absRect(self, rect: Rect | None, relative: int = 0) -> Rect:
        """ReportLab's, and quicker where the coordinates are only moved, as they mostly are."""
        a, b, c, d, e, f = self._currentMatrix
        if not (rect and relative) or (a, b, c, d) != (1, 0, 0, 1) or self._cropMarks:
            return cast(Rect, super()._absRect(rect, relative))  # type: ignore[misc]
        x0, y0, x1, y1 = rect
        return min(x0, x1) + e, min(y0, y1) + f, max(x0, x1) + e, max(y0, y1) + f

    def _area(self, box: Rect) -> None:
        if not self._open:
            self.contrast.area(self._absRect(box, 1), self._fillColorObj)

    def _judge(self, text: Any) -> None:
        """The contrast of what was written by hand, where it begins."""
        x, y = getattr(text, "begins", (0, 0))
        color, size = getattr(text, "_fillColorObj", self._fillColorObj), text._fontsize
        self.saw_text((x, y, x + size, y + 0.7 * size), [color], size >= LARGE)

    def _belongs(self, node: Node) -> bool:
        if node.role in INLINE and node.parent and self.outline.holds(node.parent):
            self.outline.add(node)
        return self.outline.holds(node)

    def _write(self, node: Node, kid: Content | Annotation) -> None:
        kids = self.written.setdefault(node, [])
        if node.role in INLINE and not kids:
            parent = cast(Node, node.parent)
            self.written.setdefault(parent, []).append(Written(self.reading, node))
        kids.append(Written(self.reading, kid))

    def _owners(self) -> list[Node]:
        while len(self.owners) < self.getPageNumber():
            self.owners.append([])
        return self.owners[-1]

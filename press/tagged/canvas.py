"""The canvas that marks what is drawn: content by its element, everything else as artifact.

What ReportLab's canvas lacks is added from outside its drawing methods: marked content, the page entries, and at the
end the structure tree.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from reportlab.pdfbase import pdfdoc

from press.content.tree import InputField
from press.pdf.file import LEVEL, text_string
from press.tagged.artifacts import END, Mark, with_artifacts
from press.tagged.cmyk import in_cmyk, picture_in_cmyk
from press.tagged.conditions import Condition
from press.tagged.contrast import Rect
from press.tagged.form_fields import Form, Ticking, Widget, Writing
from press.tagged.guarded_canvas import PAGINATION, WatchedCanvas
from press.tagged.nodes import FURNITURE, INLINE, ReadingOrder, StructElem
from press.tagged.objects import TaggedDocument
from press.tagged.streams import Raw, raw_stream
from press.tagged.structure import LinkAnnotation, MarkedContent, MarkedItem, write_structure

_PAGE_ENTRIES = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]


class TaggedCanvas(WatchedCanvas):
    """A page's content goes into the structure that ``reading_order`` gives; ``reading_position`` is where in it we are.

    Points are PDF points from the lower left. A plain canvas in the tests has the same methods and marks nothing.
    """

    _annotationrefs: list[Any]
    _formsinuse: list[str]
    _colorsUsed: dict[str, Any]
    _shadingUsed: dict[str, Any]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.reading_order = ReadingOrder(())
        self.reading_position: tuple[int, int] = (0, 0)
        self.written: dict[StructElem, list[MarkedItem]] = {}
        self.boxes: dict[StructElem, Rect] = {}
        self.owners: list[list[StructElem]] = []  # by page, by number of marked content
        self.linked: list[StructElem] = []  # of each annotation of the file
        self.links: dict[str, list[Rect]] = {}  # of the paragraph that is being drawn
        self.condition: Condition | None = None  # for the print shop, in its inks
        super().__init__(*arguments, **named)
        self._doc.__class__ = TaggedDocument
        self._doc.raw = {}
        self.form = Form(self._doc)

    # What flowables say of what they draw

    def mark(self, element: StructElem | None, whole: str | None = None) -> str:
        """The operator that begins content of an element; it lasts until the next EMC. ``whole`` is the text of a torn word."""
        if (
            self._furniture
            or element is FURNITURE
            or (element is not None and self.reading_order.repeats(element))
        ):
            return PAGINATION
        if element is None or not self._belongs(element):
            self.untagged_pages.append(self.getPageNumber())
            return PAGINATION
        owners = self._owners()
        number = len(owners)
        owners.append(element)
        self._write(element, MarkedContent(self._pageNumber, number))
        actual = f" /ActualText {text_string(whole, plain=False)}" if whole else ""
        return f"/{element.role} <</MCID {number}{actual}>> BDC"

    @contextmanager
    def tagged(self, element: StructElem | None, box: Rect | None = None) -> Iterator[None]:
        """All that is drawn inside is content of the element, or nothing but decoration where there is none.

        ``box`` is where a picture stands, as x0, y0, x1, y1 in the current coordinates.
        """
        if element is None or self._open:
            yield
            return
        if box:
            self.boxes[element] = self._absRect(box, 1)
        self._code.append(Mark(self.mark(element)))
        self._open = True
        try:
            yield
        finally:
            self._open = False
            self._code.append(Mark(END))

    def link(self, element: StructElem, rects: Sequence[Rect], says: str) -> None:
        """One annotation over the lines of a link; ``rects`` in the current coordinates."""
        if self._furniture or not element.href or not self._belongs(element):
            return
        boxes = [self._absRect(rect, 1) for rect in rects]
        self._annotate(
            element,
            LinkAnnotation(
                self.getPageNumber(), len(self.linked), tuple(boxes), element.href, says, Raw()
            ),
        )

    def field(
        self, element: StructElem, rect: Rect, field: InputField, filled: Writing | Ticking
    ) -> None:
        """A place that is filled in on a screen; ``rect`` in the current coordinates."""
        if not self._furniture and self._belongs(element):
            box = self._absRect(rect, 1)
            self._annotate(
                element, Widget(self.getPageNumber(), len(self.linked), box, field, filled, Raw())
            )

    # What ReportLab calls

    def drawImage(self, image: Any, *arguments: Any, **named: Any) -> Any:
        return super().drawImage(
            picture_in_cmyk(image, self.condition) if self.condition else image, *arguments, **named
        )

    def linkRect(
        self, contents: str, destinationname: str, Rect: Any = None, *arguments: Any, **named: Any
    ) -> None:
        """Called for each line of a link: Para.draw makes one annotation of them."""
        self.links.setdefault(destinationname, []).append(Rect)

    def showPage(self) -> None:
        self.check_page()
        self._code[:] = with_artifacts(self._code)
        self._owners()
        super().showPage()

    def _setAnnotations(self, page: Any) -> None:
        super()._setAnnotations(page)  # type: ignore[misc]
        page.__NoDefault__ = _PAGE_ENTRIES
        operators = in_cmyk(page.stream, self.condition) if self.condition else page.stream
        stream = zlib.compress(operators.encode("latin-1"), LEVEL)
        self._doc.updateSignature(stream)
        page.Contents = raw_stream(stream, "/Filter /FlateDecode")
        page.StructParents = self.getPageNumber() - 1
        page.Tabs = "/S"
        if not (page.ExtGState or self._colorsUsed or self._shadingUsed):
            page.Resources = self._resources()

    def _resources(self) -> str:
        """Of a page that names nothing but fonts, forms and pictures: what ReportLab makes of them, in less time."""
        document = self._doc
        named = " ".join(
            f"/{one} {document.number(one)} 0 R"
            for one in map(pdfdoc.xObjectName, dict.fromkeys(self._formsinuse))
        )
        forms = f"/XObject <<{named}>>" if named else ""
        return f"<</Font {document.number(pdfdoc.BasicFonts)} 0 R{forms}>>"

    def save(self) -> None:
        if self._code:
            self.showPage()
        self.check_fonts()
        write_structure(self)
        self.form.end()
        super().save()

    # How it is kept

    def _belongs(self, element: StructElem) -> bool:
        if element.role in INLINE and element.parent and self.reading_order.holds(element.parent):
            self.reading_order.add(element)
        return self.reading_order.holds(element)

    def _annotate(self, element: StructElem, annotation: LinkAnnotation | Widget) -> None:
        self.linked.append(element)
        self._annotationrefs.append(
            self._doc.Reference(annotation.made)
        )  # not by _addAnnotation, which is for strangers
        self._write(element, annotation)

    def _write(self, element: StructElem, kid: MarkedContent | LinkAnnotation | Widget) -> None:
        kids = self.written.get(element)
        if kids is None:
            kids = self.written[element] = []
            if element.role in INLINE:
                parent = cast(StructElem, element.parent)
                self.written.setdefault(parent, []).append(
                    MarkedItem(self.reading_position, element)
                )
        kids.append(MarkedItem(self.reading_position, kid))

    def _owners(self) -> list[StructElem]:
        while len(self.owners) < self._pageNumber:
            self.owners.append([])
        return self.owners[-1]

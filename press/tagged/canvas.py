"""From drawing to marked content: text and pictures in their elements, all else as artifacts.

ReportLab's canvas lacks marked content, the entries of tagged pages and the structure tree. They
are added around its drawing methods.
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
from press.tagged.form_fields import CheckBox, Form, TextField, Widget
from press.tagged.guarded_canvas import PAGINATION, GuardedCanvas
from press.tagged.nodes import FURNITURE, INLINE, ReadingOrder, StructElem
from press.tagged.objects import TaggedDocument
from press.tagged.streams import Raw, raw_stream
from press.tagged.structure import LinkAnnotation, MarkedContent, MarkedItem, write_structure

_PAGE_ENTRIES = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]


class TaggedCanvas(GuardedCanvas):
    """A canvas whose content belongs to the elements of a ``reading_order``.

    ``reading_position`` is that of the flowable being drawn. ``condition`` is the printing
    condition of a file in CMYK for a print shop, None for RGB.

    All coordinates are in points from the page's lower-left corner. A plain canvas in the tests has
    the same methods and marks nothing.
    """

    _annotationrefs: list[Any]
    _formsinuse: list[str]
    _colorsUsed: dict[str, Any]
    _shadingUsed: dict[str, Any]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.reading_order = ReadingOrder(())
        self.reading_position: tuple[int, int] = (0, 0)
        self.marked_items: dict[StructElem, list[MarkedItem]] = {}
        self.boxes: dict[StructElem, Rect] = {}  # of pictures and check boxes
        # The elements of marked content, by page and by its number there.
        self.content_owners: list[list[StructElem]] = []
        self.annotation_owners: list[StructElem] = []  # by the annotation's number in the file
        self.links: dict[str, list[Rect]] = {}  # of the paragraph that is being drawn
        self.condition: Condition | None = None
        super().__init__(*arguments, **named)
        self._doc.__class__ = TaggedDocument
        self._doc.raw = {}
        self.form = Form(self._doc)

    # Called by flowables

    def mark(self, element: StructElem | None, torn_word: str | None = None) -> str:
        """Return the operator that begins an element's content; it lasts until the next EMC.

        ``torn_word`` is the whole text of a word that lines break. Content without a known element
        becomes an artifact, and its page is added to ``untagged_pages``.
        """
        if (
            self._furniture
            or element is FURNITURE
            or (element is not None and self.reading_order.repeats(element))
        ):
            return PAGINATION
        if element is None or not self._belongs(element):
            self.untagged_pages.append(self.getPageNumber())
            return PAGINATION
        owners = self._page_owners()
        number = len(owners)
        owners.append(element)
        self._record(element, MarkedContent(self._pageNumber, number))
        actual = f" /ActualText {text_string(torn_word, plain=False)}" if torn_word else ""
        return f"/{element.role} <</MCID {number}{actual}>> BDC"

    @contextmanager
    def tagged(self, element: StructElem | None, box: Rect | None = None) -> Iterator[None]:
        """Make all that is drawn inside the element's content, or decoration for None.

        ``box`` is a picture's, as x0, y0, x1, y1 in the current coordinates.
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

    def link(self, element: StructElem, rects: Sequence[Rect], description: str) -> None:
        """Add one annotation for a link's lines; ``rects`` are in the current coordinates."""
        if self._furniture or not element.href or not self._belongs(element):
            return
        boxes = [self._absRect(rect, 1) for rect in rects]
        self._annotate(
            element,
            LinkAnnotation(
                self.getPageNumber(),
                len(self.annotation_owners),
                tuple(boxes),
                element.href,
                description,
                Raw(),
            ),
        )

    def field(
        self, element: StructElem, rect: Rect, field: InputField, control: TextField | CheckBox
    ) -> None:
        """Add a form field; ``rect`` is in the current coordinates."""
        if not self._furniture and self._belongs(element):
            number = len(self.annotation_owners)
            box = self._absRect(rect, 1)
            widget = Widget(self.getPageNumber(), number, box, field, control, Raw())
            self._annotate(element, widget)

    # Called by ReportLab

    def drawImage(self, image: Any, *arguments: Any, **named: Any) -> Any:
        """Draw an image, in CMYK for a print shop."""
        return super().drawImage(
            picture_in_cmyk(image, self.condition) if self.condition else image, *arguments, **named
        )

    def linkRect(
        self, contents: str, destinationname: str, Rect: Any = None, *arguments: Any, **named: Any
    ) -> None:
        """Collect the box of one line of a link: TaggedParagraph.draw makes one annotation."""
        self.links.setdefault(destinationname, []).append(Rect)

    def showPage(self) -> None:
        """End the page: check it, and mark its artifacts."""
        self.check_page()
        self._code[:] = with_artifacts(self._code)
        self._page_owners()
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
        """Return the resources of a page with fonts, forms and pictures alone.

        These are ReportLab's bytes, in less time.
        """
        document = self._doc
        names = map(pdfdoc.xObjectName, dict.fromkeys(self._formsinuse))
        entries = " ".join(f"/{name} {document.number(name)} 0 R" for name in names)
        forms = f"/XObject <<{entries}>>" if entries else ""
        return f"<</Font {document.number(pdfdoc.BasicFonts)} 0 R{forms}>>"

    def save(self) -> None:
        """End the document: check its fonts, and write the structure tree and the form."""
        if self._code:
            self.showPage()
        self.check_fonts()
        write_structure(self)
        self.form.end()
        super().save()

    # Recording

    def _belongs(self, element: StructElem) -> bool:
        """Check whether an element is content. An inline element belongs with its parent."""
        if element.role in INLINE and element.parent and self.reading_order.holds(element.parent):
            self.reading_order.add(element)
        return self.reading_order.holds(element)

    def _annotate(self, element: StructElem, annotation: LinkAnnotation | Widget) -> None:
        self.annotation_owners.append(element)
        # Not by _addAnnotation(), which refuses what layouts add by hand.
        self._annotationrefs.append(self._doc.Reference(annotation.raw))
        self._record(element, annotation)

    def _record(self, element: StructElem, kid: MarkedContent | LinkAnnotation | Widget) -> None:
        items = self.marked_items.get(element)
        if items is None:
            items = self.marked_items[element] = []
            if element.role in INLINE:
                parent = cast(StructElem, element.parent)
                self.marked_items.setdefault(parent, []).append(
                    MarkedItem(self.reading_position, element)
                )
        items.append(MarkedItem(self.reading_position, kid))

    def _page_owners(self) -> list[StructElem]:
        while len(self.content_owners) < self._pageNumber:
            self.content_owners.append([])
        return self.content_owners[-1]

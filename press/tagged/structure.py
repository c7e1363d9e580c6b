"""From marked content to the structure tree, parent tree and catalog (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfdoc

from press.pdf.file import text_string
from press.tagged.conditions import Condition
from press.tagged.contrast import Rect
from press.tagged.form_fields import Form, Widget
from press.tagged.metadata import CREATED, FOR_PRINT, screen_intent, srgb_profile, xmp
from press.tagged.nodes import ReadingOrder, StructElem
from press.tagged.streams import Raw, raw_stream

_CATALOG_ENTRIES = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]


class MarkedContent(NamedTuple):
    """Marked content: its page, from 1, and its number on that page."""

    page: int
    number: int


class LinkAnnotation(NamedTuple):
    """A link on a page.

    ``page`` is from 1. ``number`` is that among the file's annotations. ``boxes`` has a box for
    each of its lines, as x0, y0, x1, y1 in points. ``raw`` is its object, which is filled at the
    end.
    """

    page: int
    number: int
    boxes: tuple[tuple[float, float, float, float], ...]
    href: str
    description: str
    raw: Raw


class MarkedItem(NamedTuple):
    """One child of an element, and its place in reading order."""

    order: tuple[int, int]
    kid: MarkedContent | LinkAnnotation | Widget | StructElem


class DrawnCanvas(Protocol):
    """A canvas with all pages drawn: what write_structure() needs of a TaggedCanvas."""

    _doc: Any
    form: Form
    condition: Condition | None
    reading_order: ReadingOrder
    marked_items: dict[StructElem, list[MarkedItem]]
    boxes: dict[StructElem, Rect]
    content_owners: list[list[StructElem]]
    annotation_owners: list[StructElem]


def write_structure(canvas: DrawnCanvas) -> None:
    """Add the structure tree, and what makes the file PDF/UA-1 and PDF/A-2a, to a document.

    The canvas must have drawn all pages.
    """
    _Tree(canvas).write()
    document = canvas._doc
    info, catalog = document.info, document.Catalog
    if canvas.condition:
        info.keywords = FOR_PRINT
    language = catalog.Lang.s
    about = (info.title, info.author, info.subject, language, info.creator, info.producer)
    packet = xmp(*about, CREATED, disclaimer=canvas.condition and FOR_PRINT)
    catalog.__NoDefault__ = _CATALOG_ENTRIES
    catalog.Metadata = raw_stream(packet, "/Type /Metadata/Subtype /XML")
    catalog.MarkInfo = Raw(b"<</Marked true>>")
    catalog.OutputIntents = pdfdoc.PDFArray(
        [Raw(canvas.condition.intent if canvas.condition else _screen(document))]
    )


def _screen(document: Any) -> bytes:
    """Return the output intent of PDF/A, with sRGB colours."""
    profile = document.Reference(raw_stream(srgb_profile(), "/N 3"))
    return screen_intent(document.number(profile.name))


class _Tree:
    """The structure tree of a document.

    Every element gets its number first, then each is written: it names its parent and its children.
    """

    def __init__(self, canvas: DrawnCanvas) -> None:
        self.canvas = canvas
        self.document = canvas._doc
        self.reading_order = canvas.reading_order
        self.numbers: dict[StructElem, int] = {}
        self.below: dict[StructElem, list[StructElem]] = {}  # the children that were drawn
        self.pages = [
            self.document.number(f"Page{page}") for page in range(1, len(canvas.content_owners) + 1)
        ]

    def write(self) -> None:
        reserve, raw = self.document.reserve, self.document.raw
        root, document, parents = reserve(), reserve(), reserve()
        self.document.Catalog.StructTreeRoot = f"{root} 0 R"
        top = [element for element in self.reading_order.top if self._number(element)]
        kids = " ".join(f"{self.numbers[element]} 0 R" for element in top)
        raw[document] = f"<</Type /StructElem/S /Document/P {root} 0 R/K [{kids}]>>".encode("ascii")
        for element in top:
            self._element(element, document)
        raw[parents] = self._parent_tree()
        key = len(self.pages) + len(self.canvas.annotation_owners)
        tree = f"/K {document} 0 R/ParentTree {parents} 0 R/ParentTreeNextKey {key}{self._slots()}"
        raw[root] = f"<</Type /StructTreeRoot{tree}>>".encode("ascii")

    def _slots(self) -> str:
        """Return the names of the elements that take third-party pages (ISO 32000-1, 14.7.2)."""
        slots = sorted(
            (element.slot, number) for element, number in self.numbers.items() if element.slot
        )
        names = " ".join(f"{text_string(slot)} {number} 0 R" for slot, number in slots)
        return f"/IDTree <</Names [{names}]>>" if names else ""

    def _number(self, element: StructElem) -> bool:
        """Give an element and all below it their numbers.

        False, and no number, for what was never drawn; but table cells and slots get numbers.
        """
        children = self.reading_order.children.get(element)
        drawn = [child for child in children if self._number(child)] if children else []
        if (
            not drawn
            and element not in self.canvas.marked_items
            and element.role not in ("TD", "TH")
            and not element.slot
        ):
            return False
        self.numbers[element] = self.document.reserve()
        if drawn:
            self.below[element] = drawn
        return True

    def _element(self, element: StructElem, parent: int) -> None:
        canvas, number = self.canvas, self.numbers[element]
        items = canvas.marked_items.get(element, ())
        below = self.below.get(element, ())
        # Most elements have one item of marked content and no children.
        if len(items) == 1 and not below and type(kid := items[0].kid) is MarkedContent:
            page, kids = kid.page, str(kid.number)
        else:
            page, kids = self._kids(sorted(items, key=_order), below)
        entries = f"<</S /{element.role}/P {parent} 0 R"  # its /Type is optional
        if page:
            entries += f"/Pg {self.pages[page - 1]} 0 R"
        if element.alt is not None:
            entries += f"/Alt {text_string(element.alt)}"
        if element.lang:
            entries += f"/Lang {text_string(element.lang)}"
        if element.slot:
            entries += f"/ID {text_string(element.slot)}"
        if (element.attributes or element in canvas.boxes) and (
            attributes := self._attributes(element)
        ):
            entries += f"/A <<{attributes}>>"
        self.document.raw[number] = f"{entries}/K {kids}>>".encode("ascii")
        for child in below:
            self._element(child, number)

    def _kids(self, items: Sequence[MarkedItem], below: Sequence[StructElem]) -> tuple[int, str]:
        """Return the page that an element begins on, from 1 or 0 without one, and its children."""
        page = next((item.kid.page for item in items if isinstance(item.kid, MarkedContent)), 0)
        kids = [self._kid(item.kid, page) for item in items]
        inline = {item.kid for item in items if isinstance(item.kid, StructElem)}
        kids += [f"{self.numbers[child]} 0 R" for child in below if child not in inline]
        return page, kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"

    def _attributes(self, element: StructElem) -> str:
        if box := self.canvas.boxes.get(element):
            placement = "Inline" if element.parent and element.parent.role == "Lbl" else "Block"
            return f"/O /Layout/Placement /{placement}/BBox [{fp_str(*box)}]"
        return element.attributes

    def _kid(self, kid: MarkedContent | LinkAnnotation | Widget | StructElem, page: int) -> str:
        if isinstance(kid, StructElem):
            return f"{self.numbers[kid]} 0 R"
        if isinstance(kid, MarkedContent):
            if kid.page == page:
                return str(kid.number)
            return f"<</Type /MCR/Pg {self.pages[kid.page - 1]} 0 R/MCID {kid.number}>>"
        sheet, key = self.pages[kid.page - 1], len(self.pages) + kid.number
        number = (
            self.canvas.form.write(kid, sheet, key)
            if isinstance(kid, Widget)
            else self._annotation(kid, key)
        )
        return f"<</Type /OBJR/Obj {number} 0 R/Pg {sheet} 0 R>>"

    def _annotation(self, link: LinkAnnotation, key: int) -> int:
        """Write a link's object, and return its number; ``key`` is that in the parent tree."""
        left, bottom, right, top = (
            choose(box[side] for box in link.boxes)
            for side, choose in enumerate((min, min, max, max))
        )
        quads = " ".join(fp_str(x0, y1, x1, y1, x0, y0, x1, y0) for x0, y0, x1, y1 in link.boxes)
        link.raw.data = (
            f"<</Type /Annot/Subtype /Link/Rect [{fp_str(left, bottom, right, top)}]"
            f"/QuadPoints [{quads}]/Border [0 0 0]/F 4"
            f"/Contents {text_string(link.description)}/StructParent {key}"
            f"/A <</Type /Action/S /URI/URI {text_string(link.href)}>>>>"
        ).encode("ascii")
        return int(self.document.number(self.document.Reference(link.raw).name))

    def _parent_tree(self) -> bytes:
        entries = []
        for page, owners in enumerate(self.canvas.content_owners):
            numbers = " ".join(f"{self.numbers[element]} 0 R" for element in owners)
            entries.append(f"{page} [{numbers}]")
        for number, element in enumerate(self.canvas.annotation_owners, len(self.pages)):
            entries.append(f"{number} {self.numbers[element]} 0 R")
        return f"<</Nums [{' '.join(entries)}]>>".encode("ascii")


_order = attrgetter("order")

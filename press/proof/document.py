"""From a PDF to its pages, with their content and annotations, and the facts on the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.pdf.values import Dictionary, EncryptedError, Reader, catalog, pages
from press.proof.content import Fonts, PaintedPage, TooMuchError, read_content
from press.proof.metadata import Facts, read_facts
from press.proof.painted import PaintedMark
from press.proof.widgets import FormField, inherited, read_field

HIDDEN = 0x02 | 0x20  # annotation flags Hidden and NoView
UNTAGGED_KINDS = ("Popup", "PrinterMark", "TrapNet")  # annotations that no tag may hold
MAX_ENDLESS = 3  # pages with endless content, after which the document counts as unreadable


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link, a form field or a comment on a page.

    ``number`` is its object number, ``key`` its key in the parent tree. ``description`` is its text
    for screen-reader users. ``field`` is set for a form field.
    """

    page: int
    number: int
    kind: str
    key: int | None
    description: str
    hidden: bool
    field: FormField | None = None


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """A page.

    ``number`` counts from 1. ``reference`` is its object number, ``key`` its key in the parent
    tree, and ``forms`` has the keys of its forms. ``tabs`` is the tab order. A page that is not
    ``readable`` has no marks here, whatever it shows.
    """

    number: int
    reference: int
    key: int | None
    tabs: str
    marks: tuple[PaintedMark, ...]
    forms: dict[int, int]
    annotations: tuple[Annotation, ...]
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A document: the facts on it, and its pages in order."""

    file: str
    facts: Facts
    pages: tuple[CheckedPage, ...]


def read_document(reader: Reader, file: str = "") -> Document:
    """Read a document; ``file`` is its name. Raises any exception that a broken file causes."""
    fonts: Fonts = {}
    facts = read_facts(reader)
    return Document(file, facts, tuple(_pages(reader, fonts)))


def _pages(reader: Reader, fonts: Fonts) -> Iterator[CheckedPage]:
    endless, form = 0, catalog(reader).dictionary("AcroForm")
    for number, page in enumerate(pages(reader), 1):
        readable, painted = True, PaintedPage((), {})
        try:
            painted = read_content(reader, page, fonts)
        except EncryptedError:
            raise
        except TooMuchError:
            endless += 1
            if endless > MAX_ENDLESS:
                raise
            readable = False
        except Exception:  # a broken stream can cause any; other pages may be fine
            readable = False
        key, tabs = page.integer("StructParents"), page.name("Tabs")
        annotations = tuple(_annotations(page, number, form))
        yield CheckedPage(
            number, page.number, key, tabs, painted.marks, painted.forms, annotations, readable
        )


def _annotations(page: Dictionary, number: int, form: Dictionary) -> Iterator[Annotation]:
    box = page.numbers("CropBox") or page.numbers("MediaBox")
    for entries in page.each("Annots"):
        if isinstance(entries, Dictionary):
            hidden = bool((entries.integer("F") or 0) & HIDDEN)
            hidden = hidden or not _overlap(entries.numbers("Rect"), box)
            kind, key = entries.name("Subtype"), entries.integer("StructParent")
            is_widget = kind == "Widget"
            tooltip = inherited(entries, "TU") if is_widget else ""
            description = (tooltip or entries.text("Contents") or "").strip()
            field = read_field(entries, form) if is_widget else None
            yield Annotation(number, entries.number, kind, key, description, hidden, field)


def _overlap(first: tuple[float, ...], second: tuple[float, ...]) -> bool:
    """Return False if two rectangles, each given by any two corners, do not touch.

    Values that are no rectangles count as overlapping.
    """
    if len(first) != 4 or len(second) != 4:
        return True
    return all(
        min(first[axis], first[axis + 2]) <= max(second[axis], second[axis + 2])
        and min(second[axis], second[axis + 2]) <= max(first[axis], first[axis + 2])
        for axis in (0, 1)
    )

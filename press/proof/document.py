"""From the bytes of a PDF to its pages: what they paint, their annotations, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.pdf.values import Dictionary, EncryptedError, Reader, catalog, pages
from press.proof.content import Fonts, Painted, TooMuchError, read_content
from press.proof.metadata import Facts, read_facts
from press.proof.painted import PaintedMark
from press.proof.widgets import FormField, inherited, read_field

HIDDEN = 0x02 | 0x20  # annotation flags Hidden and NoView
UNSPOKEN = ("Popup", "PrinterMark", "TrapNet")  # kinds of annotations that no tag may hold
MOST_ENDLESS = 3  # pages without an end, after which nobody needs to see more


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link, a form field or a note on a page. ``key`` is its key in the parent tree, ``says`` what is read for it.

    ``field`` is what a form field is filled in as.
    """

    page: int
    number: int
    kind: str
    key: int | None
    says: str
    hidden: bool
    field: FormField | None = None


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """``reference`` is its object's number, ``key`` its key in the parent tree, ``forms`` the keys of its forms.

    A page that is not ``readable`` has no marks here, whatever it may show.
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
    """What a file says of itself, and its pages in order."""

    file: str
    facts: Facts
    pages: tuple[CheckedPage, ...]


def read_document(reader: Reader, file: str = "") -> Document:
    """All of it; raises whatever a broken file causes."""
    fonts: Fonts = {}
    facts = read_facts(reader)
    return Document(file, facts, tuple(_pages(reader, fonts)))


def _pages(reader: Reader, fonts: Fonts) -> Iterator[CheckedPage]:
    endless, form = 0, catalog(reader).dictionary("AcroForm")
    for number, page in enumerate(pages(reader), 1):
        readable, painted = True, Painted((), {})
        try:
            painted = read_content(reader, page, fonts)
        except EncryptedError:
            raise
        except TooMuchError:
            endless += 1
            if endless > MOST_ENDLESS:
                raise
            readable = False
        except Exception:  # a broken stream can cause any; the other pages may be whole
            readable = False
        key, tabs = page.integer("StructParents"), page.name("Tabs")
        annotations = tuple(_annotations(page, number, form))
        yield CheckedPage(
            number, page.number, key, tabs, painted.marks, painted.forms, annotations, readable
        )


def _annotations(page: Dictionary, number: int, form: Dictionary) -> Iterator[Annotation]:
    box = page.numbers("CropBox") or page.numbers("MediaBox")
    for one in page.each("Annots"):
        if isinstance(one, Dictionary):
            hidden = bool((one.integer("F") or 0) & HIDDEN) or not _meet(one.numbers("Rect"), box)
            kind, fills = one.name("Subtype"), one.name("Subtype") == "Widget"
            says = (inherited(one, "TU") if fills else "") or one.text("Contents") or ""
            field = read_field(one, form) if fills else None
            yield Annotation(
                number, one.number, kind, one.integer("StructParent"), says.strip(), hidden, field
            )


def _meet(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    """True unless they are two rectangles, each given by any two corners, that lie apart."""
    if len(one) != 4 or len(two) != 4:
        return True
    return all(
        min(one[at], one[at + 2]) <= max(two[at], two[at + 2])
        and min(two[at], two[at + 2]) <= max(one[at], one[at + 2])
        for at in (0, 1)
    )

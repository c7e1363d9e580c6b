"""From a PDF that a packet cannot hold to the reasons: each is a value, with a hint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from press.imposition.annotations import inherited
from press.imposition.source import SourcePage
from press.pdf.objects import Array, Dictionary, Objects, Stream

MAX_PAGES = 50
MAX_BYTES = 25_000_000
SMALLEST, LARGEST = 72, 1300  # points: width or height of a page
MAX_FIELDS = 10_000
TEXTLESS = ("Link", "Popup")  # kinds of annotations that show no text of their own
HIDDEN, NO_VIEW = 0x02, 0x20  # flags of annotations (ISO 32000-1, table 165)

PRINT = "Open it, print it to a new PDF, and use that one"
EXPORT = "Export it again as a PDF from the program that it was made with"


class IntakeReason(NamedTuple):
    """A reason to refuse a PDF.

    ``predicate`` begins with a verb; its subject is the file, or a page of it. ``page`` counts
    from 1, and is 0 for the whole file.
    """

    code: str
    predicate: str
    hint: str
    page: int = 0


class IntakeRefusedError(Exception):
    """A PDF cannot be part of a packet, for all these reasons."""

    def __init__(self, *reasons: IntakeReason) -> None:
        self.reasons = reasons
        super().__init__(*reasons)


DAMAGED = IntakeReason("K01", "cannot be read: it is damaged, or no PDF at all", EXPORT)
LOCKED = IntakeReason(
    "K02",
    "is protected by encryption",
    "Ask who made it for one without protection, or print it to a new PDF",
)
XFA = IntakeReason("K03", "is an XFA form, which Acrobat alone can turn into pages", PRINT)
BROKEN = DAMAGED._replace(predicate="is damaged: a part of it cannot be unpacked")
PORTFOLIO = IntakeReason(
    "K03",
    "is a portfolio: its documents are files within it",
    "Save them out of it in Acrobat, and use those",
)
TOO_LONG = IntakeReason(
    "K04", f"has more than {MAX_PAGES} pages", "Split it, and make a part of each"
)
TOO_LARGE = IntakeReason(
    "K04",
    f"is larger than {MAX_BYTES // 1_000_000} MB",
    "Make its pictures smaller, or print it to a new PDF",
)
TOO_MUCH = IntakeReason("K04", "takes too long, or too much memory, to be looked through", PRINT)
PIXELS = IntakeReason(
    "K04",
    "holds a picture of more than 100 megapixels",
    "Make it smaller, or scan it again at 300 dpi",
)
UNPACKED = IntakeReason(
    "K04", "is far larger than it seems: something in it unpacks without end", PRINT
)
SIGNED = IntakeReason(
    "K05",
    "is signed, and the signature would not hold in a packet",
    "Print it to a new PDF, and keep the signed one",
)
LAYERS = IntakeReason("K06", "has layers that are not shown, or not always", PRINT)
FILLED = IntakeReason("K07", "has a form field that is filled in", PRINT)
ANNOTATED = IntakeReason("K07", "has comments, stamps or typed text lying on it", PRINT)
PAGE_SIZE = IntakeReason(
    "K08",
    "is smaller than 1 in or larger than 18 in on a side",
    "Print it to a new PDF on usual paper",
)
ROTATION = IntakeReason("K08", "is turned by an angle that is none of a sheet of paper", PRINT)
CHANGED = IntakeReason("K09", "would not look the same in the packet", PRINT)


def refusals(objects: Objects, pages: Sequence[SourcePage]) -> Iterator[IntakeReason]:
    """Yield each kind of reason once for the file, or once for each page that has it."""
    form = objects.subdictionary(objects.catalog, "AcroForm")
    if objects.get(form, "XFA") is not None:
        yield XFA
    if _is_signed(objects, form):
        yield SIGNED
    if _has_hidden_layers(objects):
        yield LAYERS
    for page in pages:
        reasons = [
            *_check_geometry(objects, page),
            *_check_contents(objects, page),
            *_check_annotations(objects, page),
        ]
        yield from (reason._replace(page=page.number) for reason in dict.fromkeys(reasons))


def _check_geometry(objects: Objects, page: SourcePage) -> Iterator[IntakeReason]:
    sides = (page.box.width * page.unit, page.box.height * page.unit)
    if not all(SMALLEST <= side <= LARGEST for side in sides):
        yield PAGE_SIZE
    if (objects.integer(page.entries, "Rotate") or 0) % 90:
        yield ROTATION


def _check_contents(objects: Objects, page: SourcePage) -> Iterator[IntakeReason]:
    """Yield a reason for a missing content stream: every program would show a blank page."""
    contents = objects.get(page.entries, "Contents")
    parts = []
    if isinstance(contents, Array):
        parts = list(list.__iter__(contents))
    elif "/Contents" in page.entries:
        parts = [contents]
    if not all(isinstance(objects.resolve(part), Stream) for part in parts):
        yield DAMAGED._replace(predicate="is damaged: its content is missing")


def _check_annotations(objects: Objects, page: SourcePage) -> Iterator[IntakeReason]:
    for raw in objects.each(page.entries, "Annots"):
        annotation = objects.dictionary(raw)
        kind = objects.name(annotation, "Subtype")
        if kind == "Widget":
            if _is_filled(objects, annotation):
                yield FILLED
        elif kind and kind not in TEXTLESS and _is_shown(objects, annotation):
            yield ANNOTATED


def _is_shown(objects: Objects, annotation: Dictionary) -> bool:
    return not (objects.integer(annotation, "F") or 0) & (HIDDEN | NO_VIEW)


def _is_filled(objects: Objects, widget: Dictionary) -> bool:
    kind, value = inherited(objects, widget, "FT"), inherited(objects, widget, "V")
    if kind == "/Btn":
        return objects.name(widget, "AS") not in ("", "Off") or value not in (None, "/Off", "")
    if kind == "/Sig":
        return False  # a signature has a reason of its own
    return bool(value) if isinstance(value, (str, bytes, Array, Stream)) else value is not None


def _is_signed(objects: Objects, form: Dictionary) -> bool:
    """Return True if a field holds a signature, or the whole file is certified."""
    if objects.get(objects.subdictionary(objects.catalog, "Perms"), "DocMDP") is not None:
        return True
    stack, count = objects.each(form, "Fields"), 0
    while stack and count < MAX_FIELDS:
        field = objects.dictionary(stack.pop())
        count += 1
        if objects.name(field, "FT") == "Sig" and objects.get(field, "V") is not None:
            return True
        stack += objects.each(field, "Kids")
    return False


def _has_hidden_layers(objects: Objects) -> bool:
    """Return True if a layer is off, or is on only on paper or only on a screen."""
    layers = objects.subdictionary(objects.catalog, "OCProperties")
    default = objects.subdictionary(layers, "D")
    if objects.each(default, "OFF"):
        return True
    if objects.name(default, "BaseState") not in ("", "ON", "Unchanged"):
        return True
    usages = (
        objects.subdictionary(objects.dictionary(layer), "Usage")
        for layer in objects.each(layers, "OCGs")
    )
    return bool(objects.each(default, "AS")) and any(_is_off(objects, usage) for usage in usages)


def _is_off(objects: Objects, usage: Dictionary) -> bool:
    """Return True if a layer is off in print, on a screen or in an export."""
    states = (
        objects.name(objects.subdictionary(usage, kind), f"{kind}State")
        for kind in ("Print", "View", "Export")
    )
    return "OFF" in states

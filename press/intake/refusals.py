"""What a PDF has that a packet cannot hold: each reason as a value, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from press.imposition.annotations import inherited
from press.imposition.source import SourcePage
from press.pdf.objects import Array, Dictionary, Objects, Stream

MOST_PAGES = 50
MOST_BYTES = 25_000_000
SMALLEST, LARGEST = 72, 1300  # points: a side of a page
MOST_FIELDS = 10_000
LINKS = ("Link", "Popup")  # kinds of annotations that show no text of their own

PRINT = "Open it, print it to a new PDF, and use that one"
AGAIN = "Export it again as a PDF from the program that it was made with"


class IntakeReason(NamedTuple):
    """Why a PDF is not taken: ``says`` begins with a verb, for the file or its ``page`` (0: the file) is the subject."""

    code: str
    says: str
    hint: str
    page: int = 0


class IntakeRefusedError(Exception):
    """Carries the reasons, all that were found."""

    def __init__(self, *reasons: IntakeReason) -> None:
        self.reasons = reasons
        super().__init__(*reasons)


DAMAGED = IntakeReason("K01", "cannot be read: it is damaged, or no PDF at all", AGAIN)
LOCKED = IntakeReason(
    "K02",
    "is protected by encryption",
    "Ask who made it for one without protection, or print it to a new PDF",
)
XFA = IntakeReason("K03", "is an XFA form, which Acrobat alone can turn into pages", PRINT)
BROKEN = DAMAGED._replace(says="is damaged: a part of it cannot be unpacked")
PORTFOLIO = IntakeReason(
    "K03",
    "is a portfolio: its documents are files within it",
    "Save them out of it in Acrobat, and use those",
)
TOO_LONG = IntakeReason(
    "K04", f"has more than {MOST_PAGES} pages", "Split it, and make a part of each"
)
TOO_LARGE = IntakeReason(
    "K04",
    f"is larger than {MOST_BYTES // 1_000_000} MB",
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
NOTED = IntakeReason("K07", "has comments, stamps or typed text lying on it", PRINT)
SIZED = IntakeReason(
    "K08",
    "is smaller than 1 in or larger than 18 in on a side",
    "Print it to a new PDF on usual paper",
)
TURNED = IntakeReason("K08", "is turned by an angle that is none of a sheet of paper", PRINT)
CHANGED = IntakeReason("K09", "would not look the same in the packet", PRINT)


def refusals(objects: Objects, pages: Sequence[SourcePage]) -> Iterator[IntakeReason]:
    """Each kind of reason once for the file, or once for each page that has it."""
    form = objects.below(objects.catalog, "AcroForm")
    if objects.get(form, "XFA") is not None:
        yield XFA
    if _signed(objects, form):
        yield SIGNED
    if _layered(objects):
        yield LAYERS
    for page in pages:
        found = [*_sized(objects, page), *_broken(objects, page), *_annotated(objects, page)]
        yield from (reason._replace(page=page.number) for reason in dict.fromkeys(found))


def _sized(objects: Objects, page: SourcePage) -> Iterator[IntakeReason]:
    if not all(
        SMALLEST <= side * page.unit <= LARGEST for side in (page.box.width, page.box.height)
    ):
        yield SIZED
    if (objects.integer(page.entries, "Rotate") or 0) % 90:
        yield TURNED


def _broken(objects: Objects, page: SourcePage) -> Iterator[IntakeReason]:
    """A page whose content is named and not there is blank for every program, and nobody notices."""
    contents = objects.get(page.entries, "Contents")
    named = "/Contents" in page.entries
    parts = (
        list(list.__iter__(contents))
        if isinstance(contents, Array)
        else [contents]
        if named
        else []
    )
    if not all(isinstance(objects.at(part), Stream) for part in parts):
        yield DAMAGED._replace(says="is damaged: its content is missing")


def _annotated(objects: Objects, page: SourcePage) -> Iterator[IntakeReason]:
    for raw in objects.each(page.entries, "Annots"):
        note = objects.dictionary(raw)
        kind = objects.name(note, "Subtype")
        if kind == "Widget":
            if _is_filled(objects, note):
                yield FILLED
        elif kind and kind not in LINKS and _is_shown(objects, note):
            yield NOTED


def _is_shown(objects: Objects, note: Dictionary) -> bool:
    """Unless it is hidden (ISO 32000-1, table 165)."""
    return not (objects.integer(note, "F") or 0) & (0x02 | 0x20)


def _is_filled(objects: Objects, note: Dictionary) -> bool:
    kind, value = inherited(objects, note, "FT"), inherited(objects, note, "V")
    if kind == "/Btn":
        return objects.name(note, "AS") not in ("", "Off") or value not in (None, "/Off", "")
    if kind == "/Sig":
        return False  # that is another reason
    return bool(value) if isinstance(value, (str, bytes, Array, Stream)) else value is not None


def _signed(objects: Objects, form: Dictionary) -> bool:
    """True if a field holds a signature, or the whole file is certified."""
    if objects.get(objects.below(objects.catalog, "Perms"), "DocMDP") is not None:
        return True
    waiting, met = objects.each(form, "Fields"), 0
    while waiting and met < MOST_FIELDS:
        field = objects.dictionary(waiting.pop())
        met += 1
        if objects.name(field, "FT") == "Sig" and objects.get(field, "V") is not None:
            return True
        waiting += objects.each(field, "Kids")
    return False


def _layered(objects: Objects) -> bool:
    """True if a layer is off, or is on only on paper or only on a screen."""
    layers = objects.below(objects.catalog, "OCProperties")
    usual = objects.below(layers, "D")
    if objects.each(usual, "OFF") or objects.name(usual, "BaseState") not in (
        "",
        "ON",
        "Unchanged",
    ):
        return True
    usages = (
        objects.below(objects.dictionary(layer), "Usage") for layer in objects.each(layers, "OCGs")
    )
    return bool(objects.each(usual, "AS")) and any(_differs(objects, usage) for usage in usages)


def _differs(objects: Objects, usage: Dictionary) -> bool:
    states = (
        objects.name(objects.below(usage, kind), f"{kind}State")
        for kind in ("Print", "View", "Export")
    )
    return "OFF" in states

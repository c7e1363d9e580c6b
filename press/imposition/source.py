"""From the bytes of somebody's PDF to its pages, or to the one Problem that keeps them off paper."""

from __future__ import annotations

from dataclasses import dataclass

from press.imposition.refusals import NO_PAGES, PORTFOLIO, XFA, Reason, protected, refused
from press.paper import SHEETS
from press.pdf.boxes import PageBox
from press.pdf.objects import Dictionary, LockedPdfError, Objects

MOST_PAGES = 1_000
MOST_BYTES = 200_000_000
FAR = 1e6  # points: beyond it a number of the file is no place on paper


@dataclass(frozen=True, slots=True)
class SourcePage:
    """``number`` counts from 1; ``reference`` is its object's number, ``key`` its key in the parent tree.

    ``box`` is what is seen of it, ``turn`` its rotation in degrees clockwise, ``unit`` what one of its units is in points.
    """

    number: int
    reference: int
    key: int | None
    entries: Dictionary
    box: PageBox
    turn: int
    unit: float

    @property
    def lies(self) -> bool:
        """True if it is seen wider than high."""
        across, up = (
            (self.box.height, self.box.width)
            if self.turn % 180
            else (self.box.width, self.box.height)
        )
        return across > up


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was opened."""

    file: str
    data: bytes
    objects: Objects
    pages: tuple[SourcePage, ...]


def open_source(data: bytes, file: str) -> SourceFile:
    """Raises ContentError where the file cannot be put onto sheets."""
    if len(data) > MOST_BYTES:
        message = f"The PDF is larger than {MOST_BYTES // 1_000_000} MB"
        raise refused(file, "S04", Reason(message, "Split it, or make its pictures smaller"))
    try:
        objects = Objects(data)
        found = list(objects.pages())
        pages = tuple(
            _page(objects, number, *one) for number, one in enumerate(found[: MOST_PAGES + 1], 1)
        )
    except LockedPdfError:
        raise protected(data, file) from None
    if reason := _pageless(objects, pages):
        raise refused(file, "S03", reason)
    if not pages:
        raise refused(file, "S01", NO_PAGES)
    if len(pages) > MOST_PAGES:
        message = f"The PDF has {len(found):,} pages; {MOST_PAGES:,} are the most that are put onto sheets at once"
        raise refused(file, "S04", Reason(message, "Split it first"), MOST_PAGES + 1)
    return SourceFile(file, data, objects, pages)


def _pageless(objects: Objects, pages: tuple[SourcePage, ...]) -> Reason | None:
    """Why the pages are not what the file is about, if they are not.

    A form by XFA has its pages in that alone if it says so, or has no fields beside it; many have both, and are fine.
    """
    catalog = objects.catalog
    form = objects.below(catalog, "AcroForm")
    alone = objects.is_true(catalog, "NeedsRendering") or not objects.each(form, "Fields")
    if alone and objects.get(form, "XFA") is not None:
        return XFA
    return PORTFOLIO if objects.get(catalog, "Collection") is not None and len(pages) <= 1 else None


def _page(objects: Objects, number: int, reference: int, entries: Dictionary) -> SourcePage:
    sheet = SHEETS["letter"]
    paper = _box(objects, entries, "MediaBox") or PageBox(0, 0, sheet.width, sheet.height)
    box = (_box(objects, entries, "CropBox") or paper).within(paper)
    turn = objects.integer(entries, "Rotate") or 0
    units = objects.numbers(entries, "UserUnit")
    unit = units[0] if units and 0 < units[0] <= FAR else 1.0
    seen = box if box.width and box.height else paper
    seen = _trimmed(objects, entries, seen)
    return SourcePage(
        number,
        reference,
        objects.integer(entries, "StructParents"),
        entries,
        seen,
        turn % 360 // 90 * 90,
        unit,
    )


def _trimmed(objects: Objects, entries: Dictionary, seen: PageBox) -> PageBox:
    """Without the marks for a print shop, and what is cut off there; a trim of less than half is taken for a mistake."""
    trim = (_box(objects, entries, "TrimBox") or seen).within(seen)
    return trim if 2 * trim.width > seen.width and 2 * trim.height > seen.height else seen


def _box(objects: Objects, entries: Dictionary, key: str) -> PageBox | None:
    """Given by any two corners; None where it is none, or a line or a point."""
    numbers = objects.numbers(entries, key)
    if len(numbers) != 4 or not all(abs(one) <= FAR for one in numbers):
        return None
    across, up = sorted(numbers[::2]), sorted(numbers[1::2])
    box = PageBox(across[0], up[0], across[1], up[1])
    return box if box.width and box.height else None

"""From the bytes of any PDF to its pages, or to the one Problem that refuses it."""

from __future__ import annotations

from dataclasses import dataclass

from press.imposition.refusals import (
    NO_PAGES,
    PORTFOLIO,
    XFA,
    Reason,
    protected_error,
    refusal_error,
)
from press.paper import SHEETS
from press.pdf.boxes import PageBox
from press.pdf.objects import Dictionary, LockedPdfError, Objects
from press.problems import ContentError

MAX_PAGES = 1_000
MAX_BYTES = 200_000_000
LIMIT = 1e6  # points: a coordinate beyond it is no place on paper


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of a source file.

    ``number`` counts from 1. ``reference`` is the page's object number, ``key`` its key in the
    parent tree. ``box`` is its visible part, in its own units. ``turn`` is its rotation in degrees
    clockwise, and ``unit`` the length of one unit in points.
    """

    number: int
    reference: int
    key: int | None
    entries: Dictionary
    box: PageBox
    turn: int
    unit: float

    @property
    def is_landscape(self) -> bool:
        """True if the page is displayed wider than high."""
        if self.turn % 180:
            return self.box.height > self.box.width
        return self.box.width > self.box.height


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was opened, with its name, bytes, objects and pages."""

    file: str
    data: bytes
    objects: Objects
    pages: tuple[SourcePage, ...]


def too_large(file: str) -> ContentError:
    """Return the problem of a file with more than MAX_BYTES bytes."""
    message = f"The PDF is larger than {MAX_BYTES // 1_000_000} MB"
    return refusal_error(file, "S04", Reason(message, "Split it, or make its pictures smaller"))


def open_source(data: bytes, file: str) -> SourceFile:
    """Open a file. Raises ContentError if it cannot be imposed, and BrokenError if it is broken."""
    if len(data) > MAX_BYTES:
        raise too_large(file)
    try:
        objects = Objects(data)
        entries = list(objects.pages())
        pages = tuple(
            _page(objects, number, *page) for number, page in enumerate(entries[: MAX_PAGES + 1], 1)
        )
    except LockedPdfError:
        raise protected_error(data, file) from None
    if reason := _pages_elsewhere(objects, pages):
        raise refusal_error(file, "S03", reason)
    if not pages:
        raise refusal_error(file, "S01", NO_PAGES)
    if len(pages) > MAX_PAGES:
        message = (
            f"The PDF has {len(entries):,} pages; "
            f"{MAX_PAGES:,} are the most that are put onto sheets at once"
        )
        raise refusal_error(file, "S04", Reason(message, "Split it first"), MAX_PAGES + 1)
    return SourceFile(file, data, objects, pages)


def _pages_elsewhere(objects: Objects, pages: tuple[SourcePage, ...]) -> Reason | None:
    """Return why the real content is not in the pages; None if it is.

    The pages of an XFA form are missing if the file asks for rendering or has no other fields.
    Many files have both kinds of form, and are fine.
    """
    catalog = objects.catalog
    form = objects.subdictionary(catalog, "AcroForm")
    alone = objects.is_true(catalog, "NeedsRendering") or not objects.each(form, "Fields")
    if alone and objects.get(form, "XFA") is not None:
        return XFA
    return PORTFOLIO if objects.get(catalog, "Collection") is not None and len(pages) <= 1 else None


def _page(objects: Objects, number: int, reference: int, entries: Dictionary) -> SourcePage:
    sheet = SHEETS["letter"]
    paper = _box(objects, entries, "MediaBox") or PageBox(0, 0, sheet.width, sheet.height)
    box = (_box(objects, entries, "CropBox") or paper).intersection(paper)
    turn = objects.integer(entries, "Rotate") or 0
    units = objects.numbers(entries, "UserUnit")
    unit = units[0] if units and 0 < units[0] <= LIMIT else 1.0
    visible = box if box.width and box.height else paper
    visible = _trimmed(objects, entries, visible)
    return SourcePage(
        number,
        reference,
        objects.integer(entries, "StructParents"),
        entries,
        visible,
        turn % 360 // 90 * 90,
        unit,
    )


def _trimmed(objects: Objects, entries: Dictionary, visible: PageBox) -> PageBox:
    """Return the trim box, which is without bleed and printer's marks.

    A trim box of less than half the width or height is ignored: it is probably wrong.
    """
    trim = (_box(objects, entries, "TrimBox") or visible).intersection(visible)
    if 2 * trim.width > visible.width and 2 * trim.height > visible.height:
        return trim
    return visible


def _box(objects: Objects, entries: Dictionary, key: str) -> PageBox | None:
    """Return a box, which the file gives by any two corners; None if it has no area."""
    numbers = objects.numbers(entries, key)
    if len(numbers) != 4 or not all(abs(number) <= LIMIT for number in numbers):
        return None
    across, up = sorted(numbers[::2]), sorted(numbers[1::2])
    box = PageBox(across[0], up[0], across[1], up[1])
    return box if box.width and box.height else None

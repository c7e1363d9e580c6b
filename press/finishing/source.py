"""From the bytes of somebody's PDF to its pages, or to the one Problem that keeps them off paper."""

from __future__ import annotations

from dataclasses import dataclass

from press.finishing.boxes import Box
from press.finishing.objects import LOCKED, Dictionary, Objects
from press.paper import SHEETS
from press.problems import ContentError, Place, Problem

MOST_PAGES = 1_000
MOST_BYTES = 200_000_000
FAR = 1e6  # points: beyond it a number of the file is no place on paper


@dataclass(frozen=True, slots=True)
class Page:
    """``number`` counts from 1; ``reference`` is its object's number, ``key`` its key in the parent tree.

    ``box`` is what is seen of it, ``turn`` its rotation in degrees clockwise, ``unit`` what one of its units is in points.
    """

    number: int
    reference: int
    key: int | None
    entries: Dictionary
    box: Box
    turn: int
    unit: float


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was opened."""

    file: str
    objects: Objects
    pages: tuple[Page, ...]


def open_source(data: bytes, file: str) -> Source:
    """Raises ContentError where the file cannot be put onto sheets, or whatever a broken file causes."""
    if len(data) > MOST_BYTES:
        raise refused(file, "S04", f"The PDF is larger than {MOST_BYTES // 1_000_000} MB", "Split it, or make its pictures smaller")
    try:
        objects = Objects(data)
    except LOCKED:
        raise _locked(file) from None
    if objects.protected:
        raise _locked(file)
    form = objects.below(objects.catalog, "AcroForm")
    if objects.get(form, "XFA") is not None:
        hint = "Open it in Acrobat, print it to a new PDF, and use that one"
        raise refused(file, "S03", "The PDF is an XFA form, which Acrobat alone can turn into pages", hint)
    found = list(objects.pages())
    if not found:
        raise refused(file, "S01", "The PDF has no pages", "Make it again from its source")
    if len(found) > MOST_PAGES:
        message = f"The PDF has {len(found):,} pages; {MOST_PAGES:,} are the most that are put onto sheets at once"
        raise refused(file, "S04", message, "Split it first", MOST_PAGES + 1)
    pages = (_page(objects, number, *one) for number, one in enumerate(found, 1))
    return Source(file, objects, tuple(pages))


def refused(file: str, code: str, message: str, hint: str, page: int = 1) -> ContentError:
    return ContentError([Problem(Place(file, page), code, message, hint)])


def unreadable(file: str) -> ContentError:
    return refused(file, "S01", "The PDF cannot be read", "Make it again from its source; it may be damaged, or no PDF at all")


def _locked(file: str) -> ContentError:
    hint = "Ask who made it for a copy without protection, or print this one as it is"
    return refused(file, "S02", "The PDF is protected by encryption", hint)


def _page(objects: Objects, number: int, reference: int, entries: Dictionary) -> Page:
    sheet = SHEETS["letter"]
    paper = _box(objects, entries, "MediaBox") or Box(0, 0, sheet.width, sheet.height)
    box = (_box(objects, entries, "CropBox") or paper).within(paper)
    turn = objects.integer(entries, "Rotate") or 0
    units = objects.numbers(entries, "UserUnit")
    unit = units[0] if units and 0 < units[0] <= FAR else 1.0
    seen = box if box.width and box.height else paper
    return Page(number, reference, objects.integer(entries, "StructParents"), entries, seen, turn % 360 // 90 * 90, unit)


def _box(objects: Objects, entries: Dictionary, key: str) -> Box | None:
    """Given by any two corners; None where it is none, or a line or a point."""
    numbers = objects.numbers(entries, key)
    if len(numbers) != 4 or not all(abs(one) <= FAR for one in numbers):
        return None
    across, up = sorted(numbers[::2]), sorted(numbers[1::2])
    box = Box(across[0], up[0], across[1], up[1])
    return box if box.width and box.height else None

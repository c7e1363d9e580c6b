"""From a page's annotations to what becomes of them on a sheet: links move, what prints is painted, the rest is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from press.imposition.destinations import Targets
from press.imposition.source import SourcePage
from press.pdf.boxes import Matrix, PageBox, boxed, moved, stretched
from press.pdf.objects import (
    Dictionary,
    Name,
    Objects,
    Reference,
    Stream,
    array,
    dictionary,
    number_of,
)

HIDDEN, PRINTED = 0x02, 0x04  # flags of annotations (ISO 32000-1, table 165)
RADIO, PUSH = 1 << 15, 1 << 16  # flags of buttons (table 226)
KEPT = ("Type", "Subtype", "Border", "BS", "C", "H", "F", "Contents", "StructParent", "NM", "Lang")
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


class Appearance(NamedTuple):
    """What an annotation looks like on paper: a form to paint with a matrix in the page's coordinates, or nothing.

    ``number`` is its object's; ``field`` is the kind of form field that it is (table 348), and ``says`` its name.
    ``area`` is False of what takes no room on the page, as many a signature does; ``filled`` is True of a field with words.
    """

    number: int
    form: Reference | None = None
    matrix: Matrix = UNIT
    field: str = ""
    says: object = None
    area: bool = True
    filled: bool = False


class PageAnnotations(NamedTuple):
    """What becomes of a page's annotations: links in their new places, and the looks of all others."""

    links: tuple[Reference, ...]
    looks: tuple[Appearance, ...]


def noted(
    objects: Objects, page: SourcePage, sheet: Reference, matrix: Matrix, targets: Targets
) -> PageAnnotations:
    """All of a page's, put onto a sheet with a matrix; a link's object is replaced by a new one, others by none."""
    links: list[Reference] = []
    looks: list[Appearance] = []
    for raw in objects.each(page.entries, "Annots"):
        note = objects.dictionary(raw)
        kind, number = objects.name(note, "Subtype"), number_of(raw)
        new = None
        if kind == "Link":
            new = objects.add(_link(objects, note, sheet, matrix, targets))
            links.append(new)
        elif kind and kind != "Popup":  # which is a part of another
            looks.append(_look(objects, note, number))
        if number:
            objects.replaced[number] = new
    return PageAnnotations(tuple(links), tuple(looks))


def _link(
    objects: Objects, note: Dictionary, sheet: Reference, matrix: Matrix, targets: Targets
) -> Dictionary:
    made = Dictionary(
        {Name(f"/{key}"): dict.get(note, f"/{key}") for key in KEPT if f"/{key}" in note}
    )
    box = boxed(matrix, _box(objects, note, "Rect"))
    made.update(dictionary(Rect=array([float(one) for one in box]), P=sheet))
    if quads := list(_quads(objects, note, matrix)):
        made.update(dictionary(QuadPoints=array(quads)))
    made.update(targets.of(note))
    return made


def _quads(objects: Objects, note: Dictionary, matrix: Matrix) -> Iterator[float]:
    numbers = objects.numbers(note, "QuadPoints")
    for x, y in zip(numbers[::2], numbers[1::2], strict=False):
        yield from moved(matrix, x, y)


def _look(objects: Objects, note: Dictionary, number: int) -> Appearance:
    """What a printer would show of it (12.5.5)."""
    rect = _box(objects, note, "Rect")
    look = Appearance(number, area=rect.width > 0 and rect.height > 0)
    if objects.name(note, "Subtype") == "Widget":
        look = look._replace(field=_field(objects, note), says=inherited(objects, note, "TU"))
        look = look._replace(filled=look.field == "tv" and bool(inherited(objects, note, "V")))
    flags = objects.integer(note, "F") or 0
    raw = dict.get(objects.below(note, "AP"), "/N")
    if not isinstance(objects.at(raw), Stream):  # one for each of its states
        raw = dict.get(objects.dictionary(raw), f"/{objects.name(note, 'AS')}")
    form = objects.at(raw)
    if (
        not flags & PRINTED
        or flags & HIDDEN
        or not isinstance(form, Stream)
        or not isinstance(raw, Reference)
    ):
        return look
    form.update(dictionary(Type="XObject", Subtype="Form"))
    own = objects.numbers(form, "Matrix")
    shape = boxed(
        (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else UNIT,
        _box(objects, form, "BBox"),
    )
    return look._replace(form=raw, matrix=stretched(shape, rect))


def _field(objects: Objects, note: Dictionary) -> str:
    """The role of a form field that is printed: text value, check box, radio or push button."""
    if inherited(objects, note, "FT") != "/Btn":
        return "tv"
    flags = inherited(objects, note, "Ff")
    flags = flags if isinstance(flags, int) else 0
    return "rb" if flags & RADIO else "pb" if flags & PUSH else "cb"


def inherited(objects: Objects, field: Dictionary, key: str) -> object:
    """The entry of a form field, or of those that it is a part of."""
    for _ in range(8):
        if (value := objects.get(field, key)) is not None:
            return value
        field = objects.below(field, "Parent")
    return None


def _box(objects: Objects, of: Dictionary, key: str) -> PageBox:
    numbers = objects.numbers(of, key)
    if len(numbers) != 4:
        return PageBox(0, 0, 0, 0)
    across, up = sorted(numbers[::2]), sorted(numbers[1::2])
    return PageBox(across[0], up[0], across[1], up[1])

"""From a page's annotations to a sheet's: links move, printed appearances are painted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from press.imposition.destinations import Destinations
from press.imposition.source import SourcePage
from press.pdf.boxes import Matrix, PageBox, map_box, transform_box, transform_point
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
# The entries that a link keeps.
KEYS = ("Type", "Subtype", "Border", "BS", "C", "H", "F", "Contents", "StructParent", "NM", "Lang")
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


class Appearance(NamedTuple):
    """The appearance of an annotation on paper.

    ``number`` is the annotation's object number. ``form`` is the Form XObject to paint, None if
    the annotation does not print; ``matrix`` maps it to the page's coordinates. ``field`` is the
    Role of a form field in a PrintField attribute (table 348), and ``description`` its TU entry.
    ``has_area`` is False for an annotation of no size, such as many signatures. ``filled`` is True
    for a field that contains text.
    """

    number: int
    form: Reference | None = None
    matrix: Matrix = UNIT
    field: str = ""
    description: object = None
    has_area: bool = True
    filled: bool = False


class PageAnnotations(NamedTuple):
    """The links of a page in their new places, and the appearances of its other annotations."""

    links: tuple[Reference, ...]
    appearances: tuple[Appearance, ...]


def convert_annotations(
    objects: Objects,
    page: SourcePage,
    sheet: Reference,
    matrix: Matrix,
    destinations: Destinations,
) -> PageAnnotations:
    """Return the annotations of a page that is placed on a sheet with a matrix.

    In ``objects.replaced``, a new object replaces each link, and None any other annotation.
    """
    links: list[Reference] = []
    appearances: list[Appearance] = []
    for raw in objects.each(page.entries, "Annots"):
        annotation = objects.dictionary(raw)
        kind, number = objects.name(annotation, "Subtype"), number_of(raw)
        new = None
        if kind == "Link":
            new = objects.add(_link(objects, annotation, sheet, matrix, destinations))
            links.append(new)
        elif kind and kind != "Popup":  # a popup is a part of another annotation
            appearances.append(_appearance(objects, annotation, number))
        if number:
            objects.replaced[number] = new
    return PageAnnotations(tuple(links), tuple(appearances))


def _link(
    objects: Objects,
    annotation: Dictionary,
    sheet: Reference,
    matrix: Matrix,
    destinations: Destinations,
) -> Dictionary:
    link = Dictionary(
        {
            Name(f"/{key}"): dict.get(annotation, f"/{key}")
            for key in KEYS
            if f"/{key}" in annotation
        }
    )
    box = transform_box(matrix, _box(objects, annotation, "Rect"))
    link.update(dictionary(Rect=array([float(edge) for edge in box]), P=sheet))
    if quads := list(_quads(objects, annotation, matrix)):
        link.update(dictionary(QuadPoints=array(quads)))
    link.update(destinations.entry(annotation))
    return link


def _quads(objects: Objects, annotation: Dictionary, matrix: Matrix) -> Iterator[float]:
    numbers = objects.numbers(annotation, "QuadPoints")
    for x, y in zip(numbers[::2], numbers[1::2], strict=False):
        yield from transform_point(matrix, x, y)


def _appearance(objects: Objects, annotation: Dictionary, number: int) -> Appearance:
    """Return what a printer shows of an annotation (12.5.5)."""
    rect = _box(objects, annotation, "Rect")
    appearance = Appearance(number, has_area=rect.width > 0 and rect.height > 0)
    if objects.name(annotation, "Subtype") == "Widget":
        field = _field_role(objects, annotation)
        appearance = appearance._replace(
            field=field,
            description=inherited(objects, annotation, "TU"),
            filled=field == "tv" and bool(inherited(objects, annotation, "V")),
        )
    flags = objects.integer(annotation, "F") or 0
    raw = dict.get(objects.subdictionary(annotation, "AP"), "/N")
    if not isinstance(objects.resolve(raw), Stream):  # a dictionary with a form for each state
        raw = dict.get(objects.dictionary(raw), f"/{objects.name(annotation, 'AS')}")
    form = objects.resolve(raw)
    if (
        not flags & PRINTED
        or flags & HIDDEN
        or not isinstance(form, Stream)
        or not isinstance(raw, Reference)
    ):
        return appearance
    form.update(dictionary(Type="XObject", Subtype="Form"))
    box = transform_box(_matrix(objects, form), _box(objects, form, "BBox"))
    return appearance._replace(form=raw, matrix=map_box(box, rect))


def _matrix(objects: Objects, form: Dictionary) -> Matrix:
    numbers = objects.numbers(form, "Matrix")
    if len(numbers) != 6:
        return UNIT
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _field_role(objects: Objects, annotation: Dictionary) -> str:
    """Return the Role of a printed form field: text value, check box, radio or push button."""
    if inherited(objects, annotation, "FT") != "/Btn":
        return "tv"
    flags = inherited(objects, annotation, "Ff")
    flags = flags if isinstance(flags, int) else 0
    return "rb" if flags & RADIO else "pb" if flags & PUSH else "cb"


def inherited(objects: Objects, field: Dictionary, key: str) -> object:
    """Return an entry of a form field or of its nearest parent that has it; else None."""
    for _ in range(8):
        if (value := objects.get(field, key)) is not None:
            return value
        field = objects.subdictionary(field, "Parent")
    return None


def _box(objects: Objects, owner: Dictionary, key: str) -> PageBox:
    numbers = objects.numbers(owner, key)
    if len(numbers) != 4:
        return PageBox(0, 0, 0, 0)
    across, up = sorted(numbers[::2]), sorted(numbers[1::2])
    return PageBox(across[0], up[0], across[1], up[1])

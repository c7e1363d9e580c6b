"""From pages to the sides of sheets: where each page is placed, and what is painted there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from press.brand.printers import Printer
from press.imposition.annotations import Appearance, PageAnnotations, convert_annotations
from press.imposition.bookmarks import bookmarks
from press.imposition.destinations import Destinations
from press.imposition.form_xobjects import page_form
from press.imposition.page_labels import side_labels
from press.imposition.refusals import DAMAGED, refusal_error
from press.imposition.schemes import BLANK, Scheme
from press.imposition.source import SourceFile, SourcePage
from press.imposition.structure import SheetTags
from press.paper import Sheet
from press.pdf.boxes import Matrix, PagePlacement, place_page
from press.pdf.objects import BrokenError, Dictionary, Objects, Reference, array, dictionary, stream


class PlacedPage(NamedTuple):
    """A page, the side that it is on, the form that it becomes, and its annotations."""

    page: SourcePage
    side: Reference
    form: Reference
    placement: PagePlacement
    annotations: PageAnnotations


class Imposition(NamedTuple):
    """The sides of all sheets, still empty, and the pages on them.

    ``order`` has the page numbers on each side, from 1, with BLANK for none.
    """

    sides: Sequence[Reference]
    pages: Sequence[PlacedPage]
    destinations: Destinations
    order: Sequence[Sequence[int]]


def place_pages(
    source: SourceFile, scheme: Scheme, paper: Sheet, printer: Printer | None
) -> Imposition:
    """Place every page on its side, moved by the offsets of the printer (None: not moved)."""
    objects, order = source.objects, scheme.order(len(source.pages))
    sides = [objects.add() for _ in order]
    cells = scheme.cells(paper)
    positions = {
        page: (side, cell)
        for side, pages in enumerate(order)
        for cell, page in enumerate(pages)
        if page != BLANK
    }
    side_of = {page.reference: sides[positions[page.number][0]] for page in source.pages}
    destinations, placed = Destinations(objects, side_of), []
    for page in source.pages:
        side, cell = positions[page.number]
        creep = scheme.creep(side, cell, len(order))
        placement = place_page(page.box, page.turn, page.unit, cells[cell], creep)
        if printer:
            offsets = printer.move(upright=not scheme.landscape, back=side % 2 == 1)
            placement = placement.shifted(*offsets)
        annotations = convert_annotations(
            objects, page, sides[side], placement.matrix, destinations
        )
        placed.append(PlacedPage(page, sides[side], objects.add(), placement, annotations))
    objects.replaced.update(side_of)
    return Imposition(sides, placed, destinations, order)


def navigation(objects: Objects, imposition: Imposition) -> Dictionary:
    """Return the catalog's entries for page labels, bookmarks and named destinations."""
    entries = dictionary(PageLabels=side_labels(objects, imposition.order))
    if outlines := bookmarks(objects, imposition.destinations):
        entries.update(dictionary(Outlines=outlines))
    if names := imposition.destinations.names():
        entries.update(dictionary(Names=names))
    return entries


def write_sides(
    source: SourceFile, imposition: Imposition, sheet: Sheet, tags: SheetTags | None
) -> Reference:
    """Write the sides and return their page tree. ``tags`` is None for a file without tags."""
    objects, sides = source.objects, imposition.sides
    tree = objects.add(dictionary(Type="Pages", Kids=array(list(sides)), Count=len(sides)))
    for side in sides:
        # In page order, which is that of the tags. On the outside of a booklet, the right page
        # comes first.
        pages = [placed for placed in imposition.pages if placed.side.idnum == side.idnum]
        entries = _side(source, pages, sheet, tags)
        entries.update(dictionary(Parent=tree))
        if tags and side.idnum in tags.keys:
            entries.update(dictionary(StructParents=tags.keys[side.idnum]))
        objects.put(side, entries)
    return tree


def _side(
    source: SourceFile, pages: Sequence[PlacedPage], sheet: Sheet, tags: SheetTags | None
) -> Dictionary:
    objects, operators, names = source.objects, [], {}
    for placed in pages:
        number, visible = placed.page.number, placed.placement.visible
        try:
            form = page_form(objects, placed.page, visible, tags is not None)
        except BrokenError:
            reason = DAMAGED._replace(message=f"Page {number} of the PDF is damaged")
            raise refusal_error(source.file, "S01", reason, number) from None
        objects.put(placed.form, form)
        matrix = placed.placement.matrix
        names[f"P{number}"] = placed.form
        # The form brings its own marked content, so no mark is needed around it.
        operators.append(f"q {_operands(matrix)} cm /P{number} Do Q")
        for index, appearance in enumerate(placed.annotations.appearances):
            if appearance.form is None:
                continue
            name = f"A{number}.{index}"
            names[name] = appearance.form
            operators.append(_paint(appearance, name, matrix, tags))
    content = objects.add(stream("\n".join(operators).encode("ascii"), dictionary()))
    entries = dictionary(
        Type="Page",
        MediaBox=array([0, 0, float(sheet.width), float(sheet.height)]),
        Contents=content,
        Resources=dictionary(XObject=dictionary(**names)),
    )
    if links := [link for placed in pages for link in placed.annotations.links]:
        entries.update(dictionary(Annots=array(list(links))))
    if tags:
        entries.update(dictionary(Tabs="S"))
    return entries


def _paint(appearance: Appearance, name: str, page: Matrix, tags: SheetTags | None) -> str:
    """Return the operators that paint an annotation, as marked content or as an artifact."""
    paints = f"q {_operands(page)} cm {_operands(appearance.matrix)} cm /{name} Do Q"
    if tags is None:
        return paints
    if appearance.number not in tags.marks:
        return f"/Artifact BMC {paints} EMC"
    tag, number = tags.marks[appearance.number]
    return f"/{tag} <</MCID {number}>> BDC {paints} EMC"


def _operands(matrix: Matrix) -> str:
    """Return the six numbers of a matrix, without trailing zeros."""
    return " ".join(f"{number + 0.0:.6f}".rstrip("0").rstrip(".") for number in matrix)

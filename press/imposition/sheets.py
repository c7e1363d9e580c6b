"""From pages to the sides of sheets: where each page stands, and what is painted there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from press.brand.printers import Printer
from press.imposition.annotations import Appearance, PageAnnotations, noted
from press.imposition.bookmarks import bookmarks
from press.imposition.destinations import Targets
from press.imposition.form_xobjects import page_form
from press.imposition.page_labels import side_labels
from press.imposition.refusals import DAMAGED, refused
from press.imposition.schemes import BLANK, Scheme
from press.imposition.source import SourceFile, SourcePage
from press.imposition.structure import Tagged
from press.paper import Sheet
from press.pdf.boxes import Matrix, PagePlacement, placed
from press.pdf.objects import BrokenError, Dictionary, Objects, Reference, array, dictionary, stream


class PlacedPage(NamedTuple):
    """A page, the side that it stands on, the form that it becomes, how that is put there, and its annotations."""

    page: SourcePage
    side: Reference
    form: Reference
    how: PagePlacement
    notes: PageAnnotations


class Imposition(NamedTuple):
    """The sides in order, still empty; the pages in order, each on its side; where links lead, and which pages are where."""

    sides: Sequence[Reference]
    stands: Sequence[PlacedPage]
    targets: Targets
    order: Sequence[Sequence[int]]


def laid_out(source: SourceFile, way: Scheme, paper: Sheet, printer: Printer | None) -> Imposition:
    """Every page in its place, moved by what the ``printer`` is off."""
    objects, order = source.objects, way.order(len(source.pages))
    sides = [objects.add() for _ in order]
    cells = way.cells(paper)
    wheres = {
        page: (side, cell)
        for side, pages in enumerate(order)
        for cell, page in enumerate(pages)
        if page != BLANK
    }
    now = {page.reference: sides[wheres[page.number][0]] for page in source.pages}
    targets, stands = Targets(objects, now), []
    for page in source.pages:
        at, cell = wheres[page.number]
        how = placed(page.box, page.turn, page.unit, cells[cell], way.creep(at, cell, len(order)))
        if printer:
            how = how.shifted(*printer.move(upright=not way.landscape, back=at % 2 == 1))
        notes = noted(objects, page, sides[at], how.matrix, targets)
        stands.append(PlacedPage(page, sides[at], objects.add(), how, notes))
    objects.replaced.update(now)
    return Imposition(sides, stands, targets, order)


def ways_in(objects: Objects, laid: Imposition) -> Dictionary:
    """The entries of the catalog that lead to sides, beside their tree: bookmarks, named places, and what they are called."""
    made = dictionary(PageLabels=side_labels(objects, laid.order))
    if outlines := bookmarks(objects, laid.targets):
        made.update(dictionary(Outlines=outlines))
    if names := laid.targets.names():
        made.update(dictionary(Names=names))
    return made


def write_sides(
    source: SourceFile, laid: Imposition, sheet: Sheet, tags: Tagged | None
) -> Reference:
    """Fill the sides; the tree of pages that they are. ``tags`` are None where the new file has none."""
    objects, sides = source.objects, laid.sides
    tree = objects.add(dictionary(Type="Pages", Kids=array(list(sides)), Count=len(sides)))
    for side in sides:
        # In the order of the pages, which is that of the tags: on the outside of a booklet the right one comes first.
        here = [stand for stand in laid.stands if stand.side.idnum == side.idnum]
        entries = _side(source, here, sheet, tags)
        entries.update(dictionary(Parent=tree))
        if tags and side.idnum in tags.keys:
            entries.update(dictionary(StructParents=tags.keys[side.idnum]))
        objects.put(side, entries)
    return tree


def _side(
    source: SourceFile, stands: Sequence[PlacedPage], sheet: Sheet, tags: Tagged | None
) -> Dictionary:
    objects, operators, names = source.objects, [], {}
    for stand in stands:
        try:
            objects.put(
                stand.form, page_form(objects, stand.page, stand.how.seen, tags is not None)
            )
        except BrokenError:
            page = stand.page.number
            raise refused(
                source.file,
                "S01",
                DAMAGED._replace(message=f"Page {page} of the PDF is damaged"),
                page,
            ) from None
        names[f"P{stand.page.number}"] = stand.form
        operators.append(
            f"q {_spelt(stand.how.matrix)} cm /P{stand.page.number} Do Q"
        )  # its own marks are inside it
        for at, look in enumerate(stand.notes.looks):
            if look.form is None:
                continue
            name = f"A{stand.page.number}.{at}"
            names[name] = look.form
            operators.append(_painted(look, name, stand.how.matrix, tags))
    content = objects.add(stream("\n".join(operators).encode("ascii"), dictionary()))
    entries = dictionary(
        Type="Page", MediaBox=array([0, 0, float(sheet.width), float(sheet.height)]), Contents=content,
        Resources=dictionary(XObject=dictionary(**names)),
    )  # fmt: skip
    if links := [link for stand in stands for link in stand.notes.links]:
        entries.update(dictionary(Annots=array(list(links))))
    if tags:
        entries.update(dictionary(Tabs="S"))
    return entries


def _painted(look: Appearance, name: str, page: Matrix, tags: Tagged | None) -> str:
    """The operators that paint an annotation onto a side: under its tag, or as an artifact where only others have one."""
    paints = f"q {_spelt(page)} cm {_spelt(look.matrix)} cm /{name} Do Q"
    if tags is None:
        return paints
    if look.number not in tags.marks:
        return f"/Artifact BMC {paints} EMC"
    tag, number = tags.marks[look.number]
    return f"/{tag} <</MCID {number}>> BDC {paints} EMC"


def _spelt(matrix: Matrix) -> str:
    """Six numbers, as short as they can be."""
    return " ".join(f"{number + 0.0:.6f}".rstrip("0").rstrip(".") for number in matrix)

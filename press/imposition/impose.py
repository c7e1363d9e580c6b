"""From any PDF to the same pages on sheets: a booklet, or two or four on a side, tags included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from press.brand.printers import Printer
from press.imposition.catalog import new_catalog, new_information, source_id
from press.imposition.refusals import unreadable_error
from press.imposition.remarks import Lost, remarks
from press.imposition.schemes import SCHEMES, Scheme
from press.imposition.sheets import PlacedPage, navigation, place_pages, write_sides
from press.imposition.source import SourceFile, open_source
from press.imposition.structure import BrokenTagsError, PageForm, SheetTags, retag
from press.paper import SHEETS
from press.pdf.copying import write_file
from press.pdf.objects import BrokenError, dictionary
from press.problems import Problem


class Imposed(NamedTuple):
    """An imposed file, with the numbers of its pages and sides, and remarks.

    ``scales`` has the scale of the smallest and of the largest page; 1 is full size. ``scheme`` is
    the scheme as used, turned for landscape pages if needed.
    """

    data: bytes
    pages: int
    sides: int
    scales: tuple[float, float]
    scheme: Scheme
    problems: tuple[Problem, ...]

    @property
    def scale(self) -> float:
        """The scale of the smallest page; 1 is full size."""
        return self.scales[0]


def imposed(data: bytes, scheme: str, paper: str = "letter") -> bytes:
    """Return the bytes of the imposed file, as ``impose`` makes them. Raises ContentError."""
    return impose(data, scheme, paper).data


def impose(
    data: bytes,
    scheme: str,
    paper: str = "letter",
    file: str = "the PDF",
    printer: Printer | None = None,
) -> Imposed:
    """Impose a PDF. The same arguments give the same bytes.

    ``scheme`` is a key of SCHEMES, ``paper`` a key of SHEETS. ``file`` is the name for problems.
    Pages are moved by the offsets of the ``printer``; None does not move them. Raises ContentError
    if the file cannot be imposed.
    """
    try:
        return _impose(open_source(data, file), scheme, paper, printer)
    except BrokenError:
        raise unreadable_error(data, file) from None


def _impose(source: SourceFile, name: str, paper: str, printer: Printer | None) -> Imposed:
    objects = source.objects
    landscape = sum(page.is_landscape for page in source.pages)
    scheme = SCHEMES[name].turned_for(2 * landscape > len(source.pages))
    imposition = place_pages(source, scheme, SHEETS[paper], printer)
    pages, sides = imposition.pages, len(imposition.sides)
    had_tags = objects.get(objects.catalog, "StructTreeRoot") is not None
    tags = _tags(source, pages) if had_tags else None
    if tags is None:
        for link in (link for placed in pages for link in placed.annotations.links):
            objects.resolve(link).pop("/StructParent", None)
    sheet = scheme.sheet(SHEETS[paper])
    entries = dictionary(Pages=write_sides(source, imposition, sheet, tags))
    entries.update(navigation(objects, imposition))
    flip = scheme.flip if sides > 1 else ""
    root, claims_less = new_catalog(objects, entries, tags is not None, flip)
    information = new_information(objects, f"{name} on {paper} paper")
    data = write_file(objects, objects.add(root), information, source_id(objects, source.data))
    scales = [placed.placement.scale for placed in pages]
    lost = Lost(had_tags and tags is None, claims_less)
    problems = tuple(remarks(source, pages, scheme, sides, lost))
    return Imposed(data, len(pages), sides, (min(scales), max(scales)), scheme, problems)


def _tags(source: SourceFile, placed_pages: Sequence[PlacedPage]) -> SheetTags | None:
    """Change the tags to those of the sheets. Return None if the tags are broken."""
    pages = {
        placed.page.reference: PageForm(
            placed.form, placed.side, placed.placement.matrix, placed.page.key
        )
        for placed in placed_pages
    }
    appearances = {
        appearance.number: (appearance, placed.side)
        for placed in placed_pages
        for appearance in placed.annotations.appearances
        if appearance.number
    }
    # A page that is in the file twice has tags for one of the two only.
    if len(pages) < len(placed_pages):
        return None
    try:
        return retag(source.objects, pages, appearances)
    except (BrokenTagsError, BrokenError):
        return None

"""From any PDF to the same pages on sheets: a booklet, or two or four on a side; what its tags say stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from press.brand.printers import Printer
from press.imposition.catalog import catalog, identity, information
from press.imposition.refusals import unreadable
from press.imposition.remarks import Lost, remarks
from press.imposition.schemes import WAYS, Scheme
from press.imposition.sheets import PlacedPage, laid_out, ways_in, write_sides
from press.imposition.source import SourceFile, open_source
from press.imposition.structure import BrokenTagsError, Moved, Tagged, retag
from press.paper import SHEETS
from press.pdf.copying import file_of
from press.pdf.objects import BrokenError, dictionary
from press.problems import Problem


class Imposed(NamedTuple):
    """The new file; how many pages are on how many sides, and how large the smallest and largest of them; and remarks.

    ``scheme`` is that by which they were put there, turned as the pages asked for.
    """

    data: bytes
    pages: int
    sides: int
    scales: tuple[float, float]
    scheme: Scheme
    problems: tuple[Problem, ...]

    @property
    def scale(self) -> float:
        """Of the smallest page; 1 is as it was."""
        return self.scales[0]


def imposed(data: bytes, way: str, paper: str = "letter") -> bytes:
    """``way`` is a key of WAYS, ``paper`` one of SHEETS; the same bytes give the same bytes. Raises ContentError."""
    return impose(data, way, paper).data


def impose(
    data: bytes,
    way: str,
    paper: str = "letter",
    file: str = "the PDF",
    printer: Printer | None = None,
) -> Imposed:
    """The same, with all that one may want to know; ``file`` is for the problems, and all is moved for the ``printer``."""
    try:
        return _imposed(open_source(data, file), way, paper, printer)
    except BrokenError:
        raise unreadable(data, file) from None


def _imposed(source: SourceFile, name: str, paper: str, printer: Printer | None) -> Imposed:
    objects = source.objects
    lying = sum(page.lies for page in source.pages)
    way = WAYS[name].suiting(2 * lying > len(source.pages))
    laid = laid_out(source, way, SHEETS[paper], printer)
    had_tags = objects.get(objects.catalog, "StructTreeRoot") is not None
    tags = _tags(source, laid.stands) if had_tags else None
    if tags is None:
        for link in (link for stand in laid.stands for link in stand.notes.links):
            objects.at(link).pop("/StructParent", None)
    entries = dictionary(Pages=write_sides(source, laid, way.sheet(SHEETS[paper]), tags))
    entries.update(ways_in(objects, laid))
    root, claims_less = catalog(
        objects, entries, tags is not None, way.flip if len(laid.sides) > 1 else ""
    )
    said = information(objects, f"{name} on {paper} paper")
    made = file_of(objects, objects.add(root), said, identity(objects, source.data))
    scales = [stand.how.scale for stand in laid.stands]
    found = remarks(
        source, laid.stands, way, len(laid.sides), Lost(had_tags and tags is None, claims_less)
    )
    return Imposed(
        made, len(laid.stands), len(laid.sides), (min(scales), max(scales)), way, tuple(found)
    )


def _tags(source: SourceFile, stands: Sequence[PlacedPage]) -> Tagged | None:
    """None where they are broken."""
    pages = {
        one.page.reference: Moved(one.form, one.side, one.how.matrix, one.page.key)
        for one in stands
    }
    looks = {
        look.number: (look, one.side) for one in stands for look in one.notes.looks if look.number
    }
    if len(pages) < len(stands):  # a page that stands twice in the file has its tags once
        return None
    try:
        return retag(source.objects, pages, looks)
    except (BrokenTagsError, BrokenError):
        return None

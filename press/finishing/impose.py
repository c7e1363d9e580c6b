"""From any PDF to the same pages on sheets: a booklet, or two or four on a side; what its tags say stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from press.finishing.claims import catalog, identity, information
from press.finishing.copying import file_of
from press.finishing.sides import Stand, stands_of, write_sides
from press.finishing.source import Source, open_source, unreadable
from press.finishing.tags import Moved, Tagged, retag
from press.finishing.ways import STAPLED, WAYS, Way
from press.paper import SHEETS, Sheet
from press.problems import ContentError, Place, Problem


class Imposed(NamedTuple):
    """The new file; how many pages are on how many sides, at what scale the smallest of them; and remarks."""

    data: bytes
    pages: int
    sides: int
    scale: float
    problems: tuple[Problem, ...]


class _Lost(NamedTuple):
    """What of the source the sheets do not have any more."""

    tags: bool = False
    claims: bool = False


def imposed(data: bytes, way: str, paper: str = "letter") -> bytes:
    """``way`` is a key of WAYS, ``paper`` one of SHEETS; the same bytes give the same bytes. Raises ContentError."""
    return impose(data, way, paper).data


def impose(data: bytes, way: str, paper: str = "letter", file: str = "the PDF") -> Imposed:
    """The same, with all that one may want to know; ``file`` is for the problems."""
    try:
        return _imposed(open_source(data, file), WAYS[way], SHEETS[paper], data)
    except ContentError:
        raise
    except Exception:  # a broken file can cause any, wherever it is read
        raise unreadable(file) from None


def _imposed(source: Source, way: Way, paper: Sheet, data: bytes) -> Imposed:
    objects = source.objects
    sides, stands = stands_of(source, way, paper)
    had_tags = objects.get(objects.catalog, "StructTreeRoot") is not None
    tags = _tags(source, stands) if had_tags else None
    if tags is None:
        for link in (link for stand in stands for link in stand.notes.links):
            objects.at(link).pop("/StructParent", None)
    tree = write_sides(objects, sides, stands, way.sheet(paper), tags)
    root, claims_less = catalog(objects, tree, tags is not None, way.flip if len(sides) > 1 else "")
    made = file_of(objects, objects.add(root), information(objects), identity(objects, data))
    lost = _Lost(had_tags and tags is None, claims_less)
    remarks = _remarks(source, stands, lost, (len(sides) + 1) // 2 if way.folded else 0)
    return Imposed(made, len(stands), len(sides), min(stand.how.scale for stand in stands), tuple(remarks))


def _tags(source: Source, stands: Sequence[Stand]) -> Tagged | None:
    """None where they are broken."""
    pages = {one.page.reference: Moved(one.form, one.side, one.page.key) for one in stands}
    looks = {look.number: (look, one.side) for one in stands for look in one.notes.looks if look.number}
    if len(pages) < len(stands):  # a page that stands twice in the file has its tags once
        return None
    try:
        return retag(source.objects, pages, looks)
    except Exception:  # a broken tree can cause any
        return None


def _remarks(source: Source, stands: Sequence[Stand], lost: _Lost, folded: int) -> Iterator[Problem]:
    """``folded`` is the number of sheets of a booklet."""

    def remark(code: str, message: str, hint: str, page: int = 1) -> Problem:
        return Problem(Place(source.file, page), code, message, hint)

    painted = [one.page.number for one in stands for look in one.notes.looks if look.form is not None]
    left_out = [one.page.number for one in stands for look in one.notes.looks if look.form is None]
    if lost.tags:
        hint = "Make the PDF again from its source if a screen reader is to read the sheets"
        yield remark("S05", "The tags of the PDF are broken, so the sheets have none", hint)
    if painted:
        what = f"{_counted(len(painted), 'form field or comment is', 'form fields and comments are')} part of the paper now"
        yield remark("S06", what, "Use the PDF itself to fill it in on a screen", min(painted))
    if left_out:
        what = f"{_counted(len(left_out), 'form field or comment is', 'form fields and comments are')} left out"
        hint = "They do not print, or leave their look to the program; print the PDF to a new one to see them"
        yield remark("S06", what, hint, min(left_out))
    if lost.claims:
        message = "The PDF claims a standard that does not hold for the sheets, so they claim none"
        yield remark("S07", message, "Keep the PDF itself for the archive; sheets with tags can keep PDF/UA-1, PDF/A-2 and PDF/A-3")
    if folded > STAPLED:
        hint = f"Split the PDF, or have it bound: {STAPLED} sheets are the most"
        yield remark("S08", f"A booklet of {folded} sheets is too thick to staple along its fold", hint)


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {many}"

"""From an imposed file to remarks: what of the PDF is missing, and what may be a mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from press.imposition.annotations import Appearance
from press.imposition.catalog import earlier_scheme, is_sheet
from press.imposition.schemes import STAPLED, Scheme
from press.imposition.sheets import PlacedPage
from press.imposition.source import SourceFile
from press.pdf.objects import Objects
from press.problems import Place, Problem
from press.spelling import option

SIGNED = 1  # a flag of forms (ISO 32000-1, table 219): there is a signature, or a field for one


class Lost(NamedTuple):
    """What of the source the sheets do not have: tags, and claims of standards."""

    tags: bool = False
    claims: bool = False


class _Remark(NamedTuple):
    """A problem whose file is not yet known. ``page`` counts from 1."""

    code: str
    message: str
    hint: str
    page: int = 1


def remarks(
    source: SourceFile, pages: Sequence[PlacedPage], scheme: Scheme, sides: int, lost: Lost
) -> list[Problem]:
    """Return the remarks on an imposed file, in no particular order."""
    all_remarks = [
        *_lost(source.objects, lost),
        *_annotations(source.objects, pages),
        *_unsuited(source, scheme),
        *_thick(scheme, (sides + 1) // 2),
    ]
    return [
        Problem(Place(source.file, remark.page), remark.code, remark.message, remark.hint)
        for remark in all_remarks
    ]


def _lost(objects: Objects, lost: Lost) -> Iterator[_Remark]:
    if lost.tags:
        hint = "Make the PDF again from its source if a screen reader is to read the sheets"
        yield _Remark("S05", "The tags of the PDF are broken, so the sheets have none", hint)
    if lost.claims:
        message = "The PDF claims a standard that does not hold for the sheets, so they claim none"
        hint = (
            "Keep the PDF itself for the archive; "
            "sheets with tags can keep PDF/UA-1, PDF/A-2 and PDF/A-3"
        )
        yield _Remark("S07", message, hint)
    if _is_signed(objects):
        yield _Remark(
            "S10",
            "The PDF is signed, and the sheets are not",
            "Keep the PDF itself: it alone proves who signed it",
        )


def _is_signed(objects: Objects) -> bool:
    form = objects.subdictionary(objects.catalog, "AcroForm")
    return bool((objects.integer(form, "SigFlags") or 0) & SIGNED)


def _annotations(objects: Objects, pages: Sequence[PlacedPage]) -> Iterator[_Remark]:
    """Yield remarks on form fields and comments."""
    appearances: list[tuple[int, Appearance]] = [
        (placed.page.number, appearance)
        for placed in pages
        for appearance in placed.annotations.appearances
    ]
    shown = [(page, appearance) for page, appearance in appearances if appearance.has_area]
    painted = [page for page, appearance in shown if appearance.form is not None]
    left_out = [page for page, appearance in shown if appearance.form is None]
    if painted:
        message = f"{_fields_and_comments(len(painted))} part of the paper now"
        hint = "Use the PDF itself to fill it in on a screen"
        yield _Remark("S06", message, hint, min(painted))
    if left_out:
        message = f"{_fields_and_comments(len(left_out))} left out"
        hint = (
            "What is left out does not print, or leaves its look to the program; "
            "print the PDF to a new one to see it"
        )
        yield _Remark("S06", message, hint, min(left_out))
    filled = [page for page, appearance in appearances if appearance.filled]
    form = objects.subdictionary(objects.catalog, "AcroForm")
    if filled and objects.is_true(form, "NeedAppearances"):
        fields = _counted(len(filled), "field", "fields")
        message = f"The words in {fields} may be missing: the PDF leaves their look to the program"
        hint = "Print the PDF to a new one, and use that one"
        yield _Remark("S06", message, hint, min(filled))


def _unsuited(source: SourceFile, scheme: Scheme) -> Iterator[_Remark]:
    """Yield a remark on pages that are sheets already, or too wide for a booklet."""
    earlier = earlier_scheme(source.objects)
    landscape = [page.number for page in source.pages if page.is_landscape]
    if earlier:
        message = (
            f"The PDF is on sheets already, as {earlier}; each of these counts as one page now"
        )
        hint = "Print the PDF itself, or take the one that it was made from"
        yield _Remark("S09", message, hint)
    elif is_sheet(source.objects):
        hint = (
            "Print the PDF itself: it is made for both sides of the paper, "
            "flipped on the short edge"
        )
        yield _Remark("S09", "The pages of the PDF are sheets already, to be folded or cut", hint)
    elif scheme.folded and 2 * len(landscape) > len(source.pages):
        message = "The pages are wider than high, so each fills only half of its half of the paper"
        hint = (
            "Print the PDF itself if it is a brochure or booklet already, "
            f"else take {option('as', '2up')}"
        )
        yield _Remark("S09", message, hint, landscape[0])


def _thick(scheme: Scheme, sheets: int) -> Iterator[_Remark]:
    if scheme.folded and sheets > STAPLED:
        message = f"A booklet of {sheets} sheets is too thick to staple along its fold"
        hint = f"Split the PDF, or have it bound: {STAPLED} sheets are the most"
        yield _Remark("S08", message, hint)


def _fields_and_comments(count: int) -> str:
    return _counted(count, "form field or comment is", "form fields and comments are")


def _counted(count: int, singular: str, plural: str) -> str:
    return f"1 {singular}" if count == 1 else f"{count:,} {plural}"

"""What is worth knowing of sheets that were made: what of the PDF they do not have, and what may not have been meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from press.imposition.catalog import is_sheet, way_gone
from press.imposition.schemes import STAPLED, Scheme
from press.imposition.sheets import PlacedPage
from press.imposition.source import SourceFile
from press.pdf.objects import Objects
from press.problems import Place, Problem
from press.spelling import option

SIGNED = 1  # a flag of forms (ISO 32000-1, table 219): there is a signature, or a place for one


class Lost(NamedTuple):
    """What of the source the sheets do not have any more."""

    tags: bool = False
    claims: bool = False


class _Remark(NamedTuple):
    code: str
    message: str
    hint: str
    page: int = 1


def remarks(
    source: SourceFile, stands: Sequence[PlacedPage], way: Scheme, sides: int, lost: Lost
) -> list[Problem]:
    """In no order."""
    found = [
        *_lost(source.objects, lost),
        *_notes(source.objects, stands),
        *_again(source, way),
        *_thick(way, (sides + 1) // 2),
    ]
    return [Problem(Place(source.file, one.page), one.code, one.message, one.hint) for one in found]


def _lost(objects: Objects, lost: Lost) -> Iterator[_Remark]:
    if lost.tags:
        hint = "Make the PDF again from its source if a screen reader is to read the sheets"
        yield _Remark("S05", "The tags of the PDF are broken, so the sheets have none", hint)
    if lost.claims:
        message = "The PDF claims a standard that does not hold for the sheets, so they claim none"
        hint = "Keep the PDF itself for the archive; sheets with tags can keep PDF/UA-1, PDF/A-2 and PDF/A-3"
        yield _Remark("S07", message, hint)
    if _is_signed(objects):
        yield _Remark(
            "S10",
            "The PDF is signed, and the sheets are not",
            "Keep the PDF itself: it alone proves who signed it",
        )


def _is_signed(objects: Objects) -> bool:
    form = objects.below(objects.catalog, "AcroForm")
    return bool((objects.integer(form, "SigFlags") or 0) & SIGNED)


def _notes(objects: Objects, stands: Sequence[PlacedPage]) -> Iterator[_Remark]:
    """Of form fields and comments."""
    painted = [
        one.page.number
        for one in stands
        for look in one.notes.looks
        if look.form is not None and look.area
    ]
    left_out = [
        one.page.number
        for one in stands
        for look in one.notes.looks
        if look.form is None and look.area
    ]
    if painted:
        what = f"{_counted(len(painted), 'form field or comment is', 'form fields and comments are')} part of the paper now"
        yield _Remark("S06", what, "Use the PDF itself to fill it in on a screen", min(painted))
    if left_out:
        what = f"{_counted(len(left_out), 'form field or comment is', 'form fields and comments are')} left out"
        hint = "What is left out does not print, or leaves its look to the program; print the PDF to a new one to see it"
        yield _Remark("S06", what, hint, min(left_out))
    filled = [one.page.number for one in stands for look in one.notes.looks if look.filled]
    if filled and objects.is_true(objects.below(objects.catalog, "AcroForm"), "NeedAppearances"):
        what = f"The words in {_counted(len(filled), 'field', 'fields')} may be missing: the PDF leaves their look to the program"
        yield _Remark("S06", what, "Print the PDF to a new one, and use that one", min(filled))


def _again(source: SourceFile, way: Scheme) -> Iterator[_Remark]:
    """Of what seems to be on sheets already, or would stand across those of a booklet."""
    gone, lying = way_gone(source.objects), [page.number for page in source.pages if page.lies]
    if gone:
        hint = "Print the PDF itself, or take the one that it was made from"
        yield _Remark(
            "S09",
            f"The PDF is on sheets already, as {gone}; each of these counts as one page now",
            hint,
        )
    elif is_sheet(source.objects):
        hint = "Print the PDF itself: it is made for both sides of the paper, flipped on the short edge"
        yield _Remark("S09", "The pages of the PDF are sheets already, to be folded or cut", hint)
    elif way.folded and 2 * len(lying) > len(source.pages):
        message = "The pages are wider than high, so each fills only half of its half of the paper"
        hint = (
            "Print the PDF itself if it is a brochure or booklet already, "
            f"else take {option('as', '2up')}"
        )
        yield _Remark("S09", message, hint, lying[0])


def _thick(way: Scheme, sheets: int) -> Iterator[_Remark]:
    if way.folded and sheets > STAPLED:
        hint = f"Split the PDF, or have it bound: {STAPLED} sheets are the most"
        yield _Remark(
            "S08", f"A booklet of {sheets} sheets is too thick to staple along its fold", hint
        )


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {many}"

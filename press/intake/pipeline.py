"""From the bytes of a third-party PDF to a rebuilt one and facts on it, inside a child process."""

from __future__ import annotations

from typing import Any

from press.imposition import refusals as sheets
from press.imposition.source import SourceFile, open_source
from press.intake.accessibility import has_rgb_intents, judge_accessibility
from press.intake.rebuild_pages import rebuild
from press.intake.refusals import (
    DAMAGED,
    LOCKED,
    MAX_PAGES,
    PORTFOLIO,
    TOO_LONG,
    UNPACKED,
    XFA,
    IntakeRefusedError,
    refusals,
)
from press.intake.visual_diff import changed_pages, ink_box, render_pages
from press.pdf.boxes import PageBox
from press.pdf.objects import BrokenError, TooLargeError, limited
from press.pdf.values import open_pdf
from press.problems import ContentError
from press.proof.metadata import read_facts

# A file that cannot be imposed cannot be part of a packet either: reasons by the problem's code.
IMPOSITION_REASONS = {"S01": DAMAGED, "S02": LOCKED, "S03": XFA, "S04": TOO_LONG}


def process(data: bytes, language: str) -> tuple[dict[str, Any], bytes]:
    """Return the facts for an Insert, and the rebuilt file.

    ``language`` is for a file that names none. Raises IntakeRefusedError with the reasons to
    refuse the file, or any exception of a library that a broken file causes.
    """
    try:
        with limited():
            return _process(data, language)
    except TooLargeError:
        raise IntakeRefusedError(UNPACKED) from None
    except BrokenError:
        raise IntakeRefusedError(DAMAGED) from None


def _process(data: bytes, language: str) -> tuple[dict[str, Any], bytes]:
    source = _open(data)
    is_rgb, claimed = has_rgb_intents(source.objects), read_facts(open_pdf(data)).pdfa
    rebuilt = rebuild(source, language)
    after = render_pages(rebuilt.data, [1.0] * len(rebuilt.sizes))
    before = render_pages(data, [page.unit for page in source.pages], _trims(source))
    if reasons := list(changed_pages(before, after)):
        raise IntakeRefusedError(*reasons)
    faults, archive = judge_accessibility(rebuilt.data, claimed, is_rgb)
    ink_boxes = [ink_box(picture, size) for picture, size in zip(after, rebuilt.sizes, strict=True)]
    return {
        "sizes": rebuilt.sizes,
        "ink_boxes": ink_boxes,
        "language": read_facts(open_pdf(rebuilt.data)).language,
        "tagged": rebuilt.tagged,
        "faults": faults,
        "archive": archive,
    }, rebuilt.data


def _trims(source: SourceFile) -> list[PageBox | None]:
    """Return the visible box of each page with a TrimBox, which hides printer's marks."""
    return [page.box if "/TrimBox" in page.entries else None for page in source.pages]


def _open(data: bytes) -> SourceFile:
    try:
        source = open_source(data, "")
    except ContentError as error:
        problem = error.problems[0]
        reason = IMPOSITION_REASONS[problem.code]
        if problem.message == sheets.PORTFOLIO.message:
            reason = PORTFOLIO
        raise IntakeRefusedError(reason) from None
    if len(source.pages) > MAX_PAGES:
        raise IntakeRefusedError(TOO_LONG)
    if reasons := list(refusals(source.objects, source.pages)):
        raise IntakeRefusedError(*reasons)
    return source

"""From the bytes of a stranger's PDF to a clean one and what is to be known of it; all of it happens in a child process."""

from __future__ import annotations

from typing import Any

from press.imposition import refusals as sheets
from press.imposition.source import SourceFile, open_source
from press.intake.accessibility import in_rgb, judged
from press.intake.rebuild_pages import Clean, cleaned
from press.intake.refusals import (
    DAMAGED,
    LOCKED,
    MOST_PAGES,
    PORTFOLIO,
    TOO_LONG,
    UNPACKED,
    XFA,
    IntakeRefusedError,
    refusals,
)
from press.intake.visual_diff import changed, pictures, seen
from press.pdf.boxes import PageBox
from press.pdf.objects import BrokenError, TooLargeError, limited
from press.pdf.values import open_pdf
from press.problems import ContentError
from press.proof.metadata import read_facts

# What keeps a file off sheets keeps it out of packets.
OF_SHEETS = {"S01": DAMAGED, "S02": LOCKED, "S03": XFA, "S04": TOO_LONG}


def taken(data: bytes, language: str) -> tuple[dict[str, Any], bytes]:
    """What TakenIn wants to know, and the clean file. Raises RefusedError, or whatever a broken file causes elsewhere."""
    try:
        with limited():
            return _taken(data, language)
    except TooLargeError:
        raise IntakeRefusedError(UNPACKED) from None
    except BrokenError:
        raise IntakeRefusedError(DAMAGED) from None


def _taken(data: bytes, language: str) -> tuple[dict[str, Any], bytes]:
    source = _opened(data)
    rgb, claimed = in_rgb(source.objects), read_facts(open_pdf(data)).pdfa
    clean = cleaned(source, language)
    after = pictures(clean.data, [1.0] * len(clean.sizes))
    if reasons := list(
        changed(pictures(data, [page.unit for page in source.pages], _trims(source)), after)
    ):
        raise IntakeRefusedError(*reasons)
    why, archive = judged(clean.data, claimed, rgb)
    return {
        "sizes": clean.sizes,
        "seen": [seen(picture, size) for picture, size in zip(after, clean.sizes, strict=True)],
        "language": _language(clean),
        "tagged": clean.tagged,
        "why": why,
        "archive": archive,
    }, clean.data


def _trims(source: SourceFile) -> list[PageBox | None]:
    """What is seen of each page that comes with marks for a print shop round it, which are cut off."""
    return [page.box if "/TrimBox" in page.entries else None for page in source.pages]


def _opened(data: bytes) -> SourceFile:
    try:
        source = open_source(data, "")
    except ContentError as error:
        problem = error.problems[0]
        raise IntakeRefusedError(
            PORTFOLIO if problem.message == sheets.PORTFOLIO.message else OF_SHEETS[problem.code]
        ) from None
    if len(source.pages) > MOST_PAGES:
        raise IntakeRefusedError(TOO_LONG)
    if reasons := list(refusals(source.objects, source.pages)):
        raise IntakeRefusedError(*reasons)
    return source


def _language(clean: Clean) -> str:
    return read_facts(open_pdf(clean.data)).language

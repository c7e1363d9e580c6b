"""From the text of a PDF to its size on paper, and to a remark if patients cannot read it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from press.pdf.values import Dictionary, Reader, information, open_pdf, pages
from press.problems import Place, Problem
from press.proof.content import Fonts, read_content
from press.proof.painted import PaintedMark
from press.spelling import option

MAX_PAGES = 60  # that are read, evenly spread over a longer file
OURS, LARGE = "Handout Press", 18  # points: the text of our large-print edition
HUGE = 36  # points: no text is set as large as this


def body_size(data: bytes) -> float | None:
    """Return the size of most of the text, in points as printed.

    None if there is no text, or none whose size can be known. A page with broken content is left
    out. Raises any exception that a broken file causes.
    """
    reader, letters = open_pdf(data), Counter[float]()
    fonts: Fonts = {}
    all_pages = list(pages(reader))
    for page in all_pages[:: math.ceil(len(all_pages) / MAX_PAGES) or 1]:
        letters += _letters_by_size(reader, page, fonts)
    return max(letters, key=lambda size: (letters[size], size)) if letters else None


def _letters_by_size(reader: Reader, page: Dictionary, fonts: Fonts) -> Counter[float]:
    """Return the number of letters of each size, in points.

    Hidden text, such as that behind a scan, counts only if no other text is on the page.
    """
    try:
        marks = read_content(reader, page, fonts).marks
    except Exception:  # a broken stream can cause any; other pages may be fine
        return Counter()
    return _count(marks, hidden=False) or _count(marks, hidden=True)


def _count(marks: Sequence[PaintedMark], hidden: bool) -> Counter[float]:
    letters = Counter[float]()
    for shown in (shown for mark in marks for shown in mark.shown):
        if shown.hidden == hidden and shown.font.scalable:
            letters[round(shown.start.size, 1)] += len(shown.text.strip())
    return +Counter({size: count for size, count in letters.items() if size})


def small_text(
    data: bytes, scale: float, least: float, folded: bool, place: Place
) -> Iterator[Problem]:
    """Yield a remark if most of the text on sheets is smaller than ``least`` points, rounded.

    ``data`` are the sheets, with pages at that ``scale`` (1 is full size). ``folded`` is True for
    a booklet. ``place`` is that of the source file.
    """
    size = body_size(data)
    if size is not None and round(size) < least:
        message = f"Most of the text is {size:g} pt on the sheets, and patients need {least:g} pt"
        ours = information(open_pdf(data)).text("Creator") == OURS
        yield Problem(place, "S11", message, _remedy(size / scale, scale, least, folded, ours))


def _remedy(size: float, scale: float, least: float, folded: bool, ours: bool) -> str:
    """Return a hint. ``size`` is that of the text in the source file, in points."""
    if least / scale > HUGE:
        return "The pages are too large for this paper: print the PDF itself on larger paper"
    large_print = option("edition", "large-print")
    needed = f"text of {math.ceil((least - 0.5) / scale)} pt or more"
    if round(size) < least:
        return f"It is {round(size, 1):g} pt in the PDF itself: make that again with {needed}"
    if ours and folded:
        return f"Build the handout with {option('layout', 'booklet')}, or take its {large_print}"
    if ours and round(LARGE * scale) >= least:
        return f"Take the handout's {large_print}, or print the PDF itself"
    return f"Print the PDF itself, or make it again with {needed}"

"""How large the text of a PDF is on its paper, and whether patients can read it there."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from press.pdf.values import Dictionary, Reader, information, open_pdf, pages
from press.problems import Place, Problem
from press.proof.content import Fonts, read_content
from press.proof.painted import PaintedMark
from press.spelling import option

MOST = 60  # pages that are looked at, evenly chosen where there are more
OURS, LARGE = "Handout Press", 18  # points: what large print of ours is
HUGE = 36  # points: what nobody sets a text in


def body_size(data: bytes) -> float | None:
    """The size of most of the text, in points as printed; None where there is no text, or none whose size can be known.

    Raises whatever a broken file causes; what a page's own content causes leaves that page out.
    """
    reader, sizes = open_pdf(data), Counter[float]()
    fonts: Fonts = {}
    found = list(pages(reader))
    for page in found[:: math.ceil(len(found) / MOST) or 1]:
        sizes += _sizes(reader, page, fonts)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else None


def _sizes(reader: Reader, page: Dictionary, fonts: Fonts) -> Counter[float]:
    """How many letters are so large; of what cannot be seen, such as the text behind a scan, only where nothing else is."""
    try:
        marks = read_content(reader, page, fonts).marks
    except Exception:  # a broken stream can cause any; the other pages may be whole
        return Counter()
    return _counted(marks, hidden=False) or _counted(marks, hidden=True)


def _counted(marks: Sequence[PaintedMark], hidden: bool) -> Counter[float]:
    sizes = Counter[float]()
    for one in (
        one for mark in marks for one in mark.shown if one.hidden == hidden and one.font.sized
    ):
        sizes[round(one.begins.size, 1)] += len(one.text.strip())
    return +Counter({size: count for size, count in sizes.items() if size})


def small_text(
    data: bytes, scale: float, least: float, folded: bool, place: Place
) -> Iterator[Problem]:
    """A remark if most of the text on sheets is smaller than the ``least``, to the nearest point.

    ``data`` are the sheets, to which pages came at that ``scale``; ``folded`` if as a booklet; ``place`` is the pages'.
    """
    size = body_size(data)
    if size is not None and round(size) < least:
        message = f"Most of the text is {size:g} pt on the sheets, and patients need {least:g} pt"
        ours = information(open_pdf(data)).text("Creator") == OURS
        yield Problem(place, "S11", message, _remedy(size / scale, scale, least, folded, ours))


def _remedy(was: float, scale: float, least: float, folded: bool, ours: bool) -> str:
    if least / scale > HUGE:
        return "The pages are too large for this paper: print the PDF itself on larger paper"
    large_print = option("edition", "large-print")
    needed = f"text of {math.ceil((least - 0.5) / scale)} pt or more"
    if round(was) < least:
        return f"It is {round(was, 1):g} pt in the PDF itself: make that again with {needed}"
    if ours and folded:
        return f"Build the handout with {option('layout', 'booklet')}, or take its {large_print}"
    if ours and round(LARGE * scale) >= least:
        return f"Take the handout's {large_print}, or print the PDF itself"
    return f"Print the PDF itself, or make it again with {needed}"

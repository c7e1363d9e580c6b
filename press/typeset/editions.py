"""The editions of a handout, as rows of a table: the same text in large print or with little ink.

Large print has two guidelines that disagree: that of the American Council of the Blind (rev.
2025-05-06), and that of the UK Association for Accessible Formats and the RNIB. The practice
chooses one with ``large_print``.
"""

from __future__ import annotations

from typing import NamedTuple

from press.brand.brand import Brand
from press.content import limits

LARGE_PRINT, LOW_INK = limits.EDITIONS


class Edition(NamedTuple):
    """How an edition sets text.

    ``name`` is its name in file names, empty for the standard edition. ``strong``, ``slanted`` and
    ``link`` are each bold, italic or underline. ``leading`` is a multiple of the size of running
    text, None for the scale's own. ``smallest``, in points, limits how far text is reduced to stay
    on one line. ``bleeds`` extends areas over the trimmed edge, for a print shop. ``areas`` fills
    areas of colour; else they are outlined, and everything is black on white. ``fields`` makes
    places to write into form fields.
    """

    name: str = ""
    strong: str = "bold"
    slanted: str = "italic"
    link: str = "underline"
    leading: float | None = None
    smallest: float = 9.0
    bleeds: bool = False
    areas: bool = True
    fields: bool = False


STANDARD = Edition()
FILLABLE = Edition("fillable", fields=True)  # of packets, for e-mail

_BY_PROFILE = {
    # Neither allows italics or capitals. The ACB wants emphasis underlined, the UKAAF forbids it.
    "acb": Edition(
        LARGE_PRINT,
        strong="underline",
        slanted="underline",
        link="underline",
        leading=1.5,
        smallest=18,
    ),
    "ukaaf": Edition(
        LARGE_PRINT, strong="bold", slanted="bold", link="bold", leading=1.3, smallest=18
    ),
}

NAMES = (LARGE_PRINT, LOW_INK)


def edition_of(name: str | None, brand: Brand) -> Edition:
    """Return the edition of a name for a practice; the standard edition for None."""
    if name == LARGE_PRINT:
        return _BY_PROFILE[brand.large_print]
    return Edition(LOW_INK, areas=False) if name == LOW_INK else STANDARD

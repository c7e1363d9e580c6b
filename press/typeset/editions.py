"""The editions of a handout: the same words for other eyes, or for another printer. Rows of a table.

Large print has two sources that disagree, the guidelines of the American Council of the Blind (rev. 2025-05-06) and
those of the UK Association for Accessible Formats and the RNIB: the practice chooses with ``large_print``.
"""

from __future__ import annotations

from typing import NamedTuple

from press.brand.brand import Brand
from press.content import limits

LARGE_PRINT, LOW_INK = limits.EDITIONS


class Edition(NamedTuple):
    """How an edition sets text; ``strong``, ``slanted`` and ``link`` are each bold, italic or underline."""

    name: str = ""  # as it stands in a file's name; the standard edition has none
    strong: str = "bold"
    slanted: str = "italic"
    link: str = "underline"
    leading: float | None = None  # times the size of running text; None leaves the scale's
    smallest: float = 9.0  # points: what is set smaller to stay on one line stops here
    bleeds: bool = False  # for a print shop: fields of colour run over the edge that is cut
    areas: bool = (
        True  # fields of colour are filled; else they are outlined, and all is black on white
    )
    fields: bool = False  # places to write are fields of a form, to be filled in on a screen


STANDARD = Edition()
FILLABLE = Edition("fillable", fields=True)  # of packets: the same pages, sent by e-mail

_BY_PROFILE = {
    # No italics and no capitals in either. The ACB wants emphasis underlined, the UKAAF never.
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
    """The edition of that name as the practice wants it; the standard one where there is no name."""
    if name == LARGE_PRINT:
        return _BY_PROFILE[brand.large_print]
    return Edition(LOW_INK, areas=False) if name == LOW_INK else STANDARD

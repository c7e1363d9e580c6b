"""Addresses as blocks of text: as large as their place allows, each with the recipient's number above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from press.brand.brand import Brand
from press.content.handout import Handout
from press.content.tree import Text
from press.layout import Page, Scale, Story, Type
from press.layout.write_pdf import PageSpec, write_pdf
from press.mail.letters.imb import Payload
from press.paper import Rect
from press.problems import ContentError, Place, Problem
from press.tagged.nodes import StructElem
from press.typeset.fonts.registry import Fonts

SIZES = tuple(
    size / 2 for size in range(24, 15, -1)
)  # points, from 12 to the least that the Postal Service reads
LEADING = 1.18  # of the size
MEASURED = SIZES[-1]  # what a line's width is measured at: it grows with the size
HAIR = 0.5  # points: that a line may be wider than it was reckoned, and not break

SCALE: Scale = {
    **{f"address-{size:g}": Type(size, size * LEADING, "plain") for size in SIZES},
    "contact": Type(9, 11.5),
    "number": Type(6, 7),
}


class Labelled(NamedTuple):
    """What is printed for one recipient: its number, the lines of its address, where it stands in its list, its barcode."""

    number: int
    lines: tuple[str, ...]
    place: Place
    barcode: Payload | None = None


class Fitted(NamedTuple):
    """The size of an address in points, and how far its top lies below the top of its place."""

    size: float
    top: float


def has_room(
    lines: Sequence[str], width: float, height: float, fonts: Fonts, numbered: bool = True
) -> bool:
    """True if an address stands in so much room, in points, at the least size; told without setting it."""
    widest = max(fonts.width(line, "plain") for line in lines)
    return (
        widest * MEASURED <= width
        and len(lines) * MEASURED * LEADING + (SCALE["number"].leading * numbered) <= height
    )


class Blocks:
    """Sets addresses in a brand's fonts onto pages that become one tagged PDF, of a ``title`` that names nobody."""

    def __init__(self, brand: Brand, title: str) -> None:
        handout = Handout.of(Text(title, brand.place), brand.place)
        self.story = Story(handout, brand, SCALE, MEASURED)
        self.number_high = SCALE["number"].leading

    def fitted(
        self, one: Labelled, width: float, height: float, largest: float, numbered: bool = True
    ) -> Fitted | None:
        """The largest size at which an address stands in so much room, in its middle; None if there is none.

        Where it is ``numbered``, its number stands in a line of its own above it.
        """
        widest = max(self._width(line, f"address-{MEASURED:g}") for line in one.lines) / MEASURED
        head = self.number_high if numbered else 0.0
        for size in (size for size in SIZES if size <= largest):
            high = len(one.lines) * size * LEADING
            if widest * size <= width and high <= height - head:
                middle = (height - high) / 2
                return Fitted(size, middle if middle >= head else head + (height - head - high) / 2)
        return None

    def number_wide(self, one: Labelled) -> float:
        return self._width(_number_of(one), "number") + HAIR

    def number(self, page: Page, one: Labelled, around: StructElem, x: float, top: float) -> None:
        """A recipient's number, by which it is matched with what goes into it; never below an address."""
        self._put(
            page, _number_of(one), "number", around, Rect(x, 0, x + self.number_wide(one), top), top
        )

    def address(
        self, page: Page, one: Labelled, around: StructElem, place: Rect, fitted: Fitted
    ) -> None:
        """The lines of an address in its place, as it was fitted into it."""
        top = place.y1 - fitted.top
        for text in one.lines:
            top = self._put(page, text, f"address-{fitted.size:g}", around, place, top)

    def unprintable(self, recipients: Iterable[Labelled]) -> Iterator[Problem]:
        """Addresses with characters that neither the practice's font nor the one that steps in has."""
        for one in recipients:
            if any(True for line in one.lines for _ in self.story.styles.fonts.missing(line)):
                message = f"The address of recipient {one.number} has a character that the fonts do not have"
                yield Problem(one.place, "T02", message, "Write the address in Latin letters")

    def write(self, pages: Sequence[Page]) -> bytes:
        specs = [PageSpec(page.width, page.height, page.behind, page.placed) for page in pages]
        written = write_pdf(specs, self.story, None)
        assert not written.untagged_pages, (
            "everything on an envelope or a label belongs to an element"
        )
        assert not written.forbidden, "every address was fitted"
        return written.data

    def _put(
        self, page: Page, text: str, role: str, around: StructElem, place: Rect, top: float
    ) -> float:
        line = self.story.lines([text], role)  # two blanks before a ZIP stay two
        line.element = StructElem("P", around)
        return page.put(line, place.x0, top, place.width + HAIR)

    def _width(self, text: str, role: str) -> float:
        line = self.story.lines([text], role)
        line.wrap(1e6, 1e6)
        return line.longest_line


def _number_of(one: Labelled) -> str:
    return f"No. {one.number:04}"


def refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise ContentError(problems)

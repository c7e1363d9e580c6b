"""Set addresses in the largest size that their place allows, with the recipient's number above."""

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

# In points: from 12 to 8, the least that the Postal Service reads.
SIZES = tuple(size / 2 for size in range(24, 15, -1))
LEADING = 1.18  # of the size
MEASURED = SIZES[-1]  # the size at which a line is measured: its width grows with the size
HAIR = 0.5  # points by which a line may be wider than measured without a break

SCALE: Scale = {
    **{f"address-{size:g}": Type(size, size * LEADING, "plain") for size in SIZES},
    "contact": Type(9, 11.5),
    "number": Type(6, 7),
}


class PrintedAddress(NamedTuple):
    """What a label or an envelope shows of a recipient: its number, address lines and barcode.

    ``place`` is that of the recipient in its list.
    """

    number: int
    lines: tuple[str, ...]
    place: Place
    barcode: Payload | None = None


class AddressFit(NamedTuple):
    """The size of an address, and the distance from the top of its place to its top; in points."""

    size: float
    top: float


def has_room(
    lines: Sequence[str], width: float, height: float, fonts: Fonts, numbered: bool = True
) -> bool:
    """Return True if an address fits into a width and height in points at the smallest size.

    ``numbered`` keeps room for the recipient's number. The address is measured, and not set.
    """
    widest = max(fonts.width(line, "plain") for line in lines)
    return (
        widest * MEASURED <= width
        and len(lines) * MEASURED * LEADING + (SCALE["number"].leading * numbered) <= height
    )


class AddressSetter:
    """Sets addresses in a brand's fonts onto pages of one tagged PDF.

    The ``title`` of the PDF names no recipient.
    """

    def __init__(self, brand: Brand, title: str) -> None:
        handout = Handout.of(Text(title, brand.place), brand.place)
        self.story = Story(handout, brand, SCALE, MEASURED)
        self.number_height = SCALE["number"].leading

    def fit(
        self,
        address: PrintedAddress,
        width: float,
        height: float,
        largest: float,
        numbered: bool = True,
    ) -> AddressFit | None:
        """Return the largest size, centred in the height, at which an address fits its place.

        ``width``, ``height`` and ``largest`` (the first size that is tried) are in points.
        ``numbered`` keeps a line for the number above the address. None: no size fits.
        """
        widest = max(self._width(line, f"address-{MEASURED:g}") for line in address.lines)
        widest /= MEASURED
        head = self.number_height if numbered else 0.0
        for size in (size for size in SIZES if size <= largest):
            block_height = len(address.lines) * size * LEADING
            if widest * size <= width and block_height <= height - head:
                middle = (height - block_height) / 2
                below_head = head + (height - head - block_height) / 2
                return AddressFit(size, middle if middle >= head else below_head)
        return None

    def number_width(self, address: PrintedAddress) -> float:
        """Return the width of a recipient's number, in points."""
        return self._width(_number_line(address), "number") + HAIR

    def put_number(
        self, page: Page, address: PrintedAddress, around: StructElem, x: float, top: float
    ) -> None:
        """Place a recipient's number with its top-left corner at (x, top), in points.

        It is for matching what goes together, and is never placed below an address.
        """
        box = Rect(x, 0, x + self.number_width(address), top)
        self._put(page, _number_line(address), "number", around, box, top)

    def put_address(
        self, page: Page, address: PrintedAddress, around: StructElem, box: Rect, fit: AddressFit
    ) -> None:
        """Place the lines of an address in its box, as ``fit`` found it."""
        top = box.y1 - fit.top
        for line in address.lines:
            top = self._put(page, line, f"address-{fit.size:g}", around, box, top)

    def unprintable(self, addresses: Iterable[PrintedAddress]) -> Iterator[Problem]:
        """Yield a problem for each address with a character that no font of the practice has."""
        for address in addresses:
            missing = self.story.styles.fonts.missing
            if any(True for line in address.lines for _ in missing(line)):
                message = (
                    f"The address of recipient {address.number} has a character "
                    "that the fonts do not have"
                )
                yield Problem(address.place, "T02", message, "Write the address in Latin letters")

    def write(self, pages: Sequence[Page]) -> bytes:
        """Return the tagged PDF of the pages."""
        specs = [PageSpec(page.width, page.height, page.behind, page.placements) for page in pages]
        written = write_pdf(specs, self.story, None)
        assert not written.untagged_pages, (
            "everything on an envelope or a label belongs to an element"
        )
        assert not written.forbidden, "every address was fitted"
        return written.data

    def _put(
        self, page: Page, text: str, role: str, around: StructElem, box: Rect, top: float
    ) -> float:
        line = self.story.lines([text], role)  # keeps the two blanks before a ZIP code
        line.element = StructElem("P", around)
        return page.put(line, box.x0, top, box.width + HAIR)

    def _width(self, text: str, role: str) -> float:
        line = self.story.lines([text], role)
        line.wrap(1e6, 1e6)
        return line.longest_line


def _number_line(address: PrintedAddress) -> str:
    return f"No. {address.number:04}"


def raise_problems(problems: Sequence[Problem]) -> None:
    """Raise ContentError with the problems, if there are any."""
    if problems:
        raise ContentError(problems)

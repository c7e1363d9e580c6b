"""From recipients to printed envelopes: sender, address and barcode where machines read each.

The lengths, in points, are those of the Domestic Mail Manual, 202 (archived editions) and of
Quick Service Guide 201a, for letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from press.brand.brand import Brand
from press.layout import EDGE, INCH, Page, PostalBarcode, Stack
from press.mail.letters.address_blocks import (
    AddressFit,
    AddressSetter,
    PrintedAddress,
    raise_problems,
)
from press.paper import Envelope, Rect
from press.problems import Problem
from press.tagged.nodes import StructElem

# The area that machines read begins SIDE from either side and FOOT from the foot, up to TOP.
SIDE, FOOT, TOP = 0.5 * INCH, 0.625 * INCH, 2.75 * INCH
STAMP = 1.25 * INCH  # from the upper right corner each way: left free
FIRST_BAR = 4.0 * INCH  # of the barcode, from the right edge (3.5 to 4.25 in)
BARS = 0.25 * INCH  # from the foot to the barcode (3/16 in or more)
SENDER = 3.25 * INCH  # the width of the sender at most
SENDER_X = EDGE + INCH / 8  # of the sender, from the left edge
LEFT = 0.42  # the share of the width at which the address begins
LARGEST = 12.0  # points
GAP = 6.0  # points between the number and the sender


def envelopes(
    addresses: Sequence[PrintedAddress], envelope: Envelope, brand: Brand, title: str
) -> bytes:
    """Return a tagged PDF with one envelope on each page, in the order given.

    ``brand.sender`` decides how much the sender's lines tell.
    Raises ContentError with the recipients whose address does not fit.
    """
    assert not envelope.windows, f"{envelope.name} is not printed on"
    setter, box = AddressSetter(brand, title), address_place(envelope)
    fits = [
        setter.fit(address, box.width, box.height, LARGEST, numbered=False) for address in addresses
    ]
    pairs = list(zip(addresses, fits, strict=True))
    problems = list(setter.unprintable(addresses))
    problems += [_too_long(address, envelope) for address, fit in pairs if fit is None]
    raise_problems(problems)
    return setter.write(
        [
            _page(setter, address, fit, envelope, number)
            for number, (address, fit) in enumerate(pairs)
            if fit
        ]
    )


def address_place(envelope: Envelope) -> Rect:
    """Return the box for the address, in points from the envelope's lower-left corner.

    It is inside the area that machines read, above the barcode, right of the sender, and below
    the stamp.
    """
    width, height = _size(envelope)
    return Rect(LEFT * width, FOOT + INCH / 8, width - SIDE, min(TOP, height - STAMP))


def _page(
    setter: AddressSetter, address: PrintedAddress, fit: AddressFit, envelope: Envelope, number: int
) -> Page:
    """Return the page of an envelope.

    The recipient's number is above the sender, which readers meet first: machines look for more
    lines below either address.
    """
    width, height = _size(envelope)
    page, around, top = Page(width, height, number=number), StructElem("Sect"), height - EDGE
    setter.put_number(page, address, around, SENDER_X, top)
    sender, top = Stack(setter.story.sender()), top - setter.number_height - GAP
    page.put(sender, SENDER_X, top, min(SENDER, width - STAMP - SENDER_X))
    setter.put_address(page, address, around, address_place(envelope), fit)
    if address.barcode:
        _put_barcode(page, PostalBarcode(*address.barcode))
    return page


def _put_barcode(page: Page, barcode: PostalBarcode) -> None:
    """Place a barcode, whose flowable has a quiet zone around its bars."""
    boxes, height, width = barcode.bars.boxes, barcode.bars.height, barcode.bars.width
    left, up = boxes[0][0], min(box[1] for box in boxes)
    page.put(barcode, page.width - FIRST_BAR - left, BARS - up + height, width, furniture=True)


def _too_long(address: PrintedAddress, envelope: Envelope) -> Problem:
    where = f"the envelope '{envelope.name}'"
    message = f"The address of recipient {address.number} is too long for {where}"
    hint = "Shorten its longest line, or send it in a window envelope or with a label"
    return Problem(address.place, "M45", message, hint)


def _size(envelope: Envelope) -> tuple[float, float]:
    assert envelope.size, envelope.name
    return envelope.size

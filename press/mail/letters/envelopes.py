"""From recipients to envelopes that are printed on: sender, address and barcode where the Postal Service looks for each.

Measures are those of the Domestic Mail Manual, 202 (archived editions) and Quick Service Guide 201a, for letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from press.brand.brand import Brand
from press.layout import EDGE, INCH, Page, PostalBarcode, Stack
from press.mail.letters.address_blocks import Blocks, Fitted, Labelled, refuse
from press.paper import Envelope, Rect
from press.problems import Problem
from press.tagged.nodes import StructElem

SIDE, FOOT, TOP = (
    0.5 * INCH,
    0.625 * INCH,
    2.75 * INCH,
)  # of what is read by machine: from either side, and from the foot
BARCODE_CLEAR = 4.75 * INCH  # from the right edge, as high as FOOT: nothing but the barcode
STAMP = 1.25 * INCH  # from the upper right corner each way: nothing
FIRST_BAR, BARS = (
    4.0 * INCH,
    0.25 * INCH,
)  # from the right edge (3.5 to 4.25 in), from the foot (3/16 in or more)
SENDER = 3.25 * INCH  # wide at most
SENDER_AT = EDGE + INCH / 8  # from the left
LEFT = 0.42  # of the width: where the address begins
LARGEST = 12.0  # points
GAP = 6.0  # points: between the number and the sender


def envelopes(
    recipients: Sequence[Labelled], envelope: Envelope, brand: Brand, title: str
) -> bytes:
    """A tagged PDF with an envelope a page, in the order given; who sends it as far as ``brand.sender`` tells.

    Raises ContentError with the recipients whose address does not fit.
    """
    assert not envelope.windows, f"{envelope.name} is not printed on"
    blocks, place = Blocks(brand, title), address_place(envelope)
    fitted = [
        blocks.fitted(one, place.width, place.height, LARGEST, numbered=False) for one in recipients
    ]
    problems = list(blocks.unprintable(recipients))
    problems += [
        _too_long(one, envelope) for one, fit in zip(recipients, fitted, strict=True) if fit is None
    ]
    refuse(problems)
    pages = [
        _page(blocks, one, fit, envelope, at)
        for at, (one, fit) in enumerate(zip(recipients, fitted, strict=True))
        if fit
    ]
    return blocks.write(pages)


def address_place(envelope: Envelope) -> Rect:
    """Inside what is read by machine, over what is kept for the barcode, right of the sender and below the stamp."""
    wide, high = _size(envelope)
    return Rect(LEFT * wide, FOOT + INCH / 8, wide - SIDE, min(TOP, high - STAMP))


def _page(blocks: Blocks, one: Labelled, fitted: Fitted, envelope: Envelope, at: int) -> Page:
    """The number stands above the sender, which is the first that is read; below either address, machines look for more."""
    wide, high = _size(envelope)
    page, around, top = Page(wide, high, number=at), StructElem("Sect"), high - EDGE
    blocks.number(page, one, around, SENDER_AT, top)
    sender = Stack(blocks.story.sender())
    page.put(
        sender, SENDER_AT, top - blocks.number_high - GAP, min(SENDER, wide - STAMP - SENDER_AT)
    )
    blocks.address(page, one, around, address_place(envelope), fitted)
    if one.barcode:
        bars = PostalBarcode(*one.barcode)
        left, up = (
            bars.bars.boxes[0][0],
            min(box[1] for box in bars.bars.boxes),
        )  # the quiet zone round them
        page.put(
            bars,
            wide - FIRST_BAR - left,
            BARS - up + bars.bars.height,
            bars.bars.width,
            furniture=True,
        )
    return page


def _too_long(one: Labelled, envelope: Envelope) -> Problem:
    message = (
        f"The address of recipient {one.number} is too long for the envelope '{envelope.name}'"
    )
    return Problem(
        one.place,
        "M45",
        message,
        "Shorten its longest line, or send it in a window envelope or with a label",
    )


def _size(envelope: Envelope) -> tuple[float, float]:
    assert envelope.size, envelope.name
    return envelope.size

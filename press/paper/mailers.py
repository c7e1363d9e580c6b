"""Self-mailers: the zones of the address side of a folded sheet. Lengths in points."""

from __future__ import annotations

from typing import NamedTuple

from press.paper.sheets import INCH


class Zone(NamedTuple):
    """A part of the address side of a mail piece, in points from its lower left corner."""

    x: float
    y: float
    width: float
    height: float


TABS = 0.55 * INCH  # the height of the seals at the upper edge of a self-mailer


def mailer(length: float, height: float) -> dict[str, Zone]:
    """Return the zones of the address side of a self-mailer with a length and height in points.

    From USPS, DMM 201.3.14 and 202 (archived editions): the barcode is at the lower right, 4.75 by
    0.625 in, and the tabs at the upper corners. The address is read from 0.625 to 2.75 in above the
    lower edge; the sender is above it at the left.
    """
    top = height - TABS
    return {
        "sender": Zone(0.5 * INCH, top - 0.6 * INCH, 3.0 * INCH, 0.6 * INCH),
        "stamp": Zone(length - 1.4 * INCH, top - 0.9 * INCH, 0.9 * INCH, 0.9 * INCH),
        "address": Zone(
            length - 5 * INCH, 0.9 * INCH, 4.4 * INCH, min(1.5 * INCH, top - 1.9 * INCH)
        ),
        "barcode": Zone(length - 4.75 * INCH, 0, 4.75 * INCH, 0.625 * INCH),
    }

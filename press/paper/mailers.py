"""Folded sheets that are mailed as they are: the zones of the address side; lengths in points."""

from __future__ import annotations

from typing import NamedTuple

from press.paper.sheets import INCH


class Zone(NamedTuple):
    """A part of the address side of a mail piece, in points from its lower left corner as it is read."""

    x: float
    y: float
    width: float
    height: float


TABS = 0.55 * INCH  # below the upper edge of a self-mailer: where it is sealed


def mailer(length: float, height: float) -> dict[str, Zone]:
    """The zones of the address side of a folded self-mailer of a size in points.

    From USPS, DMM 201.3.14 and 202 (archived editions): the barcode stands in the lower right, 4.75 by 0.625 in, tabs at
    the upper corners; the address is read from 0.625 to 2.75 in above the foot, the sender stands above it at the left.
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

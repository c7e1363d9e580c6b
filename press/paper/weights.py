"""The estimated weight of a mail piece, in ounces: its sheets and its envelope."""

from __future__ import annotations

from press.paper.envelopes import Envelope
from press.paper.sheets import INCH, SHEETS

# One letter sheet: the basis weight, in lb of 500 sheets of 17 x 22 in (bond) or 25 x 38 in (text),
# by its area.
OUNCES = {
    "20-lb bond": 0.160,
    "24-lb bond": 0.192,
    "28-lb bond": 0.224,
    "70-lb text": 0.220,
    "80-lb text": 0.252,
    "100-lb text": 0.315,
}
ENVELOPE = 0.2  # a #10 envelope of 24-lb paper: common knowledge; others by their area
TEN = 9.5 * 4.125 * INCH * INCH  # the area of a #10 envelope, in square points
# A letter above LIGHT needs more postage; above HEAVIEST it is no letter.
LIGHT, HEAVIEST = 1.0, 3.5


def weight_oz(
    sheets: float, envelope: Envelope | None, paper: str = "20-lb bond", size: str = "letter"
) -> float:
    """Return the estimated weight of some sheets and an envelope, in ounces.

    ``envelope`` is None for sheets without one.
    """
    sheet, letter = SHEETS[size], SHEETS["letter"]
    area = sheet.width * sheet.height / (letter.width * letter.height)
    wide, high = envelope.size if envelope and envelope.size else (TEN, 1.0)
    return sheets * OUNCES[paper] * area + (ENVELOPE * wide * high / TEN if envelope else 0.0)

"""What a mail piece weighs, estimated: sheets by their paper, and the envelope. Ounces."""

from __future__ import annotations

from press.paper.envelopes import Envelope
from press.paper.sheets import INCH, SHEETS

# Of one letter sheet: basis weight in lb of 500 sheets of 17 x 22 in (bond) or 25 x 38 in (text), by its area.
OUNCES = {
    "20-lb bond": 0.160,
    "24-lb bond": 0.192,
    "28-lb bond": 0.224,
    "70-lb text": 0.220,
    "80-lb text": 0.252,
    "100-lb text": 0.315,
}
ENVELOPE = 0.2  # of a #10, of 24-lb paper: common knowledge; others by their area
TEN = 9.5 * 4.125 * INCH * INCH  # square points
LIGHT, HEAVIEST = (
    1.0,
    3.5,
)  # of a letter: above the first more postage is due, above the second it is none


def weight_oz(
    sheets: float, envelope: Envelope | None, paper: str = "20-lb bond", size: str = "letter"
) -> float:
    """The estimated weight of so many sheets of a paper and a size in an envelope, or in none."""
    area = (
        SHEETS[size].width
        * SHEETS[size].height
        / (SHEETS["letter"].width * SHEETS["letter"].height)
    )
    wide, high = envelope.size if envelope and envelope.size else (TEN, 1.0)
    return sheets * OUNCES[paper] * area + (ENVELOPE * wide * high / TEN if envelope else 0.0)

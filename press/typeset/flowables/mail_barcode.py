"""From the digits of an Intelligent Mail barcode to its bars, and to the barcode as a flowable."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.colors import black

from press.typeset.text.paragraph import StoryFlowable

# ReportLab's middle of the sizes that USPS-B-3200 allows: 21.8 bars an inch, each 0.02 in wide, at
# most 0.145 in high, 2.95 in for all of them. ReportLab's least width is 24.04 bars an inch, which
# is too many, and it ignores a height that is passed to it.
MIDDLE = 0.5


class Bars(NamedTuple):
    """The bars of a barcode and its size with the quiet zone, in points.

    ``states`` has one letter for each bar (T, A, D, F). ``boxes`` has each bar's x, y, width and
    height, in points from the lower-left corner of the quiet zone.
    """

    states: str
    width: float
    height: float
    boxes: tuple[tuple[float, float, float, float], ...]


class PostalBarcode(StoryFlowable):
    """An Intelligent Mail barcode with its quiet zone.

    ``tracking`` has 20 digits, ``routing`` 0, 5, 9 or 11; both are already checked. It has no
    structure element: read aloud it would be noise.
    """

    def __init__(self, tracking: str, routing: str) -> None:
        super().__init__()
        self.bars = bars_of(tracking, routing)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return its width and height, in points."""
        self.width, self.height = self.bars.width, self.bars.height
        return self.width, self.height

    def draw(self) -> None:
        """Draw the bars in black, as one path."""
        self.canv.setFillColor(black)
        path = self.canv.beginPath()
        for box in self.bars.boxes:
            path.rect(*box)
        self.canv.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=64)
def bars_of(tracking: str, routing: str) -> Bars:
    """Return the bars of a barcode.

    The digits are not checked here but in press.mail.letters.imb.
    """
    from reportlab.graphics.barcode.usps4s import USPS_4State

    widget: Any = USPS_4State(tracking, routing, widthSize=MIDDLE, heightSize=MIDDLE)
    left, foot = widget.horizontalClearZone, widget.verticalClearZone
    kinds = widget._getBarVInfo(foot + widget.barHeight / 2)  # y and height by state
    states = widget.barcodes
    boxes = tuple(
        (left + index * widget.pitch, kinds[state][0], widget.barWidth, kinds[state][1])
        for index, state in enumerate(states)
    )
    return Bars(states, widget.width, widget.height, boxes)

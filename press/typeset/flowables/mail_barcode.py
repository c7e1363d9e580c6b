"""From the digits of an Intelligent Mail barcode to its bars, and to the barcode as a flowable."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.colors import black

from press.typeset.text.paragraph import StoryFlowable

# ReportLab's own middle of what USPS-B-3200 allows: 21.8 bars an inch, each 0.02 in wide, 0.145 in high at most, 2.95 in
# in all. Its least width is 24.04 bars an inch, which is too many; and what is asked of it as a height, it ignores.
MIDDLE = 0.5


class Bars(NamedTuple):
    """Where the bars stand, from the lower left corner of the barcode with its quiet zone, in points.

    ``states`` has one letter a bar (T, A, D, F); ``boxes`` its x, y, width and height.
    """

    states: str
    width: float
    height: float
    boxes: tuple[tuple[float, float, float, float], ...]


class PostalBarcode(StoryFlowable):
    """The barcode of ``tracking`` (20 digits) and ``routing`` (0, 5, 9 or 11), which were checked, with its quiet zone.

    It belongs to no element: to who listens it would be noise.
    """

    def __init__(self, tracking: str, routing: str) -> None:
        super().__init__()
        self.bars = bars_of(tracking, routing)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.width, self.height = self.bars.width, self.bars.height
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setFillColor(black)
        path = self.canv.beginPath()
        for box in self.bars.boxes:
            path.rect(*box)
        self.canv.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=64)
def bars_of(tracking: str, routing: str) -> Bars:
    """The bars; what the standard refuses is not refused here: press.mail.letters.imb does that."""
    from reportlab.graphics.barcode.usps4s import USPS_4State

    widget: Any = USPS_4State(tracking, routing, widthSize=MIDDLE, heightSize=MIDDLE)
    across, up = widget.horizontalClearZone, widget.verticalClearZone
    kinds = widget._getBarVInfo(up + widget.barHeight / 2)
    states = widget.barcodes
    boxes = tuple(
        (across + at * widget.pitch, kinds[one][0], widget.barWidth, kinds[one][1])
        for at, one in enumerate(states)
    )
    return Bars(states, widget.width, widget.height, boxes)

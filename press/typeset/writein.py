"""Places to write by hand, side by side: a label each, and lines 0.3 in apart below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.colors import Color

from press.typeset.para import Para, Piece
from press.typeset.ruled import Ruled

GAP = 16.0  # points between two of them


class WriteIn(Piece):
    """``sizes`` has for each label how many lines it has, and its share of the width."""

    whole = True

    def __init__(self, labels: Sequence[Para], sizes: Sequence[tuple[int, float]], color: Color, after: float = 0) -> None:
        super().__init__()
        self.labels, self.sizes, self.color, self.spaceAfter = list(labels), list(sizes), color, after

    @property
    def paragraphs(self) -> Iterator[Para]:
        yield from self.labels

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        room = availWidth - GAP * (len(self.labels) - 1)
        shares = sum(share for _, share in self.sizes)
        self.widths = [room * share / shares for _, share in self.sizes]
        self.label = max(one.wrap(width, 1e6)[1] for one, width in zip(self.labels, self.widths, strict=True))
        self.width, self.height = availWidth, self.label + max(lines for lines, _ in self.sizes) * Ruled.APART
        return self.width, self.height

    def draw(self) -> None:
        x = 0.0
        self.canv.setStrokeColor(self.color)
        self.canv.setLineWidth(0.6)
        for label, width, (lines, _) in zip(self.labels, self.widths, self.sizes, strict=True):
            label.drawOn(self.canv, x, self.height - label.height)
            for line in range(1, lines + 1):
                y = self.height - self.label - line * Ruled.APART + 2
                self.canv.line(x, y, x + width, y)
            x += width + GAP

"""Lines to write on."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.colors import Color

from press.typeset.para import Para, Piece


class Ruled(Piece):
    """A label, and as many lines to write on as fit below it: 0.3 in apart, for handwriting."""

    APART = 0.3 * 72

    def __init__(self, label: Para, highest: float, color: Color) -> None:
        super().__init__()
        self.label, self.highest, self.color = label, highest, color

    @property
    def paragraphs(self) -> Iterator[Para]:
        yield self.label

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        _, label = self.label.wrap(availWidth, availHeight)
        self.lines = max(int((self.highest - label) / self.APART), 0)
        self.width, self.height = availWidth, label + self.lines * self.APART
        return self.width, self.height

    def draw(self) -> None:
        self.label.drawOn(self.canv, 0, self.height - self.label.height)
        self.canv.setStrokeColor(self.color)
        self.canv.setLineWidth(0.5)
        for line in range(self.lines):
            self.canv.line(0, line * self.APART + 1, self.width, line * self.APART + 1)

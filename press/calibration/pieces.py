"""Text of the calibration sheet that is to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.layout import Para, Piece


class Blanks(Piece):
    """Names side by side, each with a line behind it to write a number on."""

    AIR = 12.0  # points between two

    def __init__(self, names: Sequence[Para]) -> None:
        super().__init__()
        self.names = names
        self.spaceBefore = 4

    @property
    def paragraphs(self) -> Iterator[Para]:
        yield from self.names

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.each = (availWidth - self.AIR * (len(self.names) - 1)) / len(self.names)
        self.width, self.height = availWidth, max(name.wrap(self.each, availHeight)[1] for name in self.names)
        return self.width, self.height

    def draw(self) -> None:
        for at, name in enumerate(self.names):
            x = at * (self.each + self.AIR)
            name.drawOn(self.canv, x, 0)
            self.canv.setStrokeColor(name.style.textColor)
            self.canv.setLineWidth(0.8)
            self.canv.line(x + name.minWidth() + 5, 5, x + self.each, 5)

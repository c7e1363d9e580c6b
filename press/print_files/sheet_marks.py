"""The small mark on every printed side: whose piece a sheet belongs to, and which of its sheets it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from press.paper import INCH, Rect
from press.pdf.file import stream_bytes
from press.print_files.component import Component
from press.print_files.syntax import Template, entries

SIGNS = "0123456789-/"
NAME = b"Mark"  # of its font among those of a page
LEFT, FOOT = 0.3 * INCH, 0.27 * INCH
_GREY = 0.3  # of black and white: 8.6:1 on white paper
# In a state of its own, whatever the page left behind: its spacing, its width, its way to paint.
_PAINTED = "/Artifact <</Type /Pagination>> BDC q 0 Tc 0 Tw 100 Tz 0 Tr 0 Ts %g g BT /Mark %g Tf %g %g Td (%s) Tj ET Q EMC"


def lower_left(width: float, height: float) -> tuple[float, float]:
    """Where the mark begins on every page, as one who reads the page sees it, in points."""
    return LEFT, FOOT


class Marks(NamedTuple):
    """``font`` is a PDF of ours that has SIGNS in the mark's face; where the mark begins on a page of a width and a height,
    and its size, all in points."""

    font: Component
    place: Callable[[float, float], tuple[float, float]] = lower_left
    size: float = 6.0

    def face(self) -> Template:
        """The font, by the indices of shared objects of its component."""
        for kind, _, value in self.font.pages[0].named:
            if kind == b"Font" and all(
                map(_widths(self.font.shared[value.slots[0]].head.text).get, SIGNS)
            ):
                return value
        raise ValueError(f"the font of the marks lacks some of {SIGNS}")

    def box(self, says: str, width: float, height: float) -> Rect:
        """Where a mark stands on a page of a size."""
        widths = _widths(self.font.shared[self.face().slots[0]].head.text)
        x, y = self.place(width, height)
        return Rect(x, y, x + sum(widths[sign] for sign in says) * self.size / 1000, y + self.size)

    def stream(self, says: str, width: float, height: float) -> bytes:
        """The content of one mark on a page of a size, as an object."""
        x, y = self.place(width, height)
        return stream_bytes((_PAINTED % (_GREY, self.size, x, y, says)).encode("ascii"), "")


def _widths(font: bytes) -> dict[str, float]:
    """How wide each character of a font is, in thousandths of its size."""
    said = entries(font)
    return {
        chr(code): float(width)
        for code, width in enumerate(said[b"Widths"].strip(b"[ ]").split(), int(said[b"FirstChar"]))
    }

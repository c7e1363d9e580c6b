"""From a piece and a sheet of it to the small mark on each side: piece number, sheet and count."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from press.paper import INCH, Rect
from press.pdf.file import stream_bytes
from press.print_files.component import Component
from press.print_files.syntax import Template, entries

SIGNS = "0123456789-/"
NAME = b"Mark"  # of its font among the resources of a page
LEFT, FOOT = 0.3 * INCH, 0.27 * INCH
_GREY = 0.3  # 0 is black and 1 is white: contrast 8.6:1 on white paper
# All text state is set, because the page may leave any spacing, scaling or rendering mode.
_PAINT = (
    "/Artifact <</Type /Pagination>> BDC q 0 Tc 0 Tw 100 Tz 0 Tr 0 Ts "
    "%g g BT /Mark %g Tf %g %g Td (%s) Tj ET Q EMC"
)


def lower_left(width: float, height: float) -> tuple[float, float]:
    """Return the position of a mark at the lower left of a page, in points."""
    return LEFT, FOOT


class Marks(NamedTuple):
    """The typeface, position and size of all marks in a file.

    ``font`` is a PDF of ours with a font that has all SIGNS. ``place`` returns the position of a
    mark on a page of a width and height, as the page is displayed; ``size`` is its font size. All
    are in points.
    """

    font: Component
    place: Callable[[float, float], tuple[float, float]] = lower_left
    size: float = 6.0

    def font_reference(self) -> Template:
        """Return the reference to the font, by the indices of its component's shared objects.

        Raises ValueError if no font has all SIGNS.
        """
        for kind, _, value in self.font.pages[0].named:
            if kind == b"Font" and all(
                map(_widths(self.font.shared[value.slots[0]].head.text).get, SIGNS)
            ):
                return value
        raise ValueError(f"the font of the marks lacks some of {SIGNS}")

    def box(self, text: str, width: float, height: float) -> Rect:
        """Return the area of a mark on a page of a width and height, all in points."""
        widths = _widths(self.font.shared[self.font_reference().slots[0]].head.text)
        x, y = self.place(width, height)
        return Rect(x, y, x + sum(widths[sign] for sign in text) * self.size / 1000, y + self.size)

    def stream(self, text: str, width: float, height: float) -> bytes:
        """Return the content stream of a mark on a page of a width and height in points."""
        x, y = self.place(width, height)
        return stream_bytes((_PAINT % (_GREY, self.size, x, y, text)).encode("ascii"), "")


def _widths(font: bytes) -> dict[str, float]:
    """Return the width of each character of a font, in thousandths of the font size."""
    font_entries = entries(font)
    widths = font_entries[b"Widths"].strip(b"[ ]").split()
    return {
        chr(code): float(width)
        for code, width in enumerate(widths, int(font_entries[b"FirstChar"]))
    }

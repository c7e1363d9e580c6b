"""From a web address or telephone number to the squares of its QR code, and to a flowable."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.colors import Color

from press import cache
from press.tagged.form_xobjects import paint_form
from press.tagged.nodes import StructElem
from press.typeset.text.paragraph import StoryFlowable


class Squares(NamedTuple):
    """The dark modules of a QR code.

    ``side`` is its size in modules. ``dark`` has the horizontal runs of dark modules: the row from
    the top, the first module, and the length.
    """

    side: int
    dark: tuple[tuple[int, int, int], ...]

    def operators(self, width: float, quiet: int) -> str:
        """Return PDF operators that fill the dark modules.

        ``width`` is that of the code in points, with ``quiet`` white modules on each side.
        """
        module = width / (self.side + 2 * quiet)
        boxes = (
            (
                (start + quiet) * module,
                width - (row + quiet + 1) * module,
                length * module,
                module,
            )
            for row, start, length in self.dark
        )
        return "\n".join(" ".join((*map(_number, box), "re f")) for box in boxes)


class QrCode(StoryFlowable):
    """A QR code of a web address or telephone number.

    ``side`` is its width with the quiet zone, in points; a long address makes it wider. ``element``
    is None for page furniture.
    """

    QUIET = 3  # modules of white around it; the tint beyond is pale enough to be the fourth
    LEAST_MODULE = 1.2  # points, 0.42 mm: what telephones can read from a laser printer's paper

    def __init__(
        self, target: str, side: float, color: Color, element: StructElem | None = None
    ) -> None:
        super().__init__()
        self.target, self.color, self.element = target, color, element
        self.side = max(side, (qr_squares(target).side + 2 * self.QUIET) * self.LEAST_MODULE)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return its width and height, in points."""
        self.width = self.height = self.side
        return self.side, self.side

    @property
    def elements(self) -> Iterator[StructElem]:
        """Its structure element; nothing for page furniture."""
        if self.element:
            yield self.element

    def draw(self) -> None:
        """Draw the code on white, in its structure element."""
        with self.canv.tagged(self.element, (0, 0, self.side, self.side)):
            self._paint()

    def _paint(self) -> None:
        self.canv.setFillColorRGB(1, 1, 1)
        self.canv.rect(0, 0, self.side, self.side, stroke=0, fill=1)
        self.canv.setFillColor(self.color)
        paint_form(
            self.canv, qr_operators(self.target, self.side, self.QUIET), self.side, self.side
        )


@lru_cache(maxsize=64)
def qr_operators(target: str, width: float, quiet: int) -> str:
    """Return the operators of a code, ``width`` points wide, with ``quiet`` modules on each side.

    See Squares.operators().
    """
    return qr_squares(target).operators(width, quiet)


@lru_cache(maxsize=64)
def qr_squares(target: str) -> Squares:
    """Return the code of a target at ReportLab's lowest correction, with the largest squares."""
    name = cache.key("code", target)
    if data := cache.load(name):
        side, dark = json.loads(data)
        return Squares(side, tuple((row, start, length) for row, start, length in dark))
    squares = _encode(target)
    cache.store(name, json.dumps(squares).encode())
    return squares


def _encode(target: str) -> Squares:
    from reportlab.graphics.barcode.qr import QrCodeWidget

    widget: Any = QrCodeWidget(target)
    widget.qr.make()
    dark = []
    for row, modules in enumerate(widget.qr.modules):
        start = None
        for column, is_dark in enumerate((*modules, False)):
            if is_dark and start is None:
                start = column
            elif not is_dark and start is not None:
                dark.append((row, start, column - start))
                start = None
    return Squares(widget.qr.getModuleCount(), tuple(dark))


def _number(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")

"""From a web address or telephone number to the squares of its QR code, and to the code as a flowable."""

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
    """``side`` modules each way, and where they are dark: rows from the top, first module and how many in a row."""

    side: int
    dark: tuple[tuple[int, int, int], ...]

    def operators(self, width: float, quiet: int) -> str:
        """PDF operators that fill the dark squares, with ``quiet`` white modules round them, in ``width`` points."""
        one = width / (self.side + 2 * quiet)
        boxes = (
            ((start + quiet) * one, width - (row + quiet + 1) * one, length * one, one)
            for row, start, length in self.dark
        )
        return "\n".join(" ".join((*map(_number, box), "re f")) for box in boxes)


class QrCode(StoryFlowable):
    """A QR code of a web address or telephone number, ``side`` points wide with its quiet zone."""

    QUIET = 3  # modules of white round it; the tint beyond is pale enough to add the fourth
    LEAST_MODULE = 1.2  # points, 0.42 mm: what a telephone reads from a laser printer's paper

    def __init__(
        self, target: str, side: float, color: Color, element: StructElem | None = None
    ) -> None:
        super().__init__()
        self.target, self.color, self.element = target, color, element
        self.side = max(side, (squares(target).side + 2 * self.QUIET) * self.LEAST_MODULE)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.width = self.height = self.side
        return self.side, self.side

    @property
    def elements(self) -> Iterator[StructElem]:
        if self.element:
            yield self.element

    def draw(self) -> None:
        with self.canv.tagged(self.element, (0, 0, self.side, self.side)):
            self._paint()

    def _paint(self) -> None:
        self.canv.setFillColorRGB(1, 1, 1)
        self.canv.rect(0, 0, self.side, self.side, stroke=0, fill=1)
        self.canv.setFillColor(self.color)
        paint_form(self.canv, drawn(self.target, self.side, self.QUIET), self.side, self.side)


@lru_cache(maxsize=64)
def drawn(target: str, width: float, quiet: int) -> str:
    """The operators of a target's code: see Squares.operators()."""
    return squares(target).operators(width, quiet)


@lru_cache(maxsize=64)
def squares(target: str) -> Squares:
    """The code of a target, at ReportLab's lowest level of correction: the largest squares."""
    name = cache.key("code", target)
    if data := cache.load(name):
        side, dark = json.loads(data)
        return Squares(side, tuple((row, start, length) for row, start, length in dark))
    made = _made(target)
    cache.store(name, json.dumps(made).encode())
    return made


def _made(target: str) -> Squares:
    from reportlab.graphics.barcode.qr import QrCodeWidget

    widget: Any = QrCodeWidget(target)
    widget.qr.make()
    dark = []
    for row, modules in enumerate(widget.qr.modules):
        start = None
        for at, module in enumerate((*modules, False)):
            if module and start is None:
                start = at
            elif not module and start is not None:
                dark.append((row, start, at - start))
                start = None
    return Squares(widget.qr.getModuleCount(), tuple(dark))


def _number(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")

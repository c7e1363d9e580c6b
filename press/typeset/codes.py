"""From a web address or telephone number to the squares of its QR code."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, NamedTuple

from press import cache


class Squares(NamedTuple):
    """``side`` modules each way, and where they are dark: rows from the top, first module and how many in a row."""

    side: int
    dark: tuple[tuple[int, int, int], ...]

    def operators(self, width: float, quiet: int) -> str:
        """PDF operators that fill the dark squares, with ``quiet`` white modules round them, in ``width`` points."""
        one = width / (self.side + 2 * quiet)
        boxes = (((start + quiet) * one, width - (row + quiet + 1) * one, length * one, one) for row, start, length in self.dark)
        return "\n".join(" ".join((*map(_number, box), "re f")) for box in boxes)


@lru_cache(maxsize=64)
def drawn(target: str, width: float, quiet: int) -> str:
    """The operators of a target's code: see Squares.operators()."""
    return squares(target).operators(width, quiet)


@lru_cache(maxsize=64)
def squares(target: str) -> Squares:
    """The code of a target, at ReportLab's lowest level of correction: the largest squares."""
    name = cache.key("code", target)
    if data := cache.kept(name):
        side, dark = json.loads(data)
        return Squares(side, tuple((row, start, length) for row, start, length in dark))
    made = _made(target)
    cache.keep(name, json.dumps(made).encode())
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

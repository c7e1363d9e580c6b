"""Envelopes and their windows, and what of a folded sheet shows in a window wherever it has slid; lengths in points."""

from __future__ import annotations

from itertools import accumulate, chain, pairwise
from typing import Literal, NamedTuple

from press.paper.sheets import INCH, MM, SHEETS, Sheet

CLEAR = INCH / 8  # between what is read and every edge of the window (USPS, Publication 25, 3-9)
SLIDE = (
    10 * MM
)  # what a sheet may slide, to each side, in an envelope whose size is not known: an A4 in a C6/5 has 9.5
ROUNDING = 0.01  # points


class Rect(NamedTuple):
    """A part of a sheet, in points from its lower left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


class Window(NamedTuple):
    """An opening: what is to be read in it, its lower left corner, width and height.

    Measured from the envelope's lower left corner; where the envelope has no size, from the sheet's.
    """

    use: Literal["address", "sender"]
    x: float
    y: float
    width: float
    height: float


class Envelope(NamedTuple):
    """An envelope: its width and height, windows, where a sheet is folded for it (from the sheet's top), and which sheets.

    A sheet is folded to and fro, so that its uppermost panel lies in front, face up. Without a size, the windows are the
    fields that a standard for letters has on the sheet, and whatever envelope that standard knows may hold it.
    """

    name: str
    size: tuple[float, float] | None
    windows: tuple[Window, ...]
    folds: tuple[float, ...]
    sheets: tuple[str, ...] = ("letter",)

    def window(self, use: str) -> Window | None:
        return next((one for one in self.windows if one.use == use), None)


class Play(NamedTuple):
    """How far the lower left corner of the uppermost panel may lie from the envelope's, least and most, across and up."""

    left: float
    right: float
    low: float
    high: float

    @property
    def fits(self) -> bool:
        return self.right >= self.left - ROUNDING and self.high >= self.low - ROUNDING


def play(envelope: Envelope, sheet: Sheet) -> Play:
    """How a folded sheet can lie in an envelope that has a size; ``fits`` is False for one that does not go in."""
    assert envelope.size is not None, envelope.name
    wide, high = envelope.size
    low, top = _reach(envelope, sheet)
    return Play(0.0, wide - sheet.width, -low, high - top)


def safe(envelope: Envelope, window: Window, sheet: Sheet) -> Rect | None:
    """Where on the sheet a block is seen whole, 1/8 in clear of the window, wherever the sheet has slid; None if nowhere."""
    if envelope.size is None:
        return _real(
            window.x + CLEAR,
            window.y + CLEAR,
            window.x + window.width - CLEAR,
            window.y + window.height - CLEAR,
        )
    free, foot = play(envelope, sheet), _foot(envelope, sheet)
    if not free.fits:
        return None
    return _real(
        window.x + CLEAR - free.left,
        foot + window.y + CLEAR - free.low,
        window.x + window.width - CLEAR - free.right,
        foot + window.y + window.height - CLEAR - free.high,
    )


def sweep(envelope: Envelope, window: Window, sheet: Sheet) -> Rect:
    """All of the sheet that can ever show in the window: nothing else may stand there."""
    foot = 0.0 if envelope.size is None else _foot(envelope, sheet)
    free = Play(-SLIDE, SLIDE, -SLIDE, SLIDE) if envelope.size is None else play(envelope, sheet)
    return Rect(
        max(window.x - free.right, 0.0),
        max(foot + window.y - free.high, foot),
        min(window.x + window.width - free.left, sheet.width),
        min(foot + window.y + window.height - free.low, sheet.height),
    )


def nominal(envelope: Envelope, window: Window, sheet: Sheet) -> Rect:
    """The window over the sheet where it lies in the middle of its play: for drawing it over a page."""
    x, y = window.x, window.y
    if envelope.size is not None:
        free = play(envelope, sheet)
        x -= (free.left + free.right) / 2
        y += _foot(envelope, sheet) - (free.low + free.high) / 2
    return Rect(x, y, x + window.width, y + window.height)


def panels(envelope: Envelope, sheet: Sheet) -> tuple[float, ...]:
    """The heights of a sheet's panels, from its top."""
    edges = (0.0, *envelope.folds, sheet.height)
    return tuple(lower - upper for upper, lower in pairwise(edges))


def _reach(envelope: Envelope, sheet: Sheet) -> tuple[float, float]:
    """The lowest and the highest edge of the folded sheet, over the foot of its uppermost panel."""
    heights = panels(envelope, sheet)
    turns = (height * (1 if at % 2 else -1) for at, height in enumerate(heights))
    edges = list(accumulate(chain((heights[0],), turns)))
    return min(edges), max(edges)


def _foot(envelope: Envelope, sheet: Sheet) -> float:
    """Where the uppermost panel ends, from the sheet's lower edge."""
    return sheet.height - panels(envelope, sheet)[0]


def _real(x0: float, y0: float, x1: float, y1: float) -> Rect | None:
    return Rect(x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _inches(
    use: Literal["address", "sender"], x: float, y: float, width: float, height: float
) -> Window:
    return Window(use, x * INCH, y * INCH, width * INCH, height * INCH)


def _field(x: float, top: float, width: float, height: float) -> Window:
    """An address field on an A4 sheet; millimetres, ``top`` from its upper edge."""
    return Window(
        "address", x * MM, SHEETS["a4"].height - (top + height) * MM, width * MM, height * MM
    )


_10, _9 = (9.5 * INCH, 4.125 * INCH), (8.875 * INCH, 3.875 * INCH)
_THIRDS = (
    4.0 * INCH,
    7.5 * INCH,
)  # 4, 3 1/2 and 3 1/2 in: of exact thirds, only two lines are safe in the window
_NINTH = (3.75 * INCH, 7.375 * INCH)  # KOMA-Script, UScommercial9.lco

ENVELOPES = {
    one.name: one
    for one in (
        # businessenvelopes.com: 4 1/2 by 1 1/8 in, 7/8 from the left, 1/2 from the foot; also sold with 5/8.
        Envelope("us-10-window", _10, (_inches("address", 0.875, 0.5, 4.5, 1.125),), _THIRDS),
        Envelope("us-10-window-58", _10, (_inches("address", 0.875, 0.625, 4.5, 1.125),), _THIRDS),
        # gLabels, paper-sizes.xml
        Envelope("us-10", _10, (), _THIRDS),
        # KOMA-Script, UScommercial9.lco, and leecoursey.net for the double one. Both give windows on the sheet (0.6875 in from
        # the left, 2.1875 from the top; 0.5625 and 0.7875, 0.5625 and 2.2125), in the middle of its play of 3/8 and 1/8 in.
        Envelope("us-9-window", _9, (_inches("address", 0.875, 0.5, 4.5, 1.125),), _NINTH),
        Envelope(
            "us-9-double",
            _9,
            (_inches("sender", 0.75, 2.025, 3.125, 1.0), _inches("address", 0.75, 0.8, 3.625, 0.8)),
            _NINTH,
        ),
        # KOMA-Script, DIN.lco and NF.lco: fields on the sheet
        Envelope("din-5008-b", None, (_field(20, 45, 85, 45),), (105 * MM, 210 * MM), ("a4",)),
        Envelope("nf", None, (_field(110, 35, 100, 45),), (99 * MM, 198 * MM), ("a4",)),
    )
}

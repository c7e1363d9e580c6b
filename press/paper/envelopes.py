"""Envelopes with their windows, and the part of a sliding sheet that shows. Lengths in points."""

from __future__ import annotations

from itertools import accumulate, chain, pairwise
from typing import Literal, NamedTuple

from press.paper.sheets import INCH, MM, SHEETS, Sheet

CLEAR = INCH / 8  # from the address to each edge of the window (USPS, Publication 25, 3-9)
# How far a sheet may slide to each side in an envelope of unknown size: an A4 in a C6/5 slides 9.5.
SLIDE = 10 * MM
ROUNDING = 0.01  # points


class Rect(NamedTuple):
    """A rectangle on a sheet, in points from the sheet's lower left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """The width, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """The height, in points."""
        return self.y1 - self.y0


class Window(NamedTuple):
    """A window: its use, lower left corner, width and height, in points.

    It is measured from the envelope's lower left corner, or from the sheet's if the envelope has no
    size.
    """

    use: Literal["address", "sender"]
    x: float
    y: float
    width: float
    height: float


class Envelope(NamedTuple):
    """An envelope: its width and height, its windows, and the sheets that it holds.

    ``folds`` are distances from the sheet's top, in points. The sheet is folded like an accordion,
    with its top panel in front, face up. Without a size, the windows are the address fields that a
    standard for letters has on the sheet; every envelope of that standard holds the sheet.
    """

    name: str
    size: tuple[float, float] | None
    windows: tuple[Window, ...]
    folds: tuple[float, ...]
    sheets: tuple[str, ...] = ("letter",)

    def window(self, use: str) -> Window | None:
        """Return the window for the address or the sender; None if there is none."""
        return next((window for window in self.windows if window.use == use), None)


class Play(NamedTuple):
    """The play of a sheet in an envelope, in points.

    These are the least and the greatest distance of the top panel's lower left corner from the
    envelope's, across and up.
    """

    left: float
    right: float
    low: float
    high: float

    @property
    def fits(self) -> bool:
        """True if the sheet fits into the envelope."""
        return self.right >= self.left - ROUNDING and self.high >= self.low - ROUNDING


def play(envelope: Envelope, sheet: Sheet) -> Play:
    """Return the play of a folded sheet in an envelope with a size."""
    assert envelope.size is not None, envelope.name
    wide, high = envelope.size
    low, top = _extent(envelope, sheet)
    return Play(0.0, wide - sheet.width, -low, high - top)


def safe_area(envelope: Envelope, window: Window, sheet: Sheet) -> Rect | None:
    """Return the area of the sheet that is always visible, 1/8 in clear of the window's edges.

    None if the sheet can slide so far that no such area is left.
    """
    if envelope.size is None:
        return _rect(
            window.x + CLEAR,
            window.y + CLEAR,
            window.x + window.width - CLEAR,
            window.y + window.height - CLEAR,
        )
    free, foot = play(envelope, sheet), _foot(envelope, sheet)
    if not free.fits:
        return None
    return _rect(
        window.x + CLEAR - free.left,
        foot + window.y + CLEAR - free.low,
        window.x + window.width - CLEAR - free.right,
        foot + window.y + window.height - CLEAR - free.high,
    )


def exposed_area(envelope: Envelope, window: Window, sheet: Sheet) -> Rect:
    """Return the area of the sheet that can ever show in the window.

    Nothing else may be printed there.
    """
    foot = 0.0 if envelope.size is None else _foot(envelope, sheet)
    free = Play(-SLIDE, SLIDE, -SLIDE, SLIDE) if envelope.size is None else play(envelope, sheet)
    return Rect(
        max(window.x - free.right, 0.0),
        max(foot + window.y - free.high, foot),
        min(window.x + window.width - free.left, sheet.width),
        min(foot + window.y + window.height - free.low, sheet.height),
    )


def nominal_area(envelope: Envelope, window: Window, sheet: Sheet) -> Rect:
    """Return the window's area of the sheet in the middle of its play, to draw it over a page."""
    x, y = window.x, window.y
    if envelope.size is not None:
        free = play(envelope, sheet)
        x -= (free.left + free.right) / 2
        y += _foot(envelope, sheet) - (free.low + free.high) / 2
    return Rect(x, y, x + window.width, y + window.height)


def panels(envelope: Envelope, sheet: Sheet) -> tuple[float, ...]:
    """Return the heights of a sheet's panels from the top, in points."""
    edges = (0.0, *envelope.folds, sheet.height)
    return tuple(lower - upper for upper, lower in pairwise(edges))


def _extent(envelope: Envelope, sheet: Sheet) -> tuple[float, float]:
    """Return the lowest and highest edges of the folded sheet, above the foot of its top panel."""
    heights = panels(envelope, sheet)
    turns = (height * (1 if number % 2 else -1) for number, height in enumerate(heights))
    edges = list(accumulate(chain((heights[0],), turns)))
    return min(edges), max(edges)


def _foot(envelope: Envelope, sheet: Sheet) -> float:
    """Return the lower edge of the top panel, from the sheet's lower edge."""
    return sheet.height - panels(envelope, sheet)[0]


def _rect(x0: float, y0: float, x1: float, y1: float) -> Rect | None:
    return Rect(x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _inches(
    use: Literal["address", "sender"], x: float, y: float, width: float, height: float
) -> Window:
    return Window(use, x * INCH, y * INCH, width * INCH, height * INCH)


def _field(x: float, top: float, width: float, height: float) -> Window:
    """Return an address field on an A4 sheet from millimetres, ``top`` from the upper edge."""
    return Window(
        "address", x * MM, SHEETS["a4"].height - (top + height) * MM, width * MM, height * MM
    )


_10, _9 = (9.5 * INCH, 4.125 * INCH), (8.875 * INCH, 3.875 * INCH)
# Panels of 4, 3 1/2 and 3 1/2 in. With exact thirds, only two lines are always visible.
_FOLDS_10 = (4.0 * INCH, 7.5 * INCH)
_FOLDS_9 = (3.75 * INCH, 7.375 * INCH)  # KOMA-Script, UScommercial9.lco

ENVELOPES = {
    envelope.name: envelope
    for envelope in (
        # businessenvelopes.com: 4 1/2 by 1 1/8 in, 7/8 from the left, 1/2 from the foot; also sold
        # with 5/8.
        Envelope("us-10-window", _10, (_inches("address", 0.875, 0.5, 4.5, 1.125),), _FOLDS_10),
        Envelope(
            "us-10-window-58", _10, (_inches("address", 0.875, 0.625, 4.5, 1.125),), _FOLDS_10
        ),
        # gLabels, paper-sizes.xml
        Envelope("us-10", _10, (), _FOLDS_10),
        # KOMA-Script, UScommercial9.lco, and leecoursey.net for the double window. Both give the
        # windows on the sheet (0.6875 in from the left, 2.1875 from the top; 0.5625 and 0.7875,
        # 0.5625 and 2.2125), in the middle of its play of 3/8 and 1/8 in.
        Envelope("us-9-window", _9, (_inches("address", 0.875, 0.5, 4.5, 1.125),), _FOLDS_9),
        Envelope(
            "us-9-double",
            _9,
            (_inches("sender", 0.75, 2.025, 3.125, 1.0), _inches("address", 0.75, 0.8, 3.625, 0.8)),
            _FOLDS_9,
        ),
        # KOMA-Script, DIN.lco and NF.lco: address fields on the sheet
        Envelope("din-5008-b", None, (_field(20, 45, 85, 45),), (105 * MM, 210 * MM), ("a4",)),
        Envelope("nf", None, (_field(110, 35, 100, 45),), (99 * MM, 198 * MM), ("a4",)),
    )
}

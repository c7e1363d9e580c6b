"""The office's printers, and how far each prints off: from a name to the move that makes a page come out right.

An upright page and one that lies go through a printer with the same paper in the same tray, but the one is turned before
it is printed: what it is off to the right is off upwards, or downwards, on the other, and which depends on the printer's
driver. So each has numbers of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from press.paper import INCH
from press.problems import ContentError, Place, Problem, guess
from press.spelling import verb


class Offsets(NamedTuple):
    """How far a page is printed too far right and too far up, in inches, as one looks at the front and at the back."""

    x: float = 0.0
    y: float = 0.0
    back_x: float = 0.0
    back_y: float = 0.0


class Printer(NamedTuple):
    """A printer, and its offsets for pages that lie and for upright ones; None where nobody measured them."""

    name: str
    lying: Offsets | None = None
    upright: Offsets | None = None

    def offsets(self, upright: bool) -> Offsets | None:
        return self.upright if upright else self.lying

    def move(self, upright: bool, back: bool) -> tuple[float, float]:
        """Right and up, in points: by how much a page is drawn elsewhere, so that it comes out in its place."""
        off = self.offsets(upright) or Offsets()
        x, y = (off.back_x, off.back_y) if back else (off.x, off.y)
        return -x * INCH, -y * INCH


def find_printer(printers: Sequence[Printer], name: str, place: Place) -> Printer:
    """The printer of that name; raises ContentError with a guess where there is none. ``place`` is practice.yaml's."""
    known = {one.name: one for one in printers}
    if name in known:
        return known[name]
    hint = (
        guess(name, known)
        if known
        else f"Print '{verb('calibrate')}': it tells what to write there"
    )
    raise ContentError([Problem(place, "B03", f"practice.yaml has no printer '{name}'", hint)])


def unmoved(printer: Printer, uprights: Iterable[bool], place: Place) -> Iterator[Problem]:
    """A remark for each kind of page, ``uprights``, that has no numbers; ``place`` is practice.yaml's."""
    for upright in sorted(set(uprights)):
        if printer.offsets(upright) is None:
            what = "upright pages" if upright else "landscape pages"
            sheet = verb("calibrate", upright="") if upright else verb("calibrate")
            message = (
                f"The printer '{printer.name}' has no numbers for {what}, so they are not moved"
            )
            yield Problem(
                place,
                "B04",
                message,
                f"Print '{sheet}': it tells what to write there",
            )

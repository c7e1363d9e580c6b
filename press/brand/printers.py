"""The office's printers: from a printer's name to the move that corrects its offset.

Upright and landscape pages use the same paper in the same tray, and the printer turns one of them.
An offset to the right on one is an offset up or down on the other, depending on the driver. So each
kind of page has its own numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from press.paper import INCH
from press.problems import ContentError, Place, Problem, guess
from press.spelling import verb


class Offsets(NamedTuple):
    """How far a printer prints too far right and too far up, in inches.

    ``x`` and ``y`` are for the front, ``back_x`` and ``back_y`` for the back, as seen from there.
    """

    x: float = 0.0
    y: float = 0.0
    back_x: float = 0.0
    back_y: float = 0.0


class Printer(NamedTuple):
    """A printer with its offsets for landscape and for upright pages. None is not measured."""

    name: str
    landscape: Offsets | None = None
    upright: Offsets | None = None

    def offsets(self, upright: bool) -> Offsets | None:
        """Return the offsets for a kind of page; None if they were not measured."""
        return self.upright if upright else self.landscape

    def move(self, upright: bool, back: bool) -> tuple[float, float]:
        """Return the move, right and up in points, that corrects the offset of a page."""
        offsets = self.offsets(upright) or Offsets()
        x, y = (offsets.back_x, offsets.back_y) if back else (offsets.x, offsets.y)
        return -x * INCH, -y * INCH


def find_printer(printers: Sequence[Printer], name: str, place: Place) -> Printer:
    """Return the printer of that name. ``place`` is the place of practice.yaml.

    Raises ContentError, with a guess, if there is no such printer.
    """
    known = {printer.name: printer for printer in printers}
    if name in known:
        return known[name]
    hint = f"Print '{verb('calibrate')}': it tells what to write there"
    if known:
        hint = guess(name, known)
    raise ContentError([Problem(place, "B03", f"practice.yaml has no printer '{name}'", hint)])


def missing_offsets(printer: Printer, uprights: Iterable[bool], place: Place) -> Iterator[Problem]:
    """Yield a remark for each kind of page without offsets. ``place`` is that of practice.yaml.

    ``uprights`` has True for upright pages, and False for landscape pages.
    """
    for upright in sorted(set(uprights)):
        if printer.offsets(upright) is None:
            pages = "upright pages" if upright else "landscape pages"
            sheet = verb("calibrate", upright="") if upright else verb("calibrate")
            message = (
                f"The printer '{printer.name}' has no numbers for {pages}, so they are not moved"
            )
            hint = f"Print '{sheet}': it tells what to write there"
            yield Problem(place, "B04", message, hint)

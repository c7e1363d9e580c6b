"""The office's printers, and how far each prints off: from a name to the move that makes a page come out right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from press.paper import INCH
from press.problems import ContentError, Place, Problem, guess


class Printer(NamedTuple):
    """A printer, and how far it prints too far right and too far up, in inches, as one looks at the front and at the back."""

    name: str
    x: float = 0.0
    y: float = 0.0
    back_x: float = 0.0
    back_y: float = 0.0

    def move(self, back: bool) -> tuple[float, float]:
        """Right and up, in points: by how much a page is drawn elsewhere, so that it comes out in its place."""
        x, y = (self.back_x, self.back_y) if back else (self.x, self.y)
        return -x * INCH, -y * INCH


def find_printer(printers: Sequence[Printer], name: str, place: Place) -> Printer:
    """The printer of that name; raises ContentError with a guess where there is none. ``place`` is practice.yaml's."""
    known = {one.name: one for one in printers}
    if name in known:
        return known[name]
    hint = guess(name, known) if known else "Print 'make-pdf calibrate': it tells what to write there"
    raise ContentError([Problem(place, "B03", f"practice.yaml has no printer '{name}'", hint)])

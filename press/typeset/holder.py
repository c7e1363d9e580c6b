"""What a flowable that holds others lets be known of it, for text that runs on through columns."""

from __future__ import annotations

from collections.abc import Sequence

from press.typeset.para import Piece


class Holder(Piece):
    """Holds other flowables; where text runs on, it is opened if no column holds it, or if it need not be ``whole``."""

    children: list[Piece]
    whole = True
    heads = False  # what stays with it belongs to it, as with a heading

    def inside(self, width: float) -> tuple[float, float]:
        """The width that its children have, and the height that it takes round them; in points."""
        return width, 0.0

    def part(self, children: Sequence[Piece], first: bool) -> Piece:
        """It again with only some of its children: the first of its two parts, or the second."""
        raise NotImplementedError

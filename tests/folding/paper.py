"""A printed sheet as a hand has it: pixels on both sides, which is turned over, folded, and looked at. It knows no layout."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PIL import Image, ImageOps


class Leaf(NamedTuple):
    """What lies flat between two folds: its left edge in pixels, what it shows from above, and its underside.

    ``under`` is as it would show through the paper from above, so it is mirrored: text on it cannot be read from here.
    """

    left: int
    top: Image.Image
    under: Image.Image

    @property
    def right(self) -> int:
        return self.left + self.top.width

    def turned(self, axis: int) -> Leaf:
        """Turned over like a page of a book, around a vertical axis: what was under it is above, no longer mirrored."""
        return Leaf(2 * axis - self.right, ImageOps.mirror(self.under), ImageOps.mirror(self.top))


class Piece(NamedTuple):
    """Leaves, from the lowest to the highest. Every act gives a new piece."""

    leaves: tuple[Leaf, ...]

    def turned(self) -> Piece:
        """Turned over from left to right: the lowest is the highest."""
        return Piece(tuple(leaf.turned(0) for leaf in reversed(self.leaves)))

    def creased(self, lines: Sequence[float]) -> Piece:
        """Creased at so many pixels from the left edge: what lies between two creases is a leaf."""
        (whole,) = self.leaves
        edges = [0, *map(round, lines), whole.top.width]
        return Piece(
            tuple(
                Leaf(left, *(_strip(one, left, right) for one in whole[1:]))
                for left, right in pairwise(edges)
            )
        )

    def folded(self, side: str, line: float, way: str = "over") -> Piece:
        """All that lies to one ``side`` (left or right) of a crease, folded "over" the rest or "under" it."""
        at = round(line)
        moved = [
            leaf
            for leaf in self.leaves
            if (leaf.right <= at if side == "left" else leaf.left >= at)
        ]
        stays = [leaf for leaf in self.leaves if leaf not in moved]
        assert moved
        assert all(leaf.left >= at if side == "left" else leaf.right <= at for leaf in stays), (
            "a leaf is crumpled in the fold"
        )
        turned = [leaf.turned(at) for leaf in reversed(moved)]
        return Piece(tuple([*stays, *turned] if way == "over" else [*turned, *stays]))

    def leafed(self, count: int) -> Piece:
        """The ``count`` uppermost leaves of a closed booklet, whose spine is at their left, turned over to the left."""
        stays, moved = (
            self.leaves[: len(self.leaves) - count],
            self.leaves[len(self.leaves) - count :],
        )
        return Piece((*stays, *(leaf.turned(leaf.left) for leaf in reversed(moved))))

    def seen(self) -> Image.Image:
        """What is seen from above; grey where there is no paper."""
        left, right = (
            min(leaf.left for leaf in self.leaves),
            max(leaf.right for leaf in self.leaves),
        )
        view = Image.new("L", (right - left, self.leaves[0].top.height), 128)
        for leaf in self.leaves:
            view.paste(leaf.top, (leaf.left - left, 0))
        return view


def printed(front: Image.Image, back: Image.Image, flip: str) -> Piece:
    """A sheet printed on both sides by a printer that turns it over its ``flip`` edge (short or long), the front above.

    A printer with duplex turns the sheet around that edge and prints the second page upright as it then lies. The short
    edges of a landscape sheet, and the long ones of an upright one, are its left and right: around them it is turned
    like a page of a book, head stays at head, and what is at the left of the second page lies behind the right of the
    first. Seen through the paper, the second page is mirrored from left to right. Around the other edge the sheet is
    turned like a page of a calendar on the wall: seen through the paper, its head is at the foot.
    """
    landscape = front.width > front.height
    like_a_book = (flip == "short") == landscape
    return Piece((Leaf(0, front, ImageOps.mirror(back) if like_a_book else ImageOps.flip(back)),))


def _strip(picture: Image.Image, left: int, right: int) -> Image.Image:
    return picture.crop((left, 0, right, picture.height))


def place_of(stamp: Image.Image, view: Image.Image) -> tuple[int, int] | None:
    """Where a picture stands in another, upright and pixel for pixel: its left upper corner; None where it does not."""
    assert stamp.getextrema() != (255, 255), "white paper is everywhere"
    rows, lines = _rows(stamp), _rows(view)
    key = max(range(len(rows)), key=lambda at: len(set(rows[at])))
    for top in range(len(lines) - len(rows) + 1):
        left = lines[top + key].find(rows[key])
        while left >= 0:
            if all(
                lines[top + at][left : left + stamp.width] == row for at, row in enumerate(rows)
            ):
                return left, top
            left = lines[top + key].find(rows[key], left + 1)
    return None


def _rows(picture: Image.Image) -> list[bytes]:
    data = picture.tobytes()
    return [data[at : at + picture.width] for at in range(0, len(data), picture.width)]

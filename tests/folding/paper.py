"""A printed sheet in the hand: pixels on both sides, to be turned over, folded and looked at.

It knows no layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PIL import Image, ImageOps


class Leaf(NamedTuple):
    """The flat paper between two folds: its left edge in pixels, its upper side and its underside.

    ``under`` is as it shows through the paper from above. So it is mirrored, and cannot be read.
    """

    left: int
    top: Image.Image
    under: Image.Image

    @property
    def right(self) -> int:
        return self.left + self.top.width

    def turned(self, axis: int) -> Leaf:
        """The leaf turned over around a vertical axis: its underside is above, and not mirrored."""
        return Leaf(2 * axis - self.right, ImageOps.mirror(self.under), ImageOps.mirror(self.top))


class Piece(NamedTuple):
    """Leaves, from the lowest to the highest. Every method returns a new piece."""

    leaves: tuple[Leaf, ...]

    def turned(self) -> Piece:
        """The piece turned over from left to right: the lowest leaf is the highest."""
        return Piece(tuple(leaf.turned(0) for leaf in reversed(self.leaves)))

    def creased(self, lines: Sequence[float]) -> Piece:
        """The sheet creased at ``lines``, in pixels from the left edge, with a leaf between two."""
        (whole,) = self.leaves
        edges = [0, *map(round, lines), whole.top.width]
        return Piece(
            tuple(
                Leaf(left, *(_strip(one, left, right) for one in whole[1:]))
                for left, right in pairwise(edges)
            )
        )

    def folded(self, side: str, line: float, way: str = "over") -> Piece:
        """The piece with one side of a crease folded "over" or "under" the rest.

        ``side`` is left or right, and ``line`` the crease, in pixels.
        """
        crease = round(line)
        lefts = [leaf for leaf in self.leaves if leaf.right <= crease]
        rights = [leaf for leaf in self.leaves if leaf.left >= crease]
        assert len(lefts) + len(rights) == len(self.leaves), "a leaf is crumpled in the fold"
        moved, stays = (lefts, rights) if side == "left" else (rights, lefts)
        assert moved
        turned = [leaf.turned(crease) for leaf in reversed(moved)]
        return Piece(tuple([*stays, *turned] if way == "over" else [*turned, *stays]))

    def leafed(self, count: int) -> Piece:
        """A closed booklet with its ``count`` uppermost leaves turned over to the left.

        Its spine is at their left.
        """
        lower = len(self.leaves) - count
        stays, moved = self.leaves[:lower], self.leaves[lower:]
        return Piece((*stays, *(leaf.turned(leaf.left) for leaf in reversed(moved))))

    def seen(self) -> Image.Image:
        """What is seen from above, with grey where there is no paper."""
        left = min(leaf.left for leaf in self.leaves)
        right = max(leaf.right for leaf in self.leaves)
        view = Image.new("L", (right - left, self.leaves[0].top.height), 128)
        for leaf in self.leaves:
            view.paste(leaf.top, (leaf.left - left, 0))
        return view


def printed(front: Image.Image, back: Image.Image, flip: str) -> Piece:
    """A sheet printed on both sides, turned on its ``flip`` edge (short or long), the front above.

    A duplex printer turns the sheet around that edge, and prints the second page upright. The short
    edges of a landscape sheet, and the long ones of an upright one, are its left and right. Around
    them it is turned like a page of a book: the left of the second page is behind the right of the
    first. Seen through the paper, the second page is mirrored from left to right. Around the other
    edge it is turned like a page of a wall calendar: seen through the paper, it is upside down.
    """
    landscape = front.width > front.height
    like_a_book = (flip == "short") == landscape
    return Piece((Leaf(0, front, ImageOps.mirror(back) if like_a_book else ImageOps.flip(back)),))


def _strip(picture: Image.Image, left: int, right: int) -> Image.Image:
    return picture.crop((left, 0, right, picture.height))


def place_of(stamp: Image.Image, view: Image.Image) -> tuple[int, int] | None:
    """The upper-left corner of a picture in another, pixel for pixel; None if it is not there."""
    assert stamp.getextrema() != (255, 255), "white paper is everywhere"
    rows, lines = _rows(stamp), _rows(view)
    key = max(range(len(rows)), key=lambda row: len(set(rows[row])))
    for top in range(len(lines) - len(rows) + 1):
        left = lines[top + key].find(rows[key])
        while left >= 0:
            part = (line[left : left + stamp.width] for line in lines[top : top + len(rows)])
            if all(map(bytes.__eq__, part, rows)):
                return left, top
            left = lines[top + key].find(rows[key], left + 1)
    return None


def _rows(picture: Image.Image) -> list[bytes]:
    data = picture.tobytes()
    return [data[start : start + picture.width] for start in range(0, len(data), picture.width)]

"""Somebody else's PDF as it was taken in: safe, in plain pages, and judged. What makes one of it is press.intake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.pdf.boxes import PageBox, PagePlacement

LETTERS = ("a", "u", "b", "")  # of PDF/A-2, from the strictest; the last is none


@dataclass(frozen=True, slots=True)
class Insert:
    """``data`` is a PDF anew, each page of it upright in points, with its lower left corner at (0, 0).

    ``seen`` is what of each page has ink, None for a blank one. ``tagged`` if a screen reader gets its text in order, and
    ``accessible`` if nothing is wrong with that; else ``why`` has it in words. ``archive`` is the letter of PDF/A-2 that it
    keeps (a, u or b), or empty.
    """

    name: str
    data: bytes
    sizes: tuple[tuple[float, float], ...]
    seen: tuple[PageBox | None, ...]
    language: str
    tagged: bool
    accessible: bool
    why: tuple[str, ...]
    archive: str

    @property
    def pages(self) -> int:
        return len(self.sizes)


Size = tuple[float, float]


def fitted(taken: Insert, papers: Sequence[Size], box: PageBox) -> list[PagePlacement]:
    """Each page on its paper, all in one scale: what has ink lies in the ``box``, and nothing else is seen.

    At full size a page lies as on paper of its own, moved no further than it must be; a smaller one in the middle of the box.
    """
    inks = _inks(taken)
    scale = min(1.0, *(min(box.width / ink.width, box.height / ink.height) for ink in inks))
    return [
        _placed(size, ink, paper, box, scale)
        for size, ink, paper in zip(taken.sizes, inks, papers, strict=True)
    ]


def _inks(taken: Insert) -> list[PageBox]:
    """What has ink on any of the pages that are as large as each: so a text's lines begin at one place on all of them."""
    found: dict[Size, PageBox] = {}
    for size, seen in zip(taken.sizes, taken.seen, strict=True):
        if seen:
            found[size] = _around(found.get(size, seen), seen)
    return [found.get(size, PageBox(0, 0, *size)) for size in taken.sizes]


def _around(one: PageBox, two: PageBox) -> PageBox:
    return PageBox(
        min(one.left, two.left),
        min(one.bottom, two.bottom),
        max(one.right, two.right),
        max(one.top, two.top),
    )


def _placed(size: Size, ink: PageBox, paper: Size, box: PageBox, scale: float) -> PagePlacement:
    across = _lies(size[0], paper[0], scale, (ink.left, ink.right), (box.left, box.right))
    up = _lies(size[1], paper[1], scale, (ink.bottom, ink.top), (box.bottom, box.top))
    return PagePlacement((scale, 0, 0, scale, across, up), scale, ink)


def _lies(
    page: float, paper: float, scale: float, ink: tuple[float, float], room: tuple[float, float]
) -> float:
    """Where the page's edge comes to lie, in one direction."""
    first, last = room[0] - ink[0] * scale, room[1] - ink[1] * scale
    if scale < 1:
        return (first + last) / 2
    return min(max((paper - page) / 2, first), last)

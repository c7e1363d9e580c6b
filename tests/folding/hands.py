"""How each stock fold is folded by hand, and what must be seen at each look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PIL import Image

from tests.folding.paper import Piece


class Look(NamedTuple):
    """One look at the piece: what is seen, which marks must be there and which must not.

    ``reads``: text runs on through what is seen, and follows that of the looks before.
    """

    when: str
    view: Image.Image
    shows: tuple[str, ...]
    hides: tuple[str, ...] = ()
    reads: bool = False


COVER, BACK, FIRST, LAST = ("title", "tagline"), ("address",), ("first",), ("last",)
# Pixels, at 2 a point, by which a tucked-in panel must be narrower: 1/32 in (ThoughtCo, "C-Folds").
TUCKED = 4


def trifold(flat: Piece, lines: Sequence[float]) -> Iterator[Look]:
    """Inside up, the right panel goes in first and the left one over it."""
    left, right = lines
    tucked = flat.folded("right", right)
    assert tucked.leaves[-1].left - left >= TUCKED, "the panel that is tucked in reaches the fold"
    closed = tucked.folded("left", left)
    yield Look("closed", closed.seen(), COVER, (*BACK, *FIRST, *LAST, "short answer"))
    yield Look("opened once", tucked.seen(), ("short answer", *FIRST), (*COVER, *BACK, *LAST))
    yield Look("open", flat.seen(), (*FIRST, *LAST), (*COVER, *BACK, "short answer"), reads=True)
    yield Look("at the back", closed.turned().seen(), BACK, (*COVER, *FIRST, *LAST, "short answer"))


def zfold(flat: Piece, lines: Sequence[float]) -> Iterator[Look]:
    """Inside up, the right panel goes under and the left one over: the three lie like a Z."""
    left, right = lines
    once = flat.folded("right", right, "under")
    closed = once.folded("left", left)
    yield Look("closed", closed.seen(), COVER, (*BACK, *FIRST, *LAST))
    yield Look("opened once", once.seen(), FIRST, (*COVER, *BACK, *LAST))
    yield Look("open", flat.seen(), (*FIRST, *BACK), (*COVER, *LAST), reads=True)
    yield Look(
        "open, the other side", flat.turned().seen(), (*LAST, *COVER), (*FIRST, *BACK), reads=True
    )
    yield Look("at the back", closed.turned().seen(), BACK, (*COVER, *FIRST, *LAST))


def bifold(flat: Piece, lines: Sequence[float]) -> Iterator[Look]:
    """Inside up, the left half goes over the right one."""
    (middle,) = lines
    closed = flat.folded("left", middle)
    yield Look("closed", closed.seen(), COVER, (*BACK, *FIRST, *LAST))
    yield Look("open", flat.seen(), (*FIRST, *LAST), (*COVER, *BACK), reads=True)
    yield Look("at the back", closed.turned().seen(), BACK, (*COVER, *FIRST, *LAST))


def gatefold(flat: Piece, lines: Sequence[float]) -> Iterator[Look]:
    """Inside up, both flaps go in, and meet in the middle without touching."""
    left, right = lines
    half_open = flat.folded("right", right)
    closed = half_open.folded("left", left)
    _, right_flap, left_flap = closed.leaves
    assert right_flap.left > left_flap.right, "the flaps meet"
    yield Look("closed", closed.seen(), COVER, (*BACK, *FIRST, *LAST))
    yield Look("the left flap open", half_open.seen(), (*FIRST, "tagline"), ("title", *BACK, *LAST))
    yield Look("open", flat.seen(), (*FIRST, *LAST), (*COVER, *BACK), reads=True)
    yield Look("at the back", closed.turned().seen(), BACK, (*COVER, *FIRST, *LAST))


HANDS: dict[str, Callable[[Piece, Sequence[float]], Iterator[Look]]] = {
    "trifold": trifold,
    "zfold": zfold,
    "bifold": bifold,
    "gatefold": gatefold,
}

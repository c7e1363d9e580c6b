"""From a third-party PDF that passed intake to its placement on the pages of a packet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.pdf.boxes import PageBox, PagePlacement

LEVELS = ("a", "u", "b", "")  # conformance levels of PDF/A-2, the strictest first; empty is none


@dataclass(frozen=True, slots=True)
class Insert:
    """A third-party PDF, rebuilt and checked by ``press.intake``.

    ``data`` is the rebuilt PDF. Its pages are upright, with their lower-left corners at (0, 0);
    ``sizes`` are their widths and heights in points. ``ink_boxes`` has the part of each page with
    ink, in points; None for a blank page. ``tagged`` is True if screen readers get the text in
    order. ``accessible`` is True if no check fails; else ``faults`` has the failures in words.
    ``archive`` is the conformance level of PDF/A-2 that the file keeps (a, u or b), or empty.
    """

    name: str
    data: bytes
    sizes: tuple[tuple[float, float], ...]
    ink_boxes: tuple[PageBox | None, ...]
    language: str
    tagged: bool
    accessible: bool
    faults: tuple[str, ...]
    archive: str

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self.sizes)


Size = tuple[float, float]


def fit_pages(insert: Insert, papers: Sequence[Size], box: PageBox) -> list[PagePlacement]:
    """Place each page of an insert on its paper, all in one scale, with the ink inside ``box``.

    ``papers`` are widths and heights in points. At full size, a page is centred on its paper, then
    moved no further than needed. A page that is scaled down is centred in the box.
    """
    ink_boxes = _shared_ink_boxes(insert)
    scale = min(1.0, *(min(box.width / ink.width, box.height / ink.height) for ink in ink_boxes))
    return [
        _place(size, ink, paper, box, scale)
        for size, ink, paper in zip(insert.sizes, ink_boxes, papers, strict=True)
    ]


def _shared_ink_boxes(insert: Insert) -> list[PageBox]:
    """Return one ink box for all pages of a size, so that text begins at the same place on each."""
    boxes: dict[Size, PageBox] = {}
    for size, ink in zip(insert.sizes, insert.ink_boxes, strict=True):
        if ink:
            boxes[size] = _union(boxes.get(size, ink), ink)
    return [boxes.get(size, PageBox(0, 0, *size)) for size in insert.sizes]


def _union(first: PageBox, second: PageBox) -> PageBox:
    return PageBox(
        min(first.left, second.left),
        min(first.bottom, second.bottom),
        max(first.right, second.right),
        max(first.top, second.top),
    )


def _place(size: Size, ink: PageBox, paper: Size, box: PageBox, scale: float) -> PagePlacement:
    x = _offset(size[0], paper[0], scale, (ink.left, ink.right), (box.left, box.right))
    y = _offset(size[1], paper[1], scale, (ink.bottom, ink.top), (box.bottom, box.top))
    return PagePlacement((scale, 0, 0, scale, x, y), scale, ink)


def _offset(
    page: float, paper: float, scale: float, ink: tuple[float, float], box: tuple[float, float]
) -> float:
    """Return the position of the page's left or bottom edge on the paper, in points."""
    first, last = box[0] - ink[0] * scale, box[1] - ink[1] * scale
    if scale < 1:
        return (first + last) / 2
    return min(max((paper - page) / 2, first), last)

"""A leaflet folded once: cover, two wide pages inside, and the contact block at the back."""

from __future__ import annotations

from typing import ClassVar

from press.layout import FOLDS, Scale, Type, stock

BASE = stock("trifold")

# Less space, for handouts with many lists: a short line of a list is as high as a long one.
TIGHT: Scale = {
    "heading": Type(14.5, 16, "bold", "primary", 11, 4, grows=True),
    "body":    Type(12, 15.5, "regular", "ink", 0, 7, grows=True),
}  # fmt: skip


class Bifold(BASE):  # type: ignore[misc, valid-type]
    """A brochure of one fold."""

    tight = (TIGHT,)
    fold = "bifold"
    papers = tuple(paper for name, paper in FOLDS if name == "bifold")
    holds = 370
    flap_on = None
    back_on = 4
    text_on = ((2, 1), (3, 1))
    names: ClassVar[dict[int, str]] = {1: "cover", 2: "inside-1", 3: "inside-2", 4: "back"}

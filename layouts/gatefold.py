"""A leaflet with two flaps that open like a gate: the cover on both, the questions behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from press.layout import (
    EDGE,
    FOLD_CLEAR,
    FOLDS,
    INCH,
    Face,
    Page,
    Panel,
    Stack,
    Story,
    across,
    reach,
    stock,
)

BASE = stock("trifold")

INSET = 15.0  # points at each side of what is on the field of a flap


class Gatefold(BASE):  # type: ignore[misc, valid-type]
    """A brochure of two folds that meet in the middle."""

    fold = "gatefold"
    papers = tuple(paper for name, paper in FOLDS if name == "gatefold")
    pad = 19.0  # points: with a border, half a point more than the edge that no printer reaches
    holds = 440
    flap_on = None
    mails = False
    back_on = 6
    text_on = ((3, 1), (4, 2), (5, 1))
    names: ClassVar[dict[int, str]] = {
        1: "cover-left",
        2: "cover-right",
        3: "inside-1",
        4: "inside-2",
        5: "inside-3",
        6: "back",
    }

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """Return the panels in reading order; the cover is on two. ``sizes`` are points."""
        left, *others = super().faces(sizes, paper)
        fold = FOLDS[cls.fold, paper]
        right = fold.panels()[2]
        size = right.width, fold.sheet.height
        second = Face(cls.names[2], right.side, right.left, 0, *size, facing=True)
        return [left, second, *others]

    def cover(self, pages: list[Page], story: Story, panels: dict[int, Panel]) -> None:
        """Put the title on the left flap and the drawing on the right one.

        They are on one field of colour, with the gap of the gate in its middle.
        """
        page = pages[panels[1].side]
        # The free edge of a flap is the sheet's: the sheet's left flap is the gate's right one.
        left = across(story, panels[1].left, panels[1].width, (FOLD_CLEAR, EDGE))
        right = across(story, panels[2].left, panels[2].width, (EDGE, FOLD_CLEAR))
        styles, (x, inner) = story.styles, left.inside(INSET)
        foot, top = EDGE, page.height - EDGE
        title = Stack([story.title(inner, most=6), story.subtitle()])
        mark = Stack([story.mark(inner, 0.8 * INCH), story.tagline()])
        end = foot + mark.wrap(inner, top)[1] + 2 * INSET
        high, primary = reach(story, page)[1] - end, styles.area("primary")
        for field in (left, right):
            page.field(primary, field.x, end, field.width, high, field.radius)
        head = top - (top - foot) * 0.2
        page.field(styles.color("tint"), x, head + 12, 36, 4, 2)
        page.put(title, x, head, inner, page.height * 0.6)
        x, middle = right.inside(INSET)[0], (top + end) / 2
        if picture := story.picture(inner, page.height * 0.5, "center"):
            high = picture.wrap(inner, page.height)[1]
            if styles.edition.areas:
                below = middle - high / 2 - 12
                page.field(styles.area("tint"), x - 7, below, inner + 14, high + 24, 8)
            page.put(picture, x, middle + high / 2, inner)
        page.put(mark, x, end - 14, inner)

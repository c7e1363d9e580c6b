"""A leaflet with two flaps that open like a gate: the cover is on both, the questions are behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from press.layout import EDGE, FOLD_CLEAR, FOLDS, Face, Page, Panel, Stack, Story, stock

BASE = stock("trifold")


class Gatefold(BASE):  # type: ignore[misc, valid-type]
    fold = "gatefold"
    papers = tuple(paper for name, paper in FOLDS if name == "gatefold")
    pad = 19.0  # beside a border half a point more than the edge that no printer reaches
    holds = 440
    flap_on = None
    mails = False
    back_on = 6
    text_on = ((3, 1), (4, 2), (5, 1))
    names: ClassVar[dict[int, str]] = {1: "cover-left", 2: "cover-right", 3: "inside-1", 4: "inside-2", 5: "inside-3", 6: "back"}

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """The cover is on two panels."""
        left, *others = super().faces(sizes, paper)
        fold = FOLDS[cls.fold, paper]
        right = fold.panels()[2]
        return [left, Face(cls.names[2], right.side, right.left, 0, right.width, fold.sheet.height, facing=True), *others]

    def cover(self, pages: list[Page], story: Story, panels: dict[int, Panel]) -> None:
        """The title on the left flap, the drawing on the right one, in one field of colour that the gap parts."""
        left, right, styles = panels[1], panels[2], story.styles
        page, foot, top = pages[left.side], EDGE, pages[left.side].height - EDGE
        inset = 30.0
        width = left.width - FOLD_CLEAR - EDGE
        title = Stack([story.title(width - inset, most=6), story.subtitle()])
        mark = Stack([story.mark(width - inset, 0.8 * 72), story.tagline()])
        strip = mark.wrap(width - inset, top)[1] + 30
        for panel in (left, right):
            # The free edge of a flap is the sheet's: a flap at the left of the sheet is the right one of the gate.
            x = panel.left + (EDGE if panel is right else FOLD_CLEAR)
            page.field(styles.area("primary"), x, foot + strip, width, top - foot - strip, 8)
        x = left.left + FOLD_CLEAR + inset / 2 - 2
        head = top - (top - foot) * 0.2
        page.field(styles.color("tint"), x, head + 12, 36, 4, 2)
        page.put(title, x, head, width - inset, page.height * 0.6)
        if picture := story.picture(width - inset, page.height * 0.5, "center"):
            high = picture.wrap(width - inset, page.height)[1]
            x, middle = right.left + EDGE + inset / 2, (top + foot + strip) / 2
            if styles.edition.areas:
                page.field(styles.area("tint"), x - 7, middle - high / 2 - 12, width - inset + 14, high + 24, 8)
            page.put(picture, x, middle + high / 2, width - inset)
        page.put(mark, right.left + EDGE + inset / 2, foot + strip - 14, width - inset)

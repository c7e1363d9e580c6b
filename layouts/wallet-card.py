"""Cards for the wallet, ten on a sheet: whom to call on the front, and when on the back.

The back shows the sections pinned to the panel ``card``, else those pinned to the ``flap``; a card has no room for more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from press.layout import (
    CARD,
    EDGE,
    INCH,
    SHEETS,
    Box,
    Brand,
    Column,
    Face,
    Handout,
    Layout,
    Page,
    Scale,
    Setting,
    Stack,
    Story,
    Type,
    pour,
    stock,
)

PAD = 0.125 * INCH
ACROSS, DOWN = 2, 5
TICK = 6.0  # points: where to cut

SCALE: Scale = {
    **stock("faq-sheet").scale,
    "title":          Type(13, 15, "bold", "primary", 0, 1),
    "mark":           Type(10, 12, "bold", "accent", 0, 1),
    "heading":        Type(13, 15, "bold", "primary", 6, 1, grows=True),
    "subheading":     Type(12, 14, "bold", "ink", 3, 0, grows=True),
    "label":          Type(12, 14, "bold", "primary", grows=True),
    "body":           Type(12, 14, "regular", "ink", 0, 3, grows=True),
    "table":          Type(12, 14, "regular", "ink", grows=True),
    "call":           Type(9.5, 11.5, "bold", "paper"),
    "call-note":      Type(9.5, 11.5, "regular", "paper", 2),
    "phone":          Type(17, 20, "tabular", "paper"),
    "contact":        Type(9, 11, "regular", "ink"),
    "contact-strong": Type(9.5, 11.5, "bold", "primary"),
    "small":          Type(6.5, 8, "regular", "ink"),
    "draft":          Type(7, 8.5, "bold", "accent"),
}  # fmt: skip


class WalletCard(Layout):
    scale = SCALE
    # Smaller than a page of ours ever is: it is read in the hand, and what it says is on a sheet as well.
    sizes = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
    duplex: ClassVar[str | None] = "long"
    papers = ("letter", "a4")

    @classmethod
    def selected(cls, handout: Handout) -> Handout:
        """The sections for the back, without the summary and the picture."""
        for panel in ("card", "flap"):
            if sections := tuple(one for one in handout.sections if panel in one.panels):
                return replace(handout, sections=sections, subtitle=None, summary=None, picture=None, sources=())
        return handout

    @classmethod
    def suits(cls, handout: Handout) -> bool:
        return False

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """The first card: its front, and its back, which is printed at the other side of the sheet."""
        left, foot = _corner(SHEETS[paper].width, SHEETS[paper].height, ACROSS - 1, 0)
        x, y = _corner(SHEETS[paper].width, SHEETS[paper].height, 0, 0)
        return [Face("front", 0, x, y, *CARD), Face("back", 1, left, foot, *CARD)]

    def body_sizes(self, brand: Brand) -> list[float]:
        return list(self.sizes)

    def arrange(self, story: Story) -> Setting:
        sheet = SHEETS[story.brand.paper]
        front, back = (Page(*CARD, number=side) for side in (0, 1))
        self.front(front, story)
        column = Column(1, PAD, PAD, CARD.width - 2 * PAD, CARD.height - 2 * PAD)
        poured = back.take(pour(story.passages(), [column], story.styles.leading / 2))
        sheets = [Page(*sheet, number=side) for side in (0, 1)]
        for whole, card in zip(sheets, (front, back), strict=True):
            for row in range(DOWN):
                for place in range(ACROSS):
                    whole.inset(card, *_corner(*sheet, place, row))
            self.cuts(whole, story)
        return Setting(story.styles.body_size, sheets, [poured], {"back": poured.filled[0]})

    def front(self, page: Page, story: Story) -> None:
        """Whose card it is and for what, the number to call, and where they are."""
        width, top = CARD.width - 2 * PAD, CARD.height - PAD
        head = Stack([story.mark(width * 0.6, 0.3 * INCH), story.title(width, most=2)])
        call = Box(story.call_us(), fill=story.styles.area("primary"), pad=(9, 5), radius=4)
        office = Stack([*story.notices(), story.form_line()])
        high = office.wrap(width, top)[1]
        room = top - PAD - high - sum(one.wrap(width, top)[1] + 5 for one in (head, call))
        where = Stack([*story.address(), *story.online()])
        if where.wrap(width, top)[1] > room:
            where = Stack(story.address())  # a card has room for whom to call, and then for where they are
        if where.wrap(width, top)[1] > room:
            head = Stack([story.title(width, most=2)])
        top = page.put(head, PAD, top, width, 62) - 5
        top = page.put(call, PAD, top, width, 62) - 5
        page.put(where, PAD, top, width, top - PAD - high)
        page.put(office, PAD, PAD + high, width)

    def cuts(self, page: Page, story: Story) -> None:
        """A small cross at each corner of the cards that a printer can reach, and ticks beside them, where to cut."""
        ink = story.styles.color("ink")
        left, foot = _corner(page.width, page.height, 0, DOWN - 1)
        for row in range(DOWN + 1):
            y = foot + row * CARD.height
            if not EDGE <= y <= page.height - EDGE:
                continue
            for column in range(ACROSS + 1):
                x = left + column * CARD.width
                page.field(ink, x - TICK / 2, y - 0.25, TICK, 0.5)
                page.field(ink, x - 0.25, y - TICK / 2, 0.5, TICK)
            for x in (left - 3 * TICK, left + ACROSS * CARD.width + TICK):
                page.field(ink, x, y - 0.25, 2 * TICK, 0.5)


def _corner(width: float, height: float, place: int, row: int) -> tuple[float, float]:
    """The lower left corner of a card on a sheet, counted from the top left."""
    return (width - ACROSS * CARD.width) / 2 + place * CARD.width, (height + DOWN * CARD.height) / 2 - (row + 1) * CARD.height

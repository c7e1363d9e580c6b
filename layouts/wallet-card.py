"""Cards for the wallet, ten on a sheet: whom to call on the front, and when on the back.

The back shows the sections pinned to the panel ``card``, else those pinned to the ``flap``, else all: a card has little room.
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
    Alert,
    Arrangement,
    Beside,
    Box,
    Brand,
    Column,
    Face,
    Flow,
    Handout,
    Layout,
    Page,
    Scale,
    Sheet,
    Space,
    Stack,
    Story,
    Type,
    pour,
    stock,
)

PAD = 0.15 * INCH
ACROSS, DOWN = (
    2,
    5,
)  # on letter paper they come within 3/16 in of its ends, where no printer reaches
TICK = 6.0  # points: where to cut
FRAME, WITHIN = 0.08 * INCH, 0.07 * INCH  # of a warning: from the card's edge, and inside it
LINE = 1.75  # points: its border
FINE = 0.25  # points: there is no column beside it whose lines would have to be in line
WARNING = (
    "warning"  # where a section would be pinned, in a card's own handout: the whole card is one
)

SCALE: Scale = {
    **stock("faq-sheet").scale,
    "title":          Type(14, 16, "bold", "primary", 0, 1),
    "mark":           Type(10.5, 13, "bold", "accent", 0, 1),
    "heading":        Type(13, 15, "bold", "primary", 6, 2, grows=True),
    "subheading":     Type(12, 14, "bold", "ink", 3, 0, grows=True),
    "label":          Type(12, 14, "bold", "primary", grows=True),
    "body":           Type(12, 13.8, "regular", "ink", 0, 2.5, grows=True),
    "table":          Type(12, 13.8, "regular", "ink", grows=True),
    "call":           Type(11, 13, "bold", "paper"),
    "call-note":      Type(10, 12, "regular", "paper", 2),
    "phone":          Type(20, 23, "tabular", "paper"),
    "contact":        Type(10, 12, "regular", "ink"),
    "contact-strong": Type(10.5, 12.5, "bold", "primary"),
    "small":          Type(7.5, 9, "regular", "ink"),
    "draft":          Type(8.5, 10, "bold", "accent"),
}  # fmt: skip


# For a practice that has much to say of where it is.
TIGHT: Scale = {
    "title":          Type(12.5, 14, "bold", "primary", 0, 1),
    "call":           Type(10, 12, "bold", "paper"),
    "phone":          Type(17, 20, "tabular", "paper"),
    "contact":        Type(9, 11, "regular", "ink"),
}  # fmt: skip


class WalletCard(Layout):
    scale = SCALE
    tight = (TIGHT,)
    # Smaller than a page of ours ever is: it is read in the hand, and what it says is on a sheet as well.
    sizes = tuple(size / 4 for size in range(48, 39, -1))
    duplex: ClassVar[str | None] = "long"
    part: ClassVar[str | None] = "card"
    papers = ("letter", "a4")

    @classmethod
    def selected(cls, handout: Handout) -> Handout:
        """The sections for the back, without the summary and the picture. A first one that begins with a warning is one."""
        pinned = (
            [one for one in handout.sections if panel in one.panels] for panel in (cls.part, "flap")
        )
        first, *others = next(filter(None, pinned), handout.sections)
        warning, *rest = first.body
        urgent = isinstance(warning, Alert) and warning.kind == "warning"
        body = (*warning.blocks, *rest) if isinstance(warning, Alert) and urgent else first.body
        first = replace(first, body=body, panels=(WARNING,) if urgent else ())
        return replace(
            handout,
            sections=(first, *others),
            subtitle=None,
            summary=None,
            picture=None,
            sources=(),
        )

    @classmethod
    def suits(cls, handout: Handout) -> bool:
        return False

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """The first card: its front, and its back, which is printed at the other side of the sheet."""
        sheet = SHEETS[paper]
        behind = _corner(sheet, ACROSS - 1, 0)
        return [Face("front", 0, *_corner(sheet, 0, 0), *CARD), Face("back", 1, *behind, *CARD)]

    def body_sizes(self, brand: Brand) -> list[float]:
        return list(self.sizes)

    def arrange(self, story: Story) -> Arrangement:
        sheet = SHEETS[story.brand.paper]
        front, back = (Page(*CARD, number=side) for side in (0, 1))
        self.front(front, story)
        poured = self.back(back, story)
        sheets = [Page(*sheet, number=side) for side in (0, 1)]
        for whole, card in zip(sheets, (front, back), strict=True):
            for row in range(DOWN):
                for place in range(ACROSS):
                    whole.inset(card, *_corner(sheet, place, row))
            self.cuts(whole, story)
        return Arrangement(story.styles.body_size, sheets, [poured], {"back": poured.filled[0]})

    def back(self, page: Page, story: Story) -> Flow:
        """When to call. A warning is the whole card: its border round it, its symbol beside the heading, and no second one."""
        passages, pad = story.passages(), PAD
        if passages and WARNING in passages[0].section.panels:
            heading, *text = passages[0].flowables
            head = Beside(
                story.warning_symbol(1.25 * story.styles.type("label").size),
                [heading],
                gap=5,
                middle=True,
                after=2,
            )
            passages[0] = passages[0]._replace(flowables=[head, *text])
            frame = Box(
                [Space(CARD.height - 2 * FRAME)], border=story.styles.color("accent"), pad=(0, 0)
            )
            page.put(frame, FRAME, CARD.height - FRAME, CARD.width - 2 * FRAME)
            pad = FRAME + LINE + WITHIN
        column = Column(page.number, pad, pad, CARD.width - 2 * pad, CARD.height - 2 * pad)
        return page.take(pour(passages, [column], FINE))

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
            where = Stack(
                story.address()
            )  # a card has room for whom to call, and then for where they are
        if where.wrap(width, top)[1] > room:
            head = Stack([story.title(width, most=2)])
        top = page.put(head, PAD, top, width, 62) - 5
        top = page.put(call, PAD, top, width, 62) - 5
        page.put(where, PAD, top, width, top - PAD - high)
        page.put(office, PAD, PAD + high, width)

    def cuts(self, page: Page, story: Story) -> None:
        """A small cross at each corner of the cards, and ticks beside them all round, where to cut and where a printer reaches."""
        ink, sheet = story.styles.color("ink"), Sheet(page.width, page.height)
        left, foot = _corner(sheet, 0, DOWN - 1)
        right, top = left + ACROSS * CARD.width, foot + DOWN * CARD.height
        rows = range(DOWN + 1) if foot > EDGE else range(1, DOWN)
        for y in (foot + row * CARD.height for row in rows):
            for x in (left + column * CARD.width for column in range(ACROSS + 1)):
                page.field(ink, x - TICK / 2, y - 0.25, TICK, 0.5)
                page.field(ink, x - 0.25, y - TICK / 2, 0.5, TICK)
                for end in (foot - 2 * TICK, top + TICK) if foot - 2 * TICK > EDGE else ():
                    page.field(ink, x - 0.25, end, 0.5, TICK)
            for end in (left - 2 * TICK, right + TICK):
                page.field(ink, end, y - 0.25, TICK, 0.5)


def _corner(sheet: Sheet, place: int, row: int) -> tuple[float, float]:
    """The lower left corner of a card on a sheet, counted from the top left."""
    left, top = (sheet.width - ACROSS * CARD.width) / 2, (sheet.height + DOWN * CARD.height) / 2
    return left + place * CARD.width, top - (row + 1) * CARD.height

"""Cards for the wallet, ten on a sheet: whom to call on the front, and when on the back.

The back shows the sections pinned to the panel ``card``, else those pinned to the ``flap``, else
all: a card has little room.
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
ACROSS, DOWN = 2, 5  # on letter paper to 3/16 in from its ends, where no printer reaches
TICK = 6.0  # points: where to cut
FRAME, WITHIN = 0.08 * INCH, 0.07 * INCH  # of a warning: from the card's edge, and inside it
LINE = 1.75  # points: its border
FINE = 0.25  # points: no column beside it has lines to be in line with
WARNING = "warning"  # the pin of a section of a card's own handout that is all of a warning

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


# For a practice with a long address.
TIGHT: Scale = {
    "title":          Type(12.5, 14, "bold", "primary", 0, 1),
    "call":           Type(10, 12, "bold", "paper"),
    "phone":          Type(17, 20, "tabular", "paper"),
    "contact":        Type(9, 11, "regular", "ink"),
}  # fmt: skip


class WalletCard(Layout):
    """A card, printed ten times on a sheet."""

    scale = SCALE
    tight = (TIGHT,)
    # Smaller than any page: it is read in the hand, and a sheet says the same.
    sizes = tuple(size / 4 for size in range(48, 39, -1))
    duplex: ClassVar[str | None] = "long"
    part: ClassVar[str | None] = "card"
    papers = ("letter", "a4")

    @classmethod
    def selected(cls, handout: Handout) -> Handout:
        """Return the sections for the back, without the summary and the picture.

        If the first one begins with a warning, all of it is a warning.
        """
        pinned = (
            [section for section in handout.sections if panel in section.panels]
            for panel in (cls.part, "flap")
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
        """Return False: a card shows a part of a handout."""
        return False

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """Return the front and the back of the first card; ``sizes`` are points.

        The back is at the other side of the sheet.
        """
        sheet = SHEETS[paper]
        behind = _corner(sheet, ACROSS - 1, 0)
        return [Face("front", 0, *_corner(sheet, 0, 0), *CARD), Face("back", 1, *behind, *CARD)]

    def body_sizes(self, brand: Brand) -> list[float]:
        """Return the card's own sizes, in points, whatever the practice's range is."""
        return list(self.sizes)

    def arrange(self, story: Story) -> Arrangement:
        """Return the two sides of the sheet, with all its cards."""
        sheet = SHEETS[story.brand.paper]
        front, back = (Page(*CARD, number=side) for side in (0, 1))
        self.front(front, story)
        flow = self.back(back, story)
        sheets = [Page(*sheet, number=side) for side in (0, 1)]
        for whole, card in zip(sheets, (front, back), strict=True):
            for row in range(DOWN):
                for place in range(ACROSS):
                    whole.inset(card, *_corner(sheet, place, row))
            self.cuts(whole, story)
        return Arrangement(story.styles.body_size, sheets, [flow], {"back": flow.filled[0]})

    def back(self, page: Page, story: Story) -> Flow:
        """Put when to call on the back.

        A warning is all of the card: its border is round it, and its symbol beside the heading.
        """
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
            space, accent = Space(CARD.height - 2 * FRAME), story.styles.color("accent")
            frame = Box([space], border=accent, pad=(0, 0))
            page.put(frame, FRAME, CARD.height - FRAME, CARD.width - 2 * FRAME)
            pad = FRAME + LINE + WITHIN
        column = Column(page.number, pad, pad, CARD.width - 2 * pad, CARD.height - 2 * pad)
        return page.take(pour(passages, [column], FINE))

    def front(self, page: Page, story: Story) -> None:
        """Put the mark, the title, the number to call and the address on the front."""
        width, top = CARD.width - 2 * PAD, CARD.height - PAD
        head = Stack([story.mark(width * 0.6, 0.3 * INCH), story.title(width, most=2)])
        call = Box(story.call_us(), fill=story.styles.area("primary"), pad=(9, 5), radius=4)
        office = Stack([*story.notices(), story.form_line()])
        high = office.wrap(width, top)[1]
        room = top - PAD - high - sum(part.wrap(width, top)[1] + 5 for part in (head, call))
        where = Stack([*story.address(), *story.online()])
        if where.wrap(width, top)[1] > room:
            where = Stack(story.address())  # the number to call goes first
        if where.wrap(width, top)[1] > room:
            head = Stack([story.title(width, most=2)])
        top = page.put(head, PAD, top, width, 62) - 5
        top = page.put(call, PAD, top, width, 62) - 5
        page.put(where, PAD, top, width, top - PAD - high)
        page.put(office, PAD, PAD + high, width)

    def cuts(self, page: Page, story: Story) -> None:
        """Draw a small cross at each corner of the cards, and ticks round them, where to cut.

        Ticks are drawn only where a printer reaches.
        """
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
    """The lower-left corner of a card on a sheet, in points; cards count from the top left."""
    left, top = (sheet.width - ACROSS * CARD.width) / 2, (sheet.height + DOWN * CARD.height) / 2
    return left + place * CARD.width, top - (row + 1) * CARD.height

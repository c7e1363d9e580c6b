"""Half a sheet with two sides, twice on each sheet: cut it down the middle, and there are two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from press.layout import (
    EDGE,
    INCH,
    SHEETS,
    Arrangement,
    Box,
    Column,
    Face,
    Layout,
    Page,
    Row,
    Scale,
    Stack,
    Story,
    Type,
    pour,
    stock,
)

PAD = 0.4 * INCH
CALL = 0.43  # of the width, for whom to call
CODE = 0.62 * INCH
SPREAD = 3  # half lines that may be added above each heading, where there is room
TICK = 0.15 * INCH  # where to cut

SCALE: Scale = {
    **stock("faq-sheet").scale,
    "title":          Type(23, 26, "bold", "primary", 0, 2),
    "subtitle":       Type(13, 16, "regular", "ink"),
    "heading":        Type(13.5, 15, "bold", "primary", 11.25, 2, grows=True, lift=1),
    "phone":          Type(18, 21, "tabular", "paper"),
    "contact-strong": Type(11.5, 15, "bold", "primary"),
    "contact":        Type(10.5, 13, "regular", "ink"),
    "contact-phone":  Type(14, 17, "tabular", "primary"),
    "small":          Type(8.5, 11, "regular", "ink"),
}  # fmt: skip
TIGHT: Scale = {
    "heading":        Type(13.5, 15, "bold", "primary", 7.5, 0, grows=True, lift=1.5),
    "body":           Type(12, 15, "regular", "ink", 0, 5, grows=True),
    "title":          Type(20, 23, "bold", "primary", 0, 1),
}  # fmt: skip
# Then whom to call has one line, and the contact block lines of full width.
SPARING: Scale = {
    **TIGHT,
    "mark":           Type(10, 12, "bold", "accent", 0, 3),
    "phone":          Type(16, 18, "tabular", "paper"),
    "contact-strong": Type(11, 14, "bold", "primary"),
    "contact":        Type(10, 12, "regular", "ink"),
}  # fmt: skip


class HalfSheet(Layout):
    """A sheet of half the size, of two sides."""

    scale = SCALE
    tight = (TIGHT, SPARING)
    duplex: ClassVar[str | None] = "short"
    holds = 340
    papers = ("letter", "a4")

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """Return the front and the back of one of the two copies; ``sizes`` are points."""
        width, height = SHEETS[paper].landscape()
        return [
            Face("front", 0, 0, 0, width / 2, height),
            Face("back", 1, width / 2, 0, width / 2, height),
        ]

    def arrange(self, story: Story) -> Arrangement:
        """Return the two sides of the sheet, with two copies on each."""
        sheet = SHEETS[story.brand.paper].landscape()
        half = sheet.width / 2
        front, back = (Page(half, sheet.height, number=side) for side in (0, 1))
        width, ceiling, unit = half - 2 * PAD, sheet.height - PAD, story.styles.leading / 2
        top, office = self.head(front, story, width, ceiling), Page(half, sheet.height)
        put_foot = self.low_foot if self.is_sparing(story) else self.foot
        foot = put_foot(office, story, width)
        columns = [
            Column(0, PAD, PAD, width, top - PAD),
            Column(1, PAD, foot, width, ceiling - foot),
        ]
        flow = pour(story.passages(), columns, unit, even=0, spread=SPREAD)
        front.take(flow)
        back.take(flow)
        notes = Stack(story.sources())  # as far as there is room
        if notes.wrap(width, ceiling)[1] <= columns[1].height * (1 - flow.filled[1]) - 6:
            back.put(notes, PAD, foot + notes.height, width)
        back.append(office)
        sheets = [Page(*sheet, number=side) for side in (0, 1)]
        for whole, page in zip(sheets, (front, back), strict=True):
            for x in (0, half):
                whole.inset(page, x)
            for y in (EDGE, sheet.height - EDGE - TICK):
                whole.field(story.styles.color("ink"), half - 0.25, y, 0.5, TICK)
        full = dict(zip(("front", "back"), flow.filled, strict=True))
        return Arrangement(story.styles.body_size, sheets, [flow], full)

    def head(self, page: Page, story: Story, width: float, top: float) -> float:
        """Put mark, title and short answer on the front; return the y below them, in points."""
        mark = story.mark(width * 0.7, (0.35 if self.is_sparing(story) else 0.5) * INCH)
        words = Stack([mark, story.title(width, most=2), story.subtitle()])
        top = page.put(words, PAD, top, width, page.height * 0.3) - 9
        if summary := story.summary():
            box = Box(
                summary,
                fill=story.styles.area("tint"),
                bar=story.styles.color("accent"),
                pad=(11, 8),
            )
            top = page.put(box, PAD, top, width, page.height * 0.3) - 12
        return top

    def is_sparing(self, story: Story) -> bool:
        """Return True if all else left no room for the text."""
        return story.styles.scale["contact"] is SPARING["contact"]

    def low_foot(self, page: Page, story: Story, width: float) -> float:
        """Put whom to call in one line, and below it the contact block and the office's line.

        Return the y above them, in points.
        """
        call = Box([Row(story.call_us(), gap=12)], fill=story.styles.area("primary"), pad=(11, 5))
        block = Box(story.contact_rows(gap=12), fill=story.styles.area("tint"), pad=(11, 5))
        office = Stack([*story.notices(), story.form_line()])
        heights = (part.wrap(width, page.height)[1] for part in (call, block, office))
        top = PAD - 6 + sum(heights) + 9
        below = page.put(call, PAD, top, width) - 4
        below = page.put(block, PAD, below, width, page.height * 0.5) - 5
        page.put(office, PAD, below, width)
        return top + 9

    def foot(self, page: Page, story: Story, width: float) -> float:
        """Put whom to call beside the contact block, and the office's line below them.

        Return the y above them, in points.
        """
        beside = width * CALL
        call = Box(story.call_us(), fill=story.styles.area("primary"), pad=(11, 8))
        where = Stack(story.contact())
        office = Stack([*story.notices(), story.form_line()])
        low = PAD - 6 + office.wrap(width, page.height)[1] + 5
        block = Box([where], fill=story.styles.area("tint"), pad=(11, 6))
        high = block.wrap(width - beside - 6, page.height)[1]
        if not story.code(CODE) or high - call.height < CODE:
            # As high as what is beside it.
            call.pad = 11, 8 + max(0.0, high - call.wrap(beside, high)[1]) / 2
        page.put(call, PAD, low + high, beside, page.height * 0.3)
        page.put(block, PAD + beside + 6, low + high, width - beside - 6, page.height * 0.5)
        page.put(office, PAD, low - 5, width)
        code = story.code(CODE)
        if code and code.side <= high - call.height - 6:
            page.put(code, PAD, low + code.side, code.side)
            if label := story.code_label():
                room = beside - code.side - 6
                label_top = low + (code.side + label.wrap(room, high)[1]) / 2
                page.put(label, PAD + code.side + 6, label_top, room)
        return low + max(high, call.height) + 9

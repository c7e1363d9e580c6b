"""A booklet of half sheets, folded and stapled in the middle: eight pages or more.

The cover is first, and the contact block last. Its sheets are in the order of a stack: print on
both sides, turned on the short edge, fold the stack, staple it.
"""

from __future__ import annotations

import math
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
    Flow,
    Front,
    Layout,
    Page,
    Scale,
    Stack,
    Story,
    Type,
    across,
    creep,
    front,
    run_on,
    saddle_stitched,
    stock,
)  # fmt: skip

PAD = 0.5 * INCH
CODE = 0.95 * INCH
FRONT = Front(22, 50, 34, PAD, 14)  # the cover
LEAST = 8  # pages
FOOT = 0.34 * INCH  # above the margin: the page's number

SCALE: Scale = {
    **stock("trifold").scale,
    "heading":    Type(15, 18, "bold", "primary", 18, 5, grows=True),
    "small":      Type(9, 11.5, "regular", "ink"),
}  # fmt: skip


class Booklet(Layout):
    """A booklet of as many sheets as its text needs."""

    scale = SCALE
    duplex: ClassVar[str | None] = "short"
    folds = False
    papers = ("letter", "a4")

    @classmethod
    def folds_at(cls, paper: str, page: int) -> tuple[float, ...]:
        """Return the middle of the sheet, in points from its left edge."""
        return (SHEETS[paper].landscape().width / 2,)

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """Return the pages in reading order; ``sizes`` are those of the sheets, in points."""
        (width, height), faces = SHEETS[paper].landscape(), {}
        half = width / 2
        for side, pair in enumerate(saddle_stitched(2 * len(sizes))):
            for place, number in enumerate(pair):
                facing, x = number > 1 and place == 1, place * half
                faces[number] = Face(f"page {number}", side, x, 0, half, height, facing=facing)
        return [faces[number] for number in sorted(faces)]

    def arrange(self, story: Story) -> Arrangement:
        """Return the sheets, at the largest size that needs no more than the smallest."""
        return self.on_fewest_pages(story, self.sheets)

    def sheets(self, story: Story) -> Arrangement:
        """Return the sheets at the story's body size."""
        sheet = SHEETS[story.brand.paper].landscape()
        half = sheet.width / 2
        inside, flow = self.inside(story, half, sheet.height)
        count = max(LEAST, -(-(len(inside) + 2) // 4) * 4)
        cover, back = Page(half, sheet.height, edges="right top bottom"), Page(half, sheet.height)
        self.cover(cover, story)
        pages: dict[int, Page] = {1: cover, **dict(enumerate(inside, 2))}
        if len(pages) < count - 1:  # the first of the blank pages is to write on
            pages[len(pages) + 1] = self.notes(Page(half, sheet.height), story)
        pages[count] = back
        for number, page in pages.items():
            if 1 < number < count:
                self.number(page, story, number)
        self.back(back, story)
        sides = saddle_stitched(count)
        sheets = [Page(*sheet, number=side) for side in range(len(sides))]
        for side, (whole, pair) in enumerate(zip(sheets, sides, strict=True)):
            moved = creep(side // 2, len(sides) // 2)
            # In reading order: what is put first is read first.
            for number, x in sorted(zip(pair, (moved, half - moved), strict=True)):
                if number in pages:
                    whole.inset(pages[number], x)
        full = {f"page {number}": share for number, share in enumerate(flow.filled, 2)}
        return Arrangement(story.styles.body_size, sheets, [flow], full, runs_on=True)

    def inside(self, story: Story, width: float, height: float) -> tuple[list[Page], Flow]:
        """Return the pages between the covers, and the text that runs through them.

        ``width`` and ``height`` are those of a page, in points.
        """
        first = Page(width, height)
        room, top, foot = width - 2 * PAD, height - PAD, PAD + FOOT
        begin = top
        if summary := story.summary():
            box = Box(
                summary,
                fill=story.styles.area("tint"),
                bar=story.styles.color("accent"),
                pad=(12, 10),
            )
            begin = first.put(box, PAD, top, room, height * 0.5) - 16
        unit = story.styles.leading
        # Facing pages have the same grid.
        begin = top - math.ceil((top - begin) / unit) * unit
        columns = [
            Column(number, PAD, foot, room, ceiling - foot)
            for number, ceiling in enumerate((begin, top))
        ]
        flow = run_on(story.passages(), columns, unit, endless=True)
        pages = [first, *(Page(width, height, number=number) for number in range(1, flow.pages))]
        for page in pages:
            page.take(flow)
        return pages, flow

    def notes(self, page: Page, story: Story) -> Page:
        """Put lines for handwriting on a page, and return it."""
        lines = story.notes(page.height - 2 * PAD - FOOT)
        page.put(lines, PAD, page.height - PAD, page.width - 2 * PAD)
        return page

    def number(self, page: Page, story: Story, number: int) -> None:
        """Put the page's number at the foot, on the outer side."""
        line = story.line(f"{number}", "small")
        line.style = line.style.clone("small", alignment=2 if number % 2 else 0)
        page.put(line, PAD, PAD - 4 + line.style.leading, page.width - 2 * PAD, furniture=True)

    def cover(self, page: Page, story: Story) -> None:
        """Put the front on the cover, whose fold is at the left."""
        front(page, story, across(story, 0, page.width, (EDGE, EDGE)), FRONT)

    def back(self, page: Page, story: Story) -> None:
        """Put whom to call, the contact block, the sources and the office's line on the back."""
        width, top = page.width - 2 * PAD, page.height - PAD
        call = Box(story.call_us(), fill=story.styles.area("primary"), pad=(14, 12))
        top = page.put(call, PAD, top, width) - 12
        contact = Box(story.whole_contact(CODE), fill=story.styles.area("tint"), pad=(14, 12))
        top = page.put(contact, PAD, top, width, page.height * 0.75) - 16
        office = Stack([*story.notices(), story.form_line()])
        foot = PAD + office.wrap(width, top)[1]
        notes = Stack(story.sources())
        if notes.wrap(width, top)[1] < top - foot - 12:
            page.put(notes, PAD, foot + 12 + notes.height, width)
        page.put(office, PAD, foot, width)

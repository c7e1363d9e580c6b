"""A booklet of half sheets, folded and stapled in the middle: eight pages and up, cover first and whom to call last.

Its sheets come out in the order of a stack: print on both sides, turned on the short edge, fold the stack, staple it.
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
    scale = SCALE
    duplex: ClassVar[str | None] = "short"
    folds = False
    papers = ("letter", "a4")

    @classmethod
    def folds_at(cls, paper: str, page: int) -> tuple[float, ...]:
        return (SHEETS[paper].landscape().width / 2,)

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """The pages in reading order."""
        half, found = SHEETS[paper].landscape().width / 2, {}
        height = SHEETS[paper].landscape().height
        for side, pair in enumerate(saddle_stitched(2 * len(sizes))):
            for place, number in enumerate(pair):
                found[number] = Face(
                    f"page {number}",
                    side,
                    place * half,
                    0,
                    half,
                    height,
                    facing=number > 1 and place == 1,
                )
        return [found[number] for number in sorted(found)]

    def arrange(self, story: Story) -> Arrangement:
        """At the largest size that takes no more sheets than the smallest would."""
        return self.on_fewest_pages(story, self.sheets)

    def sheets(self, story: Story) -> Arrangement:
        sheet = SHEETS[story.brand.paper].landscape()
        half = sheet.width / 2
        inside, poured = self.inside(story, half, sheet.height)
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
            for number, x in sorted(
                zip(pair, (moved, half - moved), strict=True)
            ):  # drawn in the order of reading
                if number in pages:
                    whole.inset(pages[number], x)
        full = {f"page {at}": share for at, share in enumerate(poured.filled, 2)}
        return Arrangement(story.styles.body_size, sheets, [poured], full, runs_on=True)

    def inside(self, story: Story, width: float, height: float) -> tuple[list[Page], Flow]:
        """The pages between the covers: the short answer, and the questions."""
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
        begin = (
            top - math.ceil((top - begin) / unit) * unit
        )  # the pages beside it have the same grid
        columns = [
            Column(at, PAD, foot, room, at_top - foot) for at, at_top in enumerate((begin, top))
        ]
        poured = run_on(story.passages(), columns, unit, endless=True)
        pages = [first, *(Page(width, height, number=at) for at in range(1, len(poured.filled)))]
        for page in pages:
            page.take(poured)
        return pages, poured

    def notes(self, page: Page, story: Story) -> Page:
        """A page of lines to write on."""
        page.put(
            story.notes(page.height - 2 * PAD - FOOT), PAD, page.height - PAD, page.width - 2 * PAD
        )
        return page

    def number(self, page: Page, story: Story, number: int) -> None:
        """The practice's number and the page's, at the foot."""
        line = story.line(f"{number}", "small")
        line.style = line.style.clone("small", alignment=2 if number % 2 else 0)
        page.put(line, PAD, PAD - 4 + line.style.leading, page.width - 2 * PAD, furniture=True)

    def cover(self, page: Page, story: Story) -> None:
        """The fold is at its left."""
        front(page, story, across(story, 0, page.width, (EDGE, EDGE)), FRONT)

    def back(self, page: Page, story: Story) -> None:
        """Whom to call, the contact block, the sources and the office's line."""
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

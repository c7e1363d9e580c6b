"""Both sides of one sheet, for a topic of more than a page: questions in two columns on each side.

The front is filled first, with whole sections if possible. What is left of the back is to write on.
"""

from __future__ import annotations

from dataclasses import replace

from press.layout import (
    INCH,
    SHEETS,
    Arrangement,
    Box,
    Column,
    Flow,
    Page,
    Passage,
    Stack,
    Story,
    pour,
    stock,
)

BASE = stock("faq-sheet")
MARGIN = 0.5 * INCH
GUTTER = 0.33 * INCH
SPREAD = 1  # lines that may be added above each heading, where there is room
GAP = 8.0  # points above whom to call
NOTES = 1.6 * INCH  # the least height for a label and lines for handwriting
NAMES = ("front left", "front right", "back left", "back right")


class TwoSidedSheet(BASE):  # type: ignore[misc, valid-type]
    """A sheet of two sides."""

    holds = 780
    large = None  # that of the faq-sheet is the same
    duplex = "long"

    def arrange(self, story: Story) -> Arrangement:
        """Return both sides; if one holds all of the text, the other is to write on."""
        front: Arrangement = self.one_page(story)
        return self.to_write_on(front, story) if front.fits else self.both_sides(story)

    def to_write_on(self, arrangement: Arrangement, story: Story) -> Arrangement:
        """Return a text that one side holds, with a back for the patient's questions."""
        sheet = SHEETS[story.brand.paper]
        back = Page(*sheet, number=1)
        end, width = Page(*sheet), sheet.width - 2 * MARGIN
        foot = self.sources(end, story, MARGIN, width)
        self.lines(back, story, sheet.height - MARGIN, foot, width)
        back.append(end)
        arrangement.pages.append(back)
        arrangement.full = dict(zip(NAMES, arrangement.full.values(), strict=False))
        return arrangement

    def both_sides(self, story: Story) -> Arrangement:
        """Return a text that needs both sides."""
        sheet = SHEETS[story.brand.paper]
        front, back, office = Page(*sheet, number=0), Page(*sheet, number=1), Page(*sheet)
        width, unit = sheet.width - 2 * MARGIN, story.styles.leading
        top = self.head(front, story, sheet.height - MARGIN, width)
        top = self.short_answer(front, story, top, width)
        low = self.turn_over(front, story, width)
        foot = self.band(office, story, self.office_line(office, story, width), width)
        call = Box(story.call_us(), fill=story.styles.area("primary"), pad=(12, 8))
        column = (width - GUTTER) / 2
        above = foot + call.wrap(column, top)[1] + GAP
        left, right, ceiling = MARGIN, MARGIN + column + GUTTER, sheet.height - MARGIN
        columns = [
            Column(0, left, low, column, top - low),
            Column(0, right, low, column, top - low),
            Column(1, left, foot, column, ceiling - foot),
            Column(1, right, above, column, ceiling - above),
        ]
        flows = self.front_first(story.passages(), columns, unit)
        for page in (front, back):
            for flow in flows:
                page.take(flow)
        shares = [share for flow in flows for share in flow.filled]
        sources = Page(*sheet)
        free = max(self.sources(sources, story, foot, column), above)
        if min((one.y for one in back.placements if one.x == left), default=ceiling) >= free:
            text = (one for flow in flows for one in flow.placements if one.page == 1)
            end = min((placement.y - unit for placement in text), default=ceiling)
            if self.lines(back, story, end, free, width):
                shares[2:] = [1.0, 1.0]
            back.append(sources)
        back.put(call, right, above - GAP, column)
        back.append(office)
        full = dict(zip(NAMES, shares, strict=True))
        return Arrangement(story.styles.body_size, [front, back], flows, full)

    def front_first(
        self, passages: list[Passage], columns: list[Column], unit: float
    ) -> list[Flow]:
        """Return the front with as many whole sections as it holds, and the back with the others.

        A single section on the back is as wide as both columns. If they are too long, text runs on
        from the front to the back. ``unit`` is the grid's, in points.
        """
        for count in range(len(passages), 0, -1):
            front = pour(passages[:count], columns[:2], unit, even=0, spread=SPREAD)
            if front.fits:
                left, right = columns[2:]
                wide = right._replace(x=left.x, width=right.x + right.width - left.x)
                alone = len(passages) - count == 1
                places = [wide] if alone else [left, right]
                back = pour(passages[count:], places, unit, even=0, spread=SPREAD)
                if not back.fits:
                    break
                return [front, replace(back, filled=2 * back.filled) if alone else back]
        return [pour(passages, columns, unit, even=0, spread=SPREAD)]

    def sources(self, page: Page, story: Story, foot: float, width: float) -> float:
        """Put the sources above a foot, and return the y above them; all are points."""
        notes = Stack(story.sources())
        high = notes.wrap(width, page.height)[1]
        page.put(notes, MARGIN, foot + high, width)
        return foot + high + 12

    def lines(self, page: Page, story: Story, top: float, foot: float, width: float) -> bool:
        """Put a field for handwriting between ``top`` and ``foot``, in points.

        Return False if there is no room for one.
        """
        pad = 12
        if top - foot < NOTES:
            return False
        box = Box(
            [story.notes(top - foot - 2 * pad)], fill=story.styles.area("tint"), pad=(pad, pad)
        )
        page.put(box, MARGIN, top, width)
        return True

    def turn_over(self, page: Page, story: Story, width: float) -> float:
        """Put at the foot that there is another side, and return the y above it, in points."""
        line = Stack([story.turn_over()])
        high = line.wrap(width, page.height)[1]
        page.put(line, MARGIN, MARGIN - 6 + high, width, furniture=True)
        return MARGIN + high + 4

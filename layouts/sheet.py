"""Both sides of one sheet, for a topic that takes more than a page: questions and answers in two columns on each side."""

from __future__ import annotations

from press.layout import INCH, SHEETS, Box, Column, Page, Setting, Stack, Story, pour, stock

BASE = stock("faq-sheet")
MARGIN = 0.5 * INCH
GUTTER = 0.33 * INCH
SPREAD = 1  # lines that may be added above each heading, where there is room


class TwoSidedSheet(BASE):  # type: ignore[misc, valid-type]
    holds = 780
    large = None  # the faq-sheet's is the same
    duplex = "long"

    def arrange(self, story: Story) -> Setting:
        sheet = SHEETS[story.brand.paper]
        front, back, office = Page(*sheet, number=0), Page(*sheet, number=1), Page(*sheet)
        width, unit = sheet.width - 2 * MARGIN, story.styles.leading
        top = self.short_answer(front, story, self.head(front, story, sheet.height - MARGIN, width), width)
        low = self.turn_over(front, story, width)
        foot = self.band(office, story, self.office_line(office, story, width), width)
        call = Box(story.call_us(), fill=story.styles.area("primary"), pad=(12, 8))
        column = (width - GUTTER) / 2
        high = call.wrap(column, top)[1]
        left, right, ceiling = MARGIN, MARGIN + column + GUTTER, sheet.height - MARGIN
        columns = [
            Column(0, left, low, column, top - low),
            Column(0, right, low, column, top - low),
            Column(1, left, foot, column, ceiling - foot),
            Column(1, right, foot + high + 8, column, ceiling - foot - high - 8),
        ]
        poured = pour(story.passages(), columns, unit, even=0, spread=SPREAD)
        front.take(poured)
        back.take(poured)
        back.put(call, right, foot + high, column)
        back.append(office)
        names = ("front left", "front right", "back left", "back right")
        return Setting(story.styles.body_size, [front, back], [poured], dict(zip(names, poured.filled, strict=True)))

    def turn_over(self, page: Page, story: Story, width: float) -> float:
        """That there is another side, at the foot of the first; the y above it."""
        line = Stack([story.turn_over()])
        high = line.wrap(width, page.height)[1]
        page.put(line, MARGIN, MARGIN - 6 + high, width, furniture=True)
        return MARGIN + high + 4

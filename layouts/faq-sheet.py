"""One upright page: head, short answer, questions in two columns, whom to call, contact band.

Its large-print edition has one column, on as many pages as needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from press.layout import (
    INCH,
    SHEETS,
    Arrangement,
    Aside,
    Box,
    Column,
    Layout,
    Page,
    QrCode,
    Row,
    Scale,
    Sheet,
    Stack,
    Story,
    StoryFlowable,
    TaggedParagraph,
    Type,
    pour,
    run_on,
)  # fmt: skip

MARGIN = 0.5 * INCH
GUTTER = 0.33 * INCH
BAND_PAD = 5
CODE = 0.72 * INCH
CODE_LABEL = 0.62 * INCH
LOW_MARK = 1.45 * INCH  # the width of the mark where it is beside the title
SPREAD = 1  # lines that may be added above each heading, where there is room
MOST_LINES = 5  # of numbers and hours in one column of the band; more are set side by side

SCALE: Scale = {
    # role                size  leading face        colour     before after
    "title":          Type(28, 31, "bold", "primary", 0, 2),
    "subtitle":       Type(14, 18, "regular", "ink"),
    "mark":           Type(11, 14, "bold", "accent", 0, 5),
    "tagline":        Type(10, 13, "regular", "ink"),
    "label":          Type(12.5, 15, "bold", "primary", 0, 2, grows=True),
    "summary":        Type(12.5, 16, "regular", "ink", grows=True),
    "heading":        Type(13.5, 15, "bold", "primary", 11.25, 0, grows=True, lift=2.5),
    "subheading":     Type(12, 15, "bold", "ink", 7.5, 0, grows=True),
    "body":           Type(12, 15, "regular", "ink", 0, 7.5, grows=True),
    "table":          Type(12, 15, "regular", "ink", grows=True),
    "caption":        Type(11, 14, "regular", "ink", 2, 7.5, "center"),
    "call":           Type(12, 15, "bold", "paper"),
    "call-note":      Type(12, 15, "regular", "paper", 4),
    "phone":          Type(21, 24, "tabular", "paper"),
    "contact-strong": Type(12, 16, "bold", "primary"),
    "contact":        Type(11, 14, "regular", "ink"),
    "contact-phone":  Type(17, 21, "tabular", "primary"),
    "code":           Type(9, 11, "regular", "ink", align="right"),
    "small":          Type(8.5, 11, "regular", "ink", align="right"),
    "draft":          Type(9, 11, "bold", "accent"),
    "source-label":   Type(8.5, 11, "bold", "ink"),
    "source":         Type(8.5, 11, "regular", "ink"),
}  # fmt: skip

# For a practice with a long footer: what is not the handout's text gives way first.
TIGHT: Scale = {
    "title":          Type(24, 27, "bold", "primary", 0, 1),
    "subtitle":       Type(13, 16, "regular", "ink"),
    "phone":          Type(18, 21, "tabular", "paper"),
    "contact-strong": Type(11, 14, "bold", "primary"),
    "contact":        Type(10, 12, "regular", "ink"),
    "contact-phone":  Type(14, 16, "tabular", "primary"),
}  # fmt: skip

# Then the mark is beside the title, and whom to call with the address, in lines of full width.
SPARING: Scale = {
    **TIGHT,
    "title":          Type(22, 25, "bold", "primary", 0, 1),
    "phone":          Type(16, 18, "tabular", "paper"),
    "contact-phone":  Type(12, 14, "tabular", "primary"),
}  # fmt: skip


# The large-print edition: one column, as many pages as needed, nothing below 18 pt.
LARGE: Scale = {
    # role                size  leading face        colour     before after
    "title":          Type(32, 37, "bold", "primary", 0, 4),
    "subtitle":       Type(20, 25, "regular", "ink"),
    "mark":           Type(18, 22, "bold", "accent", 0, 6),
    "tagline":        Type(18, 22, "regular", "ink"),
    "label":          Type(20, 26, "bold", "primary", 0, 3),
    "summary":        Type(18, 24, "regular", "ink"),
    "heading":        Type(22, 27, "bold", "primary", 27, 4),
    "subheading":     Type(20, 27, "bold", "ink", 13.5, 0),
    "body":           Type(18, 27, "regular", "ink", 0, 13.5),
    "table":          Type(18, 27, "regular", "ink"),
    "caption":        Type(18, 24, "regular", "ink", 4, 13.5, "center"),
    "call":           Type(20, 26, "bold", "paper"),
    "call-note":      Type(18, 24, "regular", "paper", 6),
    "phone":          Type(30, 36, "tabular", "paper"),
    "contact-strong": Type(20, 26, "bold", "primary"),
    "contact":        Type(18, 24, "regular", "ink"),
    "contact-phone":  Type(26, 34, "tabular", "primary"),
    "code":           Type(18, 22, "regular", "ink"),
    "small":          Type(18, 22, "regular", "ink"),
    "draft":          Type(18, 22, "bold", "accent"),
    "source-label":   Type(18, 24, "bold", "ink"),
    "source":         Type(18, 24, "regular", "ink"),
}  # fmt: skip
LARGE_MARGIN = 0.75 * INCH
LARGE_CODE = 1.85 * INCH
# Page numbers among which is the widest of three digits: 0 may be the widest digit.
WIDE_NUMBERS = [number for first in range(1, 10) for number in (100 * first, 111 * first)]


class FaqSheet(Layout):
    """A sheet of one side, and large print of several pages."""

    scale = SCALE
    tight = (TIGHT, SPARING)
    holds = 360
    _fixed: tuple[tuple[object, ...], list[tuple[float, Page]]] | None = None
    large: ClassVar[Scale | None] = LARGE

    def arrange(self, story: Story) -> Arrangement:
        """Return one page, or the pages of the large-print edition."""
        return self.many_pages(story) if story.styles.scale is self.large else self.one_page(story)

    def margin(self, story: Story) -> float:
        """Return the margin of its many pages, in points."""
        return LARGE_MARGIN

    def code_side(self, story: Story) -> float:
        """Return the side of the square code on its many pages, in points."""
        return LARGE_CODE

    def many_pages(self, story: Story, further: Sequence[StoryFlowable] = ()) -> Arrangement:
        """Return all of the story in one column on as many pages as needed.

        ``further`` comes last. The foot of each page has whom to call and the page's number.
        """
        sheet, margin = SHEETS[story.brand.paper], self.margin(story)
        width = sheet.width - 2 * margin
        foot = self.bottom(story, width)
        first = Page(*sheet)
        tops = self.large_head(first, story, width), sheet.height - margin
        columns = [
            Column(number, margin, foot, width, top - foot) for number, top in enumerate(tops)
        ]
        passages = story.passages()
        passages[0].flowables[:0] = self.large_answer(story)
        passages[-1].flowables.extend([*self.large_end(story), *further])
        flow = run_on(passages, columns, story.styles.leading / 2, endless=True)
        pages = [first, *(Page(*sheet, number=number) for number in range(1, flow.pages))]
        for page in pages:
            page.take(flow)
            self.page_foot(page, story, width, page.number + 1, len(pages))
        full = {f"page {number}": share for number, share in enumerate(flow.filled, 1)}
        return Arrangement(story.styles.body_size, pages, [flow], full, runs_on=True)

    def bottom(self, story: Story, width: float) -> float:
        """Return the y above the foot of each page, however many there are, in points."""
        foots = (
            self.page_foot(Page(*SHEETS[story.brand.paper]), story, width, number, number)
            for number in WIDE_NUMBERS
        )
        return self.margin(story) + max(foots)

    def large_head(self, page: Page, story: Story, width: float) -> float:
        """Put mark, title and subtitle on a page, and return the y below them, in points."""
        margin = self.margin(story)
        top = page.height - margin
        picture = story.picture(1.5 * INCH, 1.7 * INCH)
        beside = picture.wrap(width, top)[0] + 18 if picture else 0
        words = Stack(
            [
                story.mark(3.5 * INCH, 0.8 * INCH),
                story.title(width - beside, most=4),
                story.subtitle(),
            ]
        )
        height = max(words.wrap(width - beside, top)[1], picture.height if picture else 0)
        page.put(words, margin, top, width - beside, page.height * 0.6)
        if picture:
            page.put(picture, margin + width - picture.width, top, picture.width)
        return top - height - 14

    def large_answer(self, story: Story) -> list[StoryFlowable]:
        """Return the short answer in a box; an empty list if there is none."""
        tint, bar = story.styles.area("tint"), story.styles.color("accent")
        if not (summary := story.summary()):
            return []
        return [Box(summary, tint, bar=bar, pad=(14, 11), after=4, keep_whole=False)]

    def large_end(self, story: Story) -> list[StoryFlowable]:
        """Return whom to call, the contact block on the same page, and who reviewed the sheet.

        The groups of the contact block are half a line apart.
        """
        half = story.styles.type("contact").leading / 2
        groups = [[story.name(), *story.address()], story.numbers(), story.hours(), story.online()]
        contact: list[StoryFlowable] = [Stack(group, before=half) for group in groups if group]
        if code := story.code(self.code_side(story)):
            contact = [Aside(contact, Stack([code, story.code_label()]), code.side, gap=16)]
        call = Box(story.call_us(), story.styles.area("primary"), pad=(16, 12), before=18)
        call.keep_with_next = call.acts_as_heading = True  # the main number is in it
        block = Box(contact, story.styles.area("tint"), pad=(16, 11), before=12, after=10)
        approved = story.handout.review.status == "approved"
        return [call, block, *([Stack(story.review_lines())] if approved else [])]

    def page_foot(self, page: Page, story: Story, width: float, number: int, pages: int) -> float:
        """Put whom to call, the page's number and the notices at the foot of a page.

        Return the height that they take, in points.
        """
        margin = self.margin(story)
        form = story.form_line(number, pages, reviewed=False)
        lines = Stack([*story.short_contact(width), form, *story.notices()])
        height = lines.wrap(width, page.height)[1]
        page.field(story.styles.color("primary"), margin, margin + height - 2, width, 1)
        page.put(lines, margin, margin + height - 9, width, furniture=number < pages)
        return height + 12

    def one_page(self, story: Story) -> Arrangement:
        """Return one page with the text in two columns."""
        sheet = SHEETS[story.brand.paper]
        page = Page(sheet.width, sheet.height)
        width = sheet.width - 2 * MARGIN
        # The height of the foot is wanted now, and its text comes last.
        (top, begin), (foot, office) = self.fixed(story, sheet, width)
        page.append(begin)
        top = self.short_answer(page, story, top, width)
        unit = story.styles.leading
        column, right = (width - GUTTER) / 2, MARGIN + (width + GUTTER) / 2
        call, low = None, foot
        if not self.is_sparing(story):
            call = Box(story.call_us(), fill=story.styles.area("primary"), pad=(12, 8))
            low = foot + call.wrap(column, top)[1] + 8
        columns = [
            Column(0, MARGIN, foot, column, top - foot),
            Column(0, right, low, column, top - low),
        ]
        flow = page.take(pour(story.passages(), columns, unit, even=0.55, spread=SPREAD))
        page.put(call, right, low - 8, column)
        page.append(office)
        full = dict(zip(("left column", "right column"), flow.filled, strict=True))
        return Arrangement(story.styles.body_size, [page], [flow], full)

    def is_sparing(self, story: Story) -> bool:
        """Return True if all else left no room: mark and whom to call then have a line each."""
        return story.styles.scale["title"] is SPARING["title"]

    def fixed(self, story: Story, sheet: Sheet, width: float) -> list[tuple[float, Page]]:
        """Return the head and the foot, each with the y where it ends, in points.

        They are the same at each body size, and are made once.
        """
        key = (story.handout, story.brand, story.styles.scale, story.styles.edition)
        known = self._fixed[0] if self._fixed else ()
        if self._fixed is None or any(
            now is not before for now, before in zip(key, known, strict=True)
        ):
            begin, office, sparing = Page(*sheet), Page(*sheet), self.is_sparing(story)
            head, band = (self.low_head, self.low_band) if sparing else (self.head, self.band)
            top = head(begin, story, sheet.height - MARGIN, width)
            foot = band(office, story, self.office_line(office, story, width), width)
            self._fixed = key, [(top, begin), (foot, office)]
        return self._fixed[1]

    def head(self, page: Page, story: Story, top: float, width: float) -> float:
        """Put mark, title and subtitle at the left, and the picture at the right.

        Return the y below them, in points.
        """
        highest = 1.1 * INCH if story.styles.scale is self.scale else 0.8 * INCH
        picture = story.picture(1.45 * INCH, highest)
        beside = picture.wrap(width, top)[0] + 16 if picture else 0
        title = story.title(width - beside, most=2)
        words = Stack([story.mark(2.6 * INCH, 0.6 * INCH), title, story.subtitle()])
        height = words.wrap(width - beside, top)[1]
        height = max(height, picture.height if picture else 0)
        middle = top - height / 2
        page.put(words, MARGIN, middle + words.height / 2, width - beside, page.height * 0.3)
        if picture:
            x = MARGIN + width - picture.width
            page.put(picture, x, middle + picture.height / 2, picture.width)
        return top - height - 9

    def low_head(self, page: Page, story: Story, top: float, width: float) -> float:
        """Put title and subtitle at the left, and at the right of them the mark and the picture.

        Return the y below them, in points.
        """
        picture = story.picture(0.9 * INCH, 0.62 * INCH)
        beside = picture.wrap(width, top)[0] + 14 if picture else 0
        mark, right = Stack([story.mark(LOW_MARK, 0.5 * INCH)]), width - beside
        words = Stack([story.title(right - LOW_MARK - 14, most=2), story.subtitle()])
        sizes = (LOW_MARK, right - LOW_MARK - 14, beside - 14)
        parts = zip((mark, words, picture), sizes, strict=True)
        placed = [(part, wide) for part, wide in parts if part]
        lefts = (right - LOW_MARK, 0.0, width - beside + 14)
        height = max(part.wrap(wide, top)[1] for part, wide in placed)
        for (part, wide), x in zip(placed, lefts, strict=False):
            page.put(part, MARGIN + x, top - (height - part.height) / 2, wide, page.height * 0.3)
        return top - height - 8

    def short_answer(self, page: Page, story: Story, top: float, width: float) -> float:
        """Put the short answer on a page, if there is one; return the y below it, in points."""
        if not (summary := story.summary()):
            return top - 4
        box = Box(
            summary, fill=story.styles.area("tint"), bar=story.styles.color("accent"), pad=(12, 8)
        )
        return page.put(box, MARGIN, top, width, page.height * 0.3) - 14

    def office_line(self, page: Page, story: Story, width: float) -> float:
        """Put the notices at the left and the form line at the right of the foot.

        Return the y above them, in points.
        """
        notices = Stack(story.notices())
        form = Stack([story.form_line()])
        height = max(notices.wrap(width * 0.58, 100)[1], form.wrap(width * 0.42, 100)[1])
        bottom = MARGIN - 6
        page.put(notices, MARGIN, bottom + height, width * 0.58)
        page.put(form, MARGIN + width * 0.58, bottom + height, width * 0.42)
        return bottom + height + 5

    def band(self, page: Page, story: Story, foot: float, width: float) -> float:
        """Put the contact footer below the text, and return the y above it, in points."""
        code, label = story.code(CODE), story.code_label()
        side = code.side if code else 0
        inner = width - 2 * BAND_PAD - 6 - (side + CODE_LABEL + 6 if code else 0)
        where, online = [story.name(), *story.address()], story.online()
        numbers, hours = [story.main_number(), *story.numbers()], story.hours()
        under = Stack([])
        if len(numbers) + len(hours) <= MOST_LINES:
            parts = [(Stack([*where, *online]), 0.48), (Stack([*numbers, *hours]), 0.52)]
        else:
            parts = [(Stack(where), 0.32), (Stack(numbers), 0.32), (Stack(hours), 0.36)]
            under = Stack(online)
        heights = [part.wrap(inner * share - 8, page.height)[1] for part, share in parts]
        below = under.wrap(inner, page.height)[1]
        height = max(max(heights) + below, side) + 2 * BAND_PAD
        page.field(story.styles.area("tint"), MARGIN, foot, width, height, 5)
        x, top = MARGIN + BAND_PAD + 5, foot + (height + max(heights) + below) / 2
        for part, share in parts:
            page.put(part, x, top, inner * share - 8, page.height * 0.3)
            x += inner * share
        if under.children:
            page.put(under, MARGIN + BAND_PAD + 5, top - max(heights), inner)
        self.put_code(page, code, label, MARGIN + width - BAND_PAD, foot + height / 2)
        return foot + height + 10

    def put_code(
        self,
        page: Page,
        code: QrCode | None,
        label: TaggedParagraph | None,
        right: float,
        middle: float,
    ) -> None:
        """Put the square code with its label at the left; ``right`` and ``middle`` are points."""
        if code and label:
            high = label.wrap(CODE_LABEL, page.height)[1]
            page.put(code, right - code.side, middle + code.side / 2, code.side)
            page.put(label, right - code.side - 6 - CODE_LABEL, middle + high / 2, CODE_LABEL)

    def low_band(self, page: Page, story: Story, foot: float, width: float) -> float:
        """Put whom to call in one line, and below it the contact block in lines of full width.

        Return the y above them, in points.
        """
        call = Box([Row(story.call_us(), gap=14)], fill=story.styles.area("primary"), pad=(12, 5))
        code, label = story.code(CODE * 0.8), story.code_label()
        side = code.side if code else 0
        inner = width - 2 * BAND_PAD - 6 - (side + CODE_LABEL + 12 if code else 0)
        lines = Stack(story.contact_rows())
        height = max(lines.wrap(inner, page.height)[1], side) + 2 * BAND_PAD
        page.field(story.styles.area("tint"), MARGIN, foot, width, height, 5)
        middle = foot + height / 2
        high = call.wrap(width, page.height)[1]
        page.put(call, MARGIN, foot + height + 5 + high, width)
        page.put(lines, MARGIN + BAND_PAD + 5, middle + lines.height / 2, inner, page.height * 0.3)
        self.put_code(page, code, label, MARGIN + width - BAND_PAD, middle)
        return foot + height + high + 13

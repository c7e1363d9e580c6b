"""A brochure folded in three: cover, tuck-in flap, three inside panels, back.

The narrow panel is tucked in.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar

from press.layout import (
    EDGE,
    FOLD_CLEAR,
    FOLDS,
    INCH,
    Arrangement,
    Box,
    Column,
    Face,
    Flow,
    Front,
    Layout,
    Page,
    Panel,
    Passage,
    Row,
    Scale,
    Space,
    Stack,
    Story,
    StoryFlowable,
    Turned,
    Type,
    across,
    front,
    mailer,
    pour,
    reach,
)  # fmt: skip

PAD = 0.3125 * INCH
GUTTER = 0.36 * INCH  # between two columns of one panel
TOP = 0.42 * INCH
SIDES = ("left", "right")  # of a panel in two columns
HEAD = 15.0  # points for the bar above a column
CODE = 0.95 * INCH
FRONT = Front(PAD - FOLD_CLEAR + 2, 37, 27, TOP)  # the cover
NOTES = 1.5 * INCH  # the least height for a label and lines for handwriting
SPREAD = 1  # lines that may be added above each heading, where there is room

SCALE: Scale = {
    # role                size  leading face        colour     before after
    "title":          Type(27, 30, "bold", "paper", 0, 7),
    "subtitle":       Type(14, 18, "regular", "paper"),
    "mark":           Type(14, 17, "bold", "primary"),
    "tagline":        Type(11, 14, "regular", "ink", 2),
    "label":          Type(12.5, 15, "bold", "primary", 0, 3, grows=True),
    "summary":        Type(12.5, 16, "regular", "ink", grows=True),
    "heading":        Type(14.5, 16, "bold", "primary", 12, 4, grows=True),
    "subheading":     Type(12, 16, "bold", "ink", 8, 0, grows=True),
    "body":           Type(12, 16, "regular", "ink", 0, 8, grows=True),
    "table":          Type(12, 16, "regular", "ink", grows=True),
    "caption":        Type(11, 14, "regular", "ink", 2, 7.5, "center"),
    "call":           Type(12, 15, "bold", "paper"),
    "call-note":      Type(12, 15, "regular", "paper", 5),
    "phone":          Type(21, 25, "tabular", "paper"),
    "contact-strong": Type(13, 17, "bold", "primary"),
    "contact":        Type(12, 16, "regular", "ink"),
    "contact-phone":  Type(20, 27, "tabular", "primary"),
    "code":           Type(10, 13, "regular", "ink"),
    "small":          Type(8.5, 11, "regular", "ink"),
    "draft":          Type(9, 11.5, "bold", "accent"),
    "source-label":   Type(9, 12, "bold", "primary", 0, 1),
    "source":         Type(8.5, 11, "regular", "ink", 0, 2.5),
}  # fmt: skip


class Trifold(Layout):
    """A brochure of three panels a side, which other brochures extend.

    ``fold`` is a row of the table of folds, and ``pad`` the space beside the text, in points. The
    panels are numbered in the order in which the closed piece is opened: ``cover_on``, ``flap_on``
    (None without a flap) and ``back_on`` say which panel holds what. ``text_on`` has the panels
    that text runs on through, with the number of columns on each. ``names`` are those of panels.
    """

    scale = SCALE
    duplex: ClassVar[str | None] = "short"
    holds = 520
    folds = True
    mails: ClassVar[bool] = True
    fold: ClassVar[str] = "trifold"
    pad: ClassVar[float] = PAD
    papers = tuple(paper for name, paper in FOLDS if name == "trifold")
    cover_on: ClassVar[int] = 1
    flap_on: ClassVar[int | None] = 5
    back_on: ClassVar[int] = 6
    text_on: ClassVar[tuple[tuple[int, int], ...]] = ((2, 1), (3, 1), (4, 1))
    names: ClassVar[dict[int, str]] = {
        1: "cover",
        2: "inside-1",
        3: "inside-2",
        4: "inside-3",
        5: "flap",
        6: "back",
    }

    @classmethod
    def panels(cls) -> tuple[str, ...]:
        """Return the names of the panels with text: the flap, those inside, and the back."""
        flap, inside = ["flap"] if cls.flap_on else [], [cls.names[one] for one, _ in cls.text_on]
        return (*flap, *inside, "back")

    @classmethod
    def folds_at(cls, paper: str, page: int) -> tuple[float, ...]:
        """Return where a side of the sheet (from 0) is folded, in points from its left edge."""
        return FOLDS[cls.fold, paper].lines(page)

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """Return the panels in reading order; ``sizes`` are those of the sheets, in points."""
        fold = FOLDS[cls.fold, paper]
        panels, text = fold.panels(), [number for number, _ in cls.text_on]
        flap = [cls.flap_on] if cls.flap_on else []
        faces = []
        for number in dict.fromkeys([cls.cover_on, *flap, *text, cls.back_on]):
            _, side, left, width = panels[number]
            faces.append(Face(cls.names[number], side, left, 0, width, fold.sheet.height))
        return faces

    def arrange(self, story: Story) -> Arrangement:
        """Return the two sides of the sheet: cover, flap, text and back."""
        fold = FOLDS[self.fold, story.brand.paper]
        panels, pages = fold.panels(), [Page(*fold.sheet, number=side) for side in (0, 1)]
        passages = story.passages()
        pinned = {id(one): one.section.pinned_to(self.panels()) for one in passages}
        on_flap = [passage for passage in passages if pinned[id(passage)] == "flap"]
        on_back = [passage for passage in passages if pinned[id(passage)] == "back"]
        within = [passage for passage in passages if pinned[id(passage)] not in ("flap", "back")]
        arrangement = Arrangement(story.styles.body_size, pages)
        columns = self.columns(story, panels)
        if self.tells_nothing(story):
            self.plain_cover(pages, story, panels)
            self.title_inside(pages, story, columns)
        else:
            self.cover(pages, story, panels)
        flows = arrangement.flows
        if self.flap_on:
            flap = panels[self.flap_on]
            flows.append(self.flap(pages[flap.side], story, flap, on_flap, arrangement))
        # Without a summary and text of its own, the flap has room for handwriting.
        to_write_on = bool(story.handout.summary or on_flap or not self.flap_on)
        flows.append(self.text(pages, story, columns, within, arrangement, to_write_on))
        back = panels[self.back_on]
        flows.append(self.back(pages[back.side], story, back, on_back))
        return arrangement

    def text(
        self,
        pages: list[Page],
        story: Story,
        columns: dict[str, Column],
        passages: list[Passage],
        arrangement: Arrangement,
        to_write_on: bool,
    ) -> Flow:
        """Put the questions in columns of one width that begin with a bar.

        ``to_write_on``: what is left of the last column has lines for handwriting.
        """
        name, first = next(iter(columns.items()))
        end = Page(pages[0].width, pages[0].height)
        if not self.flap_on and story.handout.summary:
            height = self.short_answer(pages[first.page], story, first)
            columns[name] = first._replace(height=height)
        if self.is_mailed(story):
            name, column = list(columns.items())[-1]
            foot = self.at_the_foot(end, self.closing(story), column.x, column.width) + 12
            height = column.height + column.bottom - foot
            columns[name] = column._replace(bottom=foot, height=height)
        order, unit, pins = [*columns.values()], story.styles.leading, self.pins()
        text = pour(passages, order, unit, pins, even=0, spread=SPREAD, early=True)
        for page in pages:
            page.take(text)
        pages[order[-1].page].append(end)
        self.bars(pages, story, text, passages)
        arrangement.full.update(zip(columns, text.filled, strict=True))
        free = order[-1].height * (1 - text.filled[-1]) - 1.5 * unit
        if text.fits and to_write_on and free >= NOTES:
            self.notes(pages[order[-1].page], story, order[-1], free)
            arrangement.full[[*columns][-1]] = 1.0
        return text

    def bars(self, pages: list[Page], story: Story, text: Flow, passages: list[Passage]) -> None:
        """Draw a bar above each column that begins with a heading, and has nothing above it."""
        heads = {id(passage.flowables[0]) for passage in passages}
        for column, share in zip(text.columns, text.filled, strict=True):
            begins = (
                placement.flowable
                for placement in text.placements
                if (placement.page, placement.x) == (column.page, column.x)
            )
            top, page = column.bottom + column.height, pages[column.page]
            is_first = top > page.height - TOP - HEAD - 1
            if share and is_first and id(next(begins, None)) in heads:
                page.field(story.styles.color("accent"), column.x, top + 11, 36, 4, 2)

    def pins(self) -> dict[str, range]:
        """Return the columns of each panel that text runs on through, by its name."""
        pins, begin = {}, 0
        for number, parts in self.text_on:
            pins[self.names[number]] = range(begin, begin + parts)
            begin += parts
        return pins

    def columns(self, story: Story, panels: dict[int, Panel]) -> dict[str, Column]:
        """Return the columns that text runs on through, of one width, by the names of panels."""
        ceiling = FOLDS[self.fold, story.brand.paper].sheet.height - TOP
        rooms = {
            number: (panels[number].width - 2 * self.pad - (parts - 1) * GUTTER) / parts
            for number, parts in self.text_on
        }
        width = min(rooms.values())
        columns = {}
        for number, parts in self.text_on:
            panel, room = panels[number], rooms[number]
            for part in range(parts):
                left = panel.left + self.pad + part * (room + GUTTER) + (room - width) / 2
                name = self.names[number] if parts == 1 else f"{self.names[number]} {SIDES[part]}"
                columns[name] = Column(panel.side, left, TOP, width, ceiling - TOP - HEAD)
        return columns

    def short_answer(self, page: Page, story: Story, column: Column) -> float:
        """Put the summary at the head of a column, if no flap has it.

        Return the height that is left below it on the grid, in points.
        """
        top = column.bottom + column.height
        box = Box(
            story.summary(),
            fill=story.styles.area("tint"),
            bar=story.styles.color("accent"),
            pad=(11, 12),
        )
        foot = page.put(box, column.x, top + HEAD, column.width, page.height * 0.5) - 14
        return self.on_grid(page, story, foot) - column.bottom

    def on_grid(self, page: Page, story: Story, y: float) -> float:
        """Return the y of the next line of the grid of all panels, from ``y`` down, in points."""
        begin, unit = page.height - TOP - HEAD, story.styles.leading
        return begin - math.ceil((begin - y - 0.01) / unit) * unit

    def notes(self, page: Page, story: Story, column: Column, free: float) -> None:
        """Put lines for handwriting at the foot of a column with ``free`` points of height."""
        pad = 10
        inner = story.notes(min(free, 2 * NOTES) - 2 * pad)
        box = Box([inner], fill=story.styles.area("tint"), pad=(pad, pad))
        page.put(box, column.x, column.bottom + box.wrap(column.width, free)[1], column.width)

    def cover(self, pages: list[Page], story: Story, panels: dict[int, Panel]) -> None:
        """Put the title at the head, where a rack shows it; the drawing below; the mark last."""
        _, side, left, width = panels[self.cover_on]
        front(pages[side], story, across(story, left, width, (FOLD_CLEAR, EDGE)), FRONT)

    def tells_nothing(self, story: Story) -> bool:
        """Return True if the cover is the outside of mail, and says no more than the back."""
        return self.is_mailed(story) and story.brand.sender != "full"

    def plain_cover(self, pages: list[Page], story: Story, panels: dict[int, Panel]) -> None:
        """Put a field of colour on the cover, and that there is information: not about what."""
        _, side, left, width = panels[self.cover_on]
        page, styles = pages[side], story.styles
        field = across(story, left, width, (FOLD_CLEAR, EDGE))
        (low, high), (inset, inner) = reach(story, page), field.inside(FRONT.pad)
        end, head = (EDGE + (page.height - 2 * EDGE) * part for part in (0.62, 0.82))
        page.field(styles.area("tint"), field.x, low, field.width, high - low, field.radius)
        if styles.edition.areas:
            page.field(styles.area("primary"), field.x, end, field.width, high - end, field.radius)
        page.field(styles.color("tint"), inset, head + 12, 36, 4, 2)
        page.put(story.outside(), inset, head, inner, page.height * 0.3)

    def title_inside(self, pages: list[Page], story: Story, columns: dict[str, Column]) -> None:
        """Put what a cover has at the head of the first column, which then begins below it."""
        name, column = next(iter(columns.items()))
        page, pad, top = pages[column.page], 14, column.bottom + column.height + HEAD
        title = Stack([story.title(column.width - 2 * pad, most=3), story.subtitle()])
        box = Box([title], fill=story.styles.area("primary"), pad=(pad, 13), radius=8)
        foot = page.put(box, column.x, top, column.width, page.height * 0.45)
        if picture := story.picture(column.width, page.height * 0.17, "center"):
            foot = page.put(picture, column.x, foot - 10, column.width)
        begin = self.on_grid(page, story, foot - 24)
        columns[name] = column._replace(height=begin - column.bottom)

    def flap(
        self,
        page: Page,
        story: Story,
        panel: Panel,
        passages: list[Passage],
        arrangement: Arrangement,
    ) -> Flow:
        """Put the short answer at the head, whom to call at the foot, and pinned text between."""
        x, width, top = panel.left + PAD, panel.width - 2 * PAD, page.height - TOP
        summary = story.summary()
        if summary:
            box = Box(
                summary,
                fill=story.styles.area("tint"),
                bar=story.styles.color("accent"),
                pad=(11, 12),
            )
            top = page.put(box, x, top, width, page.height * 0.5) - 16
        last = Page(page.width, page.height)  # its height is wanted now, its text comes last
        call = Box(story.call_us(), fill=story.styles.area("primary"), pad=(13, 11))
        foot = self.at_the_foot(last, [call], x, width) + 12
        sections = story.handout.sections
        beside = any(section.pinned_to(self.panels()) == "back" for section in sections)
        ceiling = self.on_grid(page, story, top) if beside else top
        column = Column(0, x, foot, width, ceiling - foot)
        flow = page.take(pour(passages, [column], story.styles.leading))
        page.append(last)
        if not summary and not passages:
            self.notes(page, story, column._replace(bottom=top - 2 * NOTES), 2 * NOTES)
        free = column.height * (1 - flow.filled[0]) if summary or passages else 0.0
        arrangement.full[self.names[panel.number]] = 1 - free / (page.height - 2 * TOP)
        return flow

    def closing(self, story: Story) -> list[StoryFlowable]:
        """Return the contact block and the office's line, for a piece whose back is addressed.

        Whom to call comes first, if no flap has it.
        """
        tint, office = story.styles.area("tint"), Stack([*story.notices(), story.form_line()])
        if self.flap_on:
            return [Box(story.contact(), fill=tint, pad=(13, 10)), office]
        call = Box([Row(story.call_us())], fill=story.styles.area("primary"), pad=(13, 6))
        contact = Box(story.contact_rows(), fill=tint, pad=(13, 8))  # in rows: its panels are wide
        return [call, contact, office]

    def at_the_foot(
        self, page: Page, parts: Sequence[StoryFlowable], x: float, width: float
    ) -> float:
        """Put parts below one another at the foot of a panel, and return the y above them.

        ``x``, ``width`` and y are points.
        """
        y = TOP
        for part in reversed(parts):
            high = part.wrap(width, page.height)[1]
            page.put(part, x, y + high, width)
            y += high + 8
        return y - 8

    def is_mailed(self, story: Story) -> bool:
        """Return True if the back is the address side of a self-mailer."""
        return self.mails and story.handout.back == "mailer"

    def address_side(self, page: Page, story: Story, panel: Panel) -> None:
        """Put the sender and the place of the stamp on the back.

        The address and the barcode have zones of their own. It is read from the side: the last
        fold, beside the cover, is its foot.
        """
        foot, zones = panel.left + panel.width, mailer(page.height, panel.width)
        line = story.stamp()
        line.style = line.style.clone("stamp", alignment=1)
        high = line.wrap(zones["stamp"].width - 16, page.height)[1]
        empty = Space((zones["stamp"].height - high) / 2 - 2)
        stamp = Box([empty, line, empty], border=story.styles.color("primary"), pad=(8, 2))
        for name, flowable in (("sender", Stack(story.sender())), ("stamp", stamp)):
            zone = zones[name]
            turned = Turned(flowable, zone.width)
            wide, left, top = turned.wrap(0, 0)[0], foot - zone.y - zone.height, zone.x + zone.width
            page.put(turned, left, top, wide, furniture=name == "stamp")

    def back(self, page: Page, story: Story, panel: Panel, passages: list[Passage]) -> Flow:
        """Put the contact block at the head, and the office's line at the foot of the back.

        Between them are pinned text, and the sources if they have room. Whom to call comes first,
        if there is no flap.
        """
        if self.is_mailed(story):
            self.address_side(page, story, panel)
            return Flow(displaced=passages)
        x, width, ceiling = panel.left + PAD, panel.width - 2 * PAD, page.height - TOP
        office = Stack([*story.notices(), story.form_line()])
        foot = TOP + office.wrap(width, ceiling)[1]
        if not self.flap_on:
            call = Box(story.call_us(), fill=story.styles.area("primary"), pad=(13, 11))
            ceiling = page.put(call, x, ceiling, width) - 12
        contact = Box(story.whole_contact(CODE), fill=story.styles.area("tint"), pad=(12, 12))
        below = page.put(contact, x, ceiling, width, ceiling - foot - 12) - 16
        height = self.on_grid(page, story, below) - foot - 12
        column = Column(panel.side, x, foot + 12, width, height)
        flow = page.take(pour(passages, [column], story.styles.leading))
        notes = Stack(story.sources())
        if notes.wrap(width, ceiling)[1] < column.height * (1 - flow.filled[0]) - 12:
            page.put(notes, x, foot + 12 + notes.height, width)
        page.put(office, x, foot, width)
        return flow

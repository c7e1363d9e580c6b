"""A brochure folded in three: cover, tuck-in flap, three inside panels, back. The narrow panel is tucked in."""

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
NOTES = 1.5 * INCH  # the least height for a label and lines to write on
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
    """Other brochures extend this one: they say how the sheet is folded, and which panel holds what."""

    scale = SCALE
    duplex: ClassVar[str | None] = "short"
    holds = 520
    folds = True
    mails: ClassVar[bool] = True
    fold: ClassVar[str] = "trifold"  # of the table of folds
    pad: ClassVar[float] = PAD
    papers = tuple(paper for name, paper in FOLDS if name == "trifold")
    # Numbers of panels, in the order in which the closed piece is opened; and the columns that text runs on through.
    cover_on: ClassVar[int] = 1
    flap_on: ClassVar[int | None] = 5
    back_on: ClassVar[int] = 6
    text_on: ClassVar[tuple[tuple[int, int], ...]] = (
        (2, 1),
        (3, 1),
        (4, 1),
    )  # the panel, and its columns
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
        return (
            *(["flap"] if cls.flap_on else []),
            *(cls.names[number] for number, _ in cls.text_on),
            "back",
        )

    @classmethod
    def folds_at(cls, paper: str, page: int) -> tuple[float, ...]:
        return FOLDS[cls.fold, paper].lines(page)

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """The panels in the order in which they are read."""
        fold = FOLDS[cls.fold, paper]
        panels, text = fold.panels(), [number for number, _ in cls.text_on]
        order = dict.fromkeys(
            [cls.cover_on, *([cls.flap_on] if cls.flap_on else []), *text, cls.back_on]
        )
        return [
            Face(
                cls.names[one],
                panels[one].side,
                panels[one].left,
                0,
                panels[one].width,
                fold.sheet.height,
            )
            for one in order
        ]

    def arrange(self, story: Story) -> Arrangement:
        fold = FOLDS[self.fold, story.brand.paper]
        panels, pages = fold.panels(), [Page(*fold.sheet, number=side) for side in (0, 1)]
        passages = story.passages()
        on_flap, on_back = (
            [one for one in passages if one.section.pinned_to(self.panels()) == name]
            for name in ("flap", "back")
        )
        within = [one for one in passages if one not in on_flap and one not in on_back]
        made = Arrangement(story.styles.body_size, pages)
        columns = self.columns(story, panels)
        if self.tells_nothing(story):
            self.plain_cover(pages, story, panels)
            self.title_inside(pages, story, columns)
        else:
            self.cover(pages, story, panels)
        if self.flap_on:
            flap = panels[self.flap_on]
            made.flows.append(self.flap(pages[flap.side], story, flap, on_flap, made))
        to_write_on = bool(
            story.handout.summary or on_flap or not self.flap_on
        )  # else the flap has room for it
        made.flows.append(self.text(pages, story, columns, within, made, to_write_on))
        back = panels[self.back_on]
        made.flows.append(self.back(pages[back.side], story, back, on_back))
        return made

    def text(
        self,
        pages: list[Page],
        story: Story,
        columns: dict[str, Column],
        passages: list[Passage],
        made: Arrangement,
        to_write_on: bool,
    ) -> Flow:
        """The questions, in columns of one width that begin with a bar; what is left of the last one is to write on."""
        name, first = next(iter(columns.items()))
        end = Page(pages[0].width, pages[0].height)
        if not self.flap_on and story.handout.summary:
            columns[name] = first._replace(
                height=self.short_answer(pages[first.page], story, first)
            )
        if self.is_mailed(story):
            name, column = list(columns.items())[-1]
            foot = self.at_the_foot(end, self.closing(story), column.x, column.width) + 12
            columns[name] = column._replace(
                bottom=foot, height=column.height + column.bottom - foot
            )
        order = [*columns.values()]
        text = pour(
            passages, order, story.styles.leading, self.pins(), even=0, spread=SPREAD, early=True
        )
        for page in pages:
            page.take(text)
        pages[order[-1].page].append(end)
        for column, share in zip(order, text.filled, strict=True):
            begins = next(
                (
                    one.flowable
                    for one in text.placements
                    if (one.page, one.x) == (column.page, column.x)
                ),
                None,
            )
            heading = begins is not None and any(
                begins is passage.flowables[0] for passage in passages
            )
            if (
                share and heading and column.bottom + column.height > end.height - TOP - HEAD - 1
            ):  # nothing stands above it
                head = column.bottom + column.height + 11
                pages[column.page].field(story.styles.color("accent"), column.x, head, 36, 4, 2)
        made.full.update(zip(columns, text.filled, strict=True))
        free = order[-1].height * (1 - text.filled[-1]) - 1.5 * story.styles.leading
        if text.fits and to_write_on and free >= NOTES:
            self.notes(pages[order[-1].page], story, order[-1], free)
            made.full[[*columns][-1]] = 1.0
        return text

    def pins(self) -> dict[str, range]:
        """The columns of each panel that text runs on through."""
        begin = [
            sum(parts for _, parts in self.text_on[:at]) for at in range(len(self.text_on) + 1)
        ]
        return {
            self.names[number]: range(*begin[at : at + 2])
            for at, (number, _) in enumerate(self.text_on)
        }

    def columns(self, story: Story, panels: dict[int, Panel]) -> dict[str, Column]:
        """The columns that text runs on through, all of one width, by the names of their panels."""
        ceiling = FOLDS[self.fold, story.brand.paper].sheet.height - TOP
        width = min(
            (panels[number].width - 2 * self.pad - (parts - 1) * GUTTER) / parts
            for number, parts in self.text_on
        )
        columns = {}
        for number, parts in self.text_on:
            panel, room = (
                panels[number],
                (panels[number].width - 2 * self.pad - (parts - 1) * GUTTER) / parts,
            )
            for part in range(parts):
                left = panel.left + self.pad + part * (room + GUTTER) + (room - width) / 2
                name = self.names[number] if parts == 1 else f"{self.names[number]} {SIDES[part]}"
                columns[name] = Column(panel.side, left, TOP, width, ceiling - TOP - HEAD)
        return columns

    def short_answer(self, page: Page, story: Story, column: Column) -> float:
        """The summary at the head of a column, where no flap has it; the height that is left below it, on the grid."""
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
        """The next line of the grid of all panels, from ``y`` downward."""
        begin, unit = page.height - TOP - HEAD, story.styles.leading
        return begin - math.ceil((begin - y - 0.01) / unit) * unit

    def notes(self, page: Page, story: Story, column: Column, free: float) -> None:
        """Lines to write on, on a field at the foot of a column with so much free height."""
        pad = 10
        inner = story.notes(min(free, 2 * NOTES) - 2 * pad)
        box = Box([inner], fill=story.styles.area("tint"), pad=(pad, pad))
        page.put(box, column.x, column.bottom + box.wrap(column.width, free)[1], column.width)

    def cover(self, pages: list[Page], story: Story, panels: dict[int, Panel]) -> None:
        """The title at the head, where a rack shows it; the drawing on a tinted field below; the mark at the foot."""
        _, side, left, width = panels[self.cover_on]
        front(pages[side], story, across(story, left, width, (FOLD_CLEAR, EDGE)), FRONT)

    def tells_nothing(self, story: Story) -> bool:
        """True if the cover is the outside of mail, and is to say no more than the address side of whom it is from."""
        return self.is_mailed(story) and story.brand.sender != "full"

    def plain_cover(self, pages: list[Page], story: Story, panels: dict[int, Panel]) -> None:
        """One field of colour, and that there is something to read: what it is about, no postman need know."""
        _, side, left, width = panels[self.cover_on]
        page, styles, field = (
            pages[side],
            story.styles,
            across(story, left, width, (FOLD_CLEAR, EDGE)),
        )
        (low, high), (inset, inner) = reach(story, page), field.inside(FRONT.pad)
        end, head = (EDGE + (page.height - 2 * EDGE) * part for part in (0.62, 0.82))
        page.field(styles.area("tint"), field.x, low, field.width, high - low, field.radius)
        if styles.edition.areas:
            page.field(styles.area("primary"), field.x, end, field.width, high - end, field.radius)
        page.field(styles.color("tint"), inset, head + 12, 36, 4, 2)
        page.put(story.outside(), inset, head, inner, page.height * 0.3)

    def title_inside(self, pages: list[Page], story: Story, columns: dict[str, Column]) -> None:
        """What a cover has, at the head of the first column, which begins below it."""
        (name, column), page = next(iter(columns.items())), pages[next(iter(columns.values())).page]
        pad, top = 14, column.bottom + column.height + HEAD
        title = Stack([story.title(column.width - 2 * pad, most=3), story.subtitle()])
        box = Box([title], fill=story.styles.area("primary"), pad=(pad, 13), radius=8)
        foot = page.put(box, column.x, top, column.width, page.height * 0.45)
        if picture := story.picture(column.width, page.height * 0.17, "center"):
            foot = page.put(picture, column.x, foot - 10, column.width)
        begin = self.on_grid(page, story, foot - 24)
        columns[name] = column._replace(height=begin - column.bottom)

    def flap(
        self, page: Page, story: Story, panel: Panel, passages: list[Passage], made: Arrangement
    ) -> Flow:
        """The short answer at the head, whom to call at the foot, and what is pinned here between them."""
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
        foot = (
            self.at_the_foot(
                last,
                [Box(story.call_us(), fill=story.styles.area("primary"), pad=(13, 11))],
                x,
                width,
            )
            + 12
        )
        beside = any(one.pinned_to(self.panels()) == "back" for one in story.handout.sections)
        column = Column(
            0, x, foot, width, (self.on_grid(page, story, top) if beside else top) - foot
        )
        poured = page.take(pour(passages, [column], story.styles.leading))
        page.append(last)
        if not summary and not passages:
            self.notes(page, story, column._replace(bottom=top - 2 * NOTES), 2 * NOTES)
        free = column.height * (1 - poured.filled[0]) if summary or passages else 0.0
        made.full[self.names[panel.number]] = 1 - free / (page.height - 2 * TOP)
        return poured

    def closing(self, story: Story) -> list[StoryFlowable]:
        """The contact block and the office's line, where the back has the address side; first whom to call, if no flap has it."""
        tint, office = story.styles.area("tint"), Stack([*story.notices(), story.form_line()])
        if self.flap_on:
            return [Box(story.contact(), fill=tint, pad=(13, 10)), office]
        call = Box([Row(story.call_us())], fill=story.styles.area("primary"), pad=(13, 6))
        return [
            call,
            Box(story.contact_rows(), fill=tint, pad=(13, 8)),
            office,
        ]  # its panels are wide

    def at_the_foot(
        self, page: Page, parts: Sequence[StoryFlowable], x: float, width: float
    ) -> float:
        """One above the other at the foot of a panel; the y above them."""
        y = TOP
        for part in reversed(parts):
            high = part.wrap(width, page.height)[1]
            page.put(part, x, y + high, width)
            y += high + 8
        return y - 8

    def is_mailed(self, story: Story) -> bool:
        """True if the back is the address side of a self-mailer."""
        return self.mails and story.handout.back == "mailer"

    def address_side(self, page: Page, story: Story, panel: Panel) -> None:
        """Who sends it, and where the stamp goes; the address and the barcode have their zones to themselves.

        It is read from the side: the last fold, beside the cover, is its foot.
        """
        foot, zones = panel.left + panel.width, mailer(page.height, panel.width)
        line = story.stamp()
        line.style = line.style.clone("stamp", alignment=1)
        high = line.wrap(zones["stamp"].width - 16, page.height)[1]
        empty = Space((zones["stamp"].height - high) / 2 - 2)
        stamp = Box([empty, line, empty], border=story.styles.color("primary"), pad=(8, 2))
        for name, piece in (("sender", Stack(story.sender())), ("stamp", stamp)):
            zone = zones[name]
            turned = Turned(piece, zone.width)
            wide = turned.wrap(0, 0)[0]
            page.put(
                turned,
                foot - zone.y - zone.height,
                zone.x + zone.width,
                wide,
                furniture=name == "stamp",
            )

    def back(self, page: Page, story: Story, panel: Panel, passages: list[Passage]) -> Flow:
        """The contact block at the head, the office's line at the foot; between them what is pinned here, and the
        sources as far as there is room. Whom to call comes first, where there is no flap."""
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
        column = Column(
            panel.side, x, foot + 12, width, self.on_grid(page, story, below) - foot - 12
        )
        poured = page.take(pour(passages, [column], story.styles.leading))
        notes = Stack(story.sources())
        if notes.wrap(width, ceiling)[1] < column.height * (1 - poured.filled[0]) - 12:
            page.put(notes, x, foot + 12 + notes.height, width)
        page.put(office, x, foot, width)
        return poured

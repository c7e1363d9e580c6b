"""A brochure folded in three: cover, tuck-in flap, three inside panels, back. The narrow panel is tucked in."""

from __future__ import annotations

from typing import ClassVar

from press.layout import (
    EDGE,
    FOLD_CLEAR,
    FOLDS,
    INCH,
    Beside,
    Box,
    Column,
    Layout,
    Page,
    Passage,
    Piece,
    Poured,
    Scale,
    Setting,
    Space,
    Stack,
    Story,
    Type,
    pour,
)  # fmt: skip

PAD = 0.3125 * INCH
TOP = 0.42 * INCH
CODE = 0.95 * INCH
NOTES = 1.5 * INCH  # the least height for a label and lines to write on
INSIDE = {"inside-1": 0, "inside-2": 1, "inside-3": 2}

SCALE: Scale = {
    # role                size  leading face        colour     before after
    "title":          Type(27, 30, "bold", "paper", 0, 7),
    "subtitle":       Type(14, 18, "regular", "paper"),
    "mark":           Type(14, 17, "bold", "primary"),
    "tagline":        Type(11, 14, "regular", "ink", 2),
    "label":          Type(12.5, 15, "bold", "primary", 0, 3, grows=True),
    "summary":        Type(12.5, 16, "regular", "ink", grows=True),
    "heading":        Type(14.5, 16, "bold", "primary", 20, 8, grows=True),
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
    scale = SCALE
    duplex: ClassVar[str | None] = "short"

    def arrange(self, story: Story) -> Setting:
        fold = FOLDS["trifold", story.brand.paper]
        outside, inside = Page(*fold.sheet, number=0), Page(*fold.sheet, number=1)
        ceiling, unit = fold.sheet.height - TOP, story.styles.leading / 2
        passages = story.passages()
        on_flap = [one for one in passages if one.section.panel == "flap"]
        on_back = [one for one in passages if one.section.panel == "back"]
        within = [one for one in passages if one not in on_flap and one not in on_back]
        lefts = [panel_left(fold.outside, at) for at in range(3)]
        width = min(fold.inside) - 2 * PAD
        columns = [
            Column(1, panel_left(fold.inside, at) + (panel - width) / 2, TOP, width, ceiling - TOP)
            for at, panel in enumerate(fold.inside)
        ]
        self.cover(outside, story, lefts[2], fold.outside[2])
        flap = self.flap(outside, story, lefts[0], fold.outside[0], on_flap)
        columns = [column._replace(height=column.height - 15) for column in columns]
        text = inside.take(pour(within, columns, unit, INSIDE, even=0))
        free = columns[2].height * (1 - text.filled[2]) - 1.5 * story.styles.leading
        for column, share in zip(columns, text.filled, strict=True):
            if share:
                inside.field(story.styles.color("accent"), column.x, ceiling - 4, 36, 4, 2)
        if text.fits and (flap.placed or story.handout.summary):
            self.notes(inside, story, columns[2], free)
        back = self.back(outside, story, lefts[1], fold.outside[1], on_back)
        return Setting(story.styles.body_size, [outside, inside], [flap, text, back])

    def notes(self, page: Page, story: Story, column: Column, free: float) -> None:
        """Lines to write on, on a field at the foot of a column with so much free height, where that is enough."""
        if free >= NOTES:
            pad = 10
            inner = story.notes(min(free, 2 * NOTES) - 2 * pad)
            box = Box([inner], fill=story.styles.area("tint"), pad=(pad, pad))
            page.put(box, column.x, column.bottom + box.wrap(column.width, free)[1], column.width)

    def cover(self, page: Page, story: Story, left: float, panel: float) -> None:
        """The title at the head, where a rack shows it; the drawing on a tinted field below; the mark at the foot."""
        styles = story.styles
        x, width = left + FOLD_CLEAR, panel - FOLD_CLEAR - EDGE
        inset, inner = x + PAD - FOLD_CLEAR + 2, width - 2 * (PAD - FOLD_CLEAR + 2)
        foot, top = EDGE, page.height - EDGE
        mark = Stack([story.mark(inner, 0.8 * INCH), story.tagline()])
        strip = TOP - EDGE + mark.wrap(inner, top)[1] + 14
        title = Stack([story.title(inner, most=3), story.subtitle()])
        picture = story.picture(inner, page.height, "center")
        block = title.wrap(inner, top)[1] + 64 if picture else top - foot - strip
        page.field(styles.area("tint"), x, foot + strip, width, top - foot - strip, 8)
        page.field(styles.area("primary"), x, top - block, width, block, 8)
        head = top - 37 if picture else top - block * 0.4
        page.field(styles.color("tint"), inset, head + 12, 36, 4, 2)
        page.put(title, inset, head, inner, page.height * 0.45)
        if picture:
            room = top - block - foot - strip
            picture.highest = room - 40
            high = picture.wrap(inner, room)[1]
            page.put(picture, inset, top - block - (room - high) / 2, inner)
        page.put(mark, inset, TOP + mark.height, inner)

    def flap(self, page: Page, story: Story, left: float, panel: float, passages: list[Passage]) -> Poured:
        """The short answer at the head, whom to call at the foot, and what is pinned here between them."""
        x, width, top = left + PAD, panel - 2 * PAD, page.height - TOP
        summary = story.summary()
        if summary:
            box = Box(summary, fill=story.styles.area("tint"), bar=story.styles.color("accent"), pad=(11, 12))
            top = page.put(box, x, top, width, page.height * 0.5) - 16
        call = Box(story.call_us(), fill=story.styles.area("primary"), pad=(13, 11))
        height = call.wrap(width, top)[1]
        column = Column(0, x, TOP + height + 12, width, top - TOP - height - 12)
        poured = page.take(pour(passages, [column], story.styles.leading / 2))
        if not summary and not passages:
            self.notes(page, story, column._replace(bottom=top - 2 * NOTES), 2 * NOTES)
        page.put(call, x, TOP + height, width)
        return poured

    def back(self, page: Page, story: Story, left: float, panel: float, passages: list[Passage]) -> Poured:
        """The contact block at the head, the office's line at the foot; between them what is pinned here, and the
        sources as far as there is room."""
        x, width, ceiling = left + PAD, panel - 2 * PAD, page.height - TOP
        office = Stack([*story.notices(), story.form_line()])
        foot = TOP + office.wrap(width, ceiling)[1]
        contact = Box(self.contact(story), fill=story.styles.area("tint"), pad=(12, 12))
        below = page.put(contact, x, ceiling, width, ceiling - foot - 12) - 16
        column = Column(0, x, foot + 12, width, below - foot - 12)
        poured = page.take(pour(passages, [column], story.styles.leading / 2))
        notes = Stack(story.sources())
        if notes.wrap(width, ceiling)[1] < column.height * (1 - poured.filled[0]) - 12:
            page.put(notes, x, foot + 12 + notes.height, width)
        page.put(office, x, foot, width)
        return poured

    def contact(self, story: Story) -> list[Piece | None]:
        parts = [story.name(), *story.address(), story.main_number(), *story.numbers(), *story.hours(), *story.online()]
        code = story.code(CODE)
        return [*parts, *((Space(9), Beside(code, [story.code_label()], middle=True)) if code else ())]


def panel_left(panels: tuple[float, ...], at: int) -> float:
    return sum(panels[:at])

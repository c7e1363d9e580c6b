"""A brochure folded in three: cover, tuck-in flap, three inside panels, back. The narrow panel is tucked in."""

from __future__ import annotations

from typing import ClassVar

from press.layout import (
    EDGE,
    FOLD_CLEAR,
    FOLDS,
    INCH,
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
    "table":          Type(11, 13.5, "regular", "ink", grows=True),
    "caption":        Type(10, 13, "regular", "ink", 2, 7.5),
    "call":           Type(12, 15, "bold", "paper"),
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
    summary: ClassVar[str] = "a brochure of six panels, folded in three"

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
        text = inside.take(pour(within, columns, unit, INSIDE, even=0.5))
        self.notes(inside, story, columns[2], text)
        back = self.back(outside, story, lefts[1], fold.outside[1], on_back)
        return Setting(story.styles.body_size, [outside, inside], [flap, text, back])

    def notes(self, page: Page, story: Story, column: Column, poured: Poured) -> None:
        """Lines to write on at the foot of the last panel, where the text leaves it room for them."""
        free = column.height * (1 - poured.filled[-1]) - 2 * story.styles.leading
        if poured.fits and free >= NOTES:
            notes = story.notes(min(free, 2 * NOTES))
            height = notes.wrap(column.width, free)[1]
            page.put(notes, column.x, column.bottom + height, column.width)

    def cover(self, page: Page, story: Story, left: float, panel: float) -> None:
        """The drawing on a tinted field, the title on a field of the practice's colour, its mark at the foot."""
        x, width = left + FOLD_CLEAR, panel - FOLD_CLEAR - EDGE
        foot, top = EDGE, page.height - EDGE
        inner = width - 2 * (PAD - FOLD_CLEAR + 2)
        inset = x + PAD - FOLD_CLEAR + 2
        title = Stack([story.title(), story.subtitle()])
        words = title.wrap(inner, top)[1]
        mark = story.mark(inner, 0.7 * INCH)
        strip = mark.wrap(inner, top)[1] + 30
        tagline = story.tagline()
        if tagline:
            strip += tagline.wrap(inner, top)[1] + 2
        block = words + 44
        styles = story.styles
        page.field(styles.color("tint"), x, foot + strip, width, top - foot - strip, 8)
        page.field(styles.color("primary"), x, foot + strip, width, block, 8)
        page.field(styles.color("accent"), inset, foot + strip + block - 18, 36, 4, 2)
        page.put(title, inset, foot + strip + block - 28, inner, page.height * 0.45)
        art_room = top - foot - strip - block
        picture = story.picture(inner, art_room - 28, "center")
        if picture:
            high = picture.wrap(inner, art_room)[1]
            page.put(picture, inset, top - (art_room - high) / 2, inner)
        under = page.put(mark, inset, foot + strip - 15, inner)
        page.put(tagline, inset, under - 2, inner)

    def flap(self, page: Page, story: Story, left: float, panel: float, passages: list[Passage]) -> Poured:
        """The short answer at the head, whom to call at the foot, and what is pinned here between them."""
        x, width, top = left + PAD, panel - 2 * PAD, page.height - TOP
        if summary := story.summary():
            box = Box(summary, fill=story.styles.color("tint"), bar=story.styles.color("accent"), pad=(11, 10))
            top = page.put(box, x, top, width, page.height * 0.5) - 16
        call = Box(story.call_us(), fill=story.styles.color("primary"), pad=(13, 11))
        height = call.wrap(width, top)[1]
        column = Column(0, x, TOP + height + 12, width, top - TOP - height - 12)
        poured = page.take(pour(passages, [column], story.styles.leading / 2))
        page.put(call, x, TOP + height, width)
        return poured

    def back(self, page: Page, story: Story, left: float, panel: float, passages: list[Passage]) -> Poured:
        """The contact block at the head, sources and the office's line at the foot, and what is pinned between."""
        x, width, ceiling = left + PAD, panel - 2 * PAD, page.height - TOP
        office = Stack([*story.notices(), story.form_line()])
        notes = Stack(story.sources())
        foot = TOP - 8 + office.wrap(width, ceiling)[1]
        top = foot + (12 + notes.wrap(width, ceiling)[1] if notes.children else 0)
        contact = Box(self.contact(story), fill=story.styles.color("tint"), pad=(12, 12))
        below = page.put(contact, x, ceiling, width, ceiling - top - 12) - 16
        column = Column(0, x, top + 16, width, below - top - 16)
        poured = page.take(pour(passages, [column], story.styles.leading / 2))
        page.put(notes, x, top, width)
        page.put(office, x, foot, width)
        return poured

    def contact(self, story: Story) -> list[Piece | None]:
        parts = [story.name(), *story.address(), story.main_number(), *story.numbers(), *story.hours(), *story.online()]
        code = story.code(CODE)
        return [*parts, *((Space(9), code, Space(2), story.code_label()) if code else ())]


def panel_left(panels: tuple[float, ...], at: int) -> float:
    return sum(panels[:at])

"""The calibration sheet: two sides, landscape or upright, with rulers, rings and arrows, and what to do with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from press.brand.printers import Offsets, Printer
from press.calibration.drawing import (
    ARROW,
    BAND,
    FINE,
    HOW,
    REACH,
    Drawn,
    Pen,
    arrow,
    how,
    ruler,
    target,
)
from press.calibration.geometry import Ground, ground_of
from press.content.limits import OFFSETS
from press.layout import (
    EDGE,
    FOLDS,
    INCH,
    Arrangement,
    Box,
    Brand,
    Drawing,
    Layout,
    Page,
    Scale,
    Stack,
    Story,
    StoryFlowable,
    TaggedParagraph,
    Turned,
    Type,
    stock,
)  # fmt: skip
from press.tagged.canvas import TaggedCanvas

TICK = 0.15 * INCH  # of a fold
BACK = "This is the back. Turn the sheet like a page of a book."
KINDS = {
    False: "For landscape pages, such as brochures.",
    True: "For upright pages, such as FAQ sheets.",
}
NAME, OFF = "front-desk", Offsets(0.06, -0.03, 0.02, 0.0)  # where nobody says: an example


class Calibration(Layout):
    """What it says are the sections of sheet.yaml, in their order; ``printer`` is the one whose offsets are in it, if it has
    any for pages that stand like this sheet."""

    scale: ClassVar[Scale] = {
        **stock("trifold").scale,
        # role             size  leading face        colour     before after
        "title":          Type(26, 30, "bold", "primary"),
        "subtitle":       Type(14, 18, "regular", "ink", 2),
        "side":           Type(12, 16, "bold", "accent", 2),
        "heading":        Type(15, 18, "bold", "primary", 14, 5),
        "body":           Type(13, 17, "regular", "ink", 0, 7),
        "length":         Type(11, 13, "bold", "ink", align="center"),
        "blank":          Type(14, 22, "bold", "primary"),
        "typed":          Type(12, 15.5, "regular", "ink"),
        "contact-strong": Type(11, 14, "bold", "primary", align="center"),
    }  # fmt: skip
    sizes = (12.0,)
    to_the_edge = True
    duplex: ClassVar[str | None] = "short"
    name = "calibration"
    file = __file__
    _for_patients = False

    def __init__(self, printer: Printer | None = None, upright: bool = False) -> None:
        self.printer, self.upright = printer, upright
        self.duplex = "long" if upright else "short"  # type: ignore[misc]

    @property
    def off(self) -> Offsets | None:
        return self.printer.offsets(self.upright) if self.printer else None

    def body_sizes(self, brand: Brand) -> list[float]:
        return list(self.sizes)

    def arrange(self, story: Story) -> Arrangement:
        ground = ground_of(story.brand.paper, self.upright)
        pages = [Page(*ground.sheet, number=side) for side in (0, 1)]
        turns, size, off, back, right, write, then, *other = (
            passage.flowables for passage in story.passages()
        )
        here, there = (self.blanks(story, names) for names in (("x", "y"), ("back_x", "back_y")))
        front = turns + size, [*off, self.example(story, ground), here]
        reverse = [*back, there, *right], [*write, self.typed(story), *then, self.commands(story)]
        for asks in other:
            reverse[1 if self.upright else 0].extend(
                [*asks, self.other_command(story)]
            )  # where there is room
        for page, texts in zip(pages, (front, reverse), strict=True):
            self.head(page, story, ground)
            self.side(page, story, ground, texts)
            for high in (False, True):
                self.ring(page, story, ground, high)
            if not self.upright:
                page.behind.append(self.creases(page, story))
            page.put(story.name(), 2 * INCH, 0.85 * INCH, page.width - 4 * INCH)
        self.lengths(pages[0], story, ground)
        return Arrangement(story.styles.body_size, pages)

    def head(self, page: Page, story: Story, ground: Ground) -> None:
        """The title and what this side is; on the back they stand beside a ring."""
        back = page.number == 1
        left, told = (
            (ground.measures.inset + REACH, story.line(BACK, "subtitle"))
            if back
            else (ground.left, story.subtitle())
        )
        kind = story.line(KINDS[self.upright], "side")
        moved = (
            [story.line(f"Moved already, for {self.printer.name}", "side")]
            if self.printer and self.off
            else []
        )
        room = (page.width if back else page.width - ground.measures.inset - REACH) - left - EDGE
        page.put(
            Stack([story.title(room, 1), told, kind, *moved]), left, page.height - 0.4 * INCH, room
        )

    def side(
        self, page: Page, story: Story, ground: Ground, texts: Sequence[Sequence[StoryFlowable]]
    ) -> None:
        """The arrow, and the text beside it: in as many columns as there are."""
        back = page.number == 1
        columns, word = ground.columns(back), "back" if back else "front"
        drawn = Drawn(
            *ARROW,
            f"A large arrow that points up, on the {word}",
            arrow(Pen(story.styles), word, back),
        )
        height = ground.top - ground.foot(back)
        if len(columns) < len(texts):
            texts = [[piece for text in texts for piece in text]]
        for at, (column, pieces) in enumerate(zip(columns, texts, strict=True)):
            page.put(Stack(pieces), column.left, ground.top, column.width, height)
            if at == 0:  # where it is read
                page.put(drawn, ground.arrow(back), ground.top, ARROW[0])

    def lengths(self, page: Page, story: Story, ground: Ground) -> None:
        """Two rulers that begin in one corner, and how long they are."""
        (x, y), measures = ground.start, ground.measures
        for length, up in ((measures.across, False), (measures.up, True)):
            told, points = measures.told(length), length * measures.divided.unit
            paint = ruler(Pen(story.styles), length, measures.divided, up)
            size, top = ((BAND, points), (x - BAND, y + points)) if up else ((points, BAND), (x, y))
            page.put(
                Drawn(
                    *size,
                    f"A ruler {'up' if up else 'across'} the page, exactly {told} long",
                    paint,
                ),
                *top,
                size[0],
            )
            says = story.line(f"This line is exactly {told} long.", "length")
            if up:
                page.put(Turned(says, points), x - BAND - 14, y + points, 12)
            else:
                page.put(says, x, y - BAND - 1, points)

    def ring(self, page: Page, story: Story, ground: Ground, high: bool) -> None:
        """A ring on the front and a dot on the back, at one place of the paper, with the two scales to read there."""
        back = page.number == 1
        x, y, left = ground.ring(back, high)
        names = ("back_x", "back_y") if back else ("x", "y")
        paint = target(Pen(story.styles), left, not high, names, back)
        what = f"A {'dot' if back else 'ring'} with the scales {' and '.join(names)}"
        where = f"{'upper' if high else 'lower'} {'left' if left else 'right'}"
        page.put(
            Drawn(2 * REACH, 2 * REACH, f"{what}, at the {where}", paint),
            x - REACH,
            y + REACH,
            2 * REACH,
        )

    def creases(self, page: Page, story: Story) -> Drawing:
        """Short lines at the upper and lower edge, where this side of a brochure is folded."""
        pen, lines = Pen(story.styles), FOLDS["trifold", story.brand.paper].lines(page.number)

        def draw(canvas: TaggedCanvas) -> None:
            pen.line(canvas, "ink", FINE)
            for x in lines:
                canvas.line(x, EDGE, x, EDGE + TICK)
                canvas.line(x, page.height - EDGE - TICK, x, page.height - EDGE)
                with canvas.furniture():
                    for y in (EDGE + 3, page.height - EDGE - 8):
                        pen.text(canvas, x + 11, y, "fold", 7)

        return draw

    def blanks(self, story: Story, names: Sequence[str]) -> StoryFlowable:
        """The names of numbers, with room to write each."""
        return WriteInBlanks([story.line(name, "blank") for name in names])

    def example(self, story: Story, ground: Ground) -> StoryFlowable:
        """A picture of how the ruler is laid."""
        mark = ground.measures.mark
        alt = f"A ruler with its 0 at the paper's left edge. At its {mark} stands .1 on the scale: then x is 0.1"
        return Drawn(*HOW, alt, how(Pen(story.styles), ground.measures.number))

    def typed(self, story: Story) -> StoryFlowable:
        """The lines of practice.yaml for one printer."""
        off, deep = self.off or OFF, ["upright:"] if self.upright else []
        indents = "\u00a0" * 2, "\u00a0" * (4 if self.upright else 2)
        lines = [f"{indents[0]}{line}" for line in deep]
        lines += [f"{indents[1]}{key}: {value:g}" for key, value in zip(OFFSETS, off, strict=True)]
        return self.box(story, ["printers:", f"- name: {self.name_of_printer}", *lines])

    @property
    def name_of_printer(self) -> str:
        return self.printer.name if self.printer else NAME

    def commands(self, story: Story) -> StoryFlowable:
        """What is typed to print this sheet again, and handouts, for one printer."""
        verbs = "calibrate --upright" if self.upright else "calibrate", "build"
        return self.box(
            story, [f"make-pdf {verb} --printer {self.name_of_printer}" for verb in verbs]
        )

    def other_command(self, story: Story) -> StoryFlowable:
        """What is typed for the sheet that stands the other way."""
        return self.box(
            story, ["make-pdf calibrate" if self.upright else "make-pdf calibrate --upright"]
        )

    def box(self, story: Story, lines: Sequence[str]) -> StoryFlowable:
        return Box(
            [story.line(line, "typed") for line in lines],
            fill=story.styles.area("tint"),
            pad=(12, 7),
        )


class WriteInBlanks(StoryFlowable):
    """Names side by side, each with a line behind it to write a number on."""

    AIR = 12.0  # points between two

    def __init__(self, names: Sequence[TaggedParagraph]) -> None:
        super().__init__()
        self.names = names
        self.spaceBefore = 4

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        yield from self.names

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.each = (availWidth - self.AIR * (len(self.names) - 1)) / len(self.names)
        self.width, self.height = (
            availWidth,
            max(name.wrap(self.each, availHeight)[1] for name in self.names),
        )
        return self.width, self.height

    def draw(self) -> None:
        for at, name in enumerate(self.names):
            x = at * (self.each + self.AIR)
            name.drawOn(self.canv, x, 0)
            self.canv.setStrokeColor(name.style.textColor)
            self.canv.setLineWidth(0.8)
            self.canv.line(x + name.minWidth() + 5, 5, x + self.each, 5)

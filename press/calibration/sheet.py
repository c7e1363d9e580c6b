"""The calibration sheet: two sides with rulers, rings and arrows, and what to do with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from press.brand.printers import Offsets, Printer
from press.calibration.drawing import (
    ARROW,
    BAND,
    EXAMPLE,
    FINE,
    REACH,
    Drawn,
    Pen,
    arrow,
    ruler,
    ruler_example,
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
)
from press.tagged.canvas import TaggedCanvas

TICK = 0.15 * INCH  # the length of a fold's tick, in points
BACK = "This is the back. Turn the sheet like a page of a book."
KINDS = {
    False: "For landscape pages, such as brochures.",
    True: "For upright pages, such as FAQ sheets.",
}
# An example, for a printer without a name or numbers.
NAME, OFFSETS_SHOWN = "front-desk", Offsets(0.06, -0.03, 0.02, 0.0)


class Calibration(Layout):
    """The layout of the calibration sheet, for upright or landscape pages.

    Its text is the sections of sheet.yaml, in their order. ``printer`` is the one whose offsets the
    sheet shows, if it has any for such pages.
    """

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
    def offsets(self) -> Offsets | None:
        """The printer's offsets for such pages; None if there are none."""
        return self.printer.offsets(self.upright) if self.printer else None

    @property
    def printer_name(self) -> str:
        """The printer's name; an example if there is no printer."""
        return self.printer.name if self.printer else NAME

    def body_sizes(self, brand: Brand) -> list[float]:
        """Return the one body size, in points, whatever range the practice prefers."""
        return list(self.sizes)

    def arrange(self, story: Story) -> Arrangement:
        """Return the front and the back."""
        ground = ground_of(story.brand.paper, self.upright)
        pages = [Page(*ground.sheet, number=side) for side in (0, 1)]
        turns, size, off, back, right, write, then, *asking = (
            passage.flowables for passage in story.passages()
        )
        front_blanks = self.blanks(story, ("x", "y"))
        back_blanks = self.blanks(story, ("back_x", "back_y"))
        front = turns + size, [*off, self.example(story, ground), front_blanks]
        reverse = (
            [*back, back_blanks, *right],
            [*write, self.typed(story), *then, self.commands(story)],
        )
        for asks in asking:  # in the column that has room
            reverse[1 if self.upright else 0].extend([*asks, self.other_command(story)])
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
        """Place the title and what this side is; on the back they are beside a ring."""
        inset = ground.measures.inset
        if page.number == 1:
            left, right = inset + REACH, page.width
            subtitle: StoryFlowable | None = story.line(BACK, "subtitle")
        else:
            left, right = ground.left, page.width - inset - REACH
            subtitle = story.subtitle()
        lines = [subtitle, story.line(KINDS[self.upright], "side")]
        if self.printer and self.offsets:
            lines.append(story.line(f"Moved already, for {self.printer.name}", "side"))
        width = right - left - EDGE
        head = Stack([story.title(width, 1), *lines])
        page.put(head, left, page.height - 0.4 * INCH, width)

    def side(
        self, page: Page, story: Story, ground: Ground, texts: Sequence[Sequence[StoryFlowable]]
    ) -> None:
        """Place the arrow, and the texts beside it in one column or two."""
        back = page.number == 1
        columns, word = ground.columns(back), "back" if back else "front"
        alt = f"A large arrow that points up, on the {word}"
        drawn = Drawn(*ARROW, alt, arrow(Pen(story.styles), word, back))
        height = ground.top - ground.foot(back)
        if len(columns) < len(texts):
            texts = [[flowable for text in texts for flowable in text]]
        for index, (column, flowables) in enumerate(zip(columns, texts, strict=True)):
            page.put(Stack(flowables), column.left, ground.top, column.width, height)
            if index == 0:  # its place in the reading order
                page.put(drawn, ground.arrow(back), ground.top, ARROW[0])

    def lengths(self, page: Page, story: Story, ground: Ground) -> None:
        """Place two rulers that begin in one corner, and their lengths in words."""
        (x, y), measures = ground.start, ground.measures
        for length, up in ((measures.across, False), (measures.up, True)):
            text, points = measures.length_text(length), length * measures.divided.unit
            paint = ruler(Pen(story.styles), length, measures.divided, up)
            size, place = (
                ((BAND, points), (x - BAND, y + points)) if up else ((points, BAND), (x, y))
            )
            alt = f"A ruler {'up' if up else 'across'} the page, exactly {text} long"
            page.put(Drawn(*size, alt, paint), *place, size[0])
            label = story.line(f"This line is exactly {text} long.", "length")
            if up:
                page.put(Turned(label, points), x - BAND - 14, y + points, 12)
            else:
                page.put(label, x, y - BAND - 1, points)

    def ring(self, page: Page, story: Story, ground: Ground, high: bool) -> None:
        """Place a ring on the front or a dot on the back, with its two scales.

        Both are at the same place of the paper.
        """
        back = page.number == 1
        x, y, left = ground.ring(back, high)
        names = ("back_x", "back_y") if back else ("x", "y")
        paint = target(Pen(story.styles), left, not high, names, back)
        what = f"A {'dot' if back else 'ring'} with the scales {' and '.join(names)}"
        where = f"{'upper' if high else 'lower'} {'left' if left else 'right'}"
        drawn = Drawn(2 * REACH, 2 * REACH, f"{what}, at the {where}", paint)
        page.put(drawn, x - REACH, y + REACH, 2 * REACH)

    def creases(self, page: Page, story: Story) -> Drawing:
        """Return short lines at the upper and lower edge, where this side of a brochure folds."""
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
        """Return the names of numbers, with room to write each."""
        return WriteInBlanks([story.line(name, "blank") for name in names])

    def example(self, story: Story, ground: Ground) -> StoryFlowable:
        """Return a picture of where to lay the ruler."""
        alt = (
            f"A ruler with its 0 at the paper's left edge. At its {ground.measures.mark} "
            "stands .1 on the scale: then x is 0.1"
        )
        return Drawn(*EXAMPLE, alt, ruler_example(Pen(story.styles), ground.measures.number))

    def typed(self, story: Story) -> StoryFlowable:
        """Return the lines of practice.yaml for one printer."""
        offsets, deeper = self.offsets or OFFSETS_SHOWN, ["upright:"] if self.upright else []
        indents = "\u00a0" * 2, "\u00a0" * (4 if self.upright else 2)
        lines = [f"{indents[0]}{line}" for line in deeper]
        lines += [
            f"{indents[1]}{key}: {value:g}" for key, value in zip(OFFSETS, offsets, strict=True)
        ]
        return self.box(story, ["printers:", f"- name: {self.printer_name}", *lines])

    def commands(self, story: Story) -> StoryFlowable:
        """Return what to type to print this sheet again, and handouts, on one printer."""
        verbs = "calibrate --upright" if self.upright else "calibrate", "build"
        return self.box(story, [f"make-pdf {verb} --printer {self.printer_name}" for verb in verbs])

    def other_command(self, story: Story) -> StoryFlowable:
        """Return what to type for the sheet of the other kind."""
        command = "make-pdf calibrate" if self.upright else "make-pdf calibrate --upright"
        return self.box(story, [command])

    def box(self, story: Story, lines: Sequence[str]) -> StoryFlowable:
        """Return a tinted box with lines to type."""
        return Box(
            [story.line(line, "typed") for line in lines],
            fill=story.styles.area("tint"),
            pad=(12, 7),
        )


class WriteInBlanks(StoryFlowable):
    """Names side by side, each with a line after it to write a number on."""

    AIR = 12.0  # points between two

    def __init__(self, names: Sequence[TaggedParagraph]) -> None:
        super().__init__()
        self.names = names
        self.spaceBefore = 4

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        """The names."""
        yield from self.names

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return the width and height, in points: all of the width, shared by the names."""
        self.each = (availWidth - self.AIR * (len(self.names) - 1)) / len(self.names)
        heights = [name.wrap(self.each, availHeight)[1] for name in self.names]
        self.width, self.height = availWidth, max(heights)
        return self.width, self.height

    def draw(self) -> None:
        """Draw each name, and the line after it."""
        for index, name in enumerate(self.names):
            x = index * (self.each + self.AIR)
            name.drawOn(self.canv, x, 0)
            self.canv.setStrokeColor(name.style.textColor)
            self.canv.setLineWidth(0.8)
            self.canv.line(x + name.minWidth() + 5, 5, x + self.each, 5)

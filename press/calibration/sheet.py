"""The calibration sheet: two landscape sides, with rulers, rings and arrows, and what to do with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from press.calibration.drawing import ARROW, BAND, FINE, HALF, HOW, REACH, Divisions, Drawn, Pen, arrow, how, ruler, target
from press.calibration.pieces import Blanks
from press.content.kinds import OFFSETS
from press.layout import (
    EDGE,
    FOLDS,
    INCH,
    SHEETS,
    Box,
    Brand,
    Drawing,
    Layout,
    Page,
    Piece,
    Scale,
    Setting,
    Stack,
    Story,
    Turned,
    Type,
    stock,
)  # fmt: skip
from press.paper import MM, Sheet
from press.printers import Printer
from press.tagged.canvas import TaggedCanvas

TICK = 0.15 * INCH  # of a fold
GAP = 20.0  # points between the arrow and the text beside it
BACK = "This is the back. Turn the sheet like a page of a book."
EXAMPLE = Printer("front-desk", 0.06, -0.03, 0.02, 0.0)


class Measures(NamedTuple):
    """What is measured on a paper: how far in from its edges a ring lies, in points, and the two long lines, in units.

    ``mark`` is how the owner of a ruler calls the place of a ring on it, ``number`` what stands there.
    """

    inset: float
    mark: str
    number: str
    across: int
    up: int
    divided: Divisions
    unit: str

    def told(self, length: int) -> str:
        """A length as one says it."""
        return f"{length} {self.unit}"


INCHES = Divisions(INCH, 8, 4)
MEASURES = {
    "letter": Measures(INCH, "1-inch mark", "1", 9, 6, INCHES, "inches"),
    "legal": Measures(INCH, "1-inch mark", "1", 12, 6, INCHES, "inches"),
    "a4": Measures(30 * MM, "3-cm mark", "3", 25, 15, Divisions(10 * MM, 10, 5), "cm"),
}


class Ground(NamedTuple):
    """Where things stand on a sheet, in points from its lower left corner."""

    sheet: Sheet
    measures: Measures

    @property
    def start(self) -> tuple[float, float]:
        """Where the two long lines begin: in one corner, above the ring."""
        across = self.measures.across * self.measures.divided.unit
        return (self.sheet.width - across) / 2, self.measures.inset + HALF + 30

    @property
    def columns(self) -> tuple[float, float, float]:
        """The left edge of the text on either side of the arrow, and its width."""
        left = self.start[0] + 18
        width = (self.sheet.width - ARROW[0]) / 2 - GAP - left
        return left, self.sheet.width - left - width, width

    @property
    def top(self) -> float:
        """Of the columns; the head and a ring stand above."""
        return self.sheet.height - max(1.5 * INCH, self.measures.inset + HALF + 12)

    def ring(self, back: bool, high: bool) -> tuple[float, float, bool]:
        """The middle of a ring and whether it lies at the left: at the same two corners of the paper, seen from either side."""
        inset, left = self.measures.inset, back == high
        x = inset if left else self.sheet.width - inset
        return x, self.sheet.height - inset if high else inset, left


class Calibration(Layout):
    """What it says are the sections of sheet.yaml, in their order; ``printer`` is the one whose offsets are in it."""

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

    def __init__(self, printer: Printer | None = None) -> None:
        self.printer = printer

    def body_sizes(self, brand: Brand) -> list[float]:
        return list(self.sizes)

    def arrange(self, story: Story) -> Setting:
        ground = Ground(SHEETS[story.brand.paper].landscape(), MEASURES[story.brand.paper])
        pages = [Page(*ground.sheet, number=side) for side in (0, 1)]
        turns, size, off, back, right, write, then = (passage.flowables for passage in story.passages())
        here, there = (self.blanks(story, names) for names in (("x", "y"), ("back_x", "back_y")))
        front = turns + size, [*off, self.example(story, ground), here]
        reverse = [*back, there, *right], [*write, self.typed(story), *then, self.commands(story)]
        for page, (left, beside) in zip(pages, (front, reverse), strict=True):
            self.head(page, story, ground)
            self.side(page, story, ground, left, beside)
            for high in (False, True):
                self.ring(page, story, ground, high)
            page.behind.append(self.creases(page, story))
            page.put(story.name(), 2 * INCH, 0.85 * INCH, page.width - 4 * INCH)
        self.lengths(pages[0], story, ground)
        return Setting(story.styles.body_size, pages)

    def head(self, page: Page, story: Story, ground: Ground) -> None:
        """The title and what this side is; on the back they stand beside a ring."""
        first, beside, width = ground.columns
        left, told = first, story.subtitle()
        if page.number == 1:
            left, told = ground.measures.inset + REACH, story.line(BACK, "subtitle")
        moved = [story.line(f"Moved already, for the printer {self.printer.name}", "side")] if self.printer else []
        room = beside + width - left
        page.put(Stack([story.title(room, 1), told, *moved]), left, page.height - 0.4 * INCH, room)

    def side(self, page: Page, story: Story, ground: Ground, left: Sequence[Piece], beside: Sequence[Piece]) -> None:
        """Text, the arrow in the middle of the page, and more text."""
        x, more, width = ground.columns
        back = page.number == 1
        foot = ground.measures.inset + HALF if back else ground.start[1]
        page.put(Stack(left), x, ground.top, width, ground.top - foot - 8)
        word = "back" if back else "front"
        drawn = Drawn(*ARROW, f"A large arrow that points up, on the {word}", arrow(Pen(story.styles), word, back))
        page.put(drawn, (page.width - ARROW[0]) / 2, ground.top, ARROW[0])
        page.put(Stack(beside), more, ground.top, width, ground.top - foot - 8)

    def lengths(self, page: Page, story: Story, ground: Ground) -> None:
        """Two rulers that begin in one corner, and how long they are."""
        (x, y), measures = ground.start, ground.measures
        for length, up in ((measures.across, False), (measures.up, True)):
            told, points = measures.told(length), length * measures.divided.unit
            paint = ruler(Pen(story.styles), length, measures.divided, up)
            size, top = ((BAND, points), (x - BAND, y + points)) if up else ((points, BAND), (x, y))
            page.put(Drawn(*size, f"A ruler {'up' if up else 'across'} the page, exactly {told} long", paint), *top, size[0])
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
        page.put(Drawn(2 * REACH, 2 * REACH, f"{what}, at the {where}", paint), x - REACH, y + REACH, 2 * REACH)

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

    def blanks(self, story: Story, names: Sequence[str]) -> Piece:
        """The names of numbers, with room to write each."""
        return Blanks([story.line(name, "blank") for name in names])

    def example(self, story: Story, ground: Ground) -> Piece:
        """A picture of how the ruler is laid."""
        mark = ground.measures.mark
        alt = f"A ruler with its 0 at the paper's left edge. At its {mark} stands .1 on the scale: then x is 0.1"
        return Drawn(*HOW, alt, how(Pen(story.styles), ground.measures.number))

    def typed(self, story: Story) -> Piece:
        """The lines of practice.yaml for one printer."""
        name, *off = self.printer or EXAMPLE
        lines = [f"\u00a0\u00a0{key}: {value:g}" for key, value in zip(OFFSETS, off, strict=True)]
        return self.box(story, ["printers:", f"- name: {name}", *lines])

    def commands(self, story: Story) -> Piece:
        """What is typed to print this sheet again, and handouts, for one printer."""
        name = (self.printer or EXAMPLE).name
        return self.box(story, [f"make-pdf {verb} --printer {name}" for verb in ("calibrate", "build")])

    def box(self, story: Story, lines: Sequence[str]) -> Piece:
        return Box([story.line(line, "typed") for line in lines], fill=story.styles.area("tint"), pad=(12, 7))

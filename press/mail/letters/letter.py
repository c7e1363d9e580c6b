"""From a letter's text and a recipient's address to pages: the window shows the address alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from press.brand.brand import Brand
from press.content.handout import Handout
from press.layout import (
    EDGE,
    INCH,
    SHEETS,
    Arrangement,
    Column,
    Drawing,
    Flow,
    Page,
    PostalBarcode,
    Row,
    Scale,
    Stack,
    Story,
    StoryFlowable,
    Type,
    run_on,
)
from press.layout.write_checked import write_checked
from press.layout.write_pdf import WrittenPdf
from press.mail.letters.address_type import BARCODE, BEARING, drop, role_for
from press.mail.letters.address_type import ROWS as BLOCK
from press.mail.letters.imb import Payload
from press.paper.envelopes import Rect
from press.tagged.canvas import TaggedCanvas
from press.typeset.editions import STANDARD
from press.typeset.phrases import enclosed

# Lengths in points.
MARGIN = 1.0 * INCH
MOST_LEFT = 1.5 * INCH  # the text is in line with an address that begins no further right
MEASURE = 5.95 * INCH  # the width of the text: some seventy characters
TOP = 0.5 * INCH
FOOT = 0.42 * INCH  # below the lines of the foot: room for the mark of the sheet
GAP = 14.0
LEAST_BESIDE = 1.6 * INCH  # the width that the date needs beside the window
TICK = 9.0  # the length of a fold mark
MARK = (3.2 * INCH, 0.8 * INCH)  # the largest width and height of the practice's mark
TO_SIGN = 34.0

ROWS: Scale = {
    "title":          Type(15, 20, "bold", "primary", 0, 8),
    "heading":        Type(12.5, 16, "bold", "primary", 12, 2, grows=True),
    "subheading":     Type(12, 16, "bold", "ink", 8, 0, grows=True),
    "body":           Type(12, 16, "regular", "ink", 0, 8, grows=True),
    "table":          Type(12, 16, "regular", "ink", grows=True),
    "mark":           Type(15, 19, "bold", "primary", 0, 3),
    "contact":        Type(9.5, 12, "regular", "ink"),
    "contact-strong": Type(9.5, 12, "bold", "primary"),
    "contact-phone":  Type(13, 15, "tabular", "primary"),
    "small":          Type(8.5, 11, "regular", "ink"),
    **BLOCK,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WindowAreas:
    """The areas of the first page that the envelope shows, in points from its lower-left corner.

    Wherever the letter slides, its windows show all of ``address`` and of ``sender`` (None
    without a second window), and nothing outside ``sweeps``. ``folds`` are in points from the
    sheet's top.
    """

    address: Rect
    sender: Rect | None
    sweeps: tuple[Rect, ...]
    folds: tuple[float, ...]


class Letter:
    """The letter to one recipient.

    ``handout`` has the text, with its values filled in; ``lines`` are the address. ``number`` is
    the recipient's and heads all pages but the first. ``day`` is the date, ``closing`` ends with
    who signs, and ``enclosed`` lists the enclosures. ``space`` leaves room to sign.

    ``outlines`` are windows that are drawn on the first page, for a preview. ``barcode`` is
    placed above the address, if there is room for both: ``has_barcode`` tells after composing.
    ``language`` is that of the text; None is the mailing's.
    """

    def __init__(
        self, handout: Handout, number: int, lines: Sequence[str], day: str, closing: Sequence[str],
        brand: Brand, scale: Scale, windows: WindowAreas, enclosed: str = "", space: bool = False,
        outlines: Sequence[Rect] = (), barcode: Payload | None = None, language: str | None = None,
    ) -> None:  # fmt: skip
        self.number, self.lines, self.day, self.closing = number, lines, day, closing
        self.windows, self.enclosed, self.space = windows, enclosed, space
        self.outlines, self.barcode, self.language = outlines, barcode, language
        self.has_barcode = False
        self.sheet = SHEETS[brand.paper]
        self.story = Story(handout, brand, {**scale, **ROWS}, brand.smallest_body, STANDARD)
        address_left = windows.address[0] + BEARING
        self.left = address_left if address_left <= MOST_LEFT else MARGIN
        self.width = self.sheet.width - self.left - MARGIN

    def compose(self) -> WrittenPdf:
        """Return the letter as a PDF. Raises ContentError with what cannot be set."""
        place = self.story.handout.place
        return write_checked(self.story, self.arrange(), "letter", place, "long")

    def arrange(self) -> Arrangement:
        """Return the pages of the letter, as many as its text needs."""
        first = Page(*self.sheet, number=0)
        self._put_letterhead(first)
        self.put_windows(first)
        flow = self._text(self._put_day(first))
        count = len(flow.filled)
        pages = [first, *(Page(*self.sheet, number=number) for number in range(1, count))]
        for page in pages:
            page.take(flow)
        for page in pages:
            self._put_foot(page, len(pages))
        for page in pages[1:]:
            head = self.story.line(f"{self.number:04} · {self.day}", "small")
            page.put(head, self.left, page.height - TOP, self.width, furniture=True)
        return Arrangement(self.story.styles.body_size, pages, [flow], runs_on=True)

    def _put_letterhead(self, page: Page) -> None:
        """Place the practice's mark where no window shows it.

        It is above the address, and beside the sender if a window shows that.
        """
        left, ceiling = self.left, page.height - TOP
        for sweep in self.windows.sweeps[1:]:
            left = max(left, sweep[2] + GAP)
        room = ceiling - self.windows.sweeps[0][3] - 4
        head = Stack(
            [
                self.story.mark(min(MARK[0], page.width - MARGIN - left), min(MARK[1], room)),
                self.story.tagline(),
            ]
        )
        page.put(head, left, ceiling, page.width - MARGIN - left, max(room, 1))

    def put_windows(self, page: Page) -> None:
        """Place what the windows show, and the marks at which to fold the sheet."""
        self._put_address(page)
        if self.windows.sender:
            x0, y0, x1, y1 = self.windows.sender
            page.put(Stack(self.story.sender()), x0, y1, x1 - x0, y1 - y0)
        for fold in self.windows.folds:
            for x in (EDGE, page.width - EDGE - TICK):
                page.field(self.story.styles.color("ink"), x, page.height - fold, TICK, 0.4)
        for outline in self.outlines:
            page.behind.append(_outlined(outline))

    def _put_address(self, page: Page) -> None:
        """Place the address in its window, below its barcode if there is room for both."""
        x0, y0, x1, y1 = self.windows.address
        role = self._role(y1 - y0 - BARCODE) if self.barcode else None
        self.has_barcode = role is not None
        if role and self.barcode:
            bars = PostalBarcode(*self.barcode)
            quiet = bars.bars.boxes[0][0]
            page.put(bars, x0 - quiet, y1 + 2, bars.bars.width, furniture=True)
            y1 -= BARCODE
        block = self.story.lines(self.lines, role or self._role(y1 - y0) or [*BLOCK][-1])
        page.put(block, x0 + BEARING, y1 - drop(self.lines), x1 - x0 - BEARING, y1 - y0)

    def _role(self, height: float) -> str | None:
        """Return the type of the address in a height of its window, in points; None: no room."""
        x0, _, x1, _ = self.windows.address
        return role_for(self.lines, x1 - x0, height, self.story.styles.fonts)

    def _put_day(self, page: Page) -> float:
        """Place the date beside the window, else below it. Return the y of the text, in points."""
        line = self.story.line(self.day, lang=self.language)
        below = min(sweep[1] for sweep in self.windows.sweeps)
        right = max(self.windows.sweeps[0][2] + 8, self.left)
        if page.width - MARGIN - right >= LEAST_BESIDE:
            page.put(line, right, self.windows.address[3], page.width - MARGIN - right)
            return below - GAP
        return page.put(line, self.left, below - GAP, self.width) - GAP

    def _text(self, top: float) -> Flow:
        """Return the text in columns, of which the first begins at ``top``, a y in points."""
        story = self.story
        title = story.title_in("title", self.language)
        foot, ceiling = self._foot_height + 10, self.sheet.height - MARGIN
        measure = min(self.width, MEASURE)
        columns = [
            Column(0, self.left, foot, measure, top - foot),
            Column(1, self.left, foot, measure, ceiling - foot),
        ]
        passages = story.passages()
        passages[0] = passages[0]._replace(flowables=[title, *passages[0].flowables])
        passages[-1] = passages[-1]._replace(flowables=[*passages[-1].flowables, *self._ending()])
        title.keep_with_next = True
        return run_on(passages, columns, story.styles.leading / 2, endless=True)

    def _ending(self) -> Iterator[StoryFlowable]:
        """Yield the closing, room to sign, who signs, and the enclosures, kept on one page."""
        *others, last = self.closing
        for text in others:
            line = self.story.line(text, lang=self.language)
            line.keep_with_next = True
            yield line
        signed = self.story.line(last, lang=self.language)
        if self.space:
            signed.style = signed.style.clone("signed", spaceBefore=TO_SIGN)
        yield signed
        if self.enclosed:
            signed.keep_with_next = True
            note = enclosed(self.language or self.story.language, self.enclosed)
            yield self.story.line(note, "contact", lang=self.language)

    def _foot_lines(self, page: int, pages: int) -> Stack:
        """Return the lines at the foot of a page, counted from 1, of ``pages``."""
        story = self.story
        who = Row([story.name(), *story.address()], 12)
        how = Row([story.main_number(), *story.numbers(), *story.hours(), *story.online()], 12)
        form = story.form_line(page, pages)
        return Stack([who, how, *([form] if form else []), *story.notices()])

    @cached_property
    def _foot_height(self) -> float:
        """The y of the rule above the lines of the foot, in points."""
        return FOOT + self._foot_lines(1, 2).wrap(self.width, self.sheet.height)[1] + 6

    def _put_foot(self, page: Page, pages: int) -> None:
        lines, height = self._foot_lines(page.number + 1, pages), self._foot_height
        page.field(self.story.styles.color("primary"), self.left, height, self.width, 0.75)
        page.put(lines, self.left, height - 6, self.width, furniture=page.number > 0)


def _outlined(window: Rect) -> Drawing:
    """Return a drawing of a window's edge, dashed because it is not on the paper."""

    def draw(canvas: TaggedCanvas) -> None:
        canvas.setDash(4, 3)
        canvas.setStrokeGray(0.35)
        canvas.roundRect(
            window[0], window[1], window[2] - window[0], window[3] - window[1], 6, stroke=1, fill=0
        )

    return draw

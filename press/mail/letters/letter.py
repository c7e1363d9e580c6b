"""From a letter's text and one recipient's address to its pages: the address in the window, and nothing else there."""

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

MARGIN = 1.0 * INCH
MOST_LEFT = 1.5 * INCH  # where an address stands in line with the text below it
MEASURE = 5.95 * INCH  # of the text: some seventy characters
TOP = 0.5 * INCH
FOOT = 0.42 * INCH  # below the lines of the foot: the page-set mark stands under them
GAP = 14.0
LEAST_BESIDE = 1.6 * INCH  # beside the window, for the date
TICK = 9.0  # points
MARK = (3.2 * INCH, 0.8 * INCH)
TO_SIGN = 34.0  # points

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
    """What the envelope shows of the first page, in points from the sheet's lower left corner.

    In ``address`` the block is seen wherever the letter has slid to, in ``sender`` who sends it; all in ``sweeps`` may show.
    ``folds`` are from the sheet's top.
    """

    address: Rect
    sender: Rect | None
    sweeps: tuple[Rect, ...]
    folds: tuple[float, ...]


class Letter:
    """Sets the letter of one recipient; ``handout`` has its text, filled, and ``lines`` are the address."""

    def __init__(
        self, handout: Handout, number: int, lines: Sequence[str], day: str, closing: Sequence[str], brand: Brand, scale: Scale,
        windows: WindowAreas, enclosed: str = "", space: bool = False, shown: Sequence[Rect] = (), barcode: Payload | None = None,
        language: str | None = None,
    ) -> None:  # fmt: skip
        """``number`` heads all pages but the first; ``shown`` are windows that are drawn, for a preview.

        The ``barcode`` stands above the address, where there is room for both. ``language`` is that of the text, where it is
        not that of the mailing.
        """
        self.number, self.lines, self.day, self.closing, self.windows = (
            number,
            lines,
            day,
            closing,
            windows,
        )
        self.enclosed, self.space, self.shown, self.barcode, self.spoken = (
            enclosed,
            space,
            shown,
            barcode,
            language,
        )
        self.sheet = SHEETS[brand.paper]
        self.story = Story(handout, brand, {**scale, **ROWS}, brand.smallest_body, STANDARD)
        begins = windows.address[0] + BEARING
        self.left = begins if begins <= MOST_LEFT else MARGIN
        self.width = self.sheet.width - self.left - MARGIN

    def compose(self) -> WrittenPdf:
        """The PDF; raises ContentError with what cannot be set."""
        place = self.story.handout.place
        return write_checked(self.story, self.arrange(), "letter", place, "long")

    def arrange(self) -> Arrangement:
        first = Page(*self.sheet, number=0)
        self._letterhead(first)
        self._windows(first)
        poured = self._poured(self._day(first))
        pages = [first, *(Page(*self.sheet, number=at) for at in range(1, len(poured.filled)))]
        for page in pages:
            page.take(poured)
        for page in pages:
            self._foot(page, len(pages))
        for page in pages[1:]:
            head = self.story.line(f"{self.number:04} · {self.day}", "small")
            page.put(head, self.left, page.height - TOP, self.width, furniture=True)
        return Arrangement(self.story.styles.body_size, pages, [poured], runs_on=True)

    def _letterhead(self, page: Page) -> None:
        """The practice's mark where no window shows it: above the address, and beside the sender where that is seen."""
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

    def _windows(self, page: Page) -> None:
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
        if self.windows.sender:
            x0, y0, x1, y1 = self.windows.sender
            page.put(Stack(self.story.sender()), x0, y1, x1 - x0, y1 - y0)
        for fold in self.windows.folds:
            for x in (EDGE, page.width - EDGE - TICK):
                page.field(self.story.styles.color("ink"), x, page.height - fold, TICK, 0.4)
        for window in self.shown:
            page.behind.append(_outlined(window))

    def _role(self, height: float) -> str | None:
        """How large the address is set in so much of its window, in points."""
        x0, _, x1, _ = self.windows.address
        return role_for(self.lines, x1 - x0, height, self.story.styles.fonts)

    def _day(self, page: Page) -> float:
        """The day of the letter, beside the window, else below it; the y at which its text begins."""
        line = self.story.line(self.day, lang=self.spoken)
        below = min(sweep[1] for sweep in self.windows.sweeps)
        right = max(self.windows.sweeps[0][2] + 8, self.left)
        if page.width - MARGIN - right >= LEAST_BESIDE:
            page.put(line, right, self.windows.address[3], page.width - MARGIN - right)
            return below - GAP
        return page.put(line, self.left, below - GAP, self.width) - GAP

    def _poured(self, top: float) -> Flow:
        story = self.story
        title = story.title_in("title", self.spoken)
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
        """The closing, room to sign, who signs, and what is enclosed: on one page."""
        *others, last = self.closing
        for text in others:
            line = self.story.line(text, lang=self.spoken)
            line.keep_with_next = True
            yield line
        signed = self.story.line(last, lang=self.spoken)
        if self.space:
            signed.style = signed.style.clone("signed", spaceBefore=TO_SIGN)
        yield signed
        if self.enclosed:
            signed.keep_with_next = True
            yield self.story.line(
                enclosed(self.spoken or self.story.language, self.enclosed),
                "contact",
                lang=self.spoken,
            )

    def _foot_pieces(self, page: int, pages: int) -> Stack:
        story = self.story
        who = Row([story.name(), *story.address()], 12)
        how = Row([story.main_number(), *story.numbers(), *story.hours(), *story.online()], 12)
        return Stack(
            [
                who,
                how,
                *([line] if (line := story.form_line(page, pages)) else []),
                *story.notices(),
            ]
        )

    @cached_property
    def _foot_height(self) -> float:
        return FOOT + self._foot_pieces(1, 2).wrap(self.width, self.sheet.height)[1] + 6

    def _foot(self, page: Page, pages: int) -> None:
        lines = self._foot_pieces(page.number + 1, pages)
        page.field(
            self.story.styles.color("primary"), self.left, self._foot_height, self.width, 0.75
        )
        page.put(lines, self.left, self._foot_height - 6, self.width, furniture=page.number > 0)


def _outlined(window: Rect) -> Drawing:
    """A window's edge, broken: it is not on the paper."""

    def draw(canvas: TaggedCanvas) -> None:
        canvas.setDash(4, 3)
        canvas.setStrokeGray(0.35)
        canvas.roundRect(
            window[0], window[1], window[2] - window[0], window[3] - window[1], 6, stroke=1, fill=0
        )

    return draw

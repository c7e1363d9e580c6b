"""From the parts of a packet to the pages of one tagged PDF, each part from a new page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from press.brand.brand import Brand
from press.content.handout import Handout, Section
from press.layout import (
    EDGE,
    INCH,
    SHEETS,
    Arrangement,
    Box,
    Column,
    Flow,
    Page,
    Scale,
    Slot,
    Stack,
    Story,
    StoryFlowable,
    TaggedParagraph,
    Type,
    run_on,
)
from press.layout.write_checked import write_checked
from press.layout.write_pdf import WrittenPdf
from press.typeset.editions import STANDARD, Edition
from press.typeset.story import Passage

MARGIN = 0.75 * INCH
ROOMY_SIZE = 13.0  # points: of the text, if the practice allows it
LINE, NUMBER = (
    24.0,
    40.0,
)  # points: the least height of a line of the contents, the width of a number
LONGEST = 50  # characters of a title at the foot of a page
COVER_SCALES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
UNLISTED = ("cover", "contents")  # kinds of part that the contents do not name
HEAD, FOOT = 0.3 * INCH, 0.5 * INCH  # heights above and below the text of a page

ROWS: Scale = {
    "title":        Type(32, 38, "bold", "paper", 0, 6),
    "subtitle":     Type(16, 21, "regular", "paper"),
    "part":         Type(22, 27, "bold", "primary", 0, 8),
    "head":         Type(11, 14, "bold", "ink"),
    "cover-label":  Type(13, 17, "regular", "ink", 6, 0),
    "cover-line":   Type(20, 25, "bold", "ink", 0, 6),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PacketPart:
    """A part to be set: its sections, filled; or room for the ``pages`` of a third-party file.

    ``name`` is as its author typed it, with no patient's values. The pages of a ``personal`` part
    say at their head whose they are. A part with ``front`` begins on a front side. ``slot`` names
    the place for a file.
    """

    kind: str
    name: str
    title: str
    sections: tuple[Section, ...]
    personal: bool
    front: bool
    number: str | None
    version: str | None
    pages: int = 0
    slot: str = ""


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A part, its ``first`` page, from 0, and how many ``pages`` it has."""

    part: PacketPart
    first: int
    pages: int


@dataclass(frozen=True, slots=True)
class CoverText:
    """The lines of a cover, each with its label, and a note below them."""

    lines: tuple[tuple[str, str], ...]
    note: str | None


class Composer:
    """Sets the parts of one packet; ``handout`` has all their sections, and the title.

    ``identifiers`` head the pages that are the patient's own. ``scale`` is that of the text.
    """

    def __init__(
        self,
        handout: Handout,
        parts: Sequence[PacketPart],
        cover: CoverText | None,
        identifiers: str,
        brand: Brand,
        scale: Scale,
        edition: Edition = STANDARD,
    ) -> None:
        self.parts, self.cover, self.identifiers = parts, cover, identifiers
        self.sheet = SHEETS[brand.paper]
        self.story = Story(handout, brand, {**scale, **ROWS}, _body_size(brand), edition)
        self.width = self.sheet.width - 2 * MARGIN

    def compose(self) -> tuple[WrittenPdf, list[PlacedPart]]:
        """Return the PDF, and the pages of each part.

        Raises ContentError with what cannot be set.
        """
        arrangement, parts = self.arrange()
        place, titles = (
            self.story.handout.place,
            {placed.first: placed.part.title for placed in parts},
        )
        written = write_checked(self.story, arrangement, "packet", place, "long", bookmarks=titles)
        return written, parts

    def arrange(self) -> tuple[Arrangement, list[PlacedPart]]:
        """Return the pages before they are written, and the pages of each part."""
        flows = self._flows()
        parts = self._placed(flows)
        count = parts[-1].first + parts[-1].pages if parts else 0
        pages = [Page(*self.sheet, number=number) for number in range(count)]
        if self._is_untitled:
            pages[0].put(self.story.title_in("part"), MARGIN, self._top, self.width)
        for placed, flow in zip(parts, flows, strict=True):
            own = pages[placed.first : placed.first + placed.pages]
            if placed.part.kind == "cover" and self.cover:
                self._cover(own[0])
            elif placed.part.kind == "contents":
                self._contents(own, placed, parts)
            elif placed.part.slot:
                own[0].put(Slot(placed.part.slot), MARGIN, self._top, self.width)
            elif flow:
                _put_flow(flow, own, placed.first)
        self._furnish(pages, parts)
        text = [flow for flow in flows if flow]
        return Arrangement(self.story.styles.body_size, pages, text), parts

    @property
    def _top(self) -> float:
        """The top of the text of a page, in points from the page's lower edge."""
        return self.sheet.height - MARGIN - HEAD

    @property
    def _is_untitled(self) -> bool:
        """True if no cover has the packet's title: then its first page begins with it."""
        return all(part.kind != "cover" for part in self.parts)

    def _flows(self) -> list[Flow | None]:
        """Return the text of each part in columns of its own; None for a part without text."""
        passages = iter(self.story.passages())
        head = self._title_height() if self._is_untitled else 0.0
        return [
            self._flow([next(passages) for _ in part.sections], 0.0 if index else head)
            for index, part in enumerate(self.parts)
        ]

    def _title_height(self) -> float:
        """Return the height of the packet's title on a page without a cover, in points."""
        return self.story.title_in("part").wrap(self.width, self._top)[1] + 12

    def _flow(self, passages: list[Passage], head: float) -> Flow | None:
        """Return passages in a column a page; the first is lower by ``head``, in points."""
        if not passages:
            return None
        foot = MARGIN + FOOT
        height = self._top - foot
        columns = [
            Column(0, MARGIN, foot, self.width, height - head),
            Column(1, MARGIN, foot, self.width, height),
        ]
        return run_on(passages, columns, self.story.styles.leading / 2, endless=True)

    def _placed(self, flows: Sequence[Flow | None]) -> list[PlacedPart]:
        """Return each part from a new page, and from a front side if it is to be pulled out."""
        parts, page = [], 0
        for part, flow in zip(self.parts, flows, strict=True):
            if part.front and page % 2:
                page += 1
            placed = PlacedPart(part, page, part.pages or self._page_count(part, flow))
            parts.append(placed)
            page += placed.pages
            if part.front and page % 2:  # what is pulled out takes its back side with it
                page += 1
        return parts

    def _page_count(self, part: PacketPart, flow: Flow | None) -> int:
        if flow:
            return len(flow.filled)
        return len(self._listed) if part.kind == "contents" else 1

    def _cover(self, page: Page) -> None:
        """Place what, when, where and whom to call; the more there is, the smaller it is set."""
        room = page.height - 2 * MARGIN
        for scale in COVER_SCALES:
            rows = self._cover_rows(scale)
            if sum(row.wrap(self.width, room)[1] + gap for row, gap in rows) <= room:
                break
        top = page.height - MARGIN
        for row, gap in rows:
            top = page.put(row, MARGIN, top, self.width, max(top - MARGIN / 2, 1)) - gap

    def _cover_rows(self, scale: float) -> list[tuple[StoryFlowable, float]]:
        """Return the rows of the cover, each with the space below it, in points.

        Lines and spaces have ``scale`` (0 to 1) of their full size.
        """
        story, styles, cover = self.story, self.story.styles, self.cover
        primary, tint = styles.area("primary"), styles.area("tint")
        title = Stack([story.title(self.width - 40, most=3), story.subtitle()])
        lines: list[StoryFlowable] = []
        for label, value in cover.lines if cover else ():
            lines.append(story.line(label, "cover-label", scale))
            lines.append(story.line(value, "cover-line", scale))
        note = cover.note if cover else None
        rows: list[tuple[StoryFlowable | None, float]] = [
            (story.mark(3.5 * INCH, 0.9 * INCH * scale), 26 * scale),
            (Box([title], fill=primary, pad=(20, 18 * scale), radius=8), 20 * scale),
            (Box(lines, fill=tint, pad=(20, 14 * scale), radius=8) if lines else None, 18 * scale),
            (story.line(note) if note else None, 18 * scale),
            (Box(story.call_us(), fill=primary, pad=(20, 14 * scale), radius=8), 14 * scale),
            (Stack(story.contact_rows()), 10),
            (Stack([*story.notices(), story.form_line()]), 0),
        ]
        return [(row, gap) for row, gap in rows if row]

    @cached_property
    def _listed(self) -> list[list[tuple[TaggedParagraph, float]]]:
        """The lines of the contents by page, each with the y of its top; a long title takes two."""
        pages: list[list[tuple[TaggedParagraph, float]]] = [[]]
        top = self._top - 2 * LINE
        for title in (part.title for part in self.parts if part.kind not in UNLISTED):
            line = self.story.line(title)
            height = max(line.wrap(self.width - NUMBER - 12, self._top)[1] + 6, LINE)
            if top - height < MARGIN + FOOT:
                pages.append([])
                top = self._top
            pages[-1].append((line, top))
            top -= height
        return pages

    def _contents(
        self, pages: Sequence[Page], own: PlacedPart, parts: Sequence[PlacedPart]
    ) -> None:
        """Place the heading of the contents, and each title with the number of its first page."""
        listed = (placed for placed in parts if placed.part.kind not in UNLISTED)
        pages[0].put(self.story.line(own.part.title, "part"), MARGIN, self._top, self.width)
        for page, lines in zip(pages, self._listed, strict=True):
            for line, top in lines:
                page.put(line, MARGIN, top, self.width - NUMBER - 12)
                number = self.story.line(str(next(listed).first + 1))
                page.put(number, MARGIN + self.width - NUMBER, top, NUMBER)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The room for a third-party page, in points: left, bottom, right, top."""
        return EDGE, MARGIN + FOOT - 6, self.sheet.width - EDGE, self.sheet.height - MARGIN

    def _furnish(self, pages: Sequence[Page], parts: Sequence[PlacedPart]) -> None:
        """Place the head and the foot of each page: whose page it is, which form, which number."""
        part_of = {
            number: placed
            for placed in parts
            for number in range(placed.first, placed.first + placed.pages)
        }
        for number, page in enumerate(pages):
            placed = part_of.get(number)
            is_cover = placed is not None and placed.part.kind == "cover"
            if placed is None:
                blank = self.story.line(self.story.phrases["blank"])
                page.put(blank, MARGIN, page.height / 2, self.width, furniture=True)
            elif placed.part.personal and not is_cover and self.identifiers:
                head = self.story.line(self.identifiers, "head")
                page.put(head, MARGIN, page.height - MARGIN + 4, self.width, furniture=True)
            if not is_cover:
                self._foot(page, number, len(pages), placed)

    def _foot(self, page: Page, number: int, count: int, placed: PlacedPart | None) -> None:
        """Place the foot of the page ``number``, from 0; a blank page is in no part."""
        story, words = self.story, self.story.phrases
        items = self._part_items(placed, number) if placed else []
        items.append(words["packet-page"].format(page=number + 1, pages=count))
        lines = Stack(
            [
                *story.short_contact(self.width),
                story.line(" · ".join(items), "small"),
                *story.notices(),
            ]
        )
        page.field(story.styles.color("primary"), MARGIN, MARGIN + FOOT - 12, self.width, 0.75)
        page.put(lines, MARGIN, MARGIN + FOOT - 16, self.width, furniture=number > 0)

    def _part_items(self, placed: PlacedPart, number: int) -> list[str]:
        """Return the form, the version and the page of a part, for the foot of a page."""
        words, part, items = self.story.phrases, placed.part, []
        if part.number:
            items.append(words["form"].format(form=part.number))
        if part.version:
            items.append(words["version"].format(version=part.version))
        title = part.title
        if len(title) > LONGEST:
            title = f"{title[: LONGEST - 1].rstrip()}…"
        page = number - placed.first + 1
        items.append(words["part-page"].format(part=title, page=page, pages=placed.pages))
        return items


def _put_flow(flow: Flow, pages: Sequence[Page], first: int) -> None:
    """Place the text of a part on its pages, of which ``first`` is the number of the first."""
    flow.placements = [
        placement._replace(page=placement.page + first) for placement in flow.placements
    ]
    for page in pages:
        page.take(flow)


def _body_size(brand: Brand) -> float:
    """Return the size of the text, in points: roomy, within what the practice allows."""
    return min(max(ROOMY_SIZE, brand.smallest_body), max(brand.largest_body, brand.smallest_body))

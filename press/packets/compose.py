"""From the parts of a packet to its pages, and to one tagged PDF: cover, contents, parts, each from a new page."""

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
ROOMY_SIZE = 13.0
LINE, NUMBER = 24.0, 40.0  # points: of the contents
LONGEST = 50  # characters of a title at the foot of a page
COVER_SIZES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
UNNAMED = ("cover", "contents")  # there
HEAD, FOOT = 0.3 * INCH, 0.5 * INCH  # of a page, above and below its text

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
    """A part to be set: its sections, filled; or ``pages`` of a file of others, for which room is left.

    ``personal`` is what is this patient's own. ``front`` begins on a front side.
    """

    kind: str
    name: str  # as its author typed it, with nobody's values in it
    title: str
    sections: tuple[Section, ...]
    personal: bool
    front: bool
    number: str | None
    version: str | None
    pages: int = 0
    slot: str = ""  # the name under which they are waited for


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a part stands: its first page, from 0, and how many it has."""

    part: PacketPart
    first: int
    pages: int


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says, line by line: a label, and what was answered."""

    lines: tuple[tuple[str, str], ...]
    note: str | None


class Composer:
    """Sets the parts of one packet; ``handout`` has all their sections, and the title."""

    def __init__(
        self,
        handout: Handout,
        parts: Sequence[PacketPart],
        cover: Cover | None,
        identifiers: str,
        brand: Brand,
        scale: Scale,
        edition: Edition = STANDARD,
    ) -> None:
        self.parts, self.cover, self.identifiers = parts, cover, identifiers
        self.sheet = SHEETS[brand.paper]
        self.story = Story(handout, brand, {**scale, **ROWS}, _size(brand), edition)
        self.width = self.sheet.width - 2 * MARGIN

    def compose(self) -> tuple[WrittenPdf, list[Begun]]:
        """The PDF, and where each part stands. Raises ContentError with what cannot be set."""
        setting, begun = self.arrange()
        place, titles = self.story.handout.place, {one.first: one.part.title for one in begun}
        written = write_checked(self.story, setting, "packet", place, "long", bookmarks=titles)
        return written, begun

    def arrange(self) -> tuple[Arrangement, list[Begun]]:
        passages = iter(self.story.passages())
        untitled = all(part.kind != "cover" for part in self.parts)
        head = self._title_height() if untitled else 0.0
        poured = [
            self._poured([next(passages) for _ in part.sections], 0.0 if at else head)
            for at, part in enumerate(self.parts)
        ]
        begun = self._placed(poured)
        count = begun[-1].first + begun[-1].pages if begun else 0
        pages = [Page(*self.sheet, number=at) for at in range(count)]
        if untitled:
            pages[0].put(self.story.title_in("part"), MARGIN, self._top, self.width)
        for one, text in zip(begun, poured, strict=True):
            if one.part.kind == "cover" and self.cover:
                self._cover(pages[one.first])
            elif one.part.kind == "contents":
                self._contents(pages[one.first : one.first + one.pages], one, begun)
            elif one.part.slot:
                pages[one.first].put(Slot(one.part.slot), MARGIN, self._top, self.width)
            elif text:
                text.placed = [
                    placed._replace(page=placed.page + one.first) for placed in text.placed
                ]
                for page in pages[one.first : one.first + one.pages]:
                    page.take(text)
        self._furnish(pages, begun)
        return Arrangement(
            self.story.styles.body_size, pages, [one for one in poured if one]
        ), begun

    @property
    def _top(self) -> float:
        """Of the text of a page, in points."""
        return self.sheet.height - MARGIN - HEAD

    def _title_height(self) -> float:
        """Of the title of a packet without a cover, at the head of its first page."""
        return self.story.title_in("part").wrap(self.width, self._top)[1] + 12

    def _poured(self, passages: list[Passage], head: float) -> Flow | None:
        if not passages:
            return None
        foot = MARGIN + FOOT
        columns = [
            Column(at, MARGIN, foot, self.width, self._top - foot - (0.0 if at else head))
            for at in range(2)
        ]
        return run_on(passages, columns, self.story.styles.leading / 2, endless=True)

    def _placed(self, poured: Sequence[Flow | None]) -> list[Begun]:
        """Each part from a new page, and from a front side where it is to be pulled out."""
        begun, at = [], 0
        for part, text in zip(self.parts, poured, strict=True):
            if part.front and at % 2:
                at += 1
            count = part.pages or (
                len(text.filled) if text else len(self._listed) if part.kind == "contents" else 1
            )
            begun.append(Begun(part, at, count))
            at += count
            if part.front and at % 2:  # what is pulled out takes its back side with it
                at += 1
        return begun

    def _cover(self, page: Page) -> None:
        """What, when, where and whom to call, to be read at arm's length; smaller where that is much."""
        room = page.height - 2 * MARGIN
        for by in COVER_SIZES:
            pieces = self._cover_pieces(by)
            if sum(piece.wrap(self.width, room)[1] + gap for piece, gap in pieces) <= room:
                break
        top = page.height - MARGIN
        for piece, gap in pieces:
            top = page.put(piece, MARGIN, top, self.width, max(top - MARGIN / 2, 1)) - gap

    def _cover_pieces(self, by: float) -> list[tuple[StoryFlowable, float]]:
        """From head to foot, with the space below each; the lines ``by`` so much of their size."""
        story, styles, cover = self.story, self.story.styles, self.cover
        title = Stack([story.title(self.width - 40, most=3), story.subtitle()])
        lines: list[StoryFlowable] = []
        for label, said in cover.lines if cover else ():
            lines += [story.line(label, "cover-label", by), story.line(said, "cover-line", by)]
        note = cover.note if cover else None
        made: list[tuple[StoryFlowable | None, float]] = [
            (story.mark(3.5 * INCH, 0.9 * INCH * by), 26 * by),
            (Box([title], fill=styles.area("primary"), pad=(20, 18 * by), radius=8), 20 * by),
            (
                Box(lines, fill=styles.area("tint"), pad=(20, 14 * by), radius=8)
                if lines
                else None,
                18 * by,
            ),
            (story.line(note) if note else None, 18 * by),
            (
                Box(story.call_us(), fill=styles.area("primary"), pad=(20, 14 * by), radius=8),
                14 * by,
            ),
            (Stack(story.contact_rows()), 10),
            (Stack([*story.notices(), story.form_line()]), 0),
        ]
        return [(piece, gap) for piece, gap in made if piece]

    @cached_property
    def _listed(self) -> list[list[tuple[TaggedParagraph, float]]]:
        """The lines of the contents with the y of their tops, by page; a long title takes two."""
        pages: list[list[tuple[TaggedParagraph, float]]] = [[]]
        top = self._top - 2 * LINE
        for title in (part.title for part in self.parts if part.kind not in UNNAMED):
            line = self.story.line(title)
            high = max(line.wrap(self.width - NUMBER - 12, self._top)[1] + 6, LINE)
            if top - high < MARGIN + FOOT:
                pages.append([])
                top = self._top
            pages[-1].append((line, top))
            top -= high
        return pages

    def _contents(self, pages: Sequence[Page], own: Begun, begun: Sequence[Begun]) -> None:
        named = (one for one in begun if one.part.kind not in UNNAMED)
        pages[0].put(self.story.line(own.part.title, "part"), MARGIN, self._top, self.width)
        for page, listed in zip(pages, self._listed, strict=True):
            for line, top in listed:
                page.put(line, MARGIN, top, self.width - NUMBER - 12)
                page.put(
                    self.story.line(str(next(named).first + 1)),
                    MARGIN + self.width - NUMBER,
                    top,
                    NUMBER,
                )

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Where the pages of others may stand: left, bottom, right, top."""
        return EDGE, MARGIN + FOOT - 6, self.sheet.width - EDGE, self.sheet.height - MARGIN

    def _furnish(self, pages: Sequence[Page], begun: Sequence[Begun]) -> None:
        """Who it is for at the head of the patient's own pages; at the foot which form and page it is. And blank pages."""
        story, words = self.story, self.story.phrases
        of = {at: one for one in begun for at in range(one.first, one.first + one.pages)}
        for at, page in enumerate(pages):
            one = of.get(at)
            if one is None:
                blank = story.line(words["blank"])
                page.put(blank, MARGIN, page.height / 2, self.width, furniture=True)
            if one and one.part.personal and one.part.kind != "cover" and self.identifiers:
                page.put(
                    story.line(self.identifiers, "head"),
                    MARGIN,
                    page.height - MARGIN + 4,
                    self.width,
                    furniture=True,
                )
            if one is None or one.part.kind != "cover":
                self._foot(page, at, len(pages), one)

    def _foot(self, page: Page, at: int, count: int, one: Begun | None) -> None:
        story, words = self.story, self.story.phrases
        said = [words["form"].format(form=one.part.number)] if one and one.part.number else []
        said += (
            [words["version"].format(version=one.part.version)] if one and one.part.version else []
        )
        if one:
            title = (
                one.part.title
                if len(one.part.title) <= LONGEST
                else f"{one.part.title[: LONGEST - 1].rstrip()}…"
            )
            said.append(
                words["part-page"].format(part=title, page=at - one.first + 1, pages=one.pages)
            )
        said.append(words["packet-page"].format(page=at + 1, pages=count))
        lines = Stack(
            [
                *story.short_contact(self.width),
                story.line(" · ".join(said), "small"),
                *story.notices(),
            ]
        )
        page.field(story.styles.color("primary"), MARGIN, MARGIN + FOOT - 12, self.width, 0.75)
        page.put(lines, MARGIN, MARGIN + FOOT - 16, self.width, furniture=at > 0)


def _size(brand: Brand) -> float:
    """Of the text, in points: what the practice allows, and no more than makes a packet thick."""
    return min(max(ROOMY_SIZE, brand.smallest_body), max(brand.largest_body, brand.smallest_body))

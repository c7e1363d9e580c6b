"""What a layout is: a type scale, and how a story is arranged on pages at one size of body text."""

from __future__ import annotations

import itertools
import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from reportlab.lib.colors import Color

from press.brand import Brand
from press.content.handout import Handout
from press.layout.cursor import Placed
from press.layout.fitting import largest
from press.layout.flow import Poured
from press.layout.judging import astray, hardly_filled, overflow, unreadable
from press.layout.keeping import lost
from press.layout.writing import PageSpec, write_pdf
from press.paper import SHEETS, Face
from press.printers import Printer
from press.problems import ContentError, Place, Problem
from press.tagged.canvas import TaggedCanvas
from press.typeset.checks import check_story
from press.typeset.editions import LARGE_PRINT, STANDARD, Edition
from press.typeset.flowables import OUTLINE
from press.typeset.para import Piece
from press.typeset.story import Story
from press.typeset.styles import REFERENCE, Area, Scale

Drawing = Callable[[TaggedCanvas], None]

RULE = 6.0  # points: what is thinner is a line, and stays one in an edition without areas
LARGE_BODY = 18.0  # points: ACB and UKAAF

_ORDER = itertools.count()  # of all that is put anywhere: only which comes first matters


@dataclass
class Page:
    """One side of a sheet: what is drawn behind, and what stands where; points from the lower left corner.

    What is put first is read first, over all pages: so a layout puts things in the order in which they are to be read.
    """

    width: float
    height: float
    number: int = 0  # in its setting, from 0
    behind: list[Drawing] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    too_large: list[Piece] = field(default_factory=list)

    def put(
        self, flowable: Piece | None, x: float, top: float, width: float, highest: float | None = None, furniture: bool = False
    ) -> float:
        """Stand a flowable with its top left corner at (x, top); the y of its foot. None stands nowhere.

        ``furniture`` is what only numbers or heads pages: no screen reader reads it.
        """
        if flowable is None:
            return top
        _, height = flowable.wrap(width, highest or top)
        if highest is not None and height > highest + 0.01:
            self.too_large.append(flowable)
        order = (next(_ORDER), 0)
        self.placed.append(Placed(self.number, flowable, x, top - height, width, height, order, furniture))
        return top - height

    def holds(self, one: Placed) -> bool:
        """True if all of it is on the page."""
        across = one.x >= -1 and one.x + one.width <= self.width + 1
        return across and one.y >= -1 and one.y + one.height <= self.height + 1

    def take(self, poured: Poured) -> Poured:
        """Put what was poured into this page's columns; the same, for the setting."""
        if poured.order is None:
            poured.order = next(_ORDER)
        self.placed.extend(
            one._replace(order=(poured.order, at)) for at, one in enumerate(poured.placed) if one.page == self.number
        )
        return poured

    def append(self, other: Page) -> None:
        """All that stands on another page of the same size, after what stands on this one."""
        self.behind.extend(other.behind)
        self.placed.extend(one._replace(order=(next(_ORDER), 0)) for one in other.placed)
        self.too_large.extend(other.too_large)

    def inset(self, other: Page, x: float, y: float = 0.0) -> None:
        """All of a smaller page, with its lower left corner at (x, y). What is inset twice is read once."""

        def moved(draw: Drawing) -> Drawing:
            def drawn(canvas: TaggedCanvas) -> None:
                canvas.translate(x, y)
                draw(canvas)

            return drawn

        self.behind.extend(map(moved, other.behind))
        self.placed.extend(one._replace(page=self.number, x=one.x + x, y=one.y + y) for one in other.placed)
        self.too_large.extend(other.too_large)

    def field(self, color: Color | Area, x: float, y: float, width: float, height: float, radius: float = 0) -> None:
        """A field of one colour behind everything; ``story.styles.area()`` gives one that each edition may draw."""
        area = color if isinstance(color, Area) else Area(color, None)

        def shape(canvas: TaggedCanvas, outlined: bool, filled: bool) -> None:
            line = OUTLINE if outlined else 0.0  # inside the field, which may end where nothing may be printed
            if outlined:
                canvas.setLineWidth(line)
            box = (x + line / 2, y + line / 2, width - line, height - line)
            if radius:
                canvas.roundRect(*box, radius, stroke=outlined, fill=filled)
            else:
                canvas.rect(*box, stroke=outlined, fill=filled)

        def draw(canvas: TaggedCanvas) -> None:
            if area.fill and not canvas.areas and min(width, height) > RULE:
                shape(canvas, outlined=True, filled=False)
                return
            if area.fill:
                canvas.setFillColor(area.fill)
            if area.line:
                canvas.setStrokeColor(area.line)
            shape(canvas, outlined=bool(area.line), filled=bool(area.fill))

        self.behind.append(draw)


@dataclass
class Setting:
    """A story arranged at one body size: its pages, and each flow of text that was poured into them."""

    body_size: float
    pages: list[Page]
    poured: list[Poured] = field(default_factory=list)
    full: dict[str, float] = field(default_factory=dict)  # how full each column or panel is, by its name
    wasteful: bool = False  # a smaller size is better, for it takes fewer sheets

    @property
    def fits(self) -> bool:
        return not self.wasteful and all(one.fits for one in self.poured) and not any(page.too_large for page in self.pages)


class Arranged(NamedTuple):
    """A story at one size, and its pages."""

    story: Story
    setting: Setting

    @property
    def fits(self) -> bool:
        return self.setting.fits and not any(grid.narrow for grid in self.story.grids)

    @property
    def crowding(self) -> float:
        return max((one.crowding for one in self.setting.poured), default=0.0)


class Composed(NamedTuple):
    """A finished PDF, and what the command reports of it: ``full`` has how full each column or panel is, from 0 to 1."""

    data: bytes
    pages: int
    body_size: float
    full: tuple[tuple[str, float], ...] = ()
    remarks: tuple[Problem, ...] = ()


class Layout(ABC):
    """One way to set a handout on paper."""

    scale: ClassVar[Scale]
    # Rows that take the scale's place, one set after the other, when all else was tried: less space, the same text.
    tight: ClassVar[tuple[Scale, ...]] = ()
    large: ClassVar[Scale | None] = None  # of its large-print edition, in points as printed; None: it has none
    # Points of body text, from the largest: the largest that fits is taken, within the practice's range.
    sizes: ClassVar[tuple[float, ...]] = tuple(size / 4 for size in range(56, 47, -1))
    holds: ClassVar[int] = 0  # about so many words at 12 pt, which is where the search for the size begins
    duplex: ClassVar[str | None] = None  # the edge on which a two-sided sheet is turned: long or short
    mails: ClassVar[bool] = False  # without an envelope: its back can be the address side
    folds: ClassVar[bool] = False  # what is folded also comes in a larger size, on longer paper
    papers: ClassVar[tuple[str, ...]] = tuple(SHEETS)  # that it is made for
    name: ClassVar[str] = ""  # of its file, without .py
    file: ClassVar[str] = ""
    canvas: ClassVar[type[TaggedCanvas]] = TaggedCanvas

    @abstractmethod
    def arrange(self, story: Story) -> Setting:
        """The story's pages at its body size; what finds no room stays in the setting's ``poured``."""

    @classmethod
    def selected(cls, handout: Handout) -> Handout:
        """What of a handout it shows: all of it, but for a layout that is made for a part."""
        return handout

    @classmethod
    def suits(cls, handout: Handout) -> bool:
        """True if it shows all of a handout, and not only a part."""
        return cls.selected(handout) is handout

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """What the patient sees, in reading order, of a piece whose pages have these sizes: each page as it is."""
        return [Face(f"page {at}", at - 1, 0, 0, *size) for at, size in enumerate(sizes, 1)]

    @classmethod
    def carries(cls, edition: str) -> bool:
        """True if this layout can be set in an edition of that name."""
        if edition != LARGE_PRINT:
            return True
        for one in cls.__mro__:  # who arranges pages anew has the scale of another's large print, and not its pages
            if "large" in vars(one):
                return vars(one)["large"] is not None
            if "arrange" in vars(one):
                return False
        return False

    def compose(self, handout: Handout, brand: Brand, edition: Edition = STANDARD, printer: Printer | None = None) -> Composed:
        """The PDF at the largest body size at which all of it fits; moved by what the ``printer`` is off.

        Raises ContentError with every problem: characters, pictures, language, or too much text.
        """
        handout = self.selected(handout)
        if problems := check_story(handout, brand):
            raise ContentError(problems)
        tried = self._fitted(handout, brand, edition)
        if not tried.fits:
            raise ContentError(overflow(tried.setting, tried.story, self.name))
        return self._written(tried.story, tried.setting, printer)

    def fits(self, handout: Handout, brand: Brand, edition: Edition = STANDARD) -> bool:
        """True if all of a handout that can be typeset has room in this layout."""
        return self._fitted(handout, brand, edition).fits

    def _fitted(self, handout: Handout, brand: Brand, edition: Edition) -> Arranged:
        """At the largest size that fits; else with less space at the smallest."""

        def at(size: float, scale: Scale) -> Arranged:
            story = Story(handout, brand, scale, size, edition)
            return Arranged(story, self.arrange(story))

        if edition.name == LARGE_PRINT and self.large:
            return at(LARGE_BODY, self.large)
        sizes = self.body_sizes(brand)
        likely = REFERENCE * math.sqrt(self.holds / max(handout.words, 1)) if self.holds else sizes[0]
        tried = largest(sizes, likely, lambda size: at(size, self.scale))
        for rows in self.tight if not tried.fits else ():
            tried = at(sizes[-1], {**self.scale, **rows})
            if tried.fits:
                break
        return tried

    def body_sizes(self, brand: Brand) -> list[float]:
        """The sizes to try, from the largest, within the practice's range."""
        return [size for size in self.sizes if brand.smallest_body <= size <= brand.largest_body] or [brand.smallest_body]

    def _written(self, story: Story, setting: Setting, printer: Printer | None = None) -> Composed:
        place = Place(self.file)
        if problems := list(astray(setting, story, place)) or list(lost(setting, story, place)):
            raise ContentError(problems)
        pages = [PageSpec(page.width, page.height, page.behind, page.placed) for page in setting.pages]
        duplex = self.duplex or ("long" if len(pages) > 1 else None)
        written = write_pdf(pages, story, duplex, self.canvas, printer)
        if problems := list(unreadable(written, story, Place(self.file))):
            raise ContentError(problems)
        remarks = tuple(hardly_filled(setting, story, self.name, self.holds))
        return Composed(written.data, len(pages), setting.body_size, tuple(setting.full.items()), remarks)

"""What a layout is: a type scale, and how a story is arranged on pages at one size of body text."""

from __future__ import annotations

import gc
import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar, NamedTuple

from press.brand.brand import Brand
from press.brand.printers import Printer, missing_offsets
from press.content.handout import Handout
from press.content.limits import USUAL_BODY
from press.layout.copyfit import largest
from press.layout.page import Arrangement
from press.layout.preflight import (
    astray,
    hardly_filled,
    lost,
    moved_off,
    overflow,
    pinned_nowhere,
    unreadable,
)
from press.layout.print_shop import PrintShop
from press.layout.write_pdf import PageSpec, write_pdf
from press.paper import SHEETS, Face
from press.problems import ContentError, Place, Problem
from press.tagged.canvas import TaggedCanvas
from press.typeset.checks import check_story
from press.typeset.editions import LARGE_PRINT, STANDARD, Edition
from press.typeset.story import Story
from press.typeset.styles import REFERENCE, Scale

LARGE_BODY = 18.0  # points: ACB and UKAAF


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for what can be thrown away while a page is composed: that is done in milliseconds, and then all of it can."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class Arranged(NamedTuple):
    """A story at one size, and its pages."""

    story: Story
    setting: Arrangement

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
    large: ClassVar[Scale | None] = (
        None  # of its large-print edition, in points as printed; None: it has none
    )
    # Points of body text, from the largest: the largest that fits is taken, within the practice's range.
    sizes: ClassVar[tuple[float, ...]] = tuple(size / 4 for size in range(56, 47, -1))
    holds: ClassVar[int] = (
        0  # about so many words at 12 pt, which is where the search for the size begins
    )
    duplex: ClassVar[str | None] = (
        None  # the edge on which a two-sided sheet is turned: long or short
    )
    mails: ClassVar[bool] = False  # without an envelope: its back can be the address side
    to_the_edge: ClassVar[bool] = (
        False  # by intention: moved for a printer, some of it may leave the paper
    )
    folds: ClassVar[bool] = False  # what is folded also comes in a larger size, on longer paper
    papers: ClassVar[tuple[str, ...]] = tuple(SHEETS)  # that it is made for
    part: ClassVar[str | None] = (
        None  # the panel whose sections it shows before all others, where it shows but a part
    )
    name: ClassVar[str] = ""  # of its file, without .py
    file: ClassVar[str] = ""
    canvas: ClassVar[type[TaggedCanvas]] = TaggedCanvas
    _least: tuple[tuple[object, ...], Arrangement] | None = None

    @abstractmethod
    def arrange(self, story: Story) -> Arrangement:
        """The story's pages at its body size; what finds no room stays in the setting's ``poured``."""

    def sparing(self, story: Story, arranged: Callable[[Story], Arrangement]) -> Arrangement:
        """What ``arranged`` makes of the story; wasteful if it takes more pages than at the smallest size."""
        made, least = arranged(story), self.least(story, arranged)
        if made.body_size > least.body_size and len(made.pages) > len(least.pages):
            made.wasteful = True
            for one in made.poured:
                one.crowding = max(one.crowding, 1.0)  # no larger size takes fewer
        return made

    def least(self, story: Story, arranged: Callable[[Story], Arrangement]) -> Arrangement:
        """What ``arranged`` makes of the story at the smallest size; once for all the sizes that are tried."""
        key = (story.handout, story.brand, story.styles.scale, story.styles.edition)
        if self._least is None or any(
            one is not before for one, before in zip(key, self._least[0], strict=True)
        ):
            smallest = self.body_sizes(story.brand)[-1]
            self._least = (
                key,
                arranged(
                    Story(
                        story.handout,
                        story.brand,
                        story.styles.scale,
                        smallest,
                        story.styles.edition,
                    )
                ),
            )
        return self._least[1]

    def likely(self, handout: Handout, brand: Brand, edition: Edition) -> float:
        """A body size at which the handout may just fit: where the search begins."""
        return (
            REFERENCE * math.sqrt(self.holds / max(handout.words, 1))
            if self.holds
            else self.body_sizes(brand)[0]
        )

    @classmethod
    def selected(cls, handout: Handout) -> Handout:
        """What of a handout it shows: all of it, but for a layout that is made for a part."""
        return handout

    @classmethod
    def suits(cls, handout: Handout) -> bool:
        """True if it shows all of a handout, and not only a part."""
        return cls.selected(handout) is handout

    @classmethod
    def panels(cls) -> tuple[str, ...]:
        """The names of the panels to which a section can be pinned; none where the paper has no panels."""
        return ()

    @classmethod
    def folds_at(cls, paper: str, page: int) -> tuple[float, ...]:
        """Where a page, from 0, is folded: in points from its left edge."""
        return ()

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """What the patient sees, in reading order, of a piece whose pages have these sizes: each page as it is."""
        return [Face(f"page {at}", at - 1, 0, 0, *size) for at, size in enumerate(sizes, 1)]

    @classmethod
    def held(cls, sizes: Sequence[tuple[float, float]], paper: str, mailed: bool) -> list[Face]:
        """The faces, each as one holds it to read: the address side of what is ``mailed`` is turned, its lines run upward."""
        return [
            face._replace(turned=90) if mailed and cls.mails and face.name == "back" else face
            for face in cls.faces(sizes, paper)
        ]

    @classmethod
    def carries(cls, edition: str) -> bool:
        """True if this layout can be set in an edition of that name."""
        if edition != LARGE_PRINT:
            return True
        for one in (
            cls.__mro__
        ):  # who arranges pages anew has the scale of another's large print, and not its pages
            if "large" in vars(one):
                return vars(one)["large"] is not None
            if "arrange" in vars(one):
                return False
        return False

    def compose(
        self,
        handout: Handout,
        brand: Brand,
        edition: Edition = STANDARD,
        printer: Printer | None = None,
        press: PrintShop | None = None,
    ) -> Composed:
        """The PDF at the largest body size at which all of it fits; moved by what the ``printer`` is off.

        Raises ContentError with every problem: characters, pictures, language, or too much text.
        """
        edition = edition._replace(bleeds=press is not None)
        with _uncollected():  # until what it takes is gone again, which leaves less to search
            return self._composed(self.selected(handout), brand, edition, printer, press)

    def _composed(
        self,
        handout: Handout,
        brand: Brand,
        edition: Edition,
        printer: Printer | None,
        press: PrintShop | None,
    ) -> Composed:
        if problems := [
            *check_story(handout, brand),
            *pinned_nowhere(handout, self.name, self.panels()),
        ]:
            raise ContentError(problems)
        tried = self._fitted(handout, brand, edition)
        if not tried.fits:
            raise ContentError(
                overflow(
                    tried.setting,
                    tried.story,
                    self.name,
                    lambda one: self._fitted(one, brand, edition).fits,
                )
            )
        return self._written(tried.story, tried.setting, printer, press)

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
        tried = largest(
            sizes, self.likely(handout, brand, edition), lambda size: at(size, self.scale)
        )
        for rows in self.tight if not tried.fits else ():
            tried = at(sizes[-1], {**self.scale, **rows})
            if tried.fits:
                break
        return tried

    def body_sizes(self, brand: Brand) -> list[float]:
        """The sizes to try, from the largest, within the practice's range, which may begin above what is usual."""
        above = (size / 4 for size in range(int(brand.largest_body * 4), USUAL_BODY * 4, -1))
        return [
            size
            for size in (*above, *self.sizes)
            if brand.smallest_body <= size <= brand.largest_body
        ] or [brand.smallest_body]

    def _written(
        self,
        story: Story,
        setting: Arrangement,
        printer: Printer | None = None,
        press: PrintShop | None = None,
    ) -> Composed:
        place = Place(self.file)
        if problems := list(astray(setting, story, place)) or list(lost(setting, story, place)):
            raise ContentError(problems)
        pages = [
            PageSpec(page.width, page.height, page.behind, page.placed) for page in setting.pages
        ]
        duplex = self.duplex or ("long" if len(pages) > 1 else None)
        if (
            printer
            and not self.to_the_edge
            and (problems := list(moved_off(setting, printer, duplex, story.brand.place)))
        ):
            raise ContentError(problems)
        folds = [self.folds_at(story.brand.paper, at) for at in range(len(pages))] if press else []
        written = write_pdf(pages, story, duplex, self.canvas, printer, press, folds)
        if problems := list(unreadable(written, story, place)):
            raise ContentError(problems)
        remarks = [
            *(() if setting.runs_on else hardly_filled(setting, story, self.name, self.holds)),
            *(press.remarks(story.handout.place, story.brand.paper) if press else ()),
        ]
        if printer:
            remarks += missing_offsets(
                printer, (page.height > page.width for page in pages), story.brand.place
            )
        return Composed(
            written.data, len(pages), setting.body_size, tuple(setting.full.items()), tuple(remarks)
        )

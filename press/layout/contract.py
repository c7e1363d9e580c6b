"""What a layout is: a type scale, and how a story is arranged on pages at one size of body text."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from press.brand.brand import Brand
from press.brand.printers import Printer, missing_offsets
from press.content.handout import Handout
from press.content.limits import USUAL_BODY
from press.layout.copyfit import largest
from press.layout.page import Arrangement
from press.layout.preflight import hardly_filled, pinned_nowhere
from press.layout.print_shop import PrintShop
from press.layout.write_checked import ArrangedStory, write_checked
from press.paper import SHEETS, Face
from press.problems import ContentError, Place, Problem
from press.tagged.canvas import TaggedCanvas
from press.typeset.checks import check_story
from press.typeset.editions import LARGE_PRINT, STANDARD, Edition
from press.typeset.story import Story
from press.typeset.styles import REFERENCE, Scale

LARGE_BODY = 18.0  # points: ACB and UKAAF


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
    _for_patients: ClassVar[bool] = True  # checked: notices and office's line; not to be changed
    _least: tuple[tuple[object, ...], Arrangement] | None = None

    @abstractmethod
    def arrange(self, story: Story) -> Arrangement:
        """The story's pages at its body size; what finds no room stays in the setting's ``poured``."""

    def sparing(self, story: Story, arranged: Callable[[Story], Arrangement]) -> Arrangement:
        """What ``arranged`` makes of the story; wasteful if it takes more pages than at the smallest size."""
        made, least = arranged(story), self.least(story, arranged)
        if made.body_size > least.body_size and len(made.pages) > len(least.pages):
            made.wasteful = True
            for one in made.flows:
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
        print_shop: PrintShop | None = None,
    ) -> Composed:
        """The PDF at the largest body size at which all of it fits; moved by what the ``printer`` is off.

        Raises ContentError with every problem: characters, pictures, language, or too much text.
        """
        handout = self.selected(handout)
        edition = edition._replace(bleeds=print_shop is not None)
        if problems := [
            *check_story(handout, brand),
            *pinned_nowhere(handout, self.name, self.panels()),
        ]:
            raise ContentError(problems)
        fitted = self._fitted(handout, brand, edition)
        return self._written(fitted, printer, print_shop)

    def fits(self, handout: Handout, brand: Brand, edition: Edition = STANDARD) -> bool:
        """True if all of a handout that can be typeset has room in this layout."""
        return self._fitted(handout, brand, edition).fits

    def _fitted(self, handout: Handout, brand: Brand, edition: Edition) -> ArrangedStory:
        """At the largest size that fits; else with less space at the smallest."""

        def at(size: float, scale: Scale) -> ArrangedStory:
            story = Story(handout, brand, scale, size, edition)
            return ArrangedStory(story, self.arrange(story))

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
        self, fitted: ArrangedStory, printer: Printer | None, print_shop: PrintShop | None
    ) -> Composed:
        story, arrangement = fitted
        handout, brand, pages = story.handout, story.brand, arrangement.pages
        duplex = self.duplex or ("long" if len(pages) > 1 else None)
        written = write_checked(
            story,
            arrangement,
            self.name,
            Place(self.file),
            duplex,
            notices=self._for_patients,
            office=self._for_patients,
            fits=lambda shorter: self.fits(shorter, brand, story.styles.edition),
            canvas_type=self.canvas,
            printer=printer,
            to_the_edge=self.to_the_edge,
            print_shop=print_shop,
            folds=[self.folds_at(brand.paper, number) for number in range(len(pages))]
            if print_shop
            else [],
        )
        remarks: list[Problem] = []
        if not arrangement.runs_on:
            remarks += hardly_filled(arrangement, story, self.name, self.holds)
        if print_shop:
            remarks += print_shop.remarks(handout.place, brand.paper)
        if printer:
            remarks += missing_offsets(
                printer, (page.height > page.width for page in pages), brand.place
            )
        full = tuple(arrangement.full.items())
        return Composed(written.data, len(pages), arrangement.body_size, full, tuple(remarks))

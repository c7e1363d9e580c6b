"""From a handout and a brand to a PDF: the contract of a layout, and how its text size is found."""

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
from press.layout.preflight import hardly_filled, pinned_nowhere, rather_coarse
from press.layout.print_shop import PrintShop
from press.layout.write_checked import ArrangedStory, write_checked
from press.paper import SHEETS, Face
from press.problems import ContentError, Place, Problem
from press.tagged.canvas import TaggedCanvas
from press.typeset.checks import check_story
from press.typeset.editions import LARGE_PRINT, STANDARD, Edition
from press.typeset.phone_numbers import near_numbers
from press.typeset.story import Story
from press.typeset.styles import REFERENCE, Scale

LARGE_BODY = 18.0  # points: of the ACB and of the UKAAF


class Composed(NamedTuple):
    """A finished PDF, and what is reported of it.

    ``data`` are its bytes, ``pages`` their number, ``body_size`` the size of its text in points.
    ``full`` has how full each column or panel is (0–1), by its name.
    """

    data: bytes
    pages: int
    body_size: float
    full: tuple[tuple[str, float], ...] = ()
    remarks: tuple[Problem, ...] = ()


class Layout(ABC):
    """One way to set a handout on paper: a type scale, and how a story is arranged on pages.

    ``scale`` has a row for each role of text. ``tight`` are rows that replace some of the scale's,
    one set after the other, if all else does not fit: less space, the same text. ``large`` is the
    scale of the large-print edition, in points as printed; None if there is no such edition.

    ``sizes`` are those of body text, in points, from the largest: the largest that fits is taken,
    within the practice's range. ``holds`` is about how many words fit at 12 pt, 0 if not known: the
    search for the size begins there.

    ``duplex`` is the edge on which a two-sided sheet is turned, "long" or "short"; None for one
    side, or for the long edge of several pages. ``papers`` are those it is made for. ``folds``: it
    is folded, and so may come on longer paper. ``mails``: its back can be the address side.
    ``to_the_edge``: a printer's correction may move some of it off the paper.

    ``part`` is the panel whose sections it shows before all others, if it shows only a part of a
    handout. ``canvas`` is what it is drawn on. ``name`` and ``file`` are those of its file.
    """

    scale: ClassVar[Scale]
    tight: ClassVar[tuple[Scale, ...]] = ()
    large: ClassVar[Scale | None] = None
    sizes: ClassVar[tuple[float, ...]] = tuple(size / 4 for size in range(56, 47, -1))
    holds: ClassVar[int] = 0
    duplex: ClassVar[str | None] = None
    papers: ClassVar[tuple[str, ...]] = tuple(SHEETS)
    folds: ClassVar[bool] = False
    mails: ClassVar[bool] = False
    to_the_edge: ClassVar[bool] = False
    part: ClassVar[str | None] = None
    canvas: ClassVar[type[TaggedCanvas]] = TaggedCanvas
    name: ClassVar[str] = ""
    file: ClassVar[str] = ""
    # Its notices and the office's line are checked. Only the calibration sheet does without.
    _for_patients: ClassVar[bool] = True
    _smallest: tuple[tuple[object, ...], Arrangement] | None = None

    @abstractmethod
    def arrange(self, story: Story) -> Arrangement:
        """Return the story's pages at its body size.

        What has no room stays in the arrangement's ``flows``: then a smaller size is tried.
        """

    def on_fewest_pages(self, story: Story, arrange: Callable[[Story], Arrangement]) -> Arrangement:
        """Return what ``arrange`` makes of the story, for a layout of any number of pages.

        It is ``wasteful`` if it has more pages than at the smallest size.
        """
        arrangement, smallest = arrange(story), self.at_smallest_size(story, arrange)
        smaller = arrangement.body_size > smallest.body_size
        if smaller and len(arrangement.pages) > len(smallest.pages):
            arrangement.wasteful = True
            for flow in arrangement.flows:
                flow.crowding = max(flow.crowding, 1.0)  # no larger size has fewer pages
        return arrangement

    def at_smallest_size(
        self, story: Story, arrange: Callable[[Story], Arrangement]
    ) -> Arrangement:
        """Return what ``arrange`` makes of the story at the smallest size.

        It is made once for all sizes that are tried.
        """
        key = (story.handout, story.brand, story.styles.scale, story.styles.edition)
        if self._smallest is None or not _all_same(key, self._smallest[0]):
            handout, brand, scale, edition = key
            size = self.body_sizes(brand)[-1]
            self._smallest = key, arrange(Story(handout, brand, scale, size, edition))
        return self._smallest[1]

    def likely(self, handout: Handout, brand: Brand, edition: Edition) -> float:
        """Return a body size, in points, at which the handout may just fit.

        The search for the largest size that fits begins there.
        """
        if self.holds:
            return REFERENCE * math.sqrt(self.holds / max(handout.words, 1))
        return self.body_sizes(brand)[0]

    @classmethod
    def selected(cls, handout: Handout) -> Handout:
        """Return what the layout shows of a handout: all of it, unless it is made for a part."""
        return handout

    @classmethod
    def suits(cls, handout: Handout) -> bool:
        """Return True if the layout shows all of a handout."""
        return cls.selected(handout) is handout

    @classmethod
    def panels(cls) -> tuple[str, ...]:
        """Return the names of the panels to which a section can be pinned."""
        return ()

    @classmethod
    def folds_at(cls, paper: str, page: int) -> tuple[float, ...]:
        """Return where a page (from 0) is folded, in points from its left edge."""
        return ()

    @classmethod
    def faces(cls, sizes: Sequence[tuple[float, float]], paper: str) -> list[Face]:
        """Return what the patient sees, in reading order, of pages with these sizes in points.

        Each page is a face, unless the layout says otherwise.
        """
        return [Face(f"page {index + 1}", index, 0, 0, *size) for index, size in enumerate(sizes)]

    @classmethod
    def held(cls, sizes: Sequence[tuple[float, float]], paper: str, mailed: bool) -> list[Face]:
        """Return the faces as they are held to be read; ``sizes`` are points.

        The address side of what is ``mailed`` is turned: its lines run upward.
        """
        return [
            face._replace(turned=90) if mailed and cls.mails and face.name == "back" else face
            for face in cls.faces(sizes, paper)
        ]

    @classmethod
    def carries(cls, edition: str) -> bool:
        """Return True if the layout has an edition of that name.

        A layout with an ``arrange`` of its own does not inherit the large-print edition.
        """
        if edition != LARGE_PRINT:
            return True
        for base in cls.__mro__:
            if "large" in vars(base):
                return vars(base)["large"] is not None
            if "arrange" in vars(base):
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
        """Return the PDF at the largest body size at which all of the handout fits.

        It is corrected for the ``printer``, and has marks for a ``print_shop``.

        Raises ContentError with every problem: characters, pictures, language, too much text, or a
        mistake of the layout.
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
        """Return True if all of a handout that can be typeset has room in this layout."""
        return self._fitted(handout, brand, edition).fits

    def _fitted(self, handout: Handout, brand: Brand, edition: Edition) -> ArrangedStory:
        """The story at the largest size that fits, else with less space at the smallest."""

        def arranged(size: float, scale: Scale) -> ArrangedStory:
            story = Story(handout, brand, scale, size, edition)
            return ArrangedStory(story, self.arrange(story))

        if edition.name == LARGE_PRINT and self.large:
            return arranged(LARGE_BODY, self.large)
        sizes, likely = self.body_sizes(brand), self.likely(handout, brand, edition)
        fitted = largest(sizes, likely, lambda size: arranged(size, self.scale))
        for rows in self.tight if not fitted.fits else ():
            fitted = arranged(sizes[-1], {**self.scale, **rows})
            if fitted.fits:
                break
        return fitted

    def body_sizes(self, brand: Brand) -> list[float]:
        """Return the sizes to try, in points, from the largest, within the practice's range.

        That range may begin above what is usual.
        """
        smallest, largest_body = brand.smallest_body, brand.largest_body
        above = (size / 4 for size in range(int(largest_body * 4), USUAL_BODY * 4, -1))
        sizes = [size for size in (*above, *self.sizes) if smallest <= size <= largest_body]
        return sizes or [smallest]

    def _written(
        self, fitted: ArrangedStory, printer: Printer | None, print_shop: PrintShop | None
    ) -> Composed:
        story, arrangement = fitted
        handout, brand, pages = story.handout, story.brand, arrangement.pages
        duplex = self.duplex or ("long" if len(pages) > 1 else None)
        numbers = range(len(pages)) if print_shop else ()
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
            folds=[self.folds_at(brand.paper, number) for number in numbers],
        )
        remarks: list[Problem] = [*near_numbers(handout, brand), *rather_coarse(written)]
        if not arrangement.runs_on:
            remarks += hardly_filled(arrangement, story, self.name, self.holds)
        if print_shop:
            remarks += print_shop.remarks(handout.place, brand.paper)
        if printer:
            uprights = (page.height > page.width for page in pages)
            remarks += missing_offsets(printer, uprights, brand.place)
        full = tuple(arrangement.full.items())
        return Composed(written.data, len(pages), arrangement.body_size, full, tuple(remarks))


def _all_same(values: Sequence[object], others: Sequence[object]) -> bool:
    """True if each value is the other one itself: to compare handouts takes long."""
    return all(value is other for value, other in zip(values, others, strict=True))

"""From an arranged story to a PDF that passed every check, before and after it was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from press.brand.printers import Printer
from press.content.handout import Handout
from press.layout.overflow import overflow
from press.layout.page import Arrangement
from press.layout.preflight import (
    astray,
    lost,
    moved_off,
    notices_left_out,
    office_left_out,
    too_coarse,
    unreadable,
)
from press.layout.print_shop import PrintShop
from press.layout.write_pdf import PageSpec, WrittenPdf, write_pdf
from press.problems import ContentError, Place
from press.tagged.canvas import TaggedCanvas
from press.typeset.story import Story


class ArrangedStory(NamedTuple):
    """A story at one body size, and the pages that it was arranged on."""

    story: Story
    arrangement: Arrangement

    @property
    def fits(self) -> bool:
        """True if all text has room, and no table is too wide for its column."""
        return self.arrangement.fits and not any(grid.too_narrow for grid in self.story.grids)

    @property
    def crowding(self) -> float:
        """The least height of the text by the height of its columns, in the most crowded flow."""
        return max((flow.crowding for flow in self.arrangement.flows), default=0.0)


def write_checked(
    story: Story,
    arrangement: Arrangement,
    name: str,
    place: Place,
    duplex: str | None = None,
    *,
    notices: bool = True,
    office: bool = False,
    fits: Callable[[Handout], bool] | None = None,
    canvas_type: type[TaggedCanvas] = TaggedCanvas,
    printer: Printer | None = None,
    to_the_edge: bool = False,
    print_shop: PrintShop | None = None,
    folds: Sequence[Sequence[float]] = (),
    bookmarks: Mapping[int, str] | None = None,
) -> WrittenPdf:
    """Check an arranged story, write its PDF, and check what was written.

    ``name`` is that of the layout, for messages. ``place`` is where mistakes of the layout are
    reported. ``notices`` demands the notices of a draft or a sample, and ``office`` the office's
    line: form number, version and review. ``fits`` tells if a shorter handout fits: then a message
    can say how many words too long it is. ``folds`` are those of each page, in points from its left
    edge. ``to_the_edge`` allows that a printer's correction moves something off the paper. The
    other parameters are those of ``write_pdf``.

    Raises ContentError with every problem of the first check that fails.
    """
    if not ArrangedStory(story, arrangement).fits:
        raise ContentError(list(overflow(arrangement, story, name, fits)))
    problems = [*astray(arrangement, story, place)]
    if notices:
        problems += notices_left_out(arrangement, story, place)
    if office:
        problems += office_left_out(arrangement, story, place)
    problems = problems or [*lost(arrangement, story, place)]
    if printer and not to_the_edge and not problems:
        problems = [*moved_off(arrangement, printer, duplex, story.brand.place)]
    if problems:
        raise ContentError(problems)
    pages = [
        PageSpec(page.width, page.height, page.behind, page.placements)
        for page in arrangement.pages
    ]
    written = write_pdf(pages, story, duplex, canvas_type, printer, print_shop, folds, bookmarks)
    if problems := [*unreadable(written, story, place), *too_coarse(written)]:
        raise ContentError(problems)
    return written

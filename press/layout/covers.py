"""The front of a folded piece: the title on a field of colour, the drawing on a tinted one below, the practice's mark at the foot.

A printer in an office reaches no edge and folds by eye: its fields end short of both. A print shop's run over what is cut,
and to the fold; what stands on them keeps the middle.
"""

from __future__ import annotations

from typing import NamedTuple

from press.layout.page import Page
from press.paper import EDGE, INCH
from press.typeset.flowables.containers import Stack
from press.typeset.story import Story

MARK = 0.8 * INCH  # the highest a logo may be
AIR = 20  # points above and below the drawing, at least
ROUND = 8  # points: of the corners that nobody cuts
BAR = (36, 4, 2)  # above the title: its width, height and radius


class Front(NamedTuple):
    """Its spaces, in points."""

    pad: float  # from the sides of the field to what stands on it
    head: float  # from the top that a printer reaches to the title
    below: float  # from the title to the end of its field
    foot: float  # from the page's foot to the mark
    bar: float = 12  # from the title to the bar above it


class Across(NamedTuple):
    """Where a field begins and how wide it is, how round its corners are, and what it has at each side that is cut or folded."""

    x: float
    width: float
    radius: float
    beyond: float = 0

    def inside(self, pad: float) -> tuple[float, float]:
        """Where what stands on it begins, and how wide it may be; ``pad`` is beside what an office printer's field is."""
        aside = self.beyond + pad
        return self.x + aside, self.width - 2 * aside


def across(story: Story, left: float, width: float, clear: tuple[float, float]) -> Across:
    """A field of colour on a panel: all of it for a print shop, else ``clear`` of its left and right side by so much."""
    if story.styles.edition.bleeds:
        return Across(left, width, 0, sum(clear) / 2)
    return Across(left + clear[0], width - sum(clear), ROUND)


def reach(story: Story, page: Page) -> tuple[float, float]:
    """The lowest and the highest y of a field of colour."""
    return (0, page.height) if story.styles.edition.bleeds else (EDGE, page.height - EDGE)


def front(page: Page, story: Story, field: Across, spaces: Front) -> None:
    """Draw it on a field of the page."""
    styles, high = story.styles, reach(story, page)[1]
    (x, inner), top = field.inside(spaces.pad), page.height - EDGE
    mark = Stack([story.mark(inner, MARK), story.tagline()])
    foot = spaces.foot + mark.wrap(inner, top)[1] + 14
    title = Stack([story.title(inner, most=3), story.subtitle()])
    picture = story.picture(inner, page.height, "center")
    head = top - (spaces.head if picture else 0.4 * (top - foot))
    end = top - spaces.head - title.wrap(inner, top)[1] - spaces.below if picture else foot
    page.field(styles.area("tint"), field.x, foot, field.width, high - foot, field.radius)
    if styles.edition.areas:
        page.field(styles.area("primary"), field.x, end, field.width, high - end, field.radius)
    else:
        page.field(styles.color("ink"), field.x, end, field.width, 0.75)
    page.field(styles.color("tint"), x, head + spaces.bar, *BAR)
    page.put(title, x, head, inner, page.height * 0.45)
    if picture:
        picture.highest = end - foot - 2 * AIR
        page.put(picture, x, (end + foot + picture.wrap(inner, end)[1]) / 2, inner)
    page.put(mark, x, spaces.foot + mark.height, inner)

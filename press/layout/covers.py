"""From a story to the front of a folded piece: title, drawing and mark on fields of colour.

An office printer reaches no edge and people fold by eye: there, fields end short of both. A print
shop's fields run over what is cut, and to the fold; what is on them keeps to the middle.
"""

from __future__ import annotations

from typing import NamedTuple

from press.layout.page import Page
from press.paper import EDGE, INCH
from press.typeset.flowables.containers import Stack
from press.typeset.story import Story

MARK = 0.8 * INCH  # the greatest height of a logo
AIR = 20  # points above and below the drawing, at least
ROUND = 8  # points: of the corners that are not cut
BAR = (36, 4, 2)  # above the title: its width, height and radius, in points


class Front(NamedTuple):
    """The spaces of a front, in points.

    ``pad`` is from the sides of the field to what is on it. ``head`` is from the printable top to
    the title. ``below`` is from the title to the end of its field. ``foot`` is from the page's foot
    to the mark. ``bar`` is from the title up to the bar above it.
    """

    pad: float
    head: float
    below: float
    foot: float
    bar: float = 12


class Across(NamedTuple):
    """The left and right of a field of colour, in points.

    ``beyond`` is what it has at each side that is cut or folded.
    """

    x: float
    width: float
    radius: float
    beyond: float = 0

    def inside(self, pad: float) -> tuple[float, float]:
        """Return the x and the width, in points, of what is on the field.

        ``pad`` is the space at each side of it, on the field of an office printer.
        """
        space = self.beyond + pad
        return self.x + space, self.width - 2 * space


def across(story: Story, left: float, width: float, clear: tuple[float, float]) -> Across:
    """Return the field of a panel, in points: all of its width for a print shop.

    For an office printer, less what is kept ``clear`` at the left and the right.
    """
    if story.styles.edition.bleeds:
        return Across(left, width, 0, sum(clear) / 2)
    return Across(left + clear[0], width - sum(clear), ROUND)


def reach(story: Story, page: Page) -> tuple[float, float]:
    """Return the lowest and the highest y of a field of colour, in points."""
    return (0, page.height) if story.styles.edition.bleeds else (EDGE, page.height - EDGE)


def front(page: Page, story: Story, field: Across, spaces: Front) -> None:
    """Put title, drawing and mark on a field of the page."""
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

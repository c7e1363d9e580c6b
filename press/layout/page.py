"""Pages as a layout arranges them: what is drawn behind, and what stands where, at one size of body text."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from press.layout.columns import Placement
from press.layout.flow import Flow
from press.paper import EDGE
from press.tagged.canvas import TaggedCanvas
from press.tagged.contrast import Rect
from press.typeset.flowables.containers import OUTLINE_WIDTH
from press.typeset.styles import Area
from press.typeset.text.paragraph import StoryFlowable

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

Drawing = Callable[[TaggedCanvas], None]

RULE = 6.0  # points: what is thinner is a line, and stays one in an edition without areas

_ORDER = itertools.count()  # of all that is put anywhere: only which comes first matters


@dataclass
class Page:
    """One side of a sheet: what is drawn behind, and what stands where; points from the lower left corner.

    What is put first is read first, over all pages: so a layout puts things in the order in which they are to be read.
    """

    width: float
    height: float
    number: int = 0  # in its arrangement, from 0
    edges: str = (
        "left right top bottom"  # of it that are the sheet's: there a print shop's colour runs over
    )
    behind: list[Drawing] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    too_large: list[StoryFlowable] = field(default_factory=list)

    def put(
        self,
        flowable: StoryFlowable | None,
        x: float,
        top: float,
        width: float,
        highest: float | None = None,
        furniture: bool = False,
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
        self.placements.append(
            Placement(self.number, flowable, x, top - height, width, height, order, furniture)
        )
        return top - height

    def holds(self, one: Placement) -> bool:
        """True if all of it is on the page."""
        across = one.x >= -1 and one.x + one.width <= self.width + 1
        return across and one.y >= -1 and one.y + one.height <= self.height + 1

    def take(self, poured: Flow) -> Flow:
        """Put what was poured into this page's columns; the same, for the arrangement."""
        if poured.order is None:
            poured.order = next(_ORDER)
        self.placements.extend(
            one._replace(order=(poured.order, at))
            for at, one in enumerate(poured.placements)
            if one.page == self.number
        )
        return poured

    def append(self, other: Page) -> None:
        """All that stands on another page of the same size, after what stands on this one."""
        self.behind.extend(other.behind)
        self.placements.extend(one._replace(order=(next(_ORDER), 0)) for one in other.placements)
        self.too_large.extend(other.too_large)

    def inset(self, other: Page, x: float, y: float = 0.0) -> None:
        """All of a smaller page, with its lower left corner at (x, y). What is inset twice is read once."""

        def moved(draw: Drawing) -> Drawing:
            def drawn(canvas: TaggedCanvas) -> None:
                canvas.translate(x, y)
                draw(canvas)

            return drawn

        self.behind.extend(map(moved, other.behind))
        self.placements.extend(
            one._replace(page=self.number, x=one.x + x, y=one.y + y) for one in other.placements
        )
        self.too_large.extend(other.too_large)

    def field(
        self,
        color: Color | Area,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float = 0,
    ) -> None:
        """A field of one colour behind everything; ``story.styles.area()`` gives one that each edition may draw."""
        area = color if isinstance(color, Area) else Area(color, None)

        def shape(canvas: TaggedCanvas, outlined: bool, filled: bool) -> None:
            line = (
                OUTLINE_WIDTH if outlined else 0.0
            )  # inside the field, which may end where nothing may be printed
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
            if canvas.bleed and area.fill and min(width, height) > RULE:
                for strip in self._bled(x, y, width, height, radius, canvas.bleed):
                    canvas.rect(*strip, stroke=0, fill=1)

        self.behind.append(draw)

    def _bled(
        self, x: float, y: float, width: float, height: float, radius: float, bleed: float
    ) -> list[tuple[float, float, float, float]]:
        """What a field needs to run over the sheet's edges that it comes as near to as an office printer can."""
        near, edges = EDGE + 0.5, self.edges.split()
        reach = {
            "left": x,
            "right": self.width - x - width,
            "bottom": y,
            "top": self.height - y - height,
        }
        over = {side: far + bleed for side, far in reach.items() if side in edges and far <= near}
        left, right, foot, top = (
            over.get(side, 0.0) for side in ("left", "right", "bottom", "top")
        )
        strips: list[Rect] = []
        if left:
            strips.append((x - left, y - foot, left + radius, height + foot + top))
        if right:
            strips.append((x + width - radius, y - foot, right + radius, height + foot + top))
        if top:
            strips.append((x - left, y + height - radius, width + left + right, top + radius))
        if foot:
            strips.append((x - left, y - foot, width + left + right, foot + radius))
        return strips


@dataclass
class Arrangement:
    """A story arranged at one body size: its pages, and each flow of text that was poured into them."""

    body_size: float
    pages: list[Page]
    flows: list[Flow] = field(default_factory=list)
    full: dict[str, float] = field(
        default_factory=dict
    )  # how full each column or panel is, by its name
    runs_on: bool = False  # over as many pages as it takes: the last is as full as it comes to be
    wasteful: bool = False  # a smaller size is better, for it takes fewer sheets

    @property
    def fits(self) -> bool:
        return (
            not self.wasteful
            and all(one.fits for one in self.flows)
            and not any(page.too_large for page in self.pages)
        )

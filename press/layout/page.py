"""From a layout's calls to pages: what is drawn behind, and which flowable is where."""

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

RULE = 6.0  # points: a thinner field is a line, and stays one in an edition without areas
FUZZ = 0.01  # points
OFF = 1.0  # points that a flowable may be off the page

_ORDER = itertools.count()  # of all that is put on any page: only which comes first matters


@dataclass
class Page:
    """One side of a sheet, in points from its lower-left corner.

    What is put first is read first, over all pages: put things in the order of reading.

    ``number`` is the page's, from 0: ``take`` looks for it. ``edges`` are the sides that are the
    sheet's own edge, where a print shop's colour runs over: words of "left right top bottom".
    ``behind`` are functions that draw on the canvas before all flowables, each from the page's
    lower-left corner. ``placements`` are the flowables. ``too_large`` are those that were put into
    less height than they need.
    """

    width: float
    height: float
    number: int = 0
    edges: str = "left right top bottom"
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
        """Place a flowable with its top-left corner at (x, top), and return the y of its bottom.

        All are points from the page's lower-left corner; the flowable is ``width`` points wide.
        None places nothing and returns ``top``. A flowable that is higher than ``highest`` points
        is placed, and recorded in ``too_large``: then the arrangement does not fit. ``furniture``
        repeats, heads or numbers pages: it is printed, and no screen reader reads it.
        """
        if flowable is None:
            return top
        _, height = flowable.wrap(width, highest or top)
        if highest is not None and height > highest + FUZZ:
            self.too_large.append(flowable)
        order = (next(_ORDER), 0)
        bottom = top - height
        self.placements.append(
            Placement(self.number, flowable, x, bottom, width, height, order, furniture)
        )
        return bottom

    def holds(self, placement: Placement) -> bool:
        """Return True if all of a placement is on the page."""
        right, top = placement.x + placement.width, placement.y + placement.height
        across = placement.x >= -OFF and right <= self.width + OFF
        return across and placement.y >= -OFF and top <= self.height + OFF

    def take(self, flow: Flow) -> Flow:
        """Place what was poured into this page's columns, and return the flow itself.

        A flow is read where the first page takes it: let each page take it.
        """
        if flow.order is None:
            flow.order = next(_ORDER)
        self.placements.extend(
            placement._replace(order=(flow.order, index))
            for index, placement in enumerate(flow.placements)
            if placement.page == self.number
        )
        return flow

    def append(self, other: Page) -> None:
        """Place all of another page of the same size, to be read after what is on this one.

        So a foot can be measured first, on a page of its own, and read last.
        """
        self.behind.extend(other.behind)
        self.placements.extend(
            placement._replace(order=(next(_ORDER), 0)) for placement in other.placements
        )
        self.too_large.extend(other.too_large)

    def inset(self, other: Page, x: float, y: float = 0.0) -> None:
        """Place all of a smaller page with its lower-left corner at (x, y), in points.

        A page may be inset several times: it is read once.
        """

        def moved(draw: Drawing) -> Drawing:
            def draw_moved(canvas: TaggedCanvas) -> None:
                canvas.translate(x, y)
                draw(canvas)

            return draw_moved

        self.behind.extend(map(moved, other.behind))
        self.placements.extend(
            placement._replace(page=self.number, x=placement.x + x, y=placement.y + y)
            for placement in other.placements
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
        """Draw a field of one colour behind all text, with its lower-left corner at (x, y).

        All are points; ``radius`` is that of the corners. ``story.styles.area()`` gives a colour
        that each edition may draw: filled, or outlined.
        """
        area = color if isinstance(color, Area) else Area(color, None)

        def shape(canvas: TaggedCanvas, outlined: bool, filled: bool) -> None:
            # Inside the field, which may end where a printer prints nothing more.
            line = OUTLINE_WIDTH if outlined else 0.0
            if outlined:
                canvas.setLineWidth(line)
            box = (x + line / 2, y + line / 2, width - line, height - line)
            if radius:
                canvas.roundRect(*box, radius, stroke=outlined, fill=filled)
            else:
                canvas.rect(*box, stroke=outlined, fill=filled)

        def draw(canvas: TaggedCanvas) -> None:
            is_rule = min(width, height) <= RULE
            if area.fill and not canvas.areas and not is_rule:
                shape(canvas, outlined=True, filled=False)
                return
            if area.fill:
                canvas.setFillColor(area.fill)
            if area.line:
                canvas.setStrokeColor(area.line)
            shape(canvas, outlined=bool(area.line), filled=bool(area.fill))
            if canvas.bleed and area.fill and not is_rule:
                for strip in self._bled(x, y, width, height, radius, canvas.bleed):
                    canvas.rect(*strip, stroke=0, fill=1)

        self.behind.append(draw)

    def _bled(
        self, x: float, y: float, width: float, height: float, radius: float, bleed: float
    ) -> list[tuple[float, float, float, float]]:
        """The strips by which a field runs over those of the sheet's edges that it is close to.

        Close is as near as an office printer prints.
        """
        near, edges = EDGE + 0.5, self.edges.split()
        reach = {
            "left": x,
            "right": self.width - x - width,
            "bottom": y,
            "top": self.height - y - height,
        }
        over = {side: far + bleed for side, far in reach.items() if side in edges and far <= near}
        left, right = over.get("left", 0.0), over.get("right", 0.0)
        foot, top = over.get("bottom", 0.0), over.get("top", 0.0)
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
    """A story arranged at one body size (points): its pages, and the flows poured into them.

    ``full`` has how full each column or panel is (0–1), by its name: the command reports it, and
    what is hardly filled is remarked. ``runs_on``: on as many pages as needed, so that the last is
    not expected to be full. ``wasteful``: a smaller size is better, since it takes fewer sheets.
    """

    body_size: float
    pages: list[Page]
    flows: list[Flow] = field(default_factory=list)
    full: dict[str, float] = field(default_factory=dict)
    runs_on: bool = False
    wasteful: bool = False

    @property
    def fits(self) -> bool:
        """True if all flows and all that was put have room, and the size is not wasteful."""
        return (
            not self.wasteful
            and all(flow.fits for flow in self.flows)
            and not any(page.too_large for page in self.pages)
        )

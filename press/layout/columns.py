"""From flowables to placements in one column, set from the top, with baselines on the grid."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from press.typeset.flowables.beside import Beside
from press.typeset.flowables.containers import Container
from press.typeset.flowables.tables import Grid
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph

FUZZ = 0.01  # points
UNBOUNDED = 1e6  # points: a height that nothing reaches
HEADINGS = ("heading", "subheading", "label")  # roles
# Lines that a heading keeps with it, and that may be alone at the foot or head of a column.
LEAST_LINES = 2
MOST_UNITS_LESS = 5  # of the grid, by which a box is torn earlier so that lines enough are left


class Size(NamedTuple):
    """The size of a flowable at one width, in points.

    ``before`` and ``after`` are the spaces around it. ``grid_offset`` is how far below its top the
    grid of baselines is met, None if it has no body text.
    """

    height: float
    before: float
    after: float
    grid_offset: float | None


class Sizes:
    """The sizes of flowables at one width, in points. Each flowable is measured once."""

    def __init__(self, width: float) -> None:
        self.width = width
        # By the flowable's id, which stays its own while the flowable is kept here.
        self._known: dict[int, tuple[StoryFlowable, Size]] = {}

    def of(self, flowable: StoryFlowable) -> Size:
        """Return the size of a flowable, measured now or before."""
        known = self._known.get(id(flowable))
        if known is None:
            height = flowable.wrap(self.width, UNBOUNDED)[1]
            before, after = flowable.getSpaceBefore(), flowable.getSpaceAfter()
            known = flowable, Size(height, before, after, flowable.grid_offset)
            self._known[id(flowable)] = known
        return known[1]


class Column(NamedTuple):
    """A rectangle for text on a page (from 0), in points from the page's lower-left corner."""

    page: int
    x: float
    bottom: float
    width: float
    height: float


class Placement(NamedTuple):
    """A flowable on a page (from 0): its lower-left corner and its size, in points.

    ``order`` is its place in the reading order. ``furniture`` repeats or numbers pages: it is
    printed, and no screen reader reads it.
    """

    page: int
    flowable: StoryFlowable
    x: float
    y: float
    width: float
    height: float
    order: tuple[int, int] = (0, 0)
    furniture: bool = False


class Cursor:
    """Sets flowables into one column from the top. ``used`` is the height taken, in points.

    ``unit`` is the grid's, in points. ``sizes`` are shared by cursors of columns of one width.

    Where text runs on without end, ``highest`` is the height of the highest column still to come:
    boxes and rows of tables that are higher are torn. If it is None, they never are. Then
    ``tallest`` is the height of the tallest column: what is kept together stays so if that column
    holds it. What would rather stay together is torn only if the cursor is not ``strict``.
    """

    def __init__(
        self,
        column: Column,
        unit: float,
        sizes: Sizes | None = None,
        highest: float | None = None,
        tallest: float = 0.0,
        strict: bool = True,
    ) -> None:
        self.column = column
        self.strict = strict
        self.tallest = max(tallest, column.height)
        self.unit = unit
        self.highest = highest
        self.used = 0.0
        self.after = 0.0
        self.placements: list[Placement] = []
        self._begun = False  # something is above
        self._sizes = sizes if sizes and sizes.width == column.width else Sizes(column.width)

    def place_all(self, flowables: Iterable[StoryFlowable]) -> float:
        """Place flowables whether they fit or not. Return the height used, in points."""
        for chain in chains(flowables):
            self._place(chain)
        return self.used

    def measure_all(self, parts: Iterable[Sequence[StoryFlowable]]) -> float:
        """Return the height that chains of flowables would use, in points; place nothing."""
        for chain in parts:
            self._advance([self._sizes.of(flowable) for flowable in chain])
        return self.used

    def place_some(self, flowables: Sequence[StoryFlowable]) -> list[StoryFlowable]:
        """Place what fits, and return what is left.

        A paragraph is torn if that leaves lines enough on both sides.
        """
        left = list(flowables)
        while left:
            chain = _chain(left, rather=self.strict)
            if self.strict and self._is_too_high(chain):
                chain = _chain(left)
            if self._is_too_high(chain):
                # More than any column holds: what should stay together cannot.
                chain = _chain(left, headings_only=True)
            if self._height_of(chain) > self.room:
                return self._tear(chain, left)
            nowhere_better = self.highest is not None and not self.placements
            enough = len(chain) == 1 or nowhere_better
            if not (enough or self._fits_with_lines(left, len(chain) - 1)):
                return left
            self._place(chain)
            left = left[len(chain) :]
        return left

    @property
    def is_stuck(self) -> bool:
        """True if what is left fits no column: this one is empty, and none to come is higher."""
        return not self.placements and self.column.height >= (self.highest or 0.0)

    @property
    def share(self) -> float:
        """How full the column is, from 0 to 1."""
        return self.used / max(self.column.height, 1)

    @property
    def room(self) -> float:
        """The height that is left, in points."""
        return self.column.height - self.used + FUZZ

    def _fits_with_lines(self, left: list[StoryFlowable], headings: int) -> bool:
        """True if headings keep two lines of their text, even if it begins with a short item."""
        end = headings
        while end < len(left) and _lines(left[headings:end], self.column.width) < LEAST_LINES:
            end += 1
        return self._height_of(left[:end]) <= self.room or self._goes_on(
            left[: headings + 1], left[headings + 1 :]
        )

    def _goes_on(self, chain: Sequence[StoryFlowable], left: Sequence[StoryFlowable]) -> bool:
        """True where text runs on, if what follows the chain can begin below it."""
        if self.highest is None or not left:
            return False
        trial = Cursor(self.column, self.unit, self._sizes, self.highest)
        trial.used, trial.after, trial._begun = self.used, self.after, self._begun
        trial._place(chain)
        trial.place_some(_chain(left))
        return len(trial.placements) > len(chain)

    def _is_too_high(self, chain: Sequence[StoryFlowable]) -> bool:
        """True if no column holds the chain."""
        limit = self.tallest if self.highest is None else self.highest
        return self._height_alone(chain) > limit + FUZZ

    def _height_alone(self, chain: Sequence[StoryFlowable]) -> float:
        """The height of a chain at the top of a column."""
        trial = Cursor(self.column, self.unit, self._sizes)
        trial._place(chain)
        return trial.used

    def _tear(self, chain: list[StoryFlowable], left: list[StoryFlowable]) -> list[StoryFlowable]:
        """Split the last flowable of a chain that is too high for the room. Return what is left."""
        heads, last = chain[:-1], chain[-1]
        height = last.wrap(self.column.width, UNBOUNDED)[1]
        room = self.room - self._height_of([*heads, last]) + height
        if isinstance(last, TaggedParagraph):
            lines = self._lines_to_place(last, room)
            if lines < LEAST_LINES:
                return left
            room = lines * last.style.leading + FUZZ
        parts = self._split(last, room) if self.highest is None else self._run_on(chain, room)
        if len(parts) != 2:
            return left
        self._place([*heads, parts[0]])
        return [parts[1], *left[len(chain) :]]

    def _lines_to_place(self, paragraph: TaggedParagraph, room: float) -> int:
        """The number of lines to place here; 0 if the paragraph must not be torn."""
        if paragraph.lines < 2 * LEAST_LINES:
            return 0
        if paragraph.keep_whole and self.highest is None and not self._is_too_high([paragraph]):
            return 0
        return min(int(room / paragraph.style.leading), paragraph.lines - LEAST_LINES)

    def _split(self, last: StoryFlowable, room: float) -> list[StoryFlowable]:
        return cast(list[StoryFlowable], last.split(self.column.width, room))

    def _run_on(self, chain: Sequence[StoryFlowable], room: float) -> list[StoryFlowable]:
        """The last of a chain in two parts, where text runs on.

        Boxes and rows are split too, if no column holds them below their headings.
        """
        last, height = chain[-1], self._sizes.of(chain[-1]).height
        highest = cast(float, self.highest) - (self._height_alone(chain) - height)
        too_high = height > highest + FUZZ
        if isinstance(last, Container) and (too_high or not last.keep_whole):
            return self._split_container(last, room, highest)
        if isinstance(last, Grid):
            torn = last.split_row(room, highest) if too_high else []
            parts = torn or last.split_between_rows(self.column.width, room)
            if parts or not too_high:
                return cast(list[StoryFlowable], parts)
        return self._split(last, room)

    def _split_container(self, last: Container, room: float, highest: float) -> list[StoryFlowable]:
        """A container with the children that fit, and one with the rest, by a column's rules."""
        width, around = last.inside(self.column.width)
        if len(last.children) > 1 and _is_heading(last.children[0]):
            last.children[0].keep_with_next = True
        for less in range(MOST_UNITS_LESS):  # until lines enough are left over
            column = Column(0, 0, 0, width, room - around - less * self.unit)
            within = Cursor(column, FUZZ, highest=highest - around)
            rest = within.place_some(last.children)
            if not within.placements:
                return []
            first = last.part([one.flowable for one in within.placements], first=True)
            fits = first.wrap(self.column.width, UNBOUNDED)[1] <= room + FUZZ
            if rest and _lines(rest, width) >= LEAST_LINES and fits:
                return [first, last.part(rest, first=False)]
        return []

    def _height_of(self, chain: Sequence[StoryFlowable]) -> float:
        sizes = [self._sizes.of(flowable) for flowable in chain]
        offsets, shift = self._offsets(sizes)
        return self.used + (offsets[-1] + shift + sizes[-1].height) - self.used

    def _offsets(self, chain: Sequence[Size]) -> tuple[list[float], float]:
        """How far below what is used each of a chain is, and what the grid adds above them."""
        offsets: list[float] = []
        top, after, begun = 0.0, self.after, self._begun
        for size in chain:
            if begun:
                top += max(after, size.before)
            offsets.append(top)
            top, after, begun = top + size.height, size.after, True
        offset = chain[-1].grid_offset
        if offset is None:
            return offsets, 0.0
        met = self.used + offsets[-1] + offset
        return offsets, math.ceil((met - FUZZ) / self.unit) * self.unit - met

    def _advance(self, chain: Sequence[Size]) -> tuple[list[float], float]:
        offsets, shift = self._offsets(chain)
        self.used += offsets[-1] + shift + chain[-1].height
        self.after, self._begun = chain[-1].after, True
        return offsets, shift

    def _place(self, chain: Sequence[StoryFlowable]) -> None:
        """Place a chain. What the grid leaves over goes above its headings."""
        sizes, used = [self._sizes.of(flowable) for flowable in chain], self.used
        offsets, shift = self._advance(sizes)
        page, x, bottom, width, high = self.column
        for flowable, size, offset in zip(chain, sizes, offsets, strict=True):
            y = bottom + high - used - offset - shift - size.height
            self.placements.append(Placement(page, flowable, x, y, width, size.height))


def chains(flowables: Iterable[StoryFlowable]) -> Iterator[list[StoryFlowable]]:
    """Yield flowables in order, each in a list with all that it must keep with it."""
    left = list(flowables)
    while left:
        chain = _chain(left)
        yield chain
        left = left[len(chain) :]


def _lines(flowables: Sequence[StoryFlowable], width: float) -> int:
    """The number of lines of paragraphs; anything else counts as lines enough."""
    for flowable in flowables:
        flowable.wrap(width, UNBOUNDED)
    return sum(
        flowable.lines if isinstance(flowable, TaggedParagraph) else LEAST_LINES
        for flowable in flowables
    )


def _is_heading(flowable: StoryFlowable) -> bool:
    """True for a heading, and for the label of a box with its symbol."""
    if not isinstance(flowable, (TaggedParagraph, Beside)):
        return isinstance(flowable, Container) and flowable.acts_as_heading
    first = next(flowable.paragraphs, None)
    return first is not None and first.style.name in HEADINGS


def _chain(
    left: Sequence[StoryFlowable], headings_only: bool = False, rather: bool = False
) -> list[StoryFlowable]:
    """The first flowable, with all that it must keep with it.

    With ``rather``, also what it would rather keep. With ``headings_only``, only headings and what
    they head.
    """
    end = 0
    while end < len(left) - 1 and not (headings_only and not _is_heading(left[end])):
        if not (left[end].getKeepWithNext() or (rather and left[end].prefer_with_next)):
            break
        end += 1
    return list(left[: end + 1])

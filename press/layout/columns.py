"""One column: flowables set into it from the top, measured and not yet drawn, baselines on the grid."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from press.typeset.flowables.beside import Beside
from press.typeset.flowables.containers import Container
from press.typeset.flowables.tables import Grid
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph


class Size(NamedTuple):
    """What a flowable takes at one width, in points; ``meets`` is where the grid meets it, None for what has no body text."""

    height: float
    before: float
    after: float
    meets: float | None


class Sizes:
    """The sizes of flowables at one width, each measured once: they do not change while they are set into columns."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._known: dict[
            int, tuple[StoryFlowable, Size]
        ] = {}  # a flowable that is kept keeps its id

    def of(self, piece: StoryFlowable) -> Size:
        known = self._known.get(id(piece))
        if known is None:
            height = piece.wrap(self.width, 1e6)[1]
            known = (
                piece,
                Size(height, piece.getSpaceBefore(), piece.getSpaceAfter(), piece.grid_offset),
            )
            self._known[id(piece)] = known
        return known[1]


FUZZ = 0.01  # points
HEADINGS = ("heading", "subheading", "label")  # roles
LEAST_LINES = (
    2  # that a heading keeps with it, and that stand alone at the foot or head of a column
)


class Column(NamedTuple):
    """A rectangle for text, in points from the page's lower left corner."""

    page: int
    x: float
    bottom: float
    width: float
    height: float


class Placement(NamedTuple):
    """A flowable at its place: lower left corner in points, the size it was measured at, and when it is read.

    ``furniture`` repeats or numbers pages: it is printed, and read by no screen reader.
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
    """Sets flowables into one column from the top; ``used`` is the height taken, in points.

    ``highest`` is the height of the highest column that text runs on through: boxes and rows of tables that are higher
    are torn. Where it is None, they never are; ``tallest`` is then the height of the tallest column, for what is kept
    together as long as one holds it. What would rather stay together is torn only where it is not ``strict``. ``sizes``
    are what other cursors have measured, for columns of one width.
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
        self._begun = False  # something stands above
        self._sizes = sizes if sizes and sizes.width == column.width else Sizes(column.width)

    def place_all(self, flowables: Iterable[StoryFlowable]) -> float:
        """Place them whether they fit or not; the height used."""
        for chain in chains(flowables):
            self._place(chain)
        return self.used

    def pass_all(self, parts: Iterable[Sequence[StoryFlowable]]) -> float:
        """As place_all, from their chains, but place nothing: the height that would be used."""
        for chain in parts:
            self._pass([self._sizes.of(one) for one in chain])
        return self.used

    def place_some(self, flowables: list[StoryFlowable]) -> list[StoryFlowable]:
        """Place what fits, tearing paragraphs where that leaves lines enough on both sides; what is left."""
        left = list(flowables)
        while left:
            chain = _chain(left, rather=self.strict)
            if self.strict and self._too_high(chain):
                chain = _chain(left)
            if self._too_high(chain):
                chain = _chain(
                    left, headings_only=True
                )  # more than any column holds: what should stay together cannot
            if self._height_of(chain) <= self.room:
                nowhere_better = self.highest is not None and not self.placements
                if len(chain) == 1 or nowhere_better or self._fits_with_lines(left, len(chain) - 1):
                    self._place(chain)
                    left = left[len(chain) :]
                    continue
                return left
            return self._tear(chain, left)
        return left

    @property
    def is_stuck(self) -> bool:
        """True if what is left fits no column: this one is empty, and none to come is higher."""
        return not self.placements and self.column.height >= (self.highest or 0.0)

    @property
    def share(self) -> float:
        """How full the column is: 0 to 1."""
        return self.used / max(self.column.height, 1)

    @property
    def room(self) -> float:
        return self.column.height - self.used + FUZZ

    def _fits_with_lines(self, left: list[StoryFlowable], headings: int) -> bool:
        """A heading keeps at least two lines of its text, also where the first thing below it is one short item."""
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

    def _too_high(self, chain: Sequence[StoryFlowable]) -> bool:
        """True if no column holds it: this one, or the highest."""
        if self.highest is None:
            return self._alone(chain) > self.tallest + FUZZ
        return self._alone(chain) > self.highest + FUZZ

    def _alone(self, chain: Sequence[StoryFlowable]) -> float:
        """The height of a chain at the top of a column."""
        trial = Cursor(self.column, self.unit, self._sizes)
        trial._place(chain)
        return trial.used

    def _tear(self, chain: list[StoryFlowable], left: list[StoryFlowable]) -> list[StoryFlowable]:
        """Break the last flowable of a chain that is too high for what is left of the column."""
        heads, last = chain[:-1], chain[-1]
        room = self.room - self._height_of([*heads, last]) + last.wrap(self.column.width, 1e6)[1]
        if isinstance(last, TaggedParagraph):
            if last.lines < 2 * LEAST_LINES or (
                last.keep_whole and self.highest is None and not self._too_high([last])
            ):
                return left
            leading = last.style.leading
            lines = min(int(room / leading), last.lines - LEAST_LINES)
            if lines < LEAST_LINES:
                return left
            room = lines * leading + FUZZ
        parts = self._parts(last, room) if self.highest is None else self._run_on(chain, room)
        if len(parts) != 2:
            return left
        self._place([*heads, parts[0]])
        return [parts[1], *left[len(chain) :]]

    def _parts(self, last: StoryFlowable, room: float) -> list[StoryFlowable]:
        return cast(list[StoryFlowable], last.split(self.column.width, room))

    def _run_on(self, chain: Sequence[StoryFlowable], room: float) -> list[StoryFlowable]:
        """The last of a chain in two, where text runs on: also boxes and rows that no column holds below its headings."""
        last, height = chain[-1], self._sizes.of(chain[-1]).height
        highest = cast(float, self.highest) - (self._alone(chain) - height)
        too_high = height > highest + FUZZ
        if isinstance(last, Container) and (too_high or not last.keep_whole):
            return self._opened(last, room, highest)
        if isinstance(last, Grid):
            torn = last.split_row(room, highest) if too_high else []
            parts = torn or last.split_between_rows(self.column.width, room)
            return (
                cast(list[StoryFlowable], parts)
                if parts or not too_high
                else self._parts(last, room)
            )
        return self._parts(last, room)

    def _opened(self, last: Container, room: float, highest: float) -> list[StoryFlowable]:
        """As much of its children as fits, and the rest; by the rules for what stands in a column."""
        width, around = last.inside(self.column.width)
        if len(last.children) > 1 and _is_heading(last.children[0]):
            last.children[0].keep_with_next = True
        for less in range(5):  # until lines enough are left over
            column = Column(0, 0, 0, width, room - around - less * self.unit)
            within = Cursor(column, FUZZ, highest=highest - around)
            rest = within.place_some(last.children)
            if not within.placements:
                return []
            first = last.part([one.flowable for one in within.placements], first=True)
            if (
                rest
                and _lines(rest, width) >= LEAST_LINES
                and first.wrap(self.column.width, 1e6)[1] <= room + FUZZ
            ):
                return [first, last.part(rest, first=False)]
        return []

    def _height_of(self, chain: Sequence[StoryFlowable]) -> float:
        sizes = [self._sizes.of(one) for one in chain]
        offsets, shift = self._offsets(sizes)
        return self.used + (offsets[-1] + shift + sizes[-1].height) - self.used

    def _offsets(self, chain: Sequence[Size]) -> tuple[list[float], float]:
        """How far below what is used each of a chain stands, and what the grid adds above all of them."""
        offsets: list[float] = []
        at, after, begun = 0.0, self.after, self._begun
        for one in chain:
            if begun:
                at += max(after, one.before)
            offsets.append(at)
            at, after, begun = at + one.height, one.after, True
        meets = chain[-1].meets
        if meets is None:
            return offsets, 0.0
        top = self.used + offsets[-1] + meets
        return offsets, math.ceil((top - FUZZ) / self.unit) * self.unit - top

    def _pass(self, chain: Sequence[Size]) -> tuple[list[float], float]:
        offsets, shift = self._offsets(chain)
        self.used += offsets[-1] + shift + chain[-1].height
        self.after, self._begun = chain[-1].after, True
        return offsets, shift

    def _place(self, chain: Sequence[StoryFlowable]) -> None:
        """Headings stand right above what they belong to: what the grid leaves over goes above them."""
        sizes, used = [self._sizes.of(one) for one in chain], self.used
        offsets, shift = self._pass(sizes)
        page, x, bottom, width, high = self.column
        for one, size, offset in zip(chain, sizes, offsets, strict=True):
            y = bottom + high - used - offset - shift - size.height
            self.placements.append(Placement(page, one, x, y, width, size.height))


def chains(flowables: Iterable[StoryFlowable]) -> Iterator[list[StoryFlowable]]:
    """Flowables in order, each with all that it has to keep with it."""
    left = list(flowables)
    while left:
        chain = _chain(left)
        yield chain
        left = left[len(chain) :]


def _lines(pieces: Sequence[StoryFlowable], width: float) -> int:
    """The lines of paragraphs; anything else counts as lines enough."""
    for one in pieces:
        one.wrap(width, 1e6)
    return sum(one.lines if isinstance(one, TaggedParagraph) else LEAST_LINES for one in pieces)


def _is_heading(piece: StoryFlowable) -> bool:
    """Also the label of a box, with its symbol."""
    if not isinstance(piece, (TaggedParagraph, Beside)):
        return isinstance(piece, Container) and piece.acts_as_heading
    first = next(piece.paragraphs, None)
    return first is not None and first.style.name in HEADINGS


def _chain(
    left: Sequence[StoryFlowable], headings_only: bool = False, rather: bool = False
) -> list[StoryFlowable]:
    """The first flowable, with all that it has to keep with it, or would ``rather``; or only headings with what they head."""
    end = 0
    while end < len(left) - 1 and not (headings_only and not _is_heading(left[end])):
        if not (left[end].getKeepWithNext() or (rather and left[end].prefer_with_next)):
            break
        end += 1
    return list(left[: end + 1])

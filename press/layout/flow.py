"""From passages to placements in columns, measured and not yet drawn, with baselines on one grid.

Where columns are side by side, the grid's unit is a line of body text, so that lines are in line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from press.layout.columns import UNBOUNDED, Column, Cursor, Placement
from press.typeset.story import Passage
from press.typeset.text.paragraph import StoryFlowable


@dataclass
class Flow:
    """Passages set into columns: their placements, how full the columns are, and what had no room.

    ``filled`` has the share (0–1) of each of the ``columns``. ``rest`` has what found no room, by
    passage. ``displaced`` are passages pinned to a column that was already full, or passed.
    ``passages`` are all that were poured. ``order`` is the place of the flow in the reading order,
    None until a page takes some of it. ``lines_over`` is the height of the rest, in lines of body
    text. ``crowding`` is the least height of the passages by that of the columns, where they do
    not fit.
    """

    placements: list[Placement] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    filled: list[float] = field(default_factory=list)
    rest: list[tuple[Passage, list[StoryFlowable]]] = field(default_factory=list)
    displaced: list[Passage] = field(default_factory=list)
    passages: Sequence[Passage] = ()
    order: int | None = None
    lines_over: float = 0.0
    crowding: float = 0.0

    @property
    def fits(self) -> bool:
        """True if all passages have room, each in a column of the panel that it is pinned to."""
        return not self.rest and not self.displaced

    @property
    def pages(self) -> int:
        """The number of pages that its columns are on, counted from page 0."""
        return max((column.page + 1 for column in self.columns), default=0)

    @property
    def words_left(self) -> int:
        """The number of words that found no room."""
        return sum(flowable.words for _, flowables in self.rest for flowable in flowables)

    @property
    def words_over(self) -> int:
        """How many words too long the passages are.

        More than found no room, where headings and boxes take the room of words.
        """
        left = self.words_left
        if not left:
            return 0
        flowables = [flowable for passage in self.passages for flowable in passage.flowables]
        paragraphs = [paragraph for flowable in flowables for paragraph in flowable.paragraphs]
        lines = sum(paragraph.lines for paragraph in paragraphs if hasattr(paragraph, "blPara"))
        words_a_line = sum(paragraph.words for paragraph in paragraphs) / max(lines, 1)
        return max(left, round(self.lines_over * words_a_line))


def run_on(
    passages: Sequence[Passage], columns: Sequence[Column], unit: float, endless: bool = False
) -> Flow:
    """Set passages into columns, such as pages, and fill each column before the next is begun.

    ``unit`` is the grid's, in points. What no column holds whole is torn, also a box or a row of a
    table. ``endless`` repeats the columns of the last page on as many further pages as needed. The
    flow has the ``columns`` that were begun, and the share (0–1) of each that is ``filled``.
    """
    further = _cursors(columns, unit, endless)
    cursors, flow = [next(further)], Flow()
    for passage in passages:
        left: list[StoryFlowable] = list(passage.flowables)
        while left := cursors[-1].place_some(left):
            following = None if cursors[-1].is_stuck else next(further, None)
            if following is None:
                flow.rest.append((passage, left))
                break
            cursors.append(following)
    return record_rest(record_columns(cursors, flow), passages, columns[0].width, unit)


def stack_height(flowables: Iterable[StoryFlowable], width: float, unit: float) -> float:
    """Return the height of flowables, one below the other, at a width: all in points.

    ``unit`` is the grid's.
    """
    return Cursor(Column(0, 0, 0, width, UNBOUNDED), unit).place_all(flowables)


def greatest_height(columns: Iterable[Column]) -> float:
    """Return the height of the highest column, in points."""
    return max(column.height for column in columns)


def record_columns(cursors: Sequence[Cursor], flow: Flow) -> Flow:
    """Record in a flow what its cursors placed, and how far they filled their columns."""
    flow.placements = [placement for cursor in cursors for placement in cursor.placements]
    flow.columns = [cursor.column for cursor in cursors]
    flow.filled = [cursor.share for cursor in cursors]
    return flow


def record_rest(flow: Flow, passages: Sequence[Passage], width: float, unit: float) -> Flow:
    """Record in a flow what was poured, and the height of what had no room.

    ``width`` is that of a column, and ``unit`` the grid's, in points.
    """
    flow.passages = passages
    left = [flowable for _, flowables in flow.rest for flowable in flowables]
    flow.lines_over = stack_height(left, width, unit) / (2 * unit) if left else 0.0
    return flow


def _cursors(columns: Sequence[Column], unit: float, endless: bool) -> Iterator[Cursor]:
    """Cursors for columns in the order in which they are filled.

    Each is told the height of the highest column still to come, itself included: what is higher
    than that must be torn.
    """
    last = max(column.page for column in columns)
    repeated = [column for column in columns if column.page == last] if endless else []
    for index, column in enumerate(columns):
        yield Cursor(column, unit, highest=greatest_height([*columns[index:], *repeated]))
    for page in count(last + 1) if endless else ():
        for column in repeated:
            yield Cursor(column._replace(page=page), unit, highest=greatest_height(repeated))

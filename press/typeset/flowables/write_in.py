"""Places to write, by hand or on a screen: side by side with a label each and lines 0.3 in apart below it, or a table's cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle

from press.content.tree import InputField
from press.tagged.form_fields import Writing
from press.tagged.nodes import StructElem
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph

GAP = 16.0  # points between two of them
WEIGHT = 0.6  # points, of a line
ABOVE = 2.0  # points between a line and the foot of its place; and from the text of a table's row up to where its cells begin
CLEAR = 1.0  # points between what is typed and what stands round it


class Entry(NamedTuple):
    """What is filled in on a screen, and its element."""

    element: StructElem
    field: InputField


class WriteIn(StoryFlowable):
    """``sizes`` has for each label how many lines it has, and its share of the width; ``entries`` those that are fields."""

    keep_whole = True

    def __init__(
        self,
        labels: Sequence[TaggedParagraph],
        sizes: Sequence[tuple[int, float]],
        color: Color,
        after: float = 0,
        entries: Sequence[Entry | None] = (),
    ) -> None:
        super().__init__()
        self.labels, self.sizes, self.color, self.spaceAfter = (
            list(labels),
            list(sizes),
            color,
            after,
        )
        self.entries = list(entries) or [None] * len(self.labels)

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        yield from self.labels

    @property
    def elements(self) -> Iterator[StructElem]:
        for label, entry in zip(self.labels, self.entries, strict=True):
            yield from label.elements
            if entry:
                yield entry.element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        room = availWidth - GAP * (len(self.labels) - 1)
        shares = sum(share for _, share in self.sizes)
        self.widths = [room * share / shares for _, share in self.sizes]
        self.label = max(
            one.wrap(width, 1e6)[1] for one, width in zip(self.labels, self.widths, strict=True)
        )
        self.width, self.height = (
            availWidth,
            self.label + max(lines for lines, _ in self.sizes) * Ruled.APART,
        )
        return self.width, self.height

    def draw(self) -> None:
        x = 0.0
        self.canv.setStrokeColor(self.color)
        self.canv.setLineWidth(WEIGHT)
        for label, width, (lines, _), entry in zip(
            self.labels, self.widths, self.sizes, self.entries, strict=True
        ):
            label.drawOn(self.canv, x, self.height - label.height)
            self._lines(x, width, lines, entry)
            x += width + GAP

    def _lines(self, x: float, width: float, lines: int, entry: Entry | None) -> None:
        """Of one place; a field draws its own but for the last, that they do not run through what is typed."""
        for line in range(lines if entry else 1, lines + 1):
            y = self.height - self.label - line * Ruled.APART + ABOVE
            self.canv.line(x, y, x + width, y)
        if entry:
            rules = tuple((lines - line) * Ruled.APART for line in range(1, lines))
            box = (x, y, x + width, self.height - self.label - CLEAR)
            self.canv.field(
                entry.element, box, entry.field, Writing(lines > 1, rules, self.color, WEIGHT)
            )


class Cell(TaggedParagraph):
    """An empty cell of a table that is filled in on a screen; ``below`` are the points that the cell has below its line."""

    def __init__(self, style: ParagraphStyle, entry: Entry, below: float) -> None:
        super().__init__("\u00a0", style)
        self.element, self.entry, self.below = entry.element, entry, below

    def draw(self) -> None:
        box = (0.0, CLEAR - self.below, self.width, self.height + ABOVE)
        self.canv.field(self.entry.element, box, self.entry.field, Writing(several=True))


class Ruled(StoryFlowable):
    """A label, and as many lines to write on as fit below it: 0.3 in apart, for handwriting."""

    APART = 0.3 * 72

    def __init__(self, label: TaggedParagraph, highest: float, color: Color) -> None:
        super().__init__()
        self.label, self.highest, self.color = label, highest, color

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        yield self.label

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        _, label = self.label.wrap(availWidth, availHeight)
        self.lines = max(int((self.highest - label) / self.APART), 0)
        self.width, self.height = availWidth, label + self.lines * self.APART
        return self.width, self.height

    def draw(self) -> None:
        self.label.drawOn(self.canv, 0, self.height - self.label.height)
        self.canv.setStrokeColor(self.color)
        self.canv.setLineWidth(0.5)
        for line in range(self.lines):
            self.canv.line(0, line * self.APART + 1, self.width, line * self.APART + 1)

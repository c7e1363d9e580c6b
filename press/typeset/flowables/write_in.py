"""Places to write, by hand or on a screen: labelled lines, and the cells of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle

from press.content.tree import InputField
from press.tagged.form_fields import TextField
from press.tagged.nodes import StructElem
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph

LINE_DISTANCE = 0.3 * 72  # points, 0.3 in: for handwriting
GAP = 16.0  # points between two places side by side
WEIGHT = 0.6  # points, of a line
# Points between a line and the foot of its place, and from a table row's text up to its cell's top.
ABOVE = 2.0
CLEAR = 1.0  # points between typed text and its surroundings


class Entry(NamedTuple):
    """A form field that is filled in on a screen, and its structure element."""

    element: StructElem
    field: InputField


class WriteIn(StoryFlowable):
    """Places to write, side by side, each a label with lines below it.

    ``sizes`` has for each label its number of lines and its share of the width. ``entries`` has
    its form field, None for handwriting. ``after`` is the space below, in points.
    """

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
        self.labels, self.sizes = list(labels), list(sizes)
        self.color, self.spaceAfter = color, after
        self.entries = list(entries) or [None] * len(self.labels)

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        """The labels."""
        yield from self.labels

    @property
    def elements(self) -> Iterator[StructElem]:
        """The structure elements of each label and its form field."""
        for label, entry in zip(self.labels, self.entries, strict=True):
            yield from label.elements
            if entry:
                yield entry.element

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Share the width; return its width and height, in points."""
        room = availWidth - GAP * (len(self.labels) - 1)
        shares = sum(share for _, share in self.sizes)
        self.widths = [room * share / shares for _, share in self.sizes]
        self.label_height = max(
            label.wrap(width, 1e6)[1] for label, width in zip(self.labels, self.widths, strict=True)
        )
        most_lines = max(lines for lines, _ in self.sizes)
        self.width, self.height = availWidth, self.label_height + most_lines * LINE_DISTANCE
        return self.width, self.height

    def draw(self) -> None:
        """Draw the labels, the lines and the form fields."""
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
        """Draw the lines of a place, and its field.

        A field has all lines but the last in its own appearance, or they would run through the
        typed text.
        """
        for line in range(lines if entry else 1, lines + 1):
            y = self.height - self.label_height - line * LINE_DISTANCE + ABOVE
            self.canv.line(x, y, x + width, y)
        if entry:
            rules = tuple((lines - line) * LINE_DISTANCE for line in range(1, lines))
            box = (x, y, x + width, self.height - self.label_height - CLEAR)
            self.canv.field(
                entry.element, box, entry.field, TextField(lines > 1, rules, self.color, WEIGHT)
            )


class EntryCell(TaggedParagraph):
    """A table's cell that is filled in on a screen.

    ``below`` is the cell's space below its line, in points.
    """

    def __init__(self, style: ParagraphStyle, entry: Entry, below: float) -> None:
        super().__init__("\u00a0", style)
        self.element, self.entry, self.below = entry.element, entry, below

    def draw(self) -> None:
        """Add the form field."""
        box = (0.0, CLEAR - self.below, self.width, self.height + ABOVE)
        self.canv.field(self.entry.element, box, self.entry.field, TextField(several_lines=True))


class RuledLines(StoryFlowable):
    """A label, and as many lines for handwriting as fit in ``highest`` points with it."""

    def __init__(self, label: TaggedParagraph, highest: float, color: Color) -> None:
        super().__init__()
        self.label, self.highest, self.color = label, highest, color

    @property
    def paragraphs(self) -> Iterator[TaggedParagraph]:
        """The label."""
        yield self.label

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Count the lines; return its width and height, in points."""
        _, label_height = self.label.wrap(availWidth, availHeight)
        self.lines = max(int((self.highest - label_height) / LINE_DISTANCE), 0)
        self.width, self.height = availWidth, label_height + self.lines * LINE_DISTANCE
        return self.width, self.height

    def draw(self) -> None:
        """Draw the label and the lines."""
        self.label.drawOn(self.canv, 0, self.height - self.label.height)
        self.canv.setStrokeColor(self.color)
        self.canv.setLineWidth(0.5)
        for line in range(self.lines):
            y = line * LINE_DISTANCE + 1
            self.canv.line(0, y, self.width, y)

"""From blocks of a handout's text to flowables: lists, tables, alerts, pictures, form fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from reportlab.platypus import TableStyle

from press.content.tree import (
    Alert,
    Blanks,
    Block,
    Inline,
    InputField,
    Item,
    List,
    Paragraph,
    Picture,
    Subheading,
    Table,
    leaves,
)
from press.tagged.nodes import FURNITURE, StructElem
from press.typeset.flowables.beside import Beside
from press.typeset.flowables.containers import Box, Stack
from press.typeset.flowables.figures import Figure, Symbol
from press.typeset.flowables.tables import Grid
from press.typeset.flowables.write_in import Entry, EntryCell, WriteIn
from press.typeset.inline import InlineTypesetter
from press.typeset.pictures.load import load_art
from press.typeset.pictures.symbols import BY_ALERT
from press.typeset.styles import ALIGN, Styles, vary_style
from press.typeset.text.list_markers import Marker
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph

TALL_ROW = 27.0  # points: a row of a table for handwriting
# Items: a list of up to 4 is never torn, and one of up to 8 only if there is no other way.
WHOLE_LIST, PREFERABLY_WHOLE = 4, 8


class Typesetter(InlineTypesetter):
    """Turns blocks of text into flowables in one set of styles and one language's phrases.

    ``language`` is that of the phrases, None if it is that of the text. ``level`` is that of the
    subheadings. Tables are appended to ``grids``.
    """

    def __init__(
        self,
        styles: Styles,
        phrases: dict[str, str],
        grids: list[Grid],
        language: str | None = None,
        level: int = 3,
    ) -> None:
        super().__init__(styles)
        self.level = level
        self.phrases = phrases
        self.grids = grids
        self.language = language

    def blocks(
        self, blocks: tuple[Block, ...], parent: StructElem | None, indent: float = 0
    ) -> list[StoryFlowable]:
        """Return the flowables of blocks, in order; ``indent`` is in points.

        An introduction that ends with a colon stays with its list or table.
        """
        flowables: list[StoryFlowable] = []
        for index, block in enumerate(blocks):
            flowables.extend(self._block(block, parent, indent))
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            last = flowables[-1]
            if (
                isinstance(last, TaggedParagraph)
                and isinstance(following, (List, Table))
                and last.plain_text.rstrip().endswith(":")
            ):
                last.keep_with_next = last.words < 40
                _close_up([last])
        return flowables

    def _block(
        self, block: Block, parent: StructElem | None, indent: float
    ) -> Iterator[StoryFlowable]:
        if isinstance(block, Paragraph):
            yield self.paragraph(block.children, "body", StructElem("P", parent), indent)
        elif isinstance(block, Subheading):
            heading = self.paragraph(
                block.children, "subheading", StructElem(f"H{self.level}", parent), indent
            )
            heading.keep_with_next = True
            yield heading
        elif isinstance(block, List):
            yield from self._list(block, parent, indent)
        elif isinstance(block, Table):
            yield self._table(block, parent)
        elif isinstance(block, Picture):
            yield from self._picture(block, parent)
        elif isinstance(block, Blanks):
            yield self._blanks(block, parent)
        else:
            yield self._alert(block, parent)

    def _list(
        self, block: List, parent: StructElem | None, indent: float
    ) -> Iterator[StoryFlowable]:
        has_boxes = any(item.checked is not None for item in block.items)
        hang = self._hang(block, has_boxes)
        numbering = "Square" if has_boxes else "Disc" if block.start is None else "Decimal"
        whole = StructElem("L", parent, attributes=f"/O /List/ListNumbering /{numbering}")
        for index, item in enumerate(block.items):
            element = StructElem("LI", whole)
            flowables = self._item(item, element, indent + hang)
            first = cast(TaggedParagraph, flowables[0])
            first.marker = self._marker(block, index, element, indent)
            for flowable in flowables:
                flowable.keep_whole = True
            for flowable in flowables[:-1]:
                flowable.keep_with_next = True
            if index < len(block.items) - 1:
                _close_up(flowables)
                # A short list is not torn. A column neither ends with the first item of a long one,
                # nor begins with its last.
                flowables[-1].keep_with_next = (
                    index in (0, len(block.items) - 2) or len(block.items) <= WHOLE_LIST
                )
                flowables[-1].prefer_with_next = len(block.items) <= PREFERABLY_WHOLE
            yield from flowables

    def _hang(self, block: List, has_boxes: bool) -> float:
        """Return the distance from a marker to its item's text, in points."""
        size = self.styles.type("body").size
        if has_boxes:
            return 1.45 * size
        if block.start is None:
            return 1.05 * size
        last_number = block.start + len(block.items) - 1
        return size * (0.62 * len(str(last_number)) + 0.75)

    def _item(self, item: Item, element: StructElem, indent: float) -> list[StoryFlowable]:
        body = StructElem("LBody", element)
        if len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph):
            return [self.paragraph(item.blocks[0].children, "body", body, indent)]
        flowables = self.blocks(item.blocks, body, indent)
        first = flowables[0] if flowables else None
        if not isinstance(first, TaggedParagraph) or first.marker:
            # A line of its own for the marker.
            flowables.insert(0, self.line("\u00a0", "body", FURNITURE, indent=indent))
        _close_up(flowables[:-1])
        return flowables

    def _marker(self, block: List, index: int, element: StructElem, indent: float) -> Marker:
        checked = block.items[index].checked
        color, label = self.styles.color("primary"), StructElem("Lbl", element)
        if checked is not None:
            kind = "ticked" if checked else "box"
            if entry := self._entry(block.items[index].field, label):
                return Marker(kind, indent, color, entry.element, field=entry.field)
            alt = self.phrases[kind]
            figure = StructElem("Figure", label, alt=alt, lang=self.language)
            return Marker(kind, indent, color, figure)
        bold = self.styles.fonts.name("bold")
        if block.start is not None:
            return Marker("text", indent, color, label, f"{block.start + index}.", bold)
        return Marker("text", indent + 0.1 * self.styles.type("body").size, color, label, "•", bold)

    def _blanks(self, block: Blanks, parent: StructElem | None) -> StoryFlowable:
        labels = [
            self.line(cell.label.text, "body", StructElem("P", parent)) for cell in block.cells
        ]
        sizes = [(cell.lines, cell.share) for cell in block.cells]
        entries = [
            self._entry(cell.field, label.element)
            for cell, label in zip(block.cells, labels, strict=True)
        ]
        write_in = WriteIn(
            labels, sizes, self.styles.color("primary"), self.styles.leading / 2, entries
        )
        write_in.keep_with_next = block.joined
        return write_in

    def _entry(self, field: InputField | None, parent: StructElem | None) -> Entry | None:
        """Return a form field below ``parent``, None in an edition without fields."""
        if field and self.styles.edition.fields:
            return Entry(StructElem("Form", parent), field)
        return None

    def _alert(self, block: Alert, parent: StructElem | None) -> StoryFlowable:
        is_warning = block.kind == "warning"
        role = "accent" if is_warning else "primary"
        line, paper = self.styles.color(role), self.styles.color("paper")
        fill, mark = (line, paper) if self.styles.edition.areas else (paper, line)
        side = 1.25 * self.styles.type("label").size
        element = StructElem("Div", parent)
        label = self.line(
            self.phrases[block.kind],
            "label",
            StructElem("P", element, lang=self.language),
            "ink" if is_warning else role,
        )
        head = Beside(
            Symbol(side, BY_ALERT[block.kind](line, fill, mark)), [label], gap=6, middle=True
        )
        head.spaceAfter = 0.2 * side
        space = self.styles.leading / 2
        return Box(
            [head, *self.blocks(block.blocks, element)],
            fill=None if is_warning else self.styles.area("tint"),
            border=line if is_warning else None,
            bar=None if is_warning else line,
            pad=(10, 8),
            before=space,
            after=space,
        )

    def _picture(self, block: Picture, parent: StructElem | None) -> Iterator[StoryFlowable]:
        space = self.styles.leading / 2
        art = load_art(block, self.styles.brand, outlined=not self.styles.edition.areas)
        # A caption inside the Figure element would not be read aloud.
        element = StructElem("Div", parent) if block.caption else parent
        figure = Figure(
            art,
            StructElem("Figure", element, alt=block.alt.text),
            highest=11 * self.styles.leading,
            align="center",
            file=block.file,
            place=block.place,
        )
        caption = (
            self.line(block.caption.text, "caption", StructElem("Caption", element))
            if block.caption
            else None
        )
        yield Stack([figure, caption], before=space, after=space)

    def _table(self, block: Table, parent: StructElem | None) -> StoryFlowable:
        columns, element = len(block.header), StructElem("Table", parent)
        rows = [self._row(block.header, block, StructElem("TR", element), "TH")]
        for row, fields in zip(block.rows, block.fields or [()] * len(block.rows), strict=True):
            cells = [*row, *[()] * (columns - len(row))]
            rows.append(self._row(cells, block, StructElem("TR", element), "TD", fields))
        space = self.styles.leading / 2
        grid = Grid(
            rows,
            style=self._table_style(block),
            repeatRows=1,
            spaceBefore=space,
            spaceAfter=space,
        )
        grid.even = block.even
        grid.place = next((leaf.place for leaf in leaves(block)), None)
        self.grids.append(grid)
        return grid

    def _table_style(self, block: Table) -> TableStyle:
        line = self.styles.color("primary")
        commands: list[Any] = [
            ("LINEBELOW", (0, 0), (-1, 0), 1, line),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, line),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), Grid.PADDING / 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), Grid.PADDING / 2),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
        if block.tall:
            below = TALL_ROW - self.styles.leading
            commands.append(("BOTTOMPADDING", (0, 1), (-1, -1), below))
        if block.even:
            commands.append(("INNERGRID", (0, 1), (-1, -1), 0.5, line))
            commands.append(("BOX", (0, 0), (-1, -1), 0.5, line))
        commands.append(("FONTNAME", (0, 0), (-1, -1), self.styles.fonts.name("regular")))
        return TableStyle(commands)

    def _row(
        self,
        cells: Sequence[tuple[Inline, ...]],
        block: Table,
        row: StructElem,
        role: str,
        fields: Sequence[InputField | None] = (),
    ) -> list[TaggedParagraph]:
        attributes = "/O /Table/Scope /Column" if role == "TH" else ""
        return [
            self._cell(cell, StructElem(role, row, attributes=attributes), align, field)
            for cell, align, field in zip(
                cells, block.align, fields or [None] * len(cells), strict=True
            )
        ]

    def _cell(
        self,
        children: tuple[Inline, ...],
        element: StructElem,
        align: str,
        field: InputField | None,
    ) -> TaggedParagraph:
        if entry := self._entry(field, element):
            return EntryCell(
                self.styles.paragraph("table"), entry, below=TALL_ROW - self.styles.leading
            )
        face = "bold" if element.role == "TH" else ""
        if any(leaves(children)):
            cell = self.paragraph(children, "table", element, face=face)
        else:  # a cell for handwriting is as high as a line
            cell = self.line("\u00a0", "table", element)
        cell.style = cell.style.clone("table", alignment=ALIGN[align])
        return cell


def _close_up(flowables: list[StoryFlowable]) -> None:
    """Remove the space below paragraphs inside a list, which its markers and indents set apart."""
    for flowable in flowables:
        if isinstance(flowable, TaggedParagraph) and flowable.style.spaceAfter:
            attributes = vars(flowable.style)
            if "closed" not in attributes:
                attributes["closed"] = vary_style(flowable.style, spaceAfter=0)
            flowable.style = attributes["closed"]

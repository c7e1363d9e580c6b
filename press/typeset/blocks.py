"""From blocks of text to flowables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from reportlab.platypus import TableStyle

from press.content.tree import (
    Alert,
    Blanks,
    Block,
    Break,
    Emphasis,
    Inline,
    InputField,
    Item,
    Link,
    List,
    Paragraph,
    Picture,
    Strong,
    Subheading,
    Table,
    Text,
    leaves,
)
from press.tagged.nodes import FURNITURE, StructElem
from press.typeset.flowables.containers import Beside, Box, Figure, Stack, Symbol
from press.typeset.flowables.tables import Grid
from press.typeset.flowables.write_in import Cell, Entry, WriteIn
from press.typeset.pictures.load import load_art
from press.typeset.pictures.symbols import BY_ALERT
from press.typeset.styles import ALIGN, Styles, varied
from press.typeset.text import text_object
from press.typeset.text.list_markers import Marker
from press.typeset.text.markup import in_fonts, links_in, said
from press.typeset.text.paragraph import StoryFlowable, TaggedParagraph

TALL = 27.0  # points: a row of a table that a hand writes in
WHOLE_LIST, RATHER_WHOLE = (
    4,
    8,
)  # items: up to so many it is never torn, or only where all else was tried

_BOLDER = {"regular": "bold", "italic": "bold_italic"}
_SLANTED = {"regular": "italic", "bold": "bold_italic"}


class Setter:
    """Turns text into flowables in one set of styles and one language's phrases."""

    def __init__(
        self,
        styles: Styles,
        phrases: dict[str, str],
        grids: list[Grid],
        language: str | None = None,
        level: int = 3,
    ) -> None:
        """``language`` is that of the phrases, where it is not that of the text; tables are added to ``grids``.

        ``level`` is that of the subheadings.
        """
        self.level = level
        self.styles = styles
        self.phrases = phrases
        self.grids = grids
        self.language = language

    def line(
        self,
        text: str,
        role: str,
        element: StructElem,
        color: str | None = None,
        indent: float = 0,
        scaled: float = 1,
    ) -> TaggedParagraph:
        """One plain text as a paragraph in a role of the type scale, or in that role ``scaled``."""
        style = self.styles.paragraph(role, indent, color)
        if scaled != 1:
            style = style.clone(
                role, fontSize=style.fontSize * scaled, leading=style.leading * scaled
            )
        made = TaggedParagraph(self._runs(text, self.styles.type(role).face), style)
        made.element = element
        return made

    def paragraph(
        self,
        children: tuple[Inline, ...],
        role: str,
        element: StructElem,
        indent: float = 0,
        color: str | None = None,
        face: str = "",
    ) -> TaggedParagraph:
        """Marked-up text as a paragraph in a role of the type scale, in its ``face`` or in another."""
        style = self.styles.paragraph(role, indent, color)
        links = {f"link{at}": _link(one, element) for at, one in enumerate(links_in(children))}
        made = TaggedParagraph(
            self._markup(children, face or self.styles.type(role).face, iter(links)), style
        )
        made.element, made.links = element, links
        return made

    def blocks(
        self, blocks: tuple[Block, ...], parent: StructElem | None, indent: float = 0
    ) -> list[StoryFlowable]:
        """The flowables of blocks, in order; an introduction that ends in a colon stays with what it introduces."""
        made: list[StoryFlowable] = []
        for at, block in enumerate(blocks):
            made.extend(self._block(block, parent, indent))
            follows = blocks[at + 1] if at + 1 < len(blocks) else None
            last = made[-1]
            if (
                isinstance(last, TaggedParagraph)
                and isinstance(follows, (List, Table))
                and last.plain.rstrip().endswith(":")
            ):
                last.keep_with_next = last.words < 40
                _close_up([last])
        return made

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
        size = self.styles.type("body").size
        last = (block.start or 0) + len(block.items) - 1
        boxes = any(item.checked is not None for item in block.items)
        hang = (
            1.45 * size
            if boxes
            else size * (0.62 * len(str(last)) + 0.75)
            if block.start is not None
            else 1.05 * size
        )
        numbering = "Square" if boxes else "Disc" if block.start is None else "Decimal"
        whole = StructElem("L", parent, attributes=f"/O /List/ListNumbering /{numbering}")
        for at, item in enumerate(block.items):
            element = StructElem("LI", whole)
            made = self._item(item, element, indent + hang)
            cast(TaggedParagraph, made[0]).marker = self._marker(block, at, element, indent)
            for one in made:
                one.keep_whole = True
            for one in made[:-1]:
                one.keep_with_next = True
            if at < len(block.items) - 1:
                _close_up(made)
                # A short list is not torn; of a long one, no item stands alone at the head or foot of a column.
                made[-1].keep_with_next = (
                    at in (0, len(block.items) - 2) or len(block.items) <= WHOLE_LIST
                )
                made[-1].prefer_with_next = len(block.items) <= RATHER_WHOLE
            yield from made

    def _item(self, item: Item, element: StructElem, indent: float) -> list[StoryFlowable]:
        body = StructElem("LBody", element)
        if len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph):
            return [self.paragraph(item.blocks[0].children, "body", body, indent)]
        made = self.blocks(item.blocks, body, indent)
        if not made or not isinstance(made[0], TaggedParagraph) or made[0].marker:
            made.insert(
                0, self.line("\u00a0", "body", FURNITURE, indent=indent)
            )  # a line for the marker
        _close_up(made[:-1])
        return made

    def _marker(self, block: List, at: int, element: StructElem, indent: float) -> Marker:
        checked = block.items[at].checked
        tone, label = self.styles.color("primary"), StructElem("Lbl", element)
        if checked is not None:
            kind = "ticked" if checked else "box"
            if entry := self._entry(block.items[at].field, label):
                return Marker(kind, indent, tone, entry.element, field=entry.field)
            return Marker(
                kind,
                indent,
                tone,
                StructElem("Figure", label, alt=self.phrases[kind], lang=self.language),
            )
        bold = self.styles.fonts.name("bold")
        if block.start is not None:
            return Marker("text", indent, tone, label, f"{block.start + at}.", bold)
        return Marker("text", indent + 0.1 * self.styles.type("body").size, tone, label, "•", bold)

    def _blanks(self, block: Blanks, parent: StructElem | None) -> StoryFlowable:
        labels = [self.line(one.label.text, "body", StructElem("P", parent)) for one in block.cells]
        sizes = [(one.lines, one.share) for one in block.cells]
        entries = [
            self._entry(one.field, label.element)
            for one, label in zip(block.cells, labels, strict=True)
        ]
        made = WriteIn(
            labels, sizes, self.styles.color("primary"), self.styles.leading / 2, entries
        )
        made.keep_with_next = block.joined
        return made

    def _entry(self, field: InputField | None, around: StructElem | None) -> Entry | None:
        """A place to write or to tick as a field, in an edition that has any; it belongs to what stands ``around`` it."""
        return (
            Entry(StructElem("Form", around), field)
            if field and self.styles.edition.fields
            else None
        )

    def _alert(self, block: Alert, parent: StructElem | None) -> StoryFlowable:
        urgent = block.kind == "warning"
        tone = "accent" if urgent else "primary"
        line, paper = self.styles.color(tone), self.styles.color("paper")
        fill, mark = (line, paper) if self.styles.edition.areas else (paper, line)
        side = 1.25 * self.styles.type("label").size
        around = StructElem("Div", parent)
        label = self.line(
            self.phrases[block.kind],
            "label",
            StructElem("P", around, lang=self.language),
            "ink" if urgent else tone,
        )
        head = Beside(
            Symbol(side, BY_ALERT[block.kind](line, fill, mark)), [label], gap=6, middle=True
        )
        head.spaceAfter = 0.2 * side
        space = self.styles.leading / 2
        return Box(
            [head, *self.blocks(block.blocks, around)],
            fill=None if urgent else self.styles.area("tint"),
            border=line if urgent else None,
            bar=None if urgent else line,
            pad=(10, 8),
            before=space,
            after=space,
        )

    def _picture(self, block: Picture, parent: StructElem | None) -> Iterator[StoryFlowable]:
        space = self.styles.leading / 2
        art = load_art(block, self.styles.brand, outlined=not self.styles.edition.areas)
        highest = 11 * self.styles.leading
        around = (
            StructElem("Div", parent) if block.caption else parent
        )  # a caption inside the figure would not be read aloud
        figure = Figure(
            art, StructElem("Figure", around, alt=block.alt.text), highest=highest, align="center"
        )
        caption = (
            self.line(block.caption.text, "caption", StructElem("Caption", around))
            if block.caption
            else None
        )
        yield Stack([figure, caption], before=space, after=space)

    def _table(self, block: Table, parent: StructElem | None) -> StoryFlowable:
        wide, whole = len(block.header), StructElem("Table", parent)
        rows = [self._row(block.header, block, StructElem("TR", whole), "TH")]
        for row, fields in zip(block.rows, block.fields or [()] * len(block.rows), strict=True):
            rows.append(
                self._row(
                    [*row, *[()] * (wide - len(row))], block, StructElem("TR", whole), "TD", fields
                )
            )
        space = self.styles.leading / 2
        line = self.styles.color("primary")
        style: list[Any] = [
            ("LINEBELOW", (0, 0), (-1, 0), 1, line),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, self.styles.color("primary")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), Grid.PADDING / 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), Grid.PADDING / 2),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            *(
                [("BOTTOMPADDING", (0, 1), (-1, -1), TALL - self.styles.leading)]
                if block.tall
                else []
            ),
            *(
                [("INNERGRID", (0, 1), (-1, -1), 0.5, line), ("BOX", (0, 0), (-1, -1), 0.5, line)]
                if block.even
                else []
            ),
            ("FONTNAME", (0, 0), (-1, -1), self.styles.fonts.name("regular")),
        ]
        grid = Grid(
            rows, style=TableStyle(style), repeatRows=1, spaceBefore=space, spaceAfter=space
        )
        grid.even = block.even
        grid.place = next((leaf.place for leaf in leaves(block)), None)
        self.grids.append(grid)
        return grid

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
            return Cell(self.styles.paragraph("table"), entry, below=TALL - self.styles.leading)
        # An empty cell, to write in, is as high as a line.
        face = "bold" if element.role == "TH" else ""
        made = (
            self.paragraph(children, "table", element, face=face)
            if any(leaves(children))
            else self.line("\u00a0", "table", element)
        )
        made.style = made.style.clone("table", alignment=ALIGN[align])
        return made

    def _markup(self, children: tuple[Inline, ...], face: str, names: Iterator[str]) -> str:
        made = []
        for child in children:
            if isinstance(child, Text):
                made.append(self._runs(child.text, face))
            elif isinstance(child, Strong):
                made.append(self._stressed(child.children, face, self.styles.edition.strong, names))
            elif isinstance(child, Emphasis):
                made.append(
                    self._stressed(child.children, face, self.styles.edition.slanted, names)
                )
            elif isinstance(child, Break):
                made.append("<br/>")
            elif isinstance(child, Link):
                text = self._stressed(child.children, face, self.styles.edition.link, names)
                made.append(
                    f'<a href="#{next(names)}" color="{self.styles.color("primary").hexval()}">{text}</a>'
                )
        return "".join(made)

    def _stressed(
        self, children: tuple[Inline, ...], face: str, how: str, names: Iterator[str]
    ) -> str:
        if how == "underline":
            return f"<u>{self._markup(children, face, names)}</u>"
        return self._markup(
            children, (_BOLDER if how == "bold" else _SLANTED).get(face, face), names
        )

    def _runs(self, text: str, face: str) -> str:
        return in_fonts(text, self.styles.fonts, face)


def _link(link: Link, parent: StructElem) -> text_object.InlineLink:
    return text_object.InlineLink(StructElem("Link", parent, href=link.href), said(link.children))


def _close_up(flowables: list[StoryFlowable]) -> None:
    """No space below the paragraphs inside a list: its markers and indents set it apart."""
    for one in flowables:
        if isinstance(one, TaggedParagraph) and one.style.spaceAfter:
            known = vars(one.style)
            if "closed" not in known:
                known["closed"] = varied(one.style, spaceAfter=0)
            one.style = known["closed"]

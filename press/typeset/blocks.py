"""From blocks of text to flowables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, cast
from xml.sax.saxutils import quoteattr

from reportlab.platypus import TableStyle

from press.content.tree import (
    Alert,
    Block,
    Break,
    Emphasis,
    Inline,
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
from press.typeset.flowables import Beside, Box, Figure, Stack, Symbol
from press.typeset.para import Marker, Para, Piece, xml
from press.typeset.pictures import load_art
from press.typeset.styles import ALIGN, Styles
from press.typeset.symbols import BY_ALERT
from press.typeset.tables import Grid

# A number as it is dialled, with its extension: its blanks must not break.
_PHONE = re.compile(r"(?<!\w)\+?\(?\d[\d().\-/]*(?: \(?\d[\d().\-/]*){0,4}(?: (?:x|ext\.?) ?\d+)?(?!\w)")
# "type 2." and "12 pt": a short number and the word it belongs to.
_PAIR = re.compile(r"(?<=[A-Za-z]) (?=\d{1,3}(?:[.,;:!?)]|$))|(?<=\d) (?=(?:pt|in|cm|mm|mg|ml|am|pm|a\.m\.|p\.m\.)\b)")

WHOLE_LIST = 4  # items

_BOLDER = {"regular": "bold", "italic": "bold_italic"}
_SLANTED = {"regular": "italic", "bold": "bold_italic"}


class Setter:
    """Turns text into flowables in one set of styles and one language's phrases."""

    def __init__(self, styles: Styles, phrases: dict[str, str]) -> None:
        self.styles = styles
        self.phrases = phrases
        self.grids: list[Grid] = []

    def line(self, text: str, role: str, color: str | None = None, indent: float = 0, scaled: float = 1) -> Para:
        """One plain text as a paragraph in a role of the type scale, or in that role ``scaled``."""
        style = self.styles.paragraph(role, indent, color)
        if scaled != 1:
            style = style.clone(role, fontSize=style.fontSize * scaled, leading=style.leading * scaled)
        return Para(self._runs(text, self.styles.type(role).face), style)

    def paragraph(self, children: tuple[Inline, ...], role: str, indent: float = 0, color: str | None = None) -> Para:
        """Marked-up text as a paragraph in a role of the type scale."""
        style = self.styles.paragraph(role, indent, color)
        return Para(self._markup(children, self.styles.type(role).face), style)

    def blocks(self, blocks: tuple[Block, ...], role: str = "body", indent: float = 0, color: str | None = None) -> list[Piece]:
        """The flowables of blocks, in order; an introduction that ends in a colon stays with what it introduces."""
        made: list[Piece] = []
        for at, block in enumerate(blocks):
            made.extend(self._block(block, role, indent, color))
            follows = blocks[at + 1] if at + 1 < len(blocks) else None
            last = made[-1]
            if isinstance(last, Para) and isinstance(follows, (List, Table)) and last.plain.rstrip().endswith(":"):
                last.keep_with_next = last.words < 40
                _close_up([last])
        return made

    def _block(self, block: Block, role: str, indent: float, color: str | None) -> Iterator[Piece]:
        if isinstance(block, Paragraph):
            yield self.paragraph(block.children, role, indent, color)
        elif isinstance(block, Subheading):
            heading = self.paragraph(block.children, "subheading", indent, color)
            heading.keep_with_next = True
            yield heading
        elif isinstance(block, List):
            yield from self._list(block, role, indent, color)
        elif isinstance(block, Table):
            yield self._table(block)
        elif isinstance(block, Picture):
            yield from self._picture(block)
        else:
            yield self._alert(block)

    def _list(self, block: List, role: str, indent: float, color: str | None) -> Iterator[Piece]:
        size = self.styles.type(role).size
        last = (block.start or 0) + len(block.items) - 1
        boxes = any(item.checked is not None for item in block.items)
        hang = 1.45 * size if boxes else size * (0.62 * len(str(last)) + 0.75) if block.start is not None else 1.05 * size
        for at, item in enumerate(block.items):
            made = self._item(item, role, indent + hang, color)
            cast(Para, made[0]).marker = self._marker(block, at, role, indent, color)
            if at < len(block.items) - 1:
                _close_up(made)
                # A short list is not torn; of a long one, no item stands alone at the head or foot of a column.
                made[-1].keep_with_next = at in (0, len(block.items) - 2) or len(block.items) <= WHOLE_LIST
            yield from made

    def _item(self, item: Item, role: str, indent: float, color: str | None) -> list[Piece]:
        made = self.blocks(item.blocks, role, indent, color)
        if not made or not isinstance(made[0], Para) or made[0].marker:
            made.insert(0, self.line("\u00a0", role, color, indent))  # a line for the marker
        _close_up(made[:-1])
        return made

    def _marker(self, block: List, at: int, role: str, indent: float, color: str | None) -> Marker:
        checked = block.items[at].checked
        tone = self.styles.color(color or "primary")
        if checked is not None:
            return Marker("ticked" if checked else "box", indent, color=tone)
        if block.start is not None:
            return Marker("text", indent, f"{block.start + at}.", self.styles.fonts.name("bold"), tone)
        return Marker("text", indent + 0.1 * self.styles.type(role).size, "•", self.styles.fonts.name("bold"), tone)

    def _alert(self, block: Alert) -> Piece:
        urgent = block.kind == "warning"
        tone = "accent" if urgent else "primary"
        line, paper = self.styles.color(tone), self.styles.color("paper")
        side = 1.25 * self.styles.type("label").size
        label = self.line(self.phrases[block.kind], "label", "ink" if urgent else tone)
        head = Beside(Symbol(side, BY_ALERT[block.kind](line, paper)), [label], gap=6, middle=True)
        head.spaceAfter = 0.2 * side
        space = self.styles.leading / 2
        return Box(
            [head, *self.blocks(block.blocks)],
            fill=None if urgent else self.styles.color("tint"),
            border=line if urgent else None,
            bar=None if urgent else line,
            pad=(10, 8),
            before=space,
            after=space,
        )

    def _picture(self, block: Picture) -> Iterator[Piece]:
        space = self.styles.leading / 2
        art = load_art(block, self.styles.brand)
        highest = 11 * self.styles.leading
        figure = Figure(art, block.alt.text, highest=highest, align="center")
        caption = self.line(block.caption.text, "caption") if block.caption else None
        yield Stack([figure, caption], before=space, after=space)

    def _table(self, block: Table) -> Piece:
        wide = len(block.header)
        rows = [[self._cell((Strong(cell),), "table", align) for cell, align in zip(block.header, block.align, strict=True)]]
        for row in block.rows:
            cells = (*row, *[()] * (wide - len(row)))
            rows.append([self._cell(cell, "table", align) for cell, align in zip(cells, block.align, strict=True)])
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
            ("FONTNAME", (0, 0), (-1, -1), self.styles.fonts.name("regular")),
        ]
        grid = Grid(rows, style=TableStyle(style), repeatRows=1, spaceBefore=space, spaceAfter=space)
        grid.place = next((leaf.place for leaf in leaves(block)), None)
        self.grids.append(grid)
        return grid

    def _cell(self, children: tuple[Inline, ...], role: str, align: str) -> Para:
        # An empty cell, to write in, is as high as a line.
        made = self.paragraph(children, role) if any(leaves(children)) else self.line("\u00a0", role)
        made.style = made.style.clone(role, alignment=ALIGN[align])
        return made

    def _markup(self, children: tuple[Inline, ...], face: str) -> str:
        made = []
        for child in children:
            if isinstance(child, Text):
                made.append(self._runs(child.text, face))
            elif isinstance(child, Strong):
                made.append(self._markup(child.children, _BOLDER.get(face, face)))
            elif isinstance(child, Emphasis):
                made.append(self._markup(child.children, _SLANTED.get(face, face)))
            elif isinstance(child, Break):
                made.append("<br/>")
            elif isinstance(child, Link):
                color = self.styles.brand.colors.primary
                text = self._markup(child.children, face)
                made.append(f'<a href={quoteattr(child.href)} color="{color}"><u>{text}</u></a>')
        return "".join(made)

    def _runs(self, text: str, face: str) -> str:
        text = _held(unicodedata.normalize("NFC", text))
        runs = self.styles.fonts.runs(text, face)
        return "".join(f'<font face="{font}">{xml(part)}</font>' for font, part in runs)


def _close_up(flowables: list[Piece]) -> None:
    """No space below the paragraphs inside a list: its markers and indents set it apart."""
    for one in flowables:
        if isinstance(one, Para):
            one.style = one.style.clone(one.style.name, spaceAfter=0)


def _held(text: str) -> str:
    """The text with the blanks held that must not break: inside telephone numbers, and beside other numbers."""
    text = _PHONE.sub(lambda found: found.group().replace(" ", "\u00a0"), text)
    return _PAIR.sub("\u00a0", text)

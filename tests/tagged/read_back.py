"""From a tagged PDF, and from a Handout, to the same list of (role, text)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from press.content.handout import Handout, Section
from press.content.tree import (
    Alert,
    Block,
    Break,
    Inline,
    Item,
    List,
    Paragraph,
    Picture,
    Subheading,
    Table,
    Text,
)
from press.proof.speech import blocks
from press.proof.struct_elements import Tree
from press.proof.tree import read_tree
from press.typeset.phrases import PHRASES
from tests.samples import reader

Blocks = list[tuple[str, str]]

PHRASE_TEXTS = PHRASES["en"]


def tree_of(data: bytes) -> Tree:
    tree = read_tree(reader(data))
    assert not tree.problems
    return tree


def read_aloud(data: bytes) -> Blocks:
    """Return what a screen reader reads, in its order, with each run of blanks as one."""
    return [(role, plain(text)) for role, text in blocks(tree_of(data))]


def plain(text: str) -> str:
    return " ".join(text.split())


def expected_section(section: Section) -> Blocks:
    return [("H2", plain(section.heading.text)), *_blocks(section.body)]


def sections(handout: Handout) -> list[Blocks]:
    return [expected_section(section) for section in handout.sections]


def find_part(whole: Blocks, part: Blocks, start: int = 0) -> int:
    """Return where a contiguous part begins in the whole, from ``start`` on; -1 if nowhere."""
    last = len(whole)
    places = (index for index in range(start, last) if whole[index : index + len(part)] == part)
    return next(places, -1)


def _blocks(blocks: Iterable[Block], alone: str = "P") -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield alone, _text(block.children)
        elif isinstance(block, Subheading):
            yield "H3", _text(block.children)
        elif isinstance(block, List):
            for index, item in enumerate(block.items):
                yield from _item(item, "•" if block.start is None else f"{block.start + index}.")
        elif isinstance(block, Table):
            for role, row in (("TH", block.header), *(("TD", row) for row in block.rows)):
                cells = [_text(cell) for cell in row]
                yield from (
                    (role, cell) for cell in cells + [""] * (len(block.header) - len(cells))
                )
        elif isinstance(block, Picture):
            yield "Figure", plain(block.alt.text)
            if block.caption:
                yield "Caption", plain(block.caption.text)
        elif isinstance(block, Alert):
            yield "P", PHRASE_TEXTS[block.kind]
            yield from _blocks(block.blocks)


def _item(item: Item, marker: str) -> Iterator[tuple[str, str]]:
    if item.checked is None:
        yield "Lbl", marker
    else:
        yield "Figure", PHRASE_TEXTS["ticked" if item.checked else "box"]
    first = item.blocks[0]
    if len(item.blocks) == 1 and isinstance(first, Paragraph):
        yield "LBody", _text(first.children)
        return
    yield from _blocks(item.blocks)


def _text(children: tuple[Inline, ...]) -> str:
    return plain("".join(_parts(children)))


def _parts(children: tuple[Inline, ...]) -> Iterator[str]:
    for child in children:
        if isinstance(child, Text):
            yield child.text
        elif isinstance(child, Break):
            yield " "
        else:
            yield from _parts(child.children)

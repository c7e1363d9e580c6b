"""From the structure tree to the text that a screen reader speaks, in its order."""

from __future__ import annotations

from collections.abc import Iterator

from press.proof.struct_elements import Block, Element, Tree


def blocks(tree: Tree) -> list[tuple[str, str]]:
    """The role and text of each block that holds text itself, in reading order; a picture's is its description."""
    return [(block.element.role, block.text) for block in tree_blocks(tree)]


def tree_blocks(tree: Tree) -> Iterator[Block]:
    """The same, piece by piece."""
    for element in tree.root.elements if tree.root else ():
        yield from element.blocks()


def text_of(element: Element) -> str:
    """Its text as it is read aloud, a line for each block in it."""
    return element.text

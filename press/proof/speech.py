"""From the structure tree to the text that a screen reader speaks, in its order."""

from __future__ import annotations

from collections.abc import Iterator

from press.proof.struct_elements import Block, Element, Tree


def blocks(tree: Tree) -> list[tuple[str, str]]:
    """Return the role and text of each block with text of its own, in reading order.

    The text of a picture is its alternative text.
    """
    return [(block.element.role, block.text) for block in tree_blocks(tree)]


def tree_blocks(tree: Tree) -> Iterator[Block]:
    """Yield each block with text of its own, in reading order."""
    for element in tree.root.elements if tree.root else ():
        yield from element.blocks()


def text_of(element: Element) -> str:
    """Return the text of an element as a screen reader speaks it, a line for each block in it."""
    return element.text

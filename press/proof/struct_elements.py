"""The structure tree of a PDF, as values: elements, and the marked content and annotations that they hold (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from press.problems import Problem
from press.proof.document import Annotation, Document
from press.proof.findings import Finding, as_problems
from press.proof.fonts import NO_FONT
from press.proof.painted import NOWHERE, PaintedMark, ShownText
from press.proof.roles import PICTURES, is_block

Attribute = str | float | bool | tuple["Attribute", ...]


class BlockText(NamedTuple):
    """A string of a block, and its page; where an element's replacement is read, all that it replaces is one."""

    page: int
    shown: ShownText

    @property
    def text(self) -> str:
        return self.shown.text


class Block(NamedTuple):
    """The text that stands right in a block-level element, between the blocks in it."""

    element: Element
    pieces: tuple[BlockText, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on a page under one number. ``owner`` is 0 for the page, or the number of a form that it draws.

    ``marks`` are the marks of that number, with their places in the page's order: one, unless the file is wrong.
    """

    page: int
    mcid: int
    owner: int = 0
    marks: tuple[tuple[int, PaintedMark], ...] = ()

    @property
    def shown(self) -> tuple[ShownText, ...]:
        return tuple(one for _, mark in self.marks for one in mark.shown)

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.shown)

    def pieces(self) -> tuple[BlockText, ...]:
        return tuple(BlockText(self.page, one) for one in self.shown)

    @property
    def blank(self) -> bool:
        """True if it paints nothing, or nothing but blanks."""
        return not self.text.strip() and not any(mark.drawings for _, mark in self.marks)


@dataclass(frozen=True, slots=True)
class Element:
    """``role`` is the standard role that ``tag``, the file's own word, is mapped to; ``number`` is its object's.

    ``attributes`` are Alt, ActualText, Lang, Scope, BBox, ListNumbering and the like; names are texts here. ``parent``
    is the number of the element that it says it belongs to. ``page`` is 0 where nothing in it is on any page;
    ``objects`` counts what else of a page it refers to.
    """

    role: str
    tag: str
    number: int = 0
    parent: int = 0
    page: int = 0
    attributes: dict[str, Attribute] = field(default_factory=dict)
    kids: tuple[Element | Content, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    objects: int = 0

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements right below it."""
        return tuple(kid for kid in self.kids if isinstance(kid, Element))

    @property
    def contents(self) -> tuple[Content, ...]:
        """The content right below it."""
        return tuple(kid for kid in self.kids if isinstance(kid, Content))

    @property
    def replacement(self) -> str | None:
        """The text that is read instead of what is in it."""
        actual = self.said("ActualText")
        return self.said("Alt") if actual is None and self.role in PICTURES else actual

    @property
    def text(self) -> str:
        """Its text as it is read aloud, a line for each block in it; an ActualText stands for all that it replaces."""
        return "\n".join(block.text for block in self.blocks())

    def blocks(self) -> Iterator[Block]:
        """Each block in it that has text; one without any is given, too, for its text is then empty."""
        if self.replacement is not None:
            yield Block(self, self.pieces())
            return
        pieces: list[BlockText] = []
        several = False
        for kid in self.kids:
            if isinstance(kid, Element) and is_block(kid.role):
                if _says_something(pieces):
                    yield Block(self, tuple(pieces))
                yield from kid.blocks()
                pieces, several = [], True
            else:
                pieces += kid.pieces()
        if not several or _says_something(pieces):
            yield Block(self, tuple(pieces))

    def pieces(self) -> tuple[BlockText, ...]:
        """What it says, as a part of a line, and all below it, with nothing put between."""
        pieces = tuple(piece for kid in self.kids for piece in kid.pieces())
        if self.replacement is None:
            return pieces
        first = (
            pieces[0] if pieces else BlockText(self.page, ShownText("", NO_FONT, NOWHERE, NOWHERE))
        )
        ends = pieces[-1].shown.ends if pieces else NOWHERE
        return (
            BlockText(
                first.page, first.shown._replace(text=self.replacement, ends=ends, replaced=True)
            ),
        )

    def said(self, attribute: str) -> str | None:
        """An attribute that is a text."""
        value = self.attributes.get(attribute)
        return value if isinstance(value, str) else None

    def count(self, attribute: str, default: int = 1) -> int:
        """An attribute that is a number of rows or columns."""
        value = self.attributes.get(attribute)
        return int(value) if isinstance(value, (int, float)) and 0 < value < 10_000 else default

    def walk(self) -> Iterator[Element]:
        """It, and all elements below it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.elements))


@dataclass(frozen=True, slots=True)
class Tree:
    """``root`` is the StructTreeRoot, None where there is none; ``parents`` is the parent tree, 0 where it holds nothing.

    ``findings`` are those of reading it.
    """

    document: Document
    root: Element | None
    parents: dict[int, int | tuple[int, ...]]
    findings: tuple[Finding, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong already when it was read."""
        return tuple(as_problems(self.document.file, self.findings))

    def walk(self) -> Iterator[Element]:
        """All elements in reading order, without the root."""
        for element in self.root.elements if self.root else ():
            yield from element.walk()

    def contents(self) -> Iterator[Content]:
        """All content, in reading order."""
        waiting: list[Element | Content] = [self.root] if self.root else []
        while waiting:
            one = waiting.pop()
            if isinstance(one, Content):
                yield one
            else:
                waiting.extend(reversed(one.kids))


def _says_something(pieces: list[BlockText]) -> bool:
    return any(piece.text.strip() for piece in pieces)

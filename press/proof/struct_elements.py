"""From the structure tree of a PDF to values: elements and what they hold (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from press.problems import Problem
from press.proof.document import Annotation, Document
from press.proof.findings import Finding, as_problems
from press.proof.fonts import NO_FONT
from press.proof.painted import NO_POSITION, PaintedMark, ShownText
from press.proof.roles import PICTURES, is_block

Attribute = str | float | bool | tuple["Attribute", ...]


class TextRun(NamedTuple):
    """A string of a block and its page. A replacement text is one run."""

    page: int
    shown: ShownText

    @property
    def text(self) -> str:
        """The text of the run."""
        return self.shown.text


class Block(NamedTuple):
    """The text directly in a block-level element, between the blocks inside it."""

    element: Element
    runs: tuple[TextRun, ...]

    @property
    def text(self) -> str:
        """The text of the block."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Content:
    """The marked content of one MCID on a page.

    ``owner`` is the object number of the form that it is in, or 0 for the page. ``marks`` has the
    marks of that MCID with their indices on the page: one, unless the file is wrong.
    """

    page: int
    mcid: int
    owner: int = 0
    marks: tuple[tuple[int, PaintedMark], ...] = ()

    @property
    def shown(self) -> tuple[ShownText, ...]:
        """The strings that it shows."""
        return tuple(shown for _, mark in self.marks for shown in mark.shown)

    @property
    def text(self) -> str:
        """The text that it shows."""
        return "".join(shown.text for shown in self.shown)

    def runs(self) -> tuple[TextRun, ...]:
        """Return the text runs that it shows."""
        return tuple(TextRun(self.page, shown) for shown in self.shown)

    @property
    def blank(self) -> bool:
        """True if it paints nothing but white space."""
        return not self.text.strip() and not any(mark.drawings for _, mark in self.marks)


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element.

    ``role`` is the standard type that ``tag``, the file's own type, is mapped to. ``number`` is its
    object number, ``parent`` that of the element in its P entry. ``page`` is the first page of its
    content, 0 for none. ``attributes`` are Alt, ActualText, Lang, Scope, BBox, ListNumbering and
    the like, with names as texts. ``objects`` counts other objects that it refers to.
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
        """The elements directly below it."""
        return tuple(kid for kid in self.kids if isinstance(kid, Element))

    @property
    def contents(self) -> tuple[Content, ...]:
        """The content directly below it."""
        return tuple(kid for kid in self.kids if isinstance(kid, Content))

    @property
    def replacement(self) -> str | None:
        """The text that replaces its content: ActualText, or Alt for a picture; else None."""
        actual = self.text_attribute("ActualText")
        if actual is None and self.role in PICTURES:
            return self.text_attribute("Alt")
        return actual

    @property
    def text(self) -> str:
        """The text as a screen reader speaks it, a line for each block in it."""
        return "\n".join(block.text for block in self.blocks())

    def blocks(self) -> Iterator[Block]:
        """Yield each block in the element that has text; one empty block if none has text."""
        if self.replacement is not None:
            yield Block(self, self.runs())
            return
        runs: list[TextRun] = []
        has_blocks = False
        for kid in self.kids:
            if isinstance(kid, Element) and is_block(kid.role):
                if _has_text(runs):
                    yield Block(self, tuple(runs))
                yield from kid.blocks()
                runs, has_blocks = [], True
            else:
                runs += kid.runs()
        if not has_blocks or _has_text(runs):
            yield Block(self, tuple(runs))

    def runs(self) -> tuple[TextRun, ...]:
        """Return the text runs of the element and all below it, as part of one line."""
        runs = tuple(run for kid in self.kids for run in kid.runs())
        if self.replacement is None:
            return runs
        page, first, end = self.page, ShownText("", NO_FONT, NO_POSITION, NO_POSITION), NO_POSITION
        if runs:
            page, first, end = runs[0].page, runs[0].shown, runs[-1].shown.end
        return (TextRun(page, first._replace(text=self.replacement, end=end, replaced=True)),)

    def text_attribute(self, name: str) -> str | None:
        """Return an attribute that is a text; else None."""
        value = self.attributes.get(name)
        return value if isinstance(value, str) else None

    def span(self, name: str) -> int:
        """Return an attribute that is a number of rows or columns; 1 if it is missing or wrong."""
        value = self.attributes.get(name)
        return int(value) if isinstance(value, (int, float)) and 0 < value < 10_000 else 1

    def walk(self) -> Iterator[Element]:
        """Yield the element and all elements below it, in reading order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.elements))


@dataclass(frozen=True, slots=True)
class Tree:
    """The structure tree of a document.

    ``root`` is the StructTreeRoot, None if there is none. ``parents`` is the parent tree, with 0
    for no element. ``findings`` were made while it was read.
    """

    document: Document
    root: Element | None
    parents: dict[int, int | tuple[int, ...]]
    findings: tuple[Finding, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The findings as problems."""
        return tuple(as_problems(self.document.file, self.findings))

    def walk(self) -> Iterator[Element]:
        """Yield all elements in reading order, without the root."""
        for element in self.root.elements if self.root else ():
            yield from element.walk()

    def contents(self) -> Iterator[Content]:
        """Yield all content in reading order."""
        stack: list[Element | Content] = [self.root] if self.root else []
        while stack:
            kid = stack.pop()
            if isinstance(kid, Content):
                yield kid
            else:
                stack.extend(reversed(kid.kids))


def _has_text(runs: list[TextRun]) -> bool:
    return any(run.text.strip() for run in runs)

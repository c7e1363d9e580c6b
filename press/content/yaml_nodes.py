"""The nodes of a YAML file, each with its line and column.

Every scalar is the text that was typed: no numbers, no dates, no booleans.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from press.problems import Place

NULLS = ("", "~", "null", "Null", "NULL")


class YamlText:
    """A file's text and its lines."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = text.split("\n")

    def place(self, line: int, column: int) -> Place:
        """Return the Place of a line and a column, both counted from 0."""
        return Place(self.file, line + 1, column + 1)


class Scalar:
    """A text as it was typed, with its place.

    ``style`` is YAML's mark (``|``, ``>``, a quote, or empty). ``span`` is the first line, first
    column, last line and last column, from 0.
    """

    __slots__ = ("_counts", "_visible", "place", "source", "span", "style", "text")

    def __init__(
        self, source: YamlText, text: str, style: str, span: tuple[int, int, int, int]
    ) -> None:
        self.text = text
        self.style = style
        self.source = source
        self.span = span
        self.place = source.place(*span[:2])
        self._counts: list[int] | None = None
        self._visible: list[tuple[int, int]] | None = None

    @property
    def missing(self) -> bool:
        """True for an empty value, ``~`` or ``null``, typed without quotes."""
        return self.style == "" and self.text in NULLS

    def place_at(self, offset: int) -> Place:
        """Return the place in the file of the character at ``offset`` of the text."""
        if not offset:
            return self.place_after(0)
        if self._counts is None:
            self._counts = list(accumulate((not char.isspace() for char in self.text), initial=0))
        return self.place_after(self._counts[min(offset, len(self.text))])

    def place_after(self, visible: int) -> Place:
        """Return the place of the character with ``visible`` visible characters before it.

        YAML folds and indents, but keeps every visible character in order, so they are counted.
        Quoted text with escapes has one place: where the scalar begins.
        """
        if self._visible is None and not visible:  # a fast path: most callers ask for the start
            return self.source.place(*next(self._positions(), self.span[:2]))
        if self._visible is None:
            self._visible = list(self._positions())
        if visible < len(self._visible):
            return self.source.place(*self._visible[visible])
        return self.place

    def _positions(self) -> Iterator[tuple[int, int]]:
        """Yield line and column, from 0, of each visible character; none if there are escapes."""
        line, column, last, end = self.span
        if self.style in ("|", ">"):
            line, column = line + 1, 0
        elif self.style:
            column, end = column + 1, end - 1
            typed = "\n".join(self.source.lines[line : last + 1])
            if "\\" in typed or "''" in typed:
                return
        while line <= last and line < len(self.source.lines):
            text = self.source.lines[line]
            for offset in range(column, len(text) if line < last else min(end, len(text))):
                if not text[offset].isspace():
                    yield line, offset
            line, column = line + 1, 0


class Sequence:
    """A list, with the place where it begins."""

    __slots__ = ("items", "place")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.items: list[Node] = []


class Mapping:
    """Fields by name. Each entry has the scalar that names the field, and its value."""

    __slots__ = ("entries", "place")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.entries: dict[str, tuple[Scalar, Node]] = {}


Node = Scalar | Sequence | Mapping
PlainData = str | None | list["PlainData"] | dict[str, "PlainData"]


def to_python(node: Node) -> PlainData:
    """Return the node as str, list, dict and None. No text is converted."""
    if isinstance(node, Scalar):
        return None if node.missing else node.text
    if isinstance(node, Sequence):
        return [to_python(item) for item in node.items]
    return {key: to_python(value) for key, (_, value) in node.entries.items()}


def locate(node: Node, path: tuple[str | int, ...]) -> tuple[Place, Node]:
    """Return the place and the node at ``path``.

    The place is that of the node's key, if it has one. If nothing is at ``path``, return the
    nearest node above it.
    """
    place = node.place
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            key, node = node.entries[str(step)]
            place = (
                key.place
                if node.place.line != key.place.line or not isinstance(node, Scalar)
                else node.place
            )
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.place
        else:
            break
    return place, node


def node_at(node: Node, path: tuple[str | int, ...]) -> Node | None:
    """Return the node at ``path``; None if there is none."""
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every scalar at or below a node, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    for child in node.items if isinstance(node, Sequence) else ():
        yield from scalars(child)
    for _, value in node.entries.values() if isinstance(node, Mapping) else ():
        yield from scalars(value)

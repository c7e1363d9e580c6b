"""What a YAML file is read into: nodes that know their line and column; every scalar is the text that was typed."""

from __future__ import annotations

from press.problems import Place

NULLS = ("", "~", "null", "Null", "NULL")


class Source:
    """A file's text, by lines."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = text.split("\n")

    def place(self, line: int, column: int) -> Place:
        """From line and column counted from 0 to a Place."""
        return Place(self.file, line + 1, column + 1)


class Scalar:
    """A text as it was typed, and where."""

    __slots__ = ("place", "source", "span", "style", "text")

    def __init__(self, source: Source, text: str, style: str, span: tuple[int, int, int, int]) -> None:
        """``style`` is YAML's mark (``|``, ``>``, a quote, or nothing); ``span`` its first and last line and column."""
        self.text = text
        self.style = style
        self.source = source
        self.span = span
        self.place = source.place(*span[:2])

    @property
    def missing(self) -> bool:
        """True for an empty value, ``~`` and ``null`` that were typed without quotes."""
        return self.style == "" and self.text in NULLS

    def place_at(self, offset: int) -> Place:
        """Where the character at ``offset`` of the text stands in the file.

        YAML folds and indents, but keeps every visible character in order: so they are counted. Where
        quotes hold escapes, the scalar's own place is given.
        """
        line, column, last, end = self.span
        if self.style in ("|", ">"):
            line, column = line + 1, 0
        elif self.style:
            column += 1
            if "\\" in self.text or "''" in "".join(self.source.lines[line : last + 1]):
                return self.place
        wanted = sum(not c.isspace() for c in self.text[:offset])
        while line <= last and line < len(self.source.lines):
            for at in range(column, len(self.source.lines[line]) if line < last else end):
                if not self.source.lines[line][at].isspace():
                    if wanted == 0:
                        return self.source.place(line, at)
                    wanted -= 1
            line, column = line + 1, 0
        return self.place


class Sequence:
    """A list, and where it begins."""

    __slots__ = ("items", "place")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.items: list[Node] = []


class Mapping:
    """Fields by name: each with the scalar that names it and its value."""

    __slots__ = ("entries", "place")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.entries: dict[str, tuple[Scalar, Node]] = {}


Node = Scalar | Sequence | Mapping
Plain = str | None | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """The same as str, list, dict and None; nothing is converted."""
    if isinstance(node, Scalar):
        return None if node.missing else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def locate(node: Node, path: tuple[str | int, ...]) -> tuple[Place, Node]:
    """The place of what lies at ``path``: of its key where it has one; where it is missing, of what should hold it."""
    place = node.place
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            key, node = node.entries[str(step)]
            place = key.place if node.place.line != key.place.line or not isinstance(node, Scalar) else node.place
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.place
        else:
            break
    return place, node

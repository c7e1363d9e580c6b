"""The text of a handout as a tree of frozen dataclasses: blocks, inlines, and Text leaves.

Only a Text may contain ``{{ values }}``. After ``fill`` it is plain text.
"""

from __future__ import annotations

import dataclasses
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar, get_args

from press.content.yaml_nodes import Scalar
from press.problems import Place


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters, and the place of the first one.

    ``typed`` is the scalar with the whole text, or None.
    """

    text: str
    place: Place
    typed: Scalar | None = field(default=None, compare=False, repr=False)

    def place_at(self, offset: int) -> Place:
        """Return the place of the character at ``offset``, also in a text of several lines."""
        if self.typed:
            return self.typed.place_after(sum(not char.isspace() for char in self.text[:offset]))
        return self.place._replace(column=self.place.column + offset)


@dataclass(frozen=True, slots=True)
class Strong:
    """Text in bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasized text."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link. ``href`` is an address with http, https, mailto or tel."""

    children: tuple[Inline, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that the author typed."""


Inline = Text | Strong | Emphasis | Link | Break


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """A ``###`` heading inside a body, one level below the heading of the section."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class InputField:
    """A form field of the PDF: its unique name, and the description that screen readers speak."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list. ``checked`` is None if it has no check box.

    With a ``field``, the check box can be ticked on a screen.
    """

    blocks: tuple[Block, ...]
    checked: bool | None = None
    field: InputField | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list. ``start`` is the first number, or None for bullets and check boxes."""

    items: tuple[Item, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each cell is a tuple of inlines. ``align`` is left, center or right for each column.

    ``rows`` is without the header. A ``tall`` table has rows with room for handwriting. An ``even``
    table has columns of equal width, with lines between them. ``fields`` has the form field, or
    None, of each cell of ``rows``; it may be empty.
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    align: tuple[str, ...]
    tall: bool = False
    even: bool = False
    fields: tuple[tuple[InputField | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file of assets/. ``alt`` is its alternative text, for readers who cannot see it."""

    file: str
    alt: Text
    caption: Text | None
    place: Place


@dataclass(frozen=True, slots=True)
class Alert:
    """A box. ``kind`` is warning, tip or note."""

    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to write: a label, and ``lines`` lines below it.

    ``share`` is its share of the width beside other blanks (0–1).
    """

    label: Text
    lines: int = 1
    share: float = 1.0
    field: InputField | None = None


@dataclass(frozen=True, slots=True)
class Blanks:
    """Places to write, side by side. If ``joined``, they are on one page with the next block."""

    cells: tuple[Blank, ...]
    joined: bool = False


Block = Paragraph | Subheading | List | Table | Picture | Alert | Blanks

Tree = TypeVar("Tree")


def leaves(tree: Any) -> list[Text]:
    """Return every Text of a node, a tuple of nodes, or a dataclass of nodes, in reading order."""
    return leaves_and_blocks(tree)[0]


def blocks_in(tree: Any) -> list[Block]:
    """Return every block of a tree, each before the blocks inside it."""
    return leaves_and_blocks(tree)[1]


def leaves_and_blocks(tree: Any) -> tuple[list[Text], list[Block]]:
    """Return the leaves and the blocks of a tree, in one pass."""
    texts: list[Text] = []
    blocks: list[Block] = []
    if type(tree) is Text:
        texts.append(tree)
    else:
        _gather(tree, texts, blocks)
    return texts, blocks


class _Body(NamedTuple):
    """The leaves and blocks of a body that is remembered, gathered once."""

    tree: tuple[Block, ...]  # a reference, so that no other object gets its id
    texts: list[Text]
    blocks: list[Block]
    constant: bool  # it has no values to fill


_BODIES: dict[int, _Body] = {}


def remember_body(body: tuple[Block, ...]) -> None:
    """Store the leaves and blocks of a body that is used often, and does not change."""
    texts, blocks = leaves_and_blocks(body)
    _BODIES[id(body)] = _Body(body, texts, blocks, not any("{" in leaf.text for leaf in texts))


def forget_bodies() -> None:
    """Forget every remembered body."""
    _BODIES.clear()


def _gather(tree: Any, texts: list[Text], blocks: list[Block]) -> None:
    """Gather below a node that is no Text. Most nodes are Texts: a call for each would be slow."""
    kind = type(tree)
    if kind is tuple and (body := _BODIES.get(id(tree))):
        texts.extend(body.texts)
        blocks.extend(body.blocks)
        return
    if kind in _BLOCKS:
        blocks.append(tree)
    for part in tree if kind is tuple else [getattr(tree, name) for name in _fields(kind)]:
        if type(part) is Text:
            texts.append(part)
        elif part is not None:
            _gather(part, texts, blocks)


_BLOCKS = frozenset(get_args(Block))
_FIELDS: dict[type, tuple[str, ...]] = {}


# Types of fields that hold no text of a tree.
_TEXTLESS = {
    "str",
    "bool",
    "int",
    "float",
    "date",
    "Place",
    "Scalar",
    "InputField",
    "None",
    "tuple",
}


def _fields(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields that may hold nodes; none for any other type."""
    if kind not in _FIELDS:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        _FIELDS[kind] = tuple(
            item.name
            for item in fields
            if not _TEXTLESS.issuperset(re.findall(r"\w+", str(item.type)))
        )
    return _FIELDS[kind]


def mapped(tree: Tree, change: Callable[[Text], Text]) -> Tree:
    """Return a copy of a tree with every Text replaced by ``change`` of it.

    A node in which nothing changed is the same object.
    """
    kind = type(tree)
    if kind is Text:
        return change(tree)  # type: ignore[arg-type, return-value]
    if kind is tuple:
        if (body := _BODIES.get(id(tree))) and body.constant:
            return tree
        parts = [mapped(part, change) for part in tree]  # type: ignore[attr-defined]
        same = all(map(operator.is_, parts, tree))  # type: ignore[call-overload]
        return tree if same else tuple(parts)  # type: ignore[return-value]
    values = {}
    for name in _fields(kind):
        old = getattr(tree, name)
        new = mapped(old, change)
        if new is not old:
            values[name] = new
    return dataclasses.replace(tree, **values) if values else tree  # type: ignore[type-var]


def has_text(tree: Any) -> bool:
    """Return True if a tree holds text or a picture."""
    kind = type(tree)
    if kind is Text:
        return bool(tree.text.strip())
    parts = tree if kind is tuple else [getattr(tree, name) for name in _fields(kind)]
    return kind is Picture or any(has_text(part) for part in parts if part is not None)


def printed_text(blocks: tuple[Block, ...]) -> str:
    """Return the text of blocks in reading order, with the numbers of steps."""
    parts = []
    for block in blocks:
        if isinstance(block, List):
            for index, item in enumerate(block.items):
                number = "" if block.start is None else str(block.start + index)
                parts.append(number + printed_text(item.blocks))
        elif isinstance(block, Alert):
            parts.append(printed_text(block.blocks))
        else:
            parts.extend(leaf.text for leaf in leaves(block))
    return "".join(parts)


def words(tree: Any) -> int:
    """Return the number of words on paper: the alternative texts of pictures do not count."""
    texts, blocks = leaves_and_blocks(tree)
    heard = {id(block.alt) for block in blocks if isinstance(block, Picture)}
    return sum(len(leaf.text.split()) for leaf in texts if id(leaf) not in heard)

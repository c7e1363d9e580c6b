"""The text of a handout as a tree: blocks that hold inlines that hold Text leaves.

Frozen all through. Only a Text may contain ``{{ values }}``; after ``fill`` it is a plain string.
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
    """A run of characters, and where its first one stands; ``typed`` is the field that holds all of it, if one does."""

    text: str
    place: Place
    typed: Scalar | None = field(default=None, compare=False, repr=False)

    def at(self, offset: int) -> Place:
        """Where the character at ``offset`` stands, also where the text goes over several lines."""
        if self.typed:
            return self.typed.place_after(sum(not char.isspace() for char in self.text[:offset]))
        return self.place._replace(column=self.place.column + offset)


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """``href`` is http, https, mailto or tel."""

    children: tuple[Inline, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line end that the author asked for."""


Inline = Text | Strong | Emphasis | Link | Break


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """``### …`` inside a body: one level below the section's heading."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class InputField:
    """A place to write or to tick, where that is done on a screen: a name that no other has, and what is said of it."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list; ``checked`` is None where it has no check box. With a ``field`` its box may be ticked on a screen."""

    blocks: tuple[Block, ...]
    checked: bool | None = None
    field: InputField | None = None


@dataclass(frozen=True, slots=True)
class List:
    """``start`` is the first number of an ordered list, and None for bullets and check boxes."""

    items: tuple[Item, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` without the header; each cell is a tuple of inlines; ``align`` is left, center or right by column.

    ``tall`` rows have room for a hand; the columns of an ``even`` one are of one width, with lines between them.
    ``fields`` has for each cell of ``rows`` what it is where it is filled in on a screen; it may be empty.
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    align: tuple[str, ...]
    tall: bool = False
    even: bool = False
    fields: tuple[tuple[InputField | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A file of assets/; the alternative text says what it shows to who cannot see it."""

    file: str
    alt: Text
    caption: Text | None
    place: Place


@dataclass(frozen=True, slots=True)
class Alert:
    """A box; ``kind`` is warning, tip or note."""

    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to write: its label, and so many lines below it; ``share`` of the width that it has beside others."""

    label: Text
    lines: int = 1
    share: float = 1.0
    field: InputField | None = None


@dataclass(frozen=True, slots=True)
class Blanks:
    """Places to write, side by side; ``joined`` to what stands below them, on one page with it."""

    cells: tuple[Blank, ...]
    joined: bool = False


Block = Paragraph | Subheading | List | Table | Picture | Alert | Blanks

Tree = TypeVar("Tree")


def leaves(tree: Any) -> list[Text]:
    """Every Text below a node, a tuple of nodes or any frozen dataclass that holds some, in reading order."""
    return leaves_and_blocks(tree)[0]


def blocks_in(tree: Any) -> list[Block]:
    """Every block below the same, each before those that it holds."""
    return leaves_and_blocks(tree)[1]


def leaves_and_blocks(tree: Any) -> tuple[list[Text], list[Block]]:
    """Both, in one pass."""
    texts: list[Text] = []
    blocks: list[Block] = []
    if type(tree) is Text:
        texts.append(tree)
    else:
        _gather(tree, texts, blocks)
    return texts, blocks


class _Body(NamedTuple):
    """What a body that is kept has in it: gathered once, however often it is asked for."""

    tree: tuple[Block, ...]  # held, so that no other thing gets its id
    texts: list[Text]
    blocks: list[Block]
    plain: bool  # nothing is filled into it


_KEPT: dict[int, _Body] = {}


def keep(body: tuple[Block, ...]) -> None:
    """Remember what is in a body that somebody else keeps as it is, and asks about again and again."""
    texts, blocks = leaves_and_blocks(body)
    _KEPT[id(body)] = _Body(body, texts, blocks, not any("{" in leaf.text for leaf in texts))


def forget() -> None:
    """Let go of all bodies that were kept."""
    _KEPT.clear()


def _gather(tree: Any, texts: list[Text], blocks: list[Block]) -> None:
    """Below anything but a Text: those are most of a tree, and are not worth a call each."""
    kind = type(tree)
    if kind is tuple and (kept := _KEPT.get(id(tree))):
        texts.extend(kept.texts)
        blocks.extend(kept.blocks)
        return
    if kind in _BLOCKS:
        blocks.append(tree)
    for one in tree if kind is tuple else [getattr(tree, name) for name in _fields(kind)]:
        if type(one) is Text:
            texts.append(one)
        elif one is not None:
            _gather(one, texts, blocks)


_BLOCKS = frozenset(get_args(Block))
_FIELDS: dict[type, tuple[str, ...]] = {}


_PLAIN = {
    "str",
    "bool",
    "int",
    "float",
    "date",
    "Place",
    "Scalar",
    "Field",
    "None",
    "tuple",
}  # types that hold no text of a tree


def _fields(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields that may hold parts of a tree; of anything else, none."""
    if kind not in _FIELDS:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        _FIELDS[kind] = tuple(
            one.name for one in fields if not _PLAIN.issuperset(re.findall(r"\w+", str(one.type)))
        )
    return _FIELDS[kind]


def mapped(tree: Tree, change: Callable[[Text], Text]) -> Tree:
    """A copy in which every Text is what ``change`` made of it; what holds none that changed is the same."""
    kind = type(tree)
    if kind is Text:
        return change(tree)  # type: ignore[arg-type, return-value]
    if kind is tuple:
        if (kept := _KEPT.get(id(tree))) and kept.plain:
            return tree
        made = [mapped(one, change) for one in tree]  # type: ignore[attr-defined]
        return tree if all(map(operator.is_, made, tree)) else tuple(made)  # type: ignore[call-overload, return-value]
    values = {}
    for name in _fields(kind):
        old = getattr(tree, name)
        new = mapped(old, change)
        if new is not old:
            values[name] = new
    return dataclasses.replace(tree, **values) if values else tree  # type: ignore[type-var]


def has_text(tree: Any) -> bool:
    """True if there is anything in it that is seen or heard."""
    kind = type(tree)
    if kind is Text:
        return bool(tree.text.strip())
    parts = tree if kind is tuple else [getattr(tree, name) for name in _fields(kind)]
    return kind is Picture or any(has_text(one) for one in parts if one is not None)


def words(tree: Any) -> int:
    """How many words a reader counts; an alternative text is heard, not read, and does not count."""
    texts, blocks = leaves_and_blocks(tree)
    heard = {id(block.alt) for block in blocks if isinstance(block, Picture)}
    return sum(len(leaf.text.split()) for leaf in texts if id(leaf) not in heard)

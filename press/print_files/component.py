"""From a PDF of ours to what it takes to have it in another file any number of times.

Own is what each use of it needs anew: pages, elements, annotations. Everything else is shared: an object is known by a
hash of its bytes, with those of the objects that it names in place of their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import NamedTuple

from press.pdf.file import objects_in, root_in
from press.print_files.syntax import (
    Numbers,
    Template,
    entries,
    joined,
    parted,
    references,
    template,
)

BETWEEN = b"\0"  # own objects, which hold nothing but ASCII
HOLDER = -1  # the index of the element that takes the topmost ones
_FLIPS = {b"/DuplexFlipShortEdge": "short", b"/DuplexFlipLongEdge": "long"}
_KEPT = (b"MediaBox", b"CropBox", b"BleedBox", b"TrimBox", b"ArtBox", b"Tabs")
_ROW = re.compile(rb"(\d+) (?:\[([^\]]*)\]|(\d+) 0 R)")


def key_slot(key: int) -> int:
    """The index of a key in the parent tree: keys stand before the holder, from the end."""
    return HOLDER - 1 - key


class Shared(NamedTuple):
    """An object that is kept once in a file; indices of ``head`` are those of other shared objects, which stand before it."""

    digest: bytes
    head: Template
    tail: bytes = b""  # of a stream

    def written(self, numbers: Numbers) -> bytes:
        return self.head.filled(numbers) + self.tail


class Named(NamedTuple):
    """What a page's content names: its kind, its name, and the object, by indices of shared ones."""

    kind: bytes
    name: bytes
    value: Template


class ComponentPage(NamedTuple):
    """Width and height in points; entries that stay as they are; content by indices of shared objects, links by own ones."""

    width: float
    height: float
    kept: bytes
    contents: tuple[int, ...]
    named: tuple[Named, ...]
    annotations: tuple[int, ...] = ()
    turn: int = 0  # degrees


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Component:
    """A PDF, taken apart. Own objects are numbered from 0, pages first; keys of the parent tree likewise.

    ``rows`` are the elements of each page by its marked content, ``linked`` those of each annotation. ``flip`` is the edge
    over which the sheet is to be turned, None where nothing is said.
    """

    language: str
    flip: str | None
    pages: tuple[ComponentPage, ...]
    body: Template
    count: int
    top: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]
    linked: tuple[int, ...]
    shared: tuple[Shared, ...]
    parents: Template = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parents", joined(self._parents(), b" "))

    @property
    def keys(self) -> int:
        """How many keys of the parent tree it takes."""
        return len(self.rows) + len(self.linked)

    def _parents(self) -> Iterator[Template]:
        for key, row in enumerate(self.rows):
            yield Template(b"%%d [%s]" % b" ".join([b"%d 0 R"] * len(row)), (key_slot(key), *row))
        for key, own in enumerate(self.linked, len(self.rows)):
            yield Template(b"%d %d 0 R", (key_slot(key), own))


def turned_pages(component: Component, flip: str | None) -> frozenset[int]:
    """The pages, from 0, that must be turned by 180° where its sheets are turned over another edge than they are made for."""
    if flip is None or component.flip in (None, flip):
        return frozenset()
    return frozenset(range(1, len(component.pages), 2))


def read_component(data: bytes) -> Component:
    """Take a PDF apart; ValueError for one that was written by another program, or that has fields or places to fill."""
    return _Taking(data).component()


class _Taking:
    """The objects of a file, while they are told apart."""

    def __init__(self, data: bytes) -> None:
        self.objects = objects_in(data)
        self.catalog = entries(self.objects[root_in(data)])
        self.tree = self._entries(self.catalog[b"StructTreeRoot"])
        if b"AcroForm" in self.catalog or b"IDTree" in self.tree:
            raise ValueError("a file with fields or with places to fill cannot be taken apart")
        self.sheets = references(self._entries(self.catalog[b"Pages"])[b"Kids"])
        self.shared: list[Shared] = []
        self.known: dict[int, int] = {}  # the index of each shared object

    def component(self) -> Component:
        (document,) = references(self.tree[b"K"])
        top = references(entries(self.objects[document])[b"K"])
        elements = self._below(top)
        own = {number: at for at, number in enumerate((*self.sheets, *elements))}
        own[document] = HOLDER
        slot = own.__getitem__
        body = joined([template(self.objects[one], slot, key_slot) for one in elements], BETWEEN)
        rows, linked = self._parent_tree(own)
        return Component(
            self.catalog[b"Lang"][1:-1].decode("ascii"),
            _FLIPS.get(
                self._entries(self.catalog.get(b"ViewerPreferences", b"<<>>")).get(b"Duplex", b"")
            ),
            tuple(map(partial(self._page, own), self.sheets)),
            body,
            len(own) - 1,
            tuple(map(slot, top)),
            rows,
            linked,
            tuple(self.shared),
        )

    def _entries(self, value: bytes) -> dict[bytes, bytes]:
        """Of a dictionary, or of one that is named."""
        return entries(value if value.startswith(b"<<") else self.objects[references(value)[0]])

    def _below(self, top: list[int]) -> list[int]:
        """Every element and annotation of the tree, by its number."""
        met, waiting = {*top}, [*top]
        others = {*self.sheets, *references(self.tree[b"K"])}
        while waiting:
            for one in references(self.objects[waiting.pop()]):
                if one not in met and one not in others:
                    met.add(one)
                    waiting.append(one)
        return sorted(met)

    def _parent_tree(
        self, own: dict[int, int]
    ) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
        found = _ROW.findall(self._entries(self.tree[b"ParentTree"])[b"Nums"])
        count = len(self.sheets)
        rows = tuple(tuple(own[one] for one in references(row)) for _, row, _ in found[:count])
        return rows, tuple(own[int(one)] for _, _, one in found[count:])

    def _page(self, own: dict[int, int], number: int) -> ComponentPage:
        said = entries(self.objects[number])
        left, foot, right, head = map(float, said[b"MediaBox"].strip(b"[ ]").split())
        kept = b"".join(b"/%s %s" % (key, said[key]) for key in _KEPT if key in said)
        return ComponentPage(
            right - left,
            head - foot,
            kept,
            tuple(map(self._share, references(said[b"Contents"]))),
            tuple(self._named(said[b"Resources"])),
            tuple(own[one] for one in references(said.get(b"Annots", b""))),
            int(said.get(b"Rotate", b"0")),
        )

    def _named(self, resources: bytes) -> Iterator[Named]:
        for kind, value in self._entries(resources).items():
            if kind != b"ProcSet":  # which means nothing any more
                for name, one in self._entries(value).items():
                    yield Named(kind, name, template(one, self._share))

    def _share(self, number: int) -> int:
        """The index of a shared object, after those of all that it names."""
        if number not in self.known:
            head, tail = parted(self.objects[number])
            made = template(head, self._share)
            self.known[number] = len(self.shared)
            self.shared.append(shared(made, tail, self.shared))
        return self.known[number]


def shared(head: Template, tail: bytes, before: list[Shared]) -> Shared:
    """An object by what it says, and by what the objects before it say that it names."""
    seal = blake2b(head.text, digest_size=16)
    for slot in head.slots:
        seal.update(before[slot].digest)
    seal.update(tail)
    return Shared(seal.digest(), head, tail)

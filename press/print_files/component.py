"""From a PDF of ours to a component: what is needed to repeat it in another file many times.

Own objects are copied for each use: pages, elements, annotations. All others are shared. A shared
object is known by a hash of its bytes, in which the hashes of other objects replace their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import NamedTuple

from press.pdf.file import catalog_number, read_objects
from press.print_files.syntax import (
    Numbers,
    Template,
    entries,
    joined,
    references,
    split_stream,
    template,
)

SEPARATOR = b"\0"  # between own objects, which are ASCII
PART = -1  # the index of the Part element that gets the topmost elements as kids
_FLIPS = {b"/DuplexFlipShortEdge": "short", b"/DuplexFlipLongEdge": "long"}
_KEPT_KEYS = (b"MediaBox", b"CropBox", b"BleedBox", b"TrimBox", b"ArtBox", b"Tabs")
_ROW = re.compile(rb"(\d+) (?:\[([^\]]*)\]|(\d+) 0 R)")


def key_slot(key: int) -> int:
    """Return the index of a parent tree key: keys count backwards, from before the Part."""
    return PART - 1 - key


class Shared(NamedTuple):
    """A shared object. ``head`` refers to shared objects before it, by their indices."""

    digest: bytes
    head: Template
    tail: bytes = b""  # of a stream

    def written(self, numbers: Numbers) -> bytes:
        """Return the bytes of the object with its references."""
        return self.head.filled(numbers) + self.tail


class Named(NamedTuple):
    """A named resource of a page: its category, name and value, which refers to shared objects."""

    kind: bytes
    name: bytes
    value: Template


class ComponentPage(NamedTuple):
    """A page of a component.

    ``width`` and ``height`` are in points. ``kept`` has the entries that are copied. ``contents``
    are indices of shared objects, ``annotations`` indices of own objects. ``turn`` is in degrees.
    """

    width: float
    height: float
    kept: bytes
    contents: tuple[int, ...]
    named: tuple[Named, ...]
    annotations: tuple[int, ...] = ()
    turn: int = 0


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Component:
    """A PDF that is taken apart.

    Own objects are indexed from 0, pages first; keys of the parent tree count from 0 too. ``flip``
    is the edge on which the sheet is flipped, None if the file does not say. ``body`` has the
    ``count`` own objects without the pages, ``top`` the indices of the topmost elements. ``rows``
    has the elements of each page by MCID, ``linked`` the element of each annotation.
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
        """The number of its keys in the parent tree."""
        return len(self.rows) + len(self.linked)

    def _parents(self) -> Iterator[Template]:
        """Yield the rows of the parent tree."""
        for key, row in enumerate(self.rows):
            yield Template(b"%%d [%s]" % b" ".join([b"%d 0 R"] * len(row)), (key_slot(key), *row))
        for key, own in enumerate(self.linked, len(self.rows)):
            yield Template(b"%d %d 0 R", (key_slot(key), own))


def turned_pages(component: Component, flip: str | None) -> frozenset[int]:
    """Return the pages, from 0, to rotate by 180° when sheets are flipped on the edge ``flip``.

    These are the backs, if the component is made for the other edge.
    """
    if flip is None or component.flip in (None, flip):
        return frozenset()
    return frozenset(range(1, len(component.pages), 2))


def read_component(data: bytes) -> Component:
    """Take a PDF of ours apart.

    Raises ValueError if another program wrote it, or if it has form fields or slots.
    """
    return _ComponentReader(data).component()


class _ComponentReader:
    """The objects of a file, while they are sorted into own and shared ones."""

    def __init__(self, data: bytes) -> None:
        self.objects = read_objects(data)
        self.catalog = entries(self.objects[catalog_number(data)])
        self.tree = self._entries(self.catalog[b"StructTreeRoot"])
        if b"AcroForm" in self.catalog or b"IDTree" in self.tree:
            raise ValueError("a file with fields or with places to fill cannot be taken apart")
        self.pages = references(self._entries(self.catalog[b"Pages"])[b"Kids"])
        self.shared: list[Shared] = []
        self.shared_index: dict[int, int] = {}  # by object number

    def component(self) -> Component:
        """Return the component."""
        (document,) = references(self.tree[b"K"])
        top = references(entries(self.objects[document])[b"K"])
        elements = self._elements_below(top)
        own = {number: index for index, number in enumerate((*self.pages, *elements))}
        own[document] = PART
        slot = own.__getitem__
        body = joined(
            [template(self.objects[number], slot, key_slot) for number in elements], SEPARATOR
        )
        rows, linked = self._parent_tree(own)
        preferences = self._entries(self.catalog.get(b"ViewerPreferences", b"<<>>"))
        return Component(
            self.catalog[b"Lang"][1:-1].decode("ascii"),
            _FLIPS.get(preferences.get(b"Duplex", b"")),
            tuple(map(partial(self._page, own), self.pages)),
            body,
            len(own) - 1,
            tuple(map(slot, top)),
            rows,
            linked,
            tuple(self.shared),
        )

    def _entries(self, value: bytes) -> dict[bytes, bytes]:
        """Return the entries of a dictionary that is written in place or referred to."""
        return entries(value if value.startswith(b"<<") else self.objects[references(value)[0]])

    def _elements_below(self, top: list[int]) -> list[int]:
        """Return the numbers of all elements and annotations in the tree."""
        visited, stack = {*top}, [*top]
        others = {*self.pages, *references(self.tree[b"K"])}
        while stack:
            for number in references(self.objects[stack.pop()]):
                if number not in visited and number not in others:
                    visited.add(number)
                    stack.append(number)
        return sorted(visited)

    def _parent_tree(
        self, own: dict[int, int]
    ) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
        matches = _ROW.findall(self._entries(self.tree[b"ParentTree"])[b"Nums"])
        count = len(self.pages)
        rows = tuple(
            tuple(own[number] for number in references(row)) for _, row, _ in matches[:count]
        )
        return rows, tuple(own[int(number)] for _, _, number in matches[count:])

    def _page(self, own: dict[int, int], number: int) -> ComponentPage:
        page = entries(self.objects[number])
        left, bottom, right, top = map(float, page[b"MediaBox"].strip(b"[ ]").split())
        kept = b"".join(b"/%s %s" % (key, page[key]) for key in _KEPT_KEYS if key in page)
        return ComponentPage(
            right - left,
            top - bottom,
            kept,
            tuple(map(self._share, references(page[b"Contents"]))),
            tuple(self._named(page[b"Resources"])),
            tuple(own[annotation] for annotation in references(page.get(b"Annots", b""))),
            int(page.get(b"Rotate", b"0")),
        )

    def _named(self, resources: bytes) -> Iterator[Named]:
        for kind, category in self._entries(resources).items():
            if kind != b"ProcSet":  # obsolete
                for name, value in self._entries(category).items():
                    yield Named(kind, name, template(value, self._share))

    def _share(self, number: int) -> int:
        """Return the index of a shared object. The objects that it refers to come before it."""
        if number not in self.shared_index:
            head, tail = split_stream(self.objects[number])
            head_template = template(head, self._share)
            self.shared_index[number] = len(self.shared)
            self.shared.append(shared(head_template, tail, self.shared))
        return self.shared_index[number]


def shared(head: Template, tail: bytes, before: list[Shared]) -> Shared:
    """Return a shared object with its digest. ``before`` are the objects that it may refer to."""
    digest = blake2b(head.text, digest_size=16)
    for slot in head.slots:
        digest.update(before[slot].digest)
    digest.update(tail)
    return Shared(digest.digest(), head, tail)

"""From the tags of a file to those of a part of another: below a new top, in roles that every file knows, with a new parent tree.

What leads from content back to its element is asked of the tree itself, never of the file's own parent tree: so the two agree.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from press.imposition.structure import BrokenTagsError
from press.pdf.objects import (
    Array,
    Dictionary,
    Name,
    Number,
    Objects,
    Raw,
    Reference,
    array,
    dictionary,
)

MOST = 100_000  # pieces of content in a form
STEPS = 20  # from a role to the one that it stands for
GONE = (
    "C",
    "NS",
    "R",
    "Ref",
    "AF",
    "PhoneticAlphabet",
    "Phoneme",
)  # of an element: resolved here, or of a later PDF


class Grafted(NamedTuple):
    """What the new top holds; the rows of the parent tree; and the elements that have an ID, by that."""

    kids: list[Raw]
    rows: dict[int, Raw]
    names: dict[bytes, Reference]


def current(objects: Objects, raw: Raw) -> Raw:
    """What is referred to now, where another object stands in the place of the one that was."""
    while isinstance(raw, Reference) and not objects.is_new(raw) and raw.idnum in objects.replaced:
        raw = objects.replaced[raw.idnum]
    return raw


def graft(
    objects: Objects, root: Dictionary, top: Reference, first: int = 0, prefix: bytes = b""
) -> Grafted:
    """Change all elements below ``root``, whose content stands in forms (see tags.retag), to ones below ``top``.

    Keys of the parent tree begin with ``first``, and IDs with ``prefix``. Raises BrokenTagsError.
    """
    return _Grafting(objects, root, first, prefix).run(top)


class _Waiting(NamedTuple):
    """An element whose kids are still to be looked at."""

    entries: Dictionary
    raw: Reference


class _Grafting:
    def __init__(self, objects: Objects, root: Dictionary, first: int, prefix: bytes) -> None:
        self.objects, self.root, self.first, self.prefix = objects, root, first, prefix
        self.roles, self.classes = objects.below(root, "RoleMap"), objects.below(root, "ClassMap")
        self.keys: dict[tuple[int, int], int] = {}
        self.rows: dict[int, Raw] = {}
        self.names: dict[bytes, Reference] = {}
        self.waiting: deque[_Waiting] = deque()

    def run(self, top: Reference) -> Grafted:
        kids = [
            kid for raw in self.objects.each(self.root, "K") for kid in self.unwrapped(raw, top)
        ]
        while self.waiting:
            one = self.waiting.popleft()
            inside = [
                made
                for kid in self.objects.each(one.entries, "K")
                for made in self.kid(kid, one.raw)
            ]
            one.entries[Name("/K")] = inside[0] if len(inside) == 1 else Array(inside)
        rows = {key: Array(row) if isinstance(row, list) else row for key, row in self.rows.items()}
        return Grafted(kids, rows, self.names)

    def unwrapped(self, raw: Raw, top: Reference) -> Iterator[Raw]:
        """What stands at the top of the file: a Document is no part of another, but what is in it is."""
        entries = self.objects.dictionary(raw)
        if self.role(entries) != "Document":
            yield from self.kid(raw, top)
        elif {"/Lang", "/Alt", "/ActualText", "/ID"} & set(entries):
            entries.update(dictionary(S="Part"))
            yield from self.kid(raw, top)
        else:
            for kid in self.objects.each(entries, "K"):
                yield from self.kid(kid, top)

    def kid(self, raw: Raw, parent: Reference) -> Iterator[Raw]:
        """What stands in an element instead of what stood there."""
        kid = self.objects.at(raw)
        if not isinstance(kid, Dictionary):
            raise BrokenTagsError
        if "/MCID" in kid:
            yield self.content(kid, parent)
        elif "/Obj" in kid:
            yield from self.annotation(kid, parent)
        else:
            reference = raw if isinstance(raw, Reference) else self.objects.add(kid)
            self.element(kid, reference, parent)
            yield reference

    def content(self, kid: Dictionary, parent: Reference) -> Dictionary:
        """Of a form, or of a page where it has no Stm."""
        owner = dict.get(kid, "/Stm" if "/Stm" in kid else "/Pg")
        row = self.rows.setdefault(self.key(owner, "StructParents"), [])
        number = self.objects.integer(kid, "MCID")
        if not isinstance(row, list) or number is None or not 0 <= number < MOST:
            raise BrokenTagsError  # an object that is content of the page, and has content of its own
        if number < len(row) and row[number] is not None:
            raise BrokenTagsError
        row.extend([None] * (number + 1 - len(row)))
        row[number] = parent
        return kid

    def annotation(self, kid: Dictionary, parent: Reference) -> Iterator[Dictionary]:
        """A link, or a picture that the page paints; nothing where it is no more."""
        here = current(self.objects, dict.get(kid, "/Obj"))
        if isinstance(here, Reference):
            key = self.key(here, "StructParent")
            if isinstance(self.rows.setdefault(key, parent), list):
                raise BrokenTagsError
            yield kid

    def key(self, owner: Raw, entry: str) -> int:
        """The key in the parent tree of a form, page or annotation, which then has it."""
        place = (
            (id(owner.pdf), int(owner.idnum)) if isinstance(owner, Reference) else (id(owner), 0)
        )
        key = self.keys.setdefault(place, self.first + len(self.keys))
        self.objects.dictionary(owner).update(dictionary(**{entry: key}))
        return key

    def element(self, entries: Dictionary, reference: Reference, parent: Reference) -> None:
        told = list(self.told(entries))
        role = self.role(entries)
        for key in GONE:
            entries.pop(f"/{key}", None)
        entries.update(dictionary(P=parent, **({"S": role} if role else {})))
        if told:
            entries[Name("/A")] = told[0] if len(told) == 1 else Array(told)
        identity = self.objects.string(dict.get(entries, "/ID"))
        if identity is None and role == "Note":  # which must have one (ISO 14289-1, 7.9)
            identity = b"note.%d" % len(self.names)
        if identity is not None:
            entries.update(dictionary(ID=self.prefix + identity))
            self.names[self.prefix + identity] = reference
        self.waiting.append(_Waiting(entries, reference))

    def told(self, entries: Dictionary) -> Iterator[Raw]:
        """The attributes of its classes, then its own, which come before them."""
        named = (str(self.objects.at(one)) for one in self.objects.each(entries, "C"))
        inherited = [
            raw for name in named for raw in self.objects.each(self.classes, name.removeprefix("/"))
        ]
        for raw in (*inherited, *self.objects.each(entries, "A")):
            said = self.objects.at(raw)
            if not isinstance(said, Dictionary):
                continue  # a number of its revision
            made = Dictionary(dict(dict.items(said)))
            if self.prefix and "/Headers" in said:
                heads = (self.objects.string(one) for one in self.objects.each(said, "Headers"))
                made.update(
                    dictionary(
                        Headers=Array([self.prefix + one for one in heads if one is not None])
                    )
                )
            yield made

    def role(self, entries: Dictionary) -> str:
        """The role that its own word stands for, in the end; the word itself where nothing is said of it."""
        role = self.objects.name(entries, "S")
        own = self.objects.get(
            self.objects.below(self.objects.below(entries, "NS"), "RoleMapNS"), role
        )
        named = self.objects.at(own[0]) if isinstance(own, Array) and own else own
        role = str(named)[1:] if isinstance(named, Name) else role
        for _ in range(STEPS):
            if role in STANDARD or not self.objects.name(self.roles, role):
                break
            role = self.objects.name(self.roles, role)
        return role


def parent_tree(rows: Mapping[int, Raw]) -> Dictionary:
    """One node of a tree of numbers, with its limits (7.9.7)."""
    keys = sorted(rows)
    numbers = [one for key in keys for one in (Number(key), rows[key])]
    return dictionary(Limits=array([keys[0], keys[-1]]), Nums=Array(numbers))


# The standard roles of ISO 32000-1, 14.8.4, which no role map may change (ISO 14289-1, 7.1).
STANDARD = frozenset({
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
    "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT",
    "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
})  # fmt: skip

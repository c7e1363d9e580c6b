"""From the structure tree of one file to a part of another's: new top, roles and parent tree.

The parent tree is built from the structure tree, never from the file's own one, so the two agree.
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

MAX_MARKS = 100_000  # marked-content sequences of a form
MAX_ROLE_STEPS = 20  # from a role to the standard role that it is mapped to
# Entries of an element that are resolved here (C, NS, R), or belong to later versions of PDF.
REMOVED_KEYS = ("C", "NS", "R", "Ref", "AF", "PhoneticAlphabet", "Phoneme")


class Grafted(NamedTuple):
    """The kids of the new top element, the rows of the parent tree, and the elements by ID."""

    kids: list[Raw]
    rows: dict[int, Raw]
    ids: dict[bytes, Reference]


def current(objects: Objects, raw: Raw) -> Raw:
    """Return a value, or what replaces the object that it refers to."""
    while isinstance(raw, Reference) and not objects.is_new(raw) and raw.idnum in objects.replaced:
        raw = objects.replaced[raw.idnum]
    return raw


def graft(
    objects: Objects, root: Dictionary, top: Reference, first: int = 0, prefix: bytes = b""
) -> Grafted:
    """Change all elements below ``root`` to elements below ``top``.

    Their content is in forms already (see imposition.structure.retag). Keys of the parent tree
    begin with ``first``, and element IDs with ``prefix``. Raises BrokenTagsError if the tree is
    broken.
    """
    return _Grafting(objects, root, first, prefix).run(top)


class _QueuedElement(NamedTuple):
    """An element whose kids are not changed yet."""

    entries: Dictionary
    reference: Reference


class _Grafting:
    """A walk over a structure tree that changes its elements and builds the parent tree."""

    def __init__(self, objects: Objects, root: Dictionary, first: int, prefix: bytes) -> None:
        self.objects, self.root, self.first, self.prefix = objects, root, first, prefix
        self.roles = objects.subdictionary(root, "RoleMap")
        self.classes = objects.subdictionary(root, "ClassMap")
        self.keys: dict[tuple[int, int], int] = {}
        self.rows: dict[int, Raw] = {}
        self.ids: dict[bytes, Reference] = {}
        self.queue: deque[_QueuedElement] = deque()

    def run(self, top: Reference) -> Grafted:
        """Change the tree and return the result."""
        kids = [kid for raw in self.objects.each(self.root, "K") for kid in self.top_kids(raw, top)]
        while self.queue:
            element = self.queue.popleft()
            changed = [
                new
                for kid in self.objects.each(element.entries, "K")
                for new in self.kid(kid, element.reference)
            ]
            element.entries[Name("/K")] = changed[0] if len(changed) == 1 else Array(changed)
        rows = {key: Array(row) if isinstance(row, list) else row for key, row in self.rows.items()}
        return Grafted(kids, rows, self.ids)

    def top_kids(self, raw: Raw, top: Reference) -> Iterator[Raw]:
        """Yield the kids of ``top`` for an element at the top of the file.

        A Document may not be inside another. It becomes a Part if it has a language, text or ID of
        its own; else only its kids are kept.
        """
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
        """Yield what replaces a kid of an element: one value, or none."""
        kid = self.objects.resolve(raw)
        if not isinstance(kid, Dictionary):
            raise BrokenTagsError
        if "/MCID" in kid:
            yield self.content(kid, parent)
        elif "/Obj" in kid:
            yield from self.object_reference(kid, parent)
        else:
            reference = raw if isinstance(raw, Reference) else self.objects.add(kid)
            self.element(kid, reference, parent)
            yield reference

    def content(self, kid: Dictionary, parent: Reference) -> Dictionary:
        """Add marked content to the parent tree, for its form (Stm) or else its page (Pg)."""
        owner = dict.get(kid, "/Stm" if "/Stm" in kid else "/Pg")
        row = self.rows.setdefault(self.key(owner, "StructParents"), [])
        number = self.objects.integer(kid, "MCID")
        # A row that is no list belongs to an object that is itself content of the page.
        if not isinstance(row, list) or number is None or not 0 <= number < MAX_MARKS:
            raise BrokenTagsError
        if number < len(row) and row[number] is not None:
            raise BrokenTagsError
        row.extend([None] * (number + 1 - len(row)))
        row[number] = parent
        return kid

    def object_reference(self, kid: Dictionary, parent: Reference) -> Iterator[Dictionary]:
        """Yield a reference to a link or image that exists; nothing if it was removed."""
        target = current(self.objects, dict.get(kid, "/Obj"))
        if isinstance(target, Reference):
            key = self.key(target, "StructParent")
            if isinstance(self.rows.setdefault(key, parent), list):
                raise BrokenTagsError
            yield kid

    def key(self, owner: Raw, entry: str) -> int:
        """Return the parent tree key of a form, page or annotation, and write it there."""
        identity = (id(owner), 0)
        if isinstance(owner, Reference):
            identity = (id(owner.pdf), int(owner.idnum))
        key = self.keys.setdefault(identity, self.first + len(self.keys))
        self.objects.dictionary(owner).update(dictionary(**{entry: key}))
        return key

    def element(self, entries: Dictionary, reference: Reference, parent: Reference) -> None:
        """Change the role, attributes and ID of an element, and queue its kids."""
        attributes = list(self.attributes(entries))
        role = self.role(entries)
        for key in REMOVED_KEYS:
            entries.pop(f"/{key}", None)
        entries.update(dictionary(P=parent, **({"S": role} if role else {})))
        if attributes:
            entries[Name("/A")] = attributes[0] if len(attributes) == 1 else Array(attributes)
        element_id = self.objects.string(dict.get(entries, "/ID"))
        if element_id is None and role == "Note":  # which must have one (ISO 14289-1, 7.9)
            element_id = b"note.%d" % len(self.ids)
        if element_id is not None:
            entries.update(dictionary(ID=self.prefix + element_id))
            self.ids[self.prefix + element_id] = reference
        self.queue.append(_QueuedElement(entries, reference))

    def attributes(self, entries: Dictionary) -> Iterator[Raw]:
        """Yield the attributes of the element's classes, then its own, which override them."""
        names = (str(self.objects.resolve(raw)) for raw in self.objects.each(entries, "C"))
        inherited = [
            raw for name in names for raw in self.objects.each(self.classes, name.removeprefix("/"))
        ]
        for raw in (*inherited, *self.objects.each(entries, "A")):
            old = self.objects.resolve(raw)
            if not isinstance(old, Dictionary):
                continue  # a revision number
            new = Dictionary(dict(dict.items(old)))
            if self.prefix and "/Headers" in old:
                ids = (self.objects.string(raw_id) for raw_id in self.objects.each(old, "Headers"))
                prefixed = [self.prefix + cell_id for cell_id in ids if cell_id is not None]
                new.update(dictionary(Headers=Array(prefixed)))
            yield new

    def role(self, entries: Dictionary) -> str:
        """Return the standard role that the element's type is mapped to, else the type itself."""
        role = self.objects.name(entries, "S")
        namespace = self.objects.subdictionary(entries, "NS")
        mapped = self.objects.get(self.objects.subdictionary(namespace, "RoleMapNS"), role)
        if isinstance(mapped, Array) and mapped:
            mapped = self.objects.resolve(mapped[0])
        if isinstance(mapped, Name):
            role = str(mapped)[1:]
        for _ in range(MAX_ROLE_STEPS):
            if role in STANDARD or not self.objects.name(self.roles, role):
                break
            role = self.objects.name(self.roles, role)
        return role


def parent_tree(rows: Mapping[int, Raw]) -> Dictionary:
    """Return a number tree of one node, with its limits (7.9.7)."""
    keys = sorted(rows)
    numbers = [item for key in keys for item in (Number(key), rows[key])]
    return dictionary(Limits=array([keys[0], keys[-1]]), Nums=Array(numbers))


# The standard roles of ISO 32000-1, 14.8.4, which no role map may change (ISO 14289-1, 7.1).
STANDARD = frozenset({
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
    "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference",
    "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure",
    "Formula", "Form",
})  # fmt: skip

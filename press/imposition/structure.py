"""From the structure tree of pages to that of sheets: content is in the pages' forms (14.7.4).

The numbers are sections of ISO 32000-1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from press.imposition.annotations import Appearance
from press.pdf.boxes import Matrix, PageBox, transform_box
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
    number_of,
)

MAX_ELEMENTS = 500_000


class BrokenTagsError(Exception):
    """The structure is no tree, or refers to content that does not exist."""


class PageForm(NamedTuple):
    """The Form XObject of a page and its place.

    ``form`` is painted on ``sheet`` with ``matrix``. ``key`` is the page's key in the parent tree.
    """

    form: Reference
    sheet: Reference
    matrix: Matrix
    key: int | None


class SheetTags(NamedTuple):
    """The marked content of sheets outside the pages' forms: painted annotations.

    ``marks`` has the tag and MCID of each, by the annotation's object number. ``keys`` has the
    sheets' keys in the parent tree, by the sheet's object number.
    """

    marks: dict[int, tuple[str, int]]
    keys: dict[int, int]


def retag(
    objects: Objects,
    pages: Mapping[int, PageForm],
    appearances: Mapping[int, tuple[Appearance, Reference]],
) -> SheetTags:
    """Change the structure tree of the catalog from pages to sheets.

    ``pages`` has the new form of each page by its old object number. ``appearances`` has the
    appearance and the sheet of each annotation by its old object number. Raises BrokenTagsError,
    or any other exception if the tree is broken.
    """
    root = objects.subdictionary(objects.catalog, "StructTreeRoot")
    retagging = _Retagging(objects, root, pages, appearances)
    retagging.walk()
    return retagging.finish()


class _Element(NamedTuple):
    """A structure element, the value that refers to it, and the page that its content inherits."""

    entries: Dictionary
    raw: Raw
    page: int


class _Retagging:
    """A walk over the structure tree that changes all references to content."""

    def __init__(
        self,
        objects: Objects,
        root: Dictionary,
        pages: Mapping[int, PageForm],
        appearances: Mapping[int, tuple[Appearance, Reference]],
    ) -> None:
        self.objects, self.root, self.pages = objects, root, pages
        self.appearances = appearances
        self.parents = _parent_tree(objects, root)
        self.stack = [_Element(root, None, 0)]
        self.visited: set[int] = set()
        self.marks: dict[int, tuple[str, int]] = {}
        self.owners: dict[int, list[Reference]] = {}  # by sheet; elements by MCID
        self.removed: set[int] = set()  # parent tree keys of annotations that are not kept

    def walk(self) -> None:
        """Visit every element once, and change its kids and attributes."""
        while self.stack:
            element = self.stack.pop()
            if id(element.entries) in self.visited or len(self.visited) > MAX_ELEMENTS:
                raise BrokenTagsError
            self.visited.add(id(element.entries))
            page = self.pages.get(self.page_of(element))
            kids = [
                new
                for kid in self.objects.each(element.entries, "K")
                for new in self.kid(kid, element)
            ]
            if "/K" in element.entries:
                element.entries[Name("/K")] = kids[0] if len(kids) == 1 else Array(kids)
            if page and "/A" in element.entries:
                attributes = [
                    self.attributes(raw, page.matrix)
                    for raw in self.objects.each(element.entries, "A")
                ]
                element.entries[Name("/A")] = (
                    attributes[0] if len(attributes) == 1 else Array(attributes)
                )

    def page_of(self, element: _Element) -> int:
        """Return the page that an element names, else the page of its first kid."""
        if "/Pg" in element.entries:
            return element.page
        kids = self.objects.each(element.entries, "K")
        first = self.objects.dictionary(kids[0]) if kids else Dictionary()
        return number_of(dict.get(first, "/Pg")) or element.page

    def attributes(self, raw: Raw, matrix: Matrix) -> Raw:
        """Return attributes with the BBox transformed to the sheet (14.8.5.4.3)."""
        old = self.objects.dictionary(raw)
        box = self.objects.numbers(old, "BBox")
        if len(box) != 4:
            return raw
        new = Dictionary(dict(dict.items(old)))
        new.update(dictionary(BBox=array(list(transform_box(matrix, PageBox(*box))))))
        return new

    def kid(self, raw: Raw, parent: _Element) -> list[Raw]:
        """Return what replaces a kid of an element."""
        kid = self.objects.resolve(raw)
        if kid is None:
            return []
        if isinstance(kid, Number):
            return [self.content(parent.page, int(kid))]
        if not isinstance(kid, Dictionary):
            raise BrokenTagsError
        page = number_of(dict.get(kid, "/Pg")) or parent.page
        if self.has_type(kid, "MCR", "MCID"):
            return [self.reference(kid, page)]
        if self.has_type(kid, "OBJR", "Obj"):
            return self.annotation(kid, page, parent)
        self.stack.append(_Element(kid, raw, page))
        return [raw]

    def has_type(self, kid: Dictionary, name: str, key: str) -> bool:
        """Return True if the Type is ``name``, or missing while there is the entry ``key``."""
        type_name = self.objects.name(kid, "Type")
        return type_name == name or (not type_name and f"/{key}" in kid)

    def content(self, page: int, number: int) -> Dictionary:
        """Return the reference to marked content of a page, which is now in the page's form."""
        form = self.pages.get(page)
        if form is None or form.key is None or not isinstance(self.parents.get(form.key), Array):
            raise BrokenTagsError
        return dictionary(Type="MCR", Pg=form.sheet, Stm=form.form, MCID=number)

    def reference(self, kid: Dictionary, page: int) -> Dictionary:
        """Return a marked-content reference of a page, or of a form that the page paints."""
        if "/Stm" not in kid:
            number = self.objects.integer(kid, "MCID")
            return self.content(page, -1 if number is None else number)
        return self.on_sheet(kid, page)

    def on_sheet(self, kid: Dictionary, page: int) -> Dictionary:
        """Return a kid with the page's sheet as its Pg entry."""
        if page not in self.pages:
            raise BrokenTagsError
        # pypdf's own method of copying would follow the references.
        new = Dictionary(dict(dict.items(kid)))
        new.update(dictionary(Pg=self.pages[page].sheet))
        return new

    def annotation(self, kid: Dictionary, page: int, parent: _Element) -> list[Raw]:
        """Return what replaces an annotation.

        A link keeps its reference. A painted annotation becomes marked content of the sheet. Any
        other annotation is left out.
        """
        objects, number = self.objects, number_of(dict.get(kid, "/Obj"))
        if number not in objects.replaced or objects.replaced[number] is not None:
            return [self.on_sheet(kid, page)]
        key = objects.integer(objects.subdictionary(kid, "Obj"), "StructParent")
        self.removed.update(() if key is None else (key,))
        appearance, sheet = self.appearances.get(number, (Appearance(number), parent.raw))
        if appearance.field:
            attributes = [*objects.each(parent.entries, "A"), _printed_field(appearance)]
            parent.entries[Name("/A")] = Array(attributes)
        if appearance.form is None or number in self.marks or not isinstance(parent.raw, Reference):
            return []
        owners = self.owners.setdefault(sheet.idnum, [])
        owners.append(parent.raw)
        self.marks[number] = objects.name(parent.entries, "S") or "Form", len(owners) - 1
        return [dictionary(Type="MCR", Pg=sheet, MCID=len(owners) - 1)]

    def finish(self) -> SheetTags:
        """Write a new parent tree if rows are added or removed."""
        if not self.owners and not self.removed:
            return SheetTags({}, {})
        rows = {key: value for key, value in self.parents.items() if key not in self.removed}
        next_key = self.objects.integer(self.root, "ParentTreeNextKey") or 0
        first = max(next_key, *(key + 1 for key in self.parents), 0)
        keys = {sheet: key for key, sheet in enumerate(self.owners, first)}
        rows.update((keys[sheet], Array(owners)) for sheet, owners in self.owners.items())
        numbers = [item for key in sorted(rows) for item in (key, rows[key])]
        tree = self.objects.add(dictionary(Nums=array(numbers)))
        self.root.update(dictionary(ParentTree=tree, ParentTreeNextKey=first + len(keys)))
        return SheetTags(self.marks, keys)


def _printed_field(appearance: Appearance) -> Dictionary:
    """Return the attributes of a form field that can no longer be filled in (14.8.5.6)."""
    attributes = dictionary(O="PrintField", Role=appearance.field)
    if appearance.description is not None:
        attributes[Name("/Desc")] = appearance.description
    return attributes


def _parent_tree(objects: Objects, root: Dictionary) -> dict[int, Raw]:
    """Return the parent tree as a table: an array for a page, an element for an annotation."""
    rows: dict[int, Raw] = {}
    for key, value in objects.tree_pairs(dict.get(root, "/ParentTree"), "Nums"):
        number = objects.resolve(key)
        if isinstance(number, Number):
            resolved = objects.resolve(value)
            rows[int(number)] = resolved if isinstance(resolved, Array) else value
    return rows

"""From the tags of pages to those of sheets: content is found in the form that its page became (ISO 32000-1, 14.7.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from press.imposition.annotations import Appearance
from press.pdf.boxes import Matrix, PageBox, boxed
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

MOST = 500_000  # elements


class BrokenTagsError(Exception):
    """The tags are no tree, or tell of content that cannot be found."""


class Moved(NamedTuple):
    """A page as it is now: its form, the side of a sheet that the form is painted on, and how; its key in the parent tree."""

    form: Reference
    sheet: Reference
    matrix: Matrix
    key: int | None


class Tagged(NamedTuple):
    """What was painted of annotations, by their objects' numbers: the tag and number of its mark on the sheet.

    ``keys`` are the sheets' keys in the parent tree, by the numbers of the sheets' objects.
    """

    marks: dict[int, tuple[str, int]]
    keys: dict[int, int]


def retag(
    objects: Objects, pages: Mapping[int, Moved], looks: Mapping[int, tuple[Appearance, Reference]]
) -> Tagged:
    """Change the structure tree of the file's catalog; ``pages`` and ``looks`` go by the numbers of the old objects.

    Raises BrokenTagsError, or whatever else a broken tree causes.
    """
    root = objects.below(objects.catalog, "StructTreeRoot")
    tree = _Tree(objects, root, pages, looks)
    tree.walk()
    return tree.finish()


class _Element(NamedTuple):
    """An element, as it is referred to, and the number of the page that its content stands on if it says no other."""

    entries: Dictionary
    raw: Raw
    page: int


class _Tree:
    def __init__(
        self,
        objects: Objects,
        root: Dictionary,
        pages: Mapping[int, Moved],
        looks: Mapping[int, tuple[Appearance, Reference]],
    ) -> None:
        self.objects, self.root, self.pages, self.looks = objects, root, pages, looks
        self.parents = _parents(objects, root)
        self.waiting = [_Element(root, None, 0)]
        self.met: set[int] = set()
        self.marks: dict[int, tuple[str, int]] = {}
        self.owners: dict[int, list[Reference]] = {}  # by sheet, by number of marked content
        self.gone: set[int] = set()  # keys of annotations that are no more

    def walk(self) -> None:
        """Every element once, and what it holds."""
        while self.waiting:
            one = self.waiting.pop()
            if id(one.entries) in self.met or len(self.met) > MOST:
                raise BrokenTagsError
            self.met.add(id(one.entries))
            page = self.pages.get(self.stands_on(one))
            kids = [
                made for kid in self.objects.each(one.entries, "K") for made in self.kid(kid, one)
            ]
            if "/K" in one.entries:
                one.entries[Name("/K")] = kids[0] if len(kids) == 1 else Array(kids)
            if page and "/A" in one.entries:
                told = [
                    self.attributes(raw, page.matrix) for raw in self.objects.each(one.entries, "A")
                ]
                one.entries[Name("/A")] = told[0] if len(told) == 1 else Array(told)

    def stands_on(self, one: _Element) -> int:
        """The page that an element says it is on, else the one of the first thing in it."""
        if "/Pg" in one.entries:
            return one.page
        first = next(
            (self.objects.dictionary(kid) for kid in self.objects.each(one.entries, "K")),
            Dictionary(),
        )
        return number_of(dict.get(first, "/Pg")) or one.page

    def attributes(self, raw: Raw, matrix: Matrix) -> Raw:
        """What is said of an element, and where a picture stands, which is elsewhere now (14.8.5.4.3)."""
        said = self.objects.dictionary(raw)
        box = self.objects.numbers(said, "BBox")
        if len(box) != 4:
            return raw
        made = Dictionary(dict(dict.items(said)))
        made.update(dictionary(BBox=array(list(boxed(matrix, PageBox(*box))))))
        return made

    def kid(self, raw: Raw, of: _Element) -> list[Raw]:
        """What stands in an element instead of what stood there."""
        kid = self.objects.at(raw)
        if kid is None:
            return []
        if isinstance(kid, Number):
            return [self.content(of.page, int(kid))]
        if not isinstance(kid, Dictionary):
            raise BrokenTagsError
        page = number_of(dict.get(kid, "/Pg")) or of.page
        if self.is_kind(kid, "MCR", "MCID"):
            return [self.reference(kid, page)]
        if self.is_kind(kid, "OBJR", "Obj"):
            return self.annotation(kid, page, of)
        self.waiting.append(_Element(kid, raw, page))
        return [raw]

    def is_kind(self, kid: Dictionary, kind: str, key: str) -> bool:
        named = self.objects.name(kid, "Type")
        return named == kind or (not named and f"/{key}" in kid)

    def content(self, page: int, number: int) -> Dictionary:
        """A page's own content, which is its form's now."""
        moved = self.pages.get(page)
        if moved is None or moved.key is None or not isinstance(self.parents.get(moved.key), Array):
            raise BrokenTagsError
        return dictionary(Type="MCR", Pg=moved.sheet, Stm=moved.form, MCID=number)

    def reference(self, kid: Dictionary, page: int) -> Dictionary:
        if "/Stm" not in kid:
            number = self.objects.integer(kid, "MCID")
            return self.content(page, -1 if number is None else number)
        return self.on_sheet(kid, page)  # of a form that the page paints

    def on_sheet(self, kid: Dictionary, page: int) -> Dictionary:
        if page not in self.pages:
            raise BrokenTagsError
        made = Dictionary(
            dict(dict.items(kid))
        )  # pypdf's own way to copy would follow its references
        made.update(dictionary(Pg=self.pages[page].sheet))
        return made

    def annotation(self, kid: Dictionary, page: int, of: _Element) -> list[Raw]:
        """A link as it was, in its new place; what was painted of others as content of the sheet; nothing of the rest."""
        objects, number = self.objects, number_of(dict.get(kid, "/Obj"))
        if number not in objects.replaced or objects.replaced[number] is not None:
            return [self.on_sheet(kid, page)]
        key = objects.integer(objects.below(kid, "Obj"), "StructParent")
        self.gone.update(() if key is None else (key,))
        look, sheet = self.looks.get(number, (Appearance(number), of.raw))
        if look.field:
            of.entries[Name("/A")] = Array([*objects.each(of.entries, "A"), _printed_field(look)])
        if look.form is None or number in self.marks or not isinstance(of.raw, Reference):
            return []
        owners = self.owners.setdefault(sheet.idnum, [])
        owners.append(of.raw)
        self.marks[number] = objects.name(of.entries, "S") or "Form", len(owners) - 1
        return [dictionary(Type="MCR", Pg=sheet, MCID=len(owners) - 1)]

    def finish(self) -> Tagged:
        """Write the parent tree again where it has to say something else."""
        if not self.owners and not self.gone:
            return Tagged({}, {})
        rows = {key: value for key, value in self.parents.items() if key not in self.gone}
        said = self.objects.integer(self.root, "ParentTreeNextKey") or 0
        first = max(said, *(key + 1 for key in self.parents), 0)
        keys = {sheet: first + at for at, sheet in enumerate(self.owners)}
        rows.update((keys[sheet], Array(owners)) for sheet, owners in self.owners.items())
        numbers = [one for key in sorted(rows) for one in (key, rows[key])]
        tree = self.objects.add(dictionary(Nums=array(numbers)))
        self.root.update(dictionary(ParentTree=tree, ParentTreeNextKey=first + len(keys)))
        return Tagged(self.marks, keys)


def _printed_field(look: Appearance) -> Dictionary:
    """The attributes of a form field that cannot be filled in any more (14.8.5.6)."""
    made = dictionary(O="PrintField", Role=look.field)
    if look.says is not None:
        made[Name("/Desc")] = look.says
    return made


def _parents(objects: Objects, root: Dictionary) -> dict[int, Raw]:
    """The parent tree as one table: an array by a page's key, an element by an annotation's, each as it stands in the file."""
    found: dict[int, Raw] = {}
    for key, value in objects.tree(dict.get(root, "/ParentTree"), "Nums"):
        number = objects.at(key)
        if isinstance(number, Number):
            found[int(number)] = (
                objects.at(value) if isinstance(objects.at(value), Array) else value
            )
    return found

"""From the tags of pages to those of sheets: content is found in the form that its page became (ISO 32000-1, 14.7.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from press.finishing.notes import Painted
from press.finishing.objects import Array, Dictionary, Name, Number, Objects, Raw, Reference, array, dictionary, number_of

MOST = 500_000  # elements


class BrokenTagsError(Exception):
    """The tags are no tree, or tell of content that cannot be found."""


class Moved(NamedTuple):
    """A page as it is now: its form, and the side of a sheet that the form is painted on."""

    form: Reference
    sheet: Reference
    key: int | None


class Tagged(NamedTuple):
    """What was painted of annotations, by their objects' numbers: the tag and number of its mark on the sheet.

    ``keys`` are the sheets' keys in the parent tree, by the numbers of the sheets' objects.
    """

    marks: dict[int, tuple[str, int]]
    keys: dict[int, int]


def retag(objects: Objects, pages: Mapping[int, Moved], painted: Mapping[int, tuple[Painted, Reference]]) -> Tagged:
    """Change the structure tree of the file's catalog; ``pages`` and ``painted`` go by the numbers of the old objects.

    Raises BrokenTagsError, or whatever else a broken tree causes.
    """
    root = objects.below(objects.catalog, "StructTreeRoot")
    tree = _Tree(objects, root, pages, painted)
    tree.walk()
    return tree.finish()


class _Tree:
    def __init__(
        self, objects: Objects, root: Dictionary, pages: Mapping[int, Moved], painted: Mapping[int, tuple[Painted, Reference]]
    ) -> None:
        self.objects, self.root, self.pages, self.painted = objects, root, pages, painted
        self.parents = _parents(objects, root)
        self.met: set[int] = set()
        self.marks: dict[int, tuple[str, int]] = {}
        self.owners: dict[int, list[Reference]] = {}  # by sheet, by number of marked content
        self.gone: set[int] = set()  # keys of annotations that are no more

    def walk(self) -> None:
        """Every element once, and what it holds."""
        waiting: list[tuple[Dictionary, Raw, int]] = [(self.root, None, 0)]
        while waiting:
            element, raw, page = waiting.pop()
            if id(element) in self.met or len(self.met) > MOST:
                raise BrokenTagsError
            self.met.add(id(element))
            page = number_of(dict.get(element, "/Pg")) or page
            kids = []
            for kid in self.objects.each(element, "K"):
                below = self.objects.at(kid)
                if isinstance(below, Number):
                    kids.append(self.content(page, int(below)))
                elif not isinstance(below, Dictionary):
                    if below is not None:
                        raise BrokenTagsError
                elif self.is_kind(below, "MCR", "MCID"):
                    kids.append(self.reference(below, page))
                elif self.is_kind(below, "OBJR", "Obj"):
                    kids += self.annotation(below, kid, page, element, raw)
                else:
                    kids.append(kid)
                    waiting.append((below, kid, page))
            if "/K" in element:
                element[Name("/K")] = kids[0] if len(kids) == 1 else Array(kids)

    def is_kind(self, kid: Dictionary, kind: str, key: str) -> bool:
        named = self.objects.name(kid, "Type")
        return named == kind or (not named and f"/{key}" in kid)

    def content(self, page: int, number: int) -> Dictionary:
        """A page's own content, which is its form's now."""
        if page not in self.pages or not isinstance(self.parents.get(self.pages[page].key), Array):
            raise BrokenTagsError
        moved = self.pages[page]
        return dictionary(Type="MCR", Pg=moved.sheet, Stm=moved.form, MCID=number)

    def reference(self, kid: Dictionary, page: int) -> Dictionary:
        page = number_of(dict.get(kid, "/Pg")) or page
        if "/Stm" not in kid:
            number = self.objects.integer(kid, "MCID")
            return self.content(page, -1 if number is None else number)
        if page not in self.pages:
            raise BrokenTagsError
        kid.update(dictionary(Pg=self.pages[page].sheet))  # of a form that the page paints
        return kid

    def annotation(self, kid: Dictionary, raw: Raw, page: int, element: Dictionary, owner: Raw) -> list[Raw]:
        """A link as it was, in its new place; what was painted of others as content of the sheet; nothing of the rest."""
        objects, number = self.objects, number_of(dict.get(kid, "/Obj"))
        page = number_of(dict.get(kid, "/Pg")) or page
        if page not in self.pages:
            raise BrokenTagsError
        kid.update(dictionary(Pg=self.pages[page].sheet))
        if number not in objects.replaced or objects.replaced[number] is not None:
            return [raw]
        key = objects.integer(objects.dictionary(dict.get(kid, "/Obj")), "StructParent")
        self.gone.update(() if key is None else (key,))
        if number not in self.painted or not isinstance(owner, Reference):
            return []
        look, sheet = self.painted[number]
        owners = self.owners.setdefault(sheet.idnum, [])
        owners.append(owner)
        self.marks[number] = objects.name(element, "S") or "Form", len(owners) - 1
        if look.field:
            element[Name("/A")] = Array([*objects.each(element, "A"), _printed_field(look)])
        return [dictionary(Type="MCR", Pg=sheet, MCID=len(owners) - 1)]

    def finish(self) -> Tagged:
        """Write the parent tree again where it has to say something else."""
        if not self.owners and not self.gone:
            return Tagged({}, {})
        rows = {key: value for key, value in self.parents.items() if key is not None and key not in self.gone}
        first = max(
            [self.objects.integer(self.root, "ParentTreeNextKey") or 0, *(key + 1 for key in self.parents if key is not None)]
        )
        keys = {sheet: first + at for at, sheet in enumerate(self.owners)}
        rows.update((keys[sheet], Array(owners)) for sheet, owners in self.owners.items())
        numbers = [one for key in sorted(rows) for one in (key, rows[key])]
        tree = self.objects.add(dictionary(Nums=array(numbers)))
        self.root.update(dictionary(ParentTree=tree, ParentTreeNextKey=first + len(keys)))
        return Tagged(self.marks, keys)


def _printed_field(look: Painted) -> Dictionary:
    """The attributes of a form field that cannot be filled in any more (14.8.5.6)."""
    made = dictionary(O="PrintField", Role=look.field)
    if look.says is not None:
        made[Name("/Desc")] = look.says
    return made


def _parents(objects: Objects, root: Dictionary) -> dict[int | None, Raw]:
    """The parent tree as one table: an array by a page's key, an element by an annotation's, each as it stands in the file."""
    found: dict[int | None, Raw] = {}
    waiting, met = [dict.get(root, "/ParentTree")], set()
    while waiting:
        node = objects.dictionary(waiting.pop())
        if id(node) in met:
            raise BrokenTagsError
        met.add(id(node))
        numbers = objects.each(node, "Nums")
        for key, value in zip(numbers[::2], numbers[1::2], strict=False):
            number = objects.at(key)
            if isinstance(number, Number):
                found[int(number)] = objects.at(value) if isinstance(objects.at(value), Array) else value
        waiting += objects.each(node, "Kids")
    return found

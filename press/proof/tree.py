"""From a PDF to its structure tree, every element once, whatever the file says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from press.pdf.values import Array, Dictionary, Name, Reader, Value, as_integer, as_text, catalog
from press.proof.document import Annotation, Document, read_document
from press.proof.findings import Finding
from press.proof.painted import PaintedMark
from press.proof.parent_tree import read_parents
from press.proof.roles import is_standard
from press.proof.struct_elements import Attribute, Content, Element, Tree

DEEPEST = 120  # elements in elements; Word comes to 20
MOST = 500_000  # elements


class TooDeepError(Exception):
    """The tree has no end, or nearly none."""


def read_tree(reader: Reader, file: str = "") -> Tree:
    """The tree and all that its pages hold; ``file`` is for the problems. Raises whatever a broken file causes."""
    return tree_of(read_document(reader, file), reader)


def tree_of(document: Document, reader: Reader) -> Tree:
    """The tree of a document that was read."""
    root = catalog(reader).get("StructTreeRoot")
    if not isinstance(root, Dictionary):
        return Tree(document, None, {})
    growing = _Growing(document, root)
    kids = growing.kids(root, 0)
    top = Element(
        "StructTreeRoot",
        "StructTreeRoot",
        root.number,
        kids=tuple(kid for kid in kids if isinstance(kid, Element)),
    )
    return Tree(document, top, read_parents(root.dictionary("ParentTree")), tuple(growing.findings))


class _Growing:
    """Elements are made from the leaves up; one that was met before is left out, and said."""

    def __init__(self, document: Document, root: Dictionary) -> None:
        self.roles, self.classes = root.dictionary("RoleMap"), root.dictionary("ClassMap")
        self.page_numbers = {
            page.reference: page.number for page in document.pages if page.reference
        }
        self.annotations = {
            one.number: one for page in document.pages for one in page.annotations if one.number
        }
        self.marks: dict[tuple[int, int, int], list[tuple[int, PaintedMark]]] = defaultdict(list)
        for page in document.pages:
            for place, mark in enumerate(page.marks):
                if mark.mcid is not None:
                    self.marks[page.number, mark.owner, mark.mcid].append((place, mark))
        self.findings: list[Finding] = []
        self.met: set[int] = set()
        self.path: list[int] = []
        self.count = 0

    def kids(self, of: Dictionary, page: int) -> tuple[Element | Content | Annotation | None, ...]:
        """What an element holds; None for an object that is neither content nor annotation."""
        return tuple(one for kid in of.each("K") for one in self.kid(kid, page))

    def kid(self, kid: Value, page: int) -> Iterator[Element | Content | Annotation | None]:
        number = as_integer(kid)
        if number is not None:
            yield self.content(page, number, 0)
        elif not isinstance(kid, Dictionary):
            self.findings.append(Finding("odd-kid", page))
        elif kid.name("Type") == "MCR" or "MCID" in kid:
            owner = kid.dictionary("Stm").number if "Stm" in kid else 0
            yield self.content(self.page_of(kid, page), kid.integer("MCID"), owner)
        elif kid.name("Type") == "OBJR" or "Obj" in kid:
            yield self.annotation(kid, self.page_of(kid, page))
        elif self.is_new(kid, page):
            yield self.element(kid, self.page_of(kid, page))

    def content(self, page: int, mcid: int | None, owner: int) -> Content:
        number = -1 if mcid is None else mcid
        return Content(page, number, owner, tuple(self.marks.get((page, owner, number), ())))

    def annotation(self, reference: Dictionary, page: int) -> Annotation | None:
        wanted = reference.dictionary("Obj")
        found = self.annotations.get(wanted.number)
        if found is None and wanted.name("Type") != "XObject" and "Subtype" in wanted:
            self.findings.append(Finding("stray-annotation", page))
        return found

    def is_new(self, kid: Dictionary, page: int) -> bool:
        if len(self.path) > DEEPEST or self.count > MOST:
            raise TooDeepError
        self.count += 1
        if kid.number == 0 or kid.number not in self.met:
            self.met.add(kid.number)
            return True
        self.findings.append(
            Finding("cycle" if kid.number in self.path else "twice", page, kid.name("S"))
        )
        return False

    def element(self, of: Dictionary, page: int) -> Element:
        self.path.append(of.number)
        kids = self.kids(of, page)
        self.path.pop()
        tag, role = of.name("S"), self.role(of, page)
        inner = tuple(kid for kid in kids if isinstance(kid, (Element, Content)))
        annotations = tuple(kid for kid in kids if isinstance(kid, Annotation))
        first = next((kid.page for kid in (*inner, *annotations) if kid.page), 0)
        attributes = dict(self.attributes(of))
        objects = kids.count(None)
        return Element(
            role,
            tag,
            of.number,
            of.dictionary("P").number,
            first,
            attributes,
            inner,
            annotations,
            objects,
        )

    def role(self, of: Dictionary, page: int) -> str:
        """The standard role, through the maps of the file; the file's own word where no map leads to one."""
        tag = of.name("S")
        own = of.dictionary("NS").dictionary("RoleMapNS").get(tag)
        role = (
            next((one for one in own if isinstance(one, Name)), tag)
            if isinstance(own, Array)
            else own
        )
        role = role if isinstance(role, Name) else tag
        for _ in range(20):
            if is_standard(role) or not self.roles.name(role):
                break
            role = self.roles.name(role)
        if not is_standard(role):
            self.findings.append(Finding("role", page or 1, tag))
        return role

    def attributes(self, of: Dictionary) -> Iterator[tuple[str, Attribute]]:
        """Those of its classes, then its own, which come before them."""
        classes = [
            one
            for name in of.each("C")
            if isinstance(name, Name)
            for one in self.classes.each(name)
        ]
        for owner in (*classes, *of.each("A")):
            if isinstance(owner, Dictionary):
                yield from _attributes(owner, (key for key in owner.names() if key != "O"))
        yield from _attributes(of, ("Alt", "ActualText", "Lang", "E", "T", "ID"))

    def page_of(self, of: Dictionary, page: int) -> int:
        """The page that it names, else the one of what it stands in."""
        return self.page_numbers.get(of.dictionary("Pg").number, page)


def _attributes(
    owner: Dictionary, keys: Iterator[str] | tuple[str, ...]
) -> Iterator[tuple[str, Attribute]]:
    for key in keys:
        value = _attribute(owner.get(key))
        if value is not None:
            yield key, value


def _attribute(value: Value) -> Attribute | None:
    if isinstance(value, Array):
        return tuple(one for one in value if isinstance(one, (str, int, float)))
    if isinstance(value, bytes):
        return as_text(value)
    return None if isinstance(value, Dictionary) else value

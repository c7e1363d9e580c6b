"""From a PDF to its structure tree, with each element once, whatever the file says."""

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

DEEPEST = 120  # levels of elements; files by Word have up to 20
MAX_ELEMENTS = 500_000
MAX_ROLE_STEPS = 20  # in the role map


class TooDeepError(Exception):
    """The tree has no end, or is far too large."""


def read_tree(reader: Reader, file: str = "") -> Tree:
    """Read the structure tree and the content of all pages; ``file`` is the name for problems.

    Raises any exception that a broken file causes.
    """
    return tree_of(read_document(reader, file), reader)


def tree_of(document: Document, reader: Reader) -> Tree:
    """Read the structure tree of a document that was read.

    Raises any exception that a broken file causes, and TooDeepError for an endless tree.
    """
    root = catalog(reader).get("StructTreeRoot")
    if not isinstance(root, Dictionary):
        return Tree(document, None, {})
    tree_reader = _TreeReader(document, root)
    kids = tree_reader.kids(root, 0)
    top = Element(
        "StructTreeRoot",
        "StructTreeRoot",
        root.number,
        kids=tuple(kid for kid in kids if isinstance(kid, Element)),
    )
    parents = read_parents(root.dictionary("ParentTree"))
    return Tree(document, top, parents, tuple(tree_reader.findings))


class _TreeReader:
    """A reader of elements, kids first. An element that occurs again is a finding, and left out."""

    def __init__(self, document: Document, root: Dictionary) -> None:
        self.roles, self.classes = root.dictionary("RoleMap"), root.dictionary("ClassMap")
        self.page_numbers = {
            page.reference: page.number for page in document.pages if page.reference
        }
        self.annotations = {
            annotation.number: annotation
            for page in document.pages
            for annotation in page.annotations
            if annotation.number
        }
        self.marks: dict[tuple[int, int, int], list[tuple[int, PaintedMark]]] = defaultdict(list)
        for page in document.pages:
            for index, mark in enumerate(page.marks):
                if mark.mcid is not None:
                    self.marks[page.number, mark.owner, mark.mcid].append((index, mark))
        self.findings: list[Finding] = []
        self.visited: set[int] = set()
        self.path: list[int] = []
        self.count = 0

    def kids(
        self, entries: Dictionary, page: int
    ) -> tuple[Element | Content | Annotation | None, ...]:
        """Return the kids of an element; None for an object that is no annotation."""
        return tuple(kid for value in entries.each("K") for kid in self.kid(value, page))

    def kid(self, value: Value, page: int) -> Iterator[Element | Content | Annotation | None]:
        number = as_integer(value)
        if number is not None:
            yield self.content(page, number, 0)
        elif not isinstance(value, Dictionary):
            self.findings.append(Finding("odd-kid", page))
        elif value.name("Type") == "MCR" or "MCID" in value:
            owner = value.dictionary("Stm").number if "Stm" in value else 0
            yield self.content(self.page_of(value, page), value.integer("MCID"), owner)
        elif value.name("Type") == "OBJR" or "Obj" in value:
            yield self.annotation(value, self.page_of(value, page))
        elif self.is_new(value, page):
            yield self.element(value, self.page_of(value, page))

    def content(self, page: int, mcid: int | None, owner: int) -> Content:
        number = -1 if mcid is None else mcid
        return Content(page, number, owner, tuple(self.marks.get((page, owner, number), ())))

    def annotation(self, reference: Dictionary, page: int) -> Annotation | None:
        target = reference.dictionary("Obj")
        annotation = self.annotations.get(target.number)
        if annotation is None and target.name("Type") != "XObject" and "Subtype" in target:
            self.findings.append(Finding("stray-annotation", page))
        return annotation

    def is_new(self, entries: Dictionary, page: int) -> bool:
        if len(self.path) > DEEPEST or self.count > MAX_ELEMENTS:
            raise TooDeepError
        self.count += 1
        if entries.number == 0 or entries.number not in self.visited:
            self.visited.add(entries.number)
            return True
        kind = "cycle" if entries.number in self.path else "twice"
        self.findings.append(Finding(kind, page, entries.name("S")))
        return False

    def element(self, entries: Dictionary, page: int) -> Element:
        self.path.append(entries.number)
        kids = self.kids(entries, page)
        self.path.pop()
        tag, role = entries.name("S"), self.role(entries, page)
        inner = tuple(kid for kid in kids if isinstance(kid, (Element, Content)))
        annotations = tuple(kid for kid in kids if isinstance(kid, Annotation))
        first = next((kid.page for kid in (*inner, *annotations) if kid.page), 0)
        return Element(
            role,
            tag,
            entries.number,
            entries.dictionary("P").number,
            first,
            dict(self.attributes(entries)),
            inner,
            annotations,
            kids.count(None),
        )

    def role(self, entries: Dictionary, page: int) -> str:
        """Return the standard type that the role maps lead to, else the last type they lead to."""
        tag = entries.name("S")
        mapped = entries.dictionary("NS").dictionary("RoleMapNS").get(tag)
        if isinstance(mapped, Array):
            mapped = next((item for item in mapped if isinstance(item, Name)), tag)
        role = mapped if isinstance(mapped, Name) else tag
        for _ in range(MAX_ROLE_STEPS):
            if is_standard(role) or not self.roles.name(role):
                break
            role = self.roles.name(role)
        if not is_standard(role):
            self.findings.append(Finding("role", page or 1, tag))
        return role

    def attributes(self, entries: Dictionary) -> Iterator[tuple[str, Attribute]]:
        """Yield the attributes of the element's classes, then its own, which override them."""
        names = (name for name in entries.each("C") if isinstance(name, Name))
        classes = [attributes for name in names for attributes in self.classes.each(name)]
        for owner in (*classes, *entries.each("A")):
            if isinstance(owner, Dictionary):
                yield from _attributes(owner, (key for key in owner.names() if key != "O"))
        yield from _attributes(entries, ("Alt", "ActualText", "Lang", "E", "T", "ID"))

    def page_of(self, entries: Dictionary, page: int) -> int:
        """Return the number of the page that the entries name, else the parent's page."""
        return self.page_numbers.get(entries.dictionary("Pg").number, page)


def _attributes(
    owner: Dictionary, keys: Iterator[str] | tuple[str, ...]
) -> Iterator[tuple[str, Attribute]]:
    for key in keys:
        value = _attribute(owner.get(key))
        if value is not None:
            yield key, value


def _attribute(value: Value) -> Attribute | None:
    if isinstance(value, Array):
        return tuple(item for item in value if isinstance(item, (str, int, float)))
    if isinstance(value, bytes):
        return as_text(value)
    return None if isinstance(value, Dictionary) else value

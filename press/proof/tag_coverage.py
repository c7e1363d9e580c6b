"""From tags and pages to findings where they disagree: untagged, lost or repeated content."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from press.proof.document import CheckedPage
from press.proof.findings import Finding
from press.proof.struct_elements import Content, Element, Tree

Key = tuple[int, int, int]  # page, owner, MCID


def check_tag_coverage(tree: Tree) -> Iterator[Finding]:
    """Check that all content is in one tag, and that the parent tree leads back to it."""
    held: dict[Key, list[Element]] = defaultdict(list)
    pages = {page.number: page for page in tree.document.pages}
    for element in tree.walk():
        for content in element.contents:
            held[content.page, content.owner, content.mcid].append(element)
            yield from _content(tree, pages.get(content.page), element, content)
        yield from _annotations(tree, element)
    yield from (
        Finding("same-content", key[0], holders[1].tag)
        for key, holders in held.items()
        if len(holders) > 1
    )
    for page in pages.values():
        yield from _page(page, set(held))
    for element in (tree.root, *tree.walk()) if tree.root else ():
        yield from _parents(element)


def _page(page: CheckedPage, held: set[Key]) -> Iterator[Finding]:
    """Yield findings for content that no tag holds, or that is marked wrongly."""
    numbers: Counter[Key] = Counter()
    for mark in page.marks:
        if mark.mixed:
            yield Finding("mixed", page.number, mark.text)
        if mark.loose and mark.text.strip():
            yield Finding("loose-text", page.number, mark.text)
        if mark.loose and mark.drawings:
            yield Finding("loose-drawing", page.number, times=len(mark.drawings))
        if mark.mcid is not None:
            key = (page.number, mark.owner, mark.mcid)
            numbers[key] += 1
            if numbers[key] == 2:
                yield Finding("same-number", page.number, mark.text)
            if key not in held and (mark.text.strip() or mark.drawings):
                yield Finding("orphan", page.number, mark.text)


def _content(
    tree: Tree, page: CheckedPage | None, element: Element, content: Content
) -> Iterator[Finding]:
    """Yield a finding for content that does not exist, or does not lead back to its element."""
    if page is None or (page.readable and not content.marks):
        yield Finding("dangling", content.page, element.tag)
        return
    key = page.forms.get(content.owner) if content.owner else page.key
    row = tree.parents.get(key) if key is not None else None
    parent = 0
    if isinstance(row, tuple) and 0 <= content.mcid < len(row):
        parent = row[content.mcid]
    if parent != element.number and page.readable:
        yield Finding("parent-differs" if parent else "parent-missing", page.number, content.text)


def _annotations(tree: Tree, element: Element) -> Iterator[Finding]:
    for annotation in element.annotations:
        parent = tree.parents.get(annotation.key) if annotation.key is not None else None
        if parent != element.number:
            kind = "parent-differs" if parent else "parent-missing"
            yield Finding(kind, annotation.page, annotation.description)


def _parents(element: Element) -> Iterator[Finding]:
    for kid in element.elements:
        if element.number and kid.parent != element.number:
            yield Finding("parent-wrong", kid.page, kid.tag)

"""Whether who listens can find and follow what can be clicked on, and fill in what can be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from press.proof.document import UNSPOKEN, Annotation, CheckedPage
from press.proof.findings import Finding
from press.proof.struct_elements import Element, Tree


def links(tree: Tree) -> Iterator[Finding]:
    """Of each tag for a link, then of each annotation on a page."""
    holders: dict[int, Element] = {}
    for element in tree.walk():
        holders.update((one.number, element) for one in element.annotations)
        if element.role == "Link":
            yield from _link(element)
    for page in tree.document.pages:
        yield from _page(page, holders)


def _link(element: Element) -> Iterator[Finding]:
    text = element.text
    if not any(one.annotations for one in element.walk()):
        yield Finding("dead-link", element.page, text)
    elif not text.strip() and not element.said("Alt"):
        yield Finding("empty-link", element.page)


def _page(page: CheckedPage, holders: dict[int, Element]) -> Iterator[Finding]:
    spoken = [one for one in page.annotations if one.kind not in UNSPOKEN and not one.hidden]
    for one in spoken:
        yield from _annotation(one, holders.get(one.number))
    if spoken and page.tabs != "S":
        yield Finding("tabs", page.number)


def _annotation(one: Annotation, holder: Element | None) -> Iterator[Finding]:
    role, says = (holder.role, one.says or holder.said("Alt")) if holder else ("", one.says)
    if one.kind == "Link":
        if role != "Link":
            yield Finding("loose-link", one.page, one.says)
        if not one.says:
            yield Finding("silent-link", one.page)
    elif one.kind == "Widget":
        if role != "Form":
            yield Finding("loose-field", one.page, one.says)
        if not says:
            yield Finding("silent-field", one.page)
    elif not holder:
        yield Finding("loose-note", one.page, one.kind)

"""From links, form fields and comments to findings: whether screen-reader users can use them."""

from __future__ import annotations

from collections.abc import Iterator

from press.proof.document import UNTAGGED_KINDS, Annotation, CheckedPage
from press.proof.findings import Finding
from press.proof.struct_elements import Element, Tree


def check_links(tree: Tree) -> Iterator[Finding]:
    """Check each Link element, then each annotation on a page."""
    holders: dict[int, Element] = {}
    for element in tree.walk():
        holders.update((annotation.number, element) for annotation in element.annotations)
        if element.role == "Link":
            yield from _link(element)
    for page in tree.document.pages:
        yield from _page(page, holders)


def _link(element: Element) -> Iterator[Finding]:
    text = element.text
    if not any(part.annotations for part in element.walk()):
        yield Finding("dead-link", element.page, text)
    elif not text.strip() and not element.text_attribute("Alt"):
        yield Finding("empty-link", element.page)


def _page(page: CheckedPage, holders: dict[int, Element]) -> Iterator[Finding]:
    announced = [
        annotation
        for annotation in page.annotations
        if annotation.kind not in UNTAGGED_KINDS and not annotation.hidden
    ]
    for annotation in announced:
        yield from _annotation(annotation, holders.get(annotation.number))
    if announced and page.tabs != "S":
        yield Finding("tabs", page.number)


def _annotation(annotation: Annotation, holder: Element | None) -> Iterator[Finding]:
    page, description = annotation.page, annotation.description
    role = holder.role if holder else ""
    if annotation.kind == "Link":
        if role != "Link":
            yield Finding("loose-link", page, description)
        if not description:
            yield Finding("silent-link", page)
    elif annotation.kind == "Widget":
        if role != "Form":
            yield Finding("loose-field", page, description)
        if not description and not (holder and holder.text_attribute("Alt")):
            yield Finding("silent-field", page)
    elif not holder:
        yield Finding("loose-note", page, annotation.kind)

"""What a listener misses, or hears in another order than who looks: artifacts, empty tags, and the order of the tags."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from press.proof.document import CheckedPage
from press.proof.findings import Finding
from press.proof.painted import PaintedMark
from press.proof.roles import CELLS, level
from press.proof.struct_elements import Element, Tree

UNSPOKEN = (
    "Pagination",
    "Page",
)  # types of artifacts that may hold text: headers and footers, and printer's marks
MANY = 200  # letters of page furniture on one page


def listening(tree: Tree) -> Iterator[Finding]:
    """Text left out, tags with nothing in them, and another order."""
    yield from _artifacts(tree)
    for element in tree.walk():
        if _is_empty(element):
            yield Finding("empty", element.page, element.tag)
    yield from _order(tree)


def _artifacts(tree: Tree) -> Iterator[Finding]:
    """Text that is only ever an artifact. What a tag says elsewhere is a repetition, such as a table's head on the
    next page; what stands on several pages is a header or footer, whether it is declared as one or not."""
    spoken = "".join(
        _letters(mark.text)
        for page in tree.document.pages
        for mark in page.marks
        if mark.mcid is not None
    )
    pages: dict[str, set[int]] = defaultdict(set)
    for page in tree.document.pages:
        for mark in page.marks:
            if mark.artifact is not None:
                pages[_without_digits(mark)].add(page.number)
    for page in tree.document.pages:
        silent = [
            mark
            for mark in page.marks
            if mark.artifact is not None and _letters(mark.text) not in spoken
        ]
        for mark in silent:
            if mark.artifact not in UNSPOKEN and len(pages[_without_digits(mark)]) == 1:
                yield Finding("artifact-text", page.number, mark.text)
        yield from _too_much(page, silent)


def _too_much(page: CheckedPage, silent: list[PaintedMark]) -> Iterator[Finding]:
    furniture = sum(len(_letters(mark.text)) for mark in silent if mark.artifact in UNSPOKEN)
    if furniture > max(
        MANY, sum(len(_letters(mark.text)) for mark in page.marks if mark.mcid is not None)
    ):
        yield Finding("mostly-artifact", page.number)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _without_digits(mark: PaintedMark) -> str:
    return re.sub(r"\d", "", _letters(mark.text))


def _is_empty(element: Element) -> bool:
    """True for a tag that is not spoken at all. Cells may be empty; other checks speak of headings, links and rows."""
    if element.role in CELLS | {"Link", "TR"} or level(element.role) or element.elements:
        return False
    if element.annotations or element.objects or element.replacement:
        return False
    return all(content.marks and content.blank for content in element.contents)


def _order(tree: Tree) -> Iterator[Finding]:
    """Where the tags go back on a page: a remark, for columns and pictures may be drawn in any order."""
    last: dict[int, int] = {}
    for content in tree.contents():
        if content.marks and not content.blank:
            place = content.marks[0][0]
            if place < last.get(content.page, -1):
                yield Finding("order", content.page, content.text)
            last[content.page] = place

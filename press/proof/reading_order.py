"""From artifacts, empty tags and the order of tags to findings: text that is skipped or moved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from press.proof.document import CheckedPage
from press.proof.findings import Finding
from press.proof.painted import PaintedMark
from press.proof.roles import CELLS, level
from press.proof.struct_elements import Element, Tree

# Types of artifacts that may hold text: headers and footers, and printer's marks.
TEXT_ARTIFACTS = ("Pagination", "Page")
MAX_LETTERS = 200  # of headers, footers and printer's marks on a page


def check_reading_order(tree: Tree) -> Iterator[Finding]:
    """Check for text that is skipped, for empty tags, and for another order than on the page."""
    yield from _artifacts(tree)
    for element in tree.walk():
        if _is_empty(element):
            yield Finding("empty", element.page, element.tag)
    yield from _order(tree)


def _artifacts(tree: Tree) -> Iterator[Finding]:
    """Yield findings for text that is only ever an artifact.

    Text that is also tagged somewhere is a repetition, such as a table's head on the next page.
    An artifact on several pages is a header or footer, whatever its type.
    """
    tagged = "".join(
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
        skipped = [
            mark
            for mark in page.marks
            if mark.artifact is not None and _letters(mark.text) not in tagged
        ]
        for mark in skipped:
            if mark.artifact not in TEXT_ARTIFACTS and len(pages[_without_digits(mark)]) == 1:
                yield Finding("artifact-text", page.number, mark.text)
        yield from _mostly_furniture(page, skipped)


def _mostly_furniture(page: CheckedPage, skipped: list[PaintedMark]) -> Iterator[Finding]:
    furniture = sum(len(_letters(mark.text)) for mark in skipped if mark.artifact in TEXT_ARTIFACTS)
    tagged = sum(len(_letters(mark.text)) for mark in page.marks if mark.mcid is not None)
    if furniture > max(MAX_LETTERS, tagged):
        yield Finding("mostly-artifact", page.number)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _without_digits(mark: PaintedMark) -> str:
    return re.sub(r"\d", "", _letters(mark.text))


def _is_empty(element: Element) -> bool:
    """Return True for a tag without any content to read.

    Cells may be empty. Other checks look at headings, links and rows.
    """
    if element.role in CELLS | {"Link", "TR"} or level(element.role) or element.elements:
        return False
    if element.annotations or element.objects or element.replacement:
        return False
    return all(content.marks and content.blank for content in element.contents)


def _order(tree: Tree) -> Iterator[Finding]:
    """Yield a finding where the tags go back on a page.

    It is only a remark, because columns and pictures may be drawn in any order.
    """
    last: dict[int, int] = {}
    for content in tree.contents():
        if content.marks and not content.blank:
            index = content.marks[0][0]
            if index < last.get(content.page, -1):
                yield Finding("order", content.page, content.text)
            last[content.page] = index

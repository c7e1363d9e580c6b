"""From the headings, pictures and lists of a structure tree to findings on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.proof.findings import Finding
from press.proof.roles import PICTURES, level
from press.proof.speech import tree_blocks
from press.proof.struct_elements import Element, Tree

MAX_WORDS = 200  # of a document that needs no heading

_FILE_NAME = re.compile(
    r"\S+\.(png|jpe?g|gif|svg|tiff?|bmp|webp|heic|emf|wmf|eps|ai|pdf|psd)|https?://\S+",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(an? )?(image|picture|figure|graphic|photo|img|shape|drawing|untitled)[\s_#-]*\d*",
    re.IGNORECASE,
)
_AUTOMATIC = "description automatically generated"  # by Word

_BULLET = re.compile(r"\s*[\u2022\u2023\u2043\u25aa\u25cf\u25e6\u00b7\uf000-\uf0ff*\u2013-]\s")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]\s")


def check_headings_lists(tree: Tree) -> Iterator[Finding]:
    """Check the order of headings, the texts of pictures, and the structure of lists."""
    yield from _headings(tree)
    for element in tree.walk():
        if element.role in PICTURES:
            yield from _picture(element)
        if element.role in ("L", "LI"):
            yield from _list(element)
    for element in (tree.root, *tree.walk()) if tree.root else ():
        yield from _outside_lists(element)
        yield from _typed_list(element)


def _headings(tree: Tree) -> Iterator[Finding]:
    last, any_heading = 0, False
    for element in tree.walk():
        depth = level(element.role)
        any_heading |= depth > 0 or element.role in ("H", "Title")
        if depth or element.role == "H":
            text = element.text
            if not text.strip():
                yield Finding("empty-heading", element.page, element.role)
            elif depth > 1 and not last:
                yield Finding("first-heading", element.page, f"{element.role} {text}")
            elif depth > last + 1:
                yield Finding("skipped-heading", element.page, f"{element.role} {text}")
        last = depth or last
    words = sum(len(block.text.split()) for block in tree_blocks(tree))
    if words > MAX_WORDS and not any_heading:
        yield Finding("no-heading", times=words)


def _picture(element: Element) -> Iterator[Finding]:
    alternative = element.text_attribute("ActualText") or element.text_attribute("Alt") or ""
    words = alternative.strip()
    if not words:
        yield Finding("no-alt", element.page)
    elif (
        _FILE_NAME.fullmatch(words)
        or _GENERIC.fullmatch(words)
        or _AUTOMATIC in alternative.lower()
    ):
        yield Finding("alt-is-file", element.page, alternative)
    if element.role == "Figure" and element.contents and "BBox" not in element.attributes:
        yield Finding("no-box", element.page)


def _list(element: Element) -> Iterator[Finding]:
    roles = [kid.role for kid in element.elements]
    if element.role == "LI":
        if "LBody" not in roles:
            yield Finding("no-body", element.page, element.text)
        return
    if not {"LI", "L"} & set(roles) or set(roles) - {"LI", "L", "Caption"}:
        yield Finding("no-items", element.page, element.text)
    labels = [part for kid in element.elements for part in kid.elements if part.role == "Lbl"]
    has_labels = any(label.text.strip() for label in labels)
    if has_labels and element.text_attribute("ListNumbering") in (None, "None"):
        yield Finding("no-numbering", element.page, element.text)


def _outside_lists(element: Element) -> Iterator[Finding]:
    for kid in element.elements:
        if (kid.role == "LI" and element.role != "L") or (
            kid.role == "LBody" and element.role != "LI"
        ):
            yield Finding("odd-list", kid.page, kid.text)


def _typed_list(element: Element) -> Iterator[Finding]:
    """Yield a finding for consecutive paragraphs that begin like the items of a list."""
    items, number = 0, 0
    for kid in element.elements:
        text = kid.text if kid.role == "P" else ""
        match = _NUMBER.match(text)
        next_number = int(match[1]) if match else 0
        counts = bool(_BULLET.match(text)) or (
            next_number > 0 and (not items or next_number == number + 1)
        )
        items, number = (items + 1, next_number) if counts else (0, 0)
        if items == 2:
            yield Finding("typed-list", kid.page, text)

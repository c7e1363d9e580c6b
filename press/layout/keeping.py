"""From what stands on the pages to the words of the handout that do not: none may be lost, whatever a layout does."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from press.content.tree import Picture, Text, blocks_in, leaves
from press.layout.cursor import Placed
from press.layout.pages import Setting
from press.problems import Place, Problem
from press.tagged.nodes import Node
from press.typeset.para import Para
from press.typeset.story import Story


def lost(setting: Setting, story: Story, place: Place) -> Iterator[Problem]:
    """A problem for each section, title or summary of which not every word stands on a page, in its order."""
    shown = _by_node(sorted((one for page in setting.pages for one in page.placed), key=lambda one: one.order))
    handout = story.handout
    parts: dict[int, tuple[Any, str, list[Iterable[Node]]]] = {}
    for section, nodes in story.given:  # a layout may ask for them more than once, and set one of what it gets
        parts.setdefault(id(section), (section, section.heading.text, []))[2].append(nodes)
    named = {node.once: node for node in shown if node.once}  # what a layout leaves out altogether is judged elsewhere
    for name, one in (("title", handout.title), ("subtitle", handout.subtitle), ("summary", handout.summary)):
        if one and name in named:
            parts[id(one)] = (one, one.text, [[named[name]]])
    for source, name, ways in parts.values():
        found = ("".join(text for node in dict.fromkeys(nodes) for text in shown.get(node, ())) for nodes in ways)
        missing = [_missing(source, text) for text in found]
        if all(missing):
            hint = "This is a mistake in the layout: put all that story.passages() gives on pages"
            message = f"The layout loses words of '{name[:40]}', from '{missing[0].text[:20] if missing[0] else ''}' on"
            yield Problem(place, "L04", message, hint)


def _by_node(placed: Sequence[Placed]) -> dict[Node, list[str]]:
    """The text of each element, in the order in which it is read; what stands there twice counts once."""
    found: dict[Node, list[str]] = {}
    seen: set[int] = set()
    for one in placed:
        for para in one.flowable.paragraphs:
            if para.node and id(para) not in seen:
                seen.add(id(para))
                found.setdefault(para.node, []).append(_letters(para))
    return found


def _letters(para: Para) -> str:
    """All that its lines show, without blanks."""
    known = para.shown_before
    if "letters" not in known:
        lines = para.blPara.lines
        if para.blPara.kind == 0:
            known["letters"] = _squeezed("".join([word for _, words in lines for word in words]))
        else:
            known["letters"] = _squeezed("".join([getattr(word, "text", "") for line in lines for word in line.words]))
    return str(known["letters"])


def _missing(source: Any, found: str) -> Text | None:
    """The first text of a part of the handout that is not there, behind those before it."""
    heard, at = None, 0
    for leaf in leaves(source):
        if found.startswith(text := _squeezed(leaf.text), at):  # as it mostly does
            at += len(text)
            continue
        heard = heard or {id(one.alt) for one in blocks_in(source) if isinstance(one, Picture)}
        if id(leaf) in heard:
            continue
        at = found.find(text, at)
        if at < 0:
            return leaf
        at += len(text)
    return None


@lru_cache(maxsize=5_000)
def _squeezed(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return "".join(text.split())

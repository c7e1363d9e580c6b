"""From a page and a page to lay over it to one page: for example an address on a self-mailer.

The lower page keeps its content stream. The upper page gets new object numbers and names, and its
elements come last in the reading order.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from functools import partial
from typing import TypeVar

from press.pdf.file import LEVEL, stream_bytes, text_string
from press.print_files.component import (
    PART,
    SEPARATOR,
    Component,
    ComponentPage,
    Named,
    Shared,
    shared,
)
from press.print_files.syntax import PARENTHESIS, STRING, Template, entries, joined

_OPERANDS = re.compile(STRING + rb"|/MCID (\d+)|/([^\s/<>\[\]()]+)|" + PARENTHESIS, re.DOTALL)
_KID = re.compile(rb"%d 0 R|(\d+)")
_STREAM_KEYWORD = re.compile(rb"\s*stream\r?\n")
Item = TypeVar("Item")


def overlay(base: Component, page: int, over: Component) -> Component:
    """Return ``base`` with the one page of ``over`` on top of its page ``page``, from 0.

    Raises ValueError if ``over`` has several pages or another page size, or if another program
    wrote its content.
    """
    if len(over.pages) != 1 or over.pages[0][:2] != base.pages[page][:2]:
        raise ValueError("what is laid over a page must be one page of its size")
    upper = _UpperPage(base, page, over)
    return replace(
        base,
        pages=_with_item(base.pages, page, upper.page()),
        body=joined([base.body, upper.section(), *upper.elements()], SEPARATOR),
        count=base.count + over.count,
        top=(*base.top, base.count),
        rows=_with_item(base.rows, page, base.rows[page] + upper.moved(over.rows[0])),
        linked=base.linked + upper.moved(over.linked),
        shared=(*base.shared, _SAVED_STATE, *upper.shared()),
    )


def _with_item(items: tuple[Item, ...], index: int, item: Item) -> tuple[Item, ...]:
    return (*items[:index], item, *items[index + 1 :])


def _stream(operators: bytes) -> Shared:
    packed = stream_bytes(zlib.compress(operators, LEVEL), "/Filter /FlateDecode")
    head, keyword, tail = packed.partition(b"\nstream\n")
    return shared(Template(head.replace(b"%", b"%%")), keyword + tail, [])


_SAVED_STATE = _stream(b"q")  # the upper page starts from the initial graphics state


class _UpperPage:
    """The objects of ``over``, with their indices and names in the new component."""

    def __init__(self, base: Component, page: int, over: Component) -> None:
        self.base, self.index, self.over = base, page, over
        # The first index of its shared objects: after those of the base and the saved state.
        self.first = len(base.shared) + 1
        self.marks = len(base.rows[page])
        self.prefix = b"O"
        names = {resource.name for resource in base.pages[page].named}
        while any(self.prefix + resource.name in names for resource in over.pages[0].named):
            self.prefix += b"O"

    def page(self) -> ComponentPage:
        """Return the combined page."""
        below, (above,) = self.base.pages[self.index], self.over.pages
        named = tuple(
            Named(
                resource.kind, self.prefix + resource.name, resource.value.moved(self.first.__add__)
            )
            for resource in above.named
        )
        return below._replace(
            contents=(self.first - 1, *below.contents, self.first + above.contents[0]),
            named=below.named + named,
            annotations=below.annotations + self.moved(above.annotations),
        )

    def moved(self, own: tuple[int, ...]) -> tuple[int, ...]:
        """Return the new indices of own objects."""
        return tuple(map(self._slot, own))

    def _slot(self, slot: int) -> int:
        """Return the new index: its page is the lower one, its Part a new Sect, its keys last."""
        if slot < PART:
            return slot - self.base.keys + 1
        if slot == PART:
            return self.base.count
        return self.index if slot == 0 else self.base.count + slot

    def section(self) -> Template:
        """Return the Sect element that holds the elements of the upper page."""
        language = ""
        if self.over.language != self.base.language:
            language = f"/Lang {text_string(self.over.language)}"
        kids = b" ".join([b"%d 0 R"] * len(self.over.top))
        text = b"<</S /Sect/P %%d 0 R%s/K [%s]>>" % (language.encode("ascii"), kids)
        return Template(text, (PART, *self.moved(self.over.top)))

    def elements(self) -> list[Template]:
        """Return the elements, with the MCIDs of their content on the combined page."""
        texts = [self._element(text) for text in self.over.body.text.split(SEPARATOR)]
        return [Template(SEPARATOR.join(texts), self.moved(self.over.body.slots))]

    def _element(self, text: bytes) -> bytes:
        """Return an element with new MCIDs, or an annotation unchanged.

        The K entry of an element is its last one (press/tagged/structure.py).
        """
        if not text.startswith(b"<</S /"):
            return text
        start = text.rindex(b"/K ")
        return text[:start] + _KID.sub(self._kid, text[start:])

    def _kid(self, match: re.Match[bytes]) -> bytes:
        return b"%d" % (int(match[1]) + self.marks) if match[1] else match[0]

    def shared(self) -> list[Shared]:
        """Return the shared objects, the content with new MCIDs and resource names."""
        (above,), objects = self.over.pages, []
        streams = [self._renamed(_unpacked(self.over.shared[index])) for index in above.contents]
        content = _stream(b"Q\n" + b"\n".join(streams))
        for index, shared_object in enumerate(self.over.shared):
            head = shared_object.head.moved(self.first.__add__)
            is_content = index in above.contents
            objects.append(content if is_content else shared_object._replace(head=head))
        return objects

    def _renamed(self, operators: bytes) -> bytes:
        names = {resource.name for resource in self.over.pages[0].named}
        return _OPERANDS.sub(partial(self._operand, names), operators)

    def _operand(self, names: set[bytes], match: re.Match[bytes]) -> bytes:
        if match[3]:
            raise ValueError("the content of a page was written by another program")
        if match[1]:
            return b"/MCID %d" % (int(match[1]) + self.marks)
        return b"/" + self.prefix + match[2] if match[2] in names else match[0]


def _unpacked(stream: Shared) -> bytes:
    """Return the operators of a stream. Raises ValueError if another program packed it."""
    stream_entries = entries(stream.head.text)
    if stream_entries.get(b"Filter") != b"/FlateDecode":
        raise ValueError("the content of a page was written by another program")
    keyword = _STREAM_KEYWORD.match(stream.tail)
    assert keyword
    start = keyword.end()
    return zlib.decompress(stream.tail[start : start + int(stream_entries[b"Length"])])

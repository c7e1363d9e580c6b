"""One page is laid over a page of another PDF of ours, with all that is said of it: such as an address on a self-mailer.

What lies below is drawn as it was, from the same stream; what lies above gets new numbers and names, and is read last.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from functools import partial
from typing import TypeVar

from press.pdf.file import LEVEL, stream_bytes, text_string
from press.print_files.component import (
    BETWEEN,
    HOLDER,
    Component,
    ComponentPage,
    Named,
    Shared,
    shared,
)
from press.print_files.syntax import SKIPPED, STRAY, Template, entries, joined

_OPERATORS = re.compile(SKIPPED + rb"|/MCID (\d+)|/([^\s/<>\[\]()]+)|" + STRAY, re.DOTALL)
_KID = re.compile(rb"%d 0 R|(\d+)")
_STREAM = re.compile(rb"\s*stream\r?\n")
Item = TypeVar("Item")


def overlay(base: Component, page: int, over: Component) -> Component:
    """The one page of ``over`` on a page of ``base``, from 0. ValueError where it has another size, or is not the only one."""
    if len(over.pages) != 1 or over.pages[0][:2] != base.pages[page][:2]:
        raise ValueError("what is laid over a page must be one page of its size")
    laid = _Laid(base, page, over)
    return replace(
        base,
        pages=_with(base.pages, page, laid.page()),
        body=joined([base.body, laid.holder(), *laid.elements()], BETWEEN),
        count=base.count + over.count,
        top=(*base.top, base.count),
        rows=_with(base.rows, page, base.rows[page] + laid.moved(over.rows[0])),
        linked=base.linked + laid.moved(over.linked),
        shared=(*base.shared, _SAVED, *laid.shared()),
    )


def _with(several: tuple[Item, ...], at: int, one: Item) -> tuple[Item, ...]:
    return (*several[:at], one, *several[at + 1 :])


def _stream(operators: bytes) -> Shared:
    packed = stream_bytes(zlib.compress(operators, LEVEL), "/Filter /FlateDecode")
    head, word, tail = packed.partition(b"\nstream\n")
    return shared(Template(head.replace(b"%", b"%%")), word + tail, [])


_SAVED = _stream(b"q")  # whatever state the page below leaves, the one above begins anew


class _Laid:
    """What was the other's, as it is called in the new component."""

    def __init__(self, base: Component, page: int, over: Component) -> None:
        self.base, self.at, self.over = base, page, over
        self.first = (
            len(base.shared) + 1
        )  # index of a shared object, after those of the page below and the saved state
        self.marks = len(base.rows[page])
        self.prefix = b"O"
        names = {one.name for one in base.pages[page].named}
        while any(self.prefix + one.name in names for one in over.pages[0].named):
            self.prefix += b"O"

    def page(self) -> ComponentPage:
        below, (above,) = self.base.pages[self.at], self.over.pages
        named = tuple(
            Named(one.kind, self.prefix + one.name, one.value.moved(self.first.__add__))
            for one in above.named
        )
        return below._replace(
            contents=(self.first - 1, *below.contents, self.first + above.contents[0]),
            named=below.named + named,
            annotations=below.annotations + self.moved(above.annotations),
        )

    def moved(self, own: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(map(self._slot, own))

    def _slot(self, slot: int) -> int:
        """Of an own object: its page is the one below, its holder is new, its keys come after those that are there."""
        if slot < HOLDER:
            return slot - self.base.keys + 1
        return self.base.count + slot if slot > 0 else (self.at if slot == 0 else self.base.count)

    def holder(self) -> Template:
        lang = (
            f"/Lang {text_string(self.over.language)}"
            if self.over.language != self.base.language
            else ""
        )
        kids = b" ".join([b"%d 0 R"] * len(self.over.top))
        text = b"<</S /Sect/P %%d 0 R%s/K [%s]>>" % (lang.encode("ascii"), kids)
        return Template(text, (HOLDER, *self.moved(self.over.top)))

    def elements(self) -> list[Template]:
        """Each with the numbers of its content on the new page."""
        texts = [self._element(text) for text in self.over.body.text.split(BETWEEN)]
        return [Template(BETWEEN.join(texts), self.moved(self.over.body.slots))]

    def _element(self, text: bytes) -> bytes:
        """Its children stand last (press/tagged/structure.py); an annotation has none."""
        if not text.startswith(b"<</S /"):
            return text
        at = text.rindex(b"/K ")
        return text[:at] + _KID.sub(
            lambda found: b"%d" % (int(found[1]) + self.marks) if found[1] else found[0], text[at:]
        )

    def shared(self) -> list[Shared]:
        """Those of the other, its content with new numbers and names."""
        (above,), made = self.over.pages, []
        content = _stream(
            b"Q\n"
            + b"\n".join(
                [self._renamed(_unpacked(self.over.shared[one])) for one in above.contents]
            )
        )
        for at, one in enumerate(self.over.shared):
            moved = Template(one.head.text, tuple(map(self.first.__add__, one.head.slots)))
            made.append(content if at in above.contents else one._replace(head=moved))
        return made

    def _renamed(self, operators: bytes) -> bytes:
        return _OPERATORS.sub(
            partial(self._operand, {one.name for one in self.over.pages[0].named}), operators
        )

    def _operand(self, names: set[bytes], found: re.Match[bytes]) -> bytes:
        if found[3]:
            raise ValueError("the content of a page was written by another program")
        if found[1]:
            return b"/MCID %d" % (int(found[1]) + self.marks)
        return b"/" + self.prefix + found[2] if found[2] in names else found[0]


def _unpacked(stream: Shared) -> bytes:
    """The operators in a stream; ValueError where they are packed in a way that is not ours."""
    said = entries(stream.head.text)
    if said.get(b"Filter") != b"/FlateDecode":
        raise ValueError("the content of a page was written by another program")
    start = _STREAM.match(stream.tail)
    assert start
    return zlib.decompress(stream.tail[start.end() : start.end() + int(said[b"Length"])])

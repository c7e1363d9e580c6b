"""From an object's bytes, as they are written here, to its entries and to the references in them (ISO 32000-1, 7.3).

What stands inside a text is never taken for syntax. Parentheses in a text are escaped by all that writes here; where one is
not, the object is refused rather than misread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import NamedTuple, Protocol

from press.pdf.file import END_STREAM

_TEXT = rb"\((?:[^()\\]|\\.)*\)"
SKIPPED = _TEXT + rb"|<[0-9A-F]*>"  # texts of both kinds
STRAY = rb"([()])"  # a parenthesis that is not escaped
_TOKEN = re.compile(
    _TEXT + rb"|<<|>>|<[^<>]*>|[\[\]]|/[^\s()<>\[\]/]*|\d+ 0 R\b|[^\s()<>\[\]/]+|[()]", re.DOTALL
)
_REFERENCE = re.compile(SKIPPED + rb"|\b(\d+) 0 R\b|(?<=/StructParent )(\d+)|" + STRAY, re.DOTALL)
_HEAD = re.compile(rb">>\s*stream\r?\n")  # what a stream's dictionary ends with


class Numbers(Protocol):
    """Numbers by their indices: a list, or what finds them when it is asked."""

    def __getitem__(self, index: int, /) -> int: ...


class Template(NamedTuple):
    """Bytes with places for numbers, and which number goes into each, as an index into those that will be given."""

    text: bytes
    slots: tuple[int, ...] = ()

    def filled(self, numbers: Numbers) -> bytes:
        """With numbers in all places."""
        if not self.slots:
            return self.text % ()
        chosen: object = itemgetter(*self.slots)(numbers)
        return self.text % chosen

    def moved(self, where: Callable[[int], int]) -> Template:
        """With each index changed."""
        return Template(self.text, tuple(map(where, self.slots)))


def template(
    data: bytes, slot: Callable[[int], int], key: Callable[[int], int] | None = None
) -> Template:
    """Of an object without its stream: ``slot`` says the index of each object that it names, ``key`` that of an annotation's
    key in the parent tree."""
    parts, slots, at = [], [], 0
    for found in _REFERENCE.finditer(data):
        kind = found.lastindex
        if kind is None:
            continue
        if kind == 3:
            raise ValueError("an object was written by another program")
        if kind == 2 and not key:
            continue
        slots.append((slot if kind == 1 or not key else key)(int(found[kind])))
        parts += [data[at : found.start(kind)].replace(b"%", b"%%"), b"%d"]
        at = found.end(kind)
    return Template(b"".join((*parts, data[at:].replace(b"%", b"%%"))), tuple(slots))


def joined(several: Iterable[Template], between: bytes) -> Template:
    """One of many."""
    several = list(several)
    return Template(
        between.join([one.text for one in several]),
        tuple(slot for one in several for slot in one.slots),
    )


def references(data: bytes) -> list[int]:
    """The numbers of the objects that an object names, in order."""
    return [int(found[1]) for found in _REFERENCE.finditer(data) if found[1]]


def parted(data: bytes) -> tuple[bytes, bytes]:
    """An object's dictionary, and its stream with the words round it, empty where it has none."""
    if not data.rstrip().endswith(END_STREAM.rstrip()):
        return data, b""
    found = _HEAD.search(data)
    assert found
    return data[: found.start() + 2], data[found.start() + 2 :]


def entries(data: bytes) -> dict[bytes, bytes]:
    """The entries of a dictionary, each value as it is written."""
    found: list[bytes] = []
    depth = start = 0
    for token in _TOKEN.finditer(data):
        one = token[0]
        if one in (b"(", b")"):
            raise ValueError("an object was written by another program")
        if one in (b"<<", b"["):
            start = token.start() if depth == 1 else start
            depth += 1
            continue
        if one in (b">>", b"]"):
            depth -= 1
            if depth == 1:
                found.append(data[start : token.end()])
            elif depth == 0:
                break
        elif depth == 1:
            found.append(one)
    return dict(zip((key[1:] for key in found[::2]), found[1::2], strict=True))

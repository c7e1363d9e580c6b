"""From the bytes of an object of ours to its entries and its references (ISO 32000-1, 7.3).

The content of a string is never taken for syntax. Our writers escape parentheses in strings; an
object with a parenthesis that is not escaped is refused, because it might be misread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import NamedTuple, Protocol

from press.pdf.file import END_STREAM

_LITERAL = rb"\((?:[^()\\]|\\.)*\)"
STRING = _LITERAL + rb"|<[0-9A-F]*>"
PARENTHESIS = rb"([()])"  # one that is not escaped
_TOKEN = re.compile(
    _LITERAL + rb"|<<|>>|<[^<>]*>|[\[\]]|/[^\s()<>\[\]/]*|\d+ 0 R\b|[^\s()<>\[\]/]+|[()]",
    re.DOTALL,
)
_REFERENCE = re.compile(
    STRING + rb"|\b(\d+) 0 R\b|(?<=/StructParent )(\d+)|" + PARENTHESIS, re.DOTALL
)
_STREAM_KEYWORD = re.compile(rb">>\s*stream\r?\n")


class Numbers(Protocol):
    """Object numbers by index: a list, or an object that finds them on request."""

    def __getitem__(self, index: int, /) -> int: ...


class Template(NamedTuple):
    """Bytes with a ``%d`` for each object number. ``slots`` has the index of each number."""

    text: bytes
    slots: tuple[int, ...] = ()

    def filled(self, numbers: Numbers) -> bytes:
        """Return the bytes with object numbers."""
        if not self.slots:
            return self.text % ()
        chosen: object = itemgetter(*self.slots)(numbers)
        return self.text % chosen

    def moved(self, new_index: Callable[[int], int]) -> Template:
        """Return the template with each index changed."""
        return Template(self.text, tuple(map(new_index, self.slots)))


def template(
    data: bytes, slot: Callable[[int], int], key: Callable[[int], int] | None = None
) -> Template:
    """Return the template of an object, without its stream.

    ``slot`` returns the index for an object number. ``key`` returns the index for an annotation's
    key in the parent tree; None leaves keys as they are. Raises ValueError if another program
    wrote the object.
    """
    parts, slots, start = [], [], 0
    for match in _REFERENCE.finditer(data):
        group = match.lastindex
        if group is None:
            continue
        if group == 3:
            raise ValueError("an object was written by another program")
        if group == 2 and not key:
            continue
        slots.append((slot if group == 1 or not key else key)(int(match[group])))
        parts += [data[start : match.start(group)].replace(b"%", b"%%"), b"%d"]
        start = match.end(group)
    return Template(b"".join((*parts, data[start:].replace(b"%", b"%%"))), tuple(slots))


def joined(templates: Iterable[Template], separator: bytes) -> Template:
    """Return one template of many, with a separator between them."""
    templates = list(templates)
    return Template(
        separator.join([part.text for part in templates]),
        tuple(slot for part in templates for slot in part.slots),
    )


def references(data: bytes) -> list[int]:
    """Return the numbers of the objects that an object refers to, in order."""
    return [int(match[1]) for match in _REFERENCE.finditer(data) if match[1]]


def split_stream(data: bytes) -> tuple[bytes, bytes]:
    """Return an object's dictionary, and its stream with the keywords; empty if it has none."""
    if not data.rstrip().endswith(END_STREAM.rstrip()):
        return data, b""
    keyword = _STREAM_KEYWORD.search(data)
    assert keyword
    return data[: keyword.start() + 2], data[keyword.start() + 2 :]


def entries(data: bytes) -> dict[bytes, bytes]:
    """Return the entries of a dictionary, each value as it is written.

    Raises ValueError if another program wrote the object.
    """
    items: list[bytes] = []
    depth = start = 0
    for match in _TOKEN.finditer(data):
        token = match[0]
        if token in (b"(", b")"):
            raise ValueError("an object was written by another program")
        if token in (b"<<", b"["):
            start = match.start() if depth == 1 else start
            depth += 1
            continue
        if token in (b">>", b"]"):
            depth -= 1
            if depth == 1:
                items.append(data[start : match.end()])
            elif depth == 0:
                break
        elif depth == 1:
            items.append(token)
    return dict(zip((key[1:] for key in items[::2]), items[1::2], strict=True))

"""From objects to the bytes of a file: those that the new catalog leads to, numbered as they are met, and no others."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from hashlib import sha256

from press.pdf.file import File, stream_bytes
from press.pdf.objects import Array, Dictionary, Objects, Raw, Reference, Stream, Text

VERSION = (1, 7)
OF_OLD_PAGES = (
    "/Page",
    "/Pages",
    "/Catalog",
    "/Template",
)  # what leads to these would bring the whole old file along


def file_of(objects: Objects, catalog: Reference, information: Dictionary, first: bytes) -> bytes:
    """The file; the same objects give the same bytes. ``first`` is the first half of its ID, of the file it comes from."""
    copying = Copying(objects)
    root, info = copying.spelt(catalog), copying.spelt(objects.add(information))
    file, seal = File(*VERSION), sha256()
    for number, data in copying.run():
        file.add(number, data)
        seal.update(data)
    identity = f"[<{first.hex()}><{seal.hexdigest()[:32]}>]".encode("ascii")
    return file.end(b"/Root %s/Info %s/ID %s" % (root, info, identity))


class Copying:
    """Spells objects of one file or of several, and numbers those that they lead to from ``first`` on."""

    def __init__(self, *several: Objects, first: int = 1) -> None:
        self.first = first
        self.numbers: dict[tuple[int, int], int] = {}
        self.waiting: deque[tuple[int, Raw]] = deque()
        self.owners = {id(one.reader): one for one in several} | {id(one): one for one in several}

    def run(self) -> Iterator[tuple[int, bytes]]:
        """Each object that was led to, as it stands by itself, until there is none left."""
        while self.waiting:
            number, value = self.waiting.popleft()
            yield number, self.whole(value)

    def whole(self, value: Raw) -> bytes:
        """An object as it stands by itself in the file."""
        if not isinstance(value, Stream):
            return self.spelt(value)
        entries = b"".join(self.entry(key, one) for key, one in value.items() if key != "/Length")
        return stream_bytes(bytes(value._data), entries.decode("latin-1"))

    def spelt(self, value: Raw) -> bytes:
        """A value where it stands in another."""
        if value is None:
            return b"null"
        if isinstance(value, Reference):
            return self.reference(value)
        if isinstance(value, Dictionary):
            return b"<<%s>>" % b"".join(self.entry(key, one) for key, one in dict.items(value))
        if isinstance(value, Array):
            return b"[%s]" % b" ".join(self.spelt(one) for one in list.__iter__(value))
        if isinstance(value, Text):
            return _text(value.original_bytes)
        if isinstance(value, bytes):
            return _text(bytes(value))
        return _plain(value)

    def entry(self, key: Raw, value: Raw) -> bytes:
        return b"%s %s" % (_plain(key), self.spelt(value))

    def reference(self, reference: Reference) -> bytes:
        objects = self.owners[id(reference.pdf)]
        is_new = objects.is_new(reference)
        if not is_new and reference.idnum in objects.replaced:
            instead = objects.replaced[reference.idnum]
            return b"null" if instead is None else self.reference(instead)
        key = id(reference.pdf), reference.idnum
        if key not in self.numbers:
            value = objects.at(reference)
            if value is None or (not is_new and _is_old_page(value)):
                return b"null"
            self.numbers[key] = self.first + len(self.numbers)
            self.waiting.append((self.numbers[key], value))
        return b"%d 0 R" % self.numbers[key]


def _is_old_page(value: Raw) -> bool:
    return isinstance(value, Dictionary) and dict.get(value, "/Type") in OF_OLD_PAGES


def _text(data: bytes) -> bytes:
    """A string: literal where nothing in it needs an escape, else in hexadecimal."""
    if all(32 <= one < 127 and one not in b"()\\" for one in data):
        return b"(%s)" % data
    return b"<%s>" % data.hex().upper().encode("ascii")


def _plain(value: Raw) -> bytes:
    """A name, number, truth value or nothing, as pypdf writes it."""
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()

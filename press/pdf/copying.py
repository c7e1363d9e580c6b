"""From PDF objects to the bytes of a file: the objects that the catalog leads to, and no others."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from hashlib import sha256

from press.pdf.file import File, stream_bytes
from press.pdf.objects import Array, Dictionary, Objects, Raw, Reference, Stream, Text

VERSION = (1, 7)
# Types of objects that would pull the whole source file along. References to them become null.
PAGE_TREE_TYPES = ("/Page", "/Pages", "/Catalog", "/Template")


def write_file(
    objects: Objects, catalog: Reference, information: Dictionary, first_id: bytes
) -> bytes:
    """Write a file of what the catalog leads to. The same objects give the same bytes.

    ``first_id`` is the first half of the file's ID, taken from its source file.
    """
    copier = Copier(objects)
    root = copier.value_bytes(catalog)
    info = copier.value_bytes(objects.add(information))
    file, digest = File(*VERSION), sha256()
    for number, data in copier.copied():
        file.add(number, data)
        digest.update(data)
    file_id = f"[<{first_id.hex()}><{digest.hexdigest()[:32]}>]".encode("ascii")
    return file.end(b"/Root %s/Info %s/ID %s" % (root, info, file_id))


class Copier:
    """A writer of the objects of one file or several.

    Objects are numbered from ``first`` on, in the order in which references to them are written.
    """

    def __init__(self, *sources: Objects, first: int = 1) -> None:
        self.first = first
        self.numbers: dict[tuple[int, int], int] = {}
        self.queue: deque[tuple[int, Raw]] = deque()
        self.owners = {id(source.reader): source for source in sources}
        self.owners |= {id(source): source for source in sources}

    def copied(self) -> Iterator[tuple[int, bytes]]:
        """Yield the number and bytes of each referenced object until none is left."""
        while self.queue:
            number, value = self.queue.popleft()
            yield number, self.object_bytes(value)

    def object_bytes(self, value: Raw) -> bytes:
        """Return the bytes of an indirect object, which may be a stream."""
        if not isinstance(value, Stream):
            return self.value_bytes(value)
        entries = b"".join(
            self._entry_bytes(key, entry) for key, entry in value.items() if key != "/Length"
        )
        return stream_bytes(bytes(value._data), entries.decode("latin-1"))

    def value_bytes(self, value: Raw) -> bytes:
        """Return the bytes of a direct value, as part of another object."""
        if value is None:
            return b"null"
        if isinstance(value, Reference):
            return self.reference_bytes(value)
        if isinstance(value, Dictionary):
            entries = [self._entry_bytes(key, entry) for key, entry in dict.items(value)]
            return b"<<%s>>" % b"".join(entries)
        if isinstance(value, Array):
            return b"[%s]" % b" ".join(self.value_bytes(item) for item in list.__iter__(value))
        if isinstance(value, Text):
            return _string_bytes(value.original_bytes)
        if isinstance(value, bytes):
            return _string_bytes(bytes(value))
        return _scalar_bytes(value)

    def reference_bytes(self, reference: Reference) -> bytes:
        """Return a reference by its new number; ``null`` for what must not be copied."""
        objects = self.owners[id(reference.pdf)]
        is_new = objects.is_new(reference)
        if not is_new and reference.idnum in objects.replaced:
            replacement = objects.replaced[reference.idnum]
            return b"null" if replacement is None else self.reference_bytes(replacement)
        key = id(reference.pdf), reference.idnum
        if key not in self.numbers:
            value = objects.resolve(reference)
            if value is None or (not is_new and _is_page_tree(value)):
                return b"null"
            self.numbers[key] = self.first + len(self.numbers)
            self.queue.append((self.numbers[key], value))
        return b"%d 0 R" % self.numbers[key]

    def _entry_bytes(self, key: Raw, value: Raw) -> bytes:
        return b"%s %s" % (_scalar_bytes(key), self.value_bytes(value))


def _is_page_tree(value: Raw) -> bool:
    return isinstance(value, Dictionary) and dict.get(value, "/Type") in PAGE_TREE_TYPES


def _string_bytes(data: bytes) -> bytes:
    """Return a literal string if no byte of it needs an escape, else a hexadecimal string."""
    if all(32 <= byte < 127 and byte not in b"()\\" for byte in data):
        return b"(%s)" % data
    return b"<%s>" % data.hex().upper().encode("ascii")


def _scalar_bytes(value: Raw) -> bytes:
    """Return a name, number, boolean or null as pypdf writes it."""
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()

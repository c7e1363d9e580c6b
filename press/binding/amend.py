"""From a file of ours to one with changed and added objects; all others keep their bytes."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from press.imposition.catalog import source_id
from press.pdf.copying import VERSION, Copier
from press.pdf.file import File, read_objects
from press.pdf.objects import Dictionary, Objects, Raw, Reference, number_of


class AmendedFile:
    """A file of ours that is being changed.

    ``objects`` are its objects. New values may refer to new objects of it, and to objects of the
    ``others``.
    """

    def __init__(self, data: bytes, others: Sequence[Objects] = ()) -> None:
        self.objects = Objects(data)
        self._data, self._object_bytes = data, read_objects(data)
        self._copier = _AmendmentCopier(self.objects, *others, first=max(self._object_bytes) + 1)

    def put(self, number: int, value: Raw) -> None:
        """Replace the object ``number`` of the file."""
        self._object_bytes[number] = self._copier.object_bytes(value)

    def finish(self) -> bytes:
        """Return the bytes of the amended file. The same changes give the same bytes."""
        trailer = self.objects.trailer
        root = self._copier.value_bytes(dict.get(trailer, "/Root"))
        info = self._copier.value_bytes(dict.get(trailer, "/Info"))
        self._object_bytes.update(self._copier.copied())
        file, digest = File(*VERSION), sha256()
        for number in sorted(self._object_bytes):
            file.add(number, self._object_bytes[number])
            digest.update(self._object_bytes[number])
        first = source_id(self.objects, self._data).hex()
        file_id = f"[<{first}><{digest.hexdigest()[:32]}>]".encode("ascii")
        return file.end(b"/Root %s/Info %s/ID %s" % (root, info, file_id))

    def entries(self, raw: Raw) -> tuple[int, Dictionary]:
        """Return the number of an object, and a copy of its entries to change and ``put``."""
        return number_of(raw), Dictionary(dict(dict.items(self.objects.dictionary(raw))))


class _AmendmentCopier(Copier):
    """A copier that keeps the amended file's object numbers, and numbers new objects after them."""

    def __init__(self, amended: Objects, *others: Objects, first: int) -> None:
        super().__init__(amended, *others, first=first)
        self.amended = amended

    def reference_bytes(self, reference: Reference) -> bytes:
        if self.owners[id(reference.pdf)] is self.amended and not self.amended.is_new(reference):
            return b"%d 0 R" % reference.idnum
        return super().reference_bytes(reference)

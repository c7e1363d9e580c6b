"""From a file of ours to the same with more in it: its objects stay as they are, byte for byte, but for those said anew."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from press.imposition.catalog import identity
from press.pdf.copying import VERSION, Copying
from press.pdf.file import File, objects_in
from press.pdf.objects import Dictionary, Objects, Raw, Reference, number_of


class Amended:
    """``objects`` is the file; what is put into it may lead to new objects of it, and to those of ``others``."""

    def __init__(self, data: bytes, others: Sequence[Objects] = ()) -> None:
        self.objects = Objects(data)
        self._data, self._raw = data, objects_in(data)
        self._copying = _Beside(self.objects, *others, first=max(self._raw) + 1)

    def put(self, number: int, value: Raw) -> None:
        """An object of the file is this from now on; its number stays."""
        self._raw[number] = self._copying.whole(value)

    def finish(self) -> bytes:
        """The same in all gives the same bytes."""
        trailer = self.objects.trailer
        root, info = (self._copying.spelt(dict.get(trailer, key)) for key in ("/Root", "/Info"))
        self._raw.update(self._copying.run())
        file, seal = File(*VERSION), sha256()
        for number in sorted(self._raw):
            file.add(number, self._raw[number])
            seal.update(self._raw[number])
        first = identity(self.objects, self._data).hex()
        both = f"[<{first}><{seal.hexdigest()[:32]}>]".encode("ascii")
        return file.end(b"/Root %s/Info %s/ID %s" % (root, info, both))

    def entries(self, raw: Raw) -> tuple[int, Dictionary]:
        """The number of an object of the file, and a dictionary with its entries, to be changed and put there again."""
        return number_of(raw), Dictionary(dict(dict.items(self.objects.dictionary(raw))))


class _Beside(Copying):
    """New objects get numbers after those of the file that is amended, which keep theirs."""

    def __init__(self, amended: Objects, *others: Objects, first: int) -> None:
        super().__init__(amended, *others, first=first)
        self.amended = amended

    def reference(self, reference: Reference) -> bytes:
        if self.owners[id(reference.pdf)] is self.amended and not self.amended.is_new(reference):
            return b"%d 0 R" % reference.idnum
        return super().reference(reference)

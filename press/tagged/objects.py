"""From a document's objects to the bytes of its file: small objects in compressed object streams (ISO 32000-1, 7.5.7).

ReportLab writes each object by itself, and a table of plain text that says where; a page's structure is hundreds of them.
"""

from __future__ import annotations

import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from press.tagged.streams import END_STREAM, LEVEL, stream_bytes

MOST = 100  # objects in a stream: who wants one of them unpacks all


class Document(pdfdoc.PDFDocument):
    """ReportLab's document; ``raw`` has the bytes of objects that were numbered by ``reserve``."""

    raw: dict[int, bytes]
    _pdfVersion: tuple[int, int]
    Catalog: Any
    Reference: Any
    objectcounter: int
    numberToId: dict[int, str]
    idToObject: dict[str, Any]
    idToObjectNumberAndVersion: dict[str, tuple[int, int]]

    def reserve(self) -> int:
        """The number of an object whose bytes will be put into ``raw``."""
        self.objectcounter += 1
        return self.objectcounter

    def number(self, name: str) -> int:
        """The number of an object that ReportLab knows by a name."""
        return int(self.idToObjectNumberAndVersion[name][0])

    def format(self) -> bytes:
        """The whole file."""
        file = _File(*self._pdfVersion)
        root, info = (self.Reference(one).format(self).decode("ascii") for one in (self.Catalog, self.info))
        number = 0
        while number < self.objectcounter:  # an object may ask for others while it is written
            number += 1
            file.add(number, self._bytes(number))
        identity = self.ID().partition(b"\n%")[0].strip()
        return file.end(f"/Root {root}/Info {info}/ID ".encode("ascii") + identity)

    def _bytes(self, number: int) -> bytes:
        if number in self.raw:
            return self.raw[number]
        made: bytes = pdfdoc.format(self.idToObject[self.numberToId[number]], self, toplevel=1)
        return made


class _File:
    """The bytes so far, and where each object stands: in the file, or which in which object stream."""

    def __init__(self, *version: int) -> None:
        self._parts: list[bytes] = [b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % version]
        self._length = len(self._parts[0])
        self._where: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        self._small: list[tuple[int, bytes]] = []

    def add(self, number: int, data: bytes) -> None:
        """One object: a stream at once, anything else with others."""
        if data.endswith((END_STREAM, END_STREAM.rstrip())):
            self._write(number, data)
        else:
            self._small.append((number, data))

    def end(self, trailer: bytes) -> bytes:
        """The file, with its cross-reference stream and what the trailer has to say (7.5.8)."""
        number = max([*self._where, *(one for one, _ in self._small)]) + 1
        for first in range(0, len(self._small), MOST):
            self._pack(number, self._small[first : first + MOST])
            number += 1
        start = self._length
        self._where[number] = (1, start, 0)
        rows = b"".join(
            b"%c%s%s" % (kind, where.to_bytes(4, "big"), rest.to_bytes(2, "big"))
            for kind, where, rest in (self._where[one] for one in range(number + 1))
        )
        entries = b"/Type /XRef/Size %d/W [1 4 2]" % (number + 1) + trailer
        self._write(number, _packed(rows, entries.decode("latin-1")))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _pack(self, number: int, members: list[tuple[int, bytes]]) -> None:
        heads, offset = [], 0
        for at, (member, data) in enumerate(members):
            heads.append(b"%d %d" % (member, offset))
            self._where[member] = (2, number, at)
            offset += len(data) + 1
        head = b" ".join(heads) + b"\n"
        body = b"\n".join(data for _, data in members)
        self._write(number, _packed(head + body, f"/Type /ObjStm/N {len(members)}/First {len(head)}"))

    def _write(self, number: int, data: bytes) -> None:
        self._where[number] = (1, self._length, 0)
        made = b"%d 0 obj\n%s%sendobj\n" % (number, data, b"" if data.endswith(b"\n") else b"\n")
        self._parts.append(made)
        self._length += len(made)


def _packed(data: bytes, entries: str) -> bytes:
    return stream_bytes(zlib.compress(data, LEVEL), f"{entries}/Filter /FlateDecode")

"""From numbered objects, each as bytes, to the bytes of a PDF, and back: small ones in compressed object streams.

ISO 32000-1, 7.5.7. Back it goes with files that were written here alone, and so without a parser.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

LEVEL = 3  # of zlib: three fifths of the time of its own 6, for a tenth more bytes; 1 is no faster
END_STREAM = b"endstream\n"
MOST = 100  # objects in a stream: who wants one of them unpacks all


class File:
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


def objects_in(data: bytes) -> dict[int, bytes]:
    """The objects of a file that was written here, by number, as ``add`` took them; ValueError for any other file."""
    start = int(data[data.rindex(b"startxref") :].split()[1])
    rows = [_row(row) for row in _chunks(_unpacked(data[start:])[1], 7)]
    stands = sorted((where, number) for number, (kind, where, _) in enumerate(rows) if kind == 1)
    whole = {number: _bare(data[at:end]) for (at, number), (end, _) in pairwise([*stands, (len(data), 0)]) if at != start}
    packed = {where for kind, where, _ in rows if kind == 2}
    found = {number: one for number, one in whole.items() if number not in packed}
    for one in packed:
        found.update(_members(whole[one]))
    return found


def _row(row: bytes) -> tuple[int, int, int]:
    return row[0], int.from_bytes(row[1:5], "big"), int.from_bytes(row[5:], "big")


def _chunks(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def _bare(written: bytes) -> bytes:
    """An object as it was added, of its bytes in the file."""
    return written[written.index(b" obj\n") + 5 : written.rindex(b"endobj\n")]


def _members(stream: bytes) -> Iterator[tuple[int, bytes]]:
    entries, data = _unpacked(stream)
    first = int(entries[b"First"])
    heads = list(map(int, data[:first].split()))
    ends = [*(first + offset - 1 for offset in heads[3::2]), len(data)]
    yield from ((number, data[first + at : end]) for number, at, end in zip(heads[::2], heads[1::2], ends, strict=True))


def _unpacked(stream: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """The numbers in the dictionary of a stream that was packed here, and its bytes."""
    head, _, rest = stream.partition(b"/Filter /FlateDecode/Length ")
    size, _, rest = rest.partition(b">>\nstream\n")
    if not size.isdigit():
        raise ValueError("the file was written by another program")
    return dict(re.findall(rb"/(\w+) (\d+)", head)), zlib.decompress(rest[: int(size)])


def stream_bytes(data: bytes, entries: str) -> bytes:
    """A stream that is written as it is; ``entries`` are those of its dictionary beside the length."""
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1") + data + b"\n" + END_STREAM


def _packed(data: bytes, entries: str) -> bytes:
    return stream_bytes(zlib.compress(data, LEVEL), f"{entries}/Filter /FlateDecode")

"""From numbered objects, each as bytes, to the bytes of a PDF, and back: small ones in compressed object streams.

ISO 32000-1, 7.5.7. Back it goes with files that were written here alone, and so without a parser.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, count, pairwise
from struct import Struct

LEVEL = 1  # of zlib: half of the time of 3 and a quarter of that of its own 6, for 4 and 12 % more bytes of streams
END_STREAM = b"endstream\n"
_ENDS = (END_STREAM, END_STREAM.rstrip())
_ROW = Struct(
    ">BIH"
)  # of the cross-reference stream: what kind of object it is, where it stands, the how manieth there
MOST = 100  # objects in a stream: who wants one of them unpacks all


class File:
    """The bytes so far, and where each object stands: in the file, or which in which object stream.

    Each part of the file is given to ``write`` as soon as it is made, where there is one, and not kept. Object streams
    are made at the end, with the numbers after the last; where ``number`` gives the next one, as soon as they are full.
    """

    def __init__(
        self,
        *version: int,
        write: Callable[[bytes], object] | None = None,
        number: Callable[[], int] | None = None,
    ) -> None:
        self._parts: list[bytes] = []
        self._put = write or self._parts.append
        self._number = number
        self._length = 0
        self._where = bytearray(_ROW.pack(0, 0, 65535))
        self._small: list[tuple[int, bytes]] = []
        self._out(b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % version)

    def add(self, number: int, data: bytes) -> None:
        """One object: a stream at once, anything else with others."""
        if data.endswith(_ENDS):
            self._write(number, data)
        elif self._number:
            self.add_small(number, (data,))
        else:
            self._small.append((number, data))

    def add_small(self, first: int, several: Sequence[bytes]) -> None:
        """Objects that are no streams, with numbers one after the other."""
        self._small.extend(enumerate(several, first))
        while self._number and len(self._small) >= MOST:
            self._pack(self._number(), self._small[:MOST])
            del self._small[:MOST]

    def end(self, trailer: bytes) -> bytes:
        """What is left of the file, with its cross-reference stream and what the trailer has to say (7.5.8)."""
        last = max([len(self._where) // _ROW.size - 1, *(one for one, _ in self._small)])
        number = self._number or count(last + 1).__next__
        for first in range(0, len(self._small), MOST):
            self._pack(number(), self._small[first : first + MOST])
        start, own = self._length, number()
        _ROW.pack_into(self._with_room(own), own * _ROW.size, 1, start, 0)
        entries = b"/Type /XRef/Size %d/W [1 4 2]" % (own + 1) + trailer
        self._write(own, _packed(bytes(self._where), entries.decode("latin-1")))
        self._out(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _pack(self, number: int, members: Sequence[tuple[int, bytes]]) -> None:
        numbers, several = zip(*members, strict=True)
        offsets = accumulate((len(data) + 1 for data in several[:-1]), initial=0)
        head = b" ".join([b"%d %d" % pair for pair in zip(numbers, offsets, strict=True)]) + b"\n"
        where = self._with_room(max(numbers))
        for at, member in enumerate(numbers):
            _ROW.pack_into(where, member * _ROW.size, 2, number, at)
        self._write(
            number,
            _packed(
                head + b"\n".join(several), f"/Type /ObjStm/N {len(members)}/First {len(head)}"
            ),
        )

    def _write(self, number: int, data: bytes) -> None:
        _ROW.pack_into(self._with_room(number), number * _ROW.size, 1, self._length, 0)
        self._out(
            b"%d 0 obj\n%s%sendobj\n" % (number, data, b"" if data.endswith(b"\n") else b"\n")
        )

    def _with_room(self, number: int) -> bytearray:
        """Where each object stands, with a row for this one."""
        lacks = (number + 1) * _ROW.size - len(self._where)
        if lacks > 0:
            self._where.extend(bytes(lacks))
        return self._where

    def _out(self, part: bytes) -> None:
        self._put(part)
        self._length += len(part)


def objects_in(data: bytes) -> dict[int, bytes]:
    """The objects of a file that was written here, by number, as ``add`` took them; ValueError for any other file."""
    start = int(data[data.rindex(b"startxref") :].split()[1])
    rows = list(_ROW.iter_unpack(_unpacked(data[start:])[1]))
    stands = sorted((where, number) for number, (kind, where, _) in enumerate(rows) if kind == 1)
    whole = {
        number: _bare(data[at:end])
        for (at, number), (end, _) in pairwise([*stands, (len(data), 0)])
        if at != start
    }
    packed = {where for kind, where, _ in rows if kind == 2}
    found = {number: one for number, one in whole.items() if number not in packed}
    for one in packed:
        found.update(_members(whole[one]))
    return found


def root_in(data: bytes) -> int:
    """The number of the catalog of such a file."""
    head, _, _ = data[int(data[data.rindex(b"startxref") :].split()[1]) :].partition(b"stream\n")
    found = re.search(rb"/Root (\d+) 0 R", head)
    if not found:
        raise ValueError("the file was written by another program")
    return int(found[1])


def _bare(written: bytes) -> bytes:
    """An object as it was added, of its bytes in the file."""
    return written[written.index(b" obj\n") + 5 : written.rindex(b"endobj\n")]


def _members(stream: bytes) -> Iterator[tuple[int, bytes]]:
    entries, data = _unpacked(stream)
    first = int(entries[b"First"])
    heads = list(map(int, data[:first].split()))
    ends = [*(first + offset - 1 for offset in heads[3::2]), len(data)]
    yield from (
        (number, data[first + at : end])
        for number, at, end in zip(heads[::2], heads[1::2], ends, strict=True)
    )


def _unpacked(stream: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """The numbers in the dictionary of a stream that was packed here, and its bytes."""
    head, _, rest = stream.partition(b"/Filter /FlateDecode/Length ")
    size, _, rest = rest.partition(b">>\nstream\n")
    if not size.isdigit():
        raise ValueError("the file was written by another program")
    return dict(re.findall(rb"/(\w+) (\d+)", head)), zlib.decompress(rest[: int(size)])


def stream_bytes(data: bytes, entries: str) -> bytes:
    """A stream that is written as it is; ``entries`` are those of its dictionary beside the length."""
    return (
        f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1") + data + b"\n" + END_STREAM
    )


def text_string(text: str, plain: bool = True) -> str:
    """A text: literal where it is ASCII and may be ``plain``, else UTF-16 in hexadecimal."""
    if plain and text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _packed(data: bytes, entries: str) -> bytes:
    return stream_bytes(zlib.compress(data, LEVEL), f"{entries}/Filter /FlateDecode")

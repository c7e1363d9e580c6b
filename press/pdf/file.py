"""From numbered objects, as bytes, to the bytes of a PDF, and back (ISO 32000-1, 7.5.7).

Objects that are no streams go into compressed object streams. Only files that this module wrote
are read back, so that needs no parser.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, count, pairwise
from struct import Struct

# Of zlib. Level 1 takes half the time of level 3 and a quarter of level 6 (zlib's default); its
# streams are 4 and 12 % larger.
LEVEL = 1
END_STREAM = b"endstream\n"
_STREAM_ENDS = (END_STREAM, END_STREAM.rstrip())
# A row of the cross-reference stream: type 1 has an offset; type 2 an object stream and an index.
_ROW = Struct(">BIH")
OBJECTS_PER_STREAM = 100  # to read one object, a reader unpacks all objects of its stream


class File:
    """A PDF that is being written: its bytes so far, and the place of each object.

    ``write`` receives each part of the file as soon as it is complete; without it the parts are
    kept until the end. ``number`` returns the next free object number, so that object streams are
    written as soon as they are full; without it they are written last, with the highest numbers.
    """

    def __init__(
        self,
        *version: int,
        write: Callable[[bytes], object] | None = None,
        number: Callable[[], int] | None = None,
    ) -> None:
        self._parts: list[bytes] = []
        self._write_part = write or self._parts.append
        self._number = number
        self._length = 0
        self._xref = bytearray(_ROW.pack(0, 0, 65535))
        self._unpacked: list[tuple[int, bytes]] = []  # objects for the next object stream
        self._out(b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % version)

    def add(self, number: int, data: bytes) -> None:
        """Add an object. Write a stream at once; keep any other object for an object stream."""
        if data.endswith(_STREAM_ENDS):
            self._write(number, data)
        elif self._number:
            self.add_small(number, (data,))
        else:
            self._unpacked.append((number, data))

    def add_small(self, first: int, objects: Sequence[bytes]) -> None:
        """Add objects that are no streams, with consecutive numbers from ``first`` on."""
        self._unpacked.extend(enumerate(objects, first))
        while self._number and len(self._unpacked) >= OBJECTS_PER_STREAM:
            self._write_object_stream(self._number(), self._unpacked[:OBJECTS_PER_STREAM])
            del self._unpacked[:OBJECTS_PER_STREAM]

    def end(self, trailer: bytes) -> bytes:
        """Write the rest of the file with its cross-reference stream (7.5.8).

        ``trailer`` has the entries of the trailer dictionary. Return the parts that were kept.
        """
        last = max([len(self._xref) // _ROW.size - 1, *(number for number, _ in self._unpacked)])
        next_number = self._number or count(last + 1).__next__
        for first in range(0, len(self._unpacked), OBJECTS_PER_STREAM):
            members = self._unpacked[first : first + OBJECTS_PER_STREAM]
            self._write_object_stream(next_number(), members)
        start, number = self._length, next_number()
        _ROW.pack_into(self._xref_with(number), number * _ROW.size, 1, start, 0)
        entries = b"/Type /XRef/Size %d/W [1 4 2]" % (number + 1) + trailer
        self._write(number, _compressed_stream(bytes(self._xref), entries.decode("latin-1")))
        self._out(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _write_object_stream(self, number: int, members: Sequence[tuple[int, bytes]]) -> None:
        numbers, objects = zip(*members, strict=True)
        offsets = accumulate((len(data) + 1 for data in objects[:-1]), initial=0)
        head = b" ".join([b"%d %d" % pair for pair in zip(numbers, offsets, strict=True)]) + b"\n"
        xref = self._xref_with(max(numbers))
        for index, member in enumerate(numbers):
            _ROW.pack_into(xref, member * _ROW.size, 2, number, index)
        entries = f"/Type /ObjStm/N {len(members)}/First {len(head)}"
        self._write(number, _compressed_stream(head + b"\n".join(objects), entries))

    def _write(self, number: int, data: bytes) -> None:
        _ROW.pack_into(self._xref_with(number), number * _ROW.size, 1, self._length, 0)
        line_end = b"" if data.endswith(b"\n") else b"\n"
        self._out(b"%d 0 obj\n%s%sendobj\n" % (number, data, line_end))

    def _xref_with(self, number: int) -> bytearray:
        """Return the cross-reference rows, extended to have a row for the object ``number``."""
        missing = (number + 1) * _ROW.size - len(self._xref)
        if missing > 0:
            self._xref.extend(bytes(missing))
        return self._xref

    def _out(self, part: bytes) -> None:
        self._write_part(part)
        self._length += len(part)


def read_objects(data: bytes) -> dict[int, bytes]:
    """Return the objects of a file by number, as ``File.add`` took them.

    Raises ValueError if another program wrote the file.
    """
    start = int(data[data.rindex(b"startxref") :].split()[1])
    rows = list(_ROW.iter_unpack(_decompressed(data[start:])[1]))
    offsets = sorted((place, number) for number, (kind, place, _) in enumerate(rows) if kind == 1)
    written = {
        number: _without_frame(data[offset:end])
        for (offset, number), (end, _) in pairwise([*offsets, (len(data), 0)])
        if offset != start
    }
    streams = {place for kind, place, _ in rows if kind == 2}
    objects = {number: body for number, body in written.items() if number not in streams}
    for stream in streams:
        objects.update(_members(written[stream]))
    return objects


def catalog_number(data: bytes) -> int:
    """Return the object number of the catalog.

    Raises ValueError if another program wrote the file.
    """
    head, _, _ = data[int(data[data.rindex(b"startxref") :].split()[1]) :].partition(b"stream\n")
    root = re.search(rb"/Root (\d+) 0 R", head)
    if not root:
        raise ValueError("the file was written by another program")
    return int(root[1])


def _without_frame(written: bytes) -> bytes:
    """Return an object without the ``obj`` and ``endobj`` around it."""
    return written[written.index(b" obj\n") + 5 : written.rindex(b"endobj\n")]


def _members(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number and bytes of each object in an object stream."""
    entries, data = _decompressed(stream)
    first = int(entries[b"First"])
    head = list(map(int, data[:first].split()))
    ends = [*(first + offset - 1 for offset in head[3::2]), len(data)]
    yield from (
        (number, data[first + offset : end])
        for number, offset, end in zip(head[::2], head[1::2], ends, strict=True)
    )


def _decompressed(stream: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """Return the integer entries of a stream that this module compressed, and its data."""
    head, _, rest = stream.partition(b"/Filter /FlateDecode/Length ")
    size, _, rest = rest.partition(b">>\nstream\n")
    if not size.isdigit():
        raise ValueError("the file was written by another program")
    return dict(re.findall(rb"/(\w+) (\d+)", head)), zlib.decompress(rest[: int(size)])


def stream_bytes(data: bytes, entries: str) -> bytes:
    """Return a stream object. ``entries`` are those of its dictionary, without Length."""
    return (
        f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1") + data + b"\n" + END_STREAM
    )


def text_string(text: str, plain: bool = True) -> str:
    """Return a text string: literal if it is ASCII and ``plain``, else UTF-16 in hexadecimal."""
    if plain and text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _compressed_stream(data: bytes, entries: str) -> bytes:
    return stream_bytes(zlib.compress(data, LEVEL), f"{entries}/Filter /FlateDecode")

"""How large the streams of a file are once they are unpacked: counted, before somebody else's program does it unguarded."""

from __future__ import annotations

import zlib

from press.intake.object_walk import everything
from press.intake.refusals import BROKEN, PIXELS, UNPACKED, IntakeRefusedError
from press.pdf.objects import Objects, Raw, Stream, TooLargeError

MOST = 40_000_000  # bytes of a stream
MOST_OF_ALL = 400_000_000
MOST_PIXELS = 100_000_000
CHUNK = 1 << 20


def check_streams(objects: Objects, *starts: Raw) -> None:
    """Of all that is led to; raises RefusedError."""
    left = MOST_OF_ALL
    for value, _ in everything(objects, *starts):
        if isinstance(value, Stream):
            left -= _size(objects, value)
            if left < 0:
                raise IntakeRefusedError(UNPACKED)


def _size(objects: Objects, stream: Stream) -> int:
    width, height = (objects.integer(stream, key) or 0 for key in ("Width", "Height"))
    if width * height > MOST_PIXELS:
        raise IntakeRefusedError(PIXELS)
    filters = [str(objects.at(one)) for one in objects.each(stream, "Filter")]
    if not filters:
        return len(stream._data)
    if filters == ["/FlateDecode"]:
        return _inflated(bytes(stream._data), max(MOST, 8 * width * height))
    try:
        return len(objects.unpacked(stream))
    except TooLargeError:
        raise IntakeRefusedError(UNPACKED) from None


def _inflated(data: bytes, most: int) -> int:
    """How many bytes it becomes; the checksum at its end is not looked at, which many programs get wrong."""
    unpacker, size, rest = zlib.decompressobj(-zlib.MAX_WBITS), 0, data[2:]
    try:
        while not unpacker.eof and (part := unpacker.decompress(rest, CHUNK)):
            size, rest = size + len(part), unpacker.unconsumed_tail
            if size > most:
                raise IntakeRefusedError(UNPACKED)
    except zlib.error:
        raise IntakeRefusedError(BROKEN) from None
    if data and not unpacker.eof:
        raise IntakeRefusedError(BROKEN)
    return size

"""From the streams of a file to their unpacked sizes, counted before other programs unpack them."""

from __future__ import annotations

import zlib

from press.intake.object_walk import walk_objects
from press.intake.refusals import BROKEN, PIXELS, UNPACKED, IntakeRefusedError
from press.pdf.objects import Objects, Raw, Stream, TooLargeError

MAX_BYTES = 40_000_000  # of a stream
MAX_TOTAL = 400_000_000  # bytes of all streams
MAX_PIXELS = 100_000_000  # of an image
CHUNK = 1 << 20


def check_streams(objects: Objects, *starts: Raw) -> None:
    """Check the unpacked sizes of all streams that ``starts`` lead to.

    Raises IntakeRefusedError if a stream is too large or damaged.
    """
    left = MAX_TOTAL
    for value, _ in walk_objects(objects, *starts):
        if isinstance(value, Stream):
            left -= _size(objects, value)
            if left < 0:
                raise IntakeRefusedError(UNPACKED)


def _size(objects: Objects, stream: Stream) -> int:
    """Return the size of an unpacked stream, in bytes."""
    width, height = (objects.integer(stream, key) or 0 for key in ("Width", "Height"))
    if width * height > MAX_PIXELS:
        raise IntakeRefusedError(PIXELS)
    filters = [str(objects.resolve(name)) for name in objects.each(stream, "Filter")]
    if not filters:
        return len(stream._data)
    if filters == ["/FlateDecode"]:
        return _inflated_size(bytes(stream._data), max(MAX_BYTES, 8 * width * height))
    try:
        return len(objects.unpacked(stream))
    except TooLargeError:
        raise IntakeRefusedError(UNPACKED) from None


def _inflated_size(data: bytes, limit: int) -> int:
    """Return the inflated size of zlib data, in bytes.

    The checksum at the end is not verified, because many programs write a wrong one.
    """
    inflater, size, rest = zlib.decompressobj(-zlib.MAX_WBITS), 0, data[2:]
    try:
        while not inflater.eof and (part := inflater.decompress(rest, CHUNK)):
            size, rest = size + len(part), inflater.unconsumed_tail
            if size > limit:
                raise IntakeRefusedError(UNPACKED)
    except zlib.error:
        raise IntakeRefusedError(BROKEN) from None
    if data and not inflater.eof:
        raise IntakeRefusedError(BROKEN)
    return size

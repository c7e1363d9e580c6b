"""From objects, numbered as they come, to the print file that is being assembled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from press.pdf.file import File


class Writer:
    """The objects of a print file.

    ``write`` receives each part of the file as it is made; without it the parts are kept.
    """

    def __init__(self, write: Callable[[bytes], object] | None = None) -> None:
        self._parts: list[bytes] = []
        self._write = write or self._parts.append
        self._digest, self._last = sha256(), 0
        self._file = File(1, 7, write=self._out, number=self.reserve)
        self.place = self._file.add  # writes an object with a reserved number
        self.place_small = self._file.add_small

    def reserve(self, count: int = 1) -> int:
        """Reserve ``count`` object numbers and return the first."""
        first, self._last = self._last + 1, self._last + count
        return first

    def put(self, data: bytes) -> int:
        """Write an object and return its number."""
        number = self.reserve()
        self._file.add(number, data)
        return number

    def end(self, root: int, info: int) -> bytes:
        """Write the end of the file, with a hash of its content as ID. Return the kept bytes."""
        file_id = self._digest.hexdigest()[:32]
        trailer = f"/Root {root} 0 R/Info {info} 0 R/ID [<{file_id}><{file_id}>]"
        self._file.end(trailer.encode("ascii"))
        return b"".join(self._parts)

    def _out(self, part: bytes) -> None:
        self._digest.update(part)
        self._write(part)


def reference_list(numbers: Sequence[int]) -> bytes:
    """Return references to objects, with spaces between them."""
    return (b" ".join([b"%d 0 R"] * len(numbers))) % tuple(numbers)

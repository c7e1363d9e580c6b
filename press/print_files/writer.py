"""The file that is being assembled: objects with the numbers that they get as they come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from press.pdf.file import File


class Writer:
    """What is made goes to ``write`` as it is made, where there is one; else it is kept until the end."""

    def __init__(self, write: Callable[[bytes], object] | None = None) -> None:
        self._parts: list[bytes] = []
        self._write = write or self._parts.append
        self._seal, self._last = sha256(), 0
        self._file = File(1, 7, write=self._out, number=self.reserve)
        self.place = self._file.add  # an object with a number that was reserved
        self.place_small = self._file.add_small

    def reserve(self, count: int = 1) -> int:
        """The first of so many numbers."""
        first, self._last = self._last + 1, self._last + count
        return first

    def put(self, data: bytes) -> int:
        """An object; its number."""
        number = self.reserve()
        self._file.add(number, data)
        return number

    def end(self, root: int, info: int) -> bytes:
        """The bytes that were kept. The file's name for itself is a hash of what is in it."""
        name = self._seal.hexdigest()[:32]
        self._file.end(f"/Root {root} 0 R/Info {info} 0 R/ID [<{name}><{name}>]".encode("ascii"))
        return b"".join(self._parts)

    def _out(self, part: bytes) -> None:
        self._seal.update(part)
        self._write(part)


def named(numbers: Sequence[int]) -> bytes:
    """References, one after the other."""
    return (b" ".join([b"%d 0 R"] * len(numbers))) % tuple(numbers)

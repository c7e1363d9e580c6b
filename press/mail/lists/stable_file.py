"""From a file to its bytes, with a proof that they are the same at each reading."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from types import TracebackType
from typing import NamedTuple

from press.problems import ContentError, Place, Problem

BUFFER = 1 << 20  # bytes
# O_NONBLOCK: opening a named pipe would wait for a writer.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


class FileState(NamedTuple):
    """The size in bytes and the SHA-256 of a file that was read to its end."""

    size: int
    digest: str


class _HashingFile(io.RawIOBase):
    """A file that computes the digest of the bytes read from it."""

    def __init__(self, raw: io.FileIO) -> None:
        self.raw = raw
        self.digest = hashlib.sha256()
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self.raw.readinto(buffer) or 0
        self.digest.update(buffer[:count])
        self.count += count
        return count


class StableFile:
    """A regular file that must not change between readings: ``with StableFile(path) as stable:``.

    ``expected`` is its state at an earlier reading, or None at the first. Raises ContentError if
    the file cannot be read, or has changed.
    """

    def __init__(self, file: str, expected: FileState | None = None) -> None:
        self._file, self._expected = file, expected
        try:
            raw = io.FileIO(os.open(file, _OPEN_FLAGS))
        except OSError as error:
            raise _unreadable(file, str(error.strerror)) from None
        status = os.fstat(raw.fileno())
        if not stat.S_ISREG(status.st_mode):
            raw.close()
            raise _unreadable(file, "it is no file, but a folder or a device")
        self.size = status.st_size
        self._hashing = _HashingFile(raw)
        self.stream = io.BufferedReader(self._hashing, BUFFER)

    def __enter__(self) -> StableFile:
        if self._expected and self.size != self._expected.size:
            self._close()
            raise file_changed(self._file)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def _close(self) -> None:
        self.stream.close()
        self._hashing.raw.close()

    def peek(self, count: int) -> bytes:
        """Return the first ``count`` bytes without consuming them."""
        return self.stream.peek(count)[:count]

    def finish(self) -> FileState:
        """Return the state of the file, read to its end. Raises ContentError if it has changed."""
        state = FileState(self._hashing.count, self._hashing.digest.hexdigest())
        if self._expected and state != self._expected:
            raise file_changed(self._file)
        return state


def file_changed(file: str) -> ContentError:
    """Return the error to raise for a list that has changed since it was opened."""
    message = "The list was changed while it was being read"
    return ContentError(
        [Problem(Place(file), "W03", message, "Close it in other programs, and begin again")]
    )


def _unreadable(file: str, reason: str) -> ContentError:
    return ContentError(
        [Problem(Place(file), "W03", f"The file cannot be read ({reason})", "Check its name")]
    )

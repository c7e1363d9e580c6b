"""From a file to its bytes, with the proof that they are the same each time it is read."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from types import TracebackType
from typing import NamedTuple

from press.problems import ContentError, Place, Problem

BUFFER = 1 << 20  # bytes


class FileState(NamedTuple):
    """What a file was when it was read to its end."""

    size: int
    digest: str


class _Counted(io.RawIOBase):
    """A file that keeps the digest of what was read of it."""

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


class Watched:
    """``with Watched(file, seen) as watched:`` raises ContentError where there is no such file, or no longer the one seen."""

    def __init__(self, file: str, seen: FileState | None = None) -> None:
        self._file, self._seen = file, seen
        try:
            raw = io.FileIO(
                os.open(
                    file, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
                )
            )
        except OSError as error:
            raise _unreadable(file, str(error.strerror)) from None
        found = os.fstat(raw.fileno())
        if not stat.S_ISREG(found.st_mode):
            raw.close()
            raise _unreadable(file, "it is no file, but a folder or a device")
        self.size = found.st_size
        self._counted = _Counted(raw)
        self.stream = io.BufferedReader(self._counted, BUFFER)

    def __enter__(self) -> Watched:
        if self._seen and self.size != self._seen.size:
            self._close()
            raise changed(self._file)
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
        self._counted.raw.close()

    def peek(self, count: int) -> bytes:
        """The first bytes, which are read again."""
        return self.stream.peek(count)[:count]

    def finish(self) -> FileState:
        """What was read to its end; raises ContentError if it is not what was seen before."""
        now = FileState(self._counted.count, self._counted.digest.hexdigest())
        if self._seen and now != self._seen:
            raise changed(self._file)
        return now


def changed(file: str) -> ContentError:
    """What is raised where a list is no longer what it was when it was opened."""
    message = "The list was changed while it was being read"
    return ContentError(
        [Problem(Place(file), "W03", message, "Close it in other programs, and begin again")]
    )


def _unreadable(file: str, why: str) -> ContentError:
    return ContentError(
        [Problem(Place(file), "W03", f"The file cannot be read ({why})", "Check its name")]
    )

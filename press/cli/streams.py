"""From standard streams that may be closed, full or without a reader to ones that never raise.

What is printed about the work must not stop the work, nor the printing of its problems.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast

from press.cli.spelling import PROGRAM


class GuardedStream:
    """A text stream that drops what cannot be written, and keeps the first ``error``."""

    def __init__(self, stream: TextIO, error: OSError | None = None) -> None:
        self.stream = stream
        self.error = error

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Write a text; what the encoding lacks is written as escapes."""
        if self.error is None:
            try:
                self.stream.write(text)
            except UnicodeEncodeError:
                encoding = self.stream.encoding
                self.stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
            except OSError as error:
                self.error = error
        return len(text)

    def flush(self) -> None:
        """Write what is still in the buffer."""
        if self.error is None:
            try:
                self.stream.flush()
            except OSError as error:
                self.error = error

    @property
    def lost(self) -> str | None:
        """Why something was not written.

        None if all was written, or if its reader has gone on purpose, as ``head`` does.
        """
        if self.error is None or isinstance(self.error, BrokenPipeError):
            return None
        return str(self.error.strerror)


class Output:
    """The guarded streams of a run of the command: its output, and its messages."""

    def __init__(self) -> None:
        if sys.stdin is None:  # closed, as by <&-
            sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 -- until the program ends
        self.out = _guarded(sys.stdout)
        self.messages = _guarded(sys.stderr)

    def finish(self) -> bool:
        """Write what is in the buffers. Return False if the output was lost, and say so."""
        self.out.flush()
        if self.out.lost:
            self.messages.write(
                f"{PROGRAM}: the output cannot be written ({self.out.lost}); "
                "finished files are whole\n"
            )
        self.messages.flush()
        for guarded in (self.out, self.messages):
            if guarded.error is not None:
                _detach(guarded.stream)
        return self.out.lost is None or self.out.error is _CLOSED


@contextmanager
def guarded_output() -> Iterator[Output]:
    """Put guarded streams in the place of the standard ones."""
    before = sys.stdout, sys.stderr
    output = Output()
    sys.stdout, sys.stderr = cast(TextIO, output.out), cast(TextIO, output.messages)
    try:
        yield output
    finally:
        sys.stdout, sys.stderr = before


_CLOSED = OSError(errno.EBADF, "it is closed")


def _guarded(stream: TextIO | None) -> GuardedStream:
    if stream is None:  # closed, as by >&-; its number must not become that of another file
        return GuardedStream(open(os.devnull, "w", encoding="utf-8"), _CLOSED)
    _write_utf8(stream)
    return GuardedStream(stream)


def _detach(stream: TextIO) -> None:
    """Lead a stream nowhere: Python writes its buffer once more when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _write_utf8(stream: TextIO) -> None:
    """Make the output UTF-8: a Windows pipe would refuse the · and the é of a handout."""
    reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
    if reconfigure and (stream.encoding or "").lower().replace("-", "") != "utf8":
        reconfigure(encoding="utf-8", errors="replace")

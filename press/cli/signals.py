"""From the signals that end a program to an exception, so that what is unfinished is removed."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

# Windows has no SIGHUP.
_NAMES = ("SIGTERM", "SIGHUP")


class Terminated(KeyboardInterrupt):
    """Raised where the program is, when a signal asks it to end. ``number`` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


@contextmanager
def raised_signals() -> Iterator[None]:
    """Raise Terminated inside for SIGTERM and SIGHUP, as KeyboardInterrupt is raised for Ctrl-C.

    A signal that is ignored, as ``nohup`` does, stays so. Only the main thread can do this.
    """
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in numbers:
        signal.signal(number, lambda number, frame: _raise(numbers, number, frame))
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


def _raise(numbers: list[int], number: int, frame: FrameType | None) -> NoReturn:
    # What is removed now is not interrupted by the same signal again.
    for other in numbers:
        signal.signal(other, signal.SIG_IGN)
    raise Terminated(number)

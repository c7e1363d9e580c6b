"""How far a long operation is, and how a caller stops it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with the number of steps done and the number of all steps."""

Stop = Callable[[], bool]
"""Asked between two steps: True stops the operation."""


class StoppedError(Exception):
    """An operation was stopped by its caller, and nothing was written."""


def check_stop(stop: Stop | None) -> None:
    """Raise StoppedError if the caller wants the operation to stop."""
    if stop is not None and stop():
        raise StoppedError

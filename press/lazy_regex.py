"""Delay the compilation of regular expressions in imported libraries (saves 7 ms at start-up)."""

from __future__ import annotations

import re
from _thread import _local, allocate_lock  # of threading, which would load more
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

# Bound before anything is patched: a pattern used inside compiled_later must not wait again.
_COMPILE = re.compile


class LazyPattern:
    """A regular expression compiled at its first use, also by a method taken from it before."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._arguments = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name in ("match", "search", "fullmatch"):
            return partial(self._use, name)
        return getattr(_COMPILE(*self._arguments), name)

    def _use(self, name: str, *arguments: Any) -> Any:
        return getattr(_COMPILE(*self._arguments), name)(*arguments)


class _Patch:
    """The replacement of ``re.compile`` while any thread is inside ``compiled_later``.

    Each thread delays the patterns that it asked to delay, and no other thread's. ``users`` counts
    the nested and simultaneous uses: the first one patches, the last one restores.
    """

    def __init__(self) -> None:
        self.lock = allocate_lock()
        self.users = 0
        self.asked = _local()  # parts: what this thread asked to delay
        self.installed: Any = None
        self.replaced: Any = None

    def enter(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Delay ``parts`` in this thread too. Return what it delayed before."""
        before: tuple[str, ...] = getattr(self.asked, "parts", ())
        self.asked.parts = before + parts
        with self.lock:
            self.users += 1
            if self.users == 1:
                self.replaced = re.compile
                self.installed = self._replacement(self.replaced)
                re.compile = self.installed
        return before

    def leave(self, before: tuple[str, ...]) -> None:
        """Undo ``enter``. A patch that another library laid over ours is left in place."""
        self.asked.parts = before
        with self.lock:
            self.users -= 1
            if self.users == 0 and re.compile is self.installed:
                re.compile = self.replaced

    def _replacement(self, compile_now: Any) -> Any:
        def compile_later(pattern: Any, flags: int = 0) -> Any:
            parts = getattr(self.asked, "parts", ())
            if isinstance(pattern, str) and any(part in pattern for part in parts):
                return LazyPattern(pattern, flags)
            return compile_now(pattern, flags)

        return compile_later


_PATCH = _Patch()


@contextmanager
def compiled_later(*parts: str) -> Iterator[None]:
    """Give this thread a LazyPattern for each pattern inside that contains one of ``parts``."""
    before = _PATCH.enter(parts)
    try:
        yield
    finally:
        _PATCH.leave(before)

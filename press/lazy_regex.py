"""Regular expressions that other libraries compile while they are imported, and that are hardly ever used here: they wait."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any


class LazyPattern:
    """A regular expression that is compiled when it is first used, also by a method that was taken from it before."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._made = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name in ("match", "search", "fullmatch"):
            return partial(self._use, name)
        return getattr(re.compile(*self._made), name)

    def _use(self, name: str, *arguments: Any) -> Any:
        return getattr(re.compile(*self._made), name)(*arguments)


@contextmanager
def compiled_later(*parts: str) -> Iterator[None]:
    """What is imported inside gets a Later in place of each pattern that has one of these ``parts`` in it."""
    compile_now = re.compile

    def compile_later(pattern: Any, flags: int = 0) -> Any:
        waits = isinstance(pattern, str) and any(part in pattern for part in parts)
        return LazyPattern(pattern, flags) if waits else compile_now(pattern, flags)

    re.compile = compile_later
    try:
        yield
    finally:
        re.compile = compile_now

"""ReportLab as this program uses it: loaded once, by everything here that draws.

No standard-14 font is ever named, nothing is fetched, and no colour string is evaluated.
"""

from __future__ import annotations

import re
from typing import Any

from reportlab import rl_config

rl_config.invariant = 1  # the same input gives the same bytes
rl_config.useA85 = 0  # binary streams: smaller, and the writing costs nothing
rl_config.toColorCanUse = None  # type: ignore[assignment]  # a colour is #rrggbb or a name, never an expression
rl_config.paraFontSizeHeightOffset = 0  # a first baseline is where Para puts it; read once, at platypus' import
rl_config.trustedHosts = None
rl_config.trustedSchemes = ["data"]


class Later:
    """A regular expression that is compiled when it is first used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._made = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        return getattr(re.compile(*self._made), name)


def _import_paragraphs() -> None:
    """ReportLab compiles a pattern of web addresses in all scripts at import: 20 ms, for what is never used here."""
    compile_now = re.compile

    def compile_later(pattern: Any, flags: int = 0) -> Any:
        everything = isinstance(pattern, str) and "\uffff" in pattern
        return Later(pattern, flags) if everything else compile_now(pattern, flags)

    re.compile = compile_later
    try:
        import reportlab.platypus.paragraph
    finally:
        re.compile = compile_now
    assert reportlab


_import_paragraphs()

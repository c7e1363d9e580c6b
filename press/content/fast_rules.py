"""Rules for plain values: each returns the value that the models would, or raises UnsureError.

A rule refuses every value that is not certainly right, without a reason. The models then decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from press.content import limits

Rule = Callable[[Any], Any]


class UnsureError(Exception):
    """A value that the fast path does not accept; the models decide about it."""


def require(condition: bool) -> None:
    """Raise UnsureError if the condition is False."""
    if not condition:
        raise UnsureError


def _stripped(value: Any) -> str:
    require(isinstance(value, str))
    text = cast(str, value).strip(" \t\r\n")
    require(text.strip() == text)  # Python and pydantic differ on other white space
    return _encodable(text)


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UnsureError from None
    return text


def text_up_to(longest: int) -> Rule:
    """Return a rule for text of at most ``longest`` characters."""

    def rule(value: Any) -> str:
        text = _stripped(value)
        require(1 <= len(text) <= longest)
        return text

    return rule


def line(value: Any) -> str:
    """Return a value that is one line of text."""
    text = _stripped(value)
    require(1 <= len(text) <= limits.LONGEST_LINE and "\n" not in text)
    return text


def body(value: Any) -> str:
    """Return a value that is Markdown text."""
    require(isinstance(value, str) and 1 <= len(value) <= limits.LONGEST_BODY)
    return _encodable(cast(str, value))


def line_that(good: Callable[[str], bool]) -> Rule:
    """Return a rule for a line that satisfies ``good``."""

    def rule(value: Any) -> str:
        text = line(value)
        require(good(text))
        return text

    return rule


def matching(pattern: str, longest: int = limits.LONGEST_LINE) -> Rule:
    """Return a rule for a line that matches a pattern, of at most ``longest`` characters."""
    compiled = re.compile(pattern.removesuffix("$") + r"\Z")

    def rule(value: Any) -> str:
        text = line(value)
        require(bool(compiled.match(text)) and len(text) <= longest)
        return text

    return rule


def one_of(*words: str) -> Rule:
    """Return a rule for one of some words."""

    def rule(value: Any) -> str:
        require(value in words)
        return cast(str, value)

    return rule


def color(value: Any) -> str:
    """Return a ``#rrggbb`` colour in lower case."""
    return cast(str, line_that(limits.is_color)(value)).lower()


def qr(value: Any) -> str:
    """Return a keyword or a web address for the QR code."""
    text = line(value)
    require(text in limits.QR_WORDS or limits.is_website(text))
    return text


_ZONE = re.compile(r"[A-Z][A-Za-z]+(_[A-Z][a-z]+)*/[A-Z][A-Za-z]+(_[A-Z][a-z]+)*\Z")


def time_zone(value: Any) -> str:
    """Return the name of a time zone that can be loaded.

    This is faster than a list of all zones, which reads many files. Raises UnsureError if it
    cannot be loaded.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    text = line(value)
    require(bool(_ZONE.match(text)) and not text.startswith("Etc/"))
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnsureError from None
    return text


def day(value: Any) -> date:
    """Return the day of a text such as 2026-11-02. Raises UnsureError for any other text."""
    require(isinstance(value, str) and value.isascii() and limits.is_day(value))
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UnsureError from None


def yes_or_no(value: Any) -> bool:
    """Return True or False for yes, no, true and false."""
    require(value in ("yes", "no", "true", "false"))
    return value in ("yes", "true")


def size(value: Any) -> float:
    """Return the size of the text, in points."""
    require(isinstance(value, str) and bool(re.match(r"[0-9]{2}(\.[0-9]{1,3})?\Z", value)))
    require(limits.SMALLEST_BODY <= float(value) <= limits.LARGEST_BODY)
    return float(value)


def inches(value: Any) -> float:
    """Return the offset of a printer, in inches."""
    require(isinstance(value, str) and bool(re.match(r"-?[0-9]?\.?[0-9]{1,4}\Z", value)))
    require(abs(float(value)) <= limits.MOST_OFF)
    return float(value)


def measure(value: Any) -> float:
    """Return a length on an envelope or a sheet, in inches."""
    require(isinstance(value, str) and bool(re.match(r"[0-9]{0,2}\.?[0-9]{1,4}\Z", value)))
    require(float(value) <= limits.LARGEST_PAPER)
    return float(value)


def list_of(item_rule: Rule, least: int = 0, most: int = 10_000) -> Rule:
    """Return a rule for a list of ``least`` to ``most`` items."""

    def rule(value: Any) -> list[Any]:
        require(isinstance(value, list) and least <= len(value) <= most)
        return [item_rule(item) for item in value]

    return rule


def one_or_more(item_rule: Rule, least: int = 1) -> Rule:
    """Return a rule for a list, or for a single text in place of a list."""
    several = list_of(item_rule, least)
    return lambda value: several([value] if isinstance(value, str) else value)


def form(
    required: Mapping[str, Rule],
    optional: Mapping[str, Rule],
    defaults: Mapping[str, Callable[[], Any]] | None = None,
) -> Rule:
    """Return a rule for a mapping of required and optional fields.

    An optional field that is absent gets its default, or None.
    """
    rules = {**required, **optional}

    def rule(value: Any) -> SimpleNamespace:
        require(isinstance(value, dict))
        given = {
            key: field for key, field in value.items() if field is not None or key not in rules
        }
        require(given.keys() <= rules.keys() and required.keys() <= given.keys())
        fields = {key: rules[key](given[key]) if key in given else None for key in rules}
        for key, default in (defaults or {}).items():
            if key not in given:
                fields[key] = default()
        return SimpleNamespace(**fields)

    return rule

"""Rules of what is plainly right: each gives a value as the models give it, or raises UnsureError and says nothing of why."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from press.content import limits

Rule = Callable[[Any], Any]


class UnsureError(Exception):
    pass


def sure(condition: bool) -> None:
    if not condition:
        raise UnsureError


def _stripped(value: Any) -> str:
    sure(isinstance(value, str))
    text = cast(str, value).strip(" \t\r\n")
    sure(text.strip() == text)  # on what else is blank, two languages do not agree
    return _encodable(text)


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UnsureError from None
    return text


def text_up_to(longest: int) -> Rule:
    def rule(value: Any) -> str:
        text = _stripped(value)
        sure(1 <= len(text) <= longest)
        return text

    return rule


def line(value: Any) -> str:
    text = _stripped(value)
    sure(1 <= len(text) <= limits.LONGEST_LINE and "\n" not in text)
    return text


def body(value: Any) -> str:
    sure(isinstance(value, str) and 1 <= len(value) <= limits.LONGEST_BODY)
    return _encodable(cast(str, value))


def line_that(good: Callable[[str], bool]) -> Rule:
    def rule(value: Any) -> str:
        text = line(value)
        sure(good(text))
        return text

    return rule


def matching(pattern: str, longest: int = limits.LONGEST_LINE) -> Rule:
    compiled = re.compile(pattern.removesuffix("$") + r"\Z")

    def rule(value: Any) -> str:
        text = line(value)
        sure(bool(compiled.match(text)) and len(text) <= longest)
        return text

    return rule


def one_of(*words: str) -> Rule:
    def rule(value: Any) -> str:
        sure(value in words)
        return cast(str, value)

    return rule


def color(value: Any) -> str:
    return cast(str, line_that(limits.is_color)(value)).lower()


def qr(value: Any) -> str:
    text = line(value)
    sure(text in limits.QR_WORDS or limits.is_website(text))
    return text


_ZONE = re.compile(r"[A-Z][A-Za-z]+(_[A-Z][a-z]+)*/[A-Z][A-Za-z]+(_[A-Z][a-z]+)*\Z")


def time_zone(value: Any) -> str:
    """All their names are looked up on the disk one by one, which takes long: here, whether this one can be loaded."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    text = line(value)
    sure(bool(_ZONE.match(text)))
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnsureError from None
    return text


def day(value: Any) -> date:
    sure(isinstance(value, str) and value.isascii() and limits.is_day(value))
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UnsureError from None


def yes_or_no(value: Any) -> bool:
    sure(value in ("yes", "no", "true", "false"))
    return value in ("yes", "true")


def size(value: Any) -> float:
    sure(isinstance(value, str) and bool(re.match(r"[0-9]{2}(\.[0-9]{1,3})?\Z", value)))
    sure(limits.SMALLEST_BODY <= float(value) <= limits.LARGEST_BODY)
    return float(value)


def inches(value: Any) -> float:
    """How far a printer is off."""
    sure(isinstance(value, str) and bool(re.match(r"-?[0-9]?\.?[0-9]{1,4}\Z", value)))
    sure(abs(float(value)) <= limits.MOST_OFF)
    return float(value)


def measure(value: Any) -> float:
    """A length on an envelope or a sheet, in inches."""
    sure(isinstance(value, str) and bool(re.match(r"[0-9]{0,2}\.?[0-9]{1,4}\Z", value)))
    sure(float(value) <= limits.LARGEST_PAPER)
    return float(value)


def list_of(of: Rule, least: int = 0, most: int = 10_000) -> Rule:
    def rule(value: Any) -> list[Any]:
        sure(isinstance(value, list) and least <= len(value) <= most)
        return [of(one) for one in value]

    return rule


def one_or_more(of: Rule, least: int = 1) -> Rule:
    """A list, or one alone."""
    several = list_of(of, least)
    return lambda value: several([value] if isinstance(value, str) else value)


def form(
    must: Mapping[str, Rule],
    may: Mapping[str, Rule],
    otherwise: Mapping[str, Callable[[], Any]] | None = None,
) -> Rule:
    """Fields by name: those that must be there, those that may, and what stands for some where they are not."""
    rules = {**must, **may}

    def rule(value: Any) -> SimpleNamespace:
        sure(isinstance(value, dict))
        given = {key: one for key, one in value.items() if one is not None or key not in rules}
        sure(given.keys() <= rules.keys() and must.keys() <= given.keys())
        made = {key: rules[key](given[key]) if key in given else None for key in rules}
        made.update(
            {key: default() for key, default in (otherwise or {}).items() if key not in given}
        )
        return SimpleNamespace(**made)

    return rule

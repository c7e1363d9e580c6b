"""From a language to its patterns for days and times, as the CLDR has them.

The one module that imports Babel, when a day is first written: ``today`` must not load it.
The computer's locale is never used.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from press.dates.reading import NotADateError

if TYPE_CHECKING:
    from babel import Locale

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"  # the fonts have no glyph for it

# CLDR skeletons of a day without its year, the best first. Every language has the last one.
DAYS = ("MMMMEEEEd", "MMMMEd", "MMMEEEEd", "MMMEd")
DATES = ("MMMMd",)
SHORT_DATES = ("MMMd",)

# The number of letters from which a field of a pattern is a name, and no number.
NAMED = {"E": 1, "c": 3, "M": 3, "L": 3}

Token = tuple[str, str | tuple[str, int]]


class LocalePatterns(NamedTuple):
    """The CLDR patterns of a language. ``twelve_hours`` is True if its clock has AM and PM."""

    locale: Locale
    day: str
    day_and_year: str
    date: str
    date_and_year: str
    short_date: str
    clock: str
    twelve_hours: bool

    def format_day(self, day: datetime.date, pattern: str) -> str:
        """Return a day in words, by one of the patterns."""
        from babel.dates import format_date

        return format_date(day, pattern, locale=self.locale)

    def format_time(self, clock: datetime.time) -> str:
        """Return a time as the language writes it, with no-break spaces."""
        from babel.dates import format_time

        text = format_time(clock, self.clock, locale=self.locale)
        return text.replace(NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE).replace(" ", NO_BREAK_SPACE)


@lru_cache(maxsize=64)
def locale_patterns(language: str) -> LocalePatterns:
    """Return the patterns of a language such as en-US.

    Raises NotADateError if Babel does not know the language, or has no pattern with a weekday.
    """
    from babel import Locale, UnknownLocaleError
    from babel.dates import tokenize_pattern

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        raise _no_patterns() from None
    clock = locale.time_formats["short"].pattern
    patterns = LocalePatterns(
        locale,
        day=_with_full_names(_first_known(locale, DAYS)),
        day_and_year=_with_full_names(locale.date_formats["full"].pattern),
        date=_with_full_names(_first_known(locale, DATES)),
        date_and_year=_with_full_names(locale.date_formats["long"].pattern),
        short_date=_unbreakable(tokenize_pattern(_first_known(locale, SHORT_DATES))),
        clock=clock,
        twelve_hours=not {"h", "K"}.isdisjoint(_fields(clock)),
    )
    for pattern in (patterns.day, patterns.day_and_year):
        if {"E", "c"}.isdisjoint(_fields(pattern)):
            raise _no_patterns()
    return patterns


def _no_patterns() -> NotADateError:
    return NotADateError(
        "is a language in which no date can be said", "Use one such as en-US or es"
    )


def _first_known(locale: Locale, skeletons: Sequence[str]) -> str:
    known = locale.datetime_skeletons
    return str(next(known[skeleton].pattern for skeleton in skeletons if skeleton in known))


def _with_full_names(pattern: str) -> str:
    """Return the pattern with the weekday and the month as full names.

    A month that is a number, as in Chinese, stays a number.
    """
    from babel.dates import tokenize_pattern

    return _unbreakable([_widened(token) for token in tokenize_pattern(pattern)])


def _widened(token: Token) -> Token:
    kind, value = token
    if isinstance(value, tuple) and value[1] >= NAMED.get(value[0], 9):
        return kind, (value[0], 4)
    return token


def _unbreakable(tokens: Sequence[Token]) -> str:
    """Return the pattern with no-break spaces between its day and its month."""
    from babel.dates import untokenize_pattern

    ends = [
        position
        for position, (kind, value) in enumerate(tokens)
        if kind == "field" and value[0] in ("d", "M", "L")
    ]
    result: list[Token] = []
    for position, (kind, value) in enumerate(tokens):
        if isinstance(value, tuple):
            result.append((kind, value))
            continue
        space = NO_BREAK_SPACE if ends[0] < position < ends[-1] else " "
        text = value.replace(NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE).replace(" ", space)
        # Babel quotes two texts in a row wrongly, so the second is joined to the first.
        before = result.pop()[1] if result and result[-1][0] == kind else ""
        result.append((kind, f"{before}{text}"))
    return untokenize_pattern(result)


def _fields(pattern: str) -> set[str]:
    """Return the letters of the pattern's fields."""
    from babel.dates import tokenize_pattern

    return {value[0] for kind, value in tokenize_pattern(pattern) if kind == "field"}

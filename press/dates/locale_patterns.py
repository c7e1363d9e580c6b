"""From a language to its manner of writing days and times: the only door to Babel, which has them from the CLDR.

The machine's locale is never asked. Babel is imported when a day or a time is first said, so that ``today`` costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from press.dates.reading import NotADateError

if TYPE_CHECKING:
    from babel import Locale

HELD = "\u00a0"  # a blank that does not break
NARROW = "\u202f"  # another, which the fonts do not have

# How a day can be written without its year. The nearest comes first; every language has the last.
DAYS = ("MMMMEEEEd", "MMMMEd", "MMMEEEEd", "MMMEd")
DATES = ("MMMMd",)
SHORT = ("MMMd",)

NAMED = {
    "E": 1,
    "c": 3,
    "M": 3,
    "L": 3,
}  # from how many letters on a field of a pattern is a name, not a number

Token = tuple[str, str | tuple[str, int]]


class Manner(NamedTuple):
    """The patterns of a language; ``twelve`` if its clock has AM and PM."""

    locale: Locale
    day: str
    day_and_year: str
    date_only: str
    date_only_and_year: str
    short: str
    clock: str
    twelve: bool

    def day_as(self, day: date, pattern: str) -> str:
        from babel.dates import format_date

        return format_date(day, pattern, locale=self.locale)

    def time(self, clock: time) -> str:
        from babel.dates import format_time

        return (
            format_time(clock, self.clock, locale=self.locale)
            .replace(NARROW, HELD)
            .replace(" ", HELD)
        )


@lru_cache(maxsize=64)
def manner(language: str) -> Manner:
    """The manner of a language such as en-US; raises NotADateError where Babel has none, or none that names the weekday."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import tokenize_pattern

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        raise _unsaid() from None
    clock = locale.time_formats["short"].pattern
    made = Manner(
        locale,
        day=_in_full(_nearest(locale, DAYS)),
        day_and_year=_in_full(locale.date_formats["full"].pattern),
        date_only=_in_full(_nearest(locale, DATES)),
        date_only_and_year=_in_full(locale.date_formats["long"].pattern),
        short=_held(tokenize_pattern(_nearest(locale, SHORT))),
        clock=clock,
        twelve=not {"h", "K"}.isdisjoint(_fields(clock)),
    )
    if any({"E", "c"}.isdisjoint(_fields(one)) for one in (made.day, made.day_and_year)):
        raise _unsaid()
    return made


def _unsaid() -> NotADateError:
    return NotADateError(
        "is a language in which no date can be said", "Use one such as en-US or es"
    )


def _nearest(locale: Locale, skeletons: Sequence[str]) -> str:
    known = locale.datetime_skeletons
    return str(next(known[one].pattern for one in skeletons if one in known))


def _in_full(pattern: str) -> str:
    """The pattern with weekday and month as whole names; a month that is a number stays one, as in Chinese."""
    from babel.dates import tokenize_pattern

    return _held([_widened(one) for one in tokenize_pattern(pattern)])


def _widened(token: Token) -> Token:
    kind, value = token
    if isinstance(value, tuple) and value[1] >= NAMED.get(value[0], 9):
        return kind, (value[0], 4)
    return token


def _held(tokens: Sequence[Token]) -> str:
    """The pattern; between its day and its month no line breaks."""
    from babel.dates import untokenize_pattern

    ends = [
        at for at, one in enumerate(tokens) if one[1][0] in ("d", "M", "L") and one[0] == "field"
    ]
    made: list[Token] = []
    for at, (kind, value) in enumerate(tokens):
        if isinstance(value, tuple):
            made.append((kind, value))
            continue
        text = value.replace(NARROW, HELD).replace(" ", HELD if ends[0] < at < ends[-1] else " ")
        before = (
            made.pop()[1] if made and made[-1][0] == kind else ""
        )  # Babel quotes two texts in a row wrongly
        made.append((kind, f"{before}{text}"))
    return untokenize_pattern(made)


def _fields(pattern: str) -> set[str]:
    """The letters of its fields."""
    from babel.dates import tokenize_pattern

    return {value[0] for kind, value in tokenize_pattern(pattern) if kind == "field"}

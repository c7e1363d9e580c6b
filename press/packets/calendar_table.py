"""From days with steps to weeks, as a wall calendar has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from press import dates
from press.content.tree import Break, Inline, Strong, Table, Text
from press.problems import Place

MOST_WEEKS = 6  # in a row: more would leave the steps no room on the page
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def weeks(steps: Sequence[tuple[date, str]], last: date, language: str, place: Place) -> Table:
    """Return a table of whole weeks, from that of the first step to that of the ``last`` day.

    If they are more than ``MOST_WEEKS``, only weeks with a step are in it.
    """
    steps_of: dict[date, list[str]] = defaultdict(list)
    for day, step in steps:
        steps_of[day].append(step)
    sundays = _sundays([last, *steps_of])
    heads = tuple(
        (Text(dates.weekday_in_words(sundays[0] + number * DAY, language), place),)
        for number in range(7)
    )
    rows = []
    for index, sunday in enumerate(sundays):
        is_new = index == 0 or sundays[index - 1] + WEEK != sunday
        cells = []
        for day in (sunday + number * DAY for number in range(7)):
            names_month = day.day == 1 or (is_new and day == sunday)
            number = dates.short_date(day, language) if names_month else str(day.day)
            cells.append(_cell(number, day == last, steps_of.get(day, []), place))
        rows.append(tuple(cells))
    return Table(heads, tuple(rows), ("center",) * 7, even=True)


def _sundays(days: Sequence[date]) -> list[date]:
    """Return the first day of each week from the earliest day to the latest."""
    first, final = _sunday(min(days)), _sunday(max(days))
    count = (final - first).days // 7 + 1
    if count > MOST_WEEKS:
        return sorted({_sunday(day) for day in days})
    return [first + number * WEEK for number in range(count)]


def _sunday(day: date) -> date:
    return day - timedelta(days=(day.weekday() + 1) % 7)


def _cell(number: str, is_last: bool, steps: Sequence[str], place: Place) -> tuple[Inline, ...]:
    """Return the square of a day; its number is bold if there is something to do."""
    if not steps and not is_last:
        return (Text(number, place),)
    inlines: list[Inline] = [Strong((Text(number, place),))]
    for step in steps:
        inlines += [Break(), Strong((Text(step, place),))]
    return tuple(inlines)

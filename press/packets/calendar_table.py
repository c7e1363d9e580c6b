"""From days with steps to weeks as a calendar on the wall has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from press import dates
from press.content.tree import Break, Inline, Strong, Table, Text
from press.problems import Place

MOST_WEEKS = 6  # in a row: more would leave the steps no room on the page


def weeks(steps: Sequence[tuple[date, str]], last: date, language: str, place: Place) -> Table:
    """A table of whole weeks, from that of the first step to that of the ``last`` day; of many, those that have a step."""
    on: dict[date, list[str]] = defaultdict(list)
    for day, step in steps:
        on[day].append(step)
    begin = _sunday(min([last, *on]))
    count = (_sunday(max([last, *on])) - begin).days // 7 + 1
    shown = [begin + timedelta(weeks=at) for at in range(count)]
    if count > MOST_WEEKS:  # those in which there is something to do
        busy = {_sunday(day) for day in (last, *on)}
        shown = [week for week in shown if week in busy]
    heads = tuple(
        (Text(dates.weekday_in_words(begin + timedelta(days=at), language), place),)
        for at in range(7)
    )
    rows = []
    for at, week in enumerate(shown):
        days = [week + timedelta(days=number) for number in range(7)]
        anew = not at or shown[at - 1] + timedelta(weeks=1) != week
        rows.append(
            tuple(_cell(day, anew and day == week, on, last, language, place) for day in days)
        )
    return Table(heads, tuple(rows), ("center",) * 7, even=True)


def _sunday(day: date) -> date:
    return day - timedelta(days=(day.weekday() + 1) % 7)


def _cell(
    day: date, first: bool, on: dict[date, list[str]], last: date, language: str, place: Place
) -> tuple[Inline, ...]:
    number = Text(dates.short_date(day, language) if first or day.day == 1 else str(day.day), place)
    if day not in on and day != last:
        return (number,)
    made: list[Inline] = [Strong((number,))]
    for step in on.get(day, ()):
        made += [Break(), Strong((Text(step, place),))]
    return tuple(made)

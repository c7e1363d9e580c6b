"""From days with steps to weeks as a calendar on the wall has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from press import dates
from press.content.tree import Break, Inline, Strong, Table, Text
from press.problems import Place

MOST_WEEKS = 6  # more would leave the steps no room on the page


def weeks(steps: Sequence[tuple[date, str]], last: date, language: str, place: Place) -> Table:
    """A table of whole weeks, from that of the first step to that of the ``last`` day, or the last six of them."""
    on: dict[date, list[str]] = defaultdict(list)
    for day, step in steps:
        on[day].append(step)
    end = _sunday(max([last, *on])) if max([last, *on]) - last < timedelta(weeks=1) else _sunday(last)
    begin = max(_sunday(min([last, *on])), end - timedelta(weeks=MOST_WEEKS - 1))
    heads = tuple((Text(dates.said_weekday(begin + timedelta(days=at), language), place),) for at in range(7))
    rows = []
    week = begin
    while week <= end:
        days = [week + timedelta(days=at) for at in range(7)]
        rows.append(tuple(_cell(day, day == begin, on, last, language, place) for day in days))
        week += timedelta(weeks=1)
    return Table(heads, tuple(rows), ("center",) * 7, even=True)


def _sunday(day: date) -> date:
    return day - timedelta(days=(day.weekday() + 1) % 7)


def _cell(day: date, first: bool, on: dict[date, list[str]], last: date, language: str, place: Place) -> tuple[Inline, ...]:
    number = Text(dates.said_date_briefly(day, language) if first or day.day == 1 else str(day.day), place)
    if day not in on and day != last:
        return (number,)
    made: list[Inline] = [Strong((number,))]
    for step in on.get(day, ()):
        made += [Break(), Strong((Text(step, place),))]
    return tuple(made)

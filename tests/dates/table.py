"""The table of cases: rows worked out by hand and by other programs, and how to check them.

``python -m tests.dates.table`` checks all rows, under the zone and locale of the computer.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from press import dates

HERE = Path(__file__).parent
BY_HAND, WORKED_OUT = HERE / "by-hand.csv", HERE / "worked-out.csv"

Engine = ModuleType  # press.dates, or a mutant of it


class Row(NamedTuple):
    """A case: ``kind`` reads ``given``; ``how`` tells how ``expected`` was worked out."""

    kind: str
    given: str
    expected: str
    how: str


def rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [Row(**fields) for fields in csv.DictReader(lines)]


def wrong(row: Row, engine: Engine = dates) -> str | None:
    """Return the engine's result for a row if it is not the expected one; else None."""
    try:
        result = KINDS[row.kind](engine, row.given)
    except engine.NotADateError as error:
        result = f"refused: {error.what}".split(" 2000")[0].split(", which")[0]
    if result == row.expected:
        return None
    return f"{row.kind} {row.given}: {result}, not {row.expected} ({row.how})"


def _parts(given: str) -> list[str]:
    return [part.strip() for part in given.split("|")]


def _iso(what: date | datetime | time) -> str:
    return what.isoformat("T", "minutes") if isinstance(what, datetime) else what.isoformat()


def _value(text: str) -> Any:
    """Read a day, a moment or a time by Python: the reader of press.dates is under test, too."""
    return (datetime if "T" in text else date if "-" in text else time).fromisoformat(text)


def _closed(text: str) -> set[date]:
    """Read days; ``first..last`` is all days from one to the other."""
    days = set()
    for period in text.split():
        first, _, last = period.partition("..")
        begin = date.fromisoformat(first)
        length = (date.fromisoformat(last or first) - begin).days + 1
        days |= {begin + timedelta(days=number) for number in range(length)}
    return days


def _days(name: str) -> Callable[[Engine, str], str]:
    def counted(engine: Engine, given: str) -> str:
        surgery, days, *closed = _parts(given)
        return _iso(
            getattr(engine, name)(date.fromisoformat(surgery), int(days), *map(_closed, closed))
        )

    return counted


def _hours_before(engine: Engine, given: str) -> str:
    moment, hours, zone = _parts(given)
    counted = engine.hours_before(datetime.fromisoformat(moment), float(hours), zone)
    flags = {
        "crosses": counted.clocks_change,
        "missing": counted.skipped,
        "twice": counted.repeated,
    }
    return " ".join([_iso(counted.moment), *filter(flags.get, flags)])


def _wall(engine: Engine, given: str) -> str:
    moment, zone = _parts(given)
    wall = datetime.fromisoformat(moment)
    return {
        (True, False): "gap",
        (False, True): "twice",
        (False, False): "once",
        (True, True): "both",
    }[engine.is_skipped(wall, zone), engine.is_repeated(wall, zone)]


def _passed(engine: Engine, given: str) -> str:
    what, printed = _parts(given)
    return "yes" if engine.is_past(_value(what), datetime.fromisoformat(printed)) else "no"


def _crosses_year(engine: Engine, given: str) -> str:
    return "yes" if engine.crosses_year([_value(text) for text in given.split()]) else "no"


def _in_words(name: str) -> Callable[[Engine, str], str]:
    """Return words with plain spaces: another test checks the no-break spaces."""

    def in_words(engine: Engine, given: str) -> str:
        what, language, *year = _parts(given)
        text: str = getattr(engine, name)(_value(what), language, **dict.fromkeys(year, True))
        return text.replace("\u00a0", " ")

    return in_words


def _read(name: str) -> Callable[[Engine, str], str]:
    def read(engine: Engine, given: str) -> str:
        value = getattr(engine, name)(given)
        return value.isoformat("minutes") if isinstance(value, time) else _iso(value)

    return read


KINDS: dict[str, Callable[[Engine, str], str]] = {
    "last-dose": _days("last_dose"),
    "day-before": _days("day_before"),
    "call-by": _days("call_by"),
    "hours-before": _hours_before,
    "wall": _wall,
    "passed": _passed,
    "crosses-year": _crosses_year,
    "day-in-words": _in_words("day_in_words"),
    "time-in-words": _in_words("time_in_words"),
    "moment-in-words": _in_words("moment_in_words"),
    "read-day": _read("read_day"),
    "read-clock": _read("read_clock"),
    "read-moment": _read("read_moment"),
}


if __name__ == "__main__":
    cases = [*rows(BY_HAND), *(rows(WORKED_OUT) if WORKED_OUT.exists() else [])]
    mistakes = list(filter(None, map(wrong, cases)))
    print(*mistakes, sep="\n", end="\n" if mistakes else "")
    print(f"{len(cases)} checked, {len(mistakes)} wrong")

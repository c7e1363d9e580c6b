"""The table of cases: rows worked out by hand and by other programs, and what our engine makes of each.

``python -m tests.dates.table`` judges all of it, under whatever zone and locale the machine has.
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
    """A case: ``given`` is read by its kind, ``how`` says who worked out what is ``expected``."""

    kind: str
    given: str
    expected: str
    how: str


def rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [Row(**one) for one in csv.DictReader(lines)]


def wrong(row: Row, engine: Engine = dates) -> str | None:
    """What the engine makes of a row where it is not what is expected; None where it is."""
    try:
        made = KINDS[row.kind](engine, row.given)
    except engine.NotADateError as error:
        made = f"refused: {error.what}".split(" 2000")[0].split(", which")[0]
    return (
        None
        if made == row.expected
        else f"{row.kind} {row.given}: {made}, not {row.expected} ({row.how})"
    )


def _parts(given: str) -> list[str]:
    return [one.strip() for one in given.split("|")]


def _iso(what: date | datetime | time) -> str:
    return what.isoformat("T", "minutes") if isinstance(what, datetime) else what.isoformat()


def _value(text: str) -> Any:
    """A day, a moment or a time of day: read by Python itself, for the reader is judged, too."""
    return (datetime if "T" in text else date if "-" in text else time).fromisoformat(text)


def _closed(text: str) -> set[date]:
    """Days, and ``first..last`` for all between."""
    found = set()
    for one in text.split():
        first, _, last = one.partition("..")
        begin = date.fromisoformat(first)
        found |= {
            begin + timedelta(days=at)
            for at in range((date.fromisoformat(last or first) - begin).days + 1)
        }
    return found


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
    found = datetime.fromisoformat(moment)
    return {
        (True, False): "gap",
        (False, True): "twice",
        (False, False): "once",
        (True, True): "both",
    }[engine.is_skipped(found, zone), engine.is_repeated(found, zone)]


def _passed(engine: Engine, given: str) -> str:
    what, printed = _parts(given)
    return "yes" if engine.is_past(_value(what), datetime.fromisoformat(printed)) else "no"


def _crosses_year(engine: Engine, given: str) -> str:
    return "yes" if engine.crosses_year([_value(one) for one in given.split()]) else "no"


def _said(name: str) -> Callable[[Engine, str], str]:
    """With plain blanks: another test says which of them must not break."""

    def said(engine: Engine, given: str) -> str:
        what, language, *year = _parts(given)
        text: str = getattr(engine, name)(_value(what), language, **dict.fromkeys(year, True))
        return text.replace("\u00a0", " ")

    return said


def _read(name: str) -> Callable[[Engine, str], str]:
    def read(engine: Engine, given: str) -> str:
        found = getattr(engine, name)(given)
        return found.isoformat("minutes") if isinstance(found, time) else _iso(found)

    return read


KINDS: dict[str, Callable[[Engine, str], str]] = {
    "last-dose": _days("last_dose"),
    "day-before": _days("day_before"),
    "call-by": _days("call_by"),
    "hours-before": _hours_before,
    "wall": _wall,
    "passed": _passed,
    "crosses-year": _crosses_year,
    "day-in-words": _said("day_in_words"),
    "time-in-words": _said("time_in_words"),
    "moment-in-words": _said("moment_in_words"),
    "read-day": _read("read_day"),
    "read-clock": _read("read_clock"),
    "read-moment": _read("read_moment"),
}


if __name__ == "__main__":
    judged = [*rows(BY_HAND), *(rows(WORKED_OUT) if WORKED_OUT.exists() else [])]
    mistakes = list(filter(None, map(wrong, judged)))
    print(*mistakes, sep="\n", end="\n" if mistakes else "")
    print(f"{len(judged)} judged, {len(mistakes)} wrong")

"""Compute worked-out.csv without Python's dates, its zones or Babel: by GNU date and Node's Intl.

``python -m tests.dates.work_out > tests/dates/worked-out.csv``. Days and times are texts. GNU date
counts them back, names them, gives their weekdays, refuses a wall time that its zone skips, and
gives the offset from UTC. Node gives the names in other languages. The rows are pseudo-random, and
the same each time.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Iterator

from tests.dates.date_questions import (
    ZONES,
    asked,
    begin,
    chance,
    changes,
    displayed,
    gnu,
    instants,
    one_of,
    sure,
    utc,
)
from tests.dates.table import Row

MANY = 230  # rows of each kind
BY_DATE, BY_NODE = "GNU date", "Node's Intl"


def some_day() -> str:
    return sure("%F", f"2026-01-01 12:00 UTC {chance(4 * 365)} days")


def some_clock() -> str:
    return f"{chance(24):02}:{one_of(('00', '00', '15', '30', '45', '59', '01'))}"


def some_moment() -> str:
    return f"{some_day()}T{some_clock()}"


def last_dose() -> Iterator[Row]:
    for number in range(MANY):
        day, back = some_day(), chance(15 if number % 2 else 367)
        yield Row(
            "last-dose", f"{day} | {back}", sure("%F", f"{day} 12:00 UTC {back} days ago"), BY_DATE
        )


def day_before() -> Iterator[Row]:
    for _ in range(MANY):
        day, back = some_day(), chance(121) - 60
        wanted = f"{back} days ago" if back >= 0 else f"{-back} days"
        yield Row("day-before", f"{day} | {back}", sure("%F", f"{day} 12:00 UTC {wanted}"), BY_DATE)


def call_by() -> Iterator[Row]:
    for number in range(MANY):
        day, back = some_day(), chance(20)
        wanted = [f"{day} 12:00 UTC {back + more} days ago" for more in range(32)]
        before = [answer.split() for answer in gnu("%F %u", wanted)]
        closed = {before[chance(3 + number % 9)][0] for _ in range(chance(8))}
        is_open = [day for day, weekday in before if weekday not in "67" and day not in closed]
        yield Row("call-by", f"{day} | {back} | {' '.join(sorted(closed))}", is_open[0], BY_DATE)


def near_a_change(zone: str) -> str:
    """Return a wall time in the first hours of a day on which the clocks change, or near it."""
    day = one_of(ZONES[zone])
    if chance(8) == 0:
        day = sure("%F", f"{day} 12:00 UTC {chance(3) - 1} days")
    return f"{day}T{chance(4):02}:{one_of(('00', '01', '15', '29', '30', '59'))}"


def before_a_change(zone: str) -> str:
    """Return a wall time in the evening before such a day."""
    day, minutes = one_of(ZONES[zone]), one_of(("00", "15", "30"))
    return sure("%FT%H:%M", f"{day} 00:{minutes} UTC {chance(8)} hours ago")


def wall() -> Iterator[Row]:
    zones = list(ZONES)
    for number in range(2 * MANY):
        zone = zones[number % len(zones)]
        moment = near_a_change(zone)
        yield Row(
            "wall",
            f"{moment} | {zone}",
            ("gap", "once", "twice")[len(instants(moment, zone))],
            BY_DATE,
        )


def hours_before() -> Iterator[Row]:
    zones = list(ZONES)
    count = 0
    while count < 2 * MANY:
        zone = zones[count % len(zones)]
        halves = chance(30) if chance(3) else chance(200)
        start = near_a_change(zone) if chance(2) else before_a_change(zone)
        end = sure("%FT%H:%M", f"{utc(start)} {30 * halves} minutes")
        if len(instants(end, zone)) != 1:
            continue  # the clock skips the end, or shows it twice
        count += 1
        begin_time = sure("%FT%H:%M", f"{utc(end)} {30 * halves} minutes ago")
        assert begin_time == start
        starts = instants(begin_time, zone)
        crosses = not starts or changes(starts[0], instants(end, zone)[0], zone)
        flags = ["crosses" if crosses else "", ("missing", "", "twice")[len(starts)]]
        hours = f"{halves / 2:g}"
        yield Row(
            "hours-before",
            f"{end} | {hours} | {zone}",
            " ".join([begin_time, *filter(None, flags)]),
            BY_DATE,
        )


def passed() -> Iterator[Row]:
    for number in range(MANY):
        printed = some_moment()
        near = f"{utc(printed)} {chance(5) - 2} {one_of(('minutes', 'hours', 'days'))}"
        if number % 2:
            what = sure("%F", near)
            over = int(sure("%s", f"{what} 00:00 UTC 1 day")) <= int(sure("%s", utc(printed)))
        else:
            what = sure("%FT%H:%M", near) if number % 4 else sure("%FT00:00", near)
            over = int(sure("%s", displayed(what))) <= int(sure("%s", utc(printed)))
        yield Row("passed", f"{what} | {printed}", "yes" if over else "no", BY_DATE)


def crosses_year() -> Iterator[Row]:
    for _ in range(MANY):
        first = one_of(("2026-12-29", "2027-12-20", "2027-06-01", "2028-12-30"))
        days = [first, *(sure("%F", f"{first} 12:00 UTC {chance(12)} days") for _ in range(2))]
        day = sure("%F", f"{first} 12:00 UTC {chance(6)} days")
        days += [f"{day}T{one_of(('00:00', '00:01', '12:00'))}"]
        years = {sure("%Y", displayed(day) if "T" in day else f"{day} 12:00 UTC") for day in days}
        yield Row("crosses-year", " ".join(days), "yes" if len(years) > 1 else "no", BY_DATE)


def day_in_words() -> Iterator[Row]:
    for number in range(MANY):
        day, year = some_day(), number % 3 == 0
        words = sure("%A, %B %-d, %Y" if year else "%A, %B %-d", f"{day} 12:00 UTC")
        yield Row("day-in-words", f"{day} | en-US{' | year' if year else ''}", words, BY_DATE)


def clock_of(wanted: str) -> str:
    """Return a time of day in American words; not for midnight."""
    words = sure("%-I:%M %p", wanted)
    return "12 noon" if words == "12:00 PM" else words


def time_in_words() -> Iterator[Row]:
    for number in range(MANY):
        moment = some_moment() if number % 4 else f"{some_day()}T00:{one_of(('00', '00', '30'))}"
        if moment.endswith("T00:00"):
            words = sure("%-I:%M %p %A night", displayed(moment))
        else:
            words = clock_of(utc(moment)) + (" (after midnight)" if "T00:" in moment else "")
        yield Row("time-in-words", f"{moment} | en-US", words, BY_DATE)


def moment_in_words() -> Iterator[Row]:
    for number in range(MANY):
        moment = some_moment() if number % 4 else f"{some_day()}T{chance(6):02}:00"
        year, tail = (" | year", ", %Y") if number % 3 == 0 else ("", "")
        if moment.endswith("T00:00"):
            words = sure(f"%-I:%M %p %A night, %B %-d{tail}", displayed(moment))
        else:
            words = f"{clock_of(utc(moment))} on {sure(f'%A, %B %-d{tail}', utc(moment))}"
            if int(moment[11:13]) < 5:
                before, after = (sure("%A", f"{utc(moment)} {back} days ago") for back in (1, 0))
                words += f" (the night from {before} to {after})"
        yield Row("moment-in-words", f"{moment} | en-US{year}", words, BY_DATE)


def a_date(months: int) -> str:
    """Return a year, month and day as typed, perhaps of no calendar, often late in a month."""
    month, day = 1 + chance(months), 26 + chance(8) if chance(2) else chance(29)
    return f"{1998 + chance(105)}-{month:02}-{day:02}"


def read_day() -> Iterator[Row]:
    for _ in range(MANY):
        text = a_date(13)
        yield Row("read-day", text, read(text, f"{text} 12:00 UTC", "%F"), BY_DATE)


def read_moment() -> Iterator[Row]:
    for _ in range(MANY):
        text = f"{a_date(12)}T{chance(24):02}:{chance(60):02}"
        yield Row("read-moment", text, read(text, utc(text), "%FT%H:%M"), BY_DATE)


def read(text: str, wanted: str, form: str) -> str:
    if not 2000 <= int(text[:4]) <= 2100:
        return "refused: is not in the years"
    return asked(form, wanted) or "refused: is not a day of the calendar"


def read_clock() -> Iterator[Row]:
    for _ in range(MANY):
        text = f"{chance(28):02}:{chance(66):02}"
        shown = None
        if text[:2] != "24":  # GNU date accepts 24:00
            shown = asked("%H:%M", f"2027-03-09 {text} UTC")
        yield Row("read-clock", text, shown or "refused: is not a time that a clock shows", BY_DATE)


INTL = """
const plain = text => text.replace(/[\\u00a0\\u202f]/g, " ");
const rows = JSON.parse(require("fs").readFileSync(0));
const words = ([moment, language, options]) =>
  new Intl.DateTimeFormat(language, {...options, timeZone: "UTC"}).format(new Date(moment + "Z"));
console.log(JSON.stringify(rows.map(row => plain(words(row)))));
"""
LANGUAGES = (
    "es",
    "es-MX",
    "fr",
    "de",
    "pt-BR",
    "vi",
    "ko",
    "zh-Hans",
    "ru",
    "fil",
    "it",
    "pl",
    "en-GB",
)
NAMES = {"weekday": "long", "month": "long", "day": "numeric"}


def by_node() -> Iterator[Row]:
    """Yield days in other languages, and times in languages with a clock of 24 hours."""
    wanted: list[tuple[str, str, str, dict[str, str]]] = []
    for number in range(MANY):
        language, day = LANGUAGES[number % len(LANGUAGES)], some_day()
        if number % 3 == 0:
            wanted.append(
                (
                    "day-in-words",
                    f"{day} | {language} | year",
                    f"{day}T12:00",
                    {"dateStyle": "full"},
                )
            )
        else:
            wanted.append(("day-in-words", f"{day} | {language}", f"{day}T12:00", NAMES))
    for number in range(MANY // 3):
        clock = f"{1 + chance(23):02}:{chance(60):02}"
        language = ("es", "fr", "de", "pt-BR", "vi", "ru", "it", "pl", "en-GB")[number % 9]
        wanted.append(
            (
                "time-in-words",
                f"{clock} | {language}",
                f"2027-03-09T{clock}",
                {"timeStyle": "short"},
            )
        )
    questions = json.dumps(
        [(what, language_of(given), options) for _, given, what, options in wanted]
    )
    process = subprocess.run(
        ["node", "-e", INTL], input=questions, capture_output=True, text=True, check=True
    )
    for (kind, given, _, _), words in zip(wanted, json.loads(process.stdout), strict=True):
        yield Row(kind, given, words, BY_NODE)


def language_of(given: str) -> str:
    return given.split(" | ")[1]


KINDS: tuple[Callable[[], Iterator[Row]], ...] = (
    last_dose, day_before, call_by, hours_before, wall, passed, crosses_year,
    day_in_words, time_in_words, moment_in_words, read_day, read_moment, read_clock,
)  # fmt: skip


def by_date() -> Iterator[Row]:
    for kind in KINDS:
        begin()
        yield from kind()


if __name__ == "__main__":
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(Row._fields)
    table.writerows(by_date())
    begin()
    table.writerows(by_node())

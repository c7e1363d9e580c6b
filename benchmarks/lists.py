"""A list of recipients checked, from start to end of the process: against a short script that keeps all of it and checks little."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.content import ROOT
from benchmarks.measuring import Cold, Took, in_turn

MAILING = "referral-welcome"
COUNTS = (10_000, 100_000, 1_000_000)
PLACES = (
    ("Norfolk", "VA", "235"),
    ("Virginia Beach", "VA", "234"),
    ("Richmond", "VA", "232"),
    ("Raleigh", "NC", "276"),
)
STREETS = (
    "Oak",
    "Maple",
    "First Colonial",
    "Washington",
    "Park",
    "Elm",
    "Lake",
    "Hill",
    "Church",
    "Bay",
    "Ocean",
)
KINDS = ("Street", "St", "Avenue", "Ave.", "Road", "Lane", "Drive", "Blvd", "Court", "Circle")
NAMES = (
    "Anne",
    "Ruth",
    "Thomas",
    "Maria",
    "José",
    "Li",
    "Wei",
    "Peter",
    "James",
    "Mary",
    "Patricia",
    "Robert",
    "Linda",
    "David",
)
SYLLABLES = (
    "bar",
    "cor",
    "den",
    "fal",
    "gar",
    "hol",
    "kin",
    "lan",
    "mor",
    "nor",
    "par",
    "quin",
    "ros",
    "sel",
    "tor",
    "van",
    "wes",
)
HEAD = "Patient ID,First Name,Last Name,DOB,Address 1,Address 2,City,State,ZIP,Language,Referred By,Appointment Date,Notes\n"


def write_list(file: Path, count: int) -> Path:
    """A CSV of sound rows, always the same: everybody has an id, every tenth lives where the one before lives."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(HEAD)
        stream.writelines(_rows(count))
    return file


def check(file: Path, out: Path, mailing: str = MAILING) -> list[str]:
    """The command that checks a list."""
    command = [sys.executable, str(ROOT / "make_pdf.py"), "mail", mailing, str(file)]
    return [*command, "--check", "--draft", "--date", "2026-11-25", "--output", str(out)]


def tables(folder: Path, rounds: int, counts: Sequence[int] = COUNTS) -> None:
    """Each list as often as its length allows, and once at least."""
    print("\na list of recipients checked: whole processes\n")
    print(
        "| rows | Handout Press, CPU s | script, CPU s | ours / script | Handout Press, peak MB | script, peak MB | ours / script |"
    )
    print("|---:|---:|---:|---:|---:|---:|---:|")
    runner = Cold()
    for count in counts:
        taken = _taken(
            write_list(folder / "list.csv", count), runner, max(1, min(rounds, 200_000 // count))
        )
        ours, script = taken["ours"], taken["script"]
        cpu = f"{ours.cpu:.2f} | {script.cpu:.2f} | {ours.cpu / script.cpu:.1f}"
        print(
            f"| {count:,} | {cpu} | {ours.peak:.0f} | {script.peak:.0f} | {ours.peak / script.peak:.2f} |"
        )
    runner.close()


def _taken(file: Path, runner: Cold, rounds: int) -> Mapping[str, Took]:
    script = [sys.executable, str(ROOT / "benchmarks" / "peers" / "dict_reader.py"), str(file)]
    return in_turn(
        rounds,
        {
            "ours": lambda _: runner.run(check(file, file.parent / "out")),
            "script": lambda _: runner.run(script),
        },
        warmed=file.stat().st_size < 50_000_000,
    )


def _rows(count: int) -> Iterator[str]:
    chosen = random.Random(5)
    home = ""
    for number in range(count):
        if not home or number % 10:
            city, state, begins = chosen.choice(PLACES)
            street = f"{chosen.randint(1, 19_999)} {chosen.choice(('', '', 'N ', 'West '))}{chosen.choice(STREETS)}"
            unit = chosen.choice(("", "", "", f"Apt {chosen.randint(1, 40)}"))
            home = f"{street} {chosen.choice(KINDS)},{unit},{city},{state},{begins}{chosen.randint(10, 60)}"
        last = "".join(chosen.choice(SYLLABLES) for _ in range(3)).title()
        born = f"{chosen.randint(1, 12)}/{chosen.randint(1, 28)}/{chosen.randint(1930, 2005)}"
        doctor, day = f"Dr. {chosen.choice(SYLLABLES).title()}", chosen.choice(("", "3/9/2099"))
        rest = f"{chosen.choice(('English', '', '', 'Spanish'))},{doctor},{day}"
        yield f"{100_000 + number},{chosen.choice(NAMES)},{last},{born},{home},{rest},not for a letter\n"

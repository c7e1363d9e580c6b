"""The time and memory to check a list of recipients, beside a short script that checks little."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.content import ROOT
from benchmarks.measuring import ColdRunner, Measurement, measure_in_turn

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
HEADER = (
    "Patient ID,First Name,Last Name,DOB,Address 1,Address 2,City,State,ZIP,Language,Referred By,"
    "Appointment Date,Notes\n"
)


def write_list(file: Path, count: int) -> Path:
    """Write a CSV file of sound rows, always the same ones.

    Every patient has an id, and every tenth has the address of the patient before.
    """
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(HEADER)
        stream.writelines(_rows(count))
    return file


def check_command(file: Path, out: Path, mailing: str = MAILING) -> list[str]:
    """Return the command that checks a list."""
    command = [sys.executable, str(ROOT / "make_pdf.py"), "mail", mailing, str(file)]
    return [*command, "--check", "--draft", "--date", "2026-11-25", "--output", str(out)]


def print_tables(folder: Path, rounds: int, counts: Sequence[int] = COUNTS) -> None:
    """Print the table. A long list is checked in fewer rounds, but at least once."""
    print("\na list of recipients checked: whole processes\n")
    print(
        "| rows | Handout Press, CPU s | script, CPU s | ours / script"
        " | Handout Press, peak MB | script, peak MB | ours / script |"
    )
    print("|---:|---:|---:|---:|---:|---:|---:|")
    runner = ColdRunner()
    for count in counts:
        file = write_list(folder / "list.csv", count)
        measurements = _measured(file, runner, max(1, min(rounds, 200_000 // count)))
        ours, script = measurements["ours"], measurements["script"]
        cpu = f"{ours.cpu:.2f} | {script.cpu:.2f} | {ours.cpu / script.cpu:.1f}"
        peak = f"{ours.peak:.0f} | {script.peak:.0f} | {ours.peak / script.peak:.2f}"
        print(f"| {count:,} | {cpu} | {peak} |")
    runner.close()


def _measured(file: Path, runner: ColdRunner, rounds: int) -> Mapping[str, Measurement]:
    script = [sys.executable, str(ROOT / "benchmarks" / "peers" / "dict_reader.py"), str(file)]
    return measure_in_turn(
        rounds,
        {
            "ours": lambda _: runner.run(check_command(file, file.parent / "out")),
            "script": lambda _: runner.run(script),
        },
        warmed=file.stat().st_size < 50_000_000,
    )


def _rows(count: int) -> Iterator[str]:
    """Yield the rows. The order of the random calls matters: other rows would be other figures."""
    chance = random.Random(5)
    home = ""
    for number in range(count):
        if not home or number % 10:
            city, state, zip_start = chance.choice(PLACES)
            house, direction = chance.randint(1, 19_999), chance.choice(("", "", "N ", "West "))
            street = f"{house} {direction}{chance.choice(STREETS)}"
            unit = chance.choice(("", "", "", f"Apt {chance.randint(1, 40)}"))
            street = f"{street} {chance.choice(KINDS)}"
            home = f"{street},{unit},{city},{state},{zip_start}{chance.randint(10, 60)}"
        last_name = "".join(chance.choice(SYLLABLES) for _ in range(3)).title()
        born = f"{chance.randint(1, 12)}/{chance.randint(1, 28)}/{chance.randint(1930, 2005)}"
        doctor, day = f"Dr. {chance.choice(SYLLABLES).title()}", chance.choice(("", "3/9/2099"))
        rest = f"{chance.choice(('English', '', '', 'Spanish'))},{doctor},{day}"
        name = f"{chance.choice(NAMES)},{last_name}"
        yield f"{100_000 + number},{name},{born},{home},{rest},not for a letter\n"

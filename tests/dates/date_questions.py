"""Ask GNU date: each question and each answer is a text, in a named zone."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

ZONES = {  # each zone, with days on or near which its clocks change
    "America/New_York": (
        "2026-03-08",
        "2026-11-01",
        "2027-03-14",
        "2027-11-07",
        "2028-03-12",
        "2028-11-05",
    ),
    "America/Chicago": ("2026-03-08", "2027-11-07"),
    "America/Denver": ("2027-03-14", "2026-11-01"),
    "America/Los_Angeles": ("2027-03-14", "2027-11-07"),
    "America/Phoenix": ("2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07"),
    "Pacific/Honolulu": ("2027-03-14", "2027-11-07"),
    "America/St_Johns": ("2027-03-14", "2027-11-07"),
    "Europe/Madrid": ("2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31"),
    "Europe/London": ("2027-03-28", "2027-10-31"),
    "Australia/Sydney": ("2026-10-04", "2027-04-04"),
    "Australia/Lord_Howe": ("2026-10-04", "2027-04-04"),  # by half an hour
    "Asia/Kolkata": ("2027-03-14",),
    "America/Sao_Paulo": ("2018-11-04", "2018-02-18"),  # at midnight
    "Africa/Casablanca": ("2016-06-05", "2016-07-10"),  # back for a month, then forward again
}
SHIFTS = (1800, 3600)  # seconds by which the clocks change

_chance = 0


def begin() -> None:
    """Reset the generator, so that the rows of each kind do not depend on other kinds."""
    global _chance  # noqa: PLW0603
    _chance = 20270309


def chance(below: int) -> int:
    """Return a pseudo-random number from 0 to below ``below``, the same on every machine.

    The generator is Knuth's MMIX.
    """
    global _chance  # noqa: PLW0603
    _chance = (_chance * 6364136223846793005 + 1442695040888963407) % 2**64
    return (_chance >> 33) % below


def one_of(choices: Sequence[str]) -> str:
    """Return one of the choices, by chance."""
    return choices[chance(len(choices))]


def gnu(form: str, wanted: Sequence[str], zone: str = "UTC0") -> list[str]:
    """Return GNU date's answers, one for each question that it accepts."""
    environment = {**os.environ, "TZ": zone, "LC_ALL": "C"}
    process = subprocess.run(
        ["date", "-f", "-", f"+{form}"],
        input="\n".join(wanted) + "\n",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return process.stdout.splitlines()


def asked(form: str, wanted: str, zone: str = "UTC0") -> str | None:
    """Return the answer to one question; None if GNU date refuses it."""
    answers = gnu(form, [wanted], zone)
    return answers[0] if answers else None


def sure(form: str, wanted: str, zone: str = "UTC0") -> str:
    """Return the answer to a question that GNU date must accept."""
    answer = asked(form, wanted, zone)
    assert answer, wanted
    return answer


def utc(moment: str) -> str:
    """Return a wall time as GNU date reads it, in UTC."""
    return f"{moment.replace('T', ' ')} UTC"


def instants(wall: str, zone: str) -> list[int]:
    """Return the Unix times at which a zone's clock shows a wall time: none, one or two."""
    shown = wall.replace("T", " ")
    first = asked("%s", shown, zone)
    if first is None:
        return []
    near = sorted({int(first) + shift * sign for shift in (0, *SHIFTS) for sign in (1, -1)})
    seen = gnu("%F %H:%M", [f"@{second}" for second in near], zone)
    return [second for second, then in zip(near, seen, strict=True) if then == shown]


def changes(first: int, last: int, zone: str) -> bool:
    """Return True if the offset from UTC changes, compared twice an hour."""
    seconds = [*range(first, last, 1800), last]
    return len(set(gnu("%z", [f"@{second}" for second in seconds], zone))) > 1


def displayed(moment: str) -> str:
    """Return a wall time as GNU date reads it, with midnight as the minute before it."""
    return f"{utc(moment)} 1 minute ago" if moment.endswith("T00:00") else utc(moment)

"""How GNU date is asked: each question a text, each answer a text, in a zone that is named."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

ZONES = {  # and days on or about which their clocks change
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
    "Africa/Casablanca": ("2016-06-05", "2016-07-10"),  # back for a month, and forward again
}
SHIFTS = (1800, 3600)  # seconds by which their clocks are changed

_chance = 0


def begin() -> None:
    """Every kind begins with the same chance, so that a few of its rows can be made without the others."""
    global _chance  # noqa: PLW0603
    _chance = 20270309


def chance(below: int) -> int:
    """A number from 0, by a generator of our own (Knuth's), so that it is the same on every machine."""
    global _chance  # noqa: PLW0603
    _chance = (_chance * 6364136223846793005 + 1442695040888963407) % 2**64
    return (_chance >> 33) % below


def one_of(choices: Sequence[str]) -> str:
    return choices[chance(len(choices))]


def gnu(form: str, wanted: Sequence[str], zone: str = "UTC0") -> list[str]:
    """GNU date's answers to what is wanted, one for each that it takes."""
    environment = {**os.environ, "TZ": zone, "LC_ALL": "C"}
    done = subprocess.run(
        ["date", "-f", "-", f"+{form}"],
        input="\n".join(wanted) + "\n",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.splitlines()


def asked(form: str, wanted: str, zone: str = "UTC0") -> str | None:
    """The answer to one; None where GNU date refuses it."""
    answers = gnu(form, [wanted], zone)
    return answers[0] if answers else None


def sure(form: str, wanted: str, zone: str = "UTC0") -> str:
    answer = asked(form, wanted, zone)
    assert answer, wanted
    return answer


def utc(moment: str) -> str:
    """For GNU date: a wall time where there is no zone to mind."""
    return f"{moment.replace('T', ' ')} UTC"


def instants(wall: str, zone: str) -> list[int]:
    """The seconds at which a zone's clock shows it: none, one or two, from the earliest."""
    shown = wall.replace("T", " ")
    first = asked("%s", shown, zone)
    if first is None:
        return []
    near = sorted({int(first) + shift * sign for shift in (0, *SHIFTS) for sign in (1, -1)})
    seen = gnu("%F %H:%M", [f"@{one}" for one in near], zone)
    return [one for one, wall_then in zip(near, seen, strict=True) if wall_then == shown]


def changes(first: int, last: int, zone: str) -> bool:
    """True if the wall is not equally far from UTC, looked at twice an hour."""
    return len(set(gnu("%z", [f"@{one}" for one in (*range(first, last, 1800), last)], zone))) > 1


def as_told(moment: str) -> str:
    """For GNU date: midnight as the minute before it."""
    return f"{utc(moment)} 1 minute ago" if moment.endswith("T00:00") else utc(moment)

"""The computer's zone and language change nothing: the practice's and the packet's decide."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from press import dates
from press.dates import wall_clock
from tests.dates.table import BY_HAND, WORKED_OUT, rows

ROOT = Path(__file__).parents[2]
MACHINES = [
    {"TZ": "UTC", "LC_ALL": "C", "LANGUAGE": "C"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    {"TZ": "Pacific/Pago_Pago", "LC_ALL": "ar_EG.UTF-8", "LANGUAGE": "ar"},
    {"TZ": "America/New_York", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de:fr"},
    {"TZ": "EST5EDT,M3.2.0,M11.1.0", "LC_ALL": "no such locale", "LANGUAGE": "@"},
    {"TZ": "nowhere", "LC_ALL": "POSIX", "LANGUAGE": ""},
]


def output_on(machine: dict[str, str], *arguments: str) -> list[str]:
    process = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **machine, "LC_TIME": machine["LC_ALL"], "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        encoding="utf-8",
    )
    assert process.returncode == 0, process.stderr
    return process.stdout.splitlines()


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine["TZ"])
def test_every_case_is_the_same_on_another_machine(machine: dict[str, str]) -> None:
    count = len(rows(BY_HAND)) + len(rows(WORKED_OUT))
    assert count > 3000
    assert output_on(machine, "-m", "tests.dates.table") == [f"{count} checked, 0 wrong"]


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine["TZ"])
def test_now_is_what_the_practices_clock_shows(machine: dict[str, str]) -> None:
    """In zones that are a day apart, whatever the computer's zone."""
    zones = ("America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata")
    program = f"from press import dates\nfor zone in {zones}: print(dates.now(zone).isoformat())"
    before = datetime.now(UTC)
    lines = output_on(machine, "-c", program)
    assert len(lines) == len(zones)
    for zone, text in zip(zones, lines, strict=True):
        shown = datetime.fromisoformat(text)
        assert shown.tzinfo is None
        here = before.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert here - timedelta(minutes=1) < shown < here + timedelta(minutes=3)


class InTheEvening(datetime):
    """A stopped clock: 20:30 in New York on March 8, 2027, which is March 9 in UTC."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        assert isinstance(tz, ZoneInfo), "the computer's own zone was used"
        return datetime(2027, 3, 9, 1, 30, 59, 5, tzinfo=UTC).astimezone(tz)


def test_in_the_evening_it_is_not_tomorrow_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wall_clock, "datetime", InTheEvening)
    assert dates.now("America/New_York") == datetime(2027, 3, 8, 20, 30)
    assert dates.now("Europe/Madrid") == datetime(2027, 3, 9, 2, 30)
    assert dates.today("America/New_York") == date(2027, 3, 8)
    assert dates.today("Europe/Madrid") == date(2027, 3, 9)


def test_without_a_zone_the_machine_is_asked() -> None:
    before = datetime.now().replace(second=0, microsecond=0)
    shown, day = dates.now(None), dates.today(None)
    assert before <= shown <= datetime.now()
    assert before.date() <= day <= datetime.now().date()


def test_the_day_is_known_before_babel_is_loaded() -> None:
    program = (
        "import sys\nfrom press import dates\ndates.today('America/New_York')\n"
        "assert not [name for name in sys.modules if name.startswith('babel')]\n"
        "dates.time_in_words(dates.now(None), 'en-US')\nassert 'babel' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=60, check=True)


def test_now_in_a_repeated_hour_is_the_wall_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Twice(InTheEvening):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            assert isinstance(tz, ZoneInfo)
            return datetime(2026, 11, 1, 6, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(wall_clock, "datetime", Twice)
    shown = dates.now("America/New_York")
    assert (shown, shown.fold) == (datetime(2026, 11, 1, 1, 30), 0)

"""Measure cases in turn, in child processes, so that a disturbance of the machine affects all."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).resolve().parent


class Measurement(NamedTuple):
    """One round of one case, or the medians of several rounds.

    ``size`` is that of the PDF in bytes, ``peak`` the peak memory in MB, ``cpu`` in seconds.
    """

    milliseconds: float
    size: float = 0
    peak: float = 0
    cpu: float = 0


class WarmPeer:
    """A peer in a process that makes one page after the other."""

    def __init__(self, peer: str, folder: Path) -> None:
        command = [sys.executable, str(HERE / "serve.py"), peer, str(folder)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def make(self, layout: str, number: int) -> Measurement:
        """Make the page with this number in its summary."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{layout} {number}\n")
        self.process.stdin.flush()
        return Measurement(*map(float, self.process.stdout.readline().split()))

    def maker(self, layout: str) -> Callable[[int], Measurement]:
        """Return a case that makes the page in a layout."""
        return lambda number: self.make(layout, number)

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


class ColdRunner:
    """A runner of whole processes, which measures each from its start to its end."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-S", str(HERE / "launch.py")]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(
        self, command: Sequence[str], environment: Mapping[str, str] | None = None
    ) -> Measurement:
        """Run a command, with further environment variables. It must end with exit code 0."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([command, environment or {}]) + "\n")
        self.process.stdin.flush()
        took, peak, cpu, code = json.loads(self.process.stdout.readline())
        assert code == 0, f"{command} ended with {code}"
        return Measurement(took, 0, peak, cpu)

    def close(self) -> None:
        """End the launcher."""
        self.process.communicate()


def measure_in_turn(
    rounds: int, cases: Mapping[str, Callable[[int], Measurement]], warmed: bool = True
) -> dict[str, Measurement]:
    """Return the medians of each case. A round runs every case once, with the round's number.

    ``warmed`` adds a first round that does not count.
    """
    measurements: dict[str, list[Measurement]] = {name: [] for name in cases}
    for number in range(0 if warmed else 1, rounds + 1):
        for name, run in cases.items():
            measured = run(number)
            if number:
                measurements[name].append(measured)
    return {
        name: Measurement(*(median(column) for column in zip(*several, strict=True)))
        for name, several in measurements.items()
    }

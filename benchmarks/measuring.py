"""How things are timed: children of our own, in turn, so that what disturbs one round disturbs all of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).resolve().parent


class Took(NamedTuple):
    """One round of one peer."""

    milliseconds: float
    size: float = 0  # bytes of the PDF
    peak: float = 0  # MB of memory
    cpu: float = 0  # seconds


class Warm:
    """A peer that runs all the time; ``make`` sends it one page."""

    def __init__(self, peer: str, folder: Path) -> None:
        command = [sys.executable, str(HERE / "serve.py"), peer, str(folder)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def make(self, layout: str, number: int) -> Took:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{layout} {number}\n")
        self.process.stdin.flush()
        return Took(*map(float, self.process.stdout.readline().split()))

    def close(self) -> None:
        self.process.communicate()


class Cold:
    """Whole processes, each from its start to its end, with the most memory that it had."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-S", str(HERE / "launch.py")]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> Took:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([command, environment or {}]) + "\n")
        self.process.stdin.flush()
        took, peak, cpu, code = json.loads(self.process.stdout.readline())
        assert code == 0, f"{command} ended with {code}"
        return Took(took, 0, peak, cpu)

    def close(self) -> None:
        self.process.communicate()


def in_turn(
    rounds: int, cases: Mapping[str, Callable[[int], Took]], warmed: bool = True
) -> dict[str, Took]:
    """The medians of each case; a round runs every case once, and the first does not count where all are to be ``warmed``."""
    taken: dict[str, list[Took]] = {name: [] for name in cases}
    for number in range(0 if warmed else 1, rounds + 1):
        for name, run in cases.items():
            one = run(number)
            if number:
                taken[name].append(one)
    return {
        name: Took(*(median(column) for column in zip(*all_of, strict=True)))
        for name, all_of in taken.items()
    }

"""From the jobs of a builder to their results, with progress, a way to stop, and every problem."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

from press.problems import Failed, Problem
from press.progress import Progress, Stop

T = TypeVar("T")


class JobResults(NamedTuple, Generic[T]):
    """The results of the jobs that succeeded, and the problems of those that failed."""

    results: tuple[T, ...]
    problems: tuple[Problem, ...]
    stopped: bool


def run_jobs(
    outcomes: Iterator[T | Failed], total: int, progress: Progress | None, stop: Stop | None
) -> JobResults[T]:
    """Take each outcome in turn, ``total`` of them, unless ``stop`` says True before one."""
    results: list[T] = []
    problems: list[Problem] = []
    stopped = False
    for done in range(total):
        if progress is not None:
            progress(done, total)
        if stop is not None and stop():
            stopped = True
            break
        outcome = next(outcomes)
        if isinstance(outcome, Failed):
            problems.extend(outcome.problems)
        else:
            results.append(outcome)
    if progress is not None and not stopped:
        progress(total, total)
    return JobResults(tuple(results), tuple(problems), stopped)

"""Helpers of the hostile tests: handouts from raw text, workspaces with raw files, refusals."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from press.brand.brand import Brand, read_brand
from press.build.builder import Builder
from press.content.handout import Handout, filled, parse_handout
from press.problems import CODES, ContentError, Failed, Problem
from press.workspace import open_workspace
from tests.samples import workspace

FILE = "handouts/made.yaml"
NEVER = date(2000, 1, 1)  # a day on which no review is overdue


def parsed(text: str | bytes) -> Handout:
    return parse_handout(
        FILE, text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    )


def quoted(text: str) -> str:
    """Return a text in YAML's double quotes."""
    return json.dumps(text, ensure_ascii=False)


def as_yaml(title: str = "Pain", heading: str = "What now?", body: str = "Rest.") -> str:
    """Return a handout of one section, with each text in double quotes."""
    section = f"  - heading: {quoted(heading)}\n    body: {quoted(body)}\n"
    return f"title: {quoted(title)}\nsections:\n{section}"


def with_value(body: str, value: str, brand: Brand) -> Handout:
    """Return a handout whose body has ``{{ recipient.name }}``, filled with ``value``."""
    return filled(parsed(as_yaml(body=body)), {**brand.values, "recipient": {"name": value}})


def refused(work: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the problems that the work raises: each is one line that any terminal can show."""
    with pytest.raises(ContentError) as caught:
        work()
    return judged(caught.value.problems)


def judged(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems, after a check that each is complete."""
    assert problems
    for problem in problems:
        assert problem.code in CODES
        assert problem.line().isprintable()
        assert problem.message
        assert problem.hint
    return problems


def problems_in(work: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the problems that the work raises, or none; any other exception fails the test."""
    try:
        work()
    except ContentError as error:
        return judged(error.problems)
    return ()


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in problems}


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Assert that the block takes at most this processor time, and ten times as much wall time.

    On a busy computer, wall time says little.
    """
    worked, started = time.process_time(), time.perf_counter()
    yield
    assert time.process_time() - worked < seconds
    assert time.perf_counter() - started < 10 * seconds


def practice(folder: Path, **fields: Any) -> Path:
    """Make a workspace in ``folder`` whose practice.yaml has the required fields and these."""
    required = {
        "name": "Harbor Spine Clinic",
        "address": {"street": "12 Quay Street", "city": "Norfolk"},
        "phone": "757-555-0142",
    }
    workspace(folder, {**required, **fields}, {})
    return folder


def brand_of(folder: Path) -> Brand:
    return read_brand(open_workspace(str(folder)))[0]


def asset(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / "assets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def built(folder: Path, handout: str | None = None) -> list[Problem]:
    """Build the workspace's own handouts into its ``out``, and return all problems."""
    if handout is not None:
        (folder / "handouts" / "made.yaml").write_text(handout, encoding="utf-8", newline="\n")
    names = [path.stem for path in (folder / "handouts").glob("*.yaml")]
    assert names
    problems: list[Problem] = []
    try:
        builder = Builder(open_workspace(str(folder)), names, [], NEVER)
        problems.extend(problem for problem in builder.problems if not problem.remark)
        for outcome in builder.run(str(folder / "out")):
            problems.extend(outcome.problems if isinstance(outcome, Failed) else ())
    except ContentError as error:
        problems.extend(error.problems)
    if problems:
        judged(tuple(problems))
    return problems


def pdf_of(folder: Path) -> bytes:
    """Return the only PDF in the workspace's ``out``."""
    (path,) = (folder / "out").glob("*.pdf")
    return path.read_bytes()

"""What the hostile tests share: handouts from raw text, workspaces with raw files, and what a refusal must look like."""

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
    """A text in YAML's double quotes."""
    return json.dumps(text, ensure_ascii=False)


def as_yaml(title: str = "Pain", heading: str = "What now?", body: str = "Rest.") -> str:
    """A handout of one section, each text in double quotes."""
    return f"title: {quoted(title)}\nsections:\n  - heading: {quoted(heading)}\n    body: {quoted(body)}\n"


def with_value(body: str, value: str, brand: Brand) -> Handout:
    """A handout whose body names ``{{ recipient.name }}``, filled."""
    return filled(parsed(as_yaml(body=body)), {**brand.values, "recipient": {"name": value}})


def refused(work: Callable[[], object]) -> tuple[Problem, ...]:
    """The problems with which the work is refused: each on one line that any terminal can show."""
    with pytest.raises(ContentError) as caught:
        work()
    return judged(caught.value.problems)


def judged(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    assert problems
    for problem in problems:
        assert problem.code in CODES
        assert problem.line().isprintable()
        assert problem.message
        assert problem.hint
    return problems


def problems_in(work: Callable[[], object]) -> tuple[Problem, ...]:
    """The problems, or none; whatever else is raised fails the test."""
    try:
        work()
    except ContentError as error:
        return judged(error.problems)
    return ()


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in problems}


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """The work inside takes no longer of the processor, and does not wait: on a busy machine the clock on the wall tells little."""
    worked, started = time.process_time(), time.perf_counter()
    yield
    assert time.process_time() - worked < seconds
    assert time.perf_counter() - started < 10 * seconds


def practice(folder: Path, **fields: Any) -> Path:
    """A workspace in ``folder`` whose practice.yaml has these fields besides those that it must have."""
    plain = {
        "name": "Harbor Spine Clinic",
        "address": {"street": "12 Quay Street", "city": "Norfolk"},
        "phone": "757-555-0142",
    }
    workspace(folder, {**plain, **fields}, {})
    return folder


def brand_of(folder: Path) -> Brand:
    return read_brand(open_workspace(str(folder)))[0]


def asset(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / "assets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def built(folder: Path, handout: str | None = None) -> list[Problem]:
    """All problems of building the workspace's own handouts; what could be built lies in its ``out``."""
    if handout is not None:
        (folder / "handouts" / "made.yaml").write_text(handout, encoding="utf-8", newline="\n")
    names = [path.stem for path in (folder / "handouts").glob("*.yaml")]
    assert names
    found: list[Problem] = []
    try:
        builder = Builder(open_workspace(str(folder)), names, [], NEVER)
        found.extend(problem for problem in builder.problems if not problem.remark)
        for outcome in builder.run(str(folder / "out")):
            found.extend(outcome.problems if isinstance(outcome, Failed) else ())
    except ContentError as error:
        found.extend(error.problems)
    if found:
        judged(tuple(found))
    return found


def pdf_of(folder: Path) -> bytes:
    """The one PDF in the workspace's ``out``."""
    (path,) = (folder / "out").glob("*.pdf")
    return path.read_bytes()

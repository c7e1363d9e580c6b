"""From the path of a stranger's PDF to the file as a packet can hold it, or to its Problems: read in a child process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from press.binding.insert import Insert
from press.intake import worker
from press.intake.refusals import DAMAGED, MOST_BYTES, TOO_LARGE, TOO_MUCH, IntakeReason
from press.pdf.boxes import PageBox
from press.problems import ContentError, Place, Problem, printable

MEMORY = 1 << 30  # bytes that a child may have
SECONDS = 20  # of work that it may do
PATIENCE = 30  # seconds, by the clock
STOPPED = (-9, -24)  # how a child ends that has used up its time
INHERITED = ("SYSTEMROOT",)  # of the environment; pass phrases may stand in it


class IntakeRequest(NamedTuple):
    """A file to be taken in: its path, where it was asked for, and the language that it is in if it does not say."""

    path: str
    place: Place
    language: str = "en-US"


def take_in(path: str, place: Place, language: str = "en-US") -> Insert:
    """Raises ContentError with all that keeps the file out of a packet, at the place where it was asked for."""
    return take_in_all([IntakeRequest(path, place, language)])[0]


def take_in_all(asked: Sequence[IntakeRequest]) -> list[Insert]:
    """Several at once, each in a process of its own; raises ContentError with the problems of all."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        answers = list(pool.map(_answer, asked))
    problems = [
        _problem(one, reason)
        for one, answer in zip(asked, answers, strict=True)
        for reason in _reasons(answer)
    ]
    if problems:
        raise ContentError(problems)
    return [answer for answer in answers if isinstance(answer, Insert)]


def accessibility_problem(taken: Insert, place: Place, accepted: bool) -> Problem | None:
    """What is to be said of a file that no screen reader can read well; a remark where the part says ``accessible: false``."""
    if taken.accessible:
        return None
    more = f" (and {len(taken.why) - 1} more)" if len(taken.why) > 1 else ""
    message = f"'{printable(taken.name)}' cannot be read by a screen reader, or not well: {taken.why[0]}{more}"
    if accepted:
        return Problem(
            place,
            "K11",
            message,
            "The packet says which pages these are; give their text in another form to who asks",
        )
    hint = "Ask who made it for a tagged PDF; or write 'accessible: false' here, and the packet says which pages these are"
    return Problem(place, "K10", message, hint)


def _reasons(answer: Insert | list[IntakeReason]) -> list[IntakeReason]:
    return answer if isinstance(answer, list) else []


def _problem(asked: IntakeRequest, reason: IntakeReason) -> Problem:
    name = f"'{printable(os.path.basename(asked.path))}'"
    subject = f"Page {reason.page} of {name}" if reason.page else name
    return Problem(asked.place, reason.code, f"{subject} {reason.says}", reason.hint)


def _answer(asked: IntakeRequest) -> Insert | list[IntakeReason]:
    try:
        with open(asked.path, "rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        return [IntakeReason("K01", f"cannot be read ({error.strerror})", "Check its name")]
    if len(data) > MOST_BYTES:
        return [TOO_LARGE]
    question = (
        json.dumps({"language": asked.language, "memory": MEMORY, "seconds": SECONDS}).encode(
            "ascii"
        )
        + b"\n"
    )
    try:
        done = subprocess.run(  # noqa: S603 -- this Python, and a file of ours
            [sys.executable, "-I", worker.__file__], input=question + data, capture_output=True, check=False, timeout=PATIENCE,
            env={name: os.environ[name] for name in INHERITED if name in os.environ},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return [TOO_MUCH]
    if done.returncode == worker.BUG:
        raise RuntimeError(
            f"{os.path.basename(asked.path)} was not taken in:\n{done.stderr.decode(errors='replace')}"
        )
    return _read(asked, done)


def _read(
    asked: IntakeRequest, done: subprocess.CompletedProcess[bytes]
) -> Insert | list[IntakeReason]:
    """What a child said that came to its end; one that did not was stopped by its limits, or broke down over the file."""
    if done.returncode:
        return [TOO_MUCH if done.returncode in STOPPED else DAMAGED]
    line, _, data = done.stdout.partition(b"\n")
    told: dict[str, Any] = json.loads(line)
    if "reasons" in told:
        return [IntakeReason(*reason) for reason in told["reasons"]]
    return Insert(
        name=os.path.basename(asked.path),
        data=data,
        sizes=tuple((width, height) for width, height in told["sizes"]),
        seen=tuple(PageBox(*box) if box else None for box in told["seen"]),
        language=told["language"],
        tagged=told["tagged"],
        accessible=told["tagged"] and not told["why"],
        why=tuple(told["why"]),
        archive=told["archive"],
    )

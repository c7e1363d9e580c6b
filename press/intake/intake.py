"""From the path of a third-party PDF to an insert, or to its Problems; a child process reads it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from press.binding.insert import Insert
from press.files import TooLargeError, read_regular
from press.intake import worker
from press.intake.refusals import DAMAGED, MAX_BYTES, TOO_LARGE, TOO_MUCH, IntakeReason
from press.pdf.boxes import PageBox
from press.problems import ContentError, Place, Problem, printable

MEMORY = 1 << 30  # bytes for a child process
SECONDS = 20  # of processor time for a child process
PATIENCE = 30  # seconds of real time
STOPPED = (-9, -24)  # exit codes of a child that used up its time
INHERITED = ("SYSTEMROOT",)  # the only environment variable: others may hold pass phrases


class IntakeRequest(NamedTuple):
    """A file to take in: its path, the place that names it, and its language if it has none."""

    path: str
    place: Place
    language: str = "en-US"


def take_in(path: str, place: Place, language: str = "en-US") -> Insert:
    """Return the insert for a file.

    Raises ContentError with all reasons to refuse the file, at the place that names it.
    """
    return take_in_all([IntakeRequest(path, place, language)])[0]


def take_in_all(requests: Sequence[IntakeRequest]) -> list[Insert]:
    """Return the inserts for several files, each read by a process of its own.

    Raises ContentError with the problems of all files.
    """
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        answers = list(pool.map(_answer, requests))
    problems = [
        _problem(request, reason)
        for request, answer in zip(requests, answers, strict=True)
        for reason in _reasons(answer)
    ]
    if problems:
        raise ContentError(problems)
    return [answer for answer in answers if isinstance(answer, Insert)]


def accessibility_problem(insert: Insert, place: Place, accepted: bool) -> Problem | None:
    """Return the problem of an insert that screen readers cannot read well; None if they can.

    It is only a remark if the part says ``accessible: false``.
    """
    if insert.accessible:
        return None
    more = f" (and {len(insert.faults) - 1} more)" if len(insert.faults) > 1 else ""
    name, fault = printable(insert.name), insert.faults[0]
    message = f"'{name}' cannot be read by a screen reader, or not well: {fault}{more}"
    if accepted:
        hint = "The packet says which pages these are; give their text in another form to who asks"
        return Problem(place, "K11", message, hint)
    hint = (
        "Ask who made it for a tagged PDF; or write 'accessible: false' here, "
        "and the packet says which pages these are"
    )
    return Problem(place, "K10", message, hint)


def _reasons(answer: Insert | list[IntakeReason]) -> list[IntakeReason]:
    return answer if isinstance(answer, list) else []


def _problem(request: IntakeRequest, reason: IntakeReason) -> Problem:
    name = f"'{printable(os.path.basename(request.path))}'"
    subject = f"Page {reason.page} of {name}" if reason.page else name
    return Problem(request.place, reason.code, f"{subject} {reason.predicate}", reason.hint)


def _answer(request: IntakeRequest) -> Insert | list[IntakeReason]:
    """Read a file in a child process.

    Raises RuntimeError with the child's traceback if the child fails by a bug of ours.
    """
    try:
        data = read_regular(request.path, MAX_BYTES)
    except TooLargeError:
        return [TOO_LARGE]
    except OSError as error:
        return [IntakeReason("K01", f"cannot be read ({error.strerror})", "Check its name")]
    question = json.dumps({"language": request.language, "memory": MEMORY, "seconds": SECONDS})
    try:
        finished = subprocess.run(  # noqa: S603 -- this Python, and a file of ours
            [sys.executable, "-I", worker.__file__],
            input=question.encode("ascii") + b"\n" + data,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            env={name: os.environ[name] for name in INHERITED if name in os.environ},
        )
    except subprocess.TimeoutExpired:
        return [TOO_MUCH]
    if finished.returncode == worker.BUG:
        name, errors = os.path.basename(request.path), finished.stderr.decode(errors="replace")
        raise RuntimeError(f"{name} was not taken in:\n{errors}")
    return _read_answer(request, finished)


def _read_answer(
    request: IntakeRequest, finished: subprocess.CompletedProcess[bytes]
) -> Insert | list[IntakeReason]:
    """Return what a child process answered.

    A child that ended early ran into its limits, or crashed over the file.
    """
    if finished.returncode:
        return [TOO_MUCH if finished.returncode in STOPPED else DAMAGED]
    line, _, data = finished.stdout.partition(b"\n")
    answer: dict[str, Any] = json.loads(line)
    if "reasons" in answer:
        return [IntakeReason(*reason) for reason in answer["reasons"]]
    return Insert(
        name=os.path.basename(request.path),
        data=data,
        sizes=tuple((width, height) for width, height in answer["sizes"]),
        ink_boxes=tuple(PageBox(*box) if box else None for box in answer["ink_boxes"]),
        language=answer["language"],
        tagged=answer["tagged"],
        accessible=answer["tagged"] and not answer["faults"],
        faults=tuple(answer["faults"]),
        archive=answer["archive"],
    )

"""From a third-party PDF on standard input to a rebuilt one, or to the reasons to refuse it.

This is the program of a child process, with limited memory and time: no other process reads the
file. A line of JSON comes before the file on standard input; the answer on standard output is a
line of JSON, then the rebuilt file. It is run by its path: ``python -I worker.py``.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import Any

BUG = 70  # the exit code for a bug of ours
HERE = os.path.dirname(os.path.abspath(__file__))


def main() -> int:
    """Answer a question and return the exit code.

    An exception that the file causes becomes a reason. For an exception of our own code the
    traceback is printed, and the exit code is BUG.
    """
    output = _own_output()
    question = json.loads(sys.stdin.buffer.readline())
    _limit(question["memory"], question["seconds"])
    sys.path.insert(0, os.path.dirname(os.path.dirname(HERE)))
    # Encrypted files are refused, and this module takes long to load.
    sys.modules["cryptography"] = None  # type: ignore[assignment]
    from press.intake.refusals import DAMAGED, TOO_MUCH, IntakeRefusedError

    data = sys.stdin.buffer.read()
    answer: dict[str, Any]
    rebuilt = b""
    try:
        answer, rebuilt = _process(data, question["language"])
    except IntakeRefusedError as refused:
        answer = {"reasons": refused.reasons}
    except (MemoryError, RecursionError):
        answer = {"reasons": [TOO_MUCH]}
    except Exception as error:
        if is_ours(error):
            traceback.print_exc()
            return BUG
        answer = {"reasons": [DAMAGED]}
    with os.fdopen(output, "wb") as stream:
        stream.write(json.dumps(answer).encode("ascii") + b"\n" + rebuilt)
    return 0


def _process(data: bytes, language: str) -> tuple[dict[str, Any], bytes]:
    from press.intake.pipeline import process

    return process(data, language)


def is_ours(error: BaseException) -> bool:
    """Return True if only our own code was running when the error, or its cause, was raised.

    A broken file can make a library raise anything, so an error from a library is not ours.
    """
    while error.__cause__ is not None:
        error = error.__cause__
    own = os.path.dirname(HERE) + os.sep
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    return all(file.startswith(own) for file in files)


def _own_output() -> int:
    """Return a copy of standard output for the answer, and send all other output to errors.

    So nothing that a library prints gets into the answer.
    """
    output = os.dup(1)
    os.dup2(2, 1)
    return output


def _limit(memory: int, seconds: int) -> None:
    """Limit the memory (bytes) and processor time of this process, and switch off core dumps.

    Windows has no such limits. There the timeout of the parent process is the only one.
    """
    if sys.platform == "win32":
        return
    import resource

    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    raise SystemExit(main())

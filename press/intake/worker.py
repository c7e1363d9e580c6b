"""The program of a child process: a stranger's PDF comes in, a clean one goes out, or the reasons why not.

It has so much memory and time and no more, and nothing of the file is read anywhere else. The file stands on its standard
input, after a line of JSON; the answer on its standard output, too. Run by its path: ``python -I child.py``.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import Any

BUG = 70  # the exit code where the mistake is ours
HERE = os.path.dirname(os.path.abspath(__file__))


def main() -> int:
    """What is raised because of the file is a reason; what is raised by our own doing is told as it is, and ends in BUG."""
    answer = _own_output()
    asked = json.loads(sys.stdin.buffer.readline())
    _limit(asked["memory"], asked["seconds"])
    sys.path.insert(0, os.path.dirname(os.path.dirname(HERE)))
    sys.modules["cryptography"] = None  # type: ignore[assignment]  # what is encrypted is refused, and loading it takes long
    from press.intake.refusals import DAMAGED, TOO_MUCH, IntakeRefusedError

    data = sys.stdin.buffer.read()
    told: dict[str, Any]
    made = b""
    try:
        told, made = _taken(data, asked["language"])
    except IntakeRefusedError as refused:
        told = {"reasons": refused.reasons}
    except (MemoryError, RecursionError):
        told = {"reasons": [TOO_MUCH]}
    except Exception as error:
        if is_ours(error):
            traceback.print_exc()
            return BUG
        told = {"reasons": [DAMAGED]}
    with os.fdopen(answer, "wb") as stream:
        stream.write(json.dumps(told).encode("ascii") + b"\n" + made)
    return 0


def _taken(data: bytes, language: str) -> tuple[dict[str, Any], bytes]:
    from press.intake.pipeline import taken

    return taken(data, language)


def is_ours(error: BaseException) -> bool:
    """True if no other program's code was running when it was raised, or when what caused it was: a broken file can cause any."""
    while error.__cause__ is not None:
        error = error.__cause__
    own = os.path.dirname(HERE) + os.sep
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    return all(file.startswith(own) for file in files)


def _own_output() -> int:
    """The standard output, for the answer alone: what libraries have to say goes where errors go."""
    answer = os.dup(1)
    os.dup2(2, 1)
    return answer


def _limit(memory: int, seconds: int) -> None:
    """Memory, work, and nothing left behind; where the system has no such limits, the parent's clock is all there is."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    raise SystemExit(main())

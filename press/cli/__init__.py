"""The command, ``make-pdf`` or ``python make_pdf.py``: it parses, calls a service and prints.

``--help`` and ``list`` load neither ReportLab nor pydantic.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from press.cli.console import DONE, LACKING, WRONG_CALL, WRONG_CONTENT, report
from press.cli.garbage import collected_rarely
from press.cli.options import parser, with_verb
from press.cli.spelling import PROGRAM
from press.cli.verbs import VERBS
from press.problems import ContentError

__all__ = ["DONE", "LACKING", "VERBS", "WRONG_CALL", "WRONG_CONTENT", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return the exit code; ``arguments`` are the program's own by default.

    0: done. 1: something in the content is wrong. 2: the command line is wrong. 3: this machine
    lacks something. 130: the user stopped it.
    """
    _write_utf8()
    options = parser().parse_args(with_verb(list(sys.argv[1:] if arguments is None else arguments)))
    try:
        with collected_rarely():
            return int(options.run(options))
    except ContentError as error:
        return report(error.problems)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "press":
            raise
        hint = "Install what the program needs: python -m pip install -c constraints.txt ."
        print(f"{PROGRAM}: this Python lacks the package '{error.name}'. {hint}", file=sys.stderr)
        return LACKING
    except BrokenPipeError:  # the reader of the output has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print(f"{PROGRAM}: stopped; finished files are whole", file=sys.stderr)
        return 130


def _write_utf8() -> None:
    """Make the output UTF-8: a Windows pipe would refuse the · and the é of a handout."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure and not _is_utf8(stream):
            reconfigure(encoding="utf-8", errors="replace")


def _is_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "") == "utf8"

"""The command, ``make-pdf`` or ``python make_pdf.py``: it parses, calls a service and prints.

``--help`` and ``list`` load neither ReportLab nor pydantic.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext

try:
    from press.cli.console import DONE, LACKING, WRONG_CALL, WRONG_CONTENT, report
    from press.cli.garbage import collected_rarely
    from press.cli.options import parser, with_verb
    from press.cli.signals import Terminated, raised_signals
    from press.cli.spelling import PROGRAM
    from press.cli.streams import guarded_output
    from press.cli.verbs import VERBS, near_verb
    from press.problems import ContentError
except KeyboardInterrupt:  # before there is anything to stop
    print("make-pdf: stopped; nothing was made", file=sys.stderr)
    raise SystemExit(130) from None

__all__ = ["DONE", "LACKING", "VERBS", "WRONG_CALL", "WRONG_CONTENT", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return the exit code; ``arguments`` are the program's own by default.

    0: done. 1: something in the content is wrong. 2: the command line is wrong. 3: this machine
    lacks something, such as room for the output. 130: the user stopped it. 143 and 129: SIGTERM
    and SIGHUP ended it.
    """
    with guarded_output() as output:
        code, stopped = DONE, False
        try:
            with raised_signals():
                code = _run(list(sys.argv[1:] if arguments is None else arguments))
        except SystemExit:
            stopped = True
            raise
        except KeyboardInterrupt as stop:
            print(f"{PROGRAM}: stopped; finished files are whole", file=sys.stderr)
            code = 128 + stop.number if isinstance(stop, Terminated) else 130
        finally:
            is_written = output.finish()
            if stopped and not is_written:
                raise SystemExit(LACKING)
    return code if is_written or code != DONE else LACKING


def _run(arguments: list[str]) -> int:
    completed = with_verb(arguments)
    try:
        options = parser().parse_args(completed)
    except SystemExit as error:
        changed = (old for old, new in zip(arguments, completed, strict=False) if old != new)
        if error.code == WRONG_CALL and (near := near_verb(next(changed, ""))):
            print(f"{PROGRAM}: did you mean the verb '{near}'?", file=sys.stderr)
        raise
    try:
        # A mailing reads lists of a million rows: garbage that is kept costs 25 MB there.
        with nullcontext() if options.verb == "mail" else collected_rarely():
            return int(options.run(options))
    except ContentError as error:
        return report(error.problems)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "press":
            raise
        hint = "Install what the program needs: python -m pip install -c constraints.txt ."
        print(f"{PROGRAM}: this Python lacks the package '{error.name}'. {hint}", file=sys.stderr)
        return LACKING
    except EOFError:  # a question, and nobody who answers it
        print(f"{PROGRAM}: the input ended before all was answered", file=sys.stderr)
        return WRONG_CONTENT

"""From a file, an environment variable or a terminal to a pass phrase; never from the command line.

Other users of the machine can see a command line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from getpass import getpass

from press.pdf.encrypt import LONGEST, unfit
from press.problems import ContentError, Place, Problem

VARIABLE = "HANDOUT_PRESS_PASSPHRASE"


def read_passphrase(file: str | None = None, ask: Callable[[str], str] | None = None) -> str:
    """Return the first line of the file, else the variable, else what is typed twice alike.

    The variable is removed, so that no other program that is started inherits it. ``ask`` takes the
    place of a terminal. Raises ContentError if there is no pass phrase, or an unfit one.
    """
    if file is not None:
        return _checked(_first_line(file), file)
    if (value := os.environ.pop(VARIABLE, None)) is not None:
        return _checked(value, VARIABLE)
    if ask is None and not sys.stdin.isatty():
        raise _refused(
            "--protect",
            "There is no pass phrase",
            f"Set {VARIABLE}, or name a file that has it in its first line",
        )
    ask = ask or getpass
    typed = _checked(ask("Pass phrase: "), "--protect")
    if ask("Once more: ") != typed:
        raise _refused("--protect", "The pass phrase was typed in two ways", "Type it again")
    return typed


def _first_line(file: str) -> str:
    try:
        with open(file, encoding="utf-8-sig") as stream:
            return stream.readline(4 * LONGEST).rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise _refused(
            file,
            "The file with the pass phrase cannot be read",
            "Check its name, and save it as plain text",
        ) from None


def _checked(passphrase: str, source: str) -> str:
    if reason := unfit(passphrase):
        raise _refused(source, *reason)
    return passphrase


def _refused(source: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(Place(source), "K12", message, hint)])

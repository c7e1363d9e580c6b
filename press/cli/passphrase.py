"""Where a pass phrase comes from: a file, a variable, or whoever sits at the terminal. Never the command line, which others see."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from getpass import getpass

from press.pdf.encrypt import LONGEST, unfit
from press.problems import ContentError, Place, Problem

VARIABLE = "HANDOUT_PRESS_PASSPHRASE"


def read_passphrase(file: str | None = None, ask: Callable[[str], str] | None = None) -> str:
    """Of the file's first line, else of the variable, else what is typed, twice alike; raises ContentError.

    The variable is gone afterwards, so that no other program that is started inherits it. ``ask`` stands in for a terminal.
    """
    if file is not None:
        return _checked(_first_line(file), file)
    if (found := os.environ.pop(VARIABLE, None)) is not None:
        return _checked(found, VARIABLE)
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


def _checked(passphrase: str, where: str) -> str:
    if reason := unfit(passphrase):
        raise _refused(where, *reason)
    return passphrase


def _refused(where: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(Place(where), "K12", message, hint)])

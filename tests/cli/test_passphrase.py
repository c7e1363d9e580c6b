"""A pass phrase comes from a file, a variable or a terminal, and is never printed."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.cli.passphrase import VARIABLE, read_passphrase
from press.problems import ContentError

PHRASE = "four words nobody guesses"


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def typing(*answers: str) -> Iterator[str]:
    yield from answers


def line(**arguments: object) -> str:
    with pytest.raises(ContentError) as raised:
        read_passphrase(**arguments)  # type: ignore[arg-type]
    (problem,) = raised.value.problems
    return problem.line()


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\nanother line\n"])
def test_the_first_line_of_a_file(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "another one that is not asked")
    file = tmp_path / "phrase.txt"
    file.write_bytes(b"\xef\xbb\xbf" + (PHRASE + ending).encode())
    assert read_passphrase(str(file)) == PHRASE


def test_the_variable_is_gone_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PHRASE)
    assert read_passphrase() == PHRASE
    assert VARIABLE not in os.environ


def test_it_is_asked_for_twice_on_a_terminal() -> None:
    typed = typing(PHRASE, PHRASE)
    assert read_passphrase(ask=lambda _: next(typed)) == PHRASE
    typed = typing(PHRASE, PHRASE + "!")
    assert (
        line(ask=lambda _: next(typed))
        == "--protect:1:1: K12 The pass phrase was typed in two ways. Type it again."
    )


def test_what_is_wrong_is_said_without_the_phrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert line() == (
        f"--protect:1:1: K12 There is no pass phrase. Set {VARIABLE}, "
        "or name a file that has it in its first line."
    )
    monkeypatch.chdir(tmp_path)
    assert line(file="none.txt") == (
        "none.txt:1:1: K12 The file with the pass phrase cannot be read. "
        "Check its name, and save it as plain text."
    )
    monkeypatch.setenv(VARIABLE, "hunter2")
    assert line() == (
        f"{VARIABLE}:1:1: K12 The pass phrase is so short that a computer would soon find it. "
        "Take several words that nobody would guess, 12 characters or more."
    )
    monkeypatch.setenv(VARIABLE, "")
    assert line().startswith(f"{VARIABLE}:1:1: K12 The pass phrase is empty. ")
    typed = typing("hunter2")
    assert "hunter2" not in line(ask=lambda _: next(typed))

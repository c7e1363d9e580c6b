"""A program that is told to end removes what is unfinished, as with Ctrl-C."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from press import cli
from press.cli.signals import Terminated, raised_signals
from tests.mail.letters import a_workspace
from tests.mail.test_run import a_list, people
from tests.samples import STOCK

posix = pytest.mark.skipif(os.name != "posix", reason="signals and modes of POSIX")
ENDING = [signal.SIGTERM, *([signal.SIGHUP] if os.name == "posix" else [])]
SLOW = """
import sys, time
from press.mail.letters.compose import LetterComposer
from press import cli
right = LetterComposer.letter
def letter(self, recipient):
    time.sleep(0.2)
    sys.__stdout__.write("begun\\n")
    sys.__stdout__.flush()
    return right(self, recipient)
LetterComposer.letter = letter
sys.exit(cli.main(sys.argv[1:]))
"""


@posix
@pytest.mark.parametrize("number", [*ENDING, signal.SIGINT])
def test_a_run_that_is_ended_leaves_nothing(number: int, tmp_path: Path) -> None:
    workspace, listed = a_workspace(tmp_path / "practice"), a_list(tmp_path, people(9))
    command = [sys.executable, "-c", SLOW, "--workspace", str(workspace), "mail", "letter"]
    command += [str(listed), "--output", str(tmp_path / "out"), "--tray", "1"]
    environment = {**os.environ, "PYTHONPATH": str(STOCK)}
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert child.stdout
    for _ in range(3):
        assert child.stdout.readline() == "begun\n"
    (unfinished,) = (tmp_path / "out").iterdir()
    assert unfinished.name.endswith(".tmp")
    child.send_signal(number)
    _, message = child.communicate(timeout=20)
    assert list((tmp_path / "out").iterdir()) == []
    assert message == "make-pdf: stopped; finished files are whole\n"
    assert child.returncode == 128 + number


@posix
@pytest.mark.parametrize("umask", [0, 0o022])
def test_the_default_folders_are_for_their_owner_alone(
    umask: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, listed = a_workspace(tmp_path / "practice"), a_list(tmp_path, people(1))
    monkeypatch.chdir(tmp_path)
    before = os.umask(umask)
    try:
        assert cli.main(["--workspace", str(workspace), "mail", "letter", str(listed)]) == cli.DONE
    finally:
        os.umask(before)
    (folder,) = tmp_path.rglob("out/mailings")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def _ended_by(number: int, at_the_end: Callable[[], None] = lambda: None) -> None:
    """Send a signal to this program, and wait for it."""
    with raised_signals():
        try:
            os.kill(os.getpid(), number)
            time.sleep(5)
        finally:
            at_the_end()


@posix
@pytest.mark.parametrize("number", ENDING)
def test_the_signals_do_afterwards_what_they_did_before(number: int) -> None:
    with pytest.raises(Terminated) as raised:
        _ended_by(number)
    assert raised.value.number == number
    assert signal.getsignal(number) is signal.SIG_DFL


@posix
def test_a_second_signal_does_not_stop_the_removal() -> None:
    removed = []

    def remove() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGHUP)
        time.sleep(0.05)
        removed.append(True)

    with pytest.raises(Terminated):
        _ended_by(signal.SIGTERM, remove)
    assert removed == [True]


@posix
def test_what_is_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with raised_signals():
            os.kill(os.getpid(), signal.SIGHUP)
            time.sleep(0.05)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_thread_runs_as_well() -> None:
    done = []

    def run() -> None:
        with raised_signals():
            done.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert done == [True]

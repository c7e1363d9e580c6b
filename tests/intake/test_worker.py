"""The child process: what it loads and inherits, and which errors are bugs of ours."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from press.intake import worker
from press.intake.worker import is_ours
from press.pdf.objects import Objects
from tests.conformance.samples import good
from tests.intake.intake_samples import taken

QUESTION = json.dumps({"language": "en-US", "memory": 1 << 30, "seconds": 20}).encode() + b"\n"
WATCHED = """
import os, runpy, sys
sys.argv = [{worker!r}]
try:
    runpy.run_path({worker!r}, run_name="__main__")
except SystemExit as left:
    unwanted = {{"reportlab", "cryptography", "yaml", "jinja2", "socket"}}
    names = sorted({{name.partition(".")[0] for name in sys.modules}} & unwanted)
    print([left.code, [name for name in names if sys.modules[name]]], file=sys.stderr)
"""


def test_it_loads_no_more_than_it_needs() -> None:
    """Neither sockets, nor a composer of pages, nor decryption."""
    program = WATCHED.format(worker=worker.__file__)
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        input=QUESTION + good(),
        capture_output=True,
        check=True,
    )
    answer = json.loads(done.stdout.partition(b"\n")[0])
    assert answer["tagged"]
    assert done.stderr.decode().strip().splitlines()[-1] == "[0, []]"


def test_it_inherits_no_pass_phrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, str]] = []
    run = subprocess.run

    def watched(*arguments: object, **named: object) -> object:
        asked.append(named["env"])  # type: ignore[arg-type]
        return run(*arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setenv("HANDOUT_PRESS_PASSPHRASE", "correct horse battery staple")
    monkeypatch.setattr(subprocess, "run", watched)
    assert taken(good(), tmp_path).accessible
    assert asked
    assert set(asked[0]) <= {"SYSTEMROOT"}


BROKEN = """
from press.intake import pipeline, worker
pipeline.changed_pages = None
raise SystemExit(worker.main())
"""


def test_a_bug_of_ours_is_no_fault_of_the_file() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN], input=QUESTION + good(), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (worker.BUG, b"")
    assert b"TypeError: 'NoneType' object is not callable" in done.stderr
    done = subprocess.run(
        [sys.executable, "-c", BROKEN], input=QUESTION + b"%PDF-", capture_output=True, check=False
    )
    assert (done.returncode, json.loads(done.stdout)["reasons"][0][0]) == (0, "K01")


def test_a_bug_of_ours_keeps_its_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = subprocess.CompletedProcess((), worker.BUG, b"", b"Traceback: here")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
    with pytest.raises(RuntimeError, match=r"consent\.pdf was not taken in:\nTraceback: here"):
        taken(good(), tmp_path)


def test_an_error_of_a_library_is_not_ours() -> None:
    def of(make: object) -> bool:
        try:
            make()  # type: ignore[operator]
        except Exception as error:
            return is_ours(error)
        raise AssertionError

    assert not of(lambda: Objects(b"nothing"))  # this file is outside press/, like any library


def test_an_error_in_our_own_modules_alone_is_ours() -> None:
    program = (
        "import sys; from press.intake.worker import is_ours\n"
        "from press.pdf import boxes\n"
        "def run():\n    boxes.inverse((0, 0, 0, 0, 0, 0))\n"
        "try:\n    run()\nexcept ZeroDivisionError as error:\n"
        "    error.__traceback__ = error.__traceback__.tb_next.tb_next\n    print(is_ours(error))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert done.stdout == "True\n"

"""A run's folder: whole or not at all, and removed if the program that made it was killed."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from press import cli
from press.mail.run.folder import new_folder, remove_abandoned
from press.problems import ContentError
from tests.mail.test_run import a_list, mail, people, the_run

MAKING = """
import sys, time
from press.mail.run.folder import new_folder
with new_folder(sys.argv[1]) as inside:
    open(inside + "/letters.pdf", "w").write("Dear")
    print("begun", flush=True)
    time.sleep(60)
"""
posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such lock")


def test_a_folder_comes_whole(tmp_path: Path) -> None:
    with new_folder(str(tmp_path / "letter.abc123")) as inside:
        assert stat.S_IMODE(os.stat(inside).st_mode) == 0o700
        Path(inside, "one").write_text("1")
        assert not (tmp_path / "letter.abc123").exists()
    assert os.listdir(tmp_path) == ["letter.abc123"]
    assert os.listdir(tmp_path / "letter.abc123") == ["one"]


def test_a_folder_in_which_something_fails_does_not_come_and_is_not_said_to_have_failed_itself(
    tmp_path: Path,
) -> None:
    def make(read: str) -> None:
        with new_folder(str(tmp_path / "letter.abc123")) as inside:
            Path(inside, "one").write_text("1")
            Path(inside, read).read_text()

    with pytest.raises(FileNotFoundError):
        make("two")
    assert os.listdir(tmp_path) == []


@posix
def test_what_a_killed_run_left_goes_with_the_next_and_what_one_is_making_stays(
    tmp_path: Path,
) -> None:
    maker = subprocess.Popen(
        [sys.executable, "-c", MAKING, str(tmp_path / "letter.abc123")],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert maker.stdout
        assert maker.stdout.readline() == "begun\n"
        left = tmp_path / ".letter.abc123.tmp"
        remove_abandoned(str(tmp_path))
        assert os.listdir(left) == ["letters.pdf"], "it is being made"
        with (
            pytest.raises(ContentError, match="M57 This run is being made at this moment"),
            new_folder(str(tmp_path / "letter.abc123")),
        ):
            pass
        assert os.listdir(left) == ["letters.pdf"], "and nobody else touches it"
        maker.send_signal(signal.SIGKILL)
        maker.wait(10)
        assert os.listdir(left) == ["letters.pdf"]
        with new_folder(str(tmp_path / "other.def456")):
            assert not left.exists()
    finally:
        maker.kill()
        maker.wait(10)
        assert maker.stdout
        maker.stdout.close()


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "kept").write_text("")
    out = tmp_path / "out"
    out.mkdir()
    (out / ".letter.abc123.tmp").symlink_to(other)
    with pytest.raises(ContentError, match="M57"), new_folder(str(out / "letter.abc123")):
        pass
    assert os.listdir(other) == ["kept"]


def test_what_is_not_a_run_s_is_left_alone(tmp_path: Path) -> None:
    for name in (".letter.tmp", ".git", "letter.abc123.tmp", ".letter.abc1234.tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / ".file.abc123.tmp").write_text("")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".link.abc123.tmp").symlink_to(tmp_path / "elsewhere")
    before = sorted(os.listdir(tmp_path))
    remove_abandoned(str(tmp_path))
    assert sorted(os.listdir(tmp_path)) == before


@posix
def test_a_run_takes_away_what_another_left(tmp_path: Path) -> None:
    left = tmp_path / "out" / ".letter.abc123.tmp"
    left.mkdir(parents=True)
    (left / "abc123.print-1.pdf").write_text("Dear")
    assert mail(tmp_path, "letter", a_list(tmp_path, people(1))) == cli.DONE
    assert os.listdir(tmp_path / "out") == [the_run(tmp_path).name]

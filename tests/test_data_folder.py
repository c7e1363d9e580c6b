"""The data folder and its key: for their owner alone, made once, and never guessed from outside."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from press import data_folder
from press.data_folder import fingerprint, machine_key

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "below" / "data"
    monkeypatch.setenv("HANDOUT_PRESS_DATA", str(path))
    return path


def test_the_key_is_made_once(folder: Path) -> None:
    first = machine_key()
    assert first is not None
    assert len(first) == 32
    assert machine_key() == first
    assert [path.name for path in folder.iterdir()] == ["fingerprint.key"]


@POSIX
@pytest.mark.parametrize("umask", [0, 0o077, 0o777 & ~0o700])
def test_it_is_for_its_owner_alone_whatever_the_umask(folder: Path, umask: int) -> None:
    folder.parent.mkdir()
    before = os.umask(umask)
    try:
        assert machine_key()
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "fingerprint.key").stat().st_mode) == 0o600


@POSIX
def test_a_folder_that_others_write_to_is_not_used(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert machine_key() is None


@POSIX
@pytest.mark.parametrize("kind", ["a pipe", "a link", "too short", "a folder"])
def test_a_key_that_is_none_is_not_used(folder: Path, kind: str) -> None:
    folder.mkdir(parents=True)
    path = folder / "fingerprint.key"
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a link":
        path.symlink_to("/dev/zero")
    elif kind == "a folder":
        path.mkdir()
    else:
        path.write_bytes(b"short")
    assert machine_key() is None
    assert [entry.name for entry in folder.iterdir()] == ["fingerprint.key"]


def test_a_file_in_the_folders_place_is_no_folder(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("x", encoding="utf-8")
    assert machine_key() is None


def test_the_run_that_was_quicker_has_the_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two first runs at once agree on one key."""
    folder.mkdir(parents=True, mode=0o700)
    place = data_folder._place_new

    def late(temporary: str, path: str) -> None:
        Path(path).write_bytes(b"k" * 32)
        place(temporary, path)

    monkeypatch.setattr(data_folder, "_place_new", late)
    assert machine_key() == b"k" * 32


def test_a_fingerprint_depends_on_the_key_and_on_each_part() -> None:
    marks = {
        fingerprint(key, *parts)
        for key in (b"a" * 32, b"b" * 32)
        for parts in (("a", "b"), ("ab", ""), ("", "ab"), ("a", "b", ""), ("b", "a"))
    }
    assert len(marks) == 10
    assert fingerprint(b"a" * 32, "\ud800") != fingerprint(b"a" * 32, "?")


def test_the_usual_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HANDOUT_PRESS_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert data_folder.data_folder() == str(tmp_path / "handout-press")
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_folder.data_folder() == str(tmp_path / ".local" / "share" / "handout-press")

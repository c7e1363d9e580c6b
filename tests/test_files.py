"""A file is the old one or the new one, complete, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from press.files import (
    NotRegularError,
    TooLargeError,
    file_digest,
    make_private_folder,
    read_regular,
    write_atomically,
)
from press.problems import ContentError

posix = pytest.mark.skipif(os.name != "posix", reason="file modes and signals are POSIX's")


def test_the_old_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / "it.pdf"
    write_atomically(str(file), b"old")
    write_atomically(str(file), b"new")
    assert file.read_bytes() == b"new"
    assert [path.name for path in file.parent.iterdir()] == ["it.pdf"]


@posix
def test_a_file_has_the_users_mode_or_is_private(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(str(tmp_path / "generic.pdf"), b"x")
        write_atomically(str(tmp_path / "private.pdf"), b"x", private=True)
    finally:
        os.umask(before)
    assert (tmp_path / "generic.pdf").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "private.pdf").stat().st_mode & 0o777 == 0o600


def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "it.pdf"
    file.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ContentError) as caught:
        write_atomically(str(file), b"new")
    assert [problem.code for problem in caught.value.problems] == ["W03"]
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["it.pdf"]


@posix
def test_a_link_is_replaced_and_its_target_is_unchanged(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"kept")
    (tmp_path / "it.pdf").symlink_to(tmp_path / "kept")
    write_atomically(str(tmp_path / "it.pdf"), b"new")
    assert (tmp_path / "kept").read_bytes() == b"kept"
    assert not (tmp_path / "it.pdf").is_symlink()


@posix
def test_killed_at_any_moment_the_file_is_old_or_new(tmp_path: Path) -> None:
    file, old, new = tmp_path / "it.pdf", b"o" * 3_000_000, b"n" * 3_000_000
    loop = (
        "import sys; from press.files import write_atomically\n"
        "while True:\n"
        f"    write_atomically({str(file)!r}, b'n' * 3_000_000)\n"
        f"    write_atomically({str(file)!r}, b'o' * 3_000_000)"
    )
    kills = 0
    for round_ in range(20):
        file.write_bytes(old)
        child = subprocess.Popen([sys.executable, "-c", loop])
        time.sleep(0.15 + 0.013 * round_)
        child.send_signal(signal.SIGKILL)
        kills += child.wait() == -signal.SIGKILL
        assert file.read_bytes() in (old, new)
    assert kills == 20


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as stream:
        stream.truncate(size)
    return path


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_regular(str(file), 5) == b"12345"
    with pytest.raises(TooLargeError) as raised:
        read_regular(str(file), 4)
    assert (raised.value.size, raised.value.strerror) == (5, "it is larger than 4 bytes")
    with pytest.raises(TooLargeError):
        read_regular(str(sparse(tmp_path / "giant", 1 << 40)), 1_000_000)
    with pytest.raises(FileNotFoundError):
        read_regular(str(tmp_path / "none"), 5)
    with pytest.raises(OSError, match="no file has such a name"):
        read_regular("a\0b", 5)


@posix
def test_only_a_file_is_read(tmp_path: Path) -> None:
    """A pipe without a writer would never end, and some devices never do."""
    pipe, folder = tmp_path / "pipe", tmp_path / "folder"
    os.mkfifo(pipe)
    folder.mkdir()
    (tmp_path / "link").symlink_to(pipe)
    for path in (pipe, tmp_path / "link", folder, Path("/dev/zero"), Path("/dev/tty")):
        if path.exists():
            with pytest.raises(NotRegularError):
                read_regular(str(path), 1_000)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="Linux has files without a size")
def test_a_file_that_does_not_tell_its_size_is_bounded() -> None:
    with pytest.raises(TooLargeError):
        read_regular("/proc/self/maps", 10)


def test_the_digest_of_a_file_is_its_sha_256(tmp_path: Path) -> None:
    """The digest of "abc" is an example of FIPS 180-4."""
    file = tmp_path / "abc"
    file.write_bytes(b"abc")
    wanted = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert file_digest(str(file)) == wanted
    with pytest.raises(OSError, match="directory"):
        file_digest(str(tmp_path))


WRITING = """
import sys, time
from press.files import write_atomically
def parts():
    yield b"Dear Zebulon"
    print("begun", flush=True)
    time.sleep(60)
write_atomically(sys.argv[1], parts(), private=True)
"""


def _begun(file: Path) -> subprocess.Popen[str]:
    """Start a program that writes a file for a minute."""
    command = [sys.executable, "-c", WRITING, str(file)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stdout.readline() == "begun\n"
    return child


def _end(child: subprocess.Popen[str], number: int) -> None:
    child.send_signal(number)
    child.communicate(timeout=10)


@posix
def test_what_a_killed_program_left_goes_with_the_next_file(tmp_path: Path) -> None:
    write_atomically(str(tmp_path / "first.pdf"), b"x")
    child = _begun(tmp_path / "packet.pdf")
    (left,) = tmp_path.glob(".handout-*.tmp")
    assert left.stat().st_mode & 0o777 == 0o600, "from the first byte on"
    write_atomically(str(tmp_path / "second.pdf"), b"x")
    assert left.exists(), "it is being written"
    _end(child, signal.SIGKILL)
    assert left.exists()
    time.sleep(0.2)
    write_atomically(str(tmp_path / "third.pdf"), b"x")
    assert sorted(os.listdir(tmp_path)) == ["first.pdf", "second.pdf", "third.pdf"]


@posix
def test_what_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    _end(_begun(tmp_path / "packet.pdf"), signal.SIGINT)
    assert os.listdir(tmp_path) == []


@posix
def test_only_unfinished_files_of_ours_are_removed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"kept")
    (tmp_path / ".handout-0123456789abcdef.tmp").symlink_to(tmp_path / "elsewhere")
    (tmp_path / ".handout-0123456789abcde0.tmp").mkdir()
    os.mkfifo(tmp_path / ".handout-0123456789abcde1.tmp")
    for name in (".handout-0123.tmp", ".handout-0123456789abcdef.pdf", "handout.tmp"):
        (tmp_path / name).write_bytes(b"kept")
    before = sorted(os.listdir(tmp_path))
    write_atomically(str(tmp_path / "it.pdf"), b"x")
    assert sorted(os.listdir(tmp_path)) == sorted([*before, "it.pdf"])


@posix
def test_many_writers_into_one_folder_do_not_remove_each_other_s_files(tmp_path: Path) -> None:
    loop = (
        "import sys; from press.files import write_atomically\n"
        "for number in range(150):\n"
        f"    write_atomically({str(tmp_path)!r} + f'/{{sys.argv[1]}}-{{number}}', b'x' * 2_000)\n"
    )
    children = [subprocess.Popen([sys.executable, "-c", loop, str(name)]) for name in range(4)]
    assert [child.wait(60) for child in children] == [0, 0, 0, 0]
    assert len(os.listdir(tmp_path)) == 600


def test_a_folder_of_very_many_files_is_not_looked_through_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []

    def slow(path: str) -> object:
        looks.append(path)
        time.sleep(0.05)
        raise OSError

    monkeypatch.setattr("press.files.os.scandir", slow)
    for number in range(20):
        write_atomically(str(tmp_path / f"{number}"), b"x")
    assert 1 <= len(looks) < 5


@posix
@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
@pytest.mark.parametrize("name", ["out/mailings", "out/packets", "W/out/packets", "letters"])
def test_a_folder_for_patients_is_for_its_owner_alone(
    name: str, umask: int, tmp_path: Path
) -> None:
    before = os.umask(umask)
    try:
        make_private_folder(str(tmp_path / name))
    finally:
        os.umask(before)
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o700


@posix
def test_a_default_folder_that_others_may_read_is_closed(tmp_path: Path) -> None:
    for name, mode in (("out/mailings", 0o700), ("out/packets", 0o700), ("out/shared", 0o775)):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name).chmod(0o775)
        make_private_folder(str(tmp_path / name))
        assert (tmp_path / name).stat().st_mode & 0o777 == mode, name


@posix
def test_what_the_user_put_in_a_default_folder_s_place_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "share").chmod(0o775)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mailings").symlink_to(tmp_path / "share")
    make_private_folder(str(tmp_path / "out" / "mailings"))
    assert (tmp_path / "share").stat().st_mode & 0o777 == 0o775
    (tmp_path / "out" / "packets").write_text("a file", encoding="utf-8")
    with pytest.raises(ContentError, match="W03"):
        make_private_folder(str(tmp_path / "out" / "packets"))


def test_a_private_file_may_be_named_without_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    make_private_folder("")
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755

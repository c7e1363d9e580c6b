"""A folder or file that cannot be read is a problem: the stock never takes its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from press.cli import main
from press.layout import load_layout
from press.problems import ContentError, Place
from press.workspace import Workspace, open_workspace, stock_folder
from tests.samples import workspace

posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes are POSIX's")
KINDS = ("handouts", "handouts/packets", "handouts/mailings", "layouts")


def refused(call: Callable[[], Any]) -> tuple[str, str]:
    with pytest.raises(ContentError) as raised:
        call()
    (problem,) = raised.value.problems
    return problem.code, problem.message


def without_rights(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let a folder refuse to be read, as it does to users without rights; root has them all."""
    read = os.scandir

    def scandir(path: str = ".") -> Any:
        if Path(path).resolve() == folder.resolve():
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(os, "scandir", scandir)


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_without_rights_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    ours = workspace(tmp_path)
    folder = tmp_path / kind
    folder.mkdir(parents=True, exist_ok=True)
    without_rights(monkeypatch, folder)
    expected = ("W03", "The folder cannot be read (Permission denied)")
    assert refused(lambda: ours.all(kind)) == expected
    assert refused(lambda: ours.find(kind, "failed-back-surgery")) == expected


@posix
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", ["file", "dangling", "loop", "pipe"])
def test_what_is_no_folder_is_a_problem(tmp_path: Path, kind: str, what: str) -> None:
    folder = tmp_path / kind
    folder.parent.mkdir(parents=True, exist_ok=True)
    if what == "file":
        folder.write_text("x")
    elif what == "pipe":
        os.mkfifo(folder)
    else:
        folder.symlink_to(folder.name if what == "loop" else "nowhere")
    code, message = refused(lambda: Workspace(str(tmp_path), stock_folder()).all(kind))
    assert code == "W03"
    assert message.startswith("The folder cannot be read (")


@posix
@pytest.mark.parametrize("what", ["file", "dangling"])
def test_the_current_folder_with_such_handouts_is_a_problem(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    what: str,
) -> None:
    handouts = tmp_path / "handouts"
    if what == "file":
        handouts.write_text("x")
    else:
        handouts.symlink_to("nowhere")
    monkeypatch.chdir(tmp_path)
    assert refused(open_workspace)[0] == "W03"
    for arguments in (["build"], ["list"], ["build", "failed-back-surgery"]):
        assert main(arguments) == 1
        written = capsys.readouterr()
        assert written.out == ""
        assert written.err.startswith("handouts:1:1: W03 ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["handouts"]


def test_a_handouts_folder_that_cannot_be_looked_up_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def lstat(path: str) -> os.stat_result:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "lstat", lstat)
    assert refused(open_workspace)[0] == "W03"


def test_the_command_builds_nothing_in_place_of_a_folder_without_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace(tmp_path)
    (tmp_path / "handouts").mkdir(exist_ok=True)
    without_rights(monkeypatch, tmp_path / "handouts")
    out = tmp_path / "out"
    for names in ([], ["failed-back-surgery"]):
        arguments = ["--workspace", str(tmp_path), "build", *names, "--output", str(out)]
        assert main(arguments) == 1
        assert ": W03 The folder cannot be read" in capsys.readouterr().err
    assert not out.exists()


@posix
@pytest.mark.parametrize("what", ["dangling", "loop", "pipe"])
def test_a_handout_or_layout_that_is_no_file_hides_the_stocks(tmp_path: Path, what: str) -> None:
    ours = workspace(tmp_path)
    for name in ("handouts/failed-back-surgery.yaml", "layouts/trifold.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if what == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to(path.name if what == "loop" else "nowhere")
    assert ours.find("handouts", "failed-back-surgery").origin == "practice"
    code, message = refused(lambda: load_layout(ours, "trifold"))
    assert code == "W03"
    assert message.startswith("The layout cannot be read (")


@posix
def test_a_picture_that_is_not_there_for_sure_is_not_the_stocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, place = workspace(tmp_path), Place("handouts/a.yaml", 3)
    name = sorted(os.listdir(os.path.join(stock_folder(), "assets", "pictures")))[0]
    pictures = tmp_path / "assets" / "pictures"

    def look() -> str:
        return ours.asset(name, "pictures", place)

    assert look().startswith(stock_folder())
    pictures.mkdir(exist_ok=True)
    (pictures / name).symlink_to("nowhere")
    assert refused(look) == ("P01", f"'{name}' is a link that leads nowhere")
    (pictures / name).unlink()
    os.mkfifo(pictures / name)
    assert refused(look) == ("P01", f"'{name}' is no regular file")
    (pictures / name).unlink()
    read = os.stat

    def stat(path: Any, **options: Any) -> os.stat_result:
        if str(path).startswith(str(pictures)):
            raise PermissionError(13, "Permission denied", str(path))
        return read(path, **options)

    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", stat)
        assert refused(look) == ("W03", f"'{name}' cannot be looked up (Permission denied)")
    pictures.rmdir()
    pictures.symlink_to("nowhere")
    assert refused(look)[0] == "P01"

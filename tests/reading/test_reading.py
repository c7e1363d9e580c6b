"""Every problem has its folder here: what somebody typed, and the lines that the command answers, side by side.

``handout.yaml`` is put into a plain workspace, ``workspace/`` is one already; ``arguments.txt`` stands in
for ``--workspace . build`` and the names of the handouts. A layout is called ``.py.txt``, for no tool to
take it for one of our modules.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from press import cli
from press.content.yaml_reader import LARGEST
from press.problems import CODES

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent for path in HERE.glob("*/expected.txt"))
CASES = [folder for folder in FOLDERS if folder.name[:3] in CODES]
REMARKS = {code for code, row in CODES.items() if row.remark}

# What is too large for a folder here: the bytes of its handout.yaml.
MADE = {"Y11-a-file-that-is-too-large": b"# " + b"x" * (LARGEST + 6) + b"\n"}


class Answer(NamedTuple):
    """What the command said, the code it ended with, and the names of the handouts that have a PDF."""

    lines: list[str]
    exit_code: int
    printed: set[str]


def a_workspace(folder: Path, root: Path) -> Path:
    """A folder's input as a workspace of its own."""
    if (folder / "workspace").is_dir():
        shutil.copytree(folder / "workspace", root, dirs_exist_ok=True)
        for layout in root.rglob("*.py.txt"):
            layout.rename(layout.with_suffix(""))
        return root
    handout = root / "handouts" / "handout.yaml"
    for path in (handout, root / "assets" / "practice.yaml"):
        path.parent.mkdir(parents=True)
    shutil.copy(HERE / "practice.yaml", root / "assets" / "practice.yaml")
    handout.write_bytes(MADE.get(folder.name) or (folder / "handout.yaml").read_bytes())
    return root


def handouts_of(root: Path) -> list[str]:
    return sorted(path.stem for path in (root / "handouts").glob("*.yaml"))


def arguments_of(folder: Path, root: Path) -> list[str]:
    special = folder / "arguments.txt"
    if special.exists():
        return special.read_text(encoding="utf-8").split()
    return ["--workspace", ".", "build", *handouts_of(root)]


def answer(
    folder: Path, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Answer:
    """Run the command on a folder's input."""
    a_workspace(folder, root)
    monkeypatch.chdir(root)
    exit_code = cli.main(arguments_of(folder, root))
    printed = {path.name.partition(".")[0] for path in root.rglob("*.pdf")}
    return Answer(capsys.readouterr().err.splitlines(), exit_code, printed)


def expected_of(folder: Path) -> list[str]:
    return (folder / "expected.txt").read_text(encoding="utf-8").splitlines()


def code_of(line: str) -> str:
    """``path:line:column: CODE …``"""
    return line.split(": ")[1][:3]


def without_count(line: str) -> str:
    """How many words are over, or would fill a panel, changes with every size in a layout: any number will do."""
    if " L10 " in line:
        return re.sub(r"\d+(%| more words)", r"9\1", line)
    return re.sub(r" L01 \d+ words ", " L01 9 words ", line)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_what_was_typed_is_answered(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if folder.name.startswith("W03") and sys.platform == "win32":
        pytest.skip("the words in brackets are the system's own")
    expected = expected_of(folder)
    found = answer(folder, tmp_path, monkeypatch, capsys)
    assert [without_count(line) for line in found.lines] == [
        without_count(line) for line in expected
    ]
    if {code_of(line) for line in expected} <= REMARKS:
        assert found.exit_code == cli.DONE
        assert found.printed == {"handout"} or (
            len(found.printed) == 1 and "mail" in arguments_of(folder, tmp_path)
        )
    else:
        assert found.exit_code == cli.WRONG_CONTENT
        assert found.printed == set()


def test_several_problems_in_several_files_are_all_named_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = HERE / "several-problems-in-several-files"
    found = answer(folder, tmp_path, monkeypatch, capsys)
    places = [line.split(": ")[0].rsplit(":", 2) for line in found.lines]
    assert len({file for file, _, _ in places}) == 5
    assert places == sorted(places, key=lambda one: (one[0], int(one[1]), int(one[2])))
    assert [without_count(line) for line in found.lines] == [
        without_count(line) for line in expected_of(folder)
    ]
    assert found.exit_code == cli.WRONG_CONTENT
    assert found.printed == {"sound"}


def test_every_code_has_a_folder() -> None:
    """But for families A, K and S, of PDFs, and C, of the computer: tests/proof/test_mutants.py, tests/intake/test_refusals.py,
    tests/imposition/test_impose.py and tests/preview demand each. And for what a list cannot cause by itself: a barcode with no room
    for a number, the same run again, a page of somebody else's (tests/mail)."""
    assert CASES
    elsewhere = {"M49", "M57", "M60"}
    assert elsewhere <= CODES.keys()
    wanted = {code for code in CODES if not code.startswith(("A", "C", "K", "S"))} - elsewhere
    assert {folder.name[:3] for folder in CASES} - elsewhere == wanted


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_folder_shows_the_code_that_it_is_named_after(folder: Path) -> None:
    assert folder.name[:3] in {code_of(line) for line in expected_of(folder)}


def test_no_folder_is_left_out() -> None:
    """A folder without expected.txt, or named after no code, would be judged by nobody."""
    folders = {
        path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("__")
    }
    assert folders == {folder.name for folder in CASES} | {"several-problems-in-several-files"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_message_says_what_is_wrong_and_what_to_do(folder: Path) -> None:
    """Two sentences at least, no index counted from 0, no name of a Python class, none of YAML's own words."""
    lines = expected_of(folder)
    assert lines
    for line in lines:
        said = line.split(": ", 1)[1].removeprefix(code_of(line))
        assert said.endswith((".", "?", "!"))
        assert said.count(". ") >= 1
        assert " '0' " not in said
        assert "Error)" not in said
        assert "YAML cannot read this" not in said

"""Every problem code has a folder here, with the input and the expected lines of the command.

``handout.yaml`` is copied into a simple workspace; ``workspace/`` is a workspace already.
``arguments.txt`` replaces ``--workspace . build`` and the names of the handouts. A layout has the
ending ``.py.txt``, so that tools do not take it for one of our modules.
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

# The content of a handout.yaml that is too large for the repository.
GENERATED = {"Y11-a-file-that-is-too-large": b"# " + b"x" * (LARGEST + 6) + b"\n"}


class Answer(NamedTuple):
    """The command's lines, its exit code, and the names of the handouts with a PDF."""

    lines: list[str]
    exit_code: int
    printed: set[str]


def a_workspace(folder: Path, root: Path) -> Path:
    """Copy a folder's input into a workspace at ``root``."""
    if (folder / "workspace").is_dir():
        shutil.copytree(folder / "workspace", root, dirs_exist_ok=True)
        for layout in root.rglob("*.py.txt"):
            layout.rename(layout.with_suffix(""))
        return root
    handout = root / "handouts" / "handout.yaml"
    for path in (handout, root / "assets" / "practice.yaml"):
        path.parent.mkdir(parents=True)
    shutil.copy(HERE / "practice.yaml", root / "assets" / "practice.yaml")
    handout.write_bytes(GENERATED.get(folder.name) or (folder / "handout.yaml").read_bytes())
    return root


def handouts_of(root: Path) -> list[str]:
    return sorted(path.stem for path in (root / "handouts").glob("*.yaml"))


def arguments_of(folder: Path, root: Path) -> list[str]:
    special = folder / "arguments.txt"
    if special.exists():
        return special.read_text(encoding="utf-8").split()
    return ["--workspace", ".", "build", *handouts_of(root)]


def run_command(
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
    """Return the code of ``path:line:column: CODE …``."""
    return line.split(": ")[1][:3]


def without_count(line: str) -> str:
    """Return a line with another count of words: it depends on every size in a layout."""
    if " L10 " in line:
        return re.sub(r"\d+(%| more words)", r"9\1", line)
    return re.sub(r" L01 \d+ words ", " L01 9 words ", line)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_input_of_a_folder_gives_its_expected_lines(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if folder.name.startswith("W03") and sys.platform == "win32":
        pytest.skip("the words in brackets are the system's own")
    expected = expected_of(folder)
    answer = run_command(folder, tmp_path, monkeypatch, capsys)
    assert [without_count(line) for line in answer.lines] == [
        without_count(line) for line in expected
    ]
    if {code_of(line) for line in expected} <= REMARKS:
        assert answer.exit_code == cli.DONE
        assert answer.printed == {"handout"} or (
            len(answer.printed) == 1 and "mail" in arguments_of(folder, tmp_path)
        )
    else:
        assert answer.exit_code == cli.WRONG_CONTENT
        assert answer.printed == set()


def test_problems_in_several_files_are_all_reported_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = HERE / "several-problems-in-several-files"
    answer = run_command(folder, tmp_path, monkeypatch, capsys)
    places = [line.split(": ")[0].rsplit(":", 2) for line in answer.lines]
    assert len({file for file, _, _ in places}) == 5
    assert places == sorted(places, key=lambda place: (place[0], int(place[1]), int(place[2])))
    assert [without_count(line) for line in answer.lines] == [
        without_count(line) for line in expected_of(folder)
    ]
    assert answer.exit_code == cli.WRONG_CONTENT
    assert answer.printed == {"sound"}


def test_every_code_has_a_folder() -> None:
    """Other tests demand the codes of the families A, C, K and S, and five of a mailing.

    They are in tests/proof/test_mutants.py, tests/intake/test_refusals.py, tests/preview,
    tests/imposition/test_impose.py and tests/mail. A list alone cannot cause the five: numbers
    that the barcode cannot hold, an existing run, a page of another recipient, and what is known,
    or not known, of earlier runs.
    """
    assert CASES
    elsewhere = {"M49", "M57", "M60", "M62", "M63"}
    assert elsewhere <= CODES.keys()
    wanted = {code for code in CODES if not code.startswith(("A", "C", "K", "S"))} - elsewhere
    assert {folder.name[:3] for folder in CASES} - elsewhere == wanted


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_folder_shows_the_code_that_it_is_named_after(folder: Path) -> None:
    assert folder.name[:3] in {code_of(line) for line in expected_of(folder)}


def test_no_folder_is_skipped() -> None:
    """No test would read a folder without expected.txt, or without a code in its name."""
    folders = {
        path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("__")
    }
    assert folders == {folder.name for folder in CASES} | {"several-problems-in-several-files"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_message_says_what_is_wrong_and_what_to_do(folder: Path) -> None:
    """It has two sentences, and no index from 0, name of a class, or message of the parser."""
    lines = expected_of(folder)
    assert lines
    for line in lines:
        message = line.split(": ", 1)[1].removeprefix(code_of(line))
        assert message.endswith((".", "?", "!"))
        assert message.count(". ") >= 1
        assert " '0' " not in message
        assert "Error)" not in message
        assert "YAML cannot read this" not in message

"""The lists in tests/reading have the problem that their folder is named after."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.mail.lists.open_list import open_listing
from press.mail.lists.rows import UnreadRow
from press.problems import ContentError, Problem

READING = Path(__file__).parent.parent / "reading"
FOLDERS = [folder for number in range(1, 15) for folder in sorted(READING.glob(f"M{number:02}-*"))]


def problems_of(files: list[str]) -> list[Problem]:
    """Return the problems of the lists, or else those of their rows, and the remarks."""
    try:
        listing = open_listing(files)
        rows = [
            problem
            for row in listing.rows()
            if isinstance(row, UnreadRow)
            for problem in row.problems
        ]
        return [*rows, *listing.remarks]
    except ContentError as error:
        return list(error.problems)


def test_each_code_has_a_folder() -> None:
    assert {folder.name[:3] for folder in FOLDERS} == {f"M{number:02}" for number in range(1, 15)}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_list_has_only_the_problem_of_its_folder(folder: Path) -> None:
    words = (folder / "arguments.txt").read_text(encoding="utf-8").split()
    files = [
        str(folder / "workspace" / word)
        for word in words
        if word.startswith(("referrals.", "more."))
    ]
    assert files
    problems = problems_of(files)
    assert {problem.code for problem in problems} == {folder.name[:3]}
    assert all(problem.hint and problem.message for problem in problems)

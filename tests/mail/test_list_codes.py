"""The lists in tests/reading have what their folders are named after."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.mail.lists.open_list import open_listing
from press.mail.lists.rows import UnreadRow
from press.problems import ContentError, Problem

READING = Path(__file__).parent.parent / "reading"
FOLDERS = [folder for number in range(1, 15) for folder in sorted(READING.glob(f"M{number:02}-*"))]


def found(files: list[str]) -> list[Problem]:
    """What keeps the lists from being read, or else what is wrong with their rows, and what is worth knowing."""
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
def test_a_list_has_what_its_folder_says_and_nothing_else(folder: Path) -> None:
    words = (folder / "arguments.txt").read_text(encoding="utf-8").split()
    files = [
        str(folder / "workspace" / word)
        for word in words
        if word.startswith(("referrals.", "more."))
    ]
    assert files
    problems = found(files)
    assert {one.code for one in problems} == {folder.name[:3]}
    assert all(one.hint and one.message for one in problems)

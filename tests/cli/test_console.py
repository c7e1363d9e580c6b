"""What is printed: progress on a terminal alone, columns, and the lines of results."""

from __future__ import annotations

import io
import sys

import pytest

from press.cli.console import columns, progress_bar
from press.cli.summaries import checked_line, imposed_line
from press.problems import Place, Problem
from press.proof.check_files import CheckedFile, NotJudged
from press.services.impose import ImposeResult


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_there_is_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress_bar("Composing") as progress:
        assert progress is None


def test_on_a_terminal_a_bar_is_drawn_from_the_first_step_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_bar("Composing") as progress:
        assert progress is not None
        assert terminal.getvalue() == ""
        progress(0, 2)
        assert "Composing" in terminal.getvalue()
        progress(1, 2)
        progress(2, 2)


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert columns([("a", "bb", "c"), ("ccc", "d", "")]) == "a    bb  c\nccc  d"


PROBLEM = Problem(Place("a.pdf"), "A02", "The PDF has no tags", "Tag it")
BOTH_SIDES = "print on both sides, flipped on the {} edge"
REMARK = Problem(Place("a.pdf"), "A10", "A tag holds nothing", "Remove it")


@pytest.mark.parametrize(
    ("checked", "line"),
    [
        (CheckedFile("a.pdf", (PROBLEM,), found=False), "a.pdf: not checked"),
        (CheckedFile("a.pdf", (PROBLEM,)), "a.pdf: 1 problem"),
        (
            CheckedFile("a.pdf", (PROBLEM, PROBLEM, REMARK), True, True, ("PDF/UA-1",)),
            "a.pdf: 2 problems, 1 remark (own checks, PDF/UA-1 by veraPDF)",
        ),
        (
            CheckedFile("a.pdf", (), True, True, (), NotJudged(("PDF/UA", "PDF/A"), "no Java 17")),
            "a.pdf: no problems (own checks; PDF/UA and PDF/A not checked: no Java 17)",
        ),
    ],
)
def test_the_line_of_a_checked_file(checked: CheckedFile, line: str) -> None:
    assert checked_line(checked) == line


@pytest.mark.parametrize(
    ("imposed", "line"),
    [
        (
            ImposeResult("new.pdf", 1, 1, (1.0, 1.0), "a4", None, ()),
            "new.pdf: 1 page at full size on 1 side of A4 paper",
        ),
        (
            ImposeResult("new.pdf", 1_200, 600, (0.61, 0.64), "letter", "short", ()),
            "new.pdf: 1,200 pages at 61 to 64 % of their size on 300 sheets of letter paper; "
            + BOTH_SIDES.format("short"),
        ),
        (
            ImposeResult("new.pdf", 1, 2, (0.001, 0.001), "legal", "long", ()),
            "new.pdf: 1 page at 1 % of its size on 1 sheet of legal paper; "
            + BOTH_SIDES.format("long"),
        ),
    ],
)
def test_the_line_of_imposed_pages(imposed: ImposeResult, line: str) -> None:
    assert imposed_line(imposed) == line

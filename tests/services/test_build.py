"""The service ``build``: files and problems as values, progress, and a build that is stopped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from press import cache
from press.services.build import BuildRequest, build
from tests.samples import PRACTICE, workspace
from tests.services.service_samples import GOOD, THREE, Steps, files, three_handouts


def test_finished_files_and_problems_are_values(tmp_path: Path) -> None:
    out = tmp_path / "elsewhere" / "out"
    result = build(three_handouts(tmp_path), BuildRequest(str(out), THREE))
    assert not result.stopped
    assert [(row.handout, row.layout, row.pages) for row in result.built] == [
        ("a-good", "faq-sheet", 1),
        ("c-good", "faq-sheet", 1),
    ]
    assert [row.file for row in result.built] == [
        str(out / f"{name}.faq-sheet.pdf") for name in ("a-good", "c-good")
    ]
    assert all(Path(row.file).read_bytes().startswith(b"%PDF") for row in result.built)
    assert all(row.seconds > 0 and row.body_size >= 12 and row.words for row in result.built)
    assert {problem.code for problem in result.problems} == {"F01", "L10"}
    assert files(out) == ["a-good.faq-sheet.pdf", "c-good.faq-sheet.pdf"]


def test_progress_is_told_before_each_file_and_at_the_end(tmp_path: Path) -> None:
    steps = Steps()
    ours = three_handouts(tmp_path)
    request = BuildRequest(str(tmp_path / "out"), THREE)
    build(ours, request, steps.progress, steps.stop)
    assert steps.calls == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(("after", "finished"), [(0, 0), (1, 1), (2, 1), (3, 2)])
def test_a_build_that_is_stopped_leaves_what_is_finished(
    after: int, finished: int, tmp_path: Path
) -> None:
    steps = Steps(after)
    ours = three_handouts(tmp_path)
    request = BuildRequest(str(tmp_path / "out"), THREE)
    result = build(ours, request, steps.progress, steps.stop)
    assert result.stopped is (after < 3)
    assert len(result.built) == finished
    assert files(tmp_path / "out") == [Path(row.file).name for row in result.built]


def test_a_stopped_build_is_not_taken_for_a_finished_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    ours = workspace(tmp_path, handouts={"one": GOOD, "two": GOOD})
    request = BuildRequest(str(tmp_path / "out"), ("one", "two"))
    steps = Steps(1)
    assert build(ours, request, steps.progress, steps.stop).stopped
    assert len(build(ours, request).built) == 2


def test_the_second_build_gives_what_the_first_gave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    ours = workspace(tmp_path, handouts={"one": GOOD, "two": GOOD})
    request = BuildRequest(str(tmp_path / "out"), ("one", "two"))
    first, steps = build(ours, request), Steps()
    second = build(ours, request, steps.progress)
    assert not steps.calls  # nothing was composed
    assert [row._replace(seconds=0.0) for row in first.built] == list(second.built)
    assert all(row.remarks for row in second.built)
    assert first.problems == second.problems


def test_the_day_decides_whether_a_review_is_overdue(tmp_path: Path) -> None:
    review = {"status": "approved", "by": "A. Reviewer", "on": "2026-01-02", "due": "2027-01-02"}
    ours = workspace(
        tmp_path, {**PRACTICE, "review_required": "yes"}, {"one": {**GOOD, "review": review}}
    )
    request = BuildRequest(str(tmp_path / "out"), ("one",), today=date(2027, 1, 1))
    assert len(build(ours, request).built) == 1
    overdue = build(ours, request._replace(today=date(2027, 1, 3)))
    assert overdue.built == ()
    assert [problem.code for problem in overdue.problems] == ["R01"]


def test_what_is_asked_for_is_in_the_names(tmp_path: Path) -> None:
    ours = workspace(tmp_path, handouts={"one": GOOD, "two": GOOD})
    request = BuildRequest(
        str(tmp_path / "out"),
        names=("two",),
        layouts=("trifold",),
        edition="low-ink",
        paper="a4",
        press="rgb",
    )
    (row,) = build(ours, request).built
    assert Path(row.file).name == "two.trifold.a4.low-ink.press.pdf"


def test_a_printer_that_the_practice_has_not_builds_nothing(tmp_path: Path) -> None:
    ours = three_handouts(tmp_path)
    request = BuildRequest(str(tmp_path / "out"), THREE, printer="desk")
    result = build(ours, request)
    assert result.built == ()
    assert [problem.code for problem in result.problems] == ["B03"]

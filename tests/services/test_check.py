"""The service ``check``: what was checked and what was found, as values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from press.progress import StoppedError
from press.proof import verapdf
from press.proof.check_files import NotJudged
from press.proof.verapdf import Verdict
from press.services.check import CheckRequest, check
from tests.conformance.samples import good
from tests.services.service_samples import Steps


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A veraPDF that finds nothing, and the files that it was given each time."""
    given: list[list[str]] = []

    def validate(files: Sequence[str], flavours: Sequence[str]) -> list[Verdict]:
        given.append(list(files))
        return [Verdict(file, flavour, 9, ()) for file in files for flavour in flavours]

    monkeypatch.setattr(verapdf, "lacking", lambda: None)
    monkeypatch.setattr(verapdf, "validate", validate)
    return given


@pytest.fixture
def request_(tmp_path: Path) -> CheckRequest:
    """Two good files, one that is no PDF, and one that is not there."""
    files = {"a.pdf": good(), "b.pdf": good(), "c.pdf": b"no PDF", "d.pdf": None}
    for name, data in files.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
    return CheckRequest(tuple(str(tmp_path / name) for name in files))


def test_what_was_checked_is_a_value(request_: CheckRequest, engine: list[list[str]]) -> None:
    results = check(request_).files
    assert [checked.file for checked in results] == list(request_.files)
    assert [(checked.found, checked.readable) for checked in results] == [
        (True, True),
        (True, True),
        (True, False),
        (False, False),
    ]
    assert results[0].standards == ("PDF/UA-1", "PDF/A-2a")
    assert results[2].standards == results[3].standards == ()
    codes = [[problem.code for problem in checked.problems] for checked in results]
    assert codes == [[], [], ["A01"], ["W03"]]
    assert engine == [list(request_.files[:2])]


def test_a_machine_without_verapdf_is_a_value(
    request_: CheckRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verapdf, "lacking", lambda: "no Java 17")
    checked = check(request_).files[0]
    assert checked.standards == ()
    assert checked.not_judged == NotJudged(("PDF/UA", "PDF/A"), "no Java 17")


def test_progress_counts_both_halves_of_each_file(
    request_: CheckRequest, engine: list[list[str]]
) -> None:
    steps = Steps()
    check(request_, steps.progress, steps.stop)
    assert steps.calls == [(0, 8), (1, 8), (2, 8), (3, 8), (6, 8), (8, 8)]


@pytest.mark.parametrize("after", [0, 3])
def test_a_check_that_is_stopped_raises(
    after: int, request_: CheckRequest, engine: list[list[str]]
) -> None:
    steps = Steps(after)
    with pytest.raises(StoppedError):
        check(request_, steps.progress, steps.stop)
    assert steps.calls[-1] == (after, 8)
    assert not engine

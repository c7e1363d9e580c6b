"""The service ``calibrate``: the same sheet in memory and as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.problems import ContentError
from press.services.calibrate import CalibrateRequest, calibrate, render_sheet
from tests.samples import PRACTICE, reader, workspace
from tests.services.service_samples import files


def test_the_file_is_the_sheet(tmp_path: Path) -> None:
    ours = workspace(tmp_path, {**PRACTICE, "printers": [{"name": "desk", "x": 0.1}]})
    request = CalibrateRequest("desk", "a4", upright=True)
    before, sheet = files(tmp_path), render_sheet(ours, request)
    assert files(tmp_path) == before
    assert sheet.name == "calibration.upright.a4.desk.pdf"
    assert len(reader(sheet.data).pages) == 2
    result = calibrate(ours, request, str(tmp_path / "out"))
    assert result.file == str(tmp_path / "out" / sheet.name)
    assert Path(result.file).read_bytes() == sheet.data
    assert result.problems == sheet.problems == ()


def test_the_practices_own_paper_is_not_in_the_name(tmp_path: Path) -> None:
    assert render_sheet(workspace(tmp_path), CalibrateRequest()).name == "calibration.pdf"


def test_a_printer_that_the_practice_has_not_raises_and_writes_nothing(tmp_path: Path) -> None:
    ours, request = workspace(tmp_path), CalibrateRequest("desk")
    with pytest.raises(ContentError) as raised:
        calibrate(ours, request, str(tmp_path / "out"))
    assert [problem.code for problem in raised.value.problems] == ["B03"]
    assert not (tmp_path / "out").exists()

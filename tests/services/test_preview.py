"""The service ``preview``: the same pictures in memory and as files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from press.services.preview import PreviewRequest, pictures, preview
from tests.samples import workspace
from tests.services.service_samples import GOOD, THREE, Steps, files, three_handouts


def test_pictures_are_bytes_and_nothing_is_written(tmp_path: Path) -> None:
    ours = workspace(tmp_path, handouts={"one": GOOD})
    before = files(tmp_path)
    (shown,) = pictures(ours, PreviewRequest(("one",), ("trifold",))).previews
    assert (shown.handout, shown.layout, shown.stem) == ("one", "trifold", "one.trifold")
    assert [picture.part for picture in shown.pictures] == ["folded", "page-1", "page-2"]
    sizes = [Image.open(io.BytesIO(picture.data)).size for picture in shown.pictures]
    assert sizes[1:] == [(1210, 935)] * 2
    assert sizes[0][0] > 1210
    assert files(tmp_path) == before


def test_the_files_are_the_pictures(tmp_path: Path) -> None:
    ours = workspace(tmp_path, handouts={"one": GOOD})
    request = PreviewRequest(("one",), ("trifold",))
    (shown,) = pictures(ours, request).previews
    (written,) = preview(ours, request, str(tmp_path / "out")).previews
    assert written.files == tuple(
        str(tmp_path / "out" / f"one.trifold.{picture.part}.png") for picture in shown.pictures
    )
    data = [Path(file).read_bytes() for file in written.files]
    assert data == [picture.data for picture in shown.pictures]


def test_problems_are_those_of_a_build(tmp_path: Path) -> None:
    ours, request = three_handouts(tmp_path), PreviewRequest(THREE)
    for result in (pictures(ours, request), preview(ours, request, str(tmp_path / "out"))):
        assert [shown.handout for shown in result.previews] == ["a-good", "c-good"]
        assert {problem.code for problem in result.problems} == {"F01", "L10"}
        assert not result.stopped


@pytest.mark.parametrize(("after", "finished"), [(0, 0), (1, 1), (3, 2)])
def test_progress_and_stop(after: int, finished: int, tmp_path: Path) -> None:
    ours, request = three_handouts(tmp_path), PreviewRequest(THREE)
    out = tmp_path / "out"
    steps, again = Steps(after), Steps(after)
    shown = pictures(ours, request, steps.progress, steps.stop)
    written = preview(ours, request, str(out), again.progress, again.stop)
    assert shown.stopped is written.stopped is (after < 3)
    assert len(shown.previews) == len(written.previews) == finished
    assert steps.calls == again.calls == [(done, 3) for done in range(after + 1)]
    assert len(files(out)) == finished

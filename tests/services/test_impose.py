"""The service ``impose``: how the sheets are to be printed, as values."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.problems import ContentError
from press.services.impose import ImposeRequest, impose
from press.spelling import option
from tests.imposition.pdf_samples import HALF, LETTER, numbered
from tests.samples import workspace


def test_a_booklet_is_named_after_its_scheme_and_counted(tmp_path: Path) -> None:
    file = tmp_path / "brochure.pdf"
    file.write_bytes(numbered(6, HALF))
    result = impose(workspace(tmp_path), ImposeRequest(str(file), "booklet"))
    assert result.file == str(tmp_path / "brochure.booklet.pdf")
    assert Path(result.file).read_bytes().startswith(b"%PDF")
    assert (result.pages, result.sides, result.sheets) == (6, 4, 2)
    assert (result.paper, result.flip) == ("letter", "short")
    assert result.scales == (1.0, 1.0)


def test_one_side_is_not_flipped_and_pages_are_scaled(tmp_path: Path) -> None:
    file, target = tmp_path / "page.pdf", tmp_path / "new" / "sheet.pdf"
    file.write_bytes(numbered(1, LETTER))
    request = ImposeRequest(str(file), "2up", "a4", output=str(target))
    result = impose(workspace(tmp_path), request)
    assert (result.file, target.exists()) == (str(target), True)
    assert (result.sides, result.sheets, result.flip, result.paper) == (1, 1, None, "a4")
    assert 0.5 < result.scales[0] == result.scales[1] < 1


def test_the_pdf_itself_is_never_replaced(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(numbered(1))
    request = ImposeRequest(str(file), "2up", output=str(file))
    with pytest.raises(ContentError) as raised:
        impose(workspace(tmp_path), request)
    (problem,) = raised.value.problems
    assert problem.code == "W04"
    assert option("output") in problem.hint
    assert file.read_bytes() == numbered(1)

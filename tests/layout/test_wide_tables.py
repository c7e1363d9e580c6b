"""A table that no page can hold is a problem with its place, and stops no other handout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press.services.build import BuildRequest, build
from press.workspace import open_workspace
from tests.samples import PRACTICE, STOCK

LAYOUTS = sorted(path.stem for path in (STOCK / "layouts").glob("*.py"))


def month(columns: int, word: str) -> str:
    """Return a handout whose table is on its line 8, with as many columns."""
    row, line = f"|{f'{word}|' * columns}", f"|{'-|' * columns}"
    return (
        "title: A month\nsummary: Mark each day.\nsections:\n"
        f"  - heading: Days\n    body: |\n      Mark each day.\n\n      {row}\n      {line}\n"
        f"      {row}\n"
    )


def test_there_are_layouts_to_judge() -> None:
    assert len(LAYOUTS) >= 10


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("columns", [31, 71, 250])
def test_a_wide_table_is_a_problem_and_the_handouts_after_it_are_built(
    layout: str, columns: int, tmp_path: Path
) -> None:
    (tmp_path / "handouts").mkdir()
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "practice.yaml").write_text(json.dumps(PRACTICE), encoding="utf-8")
    wide = tmp_path / "handouts" / "a-month.yaml"
    wide.write_text(month(columns, "31"), encoding="utf-8")
    (tmp_path / "handouts" / "b-plain.yaml").write_text(
        "title: A day\nsummary: Rest.\nsections: [{heading: Today, body: Rest.}]\n",
        encoding="utf-8",
    )
    request = BuildRequest(str(tmp_path / "out"), ("a-month", "b-plain"), (layout,))
    result = build(open_workspace(str(tmp_path)), request)
    assert [built.handout for built in result.built] == ["b-plain"]
    (problem,) = (problem for problem in result.problems if not problem.remark)
    assert problem.code == "L03"
    assert f"A table of {columns} columns is too wide" in problem.message
    assert (problem.place.file, problem.place.line) == (str(wide), 8)

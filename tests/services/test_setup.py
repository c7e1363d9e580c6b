"""The services of setting up: a workspace, a handout, a schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press.content.schema import KINDS
from press.problems import ContentError
from press.services.build import BuildRequest, build
from press.services.setup import InitRequest, NewRequest, SchemaRequest, init, new, schema
from press.spelling import verb
from press.workspace import open_workspace
from tests.samples import stock
from tests.services.service_samples import files


def test_a_new_workspace_and_a_new_handout_are_built_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    written = init(InitRequest(str(folder))).files
    assert written[0] == str(folder / "assets" / "practice.yaml")
    assert sorted(Path(file).name for file in written) == files(folder)
    ours = open_workspace(str(folder))
    handout = new(ours, NewRequest("after-your-visit")).file
    assert handout == str(folder / "handouts" / "after-your-visit.yaml")
    result = build(ours, BuildRequest(str(tmp_path / "out"), ("after-your-visit",)))
    assert result.built
    assert all(problem.remark for problem in result.problems)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    init(InitRequest(str(tmp_path)))
    ours = open_workspace(str(tmp_path))
    with pytest.raises(ContentError, match="W04"):
        init(InitRequest(str(tmp_path)))
    with pytest.raises(ContentError, match="W04"):
        new(ours, NewRequest("our-first-handout"))
    with pytest.raises(ContentError, match="W01"):
        new(ours, NewRequest("../mine"))


def test_without_a_workspace_the_verbs_that_help_are_named() -> None:
    with pytest.raises(ContentError) as raised:
        new(stock(), NewRequest("mine"))
    (problem,) = raised.value.problems
    assert verb("init", "my-practice") in problem.hint


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_json(kind: str) -> None:
    assert json.loads(schema(SchemaRequest(kind)).text)["title"] == f"Handout Press {kind}"

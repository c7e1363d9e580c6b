"""A copy of the stock has all that it uses, and builds in a practice without the stock's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from press import cli
from press.content.handout import read_handout
from press.content.tree import Picture, blocks_in
from press.problems import ContentError
from press.services.library import list_library
from press.services.setup import InitRequest, NewRequest, init, new
from press.workspace import Workspace, open_workspace
from tests.samples import STOCK

HANDOUTS = sorted(path.stem for path in (STOCK / "handouts").glob("*.yaml"))
PACKETS = sorted(path.stem for path in (STOCK / "handouts" / "packets").glob("*.yaml"))
MAILINGS = sorted(path.stem for path in (STOCK / "handouts" / "mailings").glob("*.yaml"))


@pytest.fixture
def ours(tmp_path: Path) -> Workspace:
    init(InitRequest(str(tmp_path / "ours")))
    return open_workspace(str(tmp_path / "ours"))


def below(workspace: Workspace) -> set[str]:
    root = Path(workspace.root or "")
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def pictures_in(path: Path) -> set[str]:
    blocks = blocks_in(read_handout(str(path)))
    return {block.file for block in blocks if isinstance(block, Picture)}


def test_there_is_something_to_copy() -> None:
    assert (len(HANDOUTS) >= 8, len(PACKETS), len(MAILINGS)) == (True, 3, 3)
    assert any(pictures_in(STOCK / "handouts" / f"{name}.yaml") for name in HANDOUTS)


@pytest.mark.parametrize("name", HANDOUTS)
def test_a_handout_is_copied_with_its_pictures(name: str, ours: Workspace) -> None:
    before = below(ours)
    result = new(ours, NewRequest("copied", f"handouts/{name}"))
    source = STOCK / "handouts" / f"{name}.yaml"
    assert Path(result.file).read_bytes() == source.read_bytes()
    pictures = {f"assets/pictures/{file}" for file in pictures_in(source)}
    assert below(ours) - before == {"handouts/copied.yaml", *pictures}
    assert len(result.others) == len(pictures)


@pytest.mark.parametrize("kind", ["packets", "mailings"])
def test_a_packet_and_a_mailing_are_copied_with_the_handouts_that_they_name(
    kind: str, ours: Workspace
) -> None:
    folder = STOCK / "handouts" / kind
    for name in (path.stem for path in sorted(folder.glob("*.yaml"))):
        new(ours, NewRequest(f"our-{name}", f"{kind}/{name}"))
        text = (folder / f"{name}.yaml").read_text(encoding="utf-8")
        copied = below(ours)
        assert f"handouts/{kind}/our-{name}.yaml" in copied
        for handout in re.findall(r"\bhandout: ([a-z-]+)", text):
            assert f"handouts/{handout}.yaml" in copied
            for picture in pictures_in(STOCK / "handouts" / f"{handout}.yaml"):
                assert f"assets/pictures/{picture}" in copied


def test_what_the_practice_has_already_stays(ours: Workspace) -> None:
    root = Path(ours.root or "")
    own = root / "handouts" / "spinal-cord-stimulator-trial.yaml"
    own.write_text("title: Ours\nsections: [{heading: a, body: b}]\n", encoding="utf-8")
    result = new(ours, NewRequest("scs-trial", "scs-trial"))
    assert own.read_text(encoding="utf-8").startswith("title: Ours")
    assert str(own) not in result.others


def test_nothing_is_written_if_the_name_is_taken(ours: Workspace) -> None:
    new(ours, NewRequest("mine", "packets/lumbar-fusion"))
    before = below(ours)
    with pytest.raises(ContentError, match="W04"):
        new(ours, NewRequest("mine", "packets/scs-trial"))
    assert below(ours) == before


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("epidural-steroid-injection",
      "Write handouts/epidural-steroid-injection or packets/epidural-steroid-injection"),
     ("lumbar-fusio", "Did you mean 'lumbar-fusion'"), ("../packets/scs-trial", "W01"),
     ("layouts/trifold", "W01"), ("/etc/passwd", "W01"), ("", "W01")],
)  # fmt: skip
def test_a_source_that_is_not_one_is_a_problem(name: str, wanted: str, ours: Workspace) -> None:
    before = below(ours)
    with pytest.raises(ContentError) as raised:
        new(ours, NewRequest("mine", name))
    assert {problem.code for problem in raised.value.problems} == {"W01"}
    assert wanted in str(raised.value)
    assert below(ours) == before


@pytest.mark.parametrize("way", ["packets/scs-trial", "packet/scs-trial", "scs-trial",
                                 "handouts/packets/scs-trial", "scs-trial.yaml"])  # fmt: skip
def test_ways_to_name_one(way: str, ours: Workspace) -> None:
    assert new(ours, NewRequest("mine", way)).file.endswith("mine.yaml")


def test_the_command_copies_and_the_list_has_the_pictures_and_the_stocks_folder(
    ours: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--workspace", ours.root or ""]
    assert cli.main([*where, "new", "our-trial", "--from", "scs-trial"]) == cli.DONE
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].endswith("handouts/packets/our-trial.yaml")
    assert any(line.endswith("handouts/spinal-cord-stimulator-trial.yaml") for line in printed)
    assert cli.main([*where, "list"]) == cli.DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("The stock is in ")
    assert Path(lines[-1].removeprefix("The stock is in ")).resolve() == STOCK
    assert ["picture", "stimulator.svg", "practice"] in [line.split() for line in lines]
    assert ["picture", "walking.svg", "stock"] in [line.split() for line in lines]


def test_pictures_in_folders_are_listed_as_a_text_names_them(ours: Workspace) -> None:
    folder = Path(ours.root or "") / "assets" / "pictures" / "legs"
    folder.mkdir()
    for name in ("left.PNG", "notes.txt", ".hidden.png"):
        (folder / name).write_bytes(b"x")
    rows = [row.name for row in list_library(ours).rows if row.origin == "practice"]
    assert "legs/left.PNG" in rows
    assert not {"legs/notes.txt", "legs/.hidden.png"} & set(rows)

"""A layout's file: run once, run again when it was edited, and leaving nothing behind."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from press.layout import load_layout, loading
from press.layout.loading import text_scale
from press.workspace import Workspace
from tests.samples import STOCK, brand, compose, handout, stock, text_of, workspace

MOTTO = """
from dataclasses import dataclass

from press.layout import stock


@dataclass
class Motto:
    text: "str"


class Ours(stock("faq-sheet")):
    def arrange(self, story):
        arrangement = super().arrange(story)
        arrangement.pages[0].put(story.line(Motto("{motto}").text), 40, 790, 200)
        return arrangement
"""


def write_layout(ours: Workspace, motto: str, name: str = "ours") -> Path:
    path = Path(ours.home) / "layouts" / f"{name}.py"
    path.write_text(MOTTO.format(motto=motto), encoding="utf-8")
    return path


def shown(ours: Workspace) -> str:
    return text_of(compose(handout("words"), "ours", brand(ours)).data)


def test_a_layout_is_run_once_while_its_file_stays_the_same(tmp_path: Path) -> None:
    ours = workspace(tmp_path)
    write_layout(ours, "First motto")
    assert load_layout(ours, "ours") is load_layout(ours, "ours")
    assert load_layout(stock(), "trifold") is load_layout(stock(), "trifold")


def test_an_edited_layout_is_seen_in_the_same_process(tmp_path: Path) -> None:
    ours = workspace(tmp_path)
    path = write_layout(ours, "First motto")
    before = load_layout(ours, "ours")
    assert "First motto" in shown(ours)
    status = path.stat()
    write_layout(ours, "Other motto")  # as many bytes
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))
    assert "Other motto" in shown(ours)
    assert load_layout(ours, "ours") is not before


def test_an_edited_stock_layout_is_seen_in_those_that_extend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever works on the stock has the repository as workspace."""
    shutil.copytree(STOCK / "layouts", tmp_path / "layouts")
    monkeypatch.setattr(loading, "stock_folder", lambda: str(tmp_path))
    copied = Workspace(None, str(tmp_path))
    bifold = load_layout(copied, "bifold")
    path = tmp_path / "layouts" / "trifold.py"
    path.write_text(path.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    edited = load_layout(copied, "bifold")
    assert edited is not bifold
    assert load_layout(copied, "trifold") in edited.__mro__


def test_two_practices_may_have_layouts_of_one_name(tmp_path: Path) -> None:
    first, second = workspace(tmp_path / "a"), workspace(tmp_path / "b")
    write_layout(first, "First motto")
    write_layout(second, "Other motto")
    assert "First motto" in shown(first)
    assert "Other motto" in shown(second)
    assert "First motto" in shown(first)


def test_loading_leaves_no_bytecode_and_no_module_behind(tmp_path: Path) -> None:
    ours = workspace(tmp_path)
    write_layout(ours, "A motto")
    writes = sys.dont_write_bytecode
    sys.dont_write_bytecode = False
    try:
        load_layout(ours, "ours")
    finally:
        sys.dont_write_bytecode = writes
    assert [path.name for path in (tmp_path / "layouts").iterdir()] == ["ours.py"]
    assert not [name for name in sys.modules if name.startswith("press_layout_")]


def test_letters_and_packets_have_the_type_scale_of_a_practices_instructions(
    tmp_path: Path,
) -> None:
    ours = workspace(tmp_path)
    assert text_scale(ours) == load_layout(stock(), "instructions").scale
    (tmp_path / "layouts" / "instructions.py").write_text(
        "from press.layout import Type, stock\n\n\n"
        "class Ours(stock('instructions')):\n"
        "    scale = {**stock('instructions').scale, 'body': Type(13, 18, grows=True)}\n",
        encoding="utf-8",
    )
    assert text_scale(ours)["body"].size == 13

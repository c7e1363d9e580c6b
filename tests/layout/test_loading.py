"""A layout's file: run once, run again when it was edited, and leaving nothing behind."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from press.build.builder import Builder
from press.layout import load_layout, loading
from press.layout.alternatives import with_alternatives
from press.layout.loading import text_scale
from press.problems import ContentError, Failed
from press.services.library import list_library
from press.typeset.editions import STANDARD
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


HOSTILE = {
    "zero": ("1 / 0\n", "It stops while it is loaded: ZeroDivisionError: division by zero"),
    "exit": ("import sys\nsys.exit(7)\n", "It ends the program while it is loaded"),
    "name": (
        "\n\nundefined\n",
        "It stops while it is loaded: NameError: name 'undefined' is not defined",
    ),
    "deep": (
        "def f():\n    f()\nf()\n",
        "It stops while it is loaded: RecursionError: maximum recursion depth exceeded",
    ),
    "import": ("raise ImportError\n", "It stops while it is loaded: ImportError"),
    "lines": (
        "raise ValueError('a\\n\\x1b[31mb')\n",
        "It stops while it is loaded: ValueError: a \x1b[31mb",
    ),
    "own": (
        "class Odd(BaseException):\n    def __str__(self):\n        1 / 0\nraise Odd\n",
        "It stops while it is loaded: Odd",
    ),
    "code": ("compile('a b', 'x', 'exec')\n", "Python cannot read it: invalid syntax"),
}
LINES = {"exit": 2, "name": 3, "deep": 2, "own": 4}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_named_layout_that_stops_is_a_problem_with_its_line(tmp_path: Path, name: str) -> None:
    ours = workspace(tmp_path)
    text, message = HOSTILE[name]
    path = tmp_path / "layouts" / "ours.py"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        load_layout(ours, "ours")
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.file) == ("W02", str(path))
    assert problem.place.line == LINES.get(name, 1)
    assert problem.message.startswith(message)
    assert "\n" not in problem.message


def test_the_keyboard_still_stops_a_layout(tmp_path: Path) -> None:
    ours = workspace(tmp_path)
    (tmp_path / "layouts" / "ours.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        load_layout(ours, "ours")


MARKED = "open({file!r}, 'a').write('run')\nimport sys\nsys.exit(7)\n"
LONG = "title: Long\nlayouts: [{layout}]\n{more}sections: [{{heading: Why?, body: {body}}}]\n"


@pytest.mark.parametrize(
    ("layout", "more", "options", "code"),
    [
        ("faq-sheet", "", {}, "L01"),
        ("trifold", "", {}, "L01"),
        ("wallet-card", "", {"edition": "large-print"}, "L07"),
        ("faq-sheet", "back: mailer\n", {}, "L12"),
    ],
)
def test_a_search_for_other_layouts_runs_none_that_nobody_named(
    tmp_path: Path, layout: str, more: str, options: dict[str, str], code: str
) -> None:
    ours = workspace(tmp_path)
    marks = {}
    for name in ("unnamed", "a-draft", "booklet"):  # also one that hides the stock's
        marks[name] = tmp_path / f"{name}.run"
        text = MARKED.format(file=str(marks[name]))
        (tmp_path / "layouts" / f"{name}.py").write_text(text, encoding="utf-8")
    (tmp_path / "handouts").mkdir(exist_ok=True)
    (tmp_path / "handouts" / "long.yaml").write_text(
        LONG.format(layout=layout, more=more, body="word " * 1_500), encoding="utf-8"
    )
    assert list_library(ours).rows
    builder = Builder(ours, ["long"], [], **options)  # type: ignore[arg-type]
    (failed,) = builder.run(str(tmp_path / "out"))
    assert isinstance(failed, Failed)
    problems = failed.problems
    assert code in [problem.code for problem in problems]
    assert not [name for name, mark in marks.items() if mark.exists()]
    advice = " ".join(problem.hint for problem in problems if problem.code == code)
    assert "booklet" not in advice
    assert "Use " in advice or "use " in advice


def test_a_practices_layout_that_the_handout_names_is_advised(tmp_path: Path) -> None:
    ours = workspace(tmp_path)
    write_layout(ours, "A motto")
    (tmp_path / "layouts" / "roomy.py").write_text(
        "from press.layout import stock\n\n\nclass Ours(stock('booklet')):\n    pass\n",
        encoding="utf-8",
    )
    long = handout("word " * 1_500, layouts=["faq-sheet", "roomy"])
    with pytest.raises(ContentError) as raised:
        compose(long, "faq-sheet", brand(ours))
    advised = with_alternatives(raised.value.problems, long, brand(ours), STANDARD, "faq-sheet")
    assert "roomy" in advised[0].hint
    assert "ours" not in advised[0].hint

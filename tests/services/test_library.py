"""The list of the library: its fast way reads as the reader does, and loads nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from press.services import library
from press.services.library import LibraryRow, list_library
from press.workspace import Workspace, WorkspaceFile
from tests.samples import STOCK_HANDOUTS, STOCK_LAYOUTS, stock, workspace

ROOT = Path(__file__).parents[2]
SECTIONS = "sections: [{heading: a, body: b}]\n"

SPELLINGS = {
    "plain": ("title: Pain\nreview: {status: approved}\n", "approved", "Pain"),
    "no review": ("title: Pain\n", "draft", "Pain"),
    "double quotes": (
        'title: "Pain: what now?"\nreview: {status: approved}\n',
        "approved",
        "Pain: what now?",
    ),
    "single quotes": ("title: 'It''s pain'\n", "draft", "It's pain"),
    "review in a block": ("title: Pain\nreview:\n  status: approved\n", "approved", "Pain"),
    "review without a status": ("title: Pain\nreview: {by: Ann}\n", "draft", "Pain"),
    "status not first": ("title: Pain\nreview: {by: Ann, status: approved}\n", "approved", "Pain"),
    "status in quotes": ('title: Pain\nreview: {status: "approved"}\n', "approved", "Pain"),
    "review behind a remark": ("title: Pain\n# review: {status: approved}\n", "draft", "Pain"),
    "review below a remark": (
        "title: Pain\n# review: {status: draft}\nreview: {status: approved}\n",
        "approved",
        "Pain",
    ),
    "review with a remark": (
        "title: Pain\nreview: {status: approved} # by Ann\n",
        "approved",
        "Pain",
    ),
    "title with a remark": ("title: Pain # after surgery\n", "draft", "Pain"),
    "title over two lines": ("title: Pain after\n  surgery\n", "draft", "Pain after surgery"),
    "title over two lines with a blank one": (
        "title: Pain after\n\n  surgery\n",
        "draft",
        "Pain after surgery",
    ),
    "folded title": ("title: >-\n  Pain after\n  surgery\n", "draft", "Pain after surgery"),
    "title below": ("title:\n  Pain\n", "draft", "Pain"),
    "quoted key": ('"title": Pain\n"review": {status: approved}\n', "approved", "Pain"),
    "blank before the colon": ("title : Pain\nreview : {status: approved}\n", "approved", "Pain"),
    "blanks after the colon": (
        "title:    Pain  \nreview:   {  status:   approved  }\n",
        "approved",
        "Pain",
    ),
    "Windows line ends": ("title: Pain\r\nreview: {status: approved}\r\n", "approved", "Pain"),
    "Windows line ends and two lines": (
        "title: Pain after\r\n  surgery\r\n",
        "draft",
        "Pain after surgery",
    ),
    "a byte order mark": ("\ufefftitle: Pain\nreview: {status: approved}\n", "approved", "Pain"),
    "review as a text": ("title: Pain\nreview: approved\n", "draft", "Pain"),
    "a title in a text": ("summary: |\n  x\n  title: Other\ntitle: Pain\n", "draft", "Pain"),
    "a review in a text": (
        "title: Pain\nsummary: |\n  x\n  review: {status: approved}\n",
        "draft",
        "Pain",
    ),
    "braces": ("{title: Pain, review: {status: approved}}\n", "approved", "Pain"),
    "accents": ("title: Été à Nuñez\n", "draft", "Été à Nuñez"),
    "a title with a colon": ("title: Pain:now\n", "draft", "Pain:now"),
    "a title with a number sign": ("title: Pain#now\n", "draft", "Pain#now"),
    "an indented file": ("  title: Pain\n  review: {status: approved}\n", "approved", "Pain"),
    "a title of nothing": ("title: ~\n", "draft", ""),
    "no title": ("subtitle: Pain\n", "draft", ""),
    "review after the sections": (
        "title: Pain\n" + SECTIONS + "review: {status: approved, by: Ann}\n",
        "approved",
        "Pain",
    ),
    "a broken file": ("title: Pain: now\n", "has problems", ""),
    "a key that stands twice": ("title: Pain\ntitle: Pain\n", "has problems", ""),
    "two reviews": (
        "title: Pain\nreview: {status: draft}\nreview: {status: approved}\n",
        "has problems",
        "",
    ),
    "empty": ("", "has problems", ""),
}


def bytes_of(name: str) -> bytes:
    text = SPELLINGS[name][0]
    if "sections" not in text and name not in ("braces", "an indented file", "empty"):
        text += SECTIONS
    return text.encode()


@pytest.mark.parametrize("name", SPELLINGS)
def test_the_fast_way_says_what_the_reader_says(name: str, tmp_path: Path) -> None:
    file = tmp_path / "made.yaml"
    file.write_bytes(bytes_of(name))
    by_reader = library._state_by_reader(str(file), bytes_of(name))
    assert by_reader == SPELLINGS[name][1:]
    assert library._state(WorkspaceFile("made", str(file), "practice")) == by_reader


def test_both_ways_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a way would be compared with itself."""
    asked: list[str] = []

    def by_reader(path: str, data: bytes) -> tuple[str, str]:
        asked.append(path)
        return "", ""

    monkeypatch.setattr(library, "_state_by_reader", by_reader)
    for name in SPELLINGS:
        (tmp_path / "made.yaml").write_bytes(bytes_of(name))
        library._state(WorkspaceFile(name, str(tmp_path / "made.yaml"), "practice"))
    assert 5 <= len(asked) <= len(SPELLINGS) - 5


def test_what_cannot_be_read_is_listed_as_such(tmp_path: Path) -> None:
    assert library._state(WorkspaceFile("made", str(tmp_path / "nothing.yaml"), "practice")) == (
        "cannot be read",
        "",
    )


def rows(of: Workspace) -> tuple[LibraryRow, ...]:
    return list_library(of).rows


def test_the_stock_is_listed() -> None:
    table = rows(stock())
    handouts = [row for row in table if row.kind == "handout"]
    assert [row.name for row in handouts] == STOCK_HANDOUTS
    assert [row.name for row in table if row.kind == "layout"] == STOCK_LAYOUTS
    assert {row.origin for row in table} == {"stock"}
    assert all(row.review in ("draft", "approved") and row.title for row in handouts)


def test_a_practice_hides_the_stock_of_the_same_name(tmp_path: Path) -> None:
    name = STOCK_HANDOUTS[0]
    ours = {name: "title: Ours\n" + SECTIONS, "another": "title: Another\n" + SECTIONS}
    table = rows(workspace(tmp_path, None, ours))
    assert [row for row in table if row.name == name] == [
        ("handout", name, "practice", "draft", "Ours")
    ]
    names = [row.name for row in table if row.kind == "handout"]
    assert names == sorted({*STOCK_HANDOUTS, "another"})


def test_what_is_no_handout_is_not_listed(tmp_path: Path) -> None:
    where = workspace(
        tmp_path, None, {"_kept": "title: a\n", ".hidden": "title: a\n", "shown": "title: a\n"}
    )
    (tmp_path / "handouts" / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "handouts" / "folder.yaml").mkdir()
    assert {row.name for row in rows(where) if row.origin == "practice"} == {"shown"}


HEAVY = ("reportlab", "pydantic", "jinja2", "PIL", "markdown_it", "pypdf", "svglib", "rich")


@pytest.mark.parametrize("arguments", [["list"], ["--help"], ["build", "--help"], ["--version"]])
def test_what_only_answers_loads_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom press.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    printed, _, loaded = done.stdout.rpartition("LOADED")
    assert printed.strip()
    assert "press.cli" in loaded.split()
    assert [name for name in HEAVY if name in loaded.split()] == []

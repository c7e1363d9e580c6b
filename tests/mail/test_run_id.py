"""The id of a run: equal for equal paper, and another for other paper."""

from __future__ import annotations

import shutil
from collections import namedtuple
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from press.mail.letters.prepare import prepare
from press.mail.order import Order
from press.mail.run import run_id as run_id_module
from press.mail.run.run_id import run_id
from press.workspace import open_workspace
from tests.mail.letters import MAILING, a_workspace
from tests.samples import STOCK

PICTURE = {"letter": [*MAILING["letter"], {"body": "![The spine, from the side](own.svg)"}]}
ENCLOSED = {"enclosures": [{"handout": "own", "layout": "faq-sheet"}]}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<rect width="{}" height="30" fill="#135"/></svg>'
)
HANDOUT = {
    "title": "A short title",
    "sections": [{"heading": "What it is", "body": "A text of some words."}],
    "back": "contact",
    "review": MAILING["review"],
}
LAYOUT = "from press.layout import stock\n\n\nclass Instructions(stock('instructions')):\n    {}\n"
DAY = date(2031, 1, 2)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def own_practice(root: Path) -> Path:
    """Write a practice with its own file of each kind; return its folder."""
    a_workspace(
        root,
        {**PICTURE, **ENCLOSED},
        logo="logo.svg",
        fonts={"regular": "Own.ttf", "bold": "Own.ttf"},
    )
    for name in ("assets/pictures/own.svg", "assets/logo.svg"):
        write(root / name, SVG.format(30))
    (root / "assets" / "fonts").mkdir()
    shutil.copy(
        next((STOCK / "assets" / "fonts").glob("*Regular.ttf")),
        root / "assets" / "fonts" / "Own.ttf",
    )
    for name in ("own", "other"):
        write(root / "handouts" / f"{name}.yaml", yaml.safe_dump(HANDOUT, sort_keys=False))
    write(root / "list.csv", "first name,last name\n")
    return root


def id_of(root: Path, day: date = DAY, ordered: date | None = None, **asked: Any) -> str:
    order = Order("letter", (str(root / "list.csv"),), str(root / "out"), day=ordered)._replace(
        **asked
    )
    return run_id(prepare(open_workspace(str(root)), "letter", draft=True, day=day), order)


def font(root: Path) -> None:
    shutil.copy(
        next((STOCK / "assets" / "fonts").glob("*Bold.ttf")), root / "assets" / "fonts" / "Own.ttf"
    )


def added(file: str, text: str) -> Callable[[Path], None]:
    return lambda root: write(root / file, (root / file).read_text(encoding="utf-8") + text)


OTHERS: dict[str, Callable[[Path], None]] = {
    "the letter": added("handouts/mailings/letter.yaml", "form: N 1\n"),
    "the practice": added("assets/practice.yaml", "tagline: We care\n"),
    "the logo": lambda root: write(root / "assets/logo.svg", SVG.format(20)),
    "a picture of the letter": lambda root: write(root / "assets/pictures/own.svg", SVG.format(20)),
    "a font": font,
    "an enclosure": added("handouts/own.yaml", "form: N 1\n"),
    "the sizes of letters": lambda root: write(
        root / "layouts/instructions.py",
        LAYOUT.format(
            "scale = {**stock('instructions').scale, "
            "'caption': stock('instructions').scale['body']}"
        ),
    ),
    "the list": added("list.csv", "Anne,Lee\n"),
}
SAME: dict[str, Callable[[Path], None]] = {
    "nothing": lambda root: None,
    "a handout that is not enclosed": added("handouts/other.yaml", "form: N 1\n"),
}


@pytest.mark.parametrize("what", [*OTHERS, *SAME])
def test_what_the_paper_is_made_of_decides(what: str, tmp_path: Path) -> None:
    root = own_practice(tmp_path)
    before = id_of(root)
    (OTHERS | SAME)[what](root)
    assert (id_of(root) == before) == (what in SAME)


ASKED: list[dict[str, Any]] = [
    {"pieces": True}, {"labels": "5160"}, {"start_at": 7}, {"by_zip": True}, {"preview": 3},
    {"skip_bad": True}, {"separate": True}, {"tray": 100}, {"encoding": "cp1252"},
    {"hidden": True}, {"draft": True},
]  # fmt: skip


def test_what_was_asked_decides_and_where_it_goes_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = own_practice(tmp_path)
    (root / "renamed.csv").write_bytes((root / "list.csv").read_bytes())
    several = [
        id_of(root),
        *(id_of(root, **asked) for asked in ASKED),
        id_of(root, date(2031, 1, 3)),
    ]
    monkeypatch.setattr(run_id_module, "__version__", "99")
    several.append(id_of(root))
    assert len(set(several)) == len(several)
    assert (
        id_of(root, ordered=DAY, output="elsewhere", lists=(str(root / "renamed.csv"),), check=True)
        == several[-1]
    )


def test_fields_that_came_later_change_no_id_of_who_does_not_use_them(tmp_path: Path) -> None:
    """The id of an order is that of the tuple of its first sixteen fields, as it was before."""
    root = own_practice(tmp_path)
    prepared = prepare(open_workspace(str(root)), "letter", draft=True, day=DAY)
    order = Order("letter", (str(root / "list.csv"),), "out", labels="5160", day=DAY)
    first = [name for name in Order._fields if name not in ("only", "skip_mailed")]
    assert len(first) == 16
    named_tuple: Any = namedtuple
    before = named_tuple("Order", first)(*order[:16])
    asked = before._replace(output="", lists=(), check=False, day=None)
    assert run_id_module._asked(Order(*asked)) == repr(asked)
    assert run_id(prepared, order) == run_id(prepared, order._replace(only=(), skip_mailed=False))
    ids = [
        run_id(prepared, order),
        run_id(prepared, order._replace(only=((2, 3),))),
        run_id(prepared, order._replace(only=((2, 4),))),
        run_id(prepared, order._replace(skip_mailed=True)),
        run_id(prepared, order._replace(skip_mailed=True), [4]),
        run_id(prepared, order._replace(skip_mailed=True), [5]),
    ]
    assert len(set(ids)) == len(ids)

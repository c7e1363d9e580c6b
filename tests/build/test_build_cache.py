"""A build with nothing changed prints what it printed; any changed byte is composed again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from press import cache
from press.cli import main
from press.files import write_atomically
from tests.samples import STOCK

GOOD = """\
title: Good
layouts: [faq-sheet]
picture: {file: ours.svg, alt: A square}
sections: [{heading: Why?, body: So.}]
"""
PRACTICE = """\
name: Harbor Spine Clinic
address: {street: 12 Quay Street, city: Norfolk}
phone: 757-555-0142
logo: logo.svg
fonts: {regular: own.ttf, bold: own-bold.ttf}
"""
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<rect width="30" height="30" fill="#1b4d5c"/></svg>'
)


class Practice:
    """A practice's workspace with one handout, and every kind of file that a build depends on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("handouts", "layouts", "assets/fonts", "assets/pictures"):
            (folder / name).mkdir(parents=True)
        self.write("handouts/good.yaml", GOOD)
        self.write("assets/practice.yaml", PRACTICE)
        self.write("assets/logo.svg", SQUARE)
        self.write("assets/pictures/ours.svg", SQUARE)
        fonts = STOCK / "assets" / "fonts"
        shutil.copy(
            fonts / "AtkinsonHyperlegibleNext-Regular.ttf", folder / "assets" / "fonts" / "own.ttf"
        )
        shutil.copy(
            fonts / "AtkinsonHyperlegibleNext-Bold.ttf",
            folder / "assets" / "fonts" / "own-bold.ttf",
        )

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    @property
    def pdf(self) -> Path:
        return self.folder / "out" / "good.faq-sheet.pdf"

    def build(self, *more: str) -> int:
        arguments = [
            "--workspace",
            str(self.folder),
            "build",
            "good",
            "--output",
            str(self.folder / "out"),
        ]
        return main([*arguments, *more])


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were composed."""
    from press.build import builder

    names: list[str] = []

    def written(path: str, data: bytes, private: bool = False) -> None:
        names.append(os.path.basename(path))
        write_atomically(path, data, private)

    monkeypatch.setattr(builder, "write_atomically", written)
    return names


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Practice:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return Practice(tmp_path / "practice")


def test_nothing_changed_and_nothing_is_composed(
    practice: Practice, composed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    practice.change(
        "assets/practice.yaml", "Harbor Spine Clinic", "Sample Practice"
    )  # for a remark
    assert practice.build() == 0
    first, data = capsys.readouterr(), practice.pdf.read_bytes()
    assert practice.build() == 0
    second = capsys.readouterr()
    assert composed == ["good.faq-sheet.pdf"]
    assert practice.pdf.read_bytes() == data
    assert "B02" in first.err
    assert second.err == first.err
    assert without_seconds(first.out) == without_seconds(second.out)
    assert len(without_seconds(first.out)) == 2


def without_seconds(table: str) -> list[list[str]]:
    """The cells of a printed table, without the last column but one."""
    lines = [line.split() for line in table.splitlines()]
    return [[*line[:-2], line[-1]] for line in lines]


CHANGES: dict[str, Callable[[Practice], object]] = {
    "the handout": lambda practice: practice.change("handouts/good.yaml", "So.", "No."),
    "practice.yaml": lambda practice: practice.change("assets/practice.yaml", "0142", "0143"),
    "the picture": lambda practice: practice.change("assets/pictures/ours.svg", "30", "20"),
    "the logo": lambda practice: practice.change("assets/logo.svg", "30", "20"),
    "a font": lambda practice: flip(practice.folder / "assets" / "fonts" / "own.ttf"),
    "the finished file": lambda practice: flip(practice.pdf),
    "the finished file is gone": lambda practice: practice.pdf.unlink(),
    "a handout beside it": lambda practice: practice.write("handouts/another.yaml", GOOD),
    "a picture that hides one of the stock": lambda practice: practice.write(
        "assets/pictures/spine.svg", SQUARE
    ),
    "a file that goes": lambda practice: (
        practice.folder / "assets" / "pictures" / "ours.svg"
    ).rename(practice.folder / "assets" / "ours.svg"),
    "the kept list": lambda practice: flip_all(practice.folder.parent / "cache"),
    "the cache is gone": lambda practice: shutil.rmtree(practice.folder.parent / "cache"),
}


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def flip_all(folder: Path) -> None:
    for file in folder.glob("*.kept"):
        flip(file)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_noticed(
    change: str, practice: Practice, composed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.build()
    practice.build()
    assert len(composed) == 1
    CHANGES[change](practice)
    practice.build()
    data = practice.pdf.read_bytes()
    if change != "a font":  # which then cannot be read
        assert len(composed) == 2
    practice.pdf.unlink(missing_ok=True)
    monkeypatch.setenv(cache.VARIABLE, "off")
    practice.build()
    assert change == "a font" or practice.pdf.read_bytes() == data


def test_a_layout_of_the_same_name_is_noticed_and_a_practices_own_is_never_known(
    practice: Practice, composed: list[str]
) -> None:
    practice.build()
    practice.write(
        "layouts/faq-sheet.py",
        'from press.layout import stock\n\n\nclass Ours(stock("faq-sheet")):\n    pass\n',
    )
    for count in (2, 3):
        practice.build()
        assert len(composed) == count


def test_a_change_of_the_stock_is_noticed(
    practice: Practice, composed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(
        STOCK / "layouts",
        tmp_path / "stock" / "layouts",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copytree(STOCK / "assets", tmp_path / "stock" / "assets")
    monkeypatch.setattr("press.workspace.stock_folder", lambda: str(tmp_path / "stock"))
    for count in (1, 1):
        practice.build()
        assert len(composed) == count
    layout = tmp_path / "stock" / "layouts" / "faq-sheet.py"
    layout.write_text(layout.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    practice.build()
    assert len(composed) == 2
    font = tmp_path / "stock" / "assets" / "fonts" / "NotoSans-Regular.ttf"
    font.write_bytes(font.read_bytes() + b"\0")
    practice.build()
    assert len(composed) == 3


def test_what_is_asked_for_is_part_of_it(
    practice: Practice, composed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        (),
        ("--layout", "faq-sheet"),
        ("--layout", "trifold"),
        ("--output", str(practice.folder / "elsewhere")),
        ("--edition", "low-ink"),
        ("--edition", "large-print"),
    ]
    for count, more in enumerate(asked, 1):
        practice.build(*more)
        assert len(composed) == count
    for more in asked:
        practice.build(*more)
    assert len(composed) == len(asked)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    practice.build()
    assert len(composed) == len(asked) + 1


def test_a_name_is_not_taken_for_a_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    practice = Practice(tmp_path / "practice")
    shutil.copy(
        practice.folder / "handouts" / "good.yaml", practice.folder / "handouts" / "trifold.yaml"
    )
    arguments = [
        "--workspace",
        str(practice.folder),
        "build",
        "--output",
        str(practice.folder / "out"),
    ]
    assert main([*arguments, "trifold"]) == 0
    assert main([*arguments, "good", "--layout", "trifold"]) == 0
    assert {file.name for file in practice.pdf.parent.iterdir()} == {
        "trifold.faq-sheet.pdf",
        "good.trifold.pdf",
    }


def test_another_day_is_another_build(
    practice: Practice, composed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.build()
    now = time.time()
    monkeypatch.setattr("press.build.build_cache.time.time", lambda: now + 86_400)
    practice.build()
    assert len(composed) == 2


def test_another_program_is_another_build(
    practice: Practice, composed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.build()
    monkeypatch.setattr(cache, "fingerprint", lambda: b"another")
    practice.build()
    assert len(composed) == 2


def test_what_has_problems_is_composed_each_time(practice: Practice, composed: list[str]) -> None:
    practice.write("handouts/good.yaml", GOOD + "pannel: flap\n")
    assert practice.build() == practice.build() == 1
    practice.write("handouts/good.yaml", GOOD)
    assert practice.build() == 0
    assert composed == ["good.faq-sheet.pdf"]


def test_a_change_while_it_is_composed_is_not_taken_for_what_was_read(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    from press.layout.contract import Layout

    compose = Layout.compose

    def slow(*arguments: object, **named: object) -> object:
        practice.change("handouts/good.yaml", "So.", "No.")
        return compose(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Layout, "compose", slow)
    practice.build()
    before = practice.pdf.read_bytes()
    monkeypatch.undo()
    monkeypatch.setenv(cache.VARIABLE, str(practice.folder.parent / "cache"))
    practice.build()
    assert practice.pdf.read_bytes() != before


@pytest.mark.skipif(os.name != "posix", reason="links need no rights there")
def test_behind_a_link_nothing_is_known(practice: Practice, composed: list[str]) -> None:
    picture = practice.folder / "assets" / "pictures" / "ours.svg"
    picture.rename(picture.with_name("kept.svg"))
    picture.symlink_to("kept.svg")
    for count in (1, 2):
        practice.build()
        assert len(composed) == count


def test_the_settings_of_reportlab_are_part_of_it(
    practice: Practice, composed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    practice.build()
    (tmp_path / "reportlab_settings.py").write_text("pageCompression = 0\n", encoding="utf-8")
    practice.build()
    practice.build()
    assert len(composed) == 2


def test_the_same_bytes_with_the_cache_empty_warm_and_off(tmp_path: Path) -> None:
    files = {}
    for number, where in enumerate((str(tmp_path / "cache"), str(tmp_path / "cache"), "off")):
        out = tmp_path / f"out{number}"
        command = [
            sys.executable,
            str(Path(__file__).parents[2] / "make_pdf.py"),
            "build",
            "--output",
            str(out),
        ]
        subprocess.run(
            command,
            cwd=tmp_path,
            env={**os.environ, cache.VARIABLE: where},
            check=True,
            capture_output=True,
        )
        files[number] = {file.name: file.read_bytes() for file in sorted(out.glob("*.pdf"))}
    assert len(files[0]) >= 8
    assert files[0] == files[1] == files[2]

"""Streams that are closed, full or not read: one line, and the exit code of the work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from press.cli import LACKING, main
from press.cli.console import columns
from tests.samples import workspace

ROOT = Path(__file__).resolve().parents[2]
COMMAND = f"'{sys.executable}' '{ROOT / 'make_pdf.py'}'"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="the shell of POSIX")
GOOD = "title: Good\nsections: [{heading: Why?, body: So.}]\n"
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="Linux has a device that is full")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("streams")
    workspace(root, None, {"good": GOOD, "bad": "titel: Bad\n"})
    return root


def run(folder: Path, line: str) -> tuple[int, str, str]:
    """Run a line of the shell in which make-pdf is a word; the exit code is the program's."""
    script = f"{line.replace('make-pdf', COMMAND)}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("make-pdf build good --layout faq-sheet | true", 0),
        ("make-pdf build good bad --layout faq-sheet | true", 1),
        ("make-pdf list | true", 0),
        ("make-pdf --help | true", 0),
        ("make-pdf build good --layout faq-sheet >&-", 0),
        ("make-pdf build good bad --layout faq-sheet >&-", 1),
        ("make-pdf build bad 2>&-", 1),
        ("make-pdf build good --layout faq-sheet <&-", 0),
        ("make-pdf build good --layout faq-sheet <&- >&- 2>&-", 0),
        ("make-pdf check nothing.pdf | true", 1),
        ("make-pdf schema | true", 0),
    ],
)
def test_the_exit_code_is_that_of_the_work(folder: Path, line: str, code: int) -> None:
    (folder / "out" / "good.faq-sheet.pdf").unlink(missing_ok=True)
    found, _, messages = run(folder, line)
    assert found == code, messages
    if "bad" in line and "2>" not in line:
        assert "handouts/bad.yaml:1:1: F01 " in messages
    if "build good" in line:
        assert (folder / "out" / "good.faq-sheet.pdf").is_file()
    assert ("the output cannot be written" in messages) == (">&-" in line and "2>" not in line)


@needs_full
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("make-pdf build good --layout faq-sheet > /dev/full", LACKING),
        ("make-pdf build good bad --layout faq-sheet > /dev/full", 1),
        ("make-pdf list > /dev/full", LACKING),
        ("make-pdf schema > /dev/full", LACKING),
        ("make-pdf --help > /dev/full", LACKING),
    ],
)
def test_a_full_output_is_one_line(folder: Path, line: str, code: int) -> None:
    found, _, messages = run(folder, line)
    assert found == code
    lines = [text for text in messages.splitlines() if text.startswith("make-pdf: ")]
    assert lines == [
        "make-pdf: the output cannot be written (No space left on device); finished files are whole"
    ]


def test_full_messages_change_nothing(folder: Path) -> None:
    if FULL.exists():
        assert run(folder, "make-pdf build bad 2> /dev/full")[0] == 1


STOPPED = """
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
from press.cli import main
sys.exit(main(["build", "good"]))
"""


@pytest.mark.parametrize(
    "module", ["press.cli.options", "press.problems", "press.build.builder", "reportlab.rl_config"]
)
def test_a_stop_while_modules_are_loaded_is_one_line(folder: Path, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STOPPED.format(module=module)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HANDOUT_PRESS_CACHE": "off"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 130
    assert done.stdout == ""
    assert done.stderr.startswith("make-pdf: stopped; ")
    assert done.stderr.count("\n") == 1


SIGNS = {
    "escape": "\x1b[31m",
    "title": "\x1b]0;x\x07",
    "bidi": "\u202e",
    "isolate": "\u2066",
    "line": "\n",
    "return": "\r",
    "c1": "\x9b",
    "separator": "\u2028",
    "zero": "\u200b",
    "delete": "\x7f",
}


@pytest.mark.parametrize("sign", SIGNS)
def test_no_name_or_title_reaches_the_terminal_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    char = SIGNS[sign]
    root = tmp_path / f"of{char}ours"
    root.mkdir()
    workspace(root, None, {f"x{char}y": GOOD, "titled": f'title: "{_escaped(char)}"\n'})
    monkeypatch.chdir(tmp_path)
    main(["--workspace", root.name, "list"])
    main(["--workspace", root.name, "build", f"x{char}y", "--layout", "faq-sheet",
          "--output", f"out{char}put"])  # fmt: skip
    main(["--workspace", root.name, "new", f"a{char}b"])
    main(["--workspace", root.name, "calibrate", "--output", f"out{char}put"])
    main(["init", f"new{char}one"])
    main(["check", f"no{char}ne.pdf", f"out{char}put/x{char}y.faq-sheet.pdf"])
    main(["impose", f"out{char}put/x{char}y.faq-sheet.pdf", "--as", "2up"])
    written = capsys.readouterr()
    for text in (written.out, written.err):
        assert all(letter.isprintable() or letter == "\n" for letter in text)
    assert any(line.startswith("handout  x") for line in written.out.splitlines())


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(char):04x}" for char in text)


def test_a_cell_is_one_line() -> None:
    assert columns([["a\nb", "c"], ["d", "\x1b"]]) == "a\\nb  c\nd     \\x1b"


@pytest.mark.parametrize(
    ("typed", "verb"),
    [
        (["biuld"], "build"),
        (["pakcet", "scs-trial"], "packet"),
        (["lsit"], "list"),
        (["Check", "a.pdf"], "check"),
        (["impse", "a.pdf", "--as", "booklet"], "impose"),
        (["calibrat", "--upright"], "calibrate"),
        (["mial", "x", "y.csv", "--sort", "zip"], "mail"),
    ],
)
def test_a_mistyped_verb_is_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: list[str], verb: str
) -> None:
    root = str(tmp_path)
    workspace(tmp_path, None, {"good": GOOD})
    code: object = None
    try:
        code = main(["--workspace", root, *typed])
    except SystemExit as left:
        code = left.code
    assert code in (1, 2)
    assert f"id you mean the verb '{verb}'?" in capsys.readouterr().err


def test_a_mistyped_handout_is_no_verb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace(tmp_path, None, {"builds": GOOD})
    assert main(["--workspace", str(tmp_path), "biulds"]) == 1
    assert "Did you mean 'builds'?" in capsys.readouterr().err
    assert main(["--workspace", str(tmp_path), "after-surgery"]) == 1
    assert "verb" not in capsys.readouterr().err

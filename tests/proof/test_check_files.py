"""The verb ``check``: its summary of each file, its calls of veraPDF, and its exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from press import cli
from press.proof import check_files as checking
from press.proof import verapdf
from press.proof.verapdf import Failure, Verdict
from tests.conformance.samples import PDFAID, good, having, replacing, without
from tests.proof.mutants import Change, mutated

ROOT = Path(__file__).resolve().parents[2]


class Engine:
    """A stand-in for veraPDF that records its calls and returns the given failures."""

    def __init__(self, *failures: Failure, lacking: str | None = None, stuck: str = "") -> None:
        self.failures, self.lacking, self.stuck = failures, lacking, stuck
        self.asked: list[tuple[list[str], tuple[str, ...]]] = []

    def validate(self, files: Sequence[str], flavours: Sequence[str]) -> list[Verdict]:
        self.asked.append((list(files), tuple(flavours)))
        if self.stuck in files:
            raise RuntimeError("veraPDF broke down: at line 1")
        found = [[one for one in self.failures if one.flavour == flavour] for flavour in flavours]
        return [
            Verdict(file, flavour, 9, tuple(found[at]))
            for file in files
            for at, flavour in enumerate(flavours)
        ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def engine(monkeypatch: pytest.MonkeyPatch, made: Engine) -> Engine:
    monkeypatch.setattr(verapdf, "lacking", lambda: made.lacking)
    monkeypatch.setattr(verapdf, "validate", made.validate)
    return made


def run(
    files: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> tuple[int, list[str], list[str]]:
    """Return the exit code, and the lines on standard output and standard error."""
    for name, data in files.items():
        Path(name).write_bytes(data)
    ended = cli.main(["check", *files])
    out, err = capsys.readouterr()
    return ended, out.splitlines(), err.splitlines()


def test_a_file_without_problems(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = engine(monkeypatch, Engine())
    assert run({"a.pdf": good()}, capsys) == (
        0,
        ["a.pdf: no problems (own checks, PDF/UA-1 and PDF/A-2a by veraPDF)"],
        [],
    )
    assert made.asked == [(["a.pdf"], ("ua1", "2a"))]


@pytest.mark.parametrize(
    ("change", "checks", "flavours"),
    [
        (replacing("xmp", PDFAID.encode(), b""), "own checks, PDF/UA-1 by veraPDF", ("ua1",)),
        (
            replacing("xmp", b"<pdfaid:part>2", b"<pdfaid:part>3"),
            "own checks, PDF/UA-1 and PDF/A-3a by veraPDF",
            ("ua1", "3a"),
        ),
        (
            replacing("xmp", b"<pdfaid:part>2", b"<pdfaid:part>4"),
            "own checks, PDF/UA-1 by veraPDF; PDF/A-4a not checked: veraPDF is not asked about it",
            ("ua1",),
        ),
    ],
)
def test_pdfa_is_checked_by_what_the_file_claims(
    change: Change,
    checks: str,
    flavours: tuple[str, ...],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = engine(monkeypatch, Engine())
    assert run({"a.pdf": mutated(change)}, capsys) == (0, [f"a.pdf: no problems ({checks})"], [])
    assert made.asked == [(["a.pdf"], flavours)]


def test_a_machine_without_verapdf_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine(monkeypatch, Engine(lacking="no Java 17"))
    said = "a.pdf: no problems (own checks; PDF/UA and PDF/A not checked: no Java 17)"
    assert run({"a.pdf": good()}, capsys) == (0, [said], [])


def test_what_verapdf_finds_is_a_problem(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = Failure(
        "ua1",
        "7.1-3",
        "Content is not tagged",
        "root/document[0]/pages[1](2 0 obj PDPage)/contentStream[0]",
        1200,
    )
    second = Failure("2a", "6.1.3-1", "Missing ID", "root", 1)
    engine(monkeypatch, Engine(first, second))
    ended, out, err = run({"a.pdf": good()}, capsys)
    assert (ended, out) == (1, ["a.pdf: 2 problems (own checks, PDF/UA-1 and PDF/A-2a by veraPDF)"])
    assert err == [
        (
            "a.pdf:1:1: A29 PDF/A-2a 6.1.3-1: Missing ID. Clause 6.1.3 of ISO 19005-2 says how it "
            "must be; export as PDF/A again."
        ),
        (
            "a.pdf:2:1: A28 PDF/UA-1 7.1-3, 1,200 times: Content is not tagged. "
            "Clause 7.1 of ISO 14289-1 says how it must be."
        ),
    ]


def test_files_of_one_claim_are_judged_together(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = engine(monkeypatch, Engine())
    plain = mutated(replacing("xmp", PDFAID.encode(), b""))
    ended, out, _ = run(
        {"a.pdf": good(), "b.pdf": plain, "c.pdf": good(), "d.pdf": b"not a PDF"}, capsys
    )
    assert made.asked == [(["a.pdf", "c.pdf"], ("ua1", "2a")), (["b.pdf"], ("ua1",))]
    assert (ended, [line[:5] for line in out]) == (1, ["a.pdf", "b.pdf", "c.pdf", "d.pdf"])
    assert out[3] == "d.pdf: 1 problem"


def test_a_file_that_stops_verapdf_does_not_stop_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine(monkeypatch, Engine(stuck="b.pdf"))
    ended, out, err = run({"a.pdf": good(), "b.pdf": good()}, capsys)
    assert (ended, err) == (0, [])
    assert out == [
        "a.pdf: no problems (own checks, PDF/UA-1 and PDF/A-2a by veraPDF)",
        "b.pdf: no problems (own checks; PDF/UA and PDF/A not checked: veraPDF broke down)",
    ]


def test_remarks_alone_end_well(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine(monkeypatch, Engine())
    ended, out, err = run({"a.pdf": mutated(without("figure", "A"))}, capsys)
    assert (ended, out) == (0, ["a.pdf: 1 remark (own checks, PDF/UA-1 and PDF/A-2a by veraPDF)"])
    assert [line[:14] for line in err] == ["a.pdf:2:1: A19"]


def test_a_missing_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine(monkeypatch, Engine())
    assert cli.main(["check", "none.pdf", "."]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == ["none.pdf: not checked", ".: not checked"]
    assert [line.split(" The file")[0] for line in err.splitlines()] == [
        ".:1:1: W03",
        "none.pdf:1:1: W03",
    ]


def test_a_file_named_twice_is_checked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine(monkeypatch, Engine())
    Path("a.pdf").write_bytes(good())
    assert [one.file for one in checking.check(["a.pdf", "a.pdf"])] == ["a.pdf"]


def test_nothing_of_a_file_reaches_the_terminal_raw(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine(monkeypatch, Engine(Failure("ua1", "7.1-3", "Said \x1b[2J", "root", 1)))
    evil = mutated(having("figure", "Alt", r"(\033]0;pwned\007.png)"))
    _, out, err = run({"a.pdf": evil}, capsys)
    assert len(err) == 3
    assert all(line.isprintable() for line in (*out, *err))


def test_the_command_itself(folder: Path) -> None:
    """With the real engine, if it is installed; other verbs load nothing of it."""
    (folder / "a.pdf").write_bytes(good())
    command = [sys.executable, str(ROOT / "make_pdf.py"), "check", "a.pdf"]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    by = (
        "; PDF/UA and PDF/A not checked: "
        if verapdf.lacking()
        else ", PDF/UA-1 and PDF/A-2a by veraPDF)"
    )
    assert done.stdout.startswith(f"a.pdf: no problems (own checks{by}")
    light = (
        "import sys, press.cli; sys.exit('pypdf' in sys.modules or 'press.proof' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", light], check=False, cwd=ROOT).returncode == 0

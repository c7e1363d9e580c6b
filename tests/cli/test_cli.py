"""The command, as its users type it: verbs, exit codes, and what it says where."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from press.cli import VERBS, main, options
from press.content import limits
from press.paper import SHEETS
from tests.conformance.samples import good
from tests.samples import PRACTICE, STOCK_HANDOUTS, text_of, workspace

ROOT = Path(__file__).resolve().parents[2]
GOOD = {"title": "Good", "sections": [{"heading": "A question?", "body": "An answer."}]}
BAD = {"titel": "Bad", "sections": [{"heading": "A question?", "body": "# A heading inside"}]}


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "make_pdf.py"), *arguments]
    return subprocess.run(
        command, cwd=cwd, check=False, capture_output=True, text=True, encoding="utf-8"
    )


def test_without_a_verb_it_builds_everything_that_the_stock_has(tmp_path: Path) -> None:
    done = run(cwd=tmp_path)
    assert done.returncode == 0
    assert all(": L10 " in line for line in done.stderr.splitlines())
    lines = done.stdout.splitlines()
    assert re.split("  +", lines[0]) == [
        "handout",
        "layout",
        "pages",
        "words",
        "body",
        "full, %",
        "seconds",
        "file",
    ]
    assert len(lines) == 1 + 2 * len(STOCK_HANDOUTS)
    for line in lines[1:]:
        name, layout, pages, words, size, unit, *full, seconds, file = line.split()
        assert len(full) == {"faq-sheet": 2, "trifold": 4}[layout]
        assert all(30 < int(share) <= 100 for share in full)
        assert (name in STOCK_HANDOUTS, pages, unit) == (
            True,
            {"faq-sheet": "1", "trifold": "2"}[layout],
            "pt",
        )
        assert int(words) > 200
        assert 12 <= float(size) <= 14
        assert float(seconds) < 60
        assert file == f"out/{name}.{layout}.pdf"
        assert (tmp_path / file).read_bytes().startswith(b"%PDF-1.7")


def test_a_handout_with_problems_does_not_stop_the_others(tmp_path: Path) -> None:
    workspace(tmp_path, handouts={"a-bad-one": BAD, "good": GOOD})
    done = run("build", "a-bad-one", "good", cwd=tmp_path)
    assert done.returncode == 1
    assert (tmp_path / "out" / "good.faq-sheet.pdf").exists()
    assert not list((tmp_path / "out").glob("a-bad-one*"))
    lines = [line for line in done.stderr.splitlines() if ": L10 " not in line]
    assert len(lines) == 3
    assert all(
        re.fullmatch(r"handouts/a-bad-one\.yaml:\d+:\d+: [A-Z]\d\d .+\. .+", line) for line in lines
    )
    places = [tuple(map(int, line.split(":")[1:3])) for line in lines]
    assert places == sorted(places)
    assert "\x1b" not in done.stdout + done.stderr


def test_layouts_and_folder_are_chosen_on_the_command_line(tmp_path: Path) -> None:
    workspace(tmp_path, handouts={"good": {**GOOD, "layouts": ["faq-sheet"]}})
    done = run("good", "--layout", "trifold", "--output", "else/where", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "else" / "where").iterdir()] == ["good.trifold.pdf"]


def test_the_workspace_may_be_elsewhere_and_the_output_is_here(tmp_path: Path) -> None:
    workspace(tmp_path / "practice", handouts={"good": GOOD})
    for form in (
        ["--workspace", "practice", "build", "good"],
        ["--workspace=practice", "good"],
        ["build", "good", "--workspace", "practice"],
    ):
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        assert run(*form, cwd=tmp_path).returncode == 0
        assert "Harbor Spine" in text_of((tmp_path / "out" / "good.faq-sheet.pdf").read_bytes())
    assert not (tmp_path / "practice" / "out").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--nonsense"],
        ["schema", "letter"],
        ["init"],
        ["--workspace"],
        ["new"],
        ["list", "extra"],
    ],
)
def test_a_wrong_command_line_is_2(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_a_name_that_nobody_has_is_1_with_a_guess(tmp_path: Path) -> None:
    done = run("build", "failed-back-surgry", cwd=tmp_path)
    assert done.returncode == 1
    assert "Did you mean 'failed-back-surgery'?" in done.stderr


def test_a_missing_package_is_3_and_says_how_to_get_it(tmp_path: Path) -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
        "from press.cli import main; sys.exit(main([]))"
    )
    command = [sys.executable, "-S", "-c", program]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 3
    assert "lacks the package" in done.stderr
    assert "pip install" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_groups_the_verbs_and_shows_an_example_of_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(VERBS) >= 5
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    for group in {verb.group for verb in VERBS}:
        assert f"\n{group}:\n" in text
    for verb in VERBS:
        assert f"make-pdf {verb.example}" in text
        with pytest.raises(SystemExit):
            main([verb.name, "--help"])
        assert f"make-pdf {verb.example}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "verb", [verb for verb in VERBS if verb.name != "init"], ids=lambda verb: verb.name
)
def test_every_example_works(verb: object, tmp_path: Path) -> None:
    workspace(tmp_path)
    (tmp_path / "brochure.pdf").write_bytes(good())
    packet = {
        "title": "T",
        "parts": [{"letter": {"title": "A", "body": "B"}}],
        "asks": [{"name": "when", "type": "day", "label": "W"}],
        "review": {
            "status": "approved",
            "by": "A. Reviewer, MD",
            "on": "2026-01-02",
            "due": "2099-01-02",
        },
    }
    (tmp_path / "handouts" / "packets").mkdir()
    (tmp_path / "handouts" / "packets" / "scs-trial.yaml").write_text(
        json.dumps(packet), encoding="utf-8"
    )
    (tmp_path / "today.yaml").write_text("when: 2027-03-09\n", encoding="utf-8")
    mailing = {"title": "T", "letter": [{"body": "B"}], "review": packet["review"]}
    (tmp_path / "handouts" / "mailings").mkdir()
    (tmp_path / "handouts" / "mailings" / "referral-welcome.yaml").write_text(
        json.dumps(mailing), encoding="utf-8"
    )
    (tmp_path / "referrals.csv").write_text(
        "Name,Address,City,State,Zip\nAnne Lee,1 Example St,Norfolk,VA,23510\n", encoding="utf-8"
    )
    assert run(*verb.example.split(), cwd=tmp_path).returncode == 0  # type: ignore[attr-defined]


def test_a_new_workspace_builds_as_it_is_and_is_marked_sample(tmp_path: Path) -> None:
    assert run("init", "ours", cwd=tmp_path).returncode == 0
    first = run("--workspace", "ours", "build", "our-first-handout", cwd=tmp_path)
    assert first.returncode == 0
    assert first.stderr.count("B02") == 1
    assert all(": L10 " in line or ": B02 " in line for line in first.stderr.splitlines())
    files = sorted((tmp_path / "out").glob("*.pdf"))
    assert len(files) == 2
    assert all("SAMPLE" in text_of(file.read_bytes()) for file in files)

    practice = tmp_path / "ours" / "assets" / "practice.yaml"
    text = practice.read_text(encoding="utf-8")
    details = {
        "Sample Practice": "Bay Clinic",
        "100 Sample Street": "1 Bay Road",
        "555-555-0100": "757-555-0199",
        "Sampleville": "Norfolk",
    }
    for ours, theirs in details.items():
        assert ours in text
        text = text.replace(f" {ours}\n", f" {theirs}\n")
    practice.write_text(text, encoding="utf-8")
    again = run("--workspace", "ours", "build", "our-first-handout", cwd=tmp_path)
    assert again.returncode == 0
    assert all(": L10 " in line for line in again.stderr.splitlines())
    assert not [file for file in files if "SAMPLE" in text_of(file.read_bytes())]


def test_init_and_new_overwrite_nothing(tmp_path: Path) -> None:
    run("init", "ours", cwd=tmp_path)
    run("--workspace", "ours", "new", "mine", cwd=tmp_path)
    before = {path: path.read_bytes() for path in (tmp_path / "ours").rglob("*") if path.is_file()}
    assert len(before) >= 6
    assert run("init", "ours", cwd=tmp_path).returncode == 1
    assert run("--workspace", "ours", "new", "mine", cwd=tmp_path).returncode == 1
    assert run("--workspace", "ours", "new", "../mine", cwd=tmp_path).returncode == 1
    assert {
        path: path.read_bytes() for path in (tmp_path / "ours").rglob("*") if path.is_file()
    } == before


def test_nothing_is_written_into_the_stock(tmp_path: Path) -> None:
    done = run("new", "mine", cwd=tmp_path)
    assert done.returncode == 1
    assert "make-pdf init" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_new_handout_is_listed_and_builds(tmp_path: Path) -> None:
    workspace(tmp_path)
    assert run("new", "after-your-visit", cwd=tmp_path).stdout == "handouts/after-your-visit.yaml\n"
    listed = [line.split() for line in run("list", cwd=tmp_path).stdout.splitlines()]
    assert [
        "handout",
        "after-your-visit",
        "practice",
        "draft",
        "The",
        "name",
        "of",
        "the",
        "handout",
    ] in listed
    assert ["layout", "trifold", "stock"] in listed
    assert run("after-your-visit", cwd=tmp_path).returncode == 0


def test_a_practice_without_details_never_borrows_the_stocks(tmp_path: Path) -> None:
    workspace(tmp_path, handouts={"good": GOOD})
    (tmp_path / "assets" / "practice.yaml").unlink()
    done = run(cwd=tmp_path)
    assert done.returncode == 1
    assert "assets/practice.yaml:1:1: W01" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_required_review_keeps_drafts_off_paper(tmp_path: Path) -> None:
    approved = {
        **GOOD,
        "review": {
            "status": "approved",
            "by": "A. Reviewer, MD",
            "on": "2026-01-02",
            "due": "2099-01-02",
        },
    }
    workspace(tmp_path, {**PRACTICE, "review_required": "yes"}, {"good": GOOD, "checked": approved})
    done = run("good", "checked", cwd=tmp_path)
    assert done.returncode == 1
    assert "R01" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["checked.faq-sheet.pdf"]
    text = " ".join(text_of((tmp_path / "out" / "checked.faq-sheet.pdf").read_bytes()).split())
    assert "Reviewed 2026-01-02 by A. Reviewer, MD" in text
    assert "Draft" not in text


def test_a_terminal_gets_a_table_and_a_pipe_plain_columns(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="a terminal can be imitated on Linux and macOS only")
    workspace(tmp_path, handouts={"good": GOOD})
    written = b""

    def keep(handle: int) -> bytes:
        nonlocal written
        data = os.read(handle, 1024)
        written += data
        return data

    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        pty.spawn([sys.executable, str(ROOT / "make_pdf.py"), "good"], keep)
    finally:
        os.chdir(here)
    assert b"Composing" in written
    assert b"\x1b[" in written
    assert b"good" in written
    piped = run("good", cwd=tmp_path)
    assert "Composing" not in piped.stdout + piped.stderr


def test_schema_prints_json(tmp_path: Path) -> None:
    for kind in ("handout", "practice"):
        assert json.loads(run("schema", kind, cwd=tmp_path).stdout)["type"] == "object"


def test_a_checkout_is_a_workspace_for_who_works_in_it(tmp_path: Path) -> None:
    """Tried on a copy of it."""
    for part in ("press", "handouts", "layouts", "assets"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "make_pdf.py", tmp_path)
    command = [sys.executable, "make_pdf.py"]
    done = subprocess.run(
        [*command, "new", "mine"], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "handouts/mine.yaml\n")
    listed = subprocess.run(
        [*command, "list"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    assert "practice" not in listed
    assert len(re.findall(r"^handout +\S+ +stock", listed, re.MULTILINE)) == len(STOCK_HANDOUTS) + 1


def test_the_papers_that_may_be_asked_for_are_those_there_are() -> None:
    assert options.PAPERS == limits.PAPERS == tuple(SHEETS)


def test_a_layout_that_cannot_be_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For its paper, or its edition: the others of the same handout, and of others, are made."""
    root = str(
        workspace(tmp_path, handouts={"good": GOOD, "other": {**GOOD, "layouts": ["sheet"]}}).home
    )
    where = ["--workspace", root, "build", "--output", str(tmp_path / "out")]
    assert (
        main([*where, "good", "--layout", "bifold", "--layout", "trifold", "--paper", "legal"]) == 1
    )
    assert (
        "L11 The layout 'bifold' is not made for legal paper. Use --paper letter or a4."
        in capsys.readouterr().err
    )
    assert (
        main(
            [
                *where,
                "good",
                "other",
                "--layout",
                "faq-sheet",
                "--layout",
                "trifold",
                "--edition",
                "large-print",
            ]
        )
        == 1
    )
    assert capsys.readouterr().err.count(": L07 ") == 2
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "good.faq-sheet.large-print.pdf",
        "good.trifold.legal.pdf",
        "other.faq-sheet.large-print.pdf",
    ]


def test_who_can_have_an_address_side_is_asked_of_the_layouts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # The practice names them: only named layouts are run, besides the stock's.
    practice = {**PRACTICE, "layouts": ["ours", "bifold"]}
    good = {**GOOD, "back": "mailer", "layouts": ["zfold"]}
    ours = workspace(tmp_path, practice, {"good": good})
    layout = 'from press.layout import stock\n\n\nclass Ours(stock("trifold")):\n    mails = {}\n'
    for name, mails in (("ours", True), ("bifold", False)):
        (tmp_path / "layouts" / f"{name}.py").write_text(layout.format(mails), encoding="utf-8")
    assert main(["--workspace", ours.home, "build", "--output", str(tmp_path / "out")]) == 1
    assert (
        "L12 'zfold' has no back for the address side. Use --layout ours or trifold, or set"
        in capsys.readouterr().err
    )

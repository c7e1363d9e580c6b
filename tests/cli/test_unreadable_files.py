"""A giant file, a pipe, a device or a folder in the place of a file: one line, and soon."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.samples import PRACTICE, workspace

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pipes, devices and sparse files")
HANDOUT = {"title": "Good", "sections": [{"heading": "Why?", "body": "So."}]}
PICTURED = {**HANDOUT, "picture": {"file": "odd.png", "alt": "A square"}}
MOST_MEMORY = 1 << 30  # of addresses, which are more than what is used


def giant(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(3 << 30)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


KINDS = {"giant": giant, "pipe": pipe, "device": device, "folder": folder}

# What is odd, the arguments, and the code of the problem with a giant; others are W03 or P01.
READERS = {
    "handout": ("handouts/odd.yaml", ["build", "odd"], "Y11"),
    "practice": ("assets/practice.yaml", ["build", "good"], "Y11"),
    "packet": ("handouts/packets/odd.yaml", ["packet", "odd"], "Y11"),
    "mailing": ("handouts/mailings/odd.yaml", ["mail", "odd", "list.csv"], "Y11"),
    "picture": ("assets/pictures/odd.png", ["build", "pictured"], "P04"),
    "logo": ("assets/odd.svg", ["build", "good"], "P04"),
    "font": ("assets/fonts/odd.ttf", ["build", "good"], "P06"),
    "imposed": ("odd.pdf", ["impose", "odd.pdf", "--as", "2up"], "S04"),
    "checked": ("odd.pdf", ["check", "odd.pdf"], "W03"),
    "values": ("odd.yaml", ["packet", "scs-trial", "--values", "odd.yaml"], "Y11"),
    "record": ("odd.json", ["packet", "scs-trial", "--again", "odd.json"], "W03"),
}


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def run(where: Path, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "make_pdf.py"), *arguments],
        cwd=where,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        preexec_fn=limited,
    )


def practice(where: Path, reader: str) -> None:
    details = dict(PRACTICE)
    if reader == "logo":
        details["logo"] = "odd.svg"
    if reader == "font":
        details["fonts"] = {"regular": "odd.ttf", "bold": "odd.ttf"}
    workspace(where, details, {"good": HANDOUT, "pictured": PICTURED})
    (where / "list.csv").write_text("name\n", encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", READERS)
def test_what_is_no_file_of_a_fair_size_is_one_line(tmp_path: Path, reader: str, kind: str) -> None:
    practice(tmp_path, reader)
    name, arguments, code = READERS[reader]
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    make: Callable[[Path], None] = KINDS[kind]
    make(path)
    done = run(tmp_path, [*arguments])
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    codes = {line.split(": ")[1].split()[0] for line in done.stderr.splitlines()}
    assert codes & ({code} if kind == "giant" else {"W03", "P01", "W01"}), done.stderr
    assert not list(tmp_path.rglob("out/*.pdf"))


def test_a_list_of_handouts_reads_none_of_them(tmp_path: Path) -> None:
    practice(tmp_path, "handout")
    for kind, make in KINDS.items():
        make(tmp_path / "handouts" / f"{kind}.yaml")
    done = run(tmp_path, ["list"])
    assert done.returncode == 0, done.stderr
    table = done.stdout.partition("\n\n")[0].splitlines()
    rows = {line.split()[1]: " ".join(line.split()[3:]) for line in table}
    assert rows["giant"] == "has problems"
    assert rows["pipe"] == rows["device"] == "cannot be read"


def test_a_giant_that_nothing_names_is_not_read(tmp_path: Path) -> None:
    practice(tmp_path, "handout")
    giant(tmp_path / "assets" / "film.mp4")
    giant(tmp_path / "handouts" / "notes.txt")
    done = run(tmp_path, ["build", "good", "--layout", "faq-sheet"])
    assert done.returncode == 0, done.stderr


def test_a_part_of_a_packet_may_be_no_pipe(tmp_path: Path) -> None:
    practice(tmp_path, "handout")
    packets = tmp_path / "handouts" / "packets"
    packets.mkdir()
    part = {"insert": "odd.pdf", "title": "Odd"}
    (packets / "odd.yaml").write_text(json.dumps({"title": "Odd", "parts": [part]}))
    (tmp_path / "assets" / "inserts").mkdir()
    pipe(tmp_path / "assets" / "inserts" / "odd.pdf")
    done = run(tmp_path, ["packet", "odd"])
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_values_without_an_end_are_one_line(tmp_path: Path) -> None:
    with Path("/dev/zero").open("rb") as zero:
        done = subprocess.run(
            [sys.executable, str(ROOT / "make_pdf.py"), "packet", "scs-trial", "--values", "-"],
            cwd=tmp_path,
            stdin=zero,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            preexec_fn=limited,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") >= 1
    assert "Traceback" not in done.stderr

"""Two PDFs of other programs bound into a packet of sixteen pages: against pypdf, which puts the same parts one after the other."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from pypdf import PdfReader, PdfWriter

from benchmarks.content import ROOT
from benchmarks.measuring import Took, in_turn
from press.binding.bind import bind
from press.intake.intake import IntakeRequest, take_in_all
from press.pdf.encrypt import protect
from press.problems import Place
from press.proof.checks import examine
from tests.binding.packet_samples import inserts, packet
from tests.intake.intake_samples import plain
from tests.samples import EVERYTHING, compose, handout

PAGES = 16
CASES = (
    "bind",
    "pypdf, one after the other, without tags",
    "take in both, each in a process of its own",
    "protect",
)
PHRASE = "four words nobody guesses"


def tables(folder: Path, rounds: int) -> None:
    """A tagged PDF of three pages and an untagged one of two."""
    names = ("paragraphs", "nested lists", "steps", "table", "links", "boxes")
    tagged = compose(handout(*(EVERYTHING[name] for name in names)), "instructions").data
    for name, data in (("tagged", tagged), ("plain", plain(2))):
        (folder / f"{name}.pdf").write_bytes(data)
    asked = [
        IntakeRequest(str(folder / f"{name}.pdf"), Place(str(ROOT))) for name in ("tagged", "plain")
    ]
    taken = dict(zip(("tagged", "plain"), take_in_all(asked), strict=True))
    waiting = {name: one.pages for name, one in taken.items()}
    short = packet(waiting)
    made = packet(waiting, more=PAGES - len(PdfReader(io.BytesIO(short.data)).pages))
    several = inserts(made, taken)
    bound = bind(made.data, several)
    assert len(PdfReader(io.BytesIO(bound.data)).pages) == PAGES
    assert {one.kind for one in examine(bound.data, "").findings} == {"loose-font"}, (
        "its tags are not whole"
    )
    parts = [made.data, *(one.data for one in taken.values())]
    runs: list[Callable[[], bytes]] = [
        lambda: bind(made.data, several).data,
        lambda: _appended(parts),
        lambda: take_in_all(asked)[0].data,
        lambda: protect(bound.data, PHRASE),
    ]
    took = in_turn(rounds, {name: _timed(run) for name, run in zip(CASES, runs, strict=True)})
    base = took[CASES[1]].milliseconds
    pages = " and ".join(str(one.pages) for one in taken.values())
    print(f"\nbinding: {PAGES} pages, {pages} of them from two PDFs of others\n")
    print("| | ms | × pypdf | bytes |")
    print("|---|---:|---:|---:|")
    for name, one in took.items():
        print(
            f"| {name} | {one.milliseconds:.1f} | {one.milliseconds / base:.2f} | {one.size:,.0f} |"
        )
    _whole(folder, rounds, tagged)


def _whole(folder: Path, rounds: int, tagged: bytes) -> None:
    """The command from start to end, as somebody types it: an example packet with two files of others in it."""
    ours = folder / "examples"
    shutil.copytree(ROOT / "examples", ours, dirs_exist_ok=True)
    (ours / "assets" / "tagged.pdf").write_bytes(tagged)
    (ours / "assets" / "plain.pdf").write_bytes(plain(2))
    packet_file = ours / "handouts" / "packets" / "scs-trial.yaml"
    text = packet_file.read_text(encoding="utf-8")
    files = "  - {file: tagged.pdf, title: One}\n  - {file: plain.pdf, title: Other, accessible: no, front: no}\n"
    parts = text[text.index("  - signatures:") : text.index("  - diary:")]
    packet_file.write_text(text.replace(parts, files), encoding="utf-8")
    out = folder / "packet"
    command = [
        sys.executable,
        str(ROOT / "make_pdf.py"),
        "--workspace",
        str(ours),
        "packet",
        "scs-trial",
        "--draft",
    ]
    command += ["--values", str(ROOT / "examples" / "values.yaml"), "--output", str(out)]
    command += ["--printed", "2027-02-01T09:00"]

    def run() -> bytes:
        subprocess.run(command, check=True, capture_output=True)
        return out.with_suffix(".pdf").read_bytes()

    took = in_turn(rounds, {"whole": _timed(run)})["whole"]
    pages = len(PdfReader(io.BytesIO(run())).pages)
    assert pages >= PAGES, "it is no packet of sixteen pages"
    print(
        f"| the whole command, cold: {pages} pages | {took.milliseconds:.0f} | | {took.size:,.0f} |"
    )


def _appended(parts: list[bytes]) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for part in parts:
        writer.append(io.BytesIO(part))
    writer.write(out)
    return out.getvalue()


def _timed(run: Callable[[], bytes]) -> Callable[[int], Took]:
    def one(_: int) -> Took:
        started = perf_counter()
        data = run()
        return Took((perf_counter() - started) * 1000, len(data))

    return one

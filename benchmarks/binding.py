"""The time to bind two third-party PDFs into a packet, beside appending them with pypdf."""

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
from benchmarks.measuring import Measurement, measure_in_turn
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


def print_tables(folder: Path, rounds: int) -> None:
    """Print the table for a tagged PDF of three pages and an untagged one of two.

    Checks first that the packet has all pages and complete tags.
    """
    names = ("paragraphs", "nested lists", "steps", "table", "links", "boxes")
    tagged = compose(handout(*(EVERYTHING[name] for name in names)), "instructions").data
    for name, data in (("tagged", tagged), ("plain", plain(2))):
        (folder / f"{name}.pdf").write_bytes(data)
    requests = [
        IntakeRequest(str(folder / f"{name}.pdf"), Place(str(ROOT))) for name in ("tagged", "plain")
    ]
    taken = dict(zip(("tagged", "plain"), take_in_all(requests), strict=True))
    page_counts = {name: document.pages for name, document in taken.items()}
    short = packet(page_counts)
    whole = packet(page_counts, more=PAGES - len(PdfReader(io.BytesIO(short.data)).pages))
    several = inserts(whole, taken)
    bound = bind(whole.data, several)
    assert len(PdfReader(io.BytesIO(bound.data)).pages) == PAGES
    kinds = {finding.kind for finding in examine(bound.data, "").findings}
    assert kinds == {"loose-font"}, "its tags are not complete"
    parts = [whole.data, *(document.data for document in taken.values())]
    runs: list[Callable[[], bytes]] = [
        lambda: bind(whole.data, several).data,
        lambda: _append_with_pypdf(parts),
        lambda: take_in_all(requests)[0].data,
        lambda: protect(bound.data, PHRASE),
    ]
    timers = {name: _timer(run) for name, run in zip(CASES, runs, strict=True)}
    measurements = measure_in_turn(rounds, timers)
    base = measurements[CASES[1]].milliseconds
    pages = " and ".join(map(str, page_counts.values()))
    print(f"\nbinding: {PAGES} pages, {pages} of them from two PDFs of others\n")
    print("| | ms | × pypdf | bytes |")
    print("|---|---:|---:|---:|")
    for name, measured in measurements.items():
        ratio = measured.milliseconds / base
        print(f"| {name} | {measured.milliseconds:.1f} | {ratio:.2f} | {measured.size:,.0f} |")
    _time_command(folder, rounds, tagged)


def _time_command(folder: Path, rounds: int, tagged: bytes) -> None:
    """Print the time of the whole command, for an example packet with two third-party files."""
    examples = folder / "examples"
    shutil.copytree(ROOT / "examples", examples, dirs_exist_ok=True)
    (examples / "assets" / "tagged.pdf").write_bytes(tagged)
    (examples / "assets" / "plain.pdf").write_bytes(plain(2))
    packet_file = examples / "handouts" / "packets" / "scs-trial.yaml"
    text = packet_file.read_text(encoding="utf-8")
    files = (
        "  - {file: tagged.pdf, title: One}\n"
        "  - {file: plain.pdf, title: Other, accessible: no, front: no}\n"
    )
    parts = text[text.index("  - signatures:") : text.index("  - diary:")]
    packet_file.write_text(text.replace(parts, files), encoding="utf-8")
    out = folder / "packet"
    command = [
        sys.executable,
        str(ROOT / "make_pdf.py"),
        "--workspace",
        str(examples),
        "packet",
        "scs-trial",
        "--draft",
    ]
    command += ["--values", str(ROOT / "examples" / "values.yaml"), "--output", str(out)]
    command += ["--printed", "2027-02-01T09:00"]

    def run() -> bytes:
        subprocess.run(command, check=True, capture_output=True)
        return out.with_suffix(".pdf").read_bytes()

    whole = measure_in_turn(rounds, {"whole": _timer(run)})["whole"]
    pages = len(PdfReader(io.BytesIO(run())).pages)
    assert pages >= PAGES, "the packet has fewer than sixteen pages"
    figures = f"{whole.milliseconds:.0f} | | {whole.size:,.0f}"
    print(f"| the whole command, cold: {pages} pages | {figures} |")


def _append_with_pypdf(parts: list[bytes]) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for part in parts:
        writer.append(io.BytesIO(part))
    writer.write(out)
    return out.getvalue()


def _timer(run: Callable[[], bytes]) -> Callable[[int], Measurement]:
    def measure(_: int) -> Measurement:
        started = perf_counter()
        data = run()
        return Measurement((perf_counter() - started) * 1000, len(data))

    return measure

"""Two PDFs of other programs bound into a packet of sixteen pages: against pypdf, which puts the same parts one after the other."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from pypdf import PdfReader, PdfWriter

from benchmarks.content import ROOT
from benchmarks.measuring import Took, in_turn
from press.finishing.binding import bind
from press.finishing.protect import protect
from press.intake.taking import Asked, take_in_all
from press.problems import Place
from press.proof.checking import examine
from tests.finishing.packet import inserts, packet
from tests.intake.making import plain
from tests.making import EVERYTHING, compose, handout

PAGES = 16
CASES = ("bind", "pypdf, one after the other, without tags", "take in both, each in a process of its own", "protect")
PHRASE = "four words nobody guesses"


def tables(folder: Path, rounds: int) -> None:
    """A tagged PDF of three pages and an untagged one of two."""
    names = ("paragraphs", "nested lists", "steps", "table", "links", "boxes")
    tagged = compose(handout(*(EVERYTHING[name] for name in names)), "instructions").data
    for name, data in (("tagged", tagged), ("plain", plain(2))):
        (folder / f"{name}.pdf").write_bytes(data)
    asked = [Asked(str(folder / f"{name}.pdf"), Place(str(ROOT))) for name in ("tagged", "plain")]
    taken = dict(zip(("tagged", "plain"), take_in_all(asked), strict=True))
    waiting = {name: one.pages for name, one in taken.items()}
    short = packet(waiting)
    made = packet(waiting, more=PAGES - len(PdfReader(io.BytesIO(short.data)).pages))
    several = inserts(made, taken)
    bound = bind(made.data, several)
    assert len(PdfReader(io.BytesIO(bound.data)).pages) == PAGES
    assert {one.kind for one in examine(bound.data, "").findings} == {"loose-font"}, "its tags are not whole"
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
        print(f"| {name} | {one.milliseconds:.1f} | {one.milliseconds / base:.2f} | {one.size:,.0f} |")


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

"""The tables of README.md: what a page costs here and elsewhere, in the same run, in turn, medians and ratios.

    python benchmarks/run.py [--rounds N] [tagged] [warm] [cold] [fitting] [binding] [lists]

It needs the group ``bench`` of pyproject.toml and some quiet on the machine.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import binding, fitting, lists, tagged
from benchmarks.checking import check
from benchmarks.content import HANDOUT, LAYOUTS, varied, write_page
from benchmarks.measuring import Cold, Took, Warm, in_turn

PEERS = {
    "handout_press": "Handout Press",
    "typst_page": "Typst, tagged (PDF/UA-1)",
    "plain_reportlab": "plain ReportLab script",
    "weasyprint_page": "WeasyPrint, tagged (PDF/UA-1)",
}
SCRIPTS = ("plain_reportlab", "typst_page", "weasyprint_page")


def warm_tables(folder: Path, rounds: int) -> None:
    """One page again and again, each time with another summary, each peer in a process of its own."""
    page = json.loads(write_page(folder).read_text(encoding="utf-8"))
    for layout in LAYOUTS:
        running = {peer: Warm(peer, folder) for peer in PEERS}
        taken = in_turn(rounds, {peer: _maker(one, layout) for peer, one in running.items()})
        for peer, one in running.items():
            one.close()
            check(folder / f"{peer}.{layout}.pdf", varied(page, rounds), layout)
        print(f"\n{layout}, warm\n")
        _print_table(
            {PEERS[peer]: took for peer, took in taken.items()}, PEERS["typst_page"], "× Typst"
        )


def _maker(one: Warm, layout: str) -> Callable[[int], Took]:
    return lambda number: one.make(layout, number)


def cold_tables(folder: Path, rounds: int) -> None:
    """The same as whole processes; and the two commands that should cost next to nothing."""
    write_page(folder)
    runner = Cold()
    for layout in LAYOUTS:
        building = Building(folder, layout, runner)
        cases: dict[str, Callable[[int], Took]] = {
            "Handout Press, the handout changed": building.changed,
            "Handout Press, without its cache": building.without_cache,
            "Handout Press, nothing changed": building.unchanged,
            "`make-pdf list`": lambda _: runner.run(
                [sys.executable, str(ROOT / "make_pdf.py"), "list"]
            ),
            **{PEERS[peer]: _script(folder, layout, peer, runner) for peer in SCRIPTS},
            "Python itself, doing nothing": lambda _: runner.run([sys.executable, "-c", "pass"]),
        }
        print(f"\n{layout}, cold: whole processes\n")
        _print_table(
            in_turn(rounds, cases), PEERS["plain_reportlab"], "× plain ReportLab", sizes=False
        )
    runner.close()


def _script(folder: Path, layout: str, peer: str, runner: Cold) -> Callable[[int], Took]:
    file = ROOT / "benchmarks" / "peers" / f"{peer}.py"
    return lambda _: runner.run(
        [sys.executable, str(file), str(folder), layout, str(folder / "cold.pdf")]
    )


class Building:
    """``make-pdf build`` of one handout in a practice's own workspace, in three states of what it may have kept."""

    def __init__(self, folder: Path, layout: str, runner: Cold) -> None:
        self.folder, self.layout, self.runner = folder, layout, runner

    def changed(self, number: int) -> Took:
        """The handout was changed since: only what does not depend on it can have been kept."""
        return self._build(_workspace(self.folder / "changed", number), {})

    def without_cache(self, number: int) -> Took:
        return self._build(_workspace(self.folder / "off", number), {"HANDOUT_PRESS_CACHE": "off"})

    def unchanged(self, number: int) -> Took:
        return self._build(_workspace(self.folder / "same", 0), {})

    def _build(self, where: Path, environment: Mapping[str, str]) -> Took:
        command = [
            sys.executable,
            str(ROOT / "make_pdf.py"),
            "--workspace",
            str(where),
            "build",
            HANDOUT,
            "--layout",
            self.layout,
        ]
        cache = {"HANDOUT_PRESS_CACHE": str(self.folder / "cache")}
        return self.runner.run([*command, "--output", str(where / "out")], {**cache, **environment})


def _workspace(where: Path, number: int) -> Path:
    """A practice's own workspace, whose handout has this number in its summary."""
    page = json.loads((where.parent / "page.json").read_text(encoding="utf-8"))
    for part in ("handouts", "assets"):
        (where / part).mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "assets" / "practice.yaml", where / "assets")
    (where / "handouts" / f"{HANDOUT}.yaml").write_text(
        varied(page, number)["yaml"], encoding="utf-8"
    )
    return where


def _print_table(taken: Mapping[str, Took], against: str, ratio: str, sizes: bool = True) -> None:
    print(f"| | ms | {ratio} |{' bytes |' if sizes else ''} peak MB |")
    print(f"|---|---:|---:|{'---:|' if sizes else ''}---:|")
    for name, took in taken.items():
        part = took.milliseconds / taken[against].milliseconds
        size = f" {took.size:,.0f} |" if sizes else ""
        print(f"| {name} | {took.milliseconds:.1f} | {part:.2f} |{size} {took.peak:.0f} |")


def _versions() -> str:
    names = ("reportlab", "rl_accel", "typst", "weasyprint")
    found = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    return f"Python {platform.python_version()}, {found}; {os.cpu_count()} cores"


TABLES: dict[str, Callable[[Path, int], Any]] = {
    "tagged": tagged.tables,
    "warm": warm_tables,
    "cold": cold_tables,
    "fitting": fitting.tables,
    "binding": binding.tables,
    "lists": lists.tables,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument(
        "tables", nargs="*", metavar="TABLE", help=f"{', '.join(TABLES)}; all, if none is named"
    )
    parser.add_argument(
        "--rounds", type=int, default=15, help="how often each is measured (default: 15)"
    )
    options = parser.parse_args()
    print(_versions())
    with tempfile.TemporaryDirectory() as folder:
        for name in options.tables or TABLES:
            TABLES[name](Path(folder), options.rounds)


if __name__ == "__main__":
    main()

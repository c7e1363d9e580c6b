"""Print the tables of README.md: the medians of all peers, measured in turn in the same run.

    python benchmarks/run.py [--rounds N] [tagged] [warm] [cold] [fitting] [binding] [lists]

The group ``bench`` of pyproject.toml must be installed, and the machine should be idle.
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
from benchmarks.checking import check_pdf
from benchmarks.content import HANDOUT, LAYOUTS, with_number, write_page
from benchmarks.measuring import ColdRunner, Measurement, WarmPeer, measure_in_turn

PEERS = {
    "handout_press": "Handout Press",
    "typst_page": "Typst, tagged (PDF/UA-1)",
    "plain_reportlab": "plain ReportLab script",
    "weasyprint_page": "WeasyPrint, tagged (PDF/UA-1)",
}
SCRIPTS = ("plain_reportlab", "typst_page", "weasyprint_page")


def print_warm_tables(folder: Path, rounds: int) -> None:
    """Print the time to make one page repeatedly, each time with another summary.

    Each peer has its own process, and its last PDF is checked.
    """
    page = json.loads(write_page(folder).read_text(encoding="utf-8"))
    for layout in LAYOUTS:
        peers = {name: WarmPeer(name, folder) for name in PEERS}
        cases = {name: peer.maker(layout) for name, peer in peers.items()}
        measurements = measure_in_turn(rounds, cases)
        for name, peer in peers.items():
            peer.close()
            check_pdf(folder / f"{name}.{layout}.pdf", with_number(page, rounds), layout)
        print(f"\n{layout}, warm\n")
        rows = {PEERS[name]: measured for name, measured in measurements.items()}
        _print_table(rows, PEERS["typst_page"], "× Typst")


def print_cold_tables(folder: Path, rounds: int) -> None:
    """Print the times of whole processes, also of two commands that should take hardly any time."""
    write_page(folder)
    runner = ColdRunner()
    for layout in LAYOUTS:
        building = BuildCase(folder, layout, runner)
        cases: dict[str, Callable[[int], Measurement]] = {
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
        measurements = measure_in_turn(rounds, cases)
        _print_table(measurements, PEERS["plain_reportlab"], "× plain ReportLab", sizes=False)
    runner.close()


def _script(
    folder: Path, layout: str, peer: str, runner: ColdRunner
) -> Callable[[int], Measurement]:
    file = ROOT / "benchmarks" / "peers" / f"{peer}.py"
    return lambda _: runner.run(
        [sys.executable, str(file), str(folder), layout, str(folder / "cold.pdf")]
    )


class BuildCase:
    """``make-pdf build`` of one handout in a practice's workspace, with three cache states."""

    def __init__(self, folder: Path, layout: str, runner: ColdRunner) -> None:
        self.folder, self.layout, self.runner = folder, layout, runner

    def changed(self, number: int) -> Measurement:
        """Build a handout that has changed: only data that do not depend on it are in the cache."""
        return self._build(_workspace(self.folder / "changed", number), {})

    def without_cache(self, number: int) -> Measurement:
        """Build a changed handout with the cache switched off."""
        return self._build(_workspace(self.folder / "off", number), {"HANDOUT_PRESS_CACHE": "off"})

    def unchanged(self, number: int) -> Measurement:
        """Build a handout that has not changed since the last round."""
        return self._build(_workspace(self.folder / "same", 0), {})

    def _build(self, workspace: Path, environment: Mapping[str, str]) -> Measurement:
        command = [
            sys.executable,
            str(ROOT / "make_pdf.py"),
            "--workspace",
            str(workspace),
            "build",
            HANDOUT,
            "--layout",
            self.layout,
        ]
        cache = {"HANDOUT_PRESS_CACHE": str(self.folder / "cache")}
        command += ["--output", str(workspace / "out")]
        return self.runner.run(command, {**cache, **environment})


def _workspace(folder: Path, number: int) -> Path:
    """Write a practice's workspace whose handout has this number in its summary."""
    page = json.loads((folder.parent / "page.json").read_text(encoding="utf-8"))
    for part in ("handouts", "assets"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "assets" / "practice.yaml", folder / "assets")
    handout = folder / "handouts" / f"{HANDOUT}.yaml"
    handout.write_text(with_number(page, number)["yaml"], encoding="utf-8")
    return folder


def _print_table(
    measurements: Mapping[str, Measurement], base: str, ratio: str, sizes: bool = True
) -> None:
    """Print a row for each case, with its time as a multiple of the time of ``base``."""
    print(f"| | ms | {ratio} |{' bytes |' if sizes else ''} peak MB |")
    print(f"|---|---:|---:|{'---:|' if sizes else ''}---:|")
    for name, measured in measurements.items():
        multiple = measured.milliseconds / measurements[base].milliseconds
        size = f" {measured.size:,.0f} |" if sizes else ""
        figures = f"{measured.milliseconds:.1f} | {multiple:.2f} |{size} {measured.peak:.0f}"
        print(f"| {name} | {figures} |")


def _versions() -> str:
    names = ("reportlab", "rl_accel", "typst", "weasyprint")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    return f"Python {platform.python_version()}, {versions}; {os.cpu_count()} cores"


TABLES: dict[str, Callable[[Path, int], Any]] = {
    "tagged": tagged.print_tables,
    "warm": print_warm_tables,
    "cold": print_cold_tables,
    "fitting": fitting.print_tables,
    "binding": binding.print_tables,
    "lists": lists.print_tables,
}


def main() -> None:
    """Print the tables that the command line names, or all."""
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

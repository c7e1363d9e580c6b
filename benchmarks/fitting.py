"""The time to find the size of the body text, and the time to build the whole stock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import mean, median
from time import perf_counter
from typing import Any

from benchmarks.content import ROOT
from benchmarks.measuring import ColdRunner, Measurement, measure_in_turn
from press.brand.brand import read_brand
from press.content.handout import filled, read_handout
from press.layout import load_layout
from press.workspace import open_workspace

NAMES = sorted(file.stem for file in (ROOT / "handouts").glob("*.yaml"))
LAYOUTS = sorted(file.stem for file in (ROOT / "layouts").glob("*.py"))


def print_tables(folder: Path, rounds: int) -> None:
    """Print both tables. The size is found, or given as it was found."""
    print("\nfitting, warm: found, and at the size that was found\n")
    print("| | found, ms | at once, ms | found / at once | sizes tried |")
    print("|---|---:|---:|---:|---:|")
    for layout in LAYOUTS:
        searched, given, tried = _measure_layout(layout, rounds)
        print(f"| {layout} | {searched:.1f} | {given:.1f} | {searched / given:.2f} | {tried:.1f} |")
    _print_whole_stock(folder, max(3, rounds // 5))


def _measure_layout(layout: str, rounds: int) -> tuple[float, float, float]:
    """Return the means of the stock handouts: milliseconds with the size found, and with it given.

    The third value is the number of sizes tried.
    """
    workspace = open_workspace(str(ROOT))
    brand, _ = read_brand(workspace)
    loaded = load_layout(workspace, layout)
    with_search: list[float] = []
    without_search: list[float] = []
    tried: list[int] = []
    for name in NAMES:
        handout = filled(read_handout(str(ROOT / "handouts" / f"{name}.yaml")), brand.values)
        size = loaded().compose(handout, brand).body_size
        given: Any = type(
            "Given",
            (loaded,),
            {"sizes": (size,), "body_sizes": lambda self, brand: list(self.sizes)},
        )
        counted: Any = type("Counted", (loaded,), {"arrange": _counting_arrange(loaded, tried)})
        counted().compose(handout, brand)
        cases = {"found": _timer(loaded, handout, brand), "given": _timer(given, handout, brand)}
        times = measure_in_turn(rounds, cases)
        with_search.append(times["found"].milliseconds)
        without_search.append(times["given"].milliseconds)
    return mean(with_search), mean(without_search), len(tried) / len(NAMES)


def _counting_arrange(loaded: Any, tried: list[int]) -> Callable[[Any, Any], Any]:
    def arrange(self: Any, story: Any) -> Any:
        tried.append(1)
        return loaded.arrange(self, story)

    return arrange


def _timer(layout: Any, handout: Any, brand: Any) -> Callable[[int], Measurement]:
    def run(_: int) -> Measurement:
        started = perf_counter()
        layout().compose(handout, brand)
        return Measurement((perf_counter() - started) * 1000)

    return run


def _print_whole_stock(folder: Path, rounds: int) -> None:
    """Print the time to build every handout in every layout, in one process and in two."""
    halves = [LAYOUTS[0::2], LAYOUTS[1::2]]
    single: list[float] = []
    double: list[float] = []
    runners = [ColdRunner(), ColdRunner()]
    for number in range(rounds + 1):
        for seconds, parts in ((single, [LAYOUTS]), (double, halves)):
            out = folder / f"stock-{number}-{len(parts)}"  # a new folder: nothing may be unchanged
            started = perf_counter()
            with ThreadPoolExecutor(2) as pool:
                commands = [_command(out, part) for part in parts]
                list(pool.map(ColdRunner.run, runners, commands))
            if number:
                seconds.append(perf_counter() - started)
            assert len(list(out.glob("*.pdf"))) == len(NAMES) * len(LAYOUTS), "not all were built"
    for runner in runners:
        runner.close()
    count = len(NAMES) * len(LAYOUTS)
    print(f"\nthe whole stock in all layouts, cold: {count} PDFs\n")
    print("| | s | × one process | PDFs a second |")
    print("|---|---:|---:|---:|")
    for name, seconds in (("one process", single), ("two processes", double)):
        took = median(seconds)
        print(f"| {name} | {took:.2f} | {took / median(single):.2f} | {count / took:.0f} |")


def _command(out: Path, layouts: list[str]) -> list[str]:
    options = [part for layout in layouts for part in ("--layout", layout)]
    return [sys.executable, str(ROOT / "make_pdf.py"), "build", *options, "--output", str(out)]

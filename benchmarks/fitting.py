"""What it costs to find the size of the body: against composing once at the size that was found. And the stock, whole."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.content import ROOT
from benchmarks.measuring import Cold, Took, in_turn
from press.brand.brand import read_brand
from press.content.handout import filled, read_handout
from press.layout import load_layout
from press.workspace import open_workspace

NAMES = sorted(file.stem for file in (ROOT / "handouts").glob("*.yaml"))
LAYOUTS = sorted(file.stem for file in (ROOT / "layouts").glob("*.py"))


def tables(folder: Path, rounds: int) -> None:
    print("\nfitting, warm: found, and at the size that was found\n")
    print("| | found, ms | at once, ms | found / at once | sizes tried |")
    print("|---|---:|---:|---:|---:|")
    for layout in LAYOUTS:
        found, once, tried = _fitted(layout, rounds)
        print(f"| {layout} | {found:.1f} | {once:.1f} | {found / once:.2f} | {tried:.1f} |")
    _whole_stock(folder, max(3, rounds // 5))


def _fitted(layout: str, rounds: int) -> tuple[float, float, float]:
    """Milliseconds a handout, of the whole stock: the size found, and given; and how many sizes were tried."""
    where = open_workspace(str(ROOT))
    brand, _ = read_brand(where)
    loaded = load_layout(where, layout)
    found: list[float] = []
    once: list[float] = []
    tried: list[int] = []
    for name in NAMES:
        handout = filled(read_handout(str(ROOT / "handouts" / f"{name}.yaml")), brand.values)
        size = loaded().compose(handout, brand).body_size
        given: Any = type(
            "Given",
            (loaded,),
            {"sizes": (size,), "body_sizes": lambda self, brand: list(self.sizes)},
        )
        counted: Any = type("Counted", (loaded,), {"arrange": _counting(loaded, tried)})
        counted().compose(handout, brand)
        times = in_turn(
            rounds, {"found": _timed(loaded, handout, brand), "once": _timed(given, handout, brand)}
        )
        found.append(times["found"].milliseconds)
        once.append(times["once"].milliseconds)
    return sum(found) / len(found), sum(once) / len(once), sum(tried) / len(NAMES)


def _counting(loaded: Any, tried: list[int]) -> Callable[[Any, Any], Any]:
    def arrange(self: Any, story: Any) -> Any:
        tried.append(1)
        return loaded.arrange(self, story)

    return arrange


def _timed(layout: Any, handout: Any, brand: Any) -> Callable[[int], Took]:
    def run(_: int) -> Took:
        started = perf_counter()
        layout().compose(handout, brand)
        return Took((perf_counter() - started) * 1000)

    return run


def _whole_stock(folder: Path, rounds: int) -> None:
    """The command for every handout in every layout: all in one process, and half of the layouts in each of two."""
    halves = [LAYOUTS[0::2], LAYOUTS[1::2]]
    one: list[float] = []
    two: list[float] = []
    runners = [Cold(), Cold()]
    for number in range(rounds + 1):
        for taken, parts in ((one, [LAYOUTS]), (two, halves)):
            out = (
                folder / f"stock-{number}-{len(parts)}"
            )  # a new one each time, or nothing has changed
            started = perf_counter()
            with ThreadPoolExecutor(2) as pool:
                commands = [_command(out, part) for part in parts]
                list(pool.map(Cold.run, runners, commands))
            if number:
                taken.append(perf_counter() - started)
            assert len(list(out.glob("*.pdf"))) == len(NAMES) * len(LAYOUTS), "not all were built"
    for runner in runners:
        runner.close()
    count = len(NAMES) * len(LAYOUTS)
    print(f"\nthe whole stock in all layouts, cold: {count} PDFs\n")
    print("| | s | × one process | PDFs a second |")
    print("|---|---:|---:|---:|")
    for name, taken in (("one process", one), ("two processes", two)):
        took = median(taken)
        print(f"| {name} | {took:.2f} | {took / median(one):.2f} | {count / took:.0f} |")


def _command(out: Path, layouts: list[str]) -> list[str]:
    asked = [part for layout in layouts for part in ("--layout", layout)]
    return [sys.executable, str(ROOT / "make_pdf.py"), "build", *asked, "--output", str(out)]

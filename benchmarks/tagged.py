"""Plain against tagged: what the structure tree costs, for the stock handouts in both layouts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.content import LAYOUTS, ROOT, write_words
from benchmarks.measuring import Took, Warm, in_turn

SIDES = {"faq-sheet": 1, "trifold": 2}


def tables(folder: Path, rounds: int) -> None:
    """Each handout in each layout, in turn with tags and without, each way in a process of its own."""
    print("\nplain against tagged, warm\n")
    print(
        "| | plain, ms | tagged, ms | tagged / plain | plain, bytes a page | tagged, bytes a page | plain, MB | tagged, MB |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for file in sorted((ROOT / "handouts").glob("*.yaml")):
        place = folder / file.stem
        place.mkdir()
        write_words(place, file.stem)
        for layout in LAYOUTS:
            plain, tagged = _pair(place, layout, rounds)
            pages = SIDES[layout]
            sizes = f"{plain.size / pages:,.0f} | {tagged.size / pages:,.0f}"
            times = f"{plain.milliseconds:.1f} | {tagged.milliseconds:.1f} | {tagged.milliseconds / plain.milliseconds:.2f}"
            print(
                f"| {file.stem}, {layout} | {times} | {sizes} | {plain.peak:.0f} | {tagged.peak:.0f} |"
            )


def _pair(folder: Path, layout: str, rounds: int) -> tuple[Took, Took]:
    running = {peer: Warm(peer, folder) for peer in ("handout_press_plain", "handout_press")}
    taken = in_turn(rounds, {peer: _maker(one, layout) for peer, one in running.items()})
    for one in running.values():
        one.close()
    return taken["handout_press_plain"], taken["handout_press"]


def _maker(one: Warm, layout: str) -> Callable[[int], Took]:
    return lambda number: one.make(layout, number)

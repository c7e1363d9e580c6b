"""The cost of the structure tree: the stock handouts in both layouts, with tags and without."""

from __future__ import annotations

from pathlib import Path

from benchmarks.content import LAYOUTS, ROOT, write_summary_page
from benchmarks.measuring import Measurement, WarmPeer, measure_in_turn

SIDES = {"faq-sheet": 1, "trifold": 2}


def print_tables(folder: Path, rounds: int) -> None:
    """Print a row for each handout in each layout. Each of the two ways has its own process."""
    print("\nplain against tagged, warm\n")
    print(
        "| | plain, ms | tagged, ms | tagged / plain | plain, bytes a page"
        " | tagged, bytes a page | plain, MB | tagged, MB |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for file in sorted((ROOT / "handouts").glob("*.yaml")):
        place = folder / file.stem
        place.mkdir()
        write_summary_page(place, file.stem)
        for layout in LAYOUTS:
            plain, tagged = _measure_pair(place, layout, rounds)
            pages = SIDES[layout]
            sizes = f"{plain.size / pages:,.0f} | {tagged.size / pages:,.0f}"
            ratio = tagged.milliseconds / plain.milliseconds
            times = f"{plain.milliseconds:.1f} | {tagged.milliseconds:.1f} | {ratio:.2f}"
            peaks = f"{plain.peak:.0f} | {tagged.peak:.0f}"
            print(f"| {file.stem}, {layout} | {times} | {sizes} | {peaks} |")


def _measure_pair(folder: Path, layout: str, rounds: int) -> tuple[Measurement, Measurement]:
    """Return the measurements without tags and with them."""
    peers = {name: WarmPeer(name, folder) for name in ("handout_press_plain", "handout_press")}
    cases = {name: peer.maker(layout) for name, peer in peers.items()}
    measurements = measure_in_turn(rounds, cases)
    for peer in peers.values():
        peer.close()
    return measurements["handout_press_plain"], measurements["handout_press"]

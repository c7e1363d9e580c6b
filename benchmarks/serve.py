"""Run one peer: make a page for each input line, and answer with its time and memory.

    python serve.py PEER FOLDER     then lines of: LAYOUT NUMBER

The answer is a line: milliseconds, bytes, peak memory in MB. The last PDF of each layout is kept in
the folder.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.content import with_number


def main(peer: str, folder: str) -> None:
    """Make the page of each input line."""
    page = json.loads((Path(folder) / "page.json").read_text(encoding="utf-8"))
    make = importlib.import_module(f"benchmarks.peers.{peer}").maker(Path(folder))
    for line in sys.stdin:
        layout, number = line.split()
        numbered = with_number(page, int(number))
        started = time.perf_counter()
        data = make(numbered, layout)
        took = (time.perf_counter() - started) * 1000
        (Path(folder) / f"{peer}.{layout}.pdf").write_bytes(data)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(took, len(data), peak, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])

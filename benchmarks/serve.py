"""One peer in a process of its own: makes a page for each line that it is sent, and answers with what that took.

    python serve.py PEER FOLDER     then lines of: LAYOUT NUMBER

The answer is a line: milliseconds, bytes, the most memory so far in MB. The last PDF of a layout stays in the folder.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.content import varied


def main(peer: str, folder: str) -> None:
    page = json.loads((Path(folder) / "page.json").read_text(encoding="utf-8"))
    make = importlib.import_module(f"benchmarks.peers.{peer}").maker(Path(folder))
    for line in sys.stdin:
        layout, number = line.split()
        one = varied(page, int(number))
        started = time.perf_counter()
        data = make(one, layout)
        took = (time.perf_counter() - started) * 1000
        (Path(folder) / f"{peer}.{layout}.pdf").write_bytes(data)
        print(
            took, len(data), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True
        )


if __name__ == "__main__":
    main(*sys.argv[1:3])

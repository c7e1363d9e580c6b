"""A million rows are checked in less than 100 MB, by the memory for some rows and for each more."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.lists import check_command, write_list
from benchmarks.measuring import ColdRunner

SOME, MANY = 20_000, 100_000  # below, the caches are not full yet
MILLION, ALLOWED = 1_000_000, 100  # MB


@pytest.mark.slow
def test_a_million_rows_would_stay_below_what_is_promised(tmp_path: Path) -> None:
    """The mailing has no enclosures: finding a corner for their marks takes memory for a moment."""
    runner = ColdRunner()
    some, many = (_peak(runner, tmp_path, count) for count in (SOME, MANY))
    runner.close()
    each = (many - some) / (MANY - SOME)
    assert 20 < some < many, "a whole process was measured"
    assert some + each * (MILLION - SOME) < ALLOWED, (
        f"{some:.0f} MB, and {each * 1e6:.0f} bytes for each row"
    )


def _peak(runner: ColdRunner, folder: Path, count: int) -> float:
    return runner.run(
        check_command(write_list(folder / f"{count}.csv", count), folder, "please-call-us")
    ).peak

"""What is asked of one run of a mailing."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Order(NamedTuple):
    """What is asked of a run, as the command line has it."""

    name: str
    lists: tuple[str, ...]
    output: str
    pieces: bool = False
    labels: str | None = None
    start_at: int = 1
    by_zip: bool = False
    preview: int | None = None
    skip_bad: bool = False
    draft: bool = False
    separate: bool = False
    encoding: str | None = None
    hidden: bool = False
    tray: int = 500
    check: bool = False
    day: date | None = None

"""What a user asks of one run of a mailing."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Order(NamedTuple):
    """The mailing, its lists of recipients, and what to make of them.

    ``name`` is that of a file in ``handouts/mailings/``. ``lists`` are paths of one list or of
    the files of one list. The folder of the run is made inside the folder ``output``.

    ``pieces`` asks for one file for each recipient; otherwise a print file has at most ``tray``
    sheets. ``separate`` puts letters and enclosures into files of their own. ``labels`` names a
    sheet of address labels, of which the first ``start_at`` - 1 are used up. ``by_zip`` sorts
    the pieces by ZIP code. ``preview`` is the number of letters of a preview; None prints all.

    ``skip_bad`` mails the rest of a list in which some rows have problems. ``draft`` allows
    texts that no clinician has approved. ``encoding`` is that of the lists; None finds it out.
    ``hidden`` reads the hidden rows of a workbook, too. ``check`` judges the list and makes
    nothing. ``day`` is the day of the letters; None is today, by the practice's clock.

    ``only`` are rows of the list, as the first and the last of each range: nobody else gets a
    letter. ``skip_mailed`` leaves out who got this mailing already.

    The id of a run is made of the names and values of these fields: a field that is renamed gives
    every run another id. A new field is added at the end, with a default, and has its name in
    LATER: then it changes the ids of those runs alone that use it.
    """

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
    only: tuple[tuple[int, int], ...] = ()
    skip_mailed: bool = False


LATER = frozenset(("only", "skip_mailed"))

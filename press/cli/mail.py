"""The verb ``mail``: from what the command line asks to a run, and from its outcome to lines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from press.problems import ContentError, Place, Problem
from press.workspace import Workspace

if TYPE_CHECKING:
    import argparse

    from press.mail.order import Order
    from press.mail.run.run import MailingOutcome

MOST_SHOWN = 20  # problems of a list: the rest are counted, and all are in a file


def mail(workspace: Workspace, options: argparse.Namespace) -> MailingOutcome:
    """Raises ContentError with every problem that keeps the run from being begun; then nothing was written."""
    from press.mail.run.run import run

    return run(workspace, _order(options), MOST_SHOWN)


def _order(options: argparse.Namespace) -> Order:
    from press.mail.order import Order

    return Order(
        name=options.name, lists=tuple(options.lists), output=options.output, pieces=options.pieces, labels=options.labels,
        start_at=options.start_at, by_zip=options.sort == "zip", preview=options.preview, skip_bad=options.skip_bad,
        draft=options.draft, separate=options.enclosures == "separate", encoding=options.encoding, hidden=options.include_hidden,
        tray=options.tray, check=options.check, day=_day(options.date),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    from press.dates import NotADateError, read_day

    if text is None:
        return None
    try:
        return read_day(text)
    except NotADateError as error:
        raise ContentError(
            [Problem(Place("--date"), "D02", f"The day of the letters {error.what}", error.hint)]
        ) from None

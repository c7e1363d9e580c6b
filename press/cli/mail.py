"""The verb ``mail``: from options to a mailing request, and from its result to printed lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from press.cli.console import echo, report
from press.cli.spelling import COMMAND_LINE
from press.problems import ContentError, Place, Problem, shown
from press.workspace import Workspace

if TYPE_CHECKING:
    import argparse

    from press.mail.order import Order
    from press.services.mailing import ColumnUse, FinishedRun, ListCounts, MailingResult

MOST_SHOWN = 20  # problems: the rest are counted, and those of the list are in a file
MOST_NAMED = 20  # files: the rest are counted, and all are in the report


def mail(workspace: Workspace, options: argparse.Namespace) -> int:
    """Run a mailing, and print its counts, files and problems. Return the exit code."""
    from press.services.mailing import MailingRequest, run_mailing

    try:
        result = run_mailing(workspace, MailingRequest(_order(options), MOST_SHOWN, COMMAND_LINE))
    except ContentError as error:
        return report(error.problems, MOST_SHOWN)
    echo(*_lines(result))
    return report(result.problems, MOST_SHOWN, result.more_problems)


def _lines(result: MailingResult) -> Iterator[str]:
    """Yield the lines about a mailing, without its problems."""
    yield _counts_line(result.counts)
    yield from _heading_lines(result.headings)
    if result.run is not None:
        yield from _run_lines(result.run)
    if result.problems_file is not None:
        yield f"All problems: {shown(result.problems_file)}"


def _counts_line(counts: ListCounts) -> str:
    parts = [f"{counts.rows} in the list: {counts.letters} get a letter"]
    if counts.left_out:
        reasons = ", ".join(f"{count} {reason}" for reason, count in counts.left_out.items())
        parts.append(f"{sum(counts.left_out.values())} do not ({reasons})")
    if counts.refused:
        parts.append(f"{counts.refused} have problems")
    return ", ".join(parts)


def _heading_lines(headings: ColumnUse) -> Iterator[str]:
    """Yield which columns of the list are used for what, and which are not."""
    used, unused = headings
    if used:
        yield f"Columns used: {', '.join(f'{shown(head)} ({column})' for column, head in used)}"
    if unused:
        yield f"Columns not used: {', '.join(map(shown, unused))}"


def _run_lines(run: FinishedRun) -> Iterator[str]:
    pieces = f"{run.pieces} {'piece' if run.pieces == 1 else 'pieces'}"
    sheets = f"{run.sheets} {'sheet' if run.sheets == 1 else 'sheets'}"
    draft = ", draft" if run.draft else ""
    weight = f"about {run.heaviest_oz:.1f} oz the heaviest"
    yield f"{pieces}, {sheets}, {weight}{draft}: {shown(run.folder)}"
    printed = [file for file in run.files if file.pages]
    yield from (f"  {file.name}: {file.pages} pages" for file in printed[:MOST_NAMED])
    if len(printed) > MOST_NAMED:
        yield f"  and {len(printed) - MOST_NAMED} more"


def _order(options: argparse.Namespace) -> Order:
    from press.mail.order import Order

    return Order(
        name=options.name,
        lists=tuple(options.lists),
        output=options.output,
        pieces=options.pieces,
        labels=options.labels,
        start_at=options.start_at,
        by_zip=options.sort == "zip",
        preview=options.preview,
        skip_bad=options.skip_bad,
        draft=options.draft,
        separate=options.enclosures == "separate",
        encoding=options.encoding,
        hidden=options.include_hidden,
        tray=options.tray,
        check=options.check,
        day=_day(options.date),
    )


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

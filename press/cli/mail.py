"""The verb ``mail``: from options to a mailing request, and from its result to printed lines."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
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
_ROW = re.compile("[1-9][0-9]{0,8}")
MOST_NAMED = 20  # files: the rest are counted, and all are in the report


def mail(workspace: Workspace, options: argparse.Namespace) -> int:
    """Run a mailing, and print its counts, files and problems. Return the exit code."""
    from press.services.mailing import MailingRequest, run_mailing

    early: list[Problem] = []

    def notify(remarks: Sequence[Problem]) -> None:
        early.extend(remarks)
        report(remarks)
        sys.stderr.flush()

    try:
        request = MailingRequest(_order(options), MOST_SHOWN, COMMAND_LINE)
        result = run_mailing(workspace, request, notify=notify)
    except ContentError as error:
        return report(error.problems, MOST_SHOWN)
    echo(*_lines(result))
    problems = [problem for problem in result.problems if problem not in early]
    return report(problems, MOST_SHOWN, result.more_problems)


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
    yield from _to_mend(run)
    yield from _to_print(run)
    printed = [file for file in run.files if file.pages]
    yield from (f"  {file.name}: {file.pages} pages" for file in printed[:MOST_NAMED])
    if len(printed) > MOST_NAMED:
        yield f"  and {len(printed) - MOST_NAMED} more"


def _to_mend(run: FinishedRun) -> Iterator[str]:
    """Yield a line about the lists of rows that were left out with problems."""
    if run.rows_to_mend:
        lists = [file.name for file in run.files if file.name.endswith(".csv")]
        rows = f"{run.rows_to_mend} {'row' if run.rows_to_mend == 1 else 'rows'}"
        yield f"  {rows} to mend, and then to mail alone: {', '.join(lists)}"


def _to_print(run: FinishedRun) -> Iterator[str]:
    """Yield a line for each way in which files are printed with ``lp``, which asks no PDF."""
    names: dict[str, list[str]] = {}
    for file in run.files:
        if file.sides:
            kind = file.name.split(".")[1].rstrip("0123456789").rstrip("-")
            names.setdefault(file.sides, []).append(kind)
    for sides, kinds in names.items():
        which = f", for {' and '.join(dict.fromkeys(kinds))}" if len(names) > 1 else ""
        yield f"  to print with lp: lp -o sides={sides} FILE{which}"


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
        only=_rows(options.only),
        skip_mailed=options.skip_mailed,
    )


def _rows(text: str | None) -> tuple[tuple[int, int], ...]:
    """Return the first and the last row of each range in a text such as ``3,7,12-15``.

    Raises ContentError for anything else.
    """
    ranges = []
    for part in text.split(",") if text is not None else ():
        first, hyphen, last = (number.strip() for number in part.partition("-"))
        numbers = (first, last) if hyphen else (first, first)
        if not all(_ROW.fullmatch(number) for number in numbers) or int(first) > int(numbers[1]):
            message = "These are no rows of a list"
            hint = "Give their numbers and ranges with commas between, such as 3,7,12-15"
            raise ContentError([Problem(Place.of_option("only"), "M58", message, hint)])
        ranges.append((int(numbers[0]), int(numbers[1])))
    return tuple(ranges)


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

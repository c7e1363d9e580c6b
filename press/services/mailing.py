"""From a mailing request to a run of letters, or to the problems of its list."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from press.files import make_private_folder, write_atomically
from press.mail.lists.rows import ColumnUse
from press.mail.order import Order
from press.mail.run.run import FinishedRun, judge_list, make_run, too_many
from press.mail.run.run_id import run_id
from press.mail.run.select import ListCounts, Selection
from press.problems import ContentError, Place, Problem
from press.progress import Progress, Stop, check_stop
from press.spelling import PLAIN, Spelling
from press.withhold import withhold_patient_data
from press.workspace import Workspace

__all__ = [
    "ColumnUse",
    "FinishedRun",
    "ListCounts",
    "MailingRequest",
    "MailingResult",
    "Order",
    "run_mailing",
]

FIRST = frozenset(("M62", "M63"))  # remarks that are of use before a run is made


@dataclass(frozen=True, slots=True)
class MailingRequest:
    """An order, and the number of row problems that its result may have at most.

    ``most_problems`` None returns all of them. The problems file always has all of them.
    ``spelling`` is how the files of the run write the options that a problem names.
    """

    order: Order
    most_problems: int | None = None
    spelling: Spelling = PLAIN


@dataclass(frozen=True, slots=True)
class MailingResult:
    """The counts of a list, and the run that was made of it.

    ``run`` is None if the list was only checked, or if it has problems and the order does not
    skip its bad rows. ``problems`` are remarks on mailing, list and run, and the first problems
    of the rows. ``problems_file`` has all problems of the rows, ``more_problems`` of which are
    not in ``problems``; it is None if the rows keep nothing from being mailed. ``headings`` are
    those of the list.
    """

    counts: ListCounts
    problems: tuple[Problem, ...]
    run: FinishedRun | None = None
    problems_file: str | None = None
    more_problems: int = 0
    headings: ColumnUse = field(default_factory=ColumnUse)


def run_mailing(
    workspace: Workspace,
    request: MailingRequest,
    progress: Progress | None = None,
    stop: Stop | None = None,
    notify: Callable[[Sequence[Problem]], None] | None = None,
) -> MailingResult:
    """Judge a list, and make the run that is ordered.

    ``progress`` counts the pieces that are composed, once for each kind of print file; each
    print file is verified and written when its last piece is composed. ``stop`` is asked
    between rows and between pieces. ``notify`` gets the remarks that users should read before
    anything is made: who got the mailing already. The result has them, too.

    Raises ContentError if nothing can be made at all, and StoppedError if ``stop`` asks for it;
    then nothing was written. No exception quotes the list: an unexpected one is a WithheldError.
    """
    with withhold_patient_data():
        order = request.order
        prepared, selection = judge_list(workspace, order, stop)
        check_stop(stop)
        remarks = (*prepared.remarks, *selection.remarks)
        skipped = selection.mailed if order.skip_mailed else ()
        name = f"{prepared.mailing.name}.{run_id(prepared, order, skipped)}"
        if selection.refused and (order.check or not order.skip_bad or not selection.kept):
            return _with_problems(request, selection, remarks, name)
        if order.check:
            checked = (*remarks, *too_many(selection, order))
            return MailingResult(selection.counts, checked, headings=selection.headings)
        if not selection.kept:
            message = "Nobody is left to write to"
            hint = "Look at the list, and at what was left out of it"
            problem = Problem(Place(order.lists[0]), "M54", message, hint)
            raise ContentError([*selection.remarks, problem])
        if notify is not None:
            notify([remark for remark in selection.remarks if remark.code in FIRST])
        run = make_run(prepared, selection, order, name, progress, stop, request.spelling)
        all_remarks = (*remarks, *run.remarks)
        return MailingResult(selection.counts, all_remarks, run, headings=selection.headings)


def _with_problems(
    request: MailingRequest, selection: Selection, remarks: tuple[Problem, ...], name: str
) -> MailingResult:
    """Write the problems of all rows to a file, and return the first of them."""
    output = request.order.output
    file = os.path.join(output, f"{name}.problems.txt")
    make_private_folder(output)
    lines = (
        f"{problem.line(spelling=request.spelling)}\n".encode() for problem in selection.problems
    )
    write_atomically(file, lines, private=True)
    count = len(selection.row_problems)
    most = count if request.most_problems is None else request.most_problems
    first = nsmallest(most, selection.problems)
    problems = (*remarks, *first)
    more = count - len(first)
    return MailingResult(selection.counts, problems, None, file, more, selection.headings)

"""From a mailing and a list to a run: open and judge them, then print and report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from press.data_folder import VARIABLE
from press.mail.letters.address_blocks import raise_problems
from press.mail.letters.labels import sheet_with_label
from press.mail.letters.prepare import Prepared, prepare
from press.mail.lists.open_list import open_listing
from press.mail.lists.rows import Listing
from press.mail.order import Order
from press.mail.recipients import Recipient
from press.mail.run.folder import new_folder
from press.mail.run.lists_to_mend import lists_to_mend
from press.mail.run.mailed_before import MailedBefore
from press.mail.run.run_files import RunFile, RunFiles
from press.mail.run.select import MOST, Selection, select_recipients
from press.problems import Collecting, ContentError, Place, Problem, shown
from press.progress import Progress, Stop, check_stop
from press.spelling import PLAIN, Spelling, option
from press.workspace import Workspace


class FinishedRun(NamedTuple):
    """The folder of a run, its files, and its counts.

    ``heaviest_oz`` is the estimated weight of the thickest piece, in ounces. ``draft`` is True
    if a text in it is not approved. ``remarks`` are what users should know. ``rows_to_mend`` is
    the number of rows that were left out with problems, and are in lists of their own.
    """

    folder: str
    files: tuple[RunFile, ...]
    pieces: int
    sheets: int
    heaviest_oz: float
    draft: bool
    remarks: tuple[Problem, ...]
    rows_to_mend: int = 0


def judge_list(
    workspace: Workspace, order: Order, stop: Stop | None = None
) -> tuple[Prepared, Selection]:
    """Return the mailing, and its list with every row judged.

    Raises ContentError if one or the other cannot be read, and StoppedError if ``stop`` asks
    for it between two rows.
    """
    prepared, listing = _opened(workspace, order)
    mailed_before = MailedBefore(prepared.mailing.name, prepared.brand.name)
    try:
        selection = select_recipients(listing, prepared, order, mailed_before, stop)
    finally:
        mailed_before.close()
    place = prepared.mailing.place
    selection.remarks += _mailed_remarks(place, selection, mailed_before, order)
    return prepared, selection


def _mailed_remarks(
    place: Place, selection: Selection, mailed_before: MailedBefore, order: Order
) -> Iterator[Problem]:
    """Yield a remark on the recipients who get the mailing again, and on what is not known."""
    count, day = len(selection.mailed), selection.last_mailed
    if count and day and not order.skip_mailed:
        who = "1 recipient of the list" if count == 1 else f"{count:,} recipients of the list"
        message = f"{who} got this mailing already, the last on {day.isoformat()}"
        hint = f"To leave them out, add {option('skip_mailed')}"
        yield Problem(place, "M62", message, hint)
    if mailed_before.broken:
        message = "It is not known who got this mailing already: the data folder cannot be read"
        yield Problem(place, "M63", message, DATA_HINT)


def remember(
    prepared: Prepared, recipients: Iterable[Recipient], order: Order
) -> tuple[Problem, ...]:
    """Store that the recipients got the mailing. Return a remark if that fails.

    Nothing is stored of a draft and of a preview, which nobody gets.
    """
    if order.draft or order.preview is not None or order.check:
        return ()
    mailed_before = MailedBefore(prepared.mailing.name, prepared.brand.name)
    mailed_before.remember(recipients, prepared.today)
    mailed_before.close()
    if not mailed_before.broken:
        return ()
    message = "It is not stored who got this mailing: the data folder cannot be written"
    return (Problem(prepared.mailing.place, "M63", message, DATA_HINT),)


def _opened(workspace: Workspace, order: Order) -> tuple[Prepared, Listing]:
    """Return the mailing and the list. Raises ContentError with the problems of both at once."""
    problems: list[Problem] = []
    prepared: Prepared | None = None
    listing: Listing | None = None
    with Collecting(problems):
        prepared = prepare(workspace, order.name, order.draft, order.day)
        problems += _impossible(prepared, order)
    with Collecting(problems):
        aliases = prepared.mailing.aliases if prepared else {}
        zone = prepared.brand.time_zone if prepared else None
        listing = open_listing(order.lists, aliases, order.encoding, order.hidden, zone)
    if prepared is None or listing is None or any(not problem.remark for problem in problems):
        raise ContentError(problems)
    return prepared, listing


DATA_HINT = f"Look at the folder that {VARIABLE} names, or set it to 'off'"


def too_many(selection: Selection, order: Order) -> Iterator[Problem]:
    """Yield a remark on a list that was only checked, and is too long for one run."""
    if selection.letters > MOST:
        message = f"{selection.letters:,} recipients are more than the {MOST:,} of one run"
        yield Problem(Place(order.lists[0]), "M59", message, "Split the list before you mail it")


def _impossible(prepared: Prepared, order: Order) -> Iterator[Problem]:
    """Yield a problem for each option that does not suit the mailing, or that excludes another."""
    if order.separate and not (prepared.enclosed and prepared.windows):
        message = f"'{option('enclosures', 'separate')}' is for a letter with enclosures"
        yield Problem(Place.of_option("enclosures"), "M58", message, "Leave it out")
    if order.separate and order.pieces:
        separate = option("enclosures", "separate")
        message = f"'{option('pieces')}' puts all of a piece into one file, '{separate}' into two"
        yield Problem(Place.of_option("pieces"), "M58", message, "Use one of them")
    if order.tray < 1:
        yield Problem(
            Place.of_option("tray"),
            "M58",
            "A tray holds a sheet at least",
            "Say how many sheets yours holds, such as 500",
        )
    if order.preview is not None and order.preview < 1:
        yield Problem(
            Place.of_option("preview"),
            "M58",
            "A preview has a letter at least",
            "Say how many, or leave the number out",
        )
    if order.only and len(order.lists) > 1:
        message = f"'{option('only')}' is for one list, because it names rows by their numbers"
        yield Problem(Place.of_option("only"), "M58", message, "Mail the lists one by one")
    if order.start_at != 1 and not order.labels:
        message = f"'{option('start_at')}' is for labels"
        hint = f"Add {option('labels', 5160)}"
        yield Problem(Place.of_option("start_at"), "M58", message, hint)
    if order.labels and order.preview is not None:
        yield Problem(
            Place.of_option("labels"),
            "M58",
            "A preview has no labels",
            f"Leave out '{option('labels')}', or '{option('preview')}'",
        )
    elif order.labels:
        problems: list[Problem] = []
        with Collecting(problems):
            sheet_with_label(order.labels, order.start_at)
        yield from problems


def make_run(
    prepared: Prepared,
    selection: Selection,
    order: Order,
    name: str,
    progress: Progress | None = None,
    stop: Stop | None = None,
    spelling: Spelling = PLAIN,
) -> FinishedRun:
    """Compose, verify and write the run ``name`` of the recipients that are kept.

    Its folder appears whole or not at all. ``progress`` and ``stop`` are those of print_files.
    ``spelling`` is how left-out.txt writes the options that a problem names.

    Raises ContentError if the run is there already or cannot be made, and StoppedError if
    ``stop`` asks for it.
    """
    from press.mail.run.print_files import print_files  # loads what a check does not need
    from press.mail.run.report import Report, report_text
    from press.mail.verify.pages import verify_recipients

    folder = os.path.join(order.output, name)
    if os.path.lexists(folder):
        message = "This run is there already: the same mailing, list and day"
        hint = "Print it from there, or delete the folder to make it again"
        raise ContentError([Problem(Place(folder), "M57", message, hint)])
    recipients = in_order(selection.kept, order.by_zip)
    numbers = sorted(recipient.number for recipient in recipients)
    raise_problems(list(verify_recipients(numbers, selection.kept)))
    if order.preview is not None:
        recipients = for_preview(recipients, order.preview, prepared)
    with new_folder(folder) as unfinished:
        files = RunFiles(unfinished, name.rpartition(".")[2])
        printed = print_files(prepared, recipients, order, files, progress, stop)
        report = Report(prepared, selection, order, name, printed)
        if selection.refused or selection.left_out:
            files.add("left-out.txt", _left_out(selection, spelling))
        to_mend = 0
        for file_name, data, rows in lists_to_mend(selection, order.lists):
            files.add(file_name, data)
            to_mend += rows
        files.add("run.json", report_text(report, files))
        check_stop(stop)
    remarks = (*report.remarks, *remember(prepared, recipients, order))
    return FinishedRun(
        folder,
        tuple(files.written),
        report.pieces,
        report.sheets,
        report.heaviest,
        prepared.draft,
        remarks,
        to_mend,
    )


def _left_out(selection: Selection, spelling: Spelling) -> bytes:
    """Return a line for each recipient that gets no letter: number, place, and why."""
    lines = []
    for number, place, (_, reason) in selection.left_out:
        where = f"{shown(place.file)}:{place.line}:{place.column}"
        lines.append((place, f"{where}: number {number:04} gets no letter: {reason}"))
    lines += [(problem.place, problem.line(spelling=spelling)) for problem in selection.problems]
    return "".join(f"{line}\n" for _, line in sorted(lines)).encode()


def in_order(recipients: Sequence[Recipient], by_zip: bool) -> list[Recipient]:
    """Return the recipients in the list's order, or ``by_zip`` as the post sorts them.

    By ZIP code, other countries come last.
    """
    return sorted(recipients, key=_delivery_key) if by_zip else list(recipients)


def for_preview(recipients: Sequence[Recipient], count: int, prepared: Prepared) -> list[Recipient]:
    """Return the recipients of a preview, each once, in order.

    They are the first ``count``, those with the longest name and the longest address, and one
    of each text.
    """
    chosen = {
        recipient.number for recipient in (*recipients[:count], *_extremes(recipients, prepared))
    }
    return [recipient for recipient in recipients if recipient.number in chosen]


def _extremes(recipients: Sequence[Recipient], prepared: Prepared) -> Iterator[Recipient]:
    width = prepared.fonts.width

    def name_width(recipient: Recipient) -> float:
        return width(recipient.address.lines[0], "plain")

    def address_size(recipient: Recipient) -> tuple[int, float]:
        lines = recipient.address.lines
        return len(lines), max(width(line, "plain") for line in lines)

    yield max(recipients, key=name_width)
    yield max(recipients, key=address_size)
    if not prepared.mailing.self_mailer:
        variant = prepared.letters.variant
        # The last that is written for a key stays: so the first recipient of each text.
        firsts = {
            variant(recipient.values, recipient.language)[:2]: recipient
            for recipient in reversed(recipients)
        }
        yield from firsts.values()


def _delivery_key(recipient: Recipient) -> tuple[bool, str, str, str, int]:
    address = recipient.address
    return (
        address.country != "US",
        address.zip5,
        address.plus4 or "",
        address.delivery_point or "",
        recipient.number,
    )

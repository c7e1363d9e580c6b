"""From a mailing and a list to a folder of its own with all that is printed, proved and counted; or to what stands in the way."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from typing import NamedTuple

from press.files import make_folder, write_atomically
from press.mail.letters.address_blocks import refuse
from press.mail.letters.labels import first_label
from press.mail.letters.prepare import Prepared, prepare
from press.mail.lists.open_list import open_listing
from press.mail.lists.rows import Listing
from press.mail.order import Order
from press.mail.recipients import Recipient
from press.mail.run.folder import new_folder
from press.mail.run.run_id import run_id
from press.mail.run.select import MOST, Selection, sift
from press.mail.run.withhold import discreet
from press.problems import Collecting, ContentError, Place, Problem, shown
from press.spelling import option
from press.workspace import Workspace


class MailingOutcome(NamedTuple):
    """What the command says: lines, problems and remarks; ``told`` is the file in which all of the problems are, if any is."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]
    told: str | None = None
    more: int = 0


def run(workspace: Workspace, order: Order, most: int) -> MailingOutcome:
    """``most`` are the problems of a list that are shown, its first. Raises ContentError where nothing can be made at all;
    then nothing was written. No exception has a word of the list."""
    with discreet():
        return _run(workspace, order, most)


def _run(workspace: Workspace, order: Order, most: int) -> MailingOutcome:
    prepared, sifted = checked(workspace, order)
    name = f"{prepared.mailing.name}.{run_id(prepared, order)}"
    if sifted.refused and (order.check or not order.skip_bad or not sifted.kept):
        told = os.path.join(order.output, f"{name}.problems.txt")
        make_folder(order.output)
        write_atomically(
            told, (f"{one.line()}\n".encode() for one in sifted.problems), private=True
        )
        first = nsmallest(most, sifted.problems)
        more = len(sifted.wrong) - len(first)
        return MailingOutcome(
            _counted(sifted), (*prepared.remarks, *sifted.remarks, *first), told, more
        )
    if order.check:
        return MailingOutcome(
            _counted(sifted), (*prepared.remarks, *sifted.remarks, *_too_many(sifted, order))
        )
    if not sifted.kept:
        hint = "Look at the list, and at what was left out of it"
        raise ContentError(
            [
                *sifted.remarks,
                Problem(Place(order.lists[0]), "M54", "Nobody is left to write to", hint),
            ]
        )
    return _made(prepared, sifted, order, name)


def checked(workspace: Workspace, order: Order) -> tuple[Prepared, Selection]:
    """The mailing, and every row of its list judged. Raises ContentError where one or the other cannot be read."""
    prepared, listing = _opened(workspace, order)
    return prepared, sift(listing, prepared, order.labels, order.check)


def _opened(workspace: Workspace, order: Order) -> tuple[Prepared, Listing]:
    """The mailing and the list, with the problems of both at once."""
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
    if prepared is None or listing is None or any(not one.remark for one in problems):
        raise ContentError(problems)
    return prepared, listing


def _too_many(sifted: Selection, order: Order) -> Iterator[Problem]:
    """A list may be checked that is longer than what one run prints."""
    if sifted.letters > MOST:
        message = f"{sifted.letters:,} recipients are more than the {MOST:,} of one run"
        yield Problem(Place(order.lists[0]), "M59", message, "Split the list before you mail it")


def _impossible(prepared: Prepared, order: Order) -> Iterator[Problem]:
    """What cannot be asked of this mailing, or at once."""
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
        found: list[Problem] = []
        with Collecting(found):
            first_label(order.labels, order.start_at)
        yield from found


def _made(prepared: Prepared, sifted: Selection, order: Order, name: str) -> MailingOutcome:
    from press.mail.run.print_files import (
        print_files,
    )  # what prints loads much that a list to be checked has no use for
    from press.mail.run.report import Report, report_text
    from press.mail.run.run_files import RunFiles
    from press.mail.verify.pages import prove_all

    folder = os.path.join(order.output, name)
    if os.path.lexists(folder):
        message = "This run is there already: the same mailing, list and day"
        raise ContentError(
            [
                Problem(
                    Place(folder),
                    "M57",
                    message,
                    "Print it from there, or delete the folder to make it again",
                )
            ]
        )
    recipients = in_order(sifted.kept, order.by_zip)
    refuse(list(prove_all(sorted(one.number for one in recipients), sifted.kept)))
    if order.preview is not None:
        recipients = shown_first(recipients, order.preview, prepared)
    with new_folder(folder) as inside:
        files = RunFiles(inside, name.rpartition(".")[2])
        report = Report(prepared, sifted, order, name)
        print_files(prepared, recipients, order, files, report)
        if sifted.refused or sifted.left:
            files.add("left-out.txt", _left_out(sifted))
        files.add("run.json", report_text(report, files))
    lines = (*_counted(sifted), *report.lines(folder, files))
    return MailingOutcome(lines, (*prepared.remarks, *sifted.remarks, *report.remarks))


def _left_out(sifted: Selection) -> bytes:
    """Each recipient that gets no letter, by number and place, and why."""
    lines = [
        (
            place,
            f"{shown(place.file)}:{place.line}:{place.column}: number {number:04} gets no letter: {said}",
        )
        for number, place, (_, said) in sifted.left
    ]
    lines += [(problem.place, problem.line()) for problem in sifted.problems]
    return "".join(f"{line}\n" for _, line in sorted(lines)).encode()


def _counted(sifted: Selection) -> tuple[str, ...]:
    left = ", ".join(f"{count} {reason}" for reason, count in sorted(sifted.reasons.items()))
    said = [f"{sifted.rows} in the list: {sifted.letters} get a letter"]
    said += [f"{len(sifted.left)} do not ({left})"] if sifted.left else []
    said += [f"{sifted.refused} have problems"] if sifted.refused else []
    return (", ".join(said),)


def in_order(recipients: Sequence[Recipient], by_zip: bool) -> list[Recipient]:
    """As the list has them, or by ZIP code as the post sorts them; other countries come last."""
    return sorted(recipients, key=_delivery) if by_zip else list(recipients)


def shown_first(recipients: Sequence[Recipient], count: int, prepared: Prepared) -> list[Recipient]:
    """The first so many; the longest name, the longest address; and one of each text that there is. Each once, in order."""
    chosen = {one.number: one for one in (*recipients[:count], *_extremes(recipients, prepared))}
    return [one for one in recipients if one.number in chosen]


def _extremes(recipients: Sequence[Recipient], prepared: Prepared) -> Iterator[Recipient]:
    width = prepared.fonts.width
    yield max(recipients, key=lambda one: width(one.address.lines[0], "plain"))
    yield max(
        recipients,
        key=lambda one: (
            len(one.address.lines),
            max(width(line, "plain") for line in one.address.lines),
        ),
    )
    if not prepared.mailing.self_mailer:
        yield from {
            prepared.letters.variant(one.values, one.language)[:2]: one
            for one in reversed(recipients)
        }.values()


def _delivery(one: Recipient) -> tuple[bool, str, str, str, int]:
    address = one.address
    return (
        address.country != "US",
        address.zip5,
        address.plus4 or "",
        address.delivery_point or "",
        one.number,
    )

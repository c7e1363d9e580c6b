"""The verb ``packet``: its values from a file, standard input, options or the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from press.cli.spelling import COMMAND_LINE
from press.problems import ContentError, Place, Problem, shown
from press.spelling import option
from press.withhold import withhold_patient_data
from press.workspace import Workspace

if TYPE_CHECKING:
    import argparse

    from press.content.packets.answers import Given
    from press.content.packets.packet import Ask, Packet
    from press.packets.record import RecordChange
    from press.services.packet import PacketResult, ValueChecker

STANDARD_INPUT = "standard input"
HOW = {"day": "2027-03-09", "time": "06:30", "moment": "2027-03-09T08:00", "yes-no": "yes or no"}
FOLDER = os.path.join("out", "packets")


def packet(
    workspace: Workspace, options: argparse.Namespace
) -> tuple[list[str], tuple[Problem, ...]]:
    """Make a packet; return the lines to print, and remarks.

    Raises ContentError with every problem; then nothing was written.
    """
    from press.packets.record import read_record
    from press.services.packet import (
        PacketRequest,
        check_packet,
        make_packet,
        requested_packet,
    )

    record = read_record(options.again) if options.again else None
    request = PacketRequest(
        name=options.name,
        source=_source(options),
        draft=options.draft,
        fillable=options.fillable,
        printed=_printed(options.printed),
        again=record,
        file=options.output,
        folder=FOLDER,
        tag=options.tag,
    )
    if options.check:
        _refuse_values(options)
        remarks = check_packet(workspace, request)
        return ["checked without a patient: nothing is missing"], remarks
    asked = requested_packet(workspace, request)
    with withhold_patient_data():
        printed_at = request.printed or (record.printed if record else None)
        values = _values(asked, options, workspace, printed_at)
    request = replace(request, values=values, passphrase=_passphrase(options))
    result = make_packet(workspace, request, asked)
    lines = [_summary(result)]
    if result.unread:
        lines.append(f"no screen reader can read: page {', '.join(map(str, result.unread))}")
    if record:
        printed = record.printed.isoformat(timespec="minutes")
        changes = [f"since {printed}: {_in_words(change)}" for change in result.changes or ()]
        lines += changes or [f"nothing has changed since {printed}"]
    return lines, result.remarks


def _summary(result: PacketResult) -> str:
    """Return the line that names the file: its pages, parts, fields and standards."""
    from press.packets.record import standards_in_words

    counts = [f"{result.pages} pages", f"{result.parts} parts"]
    if result.fields is not None:
        plural = "" if result.fields == 1 else "s"
        counts.append(f"{result.fields or 'no'} field{plural} to fill in")
    if result.draft:
        counts.append("draft")
    if result.protected:
        counts.append("protected with a pass phrase")
    standards = standards_in_words(result.standards)
    return f"{shown(result.file or '')}: {', '.join(counts)}; {standards}"


def _in_words(change: RecordChange) -> str:
    from press.packets.record import Change, ProgramChange, UncomparedValues, ValueChange

    if isinstance(change, ProgramChange):
        return f"the program: {change.then} then, {change.now} now"
    if isinstance(change, UncomparedValues):
        return f"the values cannot be compared: {change.value}"
    words = {
        Change.CHANGED: "changed",
        Change.NEW: "new",
        Change.REMOVED: "no longer part of it",
    }
    name = f"the value of '{change.name}'" if isinstance(change, ValueChange) else change.name
    return f"{name}: {words[change.change]}"


def _passphrase(options: argparse.Namespace) -> str | None:
    """Return the pass phrase, which is never on the command line; None if none is wanted."""
    if options.protect is None:
        return None
    from press.cli.passphrase import VARIABLE, read_passphrase

    is_typed = not options.protect and VARIABLE not in os.environ and sys.stdin.isatty()
    while True:
        try:
            return read_passphrase(options.protect or None)
        except ContentError as error:
            if not is_typed:
                raise
            _say(error.problems)
        except EOFError:
            raise KeyboardInterrupt from None


def _refuse_values(options: argparse.Namespace) -> None:
    """Raise ContentError if a check, which has no patient, is given something of one."""
    names = ("values", "set", "again", "output", "tag", "protect", "fillable")
    used = [name for name in names if getattr(options, name) not in (None, [], False)]
    if used:
        message = f"A packet is checked without a patient, and so without {option(used[0])}"
        raise ContentError([Problem(Place.of_option("check"), "D02", message, "Leave it out")])


def _source(options: argparse.Namespace) -> str:
    """Return what messages name if a value is missing."""
    if options.values == "-":
        return STANDARD_INPUT
    return str(options.values or option("values"))


def _values(
    asked: Packet,
    options: argparse.Namespace,
    workspace: Workspace,
    printed: datetime | None,
) -> Mapping[str, Given]:
    """Return the values from the file, the options, and the terminal if there is one.

    Raises ContentError before anything is asked if those that are given are wrong.
    """
    from press.content.packets.answers import read_values, set_values
    from press.content.yaml_reader import LARGEST

    given: dict[str, Given] = {}
    if options.values == "-":
        given = read_values(STANDARD_INPUT, sys.stdin.buffer.read(LARGEST + 1))
    elif options.values:
        given = read_values(options.values)
    given |= set_values(asked, options.set)
    if sys.stdin.isatty() and options.values != "-":
        from press.services.packet import ValueChecker

        checker = ValueChecker(workspace, asked, printed)
        if problems := checker.problems(given):
            raise ContentError(problems)
        _ask_for(asked, given, checker)
    return given


def _ask_for(asked: Packet, given: dict[str, Given], checker: ValueChecker) -> None:
    """Add the values that are not given to ``given``: each is asked for until it can be read.

    An arrival that does not go with the surgery lets both be typed again.
    """
    from press.content.packets.answers import Given

    left = [ask for ask in asked.asks if ask.name not in given]
    surgery = next((ask for ask in left if ask.name == "surgery"), None)
    while left:
        ask = left[0]
        text = _answer(ask)
        if not text and ask.required:
            print("  This is needed. Ctrl-D ends without a packet.", file=sys.stderr)
            continue
        if text:
            value = Given(text, Place(STANDARD_INPUT))
            if problems := checker.problems({**given, ask.name: value}):
                _say(problems)
                goes_alone = not checker.problems({ask.name: value})
                if goes_alone and surgery and given.pop("surgery", None):
                    left.insert(0, surgery)
                continue
            given[ask.name] = value
        left.pop(0)


def _answer(ask: Ask) -> str:
    """Return what is typed; raises KeyboardInterrupt at the end of the input (Ctrl-D)."""
    how = f" ({HOW[ask.kind]})" if ask.kind in HOW else ""
    how += "" if ask.required else " (or nothing)"
    try:
        return input(f"{ask.label}{how}: ").strip()
    except EOFError:
        print(file=sys.stderr)
        raise KeyboardInterrupt from None


def _say(problems: Iterable[Problem]) -> None:
    """Print problems with what was just typed: their place is the question above."""
    for problem in problems:
        line = problem._replace(place=Place("")).line(spelling=COMMAND_LINE)
        print(f"  {line.partition(' ')[2]}", file=sys.stderr)


def _printed(text: str | None) -> datetime | None:
    from press.dates import NotADateError, read_moment

    if text is None:
        return None
    try:
        return read_moment(text)
    except NotADateError as error:
        message = f"The time of printing {error.what}"
        raise ContentError(
            [Problem(Place.of_option("printed"), "D02", message, error.hint)]
        ) from None

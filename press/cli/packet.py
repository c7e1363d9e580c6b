"""The verb ``packet``: its values from a file, standard input, options or the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from press.problems import ContentError, Place, Problem, shown
from press.spelling import option
from press.workspace import Workspace

if TYPE_CHECKING:
    import argparse

    from press.content.packets.answers import Given
    from press.content.packets.packet import Ask, Packet
    from press.packets.record import RecordChange
    from press.services.packet import PacketResult

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
    from press.services.packet import PacketRequest, make_packet, requested_packet

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
    )
    asked = requested_packet(workspace, request)
    values = _values(asked, options)
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
    standards = standards_in_words(result.standards)
    return f"{shown(result.file or '')}: {', '.join(counts)}; {standards}"


def _in_words(change: RecordChange) -> str:
    from press.packets.record import Change, ProgramChange

    if isinstance(change, ProgramChange):
        return f"the program: {change.then} then, {change.now} now"
    words = {
        Change.CHANGED: "changed",
        Change.NEW: "new",
        Change.REMOVED: "no longer part of it",
    }
    return f"{change.name}: {words[change.change]}"


def _passphrase(options: argparse.Namespace) -> str | None:
    """Return the pass phrase, which is never on the command line; None if none is wanted."""
    if options.protect is None:
        return None
    from press.cli.passphrase import read_passphrase

    return read_passphrase(options.protect or None)


def _source(options: argparse.Namespace) -> str:
    """Return what messages name if a value is missing."""
    if options.values == "-":
        return STANDARD_INPUT
    return str(options.values or option("values"))


def _values(asked: Packet, options: argparse.Namespace) -> Mapping[str, Given]:
    """Return the values from the file, the options, and the terminal if there is one."""
    from press.content.packets.answers import Given, read_values, set_values
    from press.content.yaml_reader import LARGEST

    given: dict[str, Given] = {}
    if options.values == "-":
        given = read_values(STANDARD_INPUT, sys.stdin.buffer.read(LARGEST + 1))
    elif options.values:
        given = read_values(options.values)
    given |= set_values(asked, options.set)
    if sys.stdin.isatty() and options.values != "-":
        for ask in (ask for ask in asked.asks if ask.name not in given):
            if text := _answer(ask):
                given[ask.name] = Given(text, Place(STANDARD_INPUT))
    return given


def _answer(ask: Ask) -> str:
    how = f" ({HOW[ask.kind]})" if ask.kind in HOW else ""
    how += "" if ask.required else " (or nothing)"
    return input(f"{ask.label}{how}: ").strip()


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

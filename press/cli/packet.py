"""The verb ``packet``: its values from a file, from standard input, from the command line, or asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from press.problems import ContentError, Place, Problem, shown
from press.workspace import Workspace

if TYPE_CHECKING:
    import argparse

    from press.content.packets.answers import Given
    from press.content.packets.packet import Ask, Packet

STANDARD_INPUT = "standard input"
HOW = {"day": "2027-03-09", "time": "06:30", "moment": "2027-03-09T08:00", "yes-no": "yes or no"}


def packet(
    workspace: Workspace, options: argparse.Namespace
) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines to print, and remarks. Raises ContentError with every problem; then nothing was written."""
    from press.files import private_stem, write_atomically
    from press.packets.make import find_packet, make
    from press.packets.record import changed, read_record, record_text

    old = read_record(options.again) if options.again else None
    name = options.name or (old["packet"] if old else None)
    if name is None:
        raise ContentError(
            [Problem(Place("handouts/packets"), "W01", "No packet is named", _there(workspace))]
        )
    asked = find_packet(workspace, name)
    given, source = _given(asked, options)
    printed = _printed(options.printed or (old["printed"] if old else None))
    fillable = options.fillable or bool(old and old.get("fillable"))
    made = make(workspace, asked, given, source, printed, options.draft, fillable)
    name = f"{asked.name}.{made.printed:%Y-%m-%d}{'.fillable' if fillable else ''}"
    stem = options.output or os.path.join("out", "packets", private_stem(name))
    file = f"{stem.removesuffix('.pdf')}.pdf"
    data = made.data if options.protect is None else protected(made.data, options)
    write_atomically(file, data, private=True)
    write_atomically(f"{file.removesuffix('.pdf')}.PACKET.json", record_text(made), private=True)
    filled = (
        ""
        if made.fields is None
        else f", {made.fields or 'no'} field{'s' * (made.fields != 1)} to fill in"
    )
    lines = [
        f"{shown(file)}: {made.pages} pages, {len(made.begun)} parts{filled}{', draft' if made.draft else ''}; {made.kept}"
    ]
    if made.unread:
        lines.append(f"no screen reader can read: page {', '.join(map(str, made.unread))}")
    if old:
        found = changed(old, made.sources)
        lines += [f"since {old['printed']}: {one}" for one in found] or [
            f"nothing has changed since {old['printed']}"
        ]
    return lines, made.remarks


def protected(data: bytes, options: argparse.Namespace) -> bytes:
    """Encrypted with a pass phrase that never stands on the command line."""
    from press.cli.passphrase import read_passphrase
    from press.pdf.encrypt import protect

    return protect(data, read_passphrase(options.protect or None))


def _given(asked: Packet, options: argparse.Namespace) -> tuple[Mapping[str, Given], str]:
    from press.content.packets.answers import Given, read_values, set_values

    given: dict[str, Given] = {}
    source = options.values or "--values"
    if options.values == "-":
        source = STANDARD_INPUT
        given = read_values(source, sys.stdin.buffer.read())
    elif options.values:
        given = read_values(options.values)
    given |= set_values(asked, options.set)
    if sys.stdin.isatty() and options.values != "-":
        for ask in (ask for ask in asked.asks if ask.name not in given):
            if text := _asked(ask):
                given[ask.name] = Given(text, Place(STANDARD_INPUT))
    return given, source


def _asked(ask: Ask) -> str:
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
        raise ContentError(
            [Problem(Place("--printed"), "D02", f"The time of printing {error.what}", error.hint)]
        ) from None


def _there(workspace: Workspace) -> str:
    names = [found.name for found in workspace.all("handouts/packets")]
    return f"Name one of: {', '.join(names)}" if names else "Put one into handouts/packets/"

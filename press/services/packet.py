"""From one patient's values to a packet: its PDF and its record, as bytes or as files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from press.content.packets.answers import Given
from press.content.packets.packet import Packet
from press.files import private_stem, write_atomically
from press.packets.make import FinishedPacket, find_packet, make
from press.packets.record import PacketRecord, RecordChange, changes_since, record_text
from press.pdf.encrypt import protect, unfit
from press.problems import ContentError, Place, Problem
from press.spelling import option
from press.withhold import withhold_patient_data
from press.workspace import Workspace

PACKETS = "handouts/packets"


@dataclass(frozen=True, slots=True)
class PacketRequest:
    """A packet for one patient.

    ``name`` is that of the packet; that of the record ``again`` if None. ``values`` are the
    patient's, as text or with their places; messages name ``source`` if a value is missing.
    ``draft`` allows what no clinician approved. ``fillable`` is the edition to fill in on a
    screen; it is also made if the record says so. ``printed`` is the practice's wall time: that
    of the record if None, else now. ``passphrase`` alone opens the PDF; None protects nothing.

    The PDF is written to ``file``; if None, to a new file in ``folder`` whose name says nothing of
    the patient.
    """

    name: str | None = None
    values: Mapping[str, Given | str] = field(default_factory=dict, repr=False)
    source: str = option("values")
    draft: bool = False
    fillable: bool = False
    printed: datetime | None = None
    again: PacketRecord | None = None
    passphrase: str | None = field(default=None, repr=False)
    file: str | None = None
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class PacketResult:
    """A finished packet: ``data`` is its PDF, ``record`` its record as JSON.

    ``file`` and ``record_file`` are the paths that were written; None if nothing was. ``fields``
    are to be filled in on a screen: their number, None in the printed edition. ``standards`` are
    those that the PDF keeps, such as PDF/UA-1. ``unread`` are the pages, from 1, that no screen
    reader can read. ``changes`` are those since the record ``again``; None without a record.
    """

    data: bytes = field(repr=False)
    record: bytes = field(repr=False)
    printed: datetime
    pages: int
    parts: int
    fields: int | None
    draft: bool
    standards: tuple[str, ...]
    unread: tuple[int, ...]
    changes: tuple[RecordChange, ...] | None
    remarks: tuple[Problem, ...]
    file: str | None = None
    record_file: str | None = None


def requested_packet(workspace: Workspace, request: PacketRequest) -> Packet:
    """Return the packet that a request names, with the values that it asks for.

    Raises ContentError if it names none, or the packet has problems.
    """
    name = request.name or (request.again.packet if request.again else None)
    if name is None:
        names = [packet.name for packet in workspace.all(PACKETS)]
        hint = f"Name one of: {', '.join(names)}" if names else f"Put one into {PACKETS}/"
        raise ContentError([Problem(Place(PACKETS), "W01", "No packet is named", hint)])
    return find_packet(workspace, name)


def make_packet(
    workspace: Workspace, request: PacketRequest, packet: Packet | None = None
) -> PacketResult:
    """Write a packet and its record, for their owner alone, and return what was written.

    ``packet`` spares reading the requested packet again. Raises ContentError with every problem;
    then nothing was written. Raises ValueError if the request has neither a file nor a folder.
    """
    if request.file is None and request.folder is None:
        raise ValueError("a packet is written to a file or a folder")
    packet = packet or requested_packet(workspace, request)
    result = _composed(workspace, packet, request)
    stem = request.file or os.path.join(request.folder or "", _new_stem(packet, result))
    stem = stem.removesuffix(".pdf")
    file, record_file = f"{stem}.pdf", f"{stem}.PACKET.json"
    write_atomically(file, result.data, private=True)
    write_atomically(record_file, result.record, private=True)
    return replace(result, file=file, record_file=record_file)


def compose_packet(workspace: Workspace, request: PacketRequest) -> PacketResult:
    """Return a packet and write nothing. Raises ContentError with every problem."""
    return _composed(workspace, requested_packet(workspace, request), request)


def _composed(workspace: Workspace, packet: Packet, request: PacketRequest) -> PacketResult:
    """Return a packet. Whatever is raised while its values are in hand loses its words."""
    with withhold_patient_data():
        return _composed_by_request(workspace, packet, request)


def _composed_by_request(
    workspace: Workspace, packet: Packet, request: PacketRequest
) -> PacketResult:
    phrase, again = request.passphrase, request.again
    if phrase is not None and (reason := unfit(phrase)):
        raise ContentError([Problem(Place.of_option("protect"), "K12", *reason)])
    finished = make(
        workspace,
        packet,
        _with_places(request.values, request.source),
        request.source,
        request.printed or (again.printed if again else None),
        request.draft,
        request.fillable or (again is not None and again.fillable),
    )
    changes = tuple(changes_since(again, finished)) if again else None
    data = finished.data if phrase is None else protect(finished.data, phrase)
    return _result(finished, data, changes)


def _result(
    finished: FinishedPacket, data: bytes, changes: tuple[RecordChange, ...] | None
) -> PacketResult:
    return PacketResult(
        data=data,
        record=record_text(finished),
        printed=finished.printed,
        pages=finished.pages,
        parts=len(finished.parts),
        fields=finished.fields,
        draft=finished.draft,
        standards=finished.standards,
        unread=finished.unread,
        changes=changes,
        remarks=finished.remarks,
    )


def _with_places(values: Mapping[str, Given | str], source: str) -> dict[str, Given]:
    """Return the values that are not blank, each with its place; a text has that of the source."""
    given = {}
    for name, value in values.items():
        if isinstance(value, Given):
            given[name] = value
        elif value.strip():
            given[name] = Given(value.strip(), Place(source))
    return given


def _new_stem(packet: Packet, result: PacketResult) -> str:
    """Return a file name without a suffix that no other packet has, and that names no patient."""
    edition = "" if result.fields is None else ".fillable"
    return private_stem(f"{packet.name}.{result.printed:%Y-%m-%d}{edition}")

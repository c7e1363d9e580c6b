"""From one patient's values to a packet: its PDF and its record, as bytes or as files."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from press import dates
from press.brand.brand import read_brand
from press.content.packets.answers import Given
from press.content.packets.packet import Packet
from press.files import make_private_folder, private_stem, write_atomically
from press.packets.make import (
    FinishedPacket,
    check_values,
    check_without_patient,
    find_packet,
    make,
)
from press.packets.record import PacketRecord, RecordChange, changes_since, record_text
from press.packets.schedule import Schedule
from press.pdf.encrypt import protect, unfit
from press.problems import ContentError, Place, Problem
from press.spelling import option
from press.withhold import withhold_patient_data
from press.workspace import Workspace

PACKETS = "handouts/packets"
LONG_WORD = 4  # letters or digits of a value that a tag must not have, also inside a word

_TAG = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,18}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class PacketRequest:
    """A packet for one patient.

    ``name`` is that of the packet; that of the record ``again`` if None. ``values`` are the
    patient's, as text or with their places; messages name ``source`` if a value is missing.
    ``draft`` allows what no clinician approved. ``fillable`` is the edition to fill in on a
    screen; it is also made if the record says so. ``printed`` is the practice's wall time: that
    of the record if None, else now. ``passphrase`` alone opens the PDF; None protects nothing.

    The PDF is written to ``file``; if None, to a new file in ``folder`` whose name says nothing of
    the patient. That name has the packet's number of the day, and the ``tag``, a word of the
    practice's own that must not be the patient's.
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
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class PacketResult:
    """A finished packet: ``data`` is its PDF, ``record`` its record as JSON.

    ``file`` and ``record_file`` are the paths that were written; None if nothing was. ``fields``
    are to be filled in on a screen: their number, None in the printed edition. ``standards`` are
    those that the PDF keeps, such as PDF/UA-1. ``unread`` are the pages, from 1, that no screen
    reader can read. One that is ``protected`` opens with a pass phrase alone. ``changes`` are
    those since the record ``again``; None without a record.
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
    protected: bool = False


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
    stem = request.file or _new_stem(packet, result, request)
    stem = stem.removesuffix(".pdf")
    file, record_file = f"{stem}.pdf", f"{stem}.PACKET.json"
    make_private_folder(os.path.dirname(file))
    write_atomically(file, result.data, private=True)
    write_atomically(record_file, result.record, private=True)
    return replace(result, file=file, record_file=record_file)


def compose_packet(workspace: Workspace, request: PacketRequest) -> PacketResult:
    """Return a packet and write nothing. Raises ContentError with every problem."""
    return _composed(workspace, requested_packet(workspace, request), request)


class ValueChecker:
    """Checks values while they are typed, for the packet of a workspace.

    ``printed`` is the practice's wall time; now if None. Raises ContentError if practice.yaml has
    problems.
    """

    def __init__(
        self, workspace: Workspace, packet: Packet, printed: datetime | None = None
    ) -> None:
        self.packet, (self.brand, _) = packet, read_brand(workspace)
        self.printed = printed or dates.now(self.brand.time_zone)

    def problems(self, given: Mapping[str, Given]) -> tuple[Problem, ...]:
        """Return what is wrong with some of the values; those that are missing are no problem."""
        asked = tuple(ask for ask in self.packet.asks if ask.name in given)
        answers, problems = check_values(
            replace(self.packet, asks=asked), given, "", self.brand, self.printed
        )
        language = self.packet.language or self.brand.language
        place = next((value.place for value in given.values()), self.packet.place)
        schedule = Schedule(
            self.packet, self.brand, answers, Place(place.file), self.printed, language
        )
        schedule.check_anchors()
        return tuple(problem for problem in (*problems, *schedule.problems) if not problem.remark)


def check_packet(workspace: Workspace, request: PacketRequest) -> tuple[Problem, ...]:
    """Return the remarks on a packet that is checked without a patient.

    Each part and each row is looked at, whatever its condition. Raises ContentError with every
    problem, such as a medical number that the practice has not given.
    """
    packet = requested_packet(workspace, request)
    return tuple(check_without_patient(workspace, packet, request.draft, request.printed))


def _composed(workspace: Workspace, packet: Packet, request: PacketRequest) -> PacketResult:
    """Return a packet. Whatever is raised while its values are in hand loses its words."""
    with withhold_patient_data():
        return _composed_by_request(workspace, packet, request)


def _composed_by_request(
    workspace: Workspace, packet: Packet, request: PacketRequest
) -> PacketResult:
    phrase, again = request.passphrase, request.again
    if request.tag is not None and not _TAG.fullmatch(request.tag):
        hint = "Use letters, digits and hyphens, 20 at most, such as room-3"
        problem = Problem(Place.of_option("tag"), "D02", "This is no tag for a file's name", hint)
        raise ContentError([problem])
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
    if request.tag is not None and _tells(request.tag, finished):
        message = "The tag tells who the patient is, and it becomes part of the file's name"
        hint = "Take a word that is the practice's own, such as room-3"
        raise ContentError([Problem(Place.of_option("tag"), "D03", message, hint)])
    if phrase is not None:
        # PDF/A allows no encryption.
        kept = tuple(name for name in finished.standards if not name.startswith("PDF/A"))
        finished = finished._replace(standards=kept)
    changes = tuple(changes_since(again, finished)) if again else None
    data = finished.data if phrase is None else protect(finished.data, phrase)
    return _result(finished, data, changes, phrase is not None)


def _tells(tag: str, finished: FinishedPacket) -> bool:
    """Return True if a tag has a word, or a number, of a value that says who the patient is."""
    plain = _folded(tag)
    tag_words = plain.split("-")
    for ask in finished.packet.asks:
        answer = finished.answers.get(ask.name) if ask.personal else None
        words = re.findall(r"[^\W_]+", _folded(str(answer))) if answer is not None else []
        for word in words:
            if len(word) >= LONG_WORD and word in plain:
                return True
            if not word.isdigit() and len(word) > 1 and word in tag_words:
                return True
    return False


def _folded(text: str) -> str:
    """Return a text in small letters without accents."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _result(
    finished: FinishedPacket,
    data: bytes,
    changes: tuple[RecordChange, ...] | None,
    is_protected: bool,
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
        protected=is_protected,
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


def _new_stem(packet: Packet, result: PacketResult, request: PacketRequest) -> str:
    """Return a path without a suffix that no other packet has, and that names no patient."""
    folder = request.folder or ""
    day = f"{packet.name}.{result.printed:%Y-%m-%d}"
    words = [day, str(_next_number(folder, day))]
    words += [request.tag] if request.tag else []
    words += ["fillable"] if result.fields is not None else []
    words += ["protected"] if result.protected else []
    return os.path.join(folder, private_stem(".".join(words)))


def _next_number(folder: str, day: str) -> int:
    """Return the number of the next packet of a day in a folder, from 1."""
    numbered = re.compile(rf"{re.escape(day)}\.(\d{{1,6}})\.")
    try:
        names = os.listdir(folder)
    except OSError:
        names = []
    matches = (numbered.match(name) for name in names)
    return max((int(match[1]) for match in matches if match), default=0) + 1

"""From a packet to the record beside it, and from a record to what has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from press import __version__
from press.content.packets.answers import Answer
from press.data_folder import fingerprint, machine_key
from press.dates import read_moment
from press.files import file_digest, read_regular
from press.packets.make import FinishedPacket
from press.problems import ContentError, Place, Problem

LARGEST_RECORD = 5_000_000  # bytes

KIND = "Handout Press packet record"


class Change(Enum):
    """How a file differs from what it was when a record was written."""

    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that is changed, new or removed, by its name in the record."""

    name: str
    change: Change


@dataclass(frozen=True, slots=True)
class ProgramChange:
    """The program's version in the record, and now."""

    then: str
    now: str


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value of the patient's that is not as it was, by the name of what is asked for."""

    name: str
    change: Change


class UncomparedValues(Enum):
    """Why the patient's values cannot be compared with those of a record."""

    NOT_RECORDED = "the record has no fingerprints of them"
    OTHER_KEY = "the record was made on another computer, or for another user"
    NO_KEY = "this computer has no place to keep the key of the fingerprints"


RecordChange = FileChange | ProgramChange | ValueChange | UncomparedValues


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """A keyed fingerprint of each value by its name, and of the key itself."""

    key: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PacketRecord:
    """The record of a packet: its name, when it was printed, and what it was made of.

    ``files`` has the SHA-256 of each file by its name. ``values`` has the fingerprints of the
    patient's values; None if none were recorded.
    """

    packet: str
    printed: datetime
    fillable: bool
    program: str
    files: Mapping[str, str]
    values: Fingerprints | None = None


def record_text(packet: FinishedPacket) -> bytes:
    """Return the record of a packet as JSON; it names no patient."""
    content = packet.packet
    parts = [
        {
            "part": placed.part.kind,
            "name": placed.part.name,
            "form": placed.part.number,
            "version": placed.part.version,
            "page": placed.first + 1,
            "pages": placed.pages,
        }
        for placed in packet.parts
    ]
    record: dict[str, Any] = {
        "kind": KIND,
        "program": __version__,
        "packet": content.name,
        "form": content.form,
        "version": content.version,
        "keeps": standards_in_words(packet.standards),
        "printed": packet.printed.isoformat(timespec="minutes"),
        "draft": packet.draft,
        "fillable": packet.fields is not None,
        "pages": packet.pages,
        "unread": list(packet.unread),
        "parts": parts,
        "files": {name: _digest(path) for name, path in packet.sources.items()},
    }
    if marks := fingerprints(packet):
        record["values"] = {"key": marks.key, "fingerprints": marks.values}
    return (json.dumps(record, indent=2, ensure_ascii=False) + "\n").encode()


def fingerprints(packet: FinishedPacket) -> Fingerprints | None:
    """Return the fingerprints of what a packet asked for, with those of values not given.

    They differ from one packet and one time of printing to the next, so that nobody can see
    which records are of one patient. None if this computer has no key.
    """
    key = machine_key()
    if key is None:
        return None
    printed = packet.printed.isoformat(timespec="minutes")
    values = {
        ask.name: fingerprint(
            key, packet.packet.name, printed, ask.name, _canonical(packet.answers.get(ask.name))
        )
        for ask in packet.packet.asks
    }
    return Fingerprints(fingerprint(key, "key"), values)


def _canonical(answer: Answer | None) -> str:
    """Return the one text of an answer, however it was typed; empty if there is none."""
    if answer is None:
        return ""
    if isinstance(answer, (str, bool)):
        return str(answer)
    return answer.isoformat()


def standards_in_words(standards: tuple[str, ...]) -> str:
    """Return in words which standards a file conforms to."""
    return " and ".join(standards) or "neither PDF/UA nor PDF/A"


def read_record(file: str) -> PacketRecord:
    """Return the record in a file. Raises ContentError if it is none."""
    try:
        return _record(json.loads(read_regular(file, LARGEST_RECORD)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = "Name the .PACKET.json that lies beside the packet's PDF"
        problem = Problem(Place(file), "W03", "This is no record of a packet", hint)
        raise ContentError([problem]) from None


def _record(fields: Any) -> PacketRecord:
    """Return a record from its JSON; raises ValueError, KeyError or TypeError if it is none."""
    files = fields["files"]
    if fields["kind"] != KIND or not isinstance(files, dict):
        raise ValueError("another kind of file")
    for text in (fields["packet"], fields["program"], *files.values()):
        if not isinstance(text, str):
            raise TypeError("text is missing")
    printed = read_moment(fields["printed"])
    fillable = bool(fields.get("fillable"))
    values = fields.get("values")
    marks = None
    if values is not None:
        named = values["fingerprints"]
        if not all(isinstance(text, str) for text in (values["key"], *named.values())):
            raise TypeError("a fingerprint is no text")
        marks = Fingerprints(values["key"], named)
    return PacketRecord(fields["packet"], printed, fillable, fields["program"], files, marks)


def changes_since(record: PacketRecord, packet: FinishedPacket) -> Iterator[RecordChange]:
    """Yield what is not as it was in a packet that was made again: values, files, the program."""
    # The fingerprints of a record depend on its packet's name and its time of printing.
    yield from _value_changes(record.values, fingerprints(_as_recorded(packet, record)))
    yield from _file_changes(record, packet.sources)
    if record.program != __version__:
        yield ProgramChange(record.program, __version__)


def _as_recorded(packet: FinishedPacket, record: PacketRecord) -> FinishedPacket:
    name = replace(packet.packet, name=record.packet)
    return packet._replace(packet=name, printed=record.printed)


def _value_changes(then: Fingerprints | None, now: Fingerprints | None) -> Iterator[RecordChange]:
    if then is None:
        yield UncomparedValues.NOT_RECORDED
    elif now is None:
        yield UncomparedValues.NO_KEY
    elif then.key != now.key:
        yield UncomparedValues.OTHER_KEY
    else:
        for name, mark in then.values.items():
            if name not in now.values:
                yield ValueChange(name, Change.REMOVED)
            elif now.values[name] != mark:
                yield ValueChange(name, Change.CHANGED)
        for name in now.values:
            if name not in then.values:
                yield ValueChange(name, Change.NEW)


def _file_changes(record: PacketRecord, sources: Mapping[str, str]) -> Iterator[RecordChange]:
    for name, digest in record.files.items():
        if name not in sources:
            yield FileChange(name, Change.REMOVED)
        elif _digest(sources[name]) != digest:
            yield FileChange(name, Change.CHANGED)
    for name in sources:
        if name not in record.files:
            yield FileChange(name, Change.NEW)


def _digest(path: str) -> str:
    """Return the SHA-256 of a file; "gone" if it cannot be read."""
    try:
        return file_digest(path)
    except OSError:
        return "gone"

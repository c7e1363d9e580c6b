"""From a packet to the record beside it, and from a record to what has changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from press import __version__
from press.dates import read_moment
from press.files import read_regular
from press.packets.make import FinishedPacket
from press.problems import ContentError, Place, Problem

LARGEST_RECORD = 5_000_000  # bytes
LARGEST_SOURCE = 50_000_000  # bytes: more than any part of a packet may have

KIND = "Handout Press packet record"


class Change(Enum):
    """What became of a file since a record was written."""

    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that is not as it was, by the name that the record has."""

    name: str
    change: Change


@dataclass(frozen=True, slots=True)
class ProgramChange:
    """The program's version in the record, and now."""

    then: str
    now: str


RecordChange = FileChange | ProgramChange


@dataclass(frozen=True, slots=True)
class PacketRecord:
    """The record of a packet: its name, when it was printed, and what it was made of.

    ``files`` has the SHA-256 of each file by its name.
    """

    packet: str
    printed: datetime
    fillable: bool
    program: str
    files: Mapping[str, str]


def record_text(packet: FinishedPacket) -> bytes:
    """Return the record of a packet as JSON; it says nothing of the patient."""
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
    record = {
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
    return (json.dumps(record, indent=2, ensure_ascii=False) + "\n").encode()


def standards_in_words(standards: tuple[str, ...]) -> str:
    """Return the standards that a file keeps, as one reads them."""
    return " and ".join(standards) or "neither PDF/UA nor PDF/A"


def read_record(file: str) -> PacketRecord:
    """Return the record in a file. Raises ContentError if it is none."""
    try:
        return _record(json.loads(read_regular(file, LARGEST_RECORD)))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
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
    return PacketRecord(fields["packet"], printed, fillable, fields["program"], files)


def changes_since(record: PacketRecord, sources: Mapping[str, str]) -> Iterator[RecordChange]:
    """Yield what is not as it was; ``sources`` are the paths of the files now, by their names."""
    for name, digest in record.files.items():
        if name not in sources:
            yield FileChange(name, Change.REMOVED)
        elif _digest(sources[name]) != digest:
            yield FileChange(name, Change.CHANGED)
    for name in sources:
        if name not in record.files:
            yield FileChange(name, Change.NEW)
    if record.program != __version__:
        yield ProgramChange(record.program, __version__)


def _digest(path: str) -> str:
    """Return the SHA-256 of a file; "gone" if it cannot be read."""
    try:
        return hashlib.sha256(read_regular(path, LARGEST_SOURCE)).hexdigest()
    except OSError:
        return "gone"

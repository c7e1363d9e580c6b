"""From a packet that was made to its record, and from a record to what has changed since: no word of the patient's in it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from press import __version__
from press.packets.make import FinishedPacket
from press.problems import ContentError, Place, Problem

KIND = "Handout Press packet record"


def record(made: FinishedPacket) -> dict[str, Any]:
    """What it was made of: parts, form numbers, versions, hashes of the files, the program, and when."""
    return {
        "kind": KIND,
        "program": __version__,
        "packet": made.packet.name,
        "form": made.packet.form,
        "version": made.packet.version,
        "keeps": made.kept,
        "printed": made.printed.isoformat(timespec="minutes"),
        "draft": made.draft,
        "fillable": made.fields is not None,
        "pages": made.pages,
        "unread": list(made.unread),
        "parts": [
            {"part": one.part.kind, "name": one.part.name, "form": one.part.number, "version": one.part.version,
             "page": one.first + 1, "pages": one.pages}
            for one in made.begun
        ],
        "files": {name: _hash(path) for name, path in made.sources.items()},
    }  # fmt: skip


def record_text(made: FinishedPacket) -> bytes:
    return (json.dumps(record(made), indent=2, ensure_ascii=False) + "\n").encode()


def read_record(file: str) -> dict[str, Any]:
    """A record as it was written; raises ContentError where it is none."""
    try:
        with open(file, "rb") as stream:
            found = json.loads(stream.read())
        datetime.fromisoformat(found["printed"])
        if (
            found["kind"] == KIND
            and isinstance(found["files"], dict)
            and isinstance(found["packet"], str)
        ):
            return dict(found)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    hint = "Name the .PACKET.json that lies beside the packet's PDF"
    raise ContentError([Problem(Place(file), "W03", "This is no record of a packet", hint)])


def changed(old: dict[str, Any], sources: dict[str, str]) -> list[str]:
    """What is not as it was: files by their names, and the program."""
    made = [
        f"{name}: {_how(then, sources.get(name))}"
        for name, then in old["files"].items()
        if _how(then, sources.get(name))
    ]
    made += [f"{name}: new" for name in sources if name not in old["files"]]
    if old["program"] != __version__:
        made.append(f"the program: {old['program']} then, {__version__} now")
    return made


def _how(then: str, path: str | None) -> str:
    if path is None:
        return "no longer part of it"
    return "" if _hash(path) == then else "changed"


def _hash(path: str) -> str:
    try:
        with open(path, "rb") as stream:
            return hashlib.sha256(stream.read()).hexdigest()
    except OSError:
        return "gone"

"""Packets for the tests: the examples, and packets of a few parts."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from press.content.packets.answers import read_values
from press.packets.make import FinishedPacket, find_packet, make
from press.workspace import Workspace, open_workspace
from tests.samples import PRACTICE, STOCK

EXAMPLES = STOCK / "examples"
NAMES = sorted(path.stem for path in (STOCK / "handouts" / "packets").glob("*.yaml"))
PRINTED = datetime(2027, 1, 4, 9, 30)

VALUES = {
    "patient": "Zebulon Quixworth",
    "dob": "1951-03-02",
    "surgery": "2027-03-09T08:00",
    "arrival": "06:30",
}
ASKS = [
    {"name": "patient", "type": "text", "label": "Patient", "header": "yes"},
    {"name": "dob", "type": "day", "label": "Date of birth", "header": "yes"},
    {"name": "surgery", "type": "moment", "label": "Day and time"},
    {"name": "arrival", "type": "time", "label": "Please arrive at", "required": "no"},
    {"name": "diabetic", "type": "yes-no", "label": "Has diabetes", "required": "no"},
]
APPROVED = {"status": "approved", "by": "A. Reviewer, MD", "on": "2026-01-02", "due": "2099-01-02"}


# Each kind of part that is filled in; labels ask for the patient.
EVERY_KIND: list[Any] = [
    {
        "checklist": {
            "title": "What to bring",
            "items": ["A list of medicines", "Shoes of {{ patient }}"],
        }
    },
    {"letter": {"title": "A letter", "body": "- [ ] not for a screen"}},
    {
        "form": {
            "title": "About {{ patient }}",
            "questions": [
                {"ask": "Who drives {{ patient }} home on {{ surgery.day }}?"},
                {"ask": "What else?", "lines": 3},
                {"ask": "Born on {{ dob }}?", "choices": ["Yes", "No, not {{ dob }}"]},
            ],
        }
    },
    {
        "signatures": {
            "title": "Signed",
            "body": "I am {{ patient }}.\n\n- [ ] I **agree**, says {{ patient }}\n- [x] read\n\n"
            "> [!NOTE]\n> - [ ] boxed",
            "signers": ["patient", "interpreter"],
        }
    },
    {"diary": {"title": "Diary of {{ patient }}", "days": "2", "columns": ["Pain", "Sleep"]}},
    {
        "teach-back": {
            "title": "Words of {{ patient }}",
            "questions": ["When does {{ patient }} stop eating?"],
        }
    },
    {"form": {"title": "Another", "questions": [{"ask": "Anything else?"}]}},
]


@cache
def example(name: str, printed: datetime = PRINTED, fillable: bool = False) -> FinishedPacket:
    """An example packet, with its own values."""
    ours = open_workspace(str(EXAMPLES))
    values = read_values(str(EXAMPLES / "values.yaml"))
    return make(
        ours, find_packet(ours, name), values, "values.yaml", printed, draft=True, fillable=fillable
    )


def practice(
    folder: Path, parts: list[Any], practice: dict[str, Any] | None = None, **packet: Any
) -> Workspace:
    """A practice with one packet, called ``ours``."""
    for below in ("handouts/packets", "assets", "layouts"):
        (folder / below).mkdir(parents=True, exist_ok=True)
    details = {**PRACTICE, "time_zone": "America/New_York", **(practice or {})}
    (folder / "assets" / "practice.yaml").write_text(json.dumps(details), encoding="utf-8")
    content = {
        "title": "Before your surgery",
        "asks": ASKS,
        "parts": parts,
        "review": APPROVED,
        **packet,
    }
    (folder / "handouts" / "packets" / "ours.yaml").write_text(
        json.dumps(content), encoding="utf-8"
    )
    return open_workspace(str(folder))


def sample_packet(
    folder: Path,
    parts: list[Any],
    values: dict[str, str] | None = None,
    printed: datetime = PRINTED,
    draft: bool = False,
    fillable: bool = False,
    **more: Any,
) -> FinishedPacket:
    """The PDF of such a packet."""
    ours = practice(folder, parts, **more)
    given = read_values("values.yaml", json.dumps({**VALUES, **(values or {})}).encode())
    return make(ours, find_packet(ours, "ours"), given, "values.yaml", printed, draft, fillable)


def pages_of(data: bytes) -> list[str]:
    """The text of each page, on one line."""
    import pypdfium2

    return [
        " ".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(data)
    ]

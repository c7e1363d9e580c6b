"""Letters for the tests: a mailing in some envelope, to an invented recipient."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from press.mail.letters.compose import LetterComposer
from press.mail.letters.prepare import Prepared, prepare
from press.mail.recipients import Address, Recipient
from press.problems import Place
from press.workspace import open_workspace
from tests.samples import PRACTICE

LINES = ("ZEBULON Q QUIXWORTH", "12 EXAMPLE ST APT 4", "NORFOLK VA  23510-1234")
VALUES: dict[str, Any] = {
    "recipient": {
        "first_name": "Zebulon",
        "last_name": "Quixworth",
        "full_name": "Zebulon Q Quixworth",
        "greeting": "Zebulon",
    },
    "referral": {"by": "Dr. Jane Roe", "date": "January 4, 2027"},
    "appointment": {"date": "Tuesday, March 9, 2027", "time": "8:30 AM"},
}
MAILING: dict[str, Any] = {
    "title": "Your visit with us",
    "fields": ["recipient.greeting", "appointment.date"],
    "letter": [
        {"body": "Dear {{ recipient.greeting }},\n\nWe look forward to your visit."},
        {"when": "appointment.date", "body": "It is on **{{ appointment.date }}**."},
        {"unless": "appointment.date", "body": "Please call us at {{ practice.phone }}."},
    ],
    "review": {
        "status": "approved",
        "by": "A. Reviewer, MD",
        "on": "2026-01-02",
        "due": "2099-01-02",
    },
}


def a_workspace(
    root: Path, mailing: dict[str, Any] | None = None, name: str = "letter", **practice: Any
) -> Path:
    """Write a practice with one mailing of its own beside the stock's; return its folder."""
    (root / "handouts" / "mailings").mkdir(parents=True, exist_ok=True)
    (root / "assets").mkdir(exist_ok=True)
    (root / "assets" / "practice.yaml").write_text(
        yaml.safe_dump({**PRACTICE, **practice}), encoding="utf-8"
    )
    text = yaml.safe_dump({**MAILING, **(mailing or {})}, sort_keys=False)
    (root / "handouts" / "mailings" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def prepared(root: Path, mailing: dict[str, Any] | None = None, **practice: Any) -> Prepared:
    return prepare(
        open_workspace(str(a_workspace(root, mailing, **practice))), "letter", draft=True
    )


def recipient(
    number: int = 7, lines: tuple[str, ...] = LINES, values: dict[str, Any] | None = None
) -> Recipient:
    address = Address(lines, "23510", "1234", None, "US", "1")
    return Recipient(
        number, Place("list.csv", number + 1), address, None, VALUES if values is None else values
    )


def letter(of: Prepared, to: Recipient | None = None) -> bytes:
    to = to or recipient()
    return LetterComposer(of, [to]).letter(to).data

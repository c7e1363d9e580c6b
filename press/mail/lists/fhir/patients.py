"""From a Patient to the cells of a row."""

from __future__ import annotations

from typing import NamedTuple

from press.mail.lists.fhir.addresses import chosen_address
from press.mail.lists.fhir.human_names import chosen_name, guards, written_name
from press.mail.lists.fhir.json_types import Fields, Noting
from press.mail.lists.rows import COLUMNS

APART = "\x1f"  # no cell has it: kinds.py refuses it
MEDICAL_RECORD = "MR"
PRIVATE = frozenset(
    {"SS", "DL", "PPN", "SB", "TAX", "CZ"}
)  # numbers of the state; no practice's number of a patient
SSN = "http://hl7.org/fhir/sid/us-ssn"


class Patient(NamedTuple):
    """``cells`` as ``packed`` makes them; ``guarding`` as ``people.guards`` has it, for the guardian in the cells."""

    cells: str
    guarding: int | None


def patient(resource: Fields, note: Noting) -> Patient:
    """What a letter needs of a Patient."""
    cells = chosen_name(note.records(resource, "name"), note) | chosen_address(
        note.records(resource, "address"), note
    )
    guardians = [
        (guarding, written_name([note.record(one, "name")], note))
        for one in note.records(resource, "contact")
        if (guarding := guards(note.records(one, "relationship"), note)) is not None
        and not ended(one, note)
    ]
    guarding, guardian = min(
        (one for one in guardians if one[1]), key=lambda one: one[0], default=(None, "")
    )
    dead = note.flag(resource, "deceasedBoolean") or bool(note.text(resource, "deceasedDateTime"))
    replaced = any(
        note.text(one, "type") == "replaced-by" for one in note.records(resource, "link")
    )
    cells |= {
        "patient_id": _patient_id(resource, note),
        "birth_date": note.text(resource, "birthDate"),
        "language": _language(resource, note),
        "guardian": guardian,
        "deceased": "yes" if dead else "",
        "do_not_mail": "yes" if note.flag(resource, "active") is False or replaced else "",
    }
    return Patient(packed(cells), guarding)


def _patient_id(resource: Fields, note: Noting) -> str:
    """The number in the practice's records, else another that is not the state's, else the one of the export."""
    found = []
    for one in note.records(resource, "identifier"):
        codes = {
            note.text(coding, "code") for coding in note.records(note.record(one, "type"), "coding")
        }
        value, use = note.text(one, "value"), note.text(one, "use")
        if value and use != "old" and note.text(one, "system") != SSN and not codes & PRIVATE:
            found.append((MEDICAL_RECORD not in codes, value))
    return min(found, key=lambda one: one[0])[1] if found else note.text(resource, "id")


def _language(resource: Fields, note: Noting) -> str:
    """The code of the preferred language, or of the only one; else the word for it."""
    spoken = note.records(resource, "communication")
    preferred = [one for one in spoken if note.flag(one, "preferred")] or spoken
    if len(preferred) != 1:
        return ""
    language = note.record(preferred[0], "language")
    codes = [note.text(one, "code") for one in note.records(language, "coding")]
    return next(filter(None, codes), "") or note.text(language, "text")


def packed(cells: dict[str, str]) -> str:
    """Cells as one text: a list has hundreds of thousands."""
    return APART.join(cells.get(column, "") for column in COLUMNS)


def unpacked(cells: str) -> dict[str, str]:
    return {
        column: value for column, value in zip(COLUMNS, cells.split(APART), strict=True) if value
    }


def ended(holder: Fields, note: Noting) -> bool:
    """True if it has an end; when that is, is not asked."""
    return bool(note.text(note.record(holder, "period"), "end"))

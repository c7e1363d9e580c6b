"""From a Patient resource to the cells of a row."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from press.mail.lists.fhir.addresses import choose_address
from press.mail.lists.fhir.human_names import choose_name, full_name, guardian_rank
from press.mail.lists.fhir.json_types import FieldReader, Fields
from press.mail.lists.rows import COLUMNS

SEPARATOR = "\x1f"  # no cell contains it: FieldReader refuses it
MEDICAL_RECORD = "MR"
# Types of numbers that authorities issue, as of a passport: they do not identify a patient here.
STATE_ID_TYPES = frozenset({"SS", "DL", "PPN", "SB", "TAX", "CZ"})
SSN = "http://hl7.org/fhir/sid/us-ssn"


class Patient(NamedTuple):
    """A patient's cells, packed into one text, and the rank of the guardian in them, or None."""

    cells: str
    guardian_rank: int | None


def read_patient(resource: Fields, reader: FieldReader) -> Patient:
    """Return what a letter needs of a Patient."""
    cells = choose_name(reader.children(resource, "name"), reader)
    cells |= choose_address(reader.children(resource, "address"), reader)
    rank, guardian = _guardian(resource, reader)
    deceased = reader.flag(resource, "deceasedBoolean")
    deceased = deceased or bool(reader.text(resource, "deceasedDateTime"))
    links = reader.children(resource, "link")
    replaced = any(reader.text(link, "type") == "replaced-by" for link in links)
    cells |= {
        "patient_id": _patient_id(resource, reader),
        "birth_date": reader.text(resource, "birthDate"),
        "language": _language(resource, reader),
        "guardian": guardian,
        "deceased": "yes" if deceased else "",
        "do_not_mail": "yes" if reader.flag(resource, "active") is False or replaced else "",
    }
    return Patient(pack_cells(cells), rank)


def _guardian(resource: Fields, reader: FieldReader) -> tuple[int | None, str]:
    """Return the rank and the name of the best guardian among the contacts; (None, "") for none."""
    guardians: list[tuple[int, str]] = []
    for contact in reader.children(resource, "contact"):
        rank = guardian_rank(reader.children(contact, "relationship"), reader)
        if rank is None or has_ended(contact, reader):
            continue
        if name := full_name([reader.child(contact, "name")], reader):
            guardians.append((rank, name))
    return min(guardians, key=itemgetter(0), default=(None, ""))


def _patient_id(resource: Fields, reader: FieldReader) -> str:
    """Return the medical record number, else another number, else the id of the resource."""
    candidates = []
    for identifier in reader.children(resource, "identifier"):
        codings = reader.children(reader.child(identifier, "type"), "coding")
        codes = {reader.text(coding, "code") for coding in codings}
        value, use = reader.text(identifier, "value"), reader.text(identifier, "use")
        if not value or use == "old" or codes & STATE_ID_TYPES:
            continue
        if reader.text(identifier, "system") != SSN:
            candidates.append((MEDICAL_RECORD not in codes, value))
    return min(candidates, key=itemgetter(0))[1] if candidates else reader.text(resource, "id")


def _language(resource: Fields, reader: FieldReader) -> str:
    """Return the code of the preferred or only language, else its name; "" if it is not clear."""
    spoken = reader.children(resource, "communication")
    preferred = [item for item in spoken if reader.flag(item, "preferred")] or spoken
    if len(preferred) != 1:
        return ""
    language = reader.child(preferred[0], "language")
    codes = [reader.text(coding, "code") for coding in reader.children(language, "coding")]
    return next(filter(None, codes), "") or reader.text(language, "text")


def pack_cells(cells: dict[str, str]) -> str:
    """Return the cells as one text. It takes less memory than a dict for each of many patients."""
    return SEPARATOR.join(cells.get(column, "") for column in COLUMNS)


def unpack_cells(packed: str) -> dict[str, str]:
    """Return the cells of a packed text."""
    values = zip(COLUMNS, packed.split(SEPARATOR), strict=True)
    return {column: value for column, value in values if value}


def has_ended(holder: Fields, reader: FieldReader) -> bool:
    """Return True if the holder's period has an end, whatever its date."""
    return bool(reader.text(reader.child(holder, "period"), "end"))

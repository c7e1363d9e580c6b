"""Makers of FHIR referrals: invented people, telephone numbers that nobody has (555-01xx)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from press.mail.lists.fhir.open_fhir import FhirListing, open_fhir
from press.mail.lists.rows import ListRow, UnreadRow

Resource = dict[str, Any]
SERVER = "https://records.example/fhir/"
V2_0203 = "http://terminology.hl7.org/CodeSystem/v2-0203"
NPI = "http://hl7.org/fhir/sid/us-npi"


def a_patient(number: str = "p1", **fields: Any) -> Resource:
    """A patient with everything that a row has; None takes a field out."""
    made = {
        "resourceType": "Patient",
        "id": number,
        "identifier": [
            {"type": {"coding": [{"code": "SS"}]}, "system": "http://hl7.org/fhir/sid/us-ssn", "value": "000-00-0000"},
            {"system": "urn:of:the:plan", "value": f"PLAN-{number}"},
            {"type": {"coding": [{"system": V2_0203, "code": "MR"}]}, "value": f"MR-{number}"},
        ],
        "active": True,
        "name": [
            {"use": "nickname", "given": ["Mags"], "family": "Example"},
            {"use": "official", "prefix": ["Ms."], "given": ["Margaret", "Ann"], "family": "Example", "suffix": ["Jr."]},
        ],
        "telecom": [{"system": "phone", "value": "555-0142"}],
        "birthDate": "1961-04-30",
        "deceasedBoolean": False,
        "address": [
            {"use": "old", "line": ["9 Past Rd"], "city": "Oldtown", "state": "OH", "postalCode": "43004"},
            {"use": "home", "type": "both", "line": ["12 Sample St", "Apt 4"], "city": "Springfield", "state": "IL",
             "postalCode": "62701", "country": "US"},
        ],
        "communication": [
            {"language": {"coding": [{"code": "en"}]}},
            {"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "es"}]}, "preferred": True},
        ],
        "contact": [
            {"relationship": [{"coding": [{"code": "E"}]}], "name": {"given": ["Nobody"], "family": "Else"}},
            {"relationship": [{"coding": [{"code": "GUARD"}]}], "name": {"given": ["Gail"], "family": "Warden"}},
        ],
        "generalPractitioner": [{"display": "Dr. Not The Referrer"}],
    }  # fmt: skip
    return {key: value for key, value in {**made, **fields}.items() if value is not None}


def a_practitioner(number: str = "d1", **fields: Any) -> Resource:
    name = [
        {
            "use": "official",
            "prefix": ["Dr."],
            "given": ["Jane", "Q."],
            "family": "Roe",
            "suffix": ["MD"],
        }
    ]
    identifier = [{"system": NPI, "value": "0000000001"}]
    return {
        "resourceType": "Practitioner",
        "id": number,
        "identifier": identifier,
        "name": name,
        **fields,
    }


def a_referral(
    number: str = "r1",
    subject: Any = "Patient/p1",
    requester: Any = "Practitioner/d1",
    **fields: Any,
) -> Resource:
    """An order in force; ``subject`` and ``requester`` are references, or the text of one."""
    made = {
        "resourceType": "ServiceRequest",
        "id": number,
        "status": "active",
        "intent": "order",
        "category": [{"coding": [{"system": "http://snomed.info/sct", "code": "3457005"}]}],
        "subject": refers(subject),
        "requester": refers(requester),
        "authoredOn": "2027-01-05T09:15:00-06:00",
    }
    return {key: value for key, value in {**made, **fields}.items() if value is not None}


def an_appointment(
    start: str = "2027-02-03T14:30:00-06:00", patient: Any = "Patient/p1", **fields: Any
) -> Resource:
    made = {"resourceType": "Appointment", "id": "a1", "status": "booked", "start": start}
    return {
        **made,
        "participant": [{"actor": {"display": "Room 3"}}, {"actor": refers(patient)}],
        **fields,
    }


def refers(to: Any) -> Any:
    return {"reference": to} if isinstance(to, str) else to


def a_bundle(
    resources: Iterable[Resource], kind: str = "collection", urls: Mapping[str, str] | None = None
) -> Resource:
    """``urls`` has the full URL of a resource by its id."""
    entries = [
        {"fullUrl": (urls or {})[one["id"]]} if one.get("id") in (urls or {}) else {}
        for one in resources
    ]
    made = [{**entry, "resource": one} for entry, one in zip(entries, resources, strict=True)]
    return {"resourceType": "Bundle", "type": kind, "entry": made}


def everything() -> list[Resource]:
    """One referral, with all that belongs to it."""
    return [a_patient(), a_practitioner(), a_referral(), an_appointment()]


WHOLE = {
    "patient_id": "MR-p1", "prefix": "Ms.", "first_name": "Margaret", "middle_name": "Ann", "last_name": "Example",
    "suffix": "Jr.", "guardian": "Gail Warden", "birth_date": "1961-04-30", "address_1": "12 Sample St", "address_2": "Apt 4",
    "city": "Springfield", "state": "IL", "zip": "62701", "country": "US", "language": "es",
    "referred_by": "Dr. Jane Q. Roe, MD", "referral_date": "2027-01-05",
    "appointment_date": "2027-02-03", "appointment_time": "14:30",
}  # fmt: skip


def opened(folder: Path, *contents: Any, zone: str | None = None) -> FhirListing:
    """The listing of files with these contents: bytes, or a Bundle, or a list of lines."""
    files = []
    for number, content in enumerate(contents):
        file = folder / f"{number}.json"
        file.write_bytes(content if isinstance(content, bytes) else written(content))
        files.append(str(file))
    return open_fhir(files, zone)


def written(content: Any) -> bytes:
    """A Bundle over many lines; a list as NDJSON."""
    if isinstance(content, list):
        return "".join(json.dumps(one) + "\n" for one in content).encode()
    return json.dumps(content, indent=1).encode()


def cells_of(listing: FhirListing) -> list[dict[str, str]]:
    """The cells of all rows; there is nothing else."""
    rows = list(listing.rows())
    assert all(isinstance(row, ListRow) for row in rows), rows
    return [dict(row.cells) for row in rows if isinstance(row, ListRow)]


def unread(listing: FhirListing) -> Iterator[tuple[str, str, int]]:
    """Code, message and line of each problem of each row that could not be read."""
    for row in listing.rows():
        if isinstance(row, UnreadRow):
            yield from ((one.code, one.message, one.place.line) for one in row.problems)

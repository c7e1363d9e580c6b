"""FHIR referrals for tests, with invented people and fictitious telephone numbers (555-01xx)."""

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
    """Return a patient with every field of a row. ``fields`` replaces some; None removes one."""
    resource = {
        "resourceType": "Patient",
        "id": number,
        "identifier": [
            {
                "type": {"coding": [{"code": "SS"}]},
                "system": "http://hl7.org/fhir/sid/us-ssn",
                "value": "000-00-0000",
            },
            {"system": "urn:of:the:plan", "value": f"PLAN-{number}"},
            {"type": {"coding": [{"system": V2_0203, "code": "MR"}]}, "value": f"MR-{number}"},
        ],
        "active": True,
        "name": [
            {"use": "nickname", "given": ["Mags"], "family": "Example"},
            {
                "use": "official",
                "prefix": ["Ms."],
                "given": ["Margaret", "Ann"],
                "family": "Example",
                "suffix": ["Jr."],
            },
        ],
        "telecom": [{"system": "phone", "value": "555-0142"}],
        "birthDate": "1961-04-30",
        "deceasedBoolean": False,
        "address": [
            {
                "use": "old",
                "line": ["9 Past Rd"],
                "city": "Oldtown",
                "state": "OH",
                "postalCode": "43004",
            },
            {
                "use": "home",
                "type": "both",
                "line": ["12 Sample St", "Apt 4"],
                "city": "Springfield",
                "state": "IL",
                "postalCode": "62701",
                "country": "US",
            },
        ],
        "communication": [
            {"language": {"coding": [{"code": "en"}]}},
            {
                "language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "es"}]},
                "preferred": True,
            },
        ],
        "contact": [
            {
                "relationship": [{"coding": [{"code": "E"}]}],
                "name": {"given": ["Nobody"], "family": "Else"},
            },
            {
                "relationship": [{"coding": [{"code": "GUARD"}]}],
                "name": {"given": ["Gail"], "family": "Warden"},
            },
        ],
        "generalPractitioner": [{"display": "Dr. Not The Referrer"}],
    }
    return {key: value for key, value in {**resource, **fields}.items() if value is not None}


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
    """Return a referral in force; ``subject`` and ``requester`` are references, or texts of one."""
    resource = {
        "resourceType": "ServiceRequest",
        "id": number,
        "status": "active",
        "intent": "order",
        "category": [{"coding": [{"system": "http://snomed.info/sct", "code": "3457005"}]}],
        "subject": reference_to(subject),
        "requester": reference_to(requester),
        "authoredOn": "2027-01-05T09:15:00-06:00",
    }
    return {key: value for key, value in {**resource, **fields}.items() if value is not None}


def an_appointment(
    start: str = "2027-02-03T14:30:00-06:00", patient: Any = "Patient/p1", **fields: Any
) -> Resource:
    resource = {"resourceType": "Appointment", "id": "a1", "status": "booked", "start": start}
    return {
        **resource,
        "participant": [{"actor": {"display": "Room 3"}}, {"actor": reference_to(patient)}],
        **fields,
    }


def reference_to(target: Any) -> Any:
    """Return a reference by its text; anything else unchanged."""
    return {"reference": target} if isinstance(target, str) else target


def a_bundle(
    resources: Iterable[Resource], kind: str = "collection", urls: Mapping[str, str] | None = None
) -> Resource:
    """Return a Bundle. ``urls`` has the full URL of a resource by its id."""
    urls = urls or {}
    entries: list[Resource] = []
    for resource in resources:
        number = resource.get("id", "")
        full_url = {"fullUrl": urls[number]} if number in urls else {}
        entries.append({**full_url, "resource": resource})
    return {"resourceType": "Bundle", "type": kind, "entry": entries}


def whole_referral() -> list[Resource]:
    """Return one referral with its patient, practitioner and appointment."""
    return [a_patient(), a_practitioner(), a_referral(), an_appointment()]


WHOLE_CELLS = {
    "patient_id": "MR-p1", "prefix": "Ms.", "first_name": "Margaret", "middle_name": "Ann",
    "last_name": "Example", "suffix": "Jr.", "guardian": "Gail Warden", "birth_date": "1961-04-30",
    "address_1": "12 Sample St", "address_2": "Apt 4", "city": "Springfield", "state": "IL",
    "zip": "62701", "country": "US", "language": "es", "referred_by": "Dr. Jane Q. Roe, MD",
    "referral_date": "2027-01-05", "appointment_date": "2027-02-03", "appointment_time": "14:30",
}  # fmt: skip


def open_contents(folder: Path, *contents: Any, zone: str | None = None) -> FhirListing:
    """Open files with these contents: bytes, or a Bundle, or a list of resources as NDJSON."""
    files = []
    for number, content in enumerate(contents):
        file = folder / f"{number}.json"
        file.write_bytes(content if isinstance(content, bytes) else json_bytes(content))
        files.append(str(file))
    return open_fhir(files, zone)


def json_bytes(content: Any) -> bytes:
    """Return a Bundle as indented JSON, and a list as NDJSON."""
    if isinstance(content, list):
        return "".join(json.dumps(resource) + "\n" for resource in content).encode()
    return json.dumps(content, indent=1).encode()


def cells_of(listing: FhirListing) -> list[dict[str, str]]:
    """Return the cells of all rows, and check that every row was read."""
    rows = list(listing.rows())
    assert all(isinstance(row, ListRow) for row in rows), rows
    return [dict(row.cells) for row in rows if isinstance(row, ListRow)]


def unread_problems(listing: FhirListing) -> Iterator[tuple[str, str, int]]:
    """Yield (code, message, line) of each problem of the rows that could not be read."""
    for row in listing.rows():
        if isinstance(row, UnreadRow):
            yield from (
                (problem.code, problem.message, problem.place.line) for problem in row.problems
            )

"""FHIR referrals: references, names, addresses and appointments; damaged and hostile files."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.mail.lists.fhir import bundles as fhir_files
from press.mail.lists.fhir import json_reader, records
from press.mail.lists.fhir.open_fhir import open_fhir
from press.mail.lists.rows import COLUMNS, ListRow, UnreadRow
from press.problems import ContentError, Problem
from tests.mail.fhir_lists import (
    NPI,
    SERVER,
    WHOLE_CELLS,
    Resource,
    a_bundle,
    a_patient,
    a_practitioner,
    a_referral,
    an_appointment,
    cells_of,
    json_bytes,
    open_contents,
    reference_to,
    unread_problems,
    whole_referral,
)

URN = "urn:uuid:0b7e1c52-0000-4000-8000-00000000000"


def only_cells(folder: Path, *contents: Any, zone: str | None = None) -> dict[str, str]:
    """Return the cells of the only row."""
    (cells,) = cells_of(open_contents(folder, *contents, zone=zone))
    return cells


def problems_of(folder: Path, *contents: Any) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        open_contents(folder, *contents)
    return list(caught.value.problems)


# Rows of referrals.


@pytest.mark.parametrize(
    "kind", ["searchset", "collection", "transaction", "message", "document", "batch", "history"]
)
def test_bundles_of_all_types_give_the_same_row(tmp_path: Path, kind: str) -> None:
    assert only_cells(tmp_path, a_bundle(whole_referral(), kind)) == WHOLE_CELLS


def test_fhir_can_fill_every_column_but_two(tmp_path: Path) -> None:
    dead = a_patient(
        deceasedDateTime="2026-01-01",
        deceasedBoolean=None,
        active=False,
        name=[{"text": "Ann Example"}],
    )
    columns = only_cells(tmp_path, [dead, a_referral()]).keys() | WHOLE_CELLS.keys()
    assert columns == set(COLUMNS) - {"do_not_contact", "death_date"}, (
        "which say the same as two others"
    )


def test_ndjson_gives_the_same_row_in_any_order_of_files(tmp_path: Path) -> None:
    orders = list(permutations([[resource] for resource in whole_referral()]))
    assert len(orders) == 24
    assert all(only_cells(tmp_path, *order) == WHOLE_CELLS for order in orders)


def test_a_bundle_and_ndjson_can_be_mixed(tmp_path: Path) -> None:
    patient, practitioner, referral, appointment = whole_referral()
    assert (
        only_cells(tmp_path, [practitioner, appointment], a_bundle([referral]), [patient])
        == WHOLE_CELLS
    )


def test_a_bundle_on_each_line_is_read(tmp_path: Path) -> None:
    second = [a_patient("p2"), a_referral("r2", "Patient/p2")]
    listing = open_contents(tmp_path, [a_bundle(whole_referral()), a_bundle(second)])
    assert [cells["patient_id"] for cells in cells_of(listing)] == ["MR-p1", "MR-p2"]
    assert [row.place.line for row in listing.rows()] == [1, 2]


def test_the_same_ids_in_two_bundles_are_different_records(tmp_path: Path) -> None:
    """Two practices have a Patient/p1 without a full URL: each referral uses that of its Bundle."""
    other = [
        a_patient(name=[{"family": "Other"}]),
        a_practitioner(name=[{"family": "Helper"}]),
        a_referral(),
    ]
    rows = cells_of(open_contents(tmp_path, a_bundle(whole_referral()), a_bundle(other)))
    assert [(row["last_name"], row["referred_by"]) for row in rows] == [
        ("Example", "Dr. Jane Q. Roe, MD"),
        ("Other", "Helper"),
    ]
    assert cells_of(open_contents(tmp_path, [a_bundle(whole_referral()), a_bundle(other)])) == rows
    paths = {"p1": "Patient/p1", "d1": "Practitioner/d1", "r1": "ServiceRequest/r1"}
    assert (
        cells_of(
            open_contents(
                tmp_path, a_bundle(whole_referral(), urls=paths), a_bundle(other, urls=paths)
            )
        )
        == rows
    )


@pytest.mark.parametrize("meta", [{}, {"meta": {"lastUpdated": "2026-01-01T00:00:00Z"}}])
def test_an_id_in_two_bundles_is_ambiguous_from_outside(tmp_path: Path, meta: Resource) -> None:
    """One may be the later version, but the two may be different patients."""
    mine = a_bundle([a_patient(meta={"lastUpdated": "2026-05-01T00:00:00Z"})])
    listing = open_contents(
        tmp_path, mine, a_bundle([a_patient(name=[{"family": "Other"}], **meta)]), [a_referral()]
    )
    assert [code for code, _, _ in unread_problems(listing)] == ["M18"]


def test_one_id_on_two_servers_is_two_records(tmp_path: Path) -> None:
    here, there = SERVER + "Practitioner/d1", "https://elsewhere.example/Practitioner/d1"
    bundle = a_bundle(
        [
            a_patient(),
            a_referral(),
            a_practitioner(),
            a_practitioner(name=[{"family": "Other"}]),
            an_appointment(),
        ]
    )
    bundle["entry"][1]["fullUrl"] = SERVER + "ServiceRequest/r1"
    bundle["entry"][2]["fullUrl"], bundle["entry"][3]["fullUrl"] = here, there
    for requester, name in (
        ("Practitioner/d1", WHOLE_CELLS["referred_by"]),
        (here, WHOLE_CELLS["referred_by"]),
        (there, "Other"),
    ):
        bundle["entry"][1]["resource"]["requester"] = reference_to(requester)
        assert only_cells(tmp_path, bundle)["referred_by"] == name


def test_a_contained_resource_refers_into_the_bundle_of_its_referral(tmp_path: Path) -> None:
    role = {
        "resourceType": "PractitionerRole",
        "id": "role",
        "practitioner": reference_to("Practitioner/d1"),
    }
    mine = [
        a_patient(),
        a_practitioner(),
        a_referral(requester="#role", contained=[role]),
        an_appointment(),
    ]
    assert (
        only_cells(tmp_path, a_bundle([a_practitioner(name=[{"family": "Other"}])]), a_bundle(mine))
        == WHOLE_CELLS
    )


def test_a_patient_of_another_server_is_never_taken(tmp_path: Path) -> None:
    theirs = a_bundle([a_patient()], urls={"p1": "https://elsewhere.example/Patient/p1"})
    listing = open_contents(
        tmp_path, theirs, a_bundle([a_referral()], urls={"r1": SERVER + "ServiceRequest/r1"})
    )
    assert [code for code, _, _ in unread_problems(listing)] == ["M17"]
    listing = open_contents(tmp_path, theirs, [a_referral(subject=SERVER + "Patient/p1")])
    assert [code for code, _, _ in unread_problems(listing)] == ["M17"]


def test_without_a_referral_each_patient_is_a_row(tmp_path: Path) -> None:
    rows = cells_of(open_contents(tmp_path, [a_patient("p1"), a_patient("p2", active=False)]))
    assert [(row["patient_id"], row.get("do_not_mail")) for row in rows] == [
        ("MR-p1", None),
        ("MR-p2", "yes"),
    ]
    assert all("referred_by" not in row for row in rows)


def test_each_referral_of_a_patient_is_a_row(tmp_path: Path) -> None:
    listing = open_contents(
        tmp_path, a_bundle([*whole_referral(), a_referral("r2", authoredOn="2027-01-20")])
    )
    assert [row["referral_date"] for row in cells_of(listing)] == ["2027-01-05", "2027-01-20"]
    assert [(row.number, row.place.line) for row in listing.rows()] == [(1, 3), (2, 5)]
    assert list(listing.rows()) == list(listing.rows())


NOT_IN_FORCE: dict[str, Resource] = {
    "not sent yet (draft)": {"status": "draft"}, "on hold": {"status": "on-hold"},
    "revoked": {"status": "revoked"}, "completed": {"status": "completed"},
    "entered in error": {"status": "entered-in-error"},
    "only proposed or planned": {"intent": "proposal"},
    "for something that must not be done": {"doNotPerform": True},
    "without a status": {"status": None},
    "orders to a laboratory": {"category": [{"coding": [{"code": "108252007"}]}]},
}  # fmt: skip


@pytest.mark.parametrize("why", NOT_IN_FORCE)
def test_referrals_that_are_not_in_force_are_counted_and_not_mailed(
    tmp_path: Path, why: str
) -> None:
    listing = open_contents(
        tmp_path,
        a_bundle(
            [
                *whole_referral(),
                a_referral("r2", **NOT_IN_FORCE[why]),
                a_referral("r3", **NOT_IN_FORCE[why]),
            ]
        ),
    )
    assert cells_of(listing) == [WHOLE_CELLS]
    (remark,) = listing.remarks
    assert remark.code == "M19"
    assert remark.remark
    assert f"2 {why}" in remark.message
    (problem,) = problems_of(
        tmp_path, a_bundle([a_patient(), a_referral("r2", **NOT_IN_FORCE[why])])
    )
    assert problem.code == "M16"


# References.

REFERENCES: dict[str, tuple[Any, dict[str, str]]] = {
    "relative": ("Practitioner/d1", {}),
    "relative to the server": (
        "Practitioner/d1",
        {"d1": SERVER + "Practitioner/d1", "r1": SERVER + "ServiceRequest/r1"},
    ),
    "absolute": (SERVER + "Practitioner/d1", {"d1": SERVER + "Practitioner/d1"}),
    "absolute to one without its full URL": (SERVER + "Practitioner/d1", {}),
    "of a version": ("Practitioner/d1/_history/3", {}),
    "absolute of a version": (
        SERVER + "Practitioner/d1/_history/3",
        {"d1": SERVER + "Practitioner/d1"},
    ),
    "urn": (URN + "1", {"d1": URN + "1"}),
    "relative to one with a URN": ("Practitioner/d1", {"d1": URN + "1"}),
    "conditional": (f"Practitioner?identifier={NPI}|0000000001", {}),
    "conditional, written for the web": (
        f"Practitioner?identifier={NPI.replace(':', '%3A')}%7C0000000001",
        {},
    ),
    "conditional without a system": ("Practitioner?identifier=0000000001", {}),
    "logical": ({"type": "Practitioner", "identifier": {"system": NPI, "value": "0000000001"}}, {}),
    "logical without a type": ({"identifier": {"system": NPI, "value": "0000000001"}}, {}),
    "with a display that is not needed": (
        {"reference": "Practitioner/d1", "display": "Somebody"},
        {},
    ),
    "display alone": ({"display": "Dr. Jane Q. Roe, MD"}, {}),
    "display of a missing record": (
        {"reference": "Practitioner/gone", "display": "Dr. Jane Q. Roe, MD"},
        {},
    ),
}


@pytest.mark.parametrize("form", REFERENCES)
def test_each_form_of_reference_gives_the_same_row(tmp_path: Path, form: str) -> None:
    requester, urls = REFERENCES[form]
    bundle = a_bundle(
        [a_patient(), a_practitioner(), a_referral(requester=requester), an_appointment()],
        urls=urls,
    )
    if "display" not in form:
        types = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
        without = [
            entry
            for entry, kind in zip(bundle["entry"], types, strict=True)
            if kind != "Practitioner"
        ]
        assert "referred_by" not in only_cells(tmp_path, {**bundle, "entry": without})
    assert only_cells(tmp_path, bundle) == WHOLE_CELLS


SUBJECTS: dict[str, tuple[Any, dict[str, str]]] = {
    "urn": (URN + "2", {"p1": URN + "2"}),
    "absolute": (SERVER + "Patient/p1", {"p1": SERVER + "Patient/p1"}),
    "conditional": ("Patient?identifier=urn:of:the:plan|PLAN-p1", {}),
    "logical": ({"identifier": {"system": "urn:of:the:plan", "value": "PLAN-p1"}}, {}),
}


@pytest.mark.parametrize("form", SUBJECTS)
def test_the_patient_is_found_by_each_form(tmp_path: Path, form: str) -> None:
    subject, urls = SUBJECTS[form]
    resources = [
        a_patient(),
        a_practitioner(),
        a_referral(subject=subject),
        an_appointment(patient=subject),
    ]
    assert only_cells(tmp_path, a_bundle(resources, urls=urls)) == WHOLE_CELLS


def test_contained_resources_are_found(tmp_path: Path) -> None:
    role = {"resourceType": "PractitionerRole", "id": "role", "practitioner": reference_to("#d1")}
    inside: Resource = {"contained": [a_patient(), a_practitioner(), role]}
    named = an_appointment(
        patient={"display": "the patient"}, basedOn=[reference_to("ServiceRequest/r1")]
    )
    for requester in ("#d1", "#role"):
        assert (
            only_cells(tmp_path, [a_referral(subject="#p1", requester=requester, **inside), named])
            == WHOLE_CELLS
        )


def test_contained_resources_of_two_referrals_are_different(tmp_path: Path) -> None:
    first = a_referral(subject="#p1", contained=[a_patient()])
    second = a_referral("r2", subject="#p1", contained=[a_patient(name=[{"family": "Other"}])])
    rows = cells_of(open_contents(tmp_path, [first, second, an_appointment()]))
    assert [row["last_name"] for row in rows] == ["Example", "Other"]
    assert all("appointment_date" not in row for row in rows)


def test_a_role_gives_the_name_of_its_person_or_organization(tmp_path: Path) -> None:
    clinic = {"resourceType": "Organization", "id": "o1", "name": "Sample Clinic"}
    role = {
        "resourceType": "PractitionerRole",
        "id": "x1",
        "organization": reference_to("Organization/o1"),
    }
    rest = [
        a_patient(),
        a_practitioner(),
        clinic,
        an_appointment(),
        a_referral(requester="PractitionerRole/x1"),
    ]
    assert (
        only_cells(tmp_path, [*rest, {**role, "practitioner": reference_to("Practitioner/d1")}])
        == WHOLE_CELLS
    )
    assert only_cells(tmp_path, [*rest, role])["referred_by"] == "Sample Clinic"
    assert (
        only_cells(tmp_path, [*rest, {**role, "organization": {"display": "Other Clinic"}}])[
            "referred_by"
        ]
        == "Other Clinic"
    )
    assert (
        only_cells(
            tmp_path, [*rest, {**role, "organization": reference_to("PractitionerRole/x1")}]
        ).get("referred_by")
        is None
    )


def test_a_patient_as_requester_is_no_referrer(tmp_path: Path) -> None:
    itself = {"reference": "Patient/p1", "display": "Margaret Example"}
    assert "referred_by" not in only_cells(tmp_path, [a_patient(), a_referral(requester=itself)])


def test_a_missing_referrer_is_a_remark_and_a_missing_patient_a_problem(tmp_path: Path) -> None:
    listing = open_contents(
        tmp_path, a_bundle([a_patient(), a_referral(), a_referral("r2", subject="Patient/gone")])
    )
    assert [type(row) for row in listing.rows()] == [ListRow, UnreadRow]
    assert [(code, line) for code, _, line in unread_problems(listing)] == [("M17", 3)]
    assert [remark.code for remark in listing.remarks] == ["M19"]
    assert "1" in listing.remarks[0].message


# Names and addresses.

A, B = {"family": "Aye", "given": ["Ann"]}, {"family": "Bee", "given": ["Bea"]}
NAMES: list[tuple[list[Resource], str]] = [
    ([{**A, "use": "usual"}, {**B, "use": "official"}], "Bee"),
    ([{**A, "use": "nickname"}, {**B, "use": "usual"}], "Bee"),
    ([A, {**B, "use": "usual"}], "Bee"),
    ([A, B], "Aye"),
    ([{**A, "use": "maiden"}, B], "Bee"),
    ([{**A, "use": "old"}, {**B, "use": "anonymous"}], "Bee"),
    ([{**A, "use": "maiden"}, {**B, "period": {"end": "2020-01-01"}}], "Bee"),
    ([{**A, "use": "official", "period": {"end": "2020-01-01"}}, {**B, "use": "usual"}], "Bee"),
    ([{**A, "use": "official", "period": {"start": "2020-01-01"}}, {**B, "use": "usual"}], "Aye"),
    ([{"use": "official"}, B], "Bee"),
    ([{**A, "use": "old"}], "Aye"),
]


@pytest.mark.parametrize(("names", "family"), NAMES)
def test_the_best_name_is_chosen(tmp_path: Path, names: list[Resource], family: str) -> None:
    assert only_cells(tmp_path, [a_patient(name=names)])["last_name"] == family


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ({"text": "Example, Ann"}, {"name": "Example, Ann"}),
        ({"text": "Ann Example", "given": ["Ann"]}, {"name": "Ann Example"}),
        (
            {"text": "x", "given": ["Ann"], "family": "Example"},
            {"first_name": "Ann", "last_name": "Example"},
        ),
        ({"family": "Example"}, {"last_name": "Example"}),
        ({"given": ["Ann", "B.", "C."]}, {"first_name": "Ann", "middle_name": "B. C."}),
        (
            {"family": " Ex\tample ", "suffix": ["Jr.", "MD"]},
            {"last_name": "Ex ample", "suffix": "Jr., MD"},
        ),
    ],
)
def test_a_name_is_split_into_its_parts(
    tmp_path: Path, name: Resource, parts: dict[str, str]
) -> None:
    columns = ("name", "prefix", "first_name", "middle_name", "last_name", "suffix")
    cells = only_cells(tmp_path, [a_patient(name=[name])])
    assert {column: cells[column] for column in columns if column in cells} == parts


def address_in(city: str, **fields: Any) -> Resource:
    return {"line": ["1 Sample St"], "city": city, "state": "IL", "postalCode": "62701", **fields}


BAD = [{"url": "http://hl7.org/fhir/StructureDefinition/iso21090-AD-use", "valueCode": "BAD"}]
ENDED = {"period": {"end": "2020-01-01"}}
ADDRESSES: list[tuple[list[Any], str]] = [
    ([None, address_in("B", use="work")], "B"),
    ([address_in("A", use="work"), address_in("B", use="home")], "B"),
    ([address_in("A", use="home", type="physical"), address_in("B", type="postal")], "B"),
    ([address_in("A", use="home", type="both"), address_in("B", use="home", type="postal")], "B"),
    ([address_in("A"), address_in("B", type="postal")], "B"),
    ([address_in("A", use="billing"), address_in("B")], "B"),
    ([address_in("A", use="work"), address_in("B", use="temp")], "B"),
    ([address_in("A", use="work", type="postal"), address_in("B", use="home")], "B"),
    ([address_in("A"), address_in("B")], "A"),
    ([address_in("A", use="old"), address_in("B", use="work")], "B"),
    ([address_in("A", use="home", **ENDED), address_in("B", use="work")], "B"),
    ([address_in("A", use="temp", **ENDED), address_in("B", use="work")], "B"),
    ([address_in("A", use="home", extension=BAD), address_in("B", use="work")], "B"),
    ([address_in("A", type="physical")], "A"),
]


@pytest.mark.parametrize(("addresses", "city"), ADDRESSES)
def test_the_best_address_is_chosen(tmp_path: Path, addresses: list[Any], city: str) -> None:
    assert only_cells(tmp_path, [a_patient(address=addresses)])["city"] == city


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (["1 Sample St"], ("1 Sample St", None)),
        (["1 Sample St", "Apt 4"], ("1 Sample St", "Apt 4")),
        (["1 Sample St\nApt 4", "", None], ("1 Sample St", "Apt 4")),
        (["c/o Gail Warden", "1 Sample St", "Apt 4"], ("c/o Gail Warden", "1 Sample St Apt 4")),
        (["1 Sample St", "Bldg. 2", "#4"], ("1 Sample St Bldg. 2 #4", None)),
    ],
)
def test_the_lines_of_an_address(
    tmp_path: Path, lines: list[str], printed: tuple[str, str | None]
) -> None:
    cells = only_cells(tmp_path, [a_patient(address=[address_in("A", line=lines)])])
    assert (cells["address_1"], cells.get("address_2")) == printed


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({"text": "1 Sample St, Springfield IL 62701"}, "is one text"),
        (address_in("A", line=["Care of", "Somebody", "1 Sample St"]), "3 lines"),
        (address_in("A", use="old"), "each 'address' is old"),
        (address_in("A", use="home", **ENDED), "has an end"),
        (address_in("A", extension=BAD), "known to be bad"),
        (address_in("A", postalCode=62701), "'postalCode' is not a text"),
        (address_in("A", line="1 Sample St"), "'line' is not a list"),
        (address_in("Spring\x00field"), "cannot be printed"),
        (address_in("\ud800"), "cannot be printed"),
        (address_in("A" * 2_001), "more than 2,000"),
    ],
)
def test_an_unusable_address_is_a_problem_with_its_reason(
    tmp_path: Path, address: Resource, words: str
) -> None:
    listing = open_contents(tmp_path, a_bundle([a_practitioner(), a_patient(address=[address])]))
    ((code, message, line),) = unread_problems(listing)
    assert (code, line) == ("M17", 2)
    assert words in message
    assert "entry 2" in message
    assert "Sample" not in message


def test_deceased_and_inactive_patients_are_flagged(tmp_path: Path) -> None:
    dead = [
        a_patient(deceasedBoolean=True),
        a_patient(deceasedBoolean=None, deceasedDateTime="2026-01"),
    ]
    assert [only_cells(tmp_path, [patient])["deceased"] for patient in dead] == ["yes", "yes"]
    replaced = a_patient(link=[{"other": reference_to("Patient/p2"), "type": "replaced-by"}])
    inactive = [replaced, a_patient(active=False)]
    assert [only_cells(tmp_path, [patient])["do_not_mail"] for patient in inactive] == ["yes"] * 2
    assert "do_not_mail" not in only_cells(
        tmp_path, [a_patient(active=None, link=[{"type": "seealso"}])]
    )
    assert list(unread_problems(open_contents(tmp_path, [a_patient(deceasedBoolean="yes")])))


@pytest.mark.parametrize(
    ("identifier", "number"),
    [
        (None, "p1"),
        ([{"value": "7"}, {"type": {"coding": [{"code": "MR"}]}, "value": "8"}], "8"),
        ([{"type": {"coding": [{"code": "MR"}]}, "value": "8", "use": "old"}, {"value": "7"}], "7"),
        ([{"type": {"coding": [{"code": "SS"}]}, "value": "000"}], "p1"),
        ([{"system": "http://hl7.org/fhir/sid/us-ssn", "value": "000"}, {"value": "7"}], "7"),
    ],
)
def test_the_medical_record_number_is_preferred(
    tmp_path: Path, identifier: Any, number: str
) -> None:
    assert only_cells(tmp_path, [a_patient(identifier=identifier)])["patient_id"] == number


@pytest.mark.parametrize(
    ("communication", "language"),
    [
        ([{"language": {"coding": [{"code": "vi"}]}}], "vi"),
        (
            [
                {"language": {"text": "Spanish"}, "preferred": True},
                {"language": {"coding": [{"code": "en"}]}},
            ],
            "Spanish",
        ),
        (
            [
                {"language": {"coding": [{"code": "vi"}]}},
                {"language": {"coding": [{"code": "en"}]}},
            ],
            None,
        ),
        (None, None),
    ],
)
def test_the_preferred_language_is_read(
    tmp_path: Path, communication: Any, language: str | None
) -> None:
    assert (
        only_cells(tmp_path, [a_patient(communication=communication)]).get("language") == language
    )


def test_guardians_precede_parents(tmp_path: Path) -> None:
    def contact(name: str, *codes: str, **fields: Any) -> Resource:
        relationship = [{"coding": [{"code": code}]} for code in codes]
        return {"relationship": relationship, "name": {"given": [name], "family": "Kin"}, **fields}

    def related(name: str, code: str, **fields: Any) -> Resource:
        resource = {
            "resourceType": "RelatedPerson",
            "patient": reference_to("Patient/p1"),
            "relationship": [{"coding": [{"code": code}]}],
        }
        return {**resource, "name": [{"given": [name], "family": "Kin"}], **fields}

    def guardian(contacts: list[Resource] | None, *others: Resource) -> str | None:
        return only_cells(tmp_path, [a_patient(contact=contacts), *others]).get("guardian")

    assert guardian([contact("Mo", "MTH"), contact("Gu", "GUARD")]) == "Gu Kin"
    assert guardian([contact("Un", "UNCLE"), contact("Fa", "C", "FTH")]) == "Fa Kin"
    assert guardian([contact("Mo", "MTH", period={"end": "2020"})]) is None
    assert (
        guardian([{"relationship": [{"text": "Mother"}], "name": {"text": "Mo Kin"}}]) == "Mo Kin"
    )
    assert guardian(None, related("Re", "PRN")) == "Re Kin"
    assert guardian([contact("Mo", "MTH")], related("Re", "PRN")) == "Mo Kin"
    assert guardian([contact("Mo", "MTH")], related("Re", "GUARD")) == "Re Kin"
    assert guardian(None, related("Re", "GUARD", active=False)) is None
    assert guardian(None, related("Re", "GUARD", patient=reference_to("Patient/p2"))) is None


# Dates and appointments.


@pytest.mark.parametrize(
    ("start", "zone", "shown"),
    [
        ("2027-02-03T14:30:00-06:00", None, ("2027-02-03", "14:30")),
        ("2027-02-03T14:30:00.123-06:00", "America/New_York", ("2027-02-03", "14:30")),
        ("2027-02-03T23:30:00-06:00", None, ("2027-02-03", "23:30")),
        ("2027-02-04T02:30:00Z", "America/Chicago", ("2027-02-03", "20:30")),
        ("2027-07-04T02:30:00Z", "America/Chicago", ("2027-07-03", "21:30")),
        ("2027-02-04T02:30:00+00:00", "America/Chicago", ("2027-02-03", "20:30")),
    ],
)
def test_a_time_is_read_by_its_own_offset_or_the_time_zone(
    tmp_path: Path, start: str, zone: str | None, shown: tuple[str, str]
) -> None:
    cells = only_cells(tmp_path, [a_patient(), a_referral(), an_appointment(start)], zone=zone)
    assert (cells["appointment_date"], cells["appointment_time"]) == shown


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("2027-02-03T14:30:00Z", "UTC"),
        ("2027-02-03T14:30:00+00:00", "UTC"),
        ("2027-02-03T14:30:00", "offset"),
        ("2027-02-03", "offset"),
        ("2027-02-31T14:30:00-06:00", "offset"),
        ("2027-02-03T25:30:00-06:00", "offset"),
        ("tomorrow", "offset"),
        (20270203, "text"),
    ],
)
def test_an_unclear_time_is_a_problem_of_its_row(tmp_path: Path, start: Any, words: str) -> None:
    listing = open_contents(
        tmp_path,
        [
            a_patient(),
            a_patient("p2"),
            a_referral("r2", "Patient/p2"),
            a_referral(),
            an_appointment(start),
        ],
    )
    assert [type(row) for row in listing.rows()] == [ListRow, UnreadRow]
    ((code, message, line),) = unread_problems(listing)
    assert (code, line) == ("M17", 5)
    assert words in message


THIS_REFERRAL, OTHER_REFERRAL = (
    [reference_to("ServiceRequest/r1")],
    [reference_to("ServiceRequest/r9")],
)
CHOICES: list[tuple[list[tuple[str, Resource]], str | None]] = [
    ([("2027-03-02", {}), ("2027-03-01", {})], "2027-03-01"),
    ([("2027-03-01", {}), ("2027-03-02", {"basedOn": THIS_REFERRAL})], "2027-03-02"),
    ([("2027-03-01", {"basedOn": OTHER_REFERRAL}), ("2027-03-02", {})], "2027-03-02"),
    ([("2027-03-01", {"status": "cancelled"}), ("2027-03-02", {})], "2027-03-02"),
    ([("2027-03-01", {"status": "noshow", "basedOn": THIS_REFERRAL})], None),
    ([("2027-03-01", {"status": "cancelled", "basedOn": THIS_REFERRAL})], None),
    ([("2027-03-01", {"status": "entered-in-error", "basedOn": THIS_REFERRAL})], None),
    ([("2027-03-01", {"status": "fulfilled"})], None),
    ([("2027-03-01", {"status": "pending"})], None),
    ([("2027-03-01", {"status": "pending", "basedOn": THIS_REFERRAL})], "2027-03-01"),
    ([("2026-12-01", {})], None),  # before the referral was written
    ([("2026-12-01", {}), ("2027-03-02", {})], "2027-03-02"),
    (
        [
            (
                "2027-03-01",
                {"basedOn": THIS_REFERRAL, "participant": [{"actor": reference_to("Patient/p2")}]},
            )
        ],
        None,
    ),
]


@pytest.mark.parametrize(("appointments", "day"), CHOICES)
def test_the_first_matching_appointment_is_chosen(
    tmp_path: Path, appointments: list[tuple[str, Resource]], day: str | None
) -> None:
    booked = [an_appointment(f"{start}T09:00:00-06:00", **fields) for start, fields in appointments]
    cells = only_cells(tmp_path, a_bundle([a_patient(), a_patient("p2"), a_referral(), *booked]))
    assert cells.get("appointment_date") == day


def test_appointments_are_sorted_by_instant(tmp_path: Path) -> None:
    early, late = "2027-03-02T00:30:00+02:00", "2027-03-01T23:00:00-06:00"
    cells = only_cells(
        tmp_path, [a_patient(), a_referral(), an_appointment(late), an_appointment(early)]
    )
    assert cells["appointment_date"] == "2027-03-02"


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"authoredOn": None, "occurrenceDateTime": "2027-02-01"}, "2027-02-01"),
        ({"authoredOn": None, "occurrencePeriod": {"start": "2027-02"}}, "2027-02"),
        ({"authoredOn": "2027-01-06T03:00:00Z"}, "2027-01-05"),
        ({"authoredOn": None}, None),
    ],
)
def test_the_day_of_a_referral_is_read(tmp_path: Path, fields: Resource, day: str | None) -> None:
    cells = only_cells(tmp_path, [a_patient(), a_referral(**fields)], zone="America/Chicago")
    assert cells.get("referral_date") == day


# Duplicate records.


def test_records_that_are_exported_twice_are_read_once(tmp_path: Path) -> None:
    listing = open_contents(tmp_path, whole_referral(), whole_referral())
    assert cells_of(listing) == [WHOLE_CELLS]
    assert [remark.code for remark in listing.remarks] == ["M19"]
    page = a_bundle(
        whole_referral(),
        "searchset",
        {"p1": SERVER + "Patient/p1", "r1": SERVER + "ServiceRequest/r1"},
    )
    assert cells_of(open_contents(tmp_path, page, page)) == [WHOLE_CELLS]


def test_the_later_version_of_a_record_is_used(tmp_path: Path) -> None:
    old = a_patient(meta={"lastUpdated": "2026-01-01T00:00:00Z"}, name=[{"family": "Before"}])
    new = a_patient(meta={"lastUpdated": "2026-02-01T00:00:00Z"})
    for order in ([old, new], [new, old]):
        assert (
            only_cells(tmp_path, [*order, a_practitioner(), a_referral(), an_appointment()])
            == WHOLE_CELLS
        )


@pytest.mark.parametrize(
    "change", [{"name": [{"family": "Other"}]}, {"address": [address_in("Elsewhere")]}]
)
def test_two_different_records_with_one_id_are_a_problem(tmp_path: Path, change: Resource) -> None:
    listing = open_contents(
        tmp_path, [a_patient(), a_patient(**change), a_practitioner(), a_referral()]
    )
    assert [code for code, _, _ in unread_problems(listing)] == ["M18"]
    assert listing.remarks == ()


# A referral message as in BSeR, with a role as requester, and a task.


def a_message() -> Resource:
    task = {
        "resourceType": "Task",
        "id": "t1",
        "status": "requested",
        "focus": reference_to("ServiceRequest/r1"),
    }
    header = {
        "resourceType": "MessageHeader",
        "id": "h1",
        "eventCoding": {"code": "I12"},
        "focus": [reference_to("Task/t1")],
    }
    role = {
        "resourceType": "PractitionerRole",
        "id": "initiator",
        "practitioner": reference_to("Practitioner/d1"),
        "organization": reference_to("Organization/o1"),
        "telecom": [{"system": "phone", "value": "555-0101"}],
    }
    clinic = {
        "resourceType": "Organization",
        "id": "o1",
        "name": "Sample Health",
        "telecom": [{"value": "555-0102"}],
    }
    referral = a_referral(
        requester="PractitionerRole/initiator",
        performer=[reference_to("PractitionerRole/recipient")],
    )
    people = [a_patient(), role, a_practitioner(), clinic]
    resources = [header, referral, task, *people, an_appointment()]
    # Relative URLs, as in the example of the implementation guide.
    urls = {
        resource["id"]: f"{resource['resourceType']}/{resource['id']}" for resource in resources
    }
    return a_bundle(resources, "message", urls)


def test_a_referral_message_gives_its_row(tmp_path: Path) -> None:
    listing = open_contents(tmp_path, a_message())
    assert cells_of(listing) == [WHOLE_CELLS]
    assert listing.dropped == 2  # MessageHeader and Task
    assert [row.place.line for row in listing.rows()] == [2]
    assert set(listing.columns) == set(COLUMNS)
    assert listing.remarks == ()


# Damaged and hostile files.


def line_of(text: bytes) -> int:
    return PAGE[: PAGE.index(text)].count(b"\n") + 1


PAGE = json_bytes(a_bundle(whole_referral()))
LINES = json_bytes(whole_referral())


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "does not begin with {"),
        (b"[1, 2]", 1, "does not begin with {"),
        (b"<Bundle/>", 1, "does not begin with {"),
        (PAGE[:-40], PAGE[:-40].count(b"\n") + 1, "cut off"),
        (PAGE + b"{}", PAGE.count(b"\n") + 1, "behind the end"),
        (PAGE.replace(b'"official"', b"official"), line_of(b'"official"'), "value is missing"),
        (
            PAGE.replace(b"Springfield", b"Spring\x00field"),
            line_of(b"Springfield"),
            "control character",
        ),
        (PAGE.replace(b"Springfield", b"Spring\xfffield"), line_of(b"Springfield"), "0xFF"),
        (b'{"entry": [' + b"[" * 100_000, 1, "too many"),
        (b'{"entry": [{"resource":' * 50_000, 1, "too many"),
        (LINES + b'{"resourceType": \n' + LINES, 5, "cut off"),
        (LINES + b"\xff\n", 5, "0xFF"),
        (b"\xff\xfe{", 1, "UTF-16"),
        (b'{"resourceType": "Bundle", "entry": [1,]}', 1, "missing"),
        (b'{"resourceType": "Bundle" "entry": []}', 1, "comma"),
        (b'{1: "Bundle"}', 1, "double quotes"),
    ],
)
def test_a_damaged_file_names_the_line(tmp_path: Path, data: bytes, line: int, words: str) -> None:
    (problem,) = problems_of(tmp_path, data)
    assert problem.code == "M15"
    assert problem.place.line == line
    assert words in problem.message
    assert "Example" not in problem.line()


def test_a_damaged_file_names_the_column(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, b'{"resourceType": "Bundle",\n  "entry": oops}')
    assert problem.place[1:] == (2, 12)
    (problem,) = problems_of(tmp_path, b'{"a": 1}\n{"b": oops}\n')
    assert problem.place[1:] == (2, 7)


def test_damaged_lines_of_all_files_are_reported_together(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, LINES + b"{\n" + LINES + b"}\n", LINES + b"oops\n")
    named = [(os.path.basename(problem.place.file), problem.place.line) for problem in problems]
    assert named == [
        ("0.json", 5),
        ("0.json", 10),
        ("1.json", 5),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("data", [PAGE, LINES], ids=["bundle", "ndjson"])
def test_a_byte_order_mark_is_read(tmp_path: Path, encoding: str, data: bytes) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    assert only_cells(tmp_path, mark + data.decode().encode(encoding)) == WHOLE_CELLS


def test_line_ends_and_blank_lines_do_not_matter(tmp_path: Path) -> None:
    assert only_cells(tmp_path, LINES.replace(b"\n", b"\r\n\r\n")) == WHOLE_CELLS
    assert only_cells(tmp_path, json.dumps(a_bundle(whole_referral())).encode()) == WHOLE_CELLS


def test_a_number_of_any_length_is_accepted(tmp_path: Path) -> None:
    longer = LINES.replace(b'"active": true', b'"active": true, "x": ' + b"9" * 5_000)
    assert longer != LINES
    assert only_cells(tmp_path, longer) == WHOLE_CELLS


def test_files_without_recipients_are_refused(tmp_path: Path) -> None:
    for content in (a_bundle([]), [a_practitioner()], {"resourceType": "Bundle"}):
        (problem,) = problems_of(tmp_path, content)
        assert problem.code == "M16"


def test_too_large_files_and_lines_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = b'{"resourceType": "Patient", "x": "' + b"x" * fhir_files.LONGEST + b'"}\n'
    (problem,) = problems_of(tmp_path, LINES + long)
    assert (problem.code, problem.place.line) == ("M15", 5)
    monkeypatch.setattr(fhir_files, "LARGEST", len(LINES) * 2 - 1)
    (problem,) = problems_of(tmp_path, LINES, LINES)
    assert problem.code == "M15"


def test_the_size_of_the_pieces_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    escaped = PAGE.replace(b"Sample St", b"S\\u0061mple S\\u0074").replace(
        b'"active": true', b'"active": true, "x": [12345, null, false]'
    )
    assert len(escaped) > len(PAGE) + 20
    for size in range(40, 400):
        monkeypatch.setattr(json_reader, "PIECE_SIZES", (size, 3 * size, 1_000_000))
        assert only_cells(tmp_path, escaped) == WHOLE_CELLS


def test_a_too_long_record_is_refused(tmp_path: Path) -> None:
    page = PAGE.replace(
        b'"active": true', b'"active": true, "photo": [' + b"0," * 2_500_000 + b"0]"
    )
    (problem,) = problems_of(tmp_path, page)
    assert (problem.code, "5,000,000" in problem.message) == ("M15", True)
    assert problem.place.line == line_of(b'"resource": {') - 1


def test_too_many_records_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = problems_of(
        tmp_path, b'{"resourceType": "Bundle", "entry": [' + b"5," * 2_000 + b"5]}"
    )
    assert (problem.code, problem.place.line) == ("M15", records.MOST_INVALID + 1)
    monkeypatch.setattr(records, "MOST_RECORDS", 3)
    (problem,) = problems_of(tmp_path, whole_referral())
    assert (problem.code, problem.place.line) == ("M15", 4)


def test_a_missing_fhir_file_is_a_problem(tmp_path: Path) -> None:
    for name in (str(tmp_path / "gone.json"), str(tmp_path), "a\x00b"):
        with pytest.raises(ContentError) as caught:
            open_fhir([name])
        assert [problem.code for problem in caught.value.problems] == ["W03"]


def test_a_duplicate_field_is_a_problem_if_it_is_used(tmp_path: Path) -> None:
    twice = LINES.replace(b'"city": "Springfield"', b'"city": "Springfield", "city": "Shelbyville"')
    assert twice != LINES
    ((code, message, _),) = unread_problems(open_contents(tmp_path, twice))
    assert (code, "twice" in message) == ("M17", True)
    twice = LINES.replace(b'"system": "phone"', b'"system": "phone", "system": "fax"')
    assert twice != LINES
    assert only_cells(tmp_path, twice) == WHOLE_CELLS
    (problem,) = problems_of(tmp_path, b'{"resourceType": "Bundle", "resourceType": "Bundle"}')
    assert problem.code == "M16"


def test_entries_without_a_resource_do_not_stop_the_others(tmp_path: Path) -> None:
    bundle = a_bundle(whole_referral())
    bundle["entry"] += [
        5,
        {"resource": "x"},
        {"resource": {"id": "1"}},
        {"response": {"status": "204"}},
        {"resource": a_bundle([])},
    ]
    listing = open_contents(tmp_path, bundle)
    assert [type(row) for row in listing.rows()] == [ListRow, *[UnreadRow] * 4]
    assert [line for _, _, line in unread_problems(listing)] == [5, 6, 7, 9]
    assert all("entry" in message for _, message, _ in unread_problems(listing))


def try_to_open(folder: Path, data: bytes) -> tuple[list[ListRow | UnreadRow], tuple[Problem, ...]]:
    """Return the rows and the problems that prevent reading. Any other exception is not caught."""
    try:
        return list(open_contents(folder, data).rows()), ()
    except ContentError as error:
        return [], error.problems


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths to all values inside a JSON value."""
    items: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    return [path, *(inner for key, item in items for inner in paths_in(item, (*path, key)))]


def with_replacement(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    if not path:
        return other
    changed = copy.deepcopy(value)
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = other
    return changed


SOUND = a_message()
PATHS = paths_in(SOUND)
SECRET = "Xyzzyplugh"
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.just(SECRET)
    | st.sampled_from(["#p1", "Patient/p1", "ServiceRequest/r1", "PractitionerRole/initiator"])
    | st.sampled_from(["\ud800", "\x00", "9" * 5_000]),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.text(max_size=5) | st.just("reference"), inside, max_size=3)
    ),
    max_leaves=5,
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.sampled_from(PATHS), other=ANYTHING)
def test_any_value_in_any_place_breaks_nothing(
    tmp_path: Path, path: tuple[Any, ...], other: Any
) -> None:
    rows, problems = try_to_open(tmp_path, json_bytes(with_replacement(SOUND, path, other)))
    assert {problem.code for problem in problems} <= {"M15", "M16"}
    assert bool(rows) != bool(problems)
    for row in rows:
        if isinstance(row, ListRow):
            assert all(
                value and value == value.strip() and value.isprintable()
                for value in row.cells.values()
            )
            assert set(row.cells) <= set(COLUMNS)
        else:
            assert row.problems
            assert not any(
                SECRET in problem.line() or "Example" in problem.line() for problem in row.problems
            )


@pytest.mark.parametrize("other", [5, 1.5, True, "x", [], {}, [[]], [5], {"x": 5}, None], ids=repr)
def test_each_kind_of_value_in_every_place_breaks_nothing(tmp_path: Path, other: Any) -> None:
    assert len(PATHS) > 150
    seen = set()
    for path in PATHS:
        rows, problems = try_to_open(tmp_path, json_bytes(with_replacement(SOUND, path, other)))
        seen |= {"refused"} if problems else {type(row).__name__ for row in rows}
    assert {"refused", ListRow.__name__} <= seen


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(offset=st.integers(0, len(PAGE) - 1), byte=st.integers(0, 255), lines=st.booleans())
def test_any_byte_anywhere_breaks_nothing(
    tmp_path: Path, offset: int, byte: int, lines: bool
) -> None:
    data = bytearray(LINES if lines else PAGE)
    data[offset % len(data)] = byte
    rows, problems = try_to_open(tmp_path, bytes(data))
    assert bool(rows) != bool(problems)

"""From one resource to the little of it that a letter needs; the rest is dropped here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from press.mail.lists.fhir.human_names import guards, written_name
from press.mail.lists.fhir.json_types import Fields, Noting
from press.mail.lists.fhir.moments import Wall, day_of, wall
from press.mail.lists.fhir.patients import ended, patient
from press.mail.lists.fhir.references import URN, Record, Reference, plain
from press.problems import Place

DEEPEST = 3  # records in one another: a referral, the role of who refers, and the person in it
NOWHERE = Place("")

# Which referrals are in force (request-status and request-intent of R4), and what those are called that are not.
ORDERS = frozenset({"order", "original-order", "reflex-order", "filler-order", "instance-order"})
NOT_IN_FORCE = {
    "draft": "not sent yet (draft)", "on-hold": "on hold", "revoked": "revoked", "completed": "completed",
    "entered-in-error": "entered in error", "active": "only proposed or planned",
}  # fmt: skip
NOTHING_SAID = "without a status that says that they are in force"
REFERRAL = "3457005"  # SNOMED CT: Patient referral
OTHERS = frozenset({"108252007", "363679005"})  # SNOMED CT: Laboratory procedure, Imaging

# Appointments that will take place. One that is not agreed on by all counts only where it names the referral.
AGREED = frozenset({"booked"})
EXPECTED = frozenset({"booked", "pending", "arrived", "checked-in"})


class Person(NamedTuple):
    name: str


class Role(NamedTuple):
    practitioner: Reference
    organization: Reference


class Guardian(NamedTuple):
    patients: tuple[Reference, ...]  # one
    guarding: int | None
    name: str


class Referral(NamedTuple):
    """``left`` says why it is not taken, or is empty."""

    left: str
    patient: Reference
    requester: Reference
    day: str


class Appointment(NamedTuple):
    agreed: bool
    start: Wall
    referrals: tuple[Reference, ...]
    patients: tuple[Reference, ...]


class Taking(NamedTuple):
    """What is needed to take a resource: the notes, the zone of times in UTC, and what lies in the resource itself."""

    note: Noting
    zone: str | None
    place: Place
    contained: dict[str, Fields]
    depth: int = 0


def taken(resource: Fields, place: Place, scope: int, url: str, zone: str | None) -> Record | None:
    """What is kept of a resource; None for a kind that no letter needs."""
    note = Noting()
    contained = {
        f"#{note.text(one, 'id')}": one
        for one in note.records(resource, "contained")
        if "id" in one
    }
    return _record(resource, Taking(note, zone, place, contained), scope, url)


def _record(resource: Fields, taking: Taking, scope: int, url: str) -> Record | None:
    note = taking.note
    kind = resource.get("resourceType")
    take = KINDS.get(kind) if isinstance(kind, str) else None
    if take is None:
        return None
    assert isinstance(kind, str)
    number = note.text(resource, "id")
    updated = note.text(note.record(resource, "meta"), "lastUpdated")
    data = take(resource, taking)
    if data is None:
        return None
    identifiers = tuple(
        filter(None, (_identifier(one, note) for one in note.records(resource, "identifier")))
    )
    url = plain(url) if "://" in url or url.startswith(URN) else ""
    name = f"{kind}/{number}" if number else ""
    return Record(
        kind,
        taking.place,
        scope,
        url,
        name,
        identifiers,
        _seconds(updated),
        tuple(note.wrong),
        data,
    )


def _referral(resource: Fields, taking: Taking) -> Referral:
    note = taking.note
    day = day_of(note.text(resource, "authoredOn"), "authoredOn", taking.zone, note)
    for name, text in (
        ("occurrenceDateTime", note.text(resource, "occurrenceDateTime")),
        ("occurrencePeriod", note.text(note.record(resource, "occurrencePeriod"), "start")),
    ):
        day = day or day_of(text, name, taking.zone, note)
    who, requester = (
        _reference(note.record(resource, name), taking) for name in ("subject", "requester")
    )
    return Referral(_left(resource, note), who, requester, day)


def _left(resource: Fields, note: Noting) -> str:
    """Why a ServiceRequest is no referral in force, in words for many of them; empty if it is one."""
    status, intent = note.text(resource, "status"), note.text(resource, "intent")
    if note.flag(resource, "doNotPerform"):
        return "for something that must not be done"
    if status != "active" or intent not in ORDERS:
        return NOT_IN_FORCE.get(status, NOTHING_SAID)
    groups = (note.records(one, "coding") for one in note.records(resource, "category"))
    codes = {note.text(coding, "code") for group in groups for coding in group}
    return (
        "orders to a laboratory or for imaging" if codes & OTHERS and REFERRAL not in codes else ""
    )


def _appointment(resource: Fields, taking: Taking) -> Appointment | None:
    note = taking.note
    status, text = note.text(resource, "status"), note.text(resource, "start")
    if status not in EXPECTED or not (text or note.wrong):
        return None
    start = wall(text, taking.zone)
    if start is None:
        if text:
            note.note("'start' is not a day with a time and its offset")
        start = Wall(0, "", "", True)
    elif not start.known:
        note.note("'start' is a time in UTC, and the practice's time zone is not known")
    referrals = tuple(_reference(one, taking) for one in note.records(resource, "basedOn"))
    patients = tuple(
        _reference(note.record(one, "actor"), taking)
        for one in note.records(resource, "participant")
    )
    return Appointment(status in AGREED, start, referrals, patients)


def _person(resource: Fields, taking: Taking) -> Person:
    return Person(written_name(taking.note.records(resource, "name"), taking.note))


def _organization(resource: Fields, taking: Taking) -> Person:
    return Person(taking.note.text(resource, "name"))


def _role(resource: Fields, taking: Taking) -> Role:
    return Role(
        *(
            _reference(taking.note.record(resource, name), taking)
            for name in ("practitioner", "organization")
        )
    )


def _guardian(resource: Fields, taking: Taking) -> Guardian | None:
    note = taking.note
    guarding = guards(note.records(resource, "relationship"), note)
    name = written_name(note.records(resource, "name"), note)
    if (
        guarding is None
        or not name
        or note.flag(resource, "active") is False
        or ended(resource, note)
    ):
        return None
    return Guardian((_reference(note.record(resource, "patient"), taking),), guarding, name)


KINDS: dict[str, Callable[[Fields, Taking], Any]] = {
    "Patient": lambda resource, taking: patient(resource, taking.note),
    "ServiceRequest": _referral,
    "Practitioner": _person,
    "PractitionerRole": _role,
    "Organization": _organization,
    "Appointment": _appointment,
    "RelatedPerson": _guardian,
}


def _reference(holder: Fields, taking: Taking) -> Reference:
    note = taking.note
    text, kind = note.text(holder, "reference"), note.text(holder, "type")
    inside = None
    if text in taking.contained and taking.depth < DEEPEST:
        deeper = taking._replace(depth=taking.depth + 1)
        inside = _record(taking.contained[text], deeper, 0, "")
        inside = (
            inside._replace(place=NOWHERE, wrong=()) if inside else None
        )  # what is wrong in it is noted with the whole
    return Reference(
        text,
        kind,
        _identifier(note.record(holder, "identifier"), note),
        note.text(holder, "display"),
        inside,
    )


def _identifier(holder: Fields, note: Noting) -> str:
    """As a search asks for it: system|value; empty without a value."""
    value = note.text(holder, "value")
    return f"{note.text(holder, 'system')}|{value}" if value else ""


def _seconds(text: str) -> float:
    try:
        moment = datetime.fromisoformat(text or "0001-01-01")
        return moment.timestamp() if moment.tzinfo else 0
    except (ValueError, OverflowError):
        return 0

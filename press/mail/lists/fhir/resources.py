"""From one resource to the data that a letter needs; the rest is dropped here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from press.mail.lists.fhir.human_names import full_name, guardian_rank
from press.mail.lists.fhir.json_types import FieldReader, Fields
from press.mail.lists.fhir.moments import WallTime, read_date, read_instant
from press.mail.lists.fhir.patients import has_ended, read_patient
from press.mail.lists.fhir.references import URN, Record, Reference, without_version
from press.problems import Place

DEEPEST = 3  # nested resources: a referral, the role of its requester, and the person in it
NOWHERE = Place("")

# Referrals in force, by request-status and request-intent of R4, and the words for the others.
ORDERS = frozenset({"order", "original-order", "reflex-order", "filler-order", "instance-order"})
NOT_IN_FORCE = {
    "draft": "not sent yet (draft)",
    "on-hold": "on hold",
    "revoked": "revoked",
    "completed": "completed",
    "entered-in-error": "entered in error",
    "active": "only proposed or planned",
}
NO_STATUS = "without a status that says that they are in force"
REFERRAL = "3457005"  # SNOMED CT: Patient referral
NOT_REFERRALS = frozenset({"108252007", "363679005"})  # SNOMED CT: Laboratory procedure, Imaging

# Appointments that will take place. One that is not booked counts only if it names the referral.
BOOKED = frozenset({"booked"})
EXPECTED = frozenset({"booked", "pending", "arrived", "checked-in"})


class Person(NamedTuple):
    """A practitioner or an organization."""

    name: str


class Role(NamedTuple):
    """A practitioner in an organization."""

    practitioner: Reference
    organization: Reference


class Guardian(NamedTuple):
    """A guardian or parent of a patient; ``rank`` is their ``guardian_rank``."""

    patients: tuple[Reference, ...]  # one
    rank: int
    name: str


class Referral(NamedTuple):
    """A referral. ``not_in_force`` is the reason to skip it, or empty. ``day`` may be empty."""

    not_in_force: str
    patient: Reference
    requester: Reference
    day: str


class Appointment(NamedTuple):
    """An appointment that will take place. ``booked`` is False if it is not confirmed yet."""

    booked: bool
    start: WallTime
    referrals: tuple[Reference, ...]
    patients: tuple[Reference, ...]


class ResourceContext(NamedTuple):
    """The context of reading one resource.

    ``zone`` is the time zone for times in UTC, or None. ``contained`` has the resources inside this
    one by their ``#id``; ``depth`` counts the levels of nested resources.
    """

    reader: FieldReader
    zone: str | None
    place: Place
    contained: dict[str, Fields]
    depth: int = 0


def read_record(
    resource: Fields, place: Place, scope: int, url: str, zone: str | None
) -> Record | None:
    """Return the record of a resource, or None for a type that no letter needs."""
    reader = FieldReader()
    contained = {
        f"#{reader.text(child, 'id')}": child
        for child in reader.children(resource, "contained")
        if "id" in child
    }
    return _read_resource(resource, ResourceContext(reader, zone, place, contained), scope, url)


def _read_resource(
    resource: Fields, context: ResourceContext, scope: int, url: str
) -> Record | None:
    reader = context.reader
    kind = resource.get("resourceType")
    read = READERS.get(kind) if isinstance(kind, str) else None
    if read is None:
        return None
    assert isinstance(kind, str)
    id_text = reader.text(resource, "id")
    updated = reader.text(reader.child(resource, "meta"), "lastUpdated")
    data = read(resource, context)
    if data is None:
        return None
    identifiers = [_identifier(child, reader) for child in reader.children(resource, "identifier")]
    return Record(
        kind,
        context.place,
        scope,
        url=without_version(url) if "://" in url or url.startswith(URN) else "",
        name=f"{kind}/{id_text}" if id_text else "",
        identifiers=tuple(filter(None, identifiers)),
        updated=_timestamp(updated),
        faults=tuple(reader.faults),
        data=data,
    )


def _referral(resource: Fields, context: ResourceContext) -> Referral:
    reader = context.reader
    day = read_date(reader.text(resource, "authoredOn"), "authoredOn", context.zone, reader)
    for name, text in (
        ("occurrenceDateTime", reader.text(resource, "occurrenceDateTime")),
        ("occurrencePeriod", reader.text(reader.child(resource, "occurrencePeriod"), "start")),
    ):
        day = day or read_date(text, name, context.zone, reader)
    subject, requester = (
        _reference(reader.child(resource, name), context) for name in ("subject", "requester")
    )
    return Referral(_not_in_force_reason(resource, reader), subject, requester, day)


def _not_in_force_reason(resource: Fields, reader: FieldReader) -> str:
    """Return why a ServiceRequest is not a referral in force; "" if it is one."""
    status, intent = reader.text(resource, "status"), reader.text(resource, "intent")
    if reader.flag(resource, "doNotPerform"):
        return "for something that must not be done"
    if status != "active" or intent not in ORDERS:
        return NOT_IN_FORCE.get(status, NO_STATUS)
    categories = reader.children(resource, "category")
    groups = (reader.children(category, "coding") for category in categories)
    codes = {reader.text(coding, "code") for group in groups for coding in group}
    if codes & NOT_REFERRALS and REFERRAL not in codes:
        return "orders to a laboratory or for imaging"
    return ""


def _appointment(resource: Fields, context: ResourceContext) -> Appointment | None:
    reader = context.reader
    status, text = reader.text(resource, "status"), reader.text(resource, "start")
    if status not in EXPECTED or not (text or reader.faults):
        return None
    start = read_instant(text, context.zone)
    if start is None:
        if text:
            reader.add_fault("'start' is not a day with a time and its offset")
        start = WallTime(0, "", "", True)
    elif not start.known:
        reader.add_fault("'start' is a time in UTC, and the practice's time zone is not known")
    referrals = tuple(_reference(child, context) for child in reader.children(resource, "basedOn"))
    patients = tuple(
        _reference(reader.child(participant, "actor"), context)
        for participant in reader.children(resource, "participant")
    )
    return Appointment(status in BOOKED, start, referrals, patients)


def _person(resource: Fields, context: ResourceContext) -> Person:
    return Person(full_name(context.reader.children(resource, "name"), context.reader))


def _organization(resource: Fields, context: ResourceContext) -> Person:
    return Person(context.reader.text(resource, "name"))


def _role(resource: Fields, context: ResourceContext) -> Role:
    reader = context.reader
    practitioner = _reference(reader.child(resource, "practitioner"), context)
    return Role(practitioner, _reference(reader.child(resource, "organization"), context))


def _guardian(resource: Fields, context: ResourceContext) -> Guardian | None:
    reader = context.reader
    rank = guardian_rank(reader.children(resource, "relationship"), reader)
    name = full_name(reader.children(resource, "name"), reader)
    if rank is None or not name or reader.flag(resource, "active") is False:
        return None
    if has_ended(resource, reader):
        return None
    return Guardian((_reference(reader.child(resource, "patient"), context),), rank, name)


READERS: dict[str, Callable[[Fields, ResourceContext], Any]] = {
    "Patient": lambda resource, context: read_patient(resource, context.reader),
    "ServiceRequest": _referral,
    "Practitioner": _person,
    "PractitionerRole": _role,
    "Organization": _organization,
    "Appointment": _appointment,
    "RelatedPerson": _guardian,
}


def _reference(holder: Fields, context: ResourceContext) -> Reference:
    reader = context.reader
    text, kind = reader.text(holder, "reference"), reader.text(holder, "type")
    contained = None
    if text in context.contained and context.depth < DEEPEST:
        inner = context._replace(depth=context.depth + 1)
        contained = _read_resource(context.contained[text], inner, 0, "")
        if contained:  # its faults are those of the whole resource
            contained = contained._replace(place=NOWHERE, faults=())
    return Reference(
        text,
        kind,
        _identifier(reader.child(holder, "identifier"), reader),
        reader.text(holder, "display"),
        contained,
    )


def _identifier(holder: Fields, reader: FieldReader) -> str:
    """Return an identifier as searches have it, ``system|value``; "" without a value."""
    value = reader.text(holder, "value")
    return f"{reader.text(holder, 'system')}|{value}" if value else ""


def _timestamp(text: str) -> float:
    """Return an instant in seconds since 1970; 0 if it is not one."""
    try:
        moment = datetime.fromisoformat(text or "0001-01-01")
        return moment.timestamp() if moment.tzinfo else 0
    except (ValueError, OverflowError):
        return 0

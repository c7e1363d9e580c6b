"""From the records of all files to one row for each referral: patient, referrer and appointment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from press.mail.lists.fhir.bundles import EXPORT
from press.mail.lists.fhir.patients import pack_cells, unpack_cells
from press.mail.lists.fhir.records import Records
from press.mail.lists.fhir.references import Record, Reference
from press.mail.lists.fhir.resources import Person, Referral, Role
from press.problems import Place, Problem

PATIENT = ("Patient",)
REFERRERS = ("Practitioner", "PractitionerRole", "Organization")
NOT_REFERRERS = ("Patient", "RelatedPerson", "Device")


class ReferralRow(NamedTuple):
    """One recipient: packed cells, or the problems that prevent a letter."""

    place: Place
    cells: str
    problems: tuple[Problem, ...] = ()


class ReferralJoiner:
    """A join of referrals with their patients, referrers and appointments.

    ``not_in_force`` counts the skipped referrals by reason, and ``unnamed_referrers`` the referrals
    whose referrer has no name in the files.
    """

    def __init__(self, records: Records) -> None:
        self.records = records
        self.not_in_force: Counter[str] = Counter()
        self.unnamed_referrers = 0
        self._guardians = self._group_by(records.guardians, "patients", PATIENT)
        self._by_referral = self._group_by(records.appointments, "referrals", ("ServiceRequest",))
        unassigned = (
            appointment
            for appointment in records.appointments
            if appointment.data.booked and not appointment.data.referrals
        )
        self._by_patient = self._group_by(unassigned, "patients", PATIENT)

    def rows(self) -> Iterator[ReferralRow]:
        """Yield a row for each referral or, in files without referrals, for each patient.

        Entries and lines without a resource come last.
        """
        records = self.records
        if records.referrals:
            for record in records.referrals.values():
                if record.data.not_in_force and not record.conflicting:
                    self.not_in_force[record.data.not_in_force] += 1
                else:
                    yield self._referral_row(record)
        else:
            for record in records.patients.values():
                yield self._row(record, record, {})
        for place in records.invalid:
            position = records.position(place)
            hint = f"{EXPORT}, or leave the {position.split()[0]} out"
            problem = Problem(place, "M17", f"In {position} is no FHIR record", hint)
            yield ReferralRow(place, "", (problem,))

    def _referral_row(self, record: Record) -> ReferralRow:
        referral: Referral = record.data
        patient = self._find(referral.patient, record, PATIENT)
        if patient is None:
            position = self.records.position(record.place)
            message = f"The patient of the referral in {position} is not in these files"
            hint = "Give the file with the Patient records too, or have it exported with this one"
            return ReferralRow(record.place, "", (Problem(record.place, "M17", message, hint),))
        return self._row(record, patient, {"referral_date": referral.day})

    def _row(self, record: Record, patient: Record, cells: dict[str, str]) -> ReferralRow:
        """Return the row of one recipient, with the problems of every record used for it."""
        used = [patient] if patient is record else [record, patient]
        if isinstance(record.data, Referral):
            cells["referred_by"] = self._referrer(record.data.requester, record, used)
        if appointment := self._appointment(record, patient):
            used.append(appointment)
            start = appointment.data.start
            cells |= {"appointment_date": start.day, "appointment_time": start.clock}
        problems = tuple(problem for source in used for problem in self._problems(source))
        if problems:
            return ReferralRow(record.place, "", problems)
        patient_cells = unpack_cells(patient.data.cells) | self._guardian_cells(patient)
        return ReferralRow(record.place, pack_cells(patient_cells | cells))

    def _guardian_cells(self, patient: Record) -> dict[str, str]:
        """Return the guardian from a RelatedPerson, if the Patient has none or only a parent."""
        own_rank = 2 if patient.data.guardian_rank is None else patient.data.guardian_rank
        related = [record.data for record in self._guardians.get(_record_key(patient), ())]
        better = [guardian for guardian in related if guardian.rank < own_rank]
        return {"guardian": min(better, key=attrgetter("rank")).name} if better else {}

    def _referrer(self, requester: Reference, source: Record, used: list[Record]) -> str:
        """Return the referrer's name from the record, else from the reference's display text.

        Adds the records that it reads to ``used``.
        """
        if not any(requester):
            return ""
        record = self._find(requester, source, REFERRERS)
        name = ""
        if record:
            used.append(record)
            if isinstance(record.data, Role):
                is_contained = record is requester.contained
                name = self._role_name(record, source if is_contained else record, used)
            else:
                name = record.data.name
        kind = requester.kind or requester.reference.rpartition("/")[0].rpartition("/")[2]
        if not name and kind not in NOT_REFERRERS:
            is_other = self._find(requester, source, NOT_REFERRERS)
            name = "" if is_other else requester.display
        self.unnamed_referrers += not name
        return name

    def _role_name(self, record: Record, source: Record, used: list[Record]) -> str:
        """Return the name of the person in a role, else of the organization."""
        role: Role = record.data
        for reference, kind in (
            (role.practitioner, "Practitioner"),
            (role.organization, "Organization"),
        ):
            target = self._find(reference, source, (kind,))
            if target and isinstance(target.data, Person) and target.data.name:
                used.append(target)
                return target.data.name
            if reference.display:
                return reference.display
        return ""

    def _appointment(self, record: Record, patient: Record) -> Record | None:
        """Return the first appointment for this referral, else the patient's first unassigned one.

        An unassigned appointment before the day of the referral does not count.
        """
        for_referral = [
            appointment
            for appointment in self._by_referral.get(_record_key(record), ())
            if self._may_be_of(patient, appointment)
        ]
        since = record.data.day if isinstance(record.data, Referral) else ""
        for_patient = [
            appointment
            for appointment in self._by_patient.get(_record_key(patient), ())
            if not (day := appointment.data.start.day) or day >= since
        ]
        candidates = for_referral or for_patient
        return min(candidates, key=attrgetter("data.start.instant"), default=None)

    def _may_be_of(self, patient: Record, appointment: Record) -> bool:
        """Return False if the appointment is known to be for another patient."""
        patients = [
            self._find(reference, appointment, PATIENT) for reference in appointment.data.patients
        ]
        known = [_record_key(record) for record in patients if record]
        return not known or _record_key(patient) in known

    def _group_by(
        self, records: Iterable[Record], name: str, kinds: tuple[str, ...]
    ) -> dict[object, list[Record]]:
        """Return the records by the key of the record that their field ``name`` refers to."""
        groups: dict[object, list[Record]] = {}
        for record in records:
            for reference in getattr(record.data, name):
                if target := self._find(reference, record, kinds):
                    groups.setdefault(_record_key(target), []).append(record)
        return groups

    def _find(self, reference: Reference, source: Record, kinds: tuple[str, ...]) -> Record | None:
        return self.records.index.find(reference, source, kinds)

    def _problems(self, record: Record) -> Iterator[Problem]:
        title = f"{record.kind} of {self.records.position(record.place)}"
        for fault in record.faults:
            yield Problem(record.place, "M17", f"In the {title}, {fault}", _hint(fault))
        if record.conflicting:
            message = f"The {title} stands there more than once, and not twice alike"
            hint = "Export the list again, or mail each system's files by themselves"
            yield Problem(record.place, "M18", message, hint)


def _record_key(record: Record) -> object:
    """Return a key that is equal for two exports of one record."""
    return record.name or record.url, record.data


def _hint(fault: str) -> str:
    return next((hint for words, hint in HINTS.items() if words in fault), EXPORT)


# What to do about a fault that has these words.
HINTS = {
    "is one text": "Have the records system export the parts of the address each by itself",
    "lines before the city": "Shorten the address in the records system",
    "is old, known": "Ask the patient for the address, and enter it in the records system",
    "in UTC": "Set 'time_zone' in practice.yaml, such as America/Chicago",
    "cannot be printed": "Type it again in the records system",
}

"""From the records of all files to one row for each referral: its patient, who referred, and when the appointment is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from press.mail.lists.fhir.bundles import EXPORT
from press.mail.lists.fhir.patients import packed, unpacked
from press.mail.lists.fhir.records import Records
from press.mail.lists.fhir.references import Record, Reference
from press.mail.lists.fhir.resources import Person, Referral, Role
from press.problems import Place, Problem

PATIENT = ("Patient",)
REFERRERS = ("Practitioner", "PractitionerRole", "Organization")
NOT_REFERRERS = ("Patient", "RelatedPerson", "Device")


class ReferralRow(NamedTuple):
    """One recipient: cells as ``patients.packed`` makes them, or why there are none."""

    place: Place
    cells: str
    problems: tuple[Problem, ...] = ()


class Joining:
    """Puts the records together, and counts what is left out in doing so."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.left: Counter[str] = Counter()
        self.lost = 0
        self._guardians = self._by(records.guardians, "patients", PATIENT)
        self._named = self._by(records.appointments, "referrals", ("ServiceRequest",))
        free = (one for one in records.appointments if one.data.agreed and not one.data.referrals)
        self._free = self._by(free, "patients", PATIENT)

    def rows(self) -> Iterator[ReferralRow]:
        """In the order of the referrals; without any, of the patients. What is no record at all comes last."""
        records = self.records
        if records.referrals:
            for record in records.referrals.values():
                if record.data.left and not record.clash:
                    self.left[record.data.left] += 1
                else:
                    yield self._referred(record)
        else:
            for record in records.patients.values():
                yield self._row(record, record, {})
        for place in records.strange:
            hint = f"{EXPORT}, or leave the {records.where(place).split()[0]} out"
            yield ReferralRow(
                place,
                "",
                (Problem(place, "M17", f"In {records.where(place)} is no FHIR record", hint),),
            )

    def _referred(self, record: Record) -> ReferralRow:
        referral: Referral = record.data
        patient = self._found(referral.patient, record, PATIENT)
        if patient is None:
            message = f"The patient of the referral in {self.records.where(record.place)} is not in these files"
            hint = "Give the file with the Patient records too, or have it exported with this one"
            return ReferralRow(record.place, "", (Problem(record.place, "M17", message, hint),))
        return self._row(record, patient, {"referral_date": referral.day})

    def _row(self, record: Record, patient: Record, cells: dict[str, str]) -> ReferralRow:
        """The cells of one recipient; with whatever is wrong in a record that they come from."""
        used = [patient] if patient is record else [record, patient]
        if isinstance(record.data, Referral):
            cells["referred_by"] = self._referrer(record.data.requester, record, used)
        if appointment := self._appointment(record, patient):
            used.append(appointment)
            start = appointment.data.start
            cells |= {"appointment_date": start.day, "appointment_time": start.clock}
        problems = tuple(problem for one in used for problem in self._problems(one))
        if problems:
            return ReferralRow(record.place, "", problems)
        return ReferralRow(
            record.place, packed(unpacked(patient.data.cells) | self._guarded(patient) | cells)
        )

    def _guarded(self, patient: Record) -> dict[str, str]:
        """The guardian by a record of their own, where the patient's names none, or a parent only."""
        mine = 2 if patient.data.guarding is None else patient.data.guarding
        others = [
            one.data for one in self._guardians.get(_key(patient), ()) if one.data.guarding < mine
        ]
        return {"guardian": min(others, key=lambda one: one.guarding).name} if others else {}

    def _referrer(self, wanted: Reference, asking: Record, used: list[Record]) -> str:
        """The name of who referred, also where the reference has nothing but the name."""
        if not any(wanted):
            return ""
        found = self._found(wanted, asking, REFERRERS)
        name = ""
        if found:
            used.append(found)
            inside = found is wanted.contained
            name = (
                self._role(found, asking if inside else found, used)
                if isinstance(found.data, Role)
                else found.data.name
            )
        kind = wanted.kind or wanted.reference.rpartition("/")[0].rpartition("/")[2]
        if (
            not name
            and kind not in NOT_REFERRERS
            and not self._found(wanted, asking, NOT_REFERRERS)
        ):
            name = wanted.display
        self.lost += not name
        return name

    def _role(self, record: Record, asking: Record, used: list[Record]) -> str:
        """The person in a role, else the organization."""
        role: Role = record.data
        for wanted, kind in (
            (role.practitioner, "Practitioner"),
            (role.organization, "Organization"),
        ):
            found = self._found(wanted, asking, (kind,))
            if found and isinstance(found.data, Person) and found.data.name:
                used.append(found)
                return found.data.name
            if wanted.display:
                return wanted.display
        return ""

    def _appointment(self, record: Record, patient: Record) -> Record | None:
        """The first that names this referral; else the first of the patient that names none, and is not before it."""
        named = [one for one in self._named.get(_key(record), ()) if self._is_of(patient, one)]
        since = record.data.day if isinstance(record.data, Referral) else ""
        free = [
            one
            for one in self._free.get(_key(patient), ())
            if not one.data.start.day or one.data.start.day >= since
        ]
        return min(named or free, key=lambda one: one.data.start.instant, default=None)

    def _is_of(self, patient: Record, appointment: Record) -> bool:
        """False if it is somebody else's, whatever referral it names."""
        patients = [self._found(one, appointment, PATIENT) for one in appointment.data.patients]
        known = [_key(one) for one in patients if one]
        return not known or _key(patient) in known

    def _by(
        self, records: Iterable[Record], name: str, kinds: tuple[str, ...]
    ) -> dict[object, list[Record]]:
        """The records by what their references of this name lead to."""
        found: dict[object, list[Record]] = {}
        for record in records:
            for wanted in getattr(record.data, name):
                if one := self._found(wanted, record, kinds):
                    found.setdefault(_key(one), []).append(record)
        return found

    def _found(self, wanted: Reference, asking: Record, kinds: tuple[str, ...]) -> Record | None:
        return self.records.index.find(wanted, asking, kinds)

    def _problems(self, record: Record) -> Iterator[Problem]:
        where = self.records.where(record.place)
        for wrong in record.wrong:
            yield Problem(
                record.place, "M17", f"In the {record.kind} of {where}, {wrong}", _hint(wrong)
            )
        if record.clash:
            message = (
                f"The {record.kind} of {where} stands there more than once, and not twice alike"
            )
            hint = "Export the list again, or mail each system's files by themselves"
            yield Problem(record.place, "M18", message, hint)


def _key(record: Record) -> object:
    """Equal for one record, also where it was exported twice."""
    return record.name or record.url, record.data


def _hint(wrong: str) -> str:
    return next((hint for words, hint in HINTS.items() if words in wrong), EXPORT)


# What to do, by what a mistake says of itself.
HINTS = {
    "is one text": "Have the records system export the parts of the address each by itself",
    "lines before the city": "Shorten the address in the records system",
    "is old, known": "Ask the patient for the address, and enter it in the records system",
    "in UTC": "Set 'time_zone' in practice.yaml, such as America/Chicago",
    "cannot be printed": "Type it again in the records system",
}

"""From resources to what is kept of them: everything by its names, and in order what makes rows."""

from __future__ import annotations

from press.mail.lists.fhir.bundles import FoundResource
from press.mail.lists.fhir.patients import Patient
from press.mail.lists.fhir.references import Index, Record, newer
from press.mail.lists.fhir.resources import Appointment, Guardian, Referral, taken
from press.problems import ContentError, Place, Problem

MOST_RECORDS = 1_000_000  # that are kept; so many take 700 MB
MOST_STRANGE = 1_000  # entries or lines that are no records; more, and the file is something else
MOST_KINDS = 1_000  # kinds of records that no letter needs; beyond that nobody counts


class Records:
    """What was kept of the files: everything by its names, and in order what makes rows."""

    def __init__(self) -> None:
        self.index = Index()
        self.patients: dict[object, Record] = {}
        self.referrals: dict[object, Record] = {}
        self.appointments: list[Record] = []
        self.guardians: list[Record] = []
        self.strange: list[Place] = []
        self.unknown: set[str] = set()
        self.bundles: set[str] = set()
        self.repeated = 0
        self.kept = 0

    def add(self, found: FoundResource, zone: str | None) -> None:
        if found.is_entry:
            self.bundles.add(found.place.file)
        if found.resource is None:
            self.strange.append(found.place)
            self._refuse_many(
                len(self.strange),
                MOST_STRANGE,
                "entries or lines that are no FHIR records",
                found.place,
            )
            return
        record = taken(found.resource, found.place, found.scope, found.url, zone)
        if record is not None:
            self.kept += 1
            self._refuse_many(self.kept, MOST_RECORDS, "records", found.place)
            self._keep(record)
        elif len(self.unknown) < MOST_KINDS:
            self.unknown.add(found.resource["resourceType"])

    def _refuse_many(self, number: int, most: int, what: str, place: Place) -> None:
        if number > most:
            raise ContentError(
                [
                    Problem(
                        place,
                        "M15",
                        f"The files have more than {most:,} {what}",
                        "Export fewer patients at once",
                    )
                ]
            )

    def _keep(self, record: Record) -> None:
        match record.data:
            case Patient():
                self._once(self.patients, record)
            case Referral():
                self._once(self.referrals, record)
            case Appointment():
                self.appointments.append(record)
                return
            case Guardian():
                self.guardians.append(record)
                return
        self.index.add(record)

    def _once(self, records: dict[object, Record], record: Record) -> None:
        """A record that was exported twice is one, the later version of the two."""
        identity = record.url or ((record.scope, record.name) if record.name else object())
        if identity in records:
            counts = newer(records[identity], record)
            self.repeated += not counts.clash
            records[identity] = counts._replace(place=records[identity].place)
        else:
            records[identity] = record

    def where(self, place: Place) -> str:
        return f"{'entry' if place.file in self.bundles else 'line'} {place.line}"

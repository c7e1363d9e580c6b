"""From resources to records: indexed by their names, with patients and referrals in file order."""

from __future__ import annotations

from press.mail.lists.fhir.bundles import FoundResource
from press.mail.lists.fhir.patients import Patient
from press.mail.lists.fhir.references import Record, ReferenceIndex, latest_version
from press.mail.lists.fhir.resources import Appointment, Guardian, Referral, read_record
from press.problems import ContentError, Place, Problem

MOST_RECORDS = 1_000_000  # they take 700 MB
MOST_INVALID = 1_000  # entries or lines without a resource; with more, the file is something else
MOST_TYPES = 1_000  # types of resources that no letter needs; further types are not counted


class Records:
    """The records of all files.

    ``invalid`` has the places without a resource, ``unneeded_types`` the types that no letter
    needs, ``bundles`` the files that are one Bundle. ``repeated`` counts the records that occur
    more than once.
    """

    def __init__(self) -> None:
        self.index = ReferenceIndex()
        self.patients: dict[object, Record] = {}
        self.referrals: dict[object, Record] = {}
        self.appointments: list[Record] = []
        self.guardians: list[Record] = []
        self.invalid: list[Place] = []
        self.unneeded_types: set[str] = set()
        self.bundles: set[str] = set()
        self.repeated = 0
        self.record_count = 0

    def add(self, entry: FoundResource, zone: str | None) -> None:
        """Add the record of a resource. Raises ContentError if there are too many.

        ``zone`` is the time zone for times in UTC, or None.
        """
        resource, place = entry.resource, entry.place
        if entry.is_entry:
            self.bundles.add(place.file)
        if resource is None:
            self.invalid.append(place)
            what = "entries or lines that are no FHIR records"
            self._refuse_many(len(self.invalid), MOST_INVALID, what, place)
            return
        record = read_record(resource, place, entry.scope, entry.url, zone)
        if record is not None:
            self.record_count += 1
            self._refuse_many(self.record_count, MOST_RECORDS, "records", place)
            self._store(record)
        elif len(self.unneeded_types) < MOST_TYPES:
            self.unneeded_types.add(resource["resourceType"])

    def _refuse_many(self, count: int, most: int, what: str, place: Place) -> None:
        if count > most:
            message = f"The files have more than {most:,} {what}"
            raise ContentError([Problem(place, "M15", message, "Export fewer patients at once")])

    def _store(self, record: Record) -> None:
        match record.data:
            case Patient():
                self._store_latest(self.patients, record)
            case Referral():
                self._store_latest(self.referrals, record)
            case Appointment():
                self.appointments.append(record)
                return
            case Guardian():
                self.guardians.append(record)
                return
        self.index.add(record)

    def _store_latest(self, records: dict[object, Record], record: Record) -> None:
        """Store a record, or the later version of it if it was exported twice."""
        identity = record.url or ((record.scope, record.name) if record.name else object())
        if identity in records:
            latest = latest_version(records[identity], record)
            self.repeated += not latest.conflicting
            records[identity] = latest._replace(place=records[identity].place)
        else:
            records[identity] = record

    def position(self, place: Place) -> str:
        """Return the position of a record in its file for messages: ``entry 3`` or ``line 3``."""
        return f"{'entry' if place.file in self.bundles else 'line'} {place.line}"

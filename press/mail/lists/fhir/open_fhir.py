"""From FHIR files to an opened list of recipients."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from press.mail.lists.fhir.bundles import read_resources
from press.mail.lists.fhir.patients import unpack_cells
from press.mail.lists.fhir.records import Records
from press.mail.lists.fhir.referrals import ReferralJoiner, ReferralRow
from press.mail.lists.rows import COLUMNS, ColumnUse, ListRow, UnreadRow
from press.problems import ContentError, Place, Problem


class FhirListing:
    """The recipients of FHIR files. The files have no columns: each of ours is in column 1."""

    def __init__(
        self, rows: Sequence[ReferralRow], dropped: int, remarks: tuple[Problem, ...]
    ) -> None:
        self._rows = rows
        self._dropped = dropped
        self._remarks = remarks

    @property
    def columns(self) -> Mapping[str, int]:
        """All of our columns, each at position 1."""
        return dict.fromkeys(COLUMNS, 1)

    @property
    def identified(self) -> bool:
        """False: a patient may have neither a number nor an id."""
        return False

    @property
    def dropped(self) -> int:
        """The number of resource types that no letter needs."""
        return self._dropped

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """The remarks on the files as a whole."""
        return self._remarks

    @property
    def headings(self) -> ColumnUse:
        """Nothing: FHIR has no headings."""
        return ColumnUse()

    def rows(self) -> Iterator[ListRow | UnreadRow]:
        """Yield each recipient in the order of the referrals."""
        for number, row in enumerate(self._rows, 1):
            if row.problems:
                yield UnreadRow(number, row.place, row.problems)
            else:
                yield ListRow(number, row.place, unpack_cells(row.cells))


def open_fhir(files: Sequence[str], zone: str | None = None) -> FhirListing:
    """Read the referrals of Bundles and NDJSON, in any mixture and order.

    ``zone`` is the time zone for times that are stored as UTC, such as America/Chicago. If it is
    None, these times are problems of their rows. Raises ContentError for files that cannot be read
    or have no recipients.
    """
    assert files, "at least one file is given"
    records = Records()
    for entry in read_resources(files):
        records.add(entry, zone)
    joiner = ReferralJoiner(records)
    rows = list(joiner.rows())
    first = Place(files[0])
    if not rows:
        raise ContentError([_no_recipients(records, first)])
    return FhirListing(rows, len(records.unneeded_types), tuple(_remarks(joiner, first)))


def _no_recipients(records: Records, place: Place) -> Problem:
    if records.referrals:
        message = f"None of the referrals ({len(records.referrals):,}) is in force"
        hint = "Export those with the status 'active' and the intent 'order'"
        return Problem(place, "M16", message, hint)
    hint = "Export Patient and ServiceRequest, with who referred and the appointments"
    return Problem(place, "M16", "There is no patient in the FHIR files", hint)


def _remarks(joiner: ReferralJoiner, place: Place) -> Iterator[Problem]:
    """Yield a remark with a count for each kind of thing that is not in the rows."""
    if joiner.not_in_force:
        counts = sorted(joiner.not_in_force.items())
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in counts)
        message = f"Left out, as they are no referrals in force: {reasons}"
        hint = "If one of them should get a letter, set it right in the records system"
        yield Problem(place, "M19", message, hint)
    if count := joiner.unnamed_referrers:
        message = f"Referrals whose referrer is not in the files, or has no name: {count:,}"
        hint = "Give the files with Practitioner, PractitionerRole and Organization too"
        yield Problem(place, "M19", message, hint)
    if count := joiner.records.repeated:
        message = f"Records that are in the files more than once, and were read once: {count:,}"
        yield Problem(place, "M19", message, "Nothing need be done")

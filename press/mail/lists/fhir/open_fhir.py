"""From FHIR files to an opened list of recipients: the door of this room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from press.mail.lists.fhir.bundles import resources
from press.mail.lists.fhir.patients import unpacked
from press.mail.lists.fhir.records import Records
from press.mail.lists.fhir.referrals import Joining, ReferralRow
from press.mail.lists.rows import COLUMNS, ListRow, UnreadRow
from press.problems import ContentError, Place, Problem


class FhirListing:
    """The recipients of FHIR files. They have no columns: every one of ours stands in the first."""

    def __init__(
        self, joined: Sequence[ReferralRow], dropped: int, remarks: tuple[Problem, ...]
    ) -> None:
        self._joined = joined
        self._dropped = dropped
        self._remarks = remarks

    @property
    def columns(self) -> Mapping[str, int]:
        return dict.fromkeys(COLUMNS, 1)

    @property
    def identified(self) -> bool:
        return False

    @property
    def dropped(self) -> int:
        """How many kinds of records no letter needs."""
        return self._dropped

    @property
    def remarks(self) -> tuple[Problem, ...]:
        return self._remarks

    def rows(self) -> Iterator[ListRow | UnreadRow]:
        for number, one in enumerate(self._joined, 1):
            if one.problems:
                yield UnreadRow(number, one.place, one.problems)
            else:
                yield ListRow(number, one.place, unpacked(one.cells))


def open_fhir(files: Sequence[str], zone: str | None = None) -> FhirListing:
    """The referrals of Bundles and NDJSON, in any mixture and order.

    ``zone`` is where times that were stored as UTC are shown, such as America/Chicago; without it they are problems of their
    rows. Raises ContentError for files that cannot be read, or have nobody in them to write to.
    """
    assert files, "somebody has asked for something"
    records = Records()
    for found in resources(files):
        records.add(found, zone)
    joining = Joining(records)
    joined = list(joining.rows())
    first = Place(files[0])
    if not joined:
        raise ContentError([_nobody(records, first)])
    return FhirListing(joined, len(records.unknown), tuple(_remarks(joining, first)))


def _nobody(records: Records, place: Place) -> Problem:
    if records.referrals:
        message = f"None of the referrals ({len(records.referrals):,}) is in force"
        return Problem(
            place, "M16", message, "Export those with the status 'active' and the intent 'order'"
        )
    hint = "Export Patient and ServiceRequest, with who referred and the appointments"
    return Problem(place, "M16", "There is no patient in the FHIR files", hint)


def _remarks(joining: Joining, place: Place) -> Iterator[Problem]:
    """What was left out, by its number."""
    if joining.left:
        reasons = ", ".join(
            f"{number:,} {reason}" for reason, number in sorted(joining.left.items())
        )
        message = f"Left out, as they are no referrals in force: {reasons}"
        yield Problem(
            place,
            "M19",
            message,
            "If one of them should get a letter, set it right in the records system",
        )
    if joining.lost:
        message = f"Referrals whose referrer is not in the files, or has no name: {joining.lost:,}"
        yield Problem(
            place,
            "M19",
            message,
            "Give the files with Practitioner, PractitionerRole and Organization too",
        )
    if joining.records.repeated:
        message = f"Records that are in the files more than once, and were read once: {joining.records.repeated:,}"
        yield Problem(place, "M19", message, "Nothing need be done")

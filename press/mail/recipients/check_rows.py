"""From the rows of a list to recipients, left-out rows and refused rows, one at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import TypeGuard

from press.mail.lists.rows import Listing, ListRow, UnreadRow
from press.mail.recipients import (
    addressee,
    dates,
    flags,
    letter_values,
    names,
    postal_address,
    stop_words,
)
from press.mail.recipients.clean_cells import CleanRow
from press.mail.recipients.duplicates import EarlierRow, SeenPatients
from press.mail.recipients.flags import FlaggedRows
from press.mail.recipients.languages import NO_LANGUAGE, language_code
from press.mail.recipients.list_remarks import Tally
from press.mail.recipients.names import PersonName
from press.mail.recipients.recipient import Address, LeftOut, Recipient, Refused, RowOutcome, Rules
from press.problems import Place, Problem, shown

_RECOGNIZING = frozenset(("patient_id", "address_1", "address_2"))  # columns that tell a patient
DUPLICATE = "the same"
FLAGGED = "another row says not to write"


class CheckedRows:
    """An iterator over the outcomes of a list's rows, in its order. It keeps only keyed hashes.

    ``contradicted`` maps the number of a recipient to a later row of the same patient with other
    values. It and ``remarks`` are complete when the iterator has ended.
    """

    def __init__(self, listing: Listing, rules: Rules) -> None:
        self.contradicted: dict[int, Place] = {}
        self._files: list[tuple[int, str]] = []  # (number of its first recipient, name)
        self._listing, self._rules = listing, rules
        self._columns: Mapping[str, int] = listing.columns
        self._seen = SeenPatients("patient_id" in listing.columns, not listing.identified)
        self._tally, self._flagged = Tally(), FlaggedRows()
        self._stream = self._outcomes()

    def __iter__(self) -> Iterator[RowOutcome]:
        return self

    def __next__(self) -> RowOutcome:
        return next(self._stream)

    def remarks(self) -> tuple[Problem, ...]:
        """Return the remarks on the whole list. They have counts, and no values."""
        return self._tally.remarks(self._seen.households)

    def _outcomes(self) -> Iterator[RowOutcome]:
        self._collect_flags()
        self._files = []
        for row in self._listing.rows():
            if not self._files or self._files[-1][1] != row.place.file:
                self._files.append((row.number, row.place.file))
            if isinstance(row, UnreadRow):
                yield Refused(row.number, row.place, row.problems)
            else:
                yield self._check_row(row)

    def _collect_flags(self) -> None:
        """Collect the patients with a flag in any row, so that their other rows are not mailed.

        This reads the list a first time. A flag that is neither a yes nor a no counts too: its row
        has a problem, and the patient's other rows are left out until it is solved. So do words
        in other cells that say the same. A list without flags, ids and addresses is not read: no
        two of its rows are known to be one patient's.
        """
        if _RECOGNIZING.isdisjoint(self._columns) and not flags.has_flags(self._columns):
            return
        for row in self._listing.rows():
            stopped = stop_words.stop_words(row.cells, flags.UNREAD)
            if not stopped and not flags.has_flags(row.cells):
                continue
            clean_row = CleanRow(ListRow(row.number, row.place, row.cells), self._columns, None)
            if flags.left_out_reason(clean_row) or clean_row.problems or stopped:
                for column, _ in stopped:
                    text = stop_words.without_stop_words(clean_row.cells.get(column, ""))
                    clean_row.cells[column] = text
                name = names.read_name(clean_row.cells)
                home = self._read_address(clean_row, name)
                person = self._person_key(name, None, self._home_key(home)) if home else None
                self._flagged.add(self._patient_key(clean_row), person, row.place)

    def _read_address(
        self, clean_row: CleanRow, name: PersonName
    ) -> postal_address.HomeAddress | None:
        addressee_line = names.block_line(name.full)
        return postal_address.read_address(clean_row, addressee_line, self._rules.line_fits)

    def _check_row(self, row: ListRow) -> RowOutcome:
        clean_row = CleanRow(row, self._columns, self._rules.printable)
        reason = flags.left_out_reason(clean_row)
        if reason:
            return LeftOut(row.number, row.place, reason)
        stopped = flags.add_stop_words(clean_row)
        patient = self._patient_key(clean_row)
        flagged = self._flagged.of_patient(patient)
        if not stopped and _is_another_row(flagged, row):
            return _left_out_by(row, flagged)
        return self._check_recipient(clean_row, patient)

    def _check_recipient(self, clean_row: CleanRow, patient: int | None) -> RowOutcome:
        rules, row = self._rules, clean_row.source
        name = addressee.read_name(clean_row)
        home = self._read_address(clean_row, name)
        birth_date = addressee.read_birth_date(clean_row, rules.today)
        minor = birth_date is not None and dates.is_minor(birth_date, rules.today)
        guardian = addressee.read_guardian(clean_row, name) if minor else None
        values = letter_values.read_values(clean_row, name, guardian, minor, rules)
        if home is None or clean_row.problems:
            return Refused(row.number, row.place, tuple(clean_row.problems))
        home_key = self._home_key(home)
        if self._flagged:
            flagged = self._flagged.of_person(patient, self._person_key(name, None, home_key))
            if _is_another_row(flagged, row):
                return _left_out_by(row, flagged)
        zip5, plus4, delivery_point, repaired = home.zip_code or ("", None, None, False)
        lines = (*addressee.addressee_lines(name, guardian, minor), *home.lines)
        address = Address(lines, zip5, plus4, delivery_point, home.country, f"{home_key:016x}")
        patient_id = clean_row.cells.get("patient_id", "")
        recipient = Recipient(
            row.number, row.place, address, self._language(clean_row), values,
            patient_id, birth_date, home.lines,
        )  # fmt: skip
        person = self._person_key(name, birth_date, home_key) if self._seen.by_name else None
        keys = (patient, person, home_key)
        return self._check_duplicate(clean_row, recipient, name, keys, repaired)

    def _check_duplicate(
        self,
        clean_row: CleanRow,
        recipient: Recipient,
        name: PersonName,
        keys: tuple[int | None, int | None, int],
        zip_repaired: bool,
    ) -> RowOutcome:
        """Return the recipient if no earlier row has the patient; else leave out or refuse the row.

        ``keys`` are the hashes of the patient's id, of the person and of the address.
        """
        row, (patient, person, home) = clean_row.source, keys
        reason = self._rules.misfit and self._rules.misfit(recipient.address)
        if reason:
            hint = "Shorten the name or the address"
            clean_row.add_problem("address_1", "M32", f"does not fit: {reason}", hint)
            return Refused(row.number, row.place, tuple(clean_row.problems))
        values = letter_values.flat_values(recipient.values)
        letter = hash((recipient.address.lines, recipient.language, *values))
        number_and_line = (row.number, row.place.line)
        earlier = self._seen.find_or_add(number_and_line, patient, person, name.key, letter)
        if earlier is None:
            self._seen.count_letter(home)
            self._count(clean_row, zip_repaired, recipient.language)
            return recipient
        other = self._place(earlier)
        line = _line_reference(other, row)
        if earlier.same_letter:
            return LeftOut(row.number, row.place, DUPLICATE, f"{DUPLICATE} as {line}")
        self.contradicted[earlier.number] = other
        columns = ("patient_id", "name")
        column = next((column for column in columns if column in clean_row.cells), "last_name")
        difference = "with another letter" if earlier.same_name else "under another name"
        predicate = f"stands in {line} as well, {difference}"
        clean_row.add_problem(column, "M31", predicate, "Leave only the row that is right")
        return Refused(row.number, row.place, tuple(clean_row.problems))

    def _place(self, earlier: EarlierRow) -> Place:
        file = self._files[bisect_right(self._files, earlier.number, key=itemgetter(0)) - 1][1]
        return Place(file, earlier.line)

    def _count(self, clean_row: CleanRow, zip_repaired: bool, code: str | None) -> None:
        """Count what deserves a remark; ``code`` is that of the language, or None if unknown."""
        cells = clean_row.cells
        if zip_repaired:
            self._tally.add("M34", clean_row.place("zip"))
        language = cells.get("language")
        if code is None and language and language.casefold() not in NO_LANGUAGE:
            self._tally.add("M36", clean_row.place("language"))
        if "name" in cells and names.columns_disagree(cells):
            self._tally.add("M37", clean_row.place("name"))
        self._tally.set_file(clean_row.source.place)

    def _language(self, clean_row: CleanRow) -> str | None:
        text = clean_row.cells.get("language")
        return language_code(text) if text else None

    def _patient_key(self, clean_row: CleanRow) -> int | None:
        """Return the hash of a patient's id, or None without an id."""
        patient_id = clean_row.cells.get("patient_id")
        return self._seen.key("id", patient_id.casefold()) if patient_id else None

    def _home_key(self, home: postal_address.HomeAddress) -> int:
        return self._seen.key("home", *home.lines)

    def _person_key(self, name: PersonName, birth_date: date | None, home: int) -> int:
        """Return the hash of a name at an address. The birth date tells father and son apart."""
        born = birth_date.isoformat() if birth_date else ""
        return self._seen.key("person", name.full.casefold(), born, f"{home:x}")


def _left_out_by(row: ListRow, other: Place) -> LeftOut:
    line = _line_reference(other, row)
    detail = f"{line} says not to write to this patient, or leaves it open"
    return LeftOut(row.number, row.place, FLAGGED, detail)


def _is_another_row(other: Place | None, row: ListRow) -> TypeGuard[Place]:
    """Return True if ``other`` is the place of a row other than ``row``."""
    return other is not None and other[:2] != row.place[:2]


def _line_reference(other: Place, row: ListRow) -> str:
    """Return the words for the place of another row, with the file if it is another one."""
    of_file = "" if other.file == row.place.file else f" of {shown(other.file)}"
    return f"line {other.line}{of_file}"

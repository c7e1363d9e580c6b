"""From the rows of a list to Recipients, those left out and those refused: as a stream, with nothing kept but hashes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import TypeGuard

from press.mail.lists.rows import Listing, ListRow, UnreadRow
from press.mail.recipients import addressee, dates, flags, letter_values, names, postal_address
from press.mail.recipients.clean_cells import CleanRow
from press.mail.recipients.duplicates import Before, Repeats
from press.mail.recipients.flags import FLAGS, Flagged
from press.mail.recipients.languages import SILENT, language
from press.mail.recipients.list_remarks import Tally
from press.mail.recipients.names import PersonName
from press.mail.recipients.recipient import Address, Checked, Left, Recipient, Refused, Rules
from press.problems import Place, Problem, shown

SAME = "the same"
FLAGGED = "another row says not to write"


def check(listing: Listing, rules: Rules) -> Checking:
    """What becomes of each of a list's recipients, in its order."""
    return Checking(listing, rules)


class Checking:
    """An iterator; ask for ``remarks`` and ``contradicted`` when it has ended.

    ``contradicted`` are recipients, by their numbers, that a later row about the same patient says something else of.
    """

    def __init__(self, listing: Listing, rules: Rules) -> None:
        self.contradicted: dict[int, Place] = {}
        self._files: list[tuple[int, str]] = []  # each with its first recipient's number
        self._listing, self._rules = listing, rules
        self._columns: Mapping[str, int] = listing.columns
        self._repeats = Repeats("patient_id" in listing.columns, not listing.identified)
        self._tally, self._flagged = Tally(), Flagged()
        self._stream = self._checked()

    def __iter__(self) -> Iterator[Checked]:
        return self

    def __next__(self) -> Checked:
        return next(self._stream)

    def remarks(self) -> tuple[Problem, ...]:
        """What is worth knowing of the whole list, in counts alone."""
        return self._tally.remarks(self._repeats.households)

    def _checked(self) -> Iterator[Checked]:
        self._flag()
        self._files = []
        for row in self._listing.rows():
            if not self._files or self._files[-1][1] != row.place.file:
                self._files.append((row.number, row.place.file))
            yield (
                Refused(row.number, row.place, row.problems)
                if isinstance(row, UnreadRow)
                else self._row(row)
            )

    def _flag(self) -> None:
        """The patients with a flag in any of their rows, so that no other row of theirs is mailed: the list is read once more.

        A flag that says neither yes nor no is one too: its row is a problem, and the others wait until that is mended.
        """
        if FLAGS.keys().isdisjoint(self._columns):
            return
        for row in self._listing.rows():
            if not FLAGS.keys().isdisjoint(row.cells):
                judged = CleanRow(ListRow(row.number, row.place, row.cells), self._columns, None)
                if flags.reason(judged) or judged.problems:
                    name = names.read_name(judged.cells)
                    home = postal_address.home(judged, names.line(name.full), self._rules.holds)
                    person = self._person(name, None, self._home(home)) if home else None
                    self._flagged.put(self._patient(judged), person, row.place)

    def _row(self, row: ListRow) -> Checked:
        judged = CleanRow(row, self._columns, self._rules.prints)
        reason = flags.reason(judged)
        if reason:
            return Left(row.number, row.place, reason)
        patient = self._patient(judged)
        other = self._flagged.of_patient(patient)
        return _not_to_mail(row, other) if _elsewhere(other, row) else self._judge(judged, patient)

    def _judge(self, judged: CleanRow, patient: int | None) -> Checked:
        rules, row = self._rules, judged.row
        name = addressee.name(judged)
        home = postal_address.home(judged, names.line(name.full), rules.holds)
        born = addressee.birth(judged, rules.today)
        minor = born is not None and dates.minor(born, rules.today)
        guardian = addressee.guardian(judged, name) if minor else None
        values = letter_values.values(judged, name, guardian, minor, rules)
        if home is None or judged.problems:
            return Refused(row.number, row.place, tuple(judged.problems))
        key = self._home(home)
        other = (
            self._flagged.of_person(patient, self._person(name, None, key))
            if self._flagged
            else None
        )
        if _elsewhere(other, row):
            return _not_to_mail(row, other)
        zip5, plus4, point, mended = home.zip or ("", None, None, False)
        lines = (*addressee.addressees(name, guardian, minor), *home.lines)
        address = Address(lines, zip5, plus4, point, home.country, f"{key:016x}")
        made = Recipient(row.number, row.place, address, self._language(judged), values)
        person = self._person(name, born, key) if self._repeats.by_name else None
        return self._once(judged, made, name, (patient, person, key), mended)

    def _once(
        self,
        judged: CleanRow,
        made: Recipient,
        name: PersonName,
        keys: tuple[int | None, int | None, int],
        mended: bool,
    ) -> Checked:
        """The recipient; or, if an earlier row has the patient, whether it is the same again."""
        row, (patient, person, home) = judged.row, keys
        reason = self._rules.fits and self._rules.fits(made.address)
        if reason:
            judged.wrong(
                "address_1", "M32", f"does not fit: {reason}", "Shorten the name or the address"
            )
            return Refused(row.number, row.place, tuple(judged.problems))
        letter = hash((made.address.lines, made.language, *letter_values.flat(made.values)))
        before = self._repeats.before(
            (row.number, row.place.line), patient, person, name.key, letter
        )
        if before is None:
            self._repeats.lives(home)
            self._count(judged, mended, made.language)
            return made
        other = self._place(before)
        if before.same_letter:
            return Left(row.number, row.place, SAME, f"{SAME} as {_line(other, row)}")
        self.contradicted[before.number] = other
        column = (
            "patient_id"
            if judged.cells.get("patient_id")
            else "name"
            if "name" in judged.cells
            else "last_name"
        )
        what = f"stands in {_line(other, row)} as well, " + (
            "with another letter" if before.same_name else "under another name"
        )
        judged.wrong(column, "M31", what, "Leave only the row that is right")
        return Refused(row.number, row.place, tuple(judged.problems))

    def _place(self, before: Before) -> Place:
        file = self._files[bisect_right(self._files, before.number, key=itemgetter(0)) - 1][1]
        return Place(file, before.line)

    def _count(self, judged: CleanRow, mended: bool, code: str | None) -> None:
        cells = judged.cells
        if mended:
            self._tally.add("M34", judged.place("zip"))
        if code is None and cells.get("language") and cells["language"].casefold() not in SILENT:
            self._tally.add("M36", judged.place("language"))
        if "name" in cells and names.disagree(cells):
            self._tally.add("M37", judged.place("name"))
        self._tally.home(judged.row.place)

    def _language(self, judged: CleanRow) -> str | None:
        text = judged.cells.get("language")
        return language(text) if text else None

    def _patient(self, judged: CleanRow) -> int | None:
        """The hash of a patient's id."""
        patient = judged.cells.get("patient_id")
        return self._repeats.hashed("id", patient.casefold()) if patient else None

    def _home(self, home: postal_address.Home) -> int:
        return self._repeats.hashed("home", *home.lines)

    def _person(self, name: PersonName, born: date | None, home: int) -> int:
        """The hash of a name at an address; a father and a son of one name have two birthdays."""
        return self._repeats.hashed(
            "person", name.full.casefold(), born.isoformat() if born else "", f"{home:x}"
        )


def _not_to_mail(row: ListRow, other: Place) -> Left:
    return Left(
        row.number,
        row.place,
        FLAGGED,
        f"{_line(other, row)} says not to write to this patient, or leaves it open",
    )


def _elsewhere(other: Place | None, row: ListRow) -> TypeGuard[Place]:
    """True if it is another row that has the flag."""
    return other is not None and other[:2] != row.place[:2]


def _line(other: Place, row: ListRow) -> str:
    """Where another row stands, as it is told at this one."""
    return f"line {other.line}" + (
        "" if other.file == row.place.file else f" of {shown(other.file)}"
    )

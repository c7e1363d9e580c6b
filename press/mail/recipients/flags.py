"""From the columns that forbid a letter to the reason; an unclear flag is a problem."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from press.dates import NotADateError
from press.mail.recipients import address_lines, dates, stop_words
from press.mail.recipients.clean_cells import CleanRow
from press.mail.recipients.duplicates import HashTable
from press.problems import Place

FLAGS = {
    "do_not_mail": "do not mail",
    "do_not_contact": "do not mail",
    "deceased": "deceased",
    "death_date": "deceased",
    "bad_address": "bad address",
}
STATUS = "status"
# The columns that are not searched for stop words: the flags are read as a yes or a no.
_FLAG_NAMES = frozenset((*FLAGS, STATUS))
UNREAD = _FLAG_NAMES
YES = frozenset(("yes", "y", "true", "t", "1", "1.0", "x"))
NO = frozenset(("no", "n", "false", "f", "0", "0.0"))


def left_out_reason(clean_row: CleanRow) -> str | None:
    """Return the reason why the patient gets no letter, or None.

    Adds a problem to the row for each flag that is neither a yes nor a no.
    """
    reason = None
    for column, text in clean_row.cells.items():
        base = column.partition(" ")[0]  # a second flag of a kind has its position after a blank
        if base == STATUS:
            reason = reason or _status_reason(text)
            continue
        column_reason = FLAGS.get(base)
        word = text.casefold()
        if column_reason is None or word in NO:
            continue
        if word in YES or _is_date(word):
            reason = reason or column_reason
        else:
            hint = "Write yes or no; empty is no"
            clean_row.add_problem(column, "M30", "is neither a yes nor a no", hint)
    return reason


def has_flags(columns: Iterable[str]) -> bool:
    """Return True if one of the columns may forbid a letter."""
    return any(column.partition(" ")[0] in _FLAG_NAMES for column in columns)


def _status_reason(text: str) -> str | None:
    """Return the reason that a status such as Deceased is; None for every other one."""
    if text.casefold() in ("dead", "d", "dec", "decd"):
        return stop_words.DEAD
    if text.casefold() == "expired":
        return None  # that may be a referral's
    return stop_words.stop_reason(STATUS, text)


def add_stop_words(clean_row: CleanRow) -> bool:
    """Add a problem for each cell with words that forbid a letter. Return True if there is one."""
    found = stop_words.stop_words(clean_row.cells, UNREAD)
    for column, reason in found:
        text = clean_row.cells[column]
        if column in ("address_1", "city") and address_lines.says_no_address(text):
            continue  # the whole cell says so: the address has its own problem
        predicate = stop_words.PREDICATES[reason]
        clean_row.add_problem(column, "M38", predicate, stop_words.STOP_HINT)
    return bool(found)


def _is_date(text: str) -> bool:
    """Return True for a date: of the death, or of the request for no more mail."""
    try:
        return bool(dates.read_moment(text.upper()))
    except NotADateError:
        return False


class FlaggedRows:
    """The rows that forbid a letter, by hashes of the patient's id and of a name at an address."""

    def __init__(self) -> None:
        self._patients, self._people, self._without_id = HashTable(), HashTable(), HashTable()
        self._lines, self._files = array("I"), array("I")
        self._file_numbers: dict[str, int] = {}  # the numbers in _files

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, patient: int | None, person: int | None, place: Place) -> None:
        """Add a row by the hashes of the id and of the name at the address; None without one."""
        self._lines.append(place.line)
        self._files.append(self._file_numbers.setdefault(place.file, len(self._file_numbers)))
        self._patients.add(patient)
        self._people.add(person)
        self._without_id.add(person if patient is None else None)

    def of_patient(self, patient: int | None) -> Place | None:
        """Return the place of a row with this id, or None."""
        return self._place(self._patients, patient)

    def of_person(self, patient: int | None, person: int) -> Place | None:
        """Return the place of a row with this name at its address, or None.

        For a patient with an id, only rows without an id count: two ids are two people.
        """
        return self._place(self._people if patient is None else self._without_id, person)

    def _place(self, table: HashTable, key: int | None) -> Place | None:
        entry = table.find(key) if key is not None and self._lines else None
        if entry is None:
            return None
        return Place([*self._file_numbers][self._files[entry]], self._lines[entry])

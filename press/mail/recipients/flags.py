"""From the columns that say not to write to somebody to the reason; what says neither yes nor no is never mailed by guess."""

from __future__ import annotations

from array import array

from press.dates import NotADateError
from press.mail.recipients import dates
from press.mail.recipients.clean_cells import CleanRow
from press.mail.recipients.duplicates import HashTable
from press.problems import Place

FLAGS = {
    "do_not_mail": "do not mail",
    "do_not_contact": "do not mail",
    "deceased": "deceased",
    "death_date": "deceased",
}
YES = frozenset(("yes", "y", "true", "t", "1", "1.0", "x"))
NO = frozenset(("no", "n", "false", "f", "0", "0.0"))


def reason(judged: CleanRow) -> str | None:
    """Why a row says that nobody is written to; a problem where that cannot be told."""
    found = None
    for column, means in FLAGS.items():
        word = judged.cells.get(column, "").casefold()
        if not word or word in NO:
            continue
        if word in YES or _day(word):
            found = found or means
        else:
            judged.wrong(column, "M30", "is neither a yes nor a no", "Write yes or no; empty is no")
    return found


def _day(text: str) -> bool:
    """True for the day on which somebody died, or asked for no more mail."""
    try:
        return bool(dates.read_moment(text.upper()))
    except NotADateError:
        return False


class Flagged:
    """The rows that say not to write to somebody, by hashes of the patient's id and of the name at an address."""

    def __init__(self) -> None:
        self._patients, self._people, self._without_id = HashTable(), HashTable(), HashTable()
        self._lines, self._files = array("I"), array("I")
        self._names: dict[str, int] = {}  # of the files, as they are counted in _files

    def __len__(self) -> int:
        return len(self._lines)

    def put(self, patient: int | None, person: int | None, place: Place) -> None:
        self._lines.append(place.line)
        self._files.append(self._names.setdefault(place.file, len(self._names)))
        self._patients.put(patient)
        self._people.put(person)
        self._without_id.put(person if patient is None else None)

    def of_patient(self, patient: int | None) -> Place | None:
        """Where a row stands about this id."""
        return self._found(self._patients, patient)

    def of_person(self, patient: int | None, person: int) -> Place | None:
        """Where a row stands about this name at its address; two ids are two people."""
        return self._found(self._people if patient is None else self._without_id, person)

    def _found(self, table: HashTable, key: int | None) -> Place | None:
        at = table.find(key) if key is not None and self._lines else None
        return None if at is None else Place([*self._names][self._files[at]], self._lines[at])

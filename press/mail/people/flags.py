"""From the columns that say not to write to somebody to the reason; what says neither yes nor no is never mailed by guess."""

from __future__ import annotations

from press.dates import NotADateError
from press.mail.people import dates
from press.mail.people.cells import Judged
from press.mail.people.repeats import Table

FLAGS = {"do_not_mail": "do not mail", "deceased": "deceased"}
YES = frozenset(("yes", "y", "true", "t", "1", "1.0", "x"))
NO = frozenset(("no", "n", "false", "f", "0", "0.0"))


def reason(judged: Judged) -> str | None:
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
        self._patients, self._people, self._without_id = Table(), Table(), Table()

    def put(self, patient: int | None, person: int | None, number: int) -> None:
        if patient is not None:
            self._patients.put(patient, number)
        if person is not None:
            self._people.put(person, number)
            if patient is None:
                self._without_id.put(person, number)

    def of_patient(self, patient: int | None) -> int | None:
        """The number of a row about this id."""
        return self._patients.get(patient) if patient is not None and len(self._patients) else None

    def of_person(self, patient: int | None, person: int) -> int | None:
        """The number of a row about this name at its address; two ids are two people."""
        table = self._people if patient is None else self._without_id
        return table.get(person) if len(table) else None

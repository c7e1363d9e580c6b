"""From the cells of a row to the patient and the addressee: a minor's parent or guardian."""

from __future__ import annotations

import re
from datetime import date

from press.mail.recipients import letter_values, names
from press.mail.recipients.clean_cells import CleanRow
from press.mail.recipients.names import PersonName

_LETTER = re.compile(r"[^\W\d_]")
NAME_HINT = "Write it as First Last, or LAST, FIRST"
GUARDIAN = "TO THE PARENT OR GUARDIAN OF"


def read_name(clean_row: CleanRow) -> PersonName:
    """Return the patient's name. Adds a problem for each missing part.

    A name of one word is complete only in the single column.
    """
    cells = clean_row.cells
    name = names.read_name(cells)
    if "name" in cells and not ("first_name" in cells and "last_name" in cells):
        _check_single_name(clean_row, name, cells["name"])
        return name
    if clean_row.has_problem("name"):
        return name
    for column, part in (("first_name", name.first), ("last_name", name.last)):
        if not part:
            clean_row.add_missing(column)
        elif not _has_letters(part):
            clean_row.add_problem(column, "M33", "has no letter", "Write the name in letters")
    return name


def read_birth_date(clean_row: CleanRow, today: date) -> date | None:
    """Return the birth date, or None. A date in the future is a problem."""
    day = letter_values.read_day(clean_row, "birth_date")
    if day and day > today:
        clean_row.add_problem("birth_date", "M28", "has not come yet", "Check the year")
    return day


def read_guardian(clean_row: CleanRow, patient: PersonName) -> PersonName | None:
    """Return the guardian of a minor, or None if none is named except the patient."""
    text = clean_row.cells.get("guardian", "")
    if not _has_letters(text):
        return None
    guardian = names.parse_name(text)
    return guardian if _has_letters(guardian.full) and guardian.key != patient.key else None


def addressee_lines(
    patient: PersonName, guardian: PersonName | None, is_minor: bool
) -> tuple[str, ...]:
    """Return the lines of the address block that name the addressee and the patient.

    ``guardian`` is the name of a minor's guardian, or None.
    """
    if not is_minor:
        return (names.block_line(patient.formal),)
    if guardian:
        return names.block_line(guardian.formal), f"FOR {names.block_line(patient.full)}"
    return GUARDIAN, names.block_line(patient.full)


def _check_single_name(clean_row: CleanRow, name: PersonName, text: str) -> None:
    if not _has_letters(name.first + name.last):
        clean_row.add_problem("name", "M33", "says no name", NAME_HINT)
    elif not (name.first and name.last) and ("," in text or name.suffix or name.prefix):
        clean_row.add_problem("name", "M33", "has only a part of a name", NAME_HINT)


def _has_letters(text: str) -> bool:
    return _LETTER.search(text) is not None

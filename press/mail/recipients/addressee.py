"""From the cells of a row to who is meant, and to whom the letter is addressed: a minor's to the parent or guardian."""

from __future__ import annotations

import re
from datetime import date

from press.mail.recipients import letter_values, names
from press.mail.recipients.clean_cells import CleanRow
from press.mail.recipients.names import PersonName

_LETTER = re.compile(r"[^\W\d_]")
FORMS = "Write it as First Last, or LAST, FIRST"
GUARDIAN = "TO THE PARENT OR GUARDIAN OF"


def name(judged: CleanRow) -> PersonName:
    """The name of a row; a problem for each part that is missing. A name of one word is whole in a single column alone."""
    cells = judged.cells
    read = names.read_name(cells)
    if "name" in cells and not ("first_name" in cells and "last_name" in cells):
        _single(judged, read, cells["name"])
        return read
    if judged.told("name"):
        return read
    for column, part in (("first_name", read.first), ("last_name", read.last)):
        if not part:
            judged.missing(column)
        elif not _letters(part):
            judged.wrong(column, "M33", "has no letter", "Write the name in letters")
    return read


def birth(judged: CleanRow, today: date) -> date | None:
    """The day of birth; a problem where it has not come yet."""
    day = letter_values.read_day(judged, "birth_date")
    if day and day > today:
        judged.wrong("birth_date", "M28", "has not come yet", "Check the year")
    return day


def guardian(judged: CleanRow, patient: PersonName) -> PersonName | None:
    """Who is named for a minor, if it is somebody else."""
    text = judged.cells.get("guardian", "")
    if not _letters(text):
        return None
    found = names.parted(text)
    return found if _letters(found.full) and found.key != patient.key else None


def addressees(patient: PersonName, named: PersonName | None, is_minor: bool) -> tuple[str, ...]:
    """The first lines of the block."""
    if not is_minor:
        return (names.line(patient.formal),)
    if named:
        return names.line(named.formal), f"FOR {names.line(patient.full)}"
    return GUARDIAN, names.line(patient.full)


def _single(judged: CleanRow, read: PersonName, text: str) -> None:
    if not _letters(read.first + read.last):
        judged.wrong("name", "M33", "says no name", FORMS)
    elif not (read.first and read.last) and ("," in text or read.suffix or read.prefix):
        judged.wrong("name", "M33", "has only a part of a name", FORMS)


def _letters(text: str) -> bool:
    return _LETTER.search(text) is not None

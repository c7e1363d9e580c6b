"""From the cells of a row to the patient and the addressee: a minor's parent or guardian."""

from __future__ import annotations

import re
from datetime import date

from press.mail.recipients import letter_values, names, placeholders
from press.mail.recipients.clean_cells import CleanRow
from press.mail.recipients.names import PersonName

_LETTER = re.compile(r"[^\W\d_]")
NAME_HINT = "Write it as First Last, or LAST, FIRST"
WORDS_HINT = "Write only the name there, or leave the row out"
TEST_HINT = "Leave the row out"
_NAME_COLUMNS = (
    "name", "prefix", "first_name", "middle_name", "last_name", "suffix", "guardian",
)  # fmt: skip
_OTHER_PART = {"first_name": "last_name", "last_name": "first_name"}
GUARDIAN = "TO THE PARENT OR GUARDIAN OF"


def read_name(clean_row: CleanRow) -> PersonName:
    """Return the patient's name. Adds a problem for each missing part.

    A name of one word is complete only in the single column.
    """
    cells = clean_row.cells
    _check_words(clean_row)
    name = names.read_name(cells)
    if "name" in cells and not ("first_name" in cells and "last_name" in cells):
        _check_single_name(clean_row, name, cells["name"])
        return name
    if clean_row.has_problem("name"):
        return name
    for column, part in (("first_name", name.first), ("last_name", name.last)):
        if clean_row.has_problem(column):
            continue
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
    if not _has_letters(text) or placeholders.referrer_says_nothing(text):
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


def _check_words(clean_row: CleanRow) -> None:
    """Remove nicknames and placeholders from the cells of a name.

    Adds a problem for each cell with words that are no name.
    """
    cells = clean_row.cells
    for column in ("prefix", "middle_name", "suffix"):
        if column in cells and placeholders.says_nothing(cells[column]):
            del cells[column]
    used = [column for column in _NAME_COLUMNS if column in cells]
    for column in used:
        text = cells[column]
        if clean_row.has_problem(column):
            continue
        if column in _OTHER_PART or column == "name":
            other = cells.get(_OTHER_PART.get(column, ""), "")
            if placeholders.name_says_nothing(column, text, other):
                clean_row.add_problem(column, "M33", "says no name", NAME_HINT)
                continue
        without = placeholders.without_nicknames(text)
        if without is None or placeholders.has_no_name_words(text):
            predicate = "has words or signs that may be no part of the name"
            clean_row.add_problem(column, "M22", predicate, WORDS_HINT)
        elif without != text:
            cells[column] = without
    separate = ("first_name", "middle_name", "last_name")
    wholes = (cells.get("name", ""), " ".join(cells.get(column, "") for column in separate))
    for column, whole in zip(("name", "last_name"), wholes, strict=True):
        if whole.strip() and placeholders.is_test_patient(whole):
            shown = column if column in cells else "first_name"
            clean_row.add_problem(shown, "M22", "is the name of a test patient", TEST_HINT)


def _check_single_name(clean_row: CleanRow, name: PersonName, text: str) -> None:
    if clean_row.has_problem("name"):
        return
    if not _has_letters(name.first + name.last):
        clean_row.add_problem("name", "M33", "says no name", NAME_HINT)
    elif not (name.first and name.last) and ("," in text or name.suffix or name.prefix):
        clean_row.add_problem("name", "M33", "has only a part of a name", NAME_HINT)


def _has_letters(text: str) -> bool:
    return _LETTER.search(text) is not None

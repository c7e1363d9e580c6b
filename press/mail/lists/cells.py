"""From the text of a cell to what is wrong with it: what a spreadsheet made of a value, or a wrong encoding of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from press.content.characters import unprintable
from press.problems import Place, Problem
from press.spelling import option

LONGEST = 2_000  # characters in a cell
MOST_LINES = 6

DATES = frozenset({"birth_date", "referral_date", "appointment_date"})
TIMES = frozenset({"appointment_time"})
_COUNTED = (*sorted(DATES), *TIMES)
FLAGS = frozenset({"do_not_mail", "do_not_contact", "deceased", "death_date"})


class Spoilt(NamedTuple):
    """Why a value cannot be taken: what ``'zip' …`` is or has, and what to do about it."""

    code: str
    says: str
    hint: str


AS_TEXT = (
    "Format the column as text in the spreadsheet and type the value again, or export the list anew"
)
AS_DATE = "Format the column as a date in the spreadsheet, or write it as 2027-03-09"
AS_TIME = "Format the column as a time in the spreadsheet, or write it as 08:30"
ERROR = Spoilt(
    "M09", "is an error of the spreadsheet's", "Mend the formula, or type the value in its place"
)
UNDONE = Spoilt(
    "M09",
    "is a formula whose result was never saved",
    "Open the workbook, let it calculate, and save it",
)
ROUNDED = Spoilt(
    "M09", "is a number that the spreadsheet rounded, its last digits are lost", AS_TEXT
)
DATE_MADE = Spoilt(
    "M09", "is a day of the calendar, which the spreadsheet made of something else", AS_TEXT
)
SERIAL = Spoilt("M09", "is a bare number where a date should be", AS_DATE)
FRACTION = Spoilt("M09", "is a bare number where a time should be", AS_TIME)
NO_TIME = Spoilt("M09", "is a date without a time", AS_TIME)
NO_DATE = Spoilt("M09", "is a time without a date", AS_DATE)
NO_TEXT = Spoilt("M09", "is a yes or no of the spreadsheet's, where a text should be", AS_TEXT)
MISREAD = Spoilt(
    "M10",
    "has letters that were read in a wrong encoding",
    f"Leave out {option('encoding')}, or have the list exported again as UTF-8",
)
OTHER_BYTES = Spoilt(
    "M10", f"has signs among its letters, as from a wrong {option('encoding')}",
    "Save the list as 'CSV UTF-8', or give the right one: cp437 for 'CSV (MS-DOS)', mac-roman for 'CSV (Macintosh)'",
)  # fmt: skip
TOO_LONG = Spoilt(
    "M06", f"is longer than {LONGEST:,} characters or {MOST_LINES} lines", "Shorten it"
)

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_HIGH = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # what the second byte of a letter in UTF-8 is in cp1252 or latin-1

# What the letters of cp437 and of old Macintoshes are in cp1252, where no name has it: in Jos‚, Garc¡a, C“te, RenŽe.
_NEVER_AFTER = "‚ƒ„†‡ˆ‰‹›¡¢£¤¥¦¬±¶˜"
_NEVER_BETWEEN = "“”•™…"
_NEVER_INSIDE = "ŠŽŒ"
_ANY = r"[^\W\d_ÃÂâ]"  # behind these three, it was UTF-8
_SMALL = "[a-zß-ÿ]"
_SIGNS = "|".join((
    rf"{_ANY}[{_NEVER_AFTER}]", rf"ƒ{_ANY}", rf"{_ANY}[{_NEVER_BETWEEN}]{_ANY}",
    rf"{_SMALL}[{_NEVER_INSIDE}]", rf"{_ANY}[{_NEVER_INSIDE}]{_SMALL}",
))  # fmt: skip


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    spoilt: Spoilt
    columns: frozenset[str] | None = None  # None: in any
    but: frozenset[str] = frozenset()


_RULES = (
    _Rule(re.compile(r"#(?:N/A|[A-Z0/]+[!?]|GETTING_DATA|N/V)|#{2,}"), ERROR),
    _Rule(re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]\d+"), ROUNDED),
    _Rule(re.compile(rf"\d{{1,2}}-{_MONTH}(?:-\d\d)?|{_MONTH}-\d\d"), DATE_MADE, but=DATES),
    _Rule(re.compile(r"\d{1,5}(?:\.\d+)?"), SERIAL, DATES),
    _Rule(re.compile(r"0?\.\d+|\d{5}(?:\.\d+)?"), FRACTION, TIMES),
    _Rule(re.compile(rf"(?s:.*(?:[ÃÂ][{_HIGH}]|â€|\ufffd).*)"), MISREAD),
    _Rule(re.compile(f"(?s:.*(?:{_SIGNS}).*)"), OTHER_BYTES),
)
# One quick search that nearly every row passes, so that only the others are looked at cell by cell. Each way begins with a
# character of its own, which is what makes it quick.
_SUSPECT = re.compile(
    rf"#[#A-Z]|E[+-]|-(?<=\d-)[A-Z]|-(?<=[a-z]-)\d|[ÃÂâ\ufffd{_NEVER_AFTER}{_NEVER_BETWEEN}{_NEVER_INSIDE}]|=\""
)
_AS_TEXT = re.compile(
    r'="([^"]*)"'
)  # how a CSV file keeps a spreadsheet from making a number of a text


def cleaned(text: str) -> str:
    """A cell without blanks at its ends, each line end one newline, and ``="02134"`` as 02134."""
    text = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    kept = _AS_TEXT.fullmatch(text)
    return kept[1].strip() if kept else text


def plain(cells: Mapping[str, str]) -> bool:
    """True for a row with nothing in it that needs cleaning or can be wrong; ``cells`` have no blanks at their ends."""
    joined = " ".join(cells.values())
    if not joined.isprintable() or len(joined) > LONGEST or _SUSPECT.search(joined):
        return False
    for name in _COUNTED:
        text = cells.get(name)
        if text and (text.isdigit() or "." in text):
            return False
    return True


def faults(
    place: Place, cells: Mapping[str, str], columns: Mapping[str, int]
) -> tuple[Problem, ...]:
    """All that is wrong with a row's cells, each at its column; no message holds a value."""
    return tuple(
        problem_of(place, column, columns, one)
        for column, text in cells.items()
        for one in _spoilt(column, text)
    )


def problem_of(place: Place, column: str, columns: Mapping[str, int], spoilt: Spoilt) -> Problem:
    """The problem of one cell, with the list's own number of its column."""
    return Problem(
        place._replace(column=columns[column]),
        spoilt.code,
        f"'{column}' {spoilt.says}",
        spoilt.hint,
    )


def _spoilt(column: str, text: str) -> Iterator[Spoilt]:
    if len(text) > LONGEST or text.count("\n") >= MOST_LINES:
        yield TOO_LONG
    for _, why in unprintable(text):
        yield Spoilt("M08", f"has {why}", "Delete it and type the text again")
        break
    for rule in _RULES:
        if (
            (rule.columns is None or column in rule.columns)
            and column not in rule.but
            and rule.pattern.fullmatch(text)
        ):
            yield rule.spoilt

"""From the text of a cell to its faults: damage by a spreadsheet or by a wrong encoding."""

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
_DATES_AND_TIMES = (*sorted(DATES), *TIMES)
FLAGS = frozenset({"do_not_mail", "do_not_contact", "deceased", "death_date", "bad_address"})


class CellFault(NamedTuple):
    """A reason to refuse a cell. ``predicate`` follows the column's name: ``'zip' is …``."""

    code: str
    predicate: str
    hint: str


AS_TEXT = (
    "Format the column as text in the spreadsheet and type the value again, or export the list anew"
)
AS_DATE = "Format the column as a date in the spreadsheet, or write it as 2027-03-09"
AS_TIME = "Format the column as a time in the spreadsheet, or write it as 08:30"
SPREADSHEET_ERROR = CellFault(
    "M09", "is an error of the spreadsheet's", "Mend the formula, or type the value in its place"
)
NOT_CALCULATED = CellFault(
    "M09",
    "is a formula whose result was never saved",
    "Open the workbook, let it calculate, and save it",
)
ROUNDED = CellFault(
    "M09", "is a number that the spreadsheet rounded, its last digits are lost", AS_TEXT
)
BECAME_DATE = CellFault(
    "M09", "is a day of the calendar, which the spreadsheet made of something else", AS_TEXT
)
BARE_DATE_NUMBER = CellFault("M09", "is a bare number where a date should be", AS_DATE)
BARE_TIME_NUMBER = CellFault("M09", "is a bare number where a time should be", AS_TIME)
NO_TIME = CellFault("M09", "is a date without a time", AS_TIME)
NO_DATE = CellFault("M09", "is a time without a date", AS_DATE)
BOOLEAN = CellFault("M09", "is a yes or no of the spreadsheet's, where a text should be", AS_TEXT)
MISREAD = CellFault(
    "M10",
    "has letters that were read in a wrong encoding",
    f"Leave out {option('encoding')}, or have the list exported again as UTF-8",
)
WRONG_ENCODING = CellFault(
    "M10",
    f"has signs among its letters, as from a wrong {option('encoding')}",
    "Save the list as 'CSV UTF-8', or give the right one:"
    " cp437 for 'CSV (MS-DOS)', mac-roman for 'CSV (Macintosh)'",
)
TOO_LONG = CellFault(
    "M06", f"is longer than {LONGEST:,} characters or {MOST_LINES} lines", "Shorten it"
)

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
# The second byte of a letter in UTF-8, read as cp1252 or latin-1.
_CONTINUATION = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"

# Letters of cp437 and of old Macintoshes, read as cp1252, at positions where no name has them:
# Jos‚, Garc¡a, C“te, RenŽe.
_NEVER_AFTER = "‚ƒ„†‡ˆ‰‹›¡¢£¤¥¦¬±¶˜"
_NEVER_BETWEEN = "“”•™…"
_NEVER_INSIDE = "ŠŽŒ"
_LETTER = r"[^\W\d_ÃÂâ]"  # a sign after Ã, Â or â comes from UTF-8: see MISREAD
_LOWERCASE = "[a-zß-ÿ]"
_MISPLACED_SIGNS = "|".join((
    rf"{_LETTER}[{_NEVER_AFTER}]", rf"ƒ{_LETTER}", rf"{_LETTER}[{_NEVER_BETWEEN}]{_LETTER}",
    rf"{_LOWERCASE}[{_NEVER_INSIDE}]", rf"{_LETTER}[{_NEVER_INSIDE}]{_LOWERCASE}",
))  # fmt: skip


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    fault: CellFault
    columns: frozenset[str] | None = None  # None: in any column
    except_columns: frozenset[str] = frozenset()


_RULES = (
    _Rule(re.compile(r"#(?:N/A|[A-Z0/]+[!?]|GETTING_DATA|N/V)|#{2,}"), SPREADSHEET_ERROR),
    _Rule(re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]\d+"), ROUNDED),
    _Rule(
        re.compile(rf"\d{{1,2}}-{_MONTH}(?:-\d\d)?|{_MONTH}-\d\d"),
        BECAME_DATE,
        except_columns=DATES,
    ),
    _Rule(re.compile(r"\d{1,5}(?:\.\d+)?"), BARE_DATE_NUMBER, DATES),
    _Rule(re.compile(r"0?\.\d+|\d{5}(?:\.\d+)?"), BARE_TIME_NUMBER, TIMES),
    _Rule(re.compile(rf"(?s:.*(?:[ÃÂ][{_CONTINUATION}]|â€|\ufffd).*)"), MISREAD),
    _Rule(re.compile(f"(?s:.*(?:{_MISPLACED_SIGNS}).*)"), WRONG_ENCODING),
)
# One search over a whole row: rows without a match need no check cell by cell. Each alternative
# begins with a literal character or a set, which makes the search quick.
_SUSPICIOUS = re.compile(
    r"#[#A-Z]|E[+-]|-(?<=\d-)[A-Z]|-(?<=[a-z]-)\d"
    rf"|[ÃÂâ\ufffd{_NEVER_AFTER}{_NEVER_BETWEEN}{_NEVER_INSIDE}]|=\""
)
# How a CSV file prevents a spreadsheet from reading a text as a number.
_TEXT_FORMULA = re.compile(r'="([^"]*)"')


def clean_text(text: str) -> str:
    """Return a cell stripped of blanks, with newlines as line ends, and ``="02134"`` as 02134."""
    text = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    formula = _TEXT_FORMULA.fullmatch(text)
    return formula[1].strip() if formula else text


def needs_no_check(cells: Mapping[str, str]) -> bool:
    """Return True for a row that certainly needs no cleaning and has no faults.

    ``cells`` have no blanks at their ends. This is the fast path for nearly every row.
    """
    row_text = " ".join(cells.values())
    if not row_text.isprintable() or len(row_text) > LONGEST or _SUSPICIOUS.search(row_text):
        return False
    for name in _DATES_AND_TIMES:
        text = cells.get(name)
        if text and (text.isdigit() or "." in text):
            return False
    return True


def cell_problems(
    place: Place, cells: Mapping[str, str], columns: Mapping[str, int]
) -> tuple[Problem, ...]:
    """Return the problems of a row's cells, each at its column. No message contains a value."""
    return tuple(
        cell_problem(place, column, columns, fault)
        for column, text in cells.items()
        for fault in _faults_of(column, text)
    )


def cell_problem(
    place: Place, column: str, columns: Mapping[str, int], fault: CellFault
) -> Problem:
    """Return the problem of one cell, at the position of its column in the list."""
    place = place._replace(column=columns[column])
    return Problem(place, fault.code, f"'{column}' {fault.predicate}", fault.hint)


def _faults_of(column: str, text: str) -> Iterator[CellFault]:
    if len(text) > LONGEST or text.count("\n") >= MOST_LINES:
        yield TOO_LONG
    for _, reason in unprintable(text):
        yield CellFault("M08", f"has {reason}", "Delete it and type the text again")
        break
    for rule in _RULES:
        applies = rule.columns is None or column in rule.columns
        if applies and column not in rule.except_columns and rule.pattern.fullmatch(text):
            yield rule.fault

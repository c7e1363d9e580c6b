"""From a workbook's value to the text that a person would have typed, or to why it is not known any more."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta

from press.mail.lists.cells import (
    DATE_MADE,
    DATES,
    ERROR,
    FLAGS,
    NO_DATE,
    NO_TEXT,
    NO_TIME,
    ROUNDED,
    TIMES,
    UNDONE,
    Spoilt,
)

EXACT = 10**15  # a spreadsheet keeps 15 digits
_ZEROS = re.compile(
    r'[0\\" -]+'
)  # a format such as 00000 or 00000\-0000, by which zeros are seen that are not there
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Value = object


def text_of(value: Value, column: str, form: str = "General") -> str | Spoilt:
    """The text of a cell in one of our columns; ``form`` is the number format by which it is shown."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda one: chr(int(one[1], 16)), value)
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE") if column in FLAGS else NO_TEXT
    if isinstance(value, (int, float)):
        return _number(value, form)
    if isinstance(value, (datetime, date, time, timedelta)):
        return _moment(value, column)
    return UNDONE  # an array formula, or a table of data


def _number(value: float, form: str) -> str | Spoilt:
    if not math.isfinite(value):
        return ERROR
    if abs(value) >= EXACT:
        return ROUNDED
    if value != int(value):
        return repr(value)
    digits = str(int(value))
    zeros = form.count("0")
    if value < 0 or zeros < 2 or not _ZEROS.fullmatch(form):
        return digits
    digits = digits.rjust(zeros, "0")
    plus4 = "-" in form and zeros == 9
    return f"{digits[:-4]}-{digits[-4:]}" if plus4 else digits


def _moment(value: datetime | date | time | timedelta, column: str) -> str | Spoilt:
    if column in DATES:
        return _day(value)
    if column in TIMES:
        return _clock(value)
    return DATE_MADE if column not in FLAGS else _day(value)


def _day(value: datetime | date | time | timedelta) -> str | Spoilt:
    if isinstance(value, (time, timedelta)):
        return NO_DATE
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == time()
            else _rounded(value).strftime("%Y-%m-%d %H:%M")
        )
    return value.isoformat()


def _clock(value: datetime | date | time | timedelta) -> str | Spoilt:
    if isinstance(value, timedelta):
        value = (
            datetime(1900, 1, 1) + value
            if timedelta() <= value < timedelta(days=1)
            else date(1900, 1, 1)
        )
    elif isinstance(value, time):
        value = datetime.combine(date(1900, 1, 1), value)
    elif isinstance(value, datetime) and value.time() == time():
        return NO_TIME
    if not isinstance(value, datetime):
        return NO_TIME
    return _rounded(value).strftime("%H:%M")


def _rounded(value: datetime) -> datetime:
    """To the minute: a spreadsheet keeps 08:30 as a fraction of the day."""
    return value + timedelta(seconds=30)

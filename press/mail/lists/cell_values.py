"""From the value of a workbook's cell to the text that a person would type, or to a CellFault."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta

from press.mail.lists.cells import (
    BECAME_DATE,
    BOOLEAN,
    DATES,
    FLAGS,
    NO_DATE,
    NO_TIME,
    NOT_CALCULATED,
    ROUNDED,
    SPREADSHEET_ERROR,
    TIMES,
    CellFault,
)

FIRST_INEXACT = 10**15  # a spreadsheet keeps 15 digits
# A number format such as 00000 or 00000\-0000 shows leading zeros that the value does not have.
_LEADING_ZEROS = re.compile(r'[0\\" -]+')
_ESCAPED_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")

CellValue = object


def cell_text(value: CellValue, column: str, number_format: str = "General") -> str | CellFault:
    """Return the text of a cell in one of our columns, or why it is refused.

    ``number_format`` is the format that the workbook gives the cell.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED_CHARACTER.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE") if _is_flag(column) else BOOLEAN
    if isinstance(value, (int, float)):
        return _number(value, number_format)
    if isinstance(value, (datetime, date, time, timedelta)):
        return _date_or_time(value, column)
    return NOT_CALCULATED  # an array formula, or a data table


def _is_flag(column: str) -> bool:
    return column.partition(" ")[0] in FLAGS


def _number(value: float, number_format: str) -> str | CellFault:
    if not math.isfinite(value):
        return SPREADSHEET_ERROR
    if abs(value) >= FIRST_INEXACT:
        return ROUNDED
    if value != int(value):
        return repr(value)
    digits = str(int(value))
    zeros = number_format.count("0")
    if value < 0 or zeros < 2 or not _LEADING_ZEROS.fullmatch(number_format):
        return digits
    digits = digits.rjust(zeros, "0")
    is_zip_plus_4 = "-" in number_format and zeros == 9
    return f"{digits[:-4]}-{digits[-4:]}" if is_zip_plus_4 else digits


def _date_or_time(value: datetime | date | time | timedelta, column: str) -> str | CellFault:
    if column in DATES:
        return _date_text(value)
    if column in TIMES:
        return _time_text(value)
    return BECAME_DATE if not _is_flag(column) else _date_text(value)


def _date_text(value: datetime | date | time | timedelta) -> str | CellFault:
    if isinstance(value, (time, timedelta)):
        return NO_DATE
    if isinstance(value, datetime) and value.time() != time():
        return _rounded_to_minute(value).strftime("%Y-%m-%d %H:%M")
    return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()


def _time_text(value: datetime | date | time | timedelta) -> str | CellFault:
    if isinstance(value, timedelta):
        if not timedelta() <= value < timedelta(days=1):
            return NO_TIME
        value = datetime(1900, 1, 1) + value
    elif isinstance(value, time):
        value = datetime.combine(date(1900, 1, 1), value)
    elif not isinstance(value, datetime) or value.time() == time():
        return NO_TIME
    return _rounded_to_minute(value).strftime("%H:%M")


def _rounded_to_minute(value: datetime) -> datetime:
    """Return the time so that cutting its seconds rounds it: a workbook has a fraction of a day."""
    return value + timedelta(seconds=30)

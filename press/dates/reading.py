"""From text to days, clock times and moments.

Each has one written form. Nothing is guessed: any other form is refused, with a hint.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import NamedTuple

EARLIEST, LATEST = 2000, 2100  # years


class NotADateError(ValueError):
    """A text that is no day or time, or a number that cannot be counted with.

    ``what`` is a predicate that follows the name of a field, such as "has no time". ``hint`` says
    what to do. Neither quotes the text, which may be a patient's.
    """

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint

    def __str__(self) -> str:
        return f"It {self.what}. {self.hint}."


class WrittenForm(NamedTuple):
    """The one form that is accepted, as a regular expression, and the message if nothing fits."""

    pattern: str
    what: str
    hint: str


class Slip(NamedTuple):
    """A common mistake in writing one of the ``forms``, and the message for it."""

    forms: tuple[WrittenForm, ...]
    pattern: str
    what: str
    hint: str = ""  # empty: the form's own hint


DAY = WrittenForm(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "is not a day", "Write it as year-month-day, such as 2027-03-09"
)
CLOCK = WrittenForm(
    r"[0-9]{2}:[0-9]{2}",
    "is not a time of day",
    "Write it as hours:minutes, such as 06:30 or 18:30",
)
MOMENT = WrittenForm(
    f"{DAY.pattern}T{CLOCK.pattern}",
    "is not a day and time",
    "Write it as year-month-day, T, hours:minutes: 2027-03-09T08:00",
)
ANY, DAYS, TIMES = (DAY, CLOCK, MOMENT), (DAY, MOMENT), (CLOCK, MOMENT)

SLIPS = (  # the first that matches gives the message
    Slip(ANY, r"\s*", "is empty"),
    Slip(ANY, r"\s.*|.*\s", "begins or ends with a blank"),
    Slip(
        TIMES,
        r".*\d ?[ap]\.? ?m\.?",
        "has AM or PM",
        "Write the hours from 00 to 23, such as 06:30 or 18:30",
    ),
    Slip(
        TIMES,
        r".*:\d\d ?([a-z+\u2212-].*)",
        "has a time zone",
        "Leave it out: the practice's own clock is meant",
    ),
    Slip(TIMES, r".*:\d+:.*", "has seconds"),
    Slip(DAYS, r"\d+[/.]\d+[/.]\d+.*", "has slashes or dots, which people read in different ways"),
    Slip(DAYS, r"\d{1,2}-\d{1,2}-\d+.*", "does not begin with a year of four digits"),
    Slip(DAYS, r"\d{4}-(\d-\d+|\d\d-\d)(?!\d).*", "has a month or a day of one digit"),
    Slip((DAY,), rf"{DAY.pattern}.+", "has something behind the day"),
    Slip((MOMENT,), DAY.pattern, "has no time"),
    Slip((MOMENT,), rf"{DAY.pattern}(?-i:[ t])\d.*", "has no T between the day and the time"),
    Slip(TIMES, r"(.*t)?\d:\d\d", "has an hour of one digit"),
)


def read_day(text: str, earliest: int = EARLIEST) -> date:
    """Read a day such as 2027-03-09, in a year from ``earliest`` to 2100.

    Raises NotADateError if the text is no such day.
    """
    _demand(DAY, text)
    return _day(text, earliest)


def read_clock(text: str) -> time:
    """Read a time of day such as 06:30. Raises NotADateError if the text is no such time."""
    _demand(CLOCK, text)
    return _clock(text)


def read_moment(text: str) -> datetime:
    """Read a wall time such as 2027-03-09T08:00, in a year from 2000 to 2100.

    Raises NotADateError if the text is no such time.
    """
    _demand(MOMENT, text)
    day, _, clock = text.partition("T")
    return datetime.combine(_day(day, EARLIEST), _clock(clock))


def _demand(form: WrittenForm, text: str) -> None:
    if re.fullmatch(form.pattern, text):
        return
    for slip in SLIPS:
        if form in slip.forms and re.fullmatch(
            slip.pattern, text, re.ASCII | re.IGNORECASE | re.DOTALL
        ):
            raise NotADateError(slip.what, slip.hint or form.hint)
    raise NotADateError(form.what, form.hint)


def _day(text: str, earliest: int) -> date:
    year, month, day = map(int, text.split("-"))
    if not earliest <= year <= LATEST:
        raise NotADateError(f"is not in the years {earliest} to {LATEST}", "Check the year")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADateError(
            "is not a day of the calendar",
            "Check month and day; only leap years have a February 29",
        ) from None


def _clock(text: str) -> time:
    hour, minute = map(int, text.split(":"))
    if hour > 23 or minute > 59:
        hint = (
            "Hours go from 00 to 23, minutes from 00 to 59; "
            "midnight is 00:00 of the day that begins"
        )
        raise NotADateError("is not a time that a clock shows", hint)
    return time(hour, minute)

"""From a patient's dates to what is wrong with those that cannot be, such as a birth in 2072."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from press.content.packets.answers import Answer, Given
from press.content.packets.packet import Ask, Packet
from press.problems import Place, Problem
from press.spelling import option

DAY = timedelta(days=1)
MOST_AHEAD = 366 * DAY  # of a surgery: a later one is a typing error
MOST_AGO = 31 * DAY  # of a surgery: an earlier one is a typing error, or an old values file
MOST_YEARS = 10  # ahead, of any other day
OLDEST_AGE = 120  # years: 1900-01-01 is what programs write for an unknown birth
LONGEST_STAY = 7 * DAY  # from an arrival to the surgery

_BIRTH = re.compile(
    r"\b(d\.?o\.?b|birth|born|birth ?da(y|te)|birthday|nacimiento|naci[oó])\b", re.IGNORECASE
)


def impossible_dates(
    packet: Packet, answers: Mapping[str, Answer], given: Mapping[str, Given], printed: datetime
) -> list[Problem]:
    """Return a problem (D08) for each date that cannot be; ``printed`` is the time of printing.

    No message holds the date: it may say who the patient is.
    """
    problems = []
    for ask in packet.asks:
        answer = answers.get(ask.name)
        reason = _reason(ask, answer, printed) if isinstance(answer, date) else None
        if reason:
            problems.append(_problem(given[ask.name].place, ask.name, reason))
    surgery, arrival = answers.get("surgery"), answers.get("arrival")
    both = isinstance(surgery, datetime) and isinstance(arrival, datetime)
    if both and surgery - arrival > LONGEST_STAY:  # type: ignore[operator]  # both are moments
        reason = f"is more than {LONGEST_STAY.days} days before the surgery", "Check the day"
        problems.append(_problem(given["arrival"].place, "arrival", reason))
    return problems


def _problem(place: Place, name: str, reason: tuple[str, str]) -> Problem:
    return Problem(place, "D08", f"'{name}' {reason[0]}", reason[1])


def _reason(ask: Ask, day: date, printed: datetime) -> tuple[str, str] | None:
    """Return why a date cannot be and what to do, None if it can be."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    ahead = moment - printed
    if ask.name == "surgery":
        return _surgery_reason(ahead)
    if is_birth(ask):
        if day_of(day) > printed.date():
            return "is a birth in the future", "Check the year"
        if printed.year - day.year > OLDEST_AGE:
            return f"is a birth more than {OLDEST_AGE} years ago", "Check the year"
    elif ahead > MOST_YEARS * 366 * DAY:
        return f"is more than {MOST_YEARS} years ahead", "Check the year"
    return None


def _surgery_reason(ahead: timedelta) -> tuple[str, str] | None:
    if ahead > MOST_AHEAD:
        return f"is more than {MOST_AHEAD.days} days ahead", "Check the year"
    if -ahead > MOST_AGO:
        hint = f"Check the day. A packet of an earlier day is made with {option('printed')}"
        return f"is more than {MOST_AGO.days} days ago", hint
    return None


def day_of(day: date) -> date:
    """Return the calendar day of a day or a moment."""
    return day.date() if isinstance(day, datetime) else day


def is_birth(ask: Ask) -> bool:
    """Return True if the name or the label of what is asked for says that it is a birth."""
    words = ask.name.replace("_", " ")
    return ask.kind in ("day", "moment") and bool(_BIRTH.search(f"{words} / {ask.label}"))

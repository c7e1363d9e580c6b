"""From the cells of a row to the values for its letter, or to problems of the cells."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from press.content.values import Values
from press.dates import NotADateError, is_skipped
from press.mail.recipients import dates
from press.mail.recipients.clean_cells import CleanRow
from press.mail.recipients.doctor_names import referrer_name
from press.mail.recipients.languages import language_code
from press.mail.recipients.names import PersonName
from press.mail.recipients.placeholders import referrer_says_nothing
from press.mail.recipients.recipient import Rules

# The values that a letter may require, and their columns.
COLUMN_OF = {
    "referral.by": "referred_by",
    "referral.date": "referral_date",
    "appointment.date": "appointment_date",
    "appointment.weekday": "appointment_date",
    "appointment.time": "appointment_time",
}
SKIPPED_BEFORE = 4  # o'clock: no time zone skips a later hour when its clocks go forward
GUARDIAN_GREETING = {"en": "parent or guardian of {}", "es": "madre, padre o tutor de {}"}


def read_values(
    clean_row: CleanRow, name: PersonName, guardian: PersonName | None, minor: bool, rules: Rules
) -> Values:
    """Return the values of a row. A value is None if the list does not have it.

    ``guardian`` is that of a minor, or None. Adds a problem for each value that is wrong, and for
    each missing one that the letter requires.
    """
    language = _letter_language(clean_row, rules)
    day, clock = _appointment(clean_row, rules)
    referred_on = read_day(clean_row, "referral_date")
    referrer = clean_row.cells.get("referred_by")
    if referrer and referrer_says_nothing(referrer):
        del clean_row.cells["referred_by"]
        referrer = None
    date_text, weekday = dates.date_and_weekday(day, language) if day else (None, None)
    referral_date = dates.date_and_weekday(referred_on, language)[0] if referred_on else None
    first_name = name.first or name.last
    values: dict[str, dict[str, str | None]] = {
        "recipient": {
            "first_name": first_name,
            "last_name": name.last or None,
            "full_name": name.full,
            "greeting": _greeting(first_name, guardian, minor, language),
        },
        "referral": {
            "by": referrer_name(referrer) if referrer else None,
            "date": referral_date,
        },
        "appointment": {
            "date": date_text,
            "weekday": weekday,
            "time": dates.clock_time(clock, language) if clock else None,
        },
    }
    _require(clean_row, values, rules.needed)
    return values


def _letter_language(clean_row: CleanRow, rules: Rules) -> str:
    """Return the language of the letter that this recipient gets."""
    text = clean_row.cells.get("language")
    code = language_code(text) if text and rules.other_languages else None
    if code:
        for language in rules.other_languages:
            if language.partition("-")[0] == code.partition("-")[0]:
                return language
    return rules.language


def flat_values(values: Values) -> tuple[tuple[object, ...], ...]:
    """Return all values in a fixed order, to compare the letters of two rows."""
    return tuple(tuple(group.values()) for group in values.values() if isinstance(group, dict))


def read_day(clean_row: CleanRow, column: str) -> date | None:
    """Return the day in a column; None if it is absent or wrong. A wrong one is a problem."""
    moment = _moment(clean_row, column)
    return moment[0] if moment else None


def _require(
    clean_row: CleanRow, values: dict[str, dict[str, str | None]], needed: frozenset[str]
) -> None:
    """Add a problem for each column that the letter requires and that is empty."""
    for group, value, column in _needed_values(needed):
        if values[group][value] is None:
            clean_row.add_missing(column, ", which the letter says")


@lru_cache(maxsize=8)
def _needed_values(names: frozenset[str]) -> list[tuple[str, str, str]]:
    """Return (group, value, column) of each required value that depends on the row."""
    known = (name for name in sorted(names) if name in COLUMN_OF)
    parts = (name.partition(".") for name in known)
    return [(group, value, COLUMN_OF[f"{group}.{value}"]) for group, _, value in parts]


def _greeting(first_name: str, guardian: PersonName | None, minor: bool, language: str) -> str:
    if not minor:
        return first_name
    if guardian:
        return guardian.full
    form = GUARDIAN_GREETING.get(language.partition("-")[0], GUARDIAN_GREETING["en"])
    return form.format(first_name)


def _moment(clean_row: CleanRow, column: str) -> tuple[date, time | None] | None:
    text = clean_row.cells.get(column)
    if not text:
        return None
    try:
        return dates.read_moment(text)
    except NotADateError as error:
        clean_row.add_problem(column, "M28", error.what, error.hint)
        return None


def _appointment(clean_row: CleanRow, rules: Rules) -> tuple[date | None, time | None]:
    """Return the day and the time of the appointment; None if absent or wrong.

    The time is that of its own column, or else the one after the day.
    """
    moment = _moment(clean_row, "appointment_date")
    day, clock = moment or (None, None)
    if day and day < rules.today:
        hint = "Check the day, or leave the row out"
        clean_row.add_problem("appointment_date", "M29", "has passed already", hint)
    text = clean_row.cells.get("appointment_time")
    if text:
        has_date = " " in text and "/" in text
        try:
            own_time = dates.read_moment(text)[1] if has_date else dates.read_time(text)
        except NotADateError as error:
            clean_row.add_problem("appointment_time", "M28", error.what, error.hint)
            return day, None
        if clock and own_time and clock != own_time:
            predicate = "is another time than 'appointment_date' has"
            clean_row.add_problem("appointment_time", "M28", predicate, "Keep one of the two")
        clock = own_time or clock
    if day and clock and rules.zone and _skips(day, clock, rules.zone):
        column = "appointment_time" if text else "appointment_date"
        predicate = "is a time that the clocks skip on that day"
        hint = "Check the time: the clocks go forward"
        clean_row.add_problem(column, "M28", predicate, hint)
    return day, clock


def _skips(day: date, clock: time, zone: str) -> bool:
    """Return True if the clocks of a time zone skip this time when they go forward."""
    return clock.hour < SKIPPED_BEFORE and is_skipped(datetime.combine(day, clock), zone)

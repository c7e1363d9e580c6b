"""From the cells of a row to the values that a letter may say of it, or to what is wrong with each cell."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from press.content.values import Values
from press.dates import NotADateError, is_skipped
from press.mail.recipients import dates
from press.mail.recipients.clean_cells import CleanRow
from press.mail.recipients.doctor_names import doctor
from press.mail.recipients.languages import language
from press.mail.recipients.names import PersonName
from press.mail.recipients.recipient import Rules

# What the letter may need, and the column that it stands in.
NEEDED = {
    "referral.by": "referred_by", "referral.date": "referral_date",
    "appointment.date": "appointment_date", "appointment.weekday": "appointment_date", "appointment.time": "appointment_time",
}  # fmt: skip
SKIPPED = 4  # o'clock: no zone puts its clocks forward later in the day
GUARDIAN = {"en": "parent or guardian of {}", "es": "madre, padre o tutor de {}"}


def values(
    judged: CleanRow, name: PersonName, guardian: PersonName | None, minor: bool, rules: Rules
) -> Values:
    """The values of a row; None where the list has nothing, and a problem where the letter cannot do without."""
    spoken = _spoken(judged, rules)
    day, clock = _appointment(judged, rules)
    referred, by = _day(judged, "referral_date"), judged.cells.get("referred_by")
    said = dates.said(day, spoken) if day else (None, None)
    first = name.first or name.last
    made: dict[str, dict[str, str | None]] = {
        "recipient": {
            "first_name": first, "last_name": name.last or None, "full_name": name.full,
            "greeting": _greeting(first, guardian, minor, spoken),
        },
        "referral": {
            "by": doctor(by) if by else None, "date": dates.said(referred, spoken)[0] if referred else None,
        },
        "appointment": {
            "date": said[0], "weekday": said[1], "time": dates.said_clock(clock, spoken) if clock else None,
        },
    }  # fmt: skip
    _demand(judged, made, rules.needed)
    return made


def _spoken(judged: CleanRow, rules: Rules) -> str:
    """The language of the letter that this recipient gets."""
    text = judged.cells.get("language")
    code = language(text) if text and rules.others else None
    return next(
        (one for one in rules.others if code and one.partition("-")[0] == code.partition("-")[0]),
        rules.language,
    )


def flat(made: Values) -> tuple[tuple[object, ...], ...]:
    """Every value's text, in one order; None for one that is not there."""
    return tuple(tuple(group.values()) for group in made.values() if isinstance(group, dict))


def read_day(judged: CleanRow, column: str) -> date | None:
    """A column's day; None where there is none, or a wrong one, which is said."""
    return _day(judged, column)


def _demand(
    judged: CleanRow, made: dict[str, dict[str, str | None]], needed: frozenset[str]
) -> None:
    """A problem for each column that the letter needs and that is empty; one that is wrong has its own already."""
    for group, value, column in _needed(needed):
        if made[group][value] is None:
            judged.missing(column, ", which the letter says")


@lru_cache(maxsize=8)
def _needed(names: frozenset[str]) -> list[tuple[str, str, str]]:
    parted = ((one.partition("."), NEEDED[one]) for one in sorted(names) if one in NEEDED)
    return [(group, value, column) for (group, _, value), column in parted]


def _greeting(first: str, guardian: PersonName | None, minor: bool, language: str) -> str:
    if not minor:
        return first
    if guardian:
        return guardian.full
    return GUARDIAN.get(language.partition("-")[0], GUARDIAN["en"]).format(first)


def _day(judged: CleanRow, column: str) -> date | None:
    moment = _moment(judged, column)
    return moment[0] if moment else None


def _moment(judged: CleanRow, column: str) -> tuple[date, time | None] | None:
    text = judged.cells.get(column)
    if not text:
        return None
    try:
        return dates.read_moment(text)
    except NotADateError as error:
        judged.wrong(column, "M28", error.what, error.hint)
        return None


def _appointment(judged: CleanRow, rules: Rules) -> tuple[date | None, time | None]:
    """The day and the time, each from its own column, the time also from behind the day."""
    moment = _moment(judged, "appointment_date")
    day, clock = moment or (None, None)
    if day and day < rules.today:
        judged.wrong(
            "appointment_date", "M29", "has passed already", "Check the day, or leave the row out"
        )
    text = judged.cells.get("appointment_time")
    if text:
        try:
            own = (
                dates.read_moment(text)[1] if " " in text and "/" in text else dates.read_time(text)
            )
        except NotADateError as error:
            judged.wrong("appointment_time", "M28", error.what, error.hint)
            return day, None
        if clock and own and clock != own:
            judged.wrong(
                "appointment_time",
                "M28",
                "is another time than 'appointment_date' has",
                "Keep one of the two",
            )
        clock = own or clock
    if (
        day
        and clock
        and rules.zone
        and clock.hour < SKIPPED
        and is_skipped(datetime.combine(day, clock), rules.zone)
    ):
        column = "appointment_time" if text else "appointment_date"
        judged.wrong(
            column,
            "M28",
            "is a time that the clocks skip on that day",
            "Check the time: the clocks go forward",
        )
    return day, clock

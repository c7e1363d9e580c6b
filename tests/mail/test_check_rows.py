"""Rows and recipients: dates, flags, minors, languages; all problems of a row, without values."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.mail.lists.rows import COLUMNS, UnreadRow
from press.mail.recipients import CheckedRows, LeftOut, Recipient, Refused, Rules
from press.mail.recipients.languages import language_code
from press.problems import CODES, Place, Problem
from tests.mail.lists import (
    ANNE,
    RULES,
    TODAY,
    FakeListing,
    anne,
    check_rows,
    outcomes_of,
    problems_of,
    recipient_of,
)

STRINGS: list[str] = json.loads(
    (Path(__file__).parent.parent / "hostile" / "blns.json").read_text(encoding="utf-8")
)
EVERY = anne(
    name="LEE, ANNE", prefix="Ms.", middle_name="M", suffix="Jr", guardian="Lee, Ruth",
    birth_date="3/9/1980", address_2="Apt 4", country="USA", language="English",
    referred_by="Dr. Miller", referral_date="2/1/2027", appointment_date="2027-03-09",
    appointment_time="8:30 AM", do_not_mail="no", deceased="no",
)  # fmt: skip


def test_a_row_becomes_a_recipient() -> None:
    recipient = recipient_of(EVERY)
    assert recipient == Recipient(
        1,
        Place("list.csv", 2),
        recipient.address,
        "en",
        {
            "recipient": {
                "first_name": "Anne",
                "last_name": "Lee",
                "full_name": "Anne M Lee Jr",
                "greeting": "Anne",
            },
            "referral": {"by": "Dr. Miller", "date": "February 1, 2027".replace("y 1", "y\u00a01")},
            "appointment": {
                "date": "March\u00a09, 2027",
                "weekday": "Tuesday",
                "time": "8:30\u00a0AM",
            },
        },
    )
    assert recipient.address.lines == (
        "MS ANNE M LEE JR",
        "1133 FIRST COLONIAL RD APT 4",
        "VIRGINIA BEACH VA  23454",
    )
    assert (recipient.address.zip5, recipient.address.plus4, recipient.address.country) == (
        "23454",
        None,
        "US",
    )


def test_missing_values_are_none() -> None:
    values = recipient_of(ANNE).values
    assert values["referral"] == {"by": None, "date": None}
    assert values["appointment"] == {"date": None, "weekday": None, "time": None}
    assert recipient_of(ANNE).language is None


def test_dates_are_in_the_language_of_the_letter() -> None:
    appointment = recipient_of(EVERY, RULES._replace(language="es")).values["appointment"]
    assert isinstance(appointment, Mapping)
    assert appointment["weekday"] == "martes"


@pytest.mark.parametrize(
    ("needed", "row", "problems"),
    [
        ({"referral.by"}, ANNE, ["referred_by M20"]),
        (
            {"appointment.date", "appointment.weekday", "appointment.time"},
            ANNE,
            ["appointment_date M20", "appointment_time M20"],
        ),
        ({"appointment.date"}, anne(appointment_date="soon"), ["appointment_date M28"]),
        ({"appointment.time"}, anne(appointment_date="3/9/2027 8:30 AM"), []),
        (
            {"appointment.time"},
            anne(appointment_date="2027-03-09 00:00:00"),
            ["appointment_time M20"],
        ),
        ({"recipient.first_name", "practice.phone"}, ANNE, []),
    ],
)
def test_values_that_the_letter_needs_are_required(
    needed: set[str], row: dict[str, str], problems: list[str]
) -> None:
    assert problems_of(row, RULES._replace(needed=frozenset(needed))) == problems


DAYS = [
    ("2027-03-09", "March\u00a09, 2027"),
    ("3/9/2027", "March\u00a09, 2027"),
    ("03/09/2027", "March\u00a09, 2027"),
    ("2027-03-09T00:00:00", "March\u00a09, 2027"),
    ("3/9/2027 12:00:00 AM", "March\u00a09, 2027"),
    ("12/31/2027", "December\u00a031, 2027"),
    ("2028-02-29", "February\u00a029, 2028"),
    ("3/9/27", "year of two digits"),
    ("13/3/2027", "no such month"),
    ("31/3/2027", "no such month"),
    ("2/29/2027", "calendar"),
    ("46455", "spreadsheet"),
    ("46455.0", "spreadsheet"),
    ("9.3.2027", "two ways"),
    ("3-9-2027", "two ways"),
    ("2027/03/09", "two ways"),
    ("March 9, 2027", "not a day"),
    ("20270309", "spreadsheet"),
    ("3/9", "not a day"),
    ("1/1/2101", "years"),
    ("٣/٩/٢٠٢٧", "not a day"),
    ("13/13/2027", "calendar"),
    ("0/9/2027", "calendar"),
    ("2027-3-9", "not a day"),
    ("3/9/1899", "years"),
    ("tomorrow", "not a day"),
]


@pytest.mark.parametrize(("typed", "what"), DAYS)
def test_a_day_is_read_in_one_way_or_refused(typed: str, what: str) -> None:
    (outcome,) = outcomes_of(anne(appointment_date=typed))
    if isinstance(outcome, Recipient):
        appointment = outcome.values["appointment"]
        assert isinstance(appointment, Mapping)
        assert appointment["date"] == what
    else:
        assert isinstance(outcome, Refused)
        assert [problem.code for problem in outcome.problems] == ["M28"]
        assert what in outcome.problems[0].message


TIMES = [
    ("8:30 AM", "8:30\u00a0AM"),
    ("8:30am", "8:30\u00a0AM"),
    ("8:30 p.m.", "8:30\u00a0PM"),
    ("08:30", "8:30\u00a0AM"),
    ("8:30", "8:30\u00a0AM"),
    ("14:30", "2:30\u00a0PM"),
    ("14:30:00", "2:30\u00a0PM"),
    ("12:00 PM", "12\u00a0noon"),
    ("12:00", "12\u00a0noon"),
    ("01:30", "1:30\u00a0AM"),
    ("1:30", "morning or in the afternoon"),
    ("6:59", "morning or in the afternoon"),
    ("00:00", "midnight"),
    ("12:00 AM", "midnight"),
    ("13:30 PM", "clock shows"),
    ("24:00", "clock shows"),
    ("8:60", "clock shows"),
    ("0.354166", "spreadsheet"),
    ("8", "spreadsheet"),
    ("8.30", "spreadsheet"),
    ("830", "spreadsheet"),
    ("half past eight", "not a time"),
    ("8:30 AM EST", "not a time"),
    ("8:30:15", "not a time"),
]


@pytest.mark.parametrize(("typed", "what"), TIMES)
def test_a_time_is_read_in_one_way_or_refused(typed: str, what: str) -> None:
    (outcome,) = outcomes_of(anne(appointment_date="3/9/2027", appointment_time=typed))
    if isinstance(outcome, Recipient):
        appointment = outcome.values["appointment"]
        assert isinstance(appointment, Mapping)
        assert appointment["time"] == what
    else:
        assert isinstance(outcome, Refused)
        assert [problem.code for problem in outcome.problems] == ["M28"]
        assert what in outcome.problems[0].message


def test_two_times_of_one_appointment_must_agree() -> None:
    assert problems_of(anne(appointment_date="3/9/2027 8:30 AM", appointment_time="08:30")) == []
    assert problems_of(anne(appointment_date="3/9/2027 8:30 AM", appointment_time="09:30")) == [
        "appointment_time M28"
    ]


def test_a_skipped_clock_time_is_reported() -> None:
    zoned = RULES._replace(zone="America/New_York")
    skipped = anne(appointment_date="3/14/2027", appointment_time="02:30")
    (outcome,) = outcomes_of(skipped, rules=zoned)
    assert isinstance(outcome, Refused)
    assert [problem.code for problem in outcome.problems] == ["M28"]
    assert "clocks skip" in outcome.problems[0].message
    for sound in (
        anne(appointment_date="3/15/2027", appointment_time="02:30"),
        anne(appointment_date="3/14/2027", appointment_time="03:30"),
    ):
        assert isinstance(outcomes_of(sound, rules=zoned)[0], Recipient)
    assert isinstance(outcomes_of(skipped)[0], Recipient), "without a zone nobody knows"


def test_a_past_appointment_is_a_problem() -> None:
    assert problems_of(anne(appointment_date="2/28/2027")) == ["appointment_date M29"]
    assert problems_of(anne(appointment_date="3/1/2027")) == []
    assert problems_of(anne(referral_date="2/28/2026")) == []


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("es", "es"),
        ("SPA", "es"),
        ("es-US", "es"),
        ("Spanish", "es"),
        ("Spanish; Castilian", "es"),
        ("Español", "es"),
        ("English", "en"),
        ("en_US", "en"),
        ("Chinese (Mandarin)", "zh"),
        ("VIE", "vi"),
        ("Haitian Creole", "ht"),
        ("Klingon", None),
        ("", None),
        ("xx", None),
    ],
)
def test_a_language_is_known_by_its_code_and_its_name(word: str, code: str | None) -> None:
    assert language_code(word) == code


def test_an_unknown_language_is_only_a_remark() -> None:
    outcomes, checking = check_rows(
        anne(language="Klingon"), anne(patient_id="2", language="Declined", address_1="5 Oak Ln")
    )
    assert [recipient.language for recipient in outcomes if isinstance(recipient, Recipient)] == [
        None,
        None,
    ]
    assert [(problem.code, problem.place) for problem in checking.remarks()] == [
        ("M36", Place("list.csv", 2, COLUMNS.index("language") + 1))
    ]


@pytest.mark.parametrize("column", ["do_not_mail", "deceased"])
@pytest.mark.parametrize(
    "word", ["yes", "Y", "TRUE", "1", "x", "X", "3/9/2020", "2020-03-09T00:00:00"]
)
def test_flagged_patients_get_no_letter(column: str, word: str) -> None:
    (outcome,) = outcomes_of(anne(**{column: word}, zip="wrong"))
    assert outcome == LeftOut(1, Place("list.csv", 2), column.replace("_", " "))


@pytest.mark.parametrize("column", ["do_not_mail", "deceased"])
def test_a_flag_is_a_yes_or_a_no(column: str) -> None:
    for word in ("no", "N", "false", "0", ""):
        assert isinstance(outcomes_of(anne(**{column: word}))[0], Recipient)
    for word in ("maybe", "?", "2", "unknown", "3/9/20"):
        assert problems_of(anne(**{column: word})) == [f"{column} M30"]


MINORS = [
    ("3/2/2009", "Ruth Lee", "RUTH LEE|FOR ANNE LEE", "Ruth Lee"),
    ("3/2/2009", "LEE, RUTH", "RUTH LEE|FOR ANNE LEE", "Ruth Lee"),
    ("3/2/2009", "", "TO THE PARENT OR GUARDIAN OF|ANNE LEE", "parent or guardian of Anne"),
    (
        "3/2/2009",
        "LEE, ANNE",
        "TO THE PARENT OR GUARDIAN OF|ANNE LEE",
        "parent or guardian of Anne",
    ),
    ("3/1/2009", "Ruth Lee", "ANNE LEE", "Anne"),
    ("", "Ruth Lee", "ANNE LEE", "Anne"),
]


@pytest.mark.parametrize(("born", "guardian", "block", "greeting"), MINORS)
def test_a_minor_s_letter_goes_to_the_parent_or_guardian(
    born: str, guardian: str, block: str, greeting: str
) -> None:
    outcome = recipient_of(anne(birth_date=born, guardian=guardian))
    recipient = outcome.values["recipient"]
    assert isinstance(recipient, Mapping)
    assert "|".join(outcome.address.lines[:-2]) == block
    assert recipient["greeting"] == greeting
    assert recipient["first_name"] == "Anne"


def test_a_person_born_on_february_29_comes_of_age_on_march_1() -> None:
    rules = RULES._replace(today=date(2026, 2, 28))
    assert len(recipient_of(anne(birth_date="2/29/2008"), rules).address.lines) == 4
    assert (
        len(
            recipient_of(
                anne(birth_date="2/29/2008"), RULES._replace(today=date(2026, 3, 1))
            ).address.lines
        )
        == 3
    )


def test_a_birth_date_in_the_future_is_a_problem() -> None:
    assert problems_of(anne(birth_date="3/2/2027")) == ["birth_date M28"]


@pytest.mark.parametrize(
    "char",
    [
        "\x00",
        "\x1b",
        "\ud800",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\uffff",
        "\ue000",
        "\u2028",
    ],
)
@pytest.mark.parametrize(
    "column", ["first_name", "address_1", "city", "referred_by", "appointment_date", "zip"]
)
def test_an_invisible_character_is_refused(column: str, char: str) -> None:
    row = {**EVERY, column: f"{EVERY[column]}{char}a"}
    assert problems_of(row) == [f"{column} M08"]


def test_texts_are_normalized_with_single_blanks() -> None:
    recipient = recipient_of(
        anne(first_name="Jose\u0301", last_name="Fari\u0301as", city="Virginia \u00a0 Beach")
    )
    assert recipient.address.lines == (
        "JOSÉ FARÍAS",
        "1133 FIRST COLONIAL RD",
        "VIRGINIA BEACH VA  23454",
    )


def test_a_letter_missing_from_the_fonts_is_a_problem_even_as_a_capital() -> None:
    rules = RULES._replace(printable=lambda text: "李" not in text and "Ÿ" not in text)
    assert problems_of(anne(last_name="李"), rules) == ["last_name M23"]
    assert problems_of(anne(last_name="Faÿ"), rules) == ["last_name M23"]
    assert problems_of(anne(last_name="Farías"), rules) == []
    assert problems_of(anne(patient_id="李"), rules) == []


def test_a_block_that_does_not_fit_is_a_problem() -> None:
    rules = RULES._replace(
        misfit=lambda address: "it has too many lines" if len(address.lines) > 3 else None
    )
    assert problems_of(anne(), rules) == []
    assert problems_of(anne(address_2="Oak Towers"), rules) == ["address_1 M32"]


def test_an_unread_row_is_refused_with_its_problems() -> None:
    problem = Problem(Place("list.csv", 3), "M20", "something", "something")
    assert outcomes_of(ANNE, UnreadRow(2, Place("list.csv", 3), (problem,)))[1] == Refused(
        2, Place("list.csv", 3), (problem,)
    )


def test_every_problem_of_a_row_is_reported_at_its_cell() -> None:
    (outcome,) = outcomes_of(
        anne(
            first_name="",
            city="",
            state="XX",
            zip="9",
            appointment_date="soon",
            do_not_mail="perhaps",
        )
    )
    assert isinstance(outcome, Refused)
    columns = {problem.message.split("'")[1]: problem.place.column for problem in outcome.problems}
    assert columns == {
        column: COLUMNS.index(column) + 1
        for column in ("do_not_mail", "first_name", "city", "state", "zip", "appointment_date")
    }


def test_a_missing_column_is_reported_at_the_row() -> None:
    (outcome,) = CheckedRows(
        FakeListing([anne(zip="")], columns=["first_name", "last_name"]), RULES
    )
    assert isinstance(outcome, Refused)
    assert outcome.problems[0].place == Place("list.csv", 2, 1)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_naughty_string_is_printed_or_refused_in_every_cell(column: str) -> None:
    assert len(STRINGS) >= 400
    rows = [{**EVERY, "patient_id": str(index), column: text} for index, text in enumerate(STRINGS)]
    outcomes = outcomes_of(*rows)
    assert len(outcomes) == len(STRINGS)
    assert all(
        problem.code in CODES
        for outcome in outcomes
        if isinstance(outcome, Refused)
        for problem in outcome.problems
    )
    for outcome in outcomes:
        if isinstance(outcome, Recipient):
            assert all(
                unicodedata.category(char) not in ("Cc", "Cs", "Cn")
                for line in outcome.address.lines
                for char in line
            )


WRONG = [
    "CANARY",
    "CANARY 1/2",
    "canary@example.com",
    "CÄNARY\x00",
    "CANARY" * 50,
    "CANARY, CANARY, Jr",
    "13/13/1999 CANARY",
    "00000CANARY",
]


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("text", WRONG)
def test_no_message_and_no_reason_contains_a_value_of_the_list(column: str, text: str) -> None:
    strict = Rules(
        frozenset({"appointment.date", "referral.by"}),
        "en-US",
        TODAY,
        misfit=lambda address: "it is too wide" if "CANARY" in str(address) else None,
        printable=lambda text: "Ä" not in text,
    )
    line_count = 0
    for rules in (strict, RULES):
        for others in (
            {},
            {"state": "XX", "country": "Nowhere"},
            {"first_name": "", "last_name": ""},
            {"country": "Canada"},
        ):
            row = {**EVERY, **others, column: text}
            outcomes, checking = check_rows(
                row, {**row, "first_name": "Other"}, {**row, "deceased": ""}, rules=rules
            )
            lines = [
                problem.line()
                for outcome in outcomes
                if isinstance(outcome, Refused)
                for problem in outcome.problems
            ]
            lines += [problem.line() for problem in checking.remarks()] + [
                outcome.reason + outcome.detail
                for outcome in outcomes
                if isinstance(outcome, LeftOut)
            ]
            line_count += len(lines)
            assert not [line for line in lines if "ANARY" in line.upper()]
            assert not [
                line
                for line in lines
                if any(
                    value in line for value in ("Colonial", "Virginia", "Miller", "1001", "1980")
                )
            ]
    assert line_count


ANY = st.dictionaries(
    st.sampled_from(COLUMNS),
    st.one_of(st.text(max_size=30), st.sampled_from([*EVERY.values(), "0", "x", ",", "'"])),
)


@settings(max_examples=400, deadline=None)
@given(ANY, st.booleans())
def test_any_row_has_one_of_three_outcomes(cells: dict[str, str], sound: bool) -> None:
    outcomes = outcomes_of({**EVERY, **cells} if sound else cells, cells)
    assert [outcome.number for outcome in outcomes] == [1, 2]
    for outcome in outcomes:
        assert isinstance(outcome, (Recipient, LeftOut)) or outcome.problems


def test_checking_rows_imports_no_large_library() -> None:
    """A process that checks a list draws nothing."""
    large = ("reportlab", "pydantic", "jinja2", "yaml", "pypdf", "pypdfium2", "openpyxl")
    imported = f"[name for name in {large} if name in sys.modules]"
    code = f"import sys, press.mail.recipients; print({imported})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"

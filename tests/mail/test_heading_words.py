"""Headings by their words: stop signs, appointments, parts of addresses, and their like."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.mail.lists.header import read_header
from press.mail.lists.open_list import open_listing
from press.mail.recipients import CheckedRows, LeftOut, Recipient
from tests.mail.lists import RULES
from tests.mail.read_lists import cells_of, csv_file, csv_text

LIST = ["Patient Name", "Address 1", "City", "State", "ZIP"]
ROW = ["ROE, JANE", "1 Way", "Boston", "MA", "02134"]
STOP_SIGNS = [
    "Deceased?", "Do Not Mail?", "Pt Deceased", "Patient Deceased?", "Is Deceased (Y/N)",
    "Deceased Ind", "DECEASED_FLAG", "Death Flag", "PatientDeceased", "Died", "Expired?",
    "Death Dt", "Date Deceased", "Deceased Dt/Tm", "Patient Death Date", "DOD?", "DeathDate",
    "Bad Address", "Bad Addr?", "Invalid Address Flag", "Returned Mail", "Return Mail Flag",
    "Mail Returned?", "Undeliverable", "Do-Not-Mail Indicator", "Mailing Opt-Out",
    "Opted Out?", "DNM Flag", "No Mailings", "Suppress Mailings?", "Do Not Send Letters",
    "Patient Opt Out", "No Contact?", "DO_NOT_CONTACT_YN", "Don't Contact", "Unsubscribed",
]  # fmt: skip
APPOINTMENTS = [
    "Appointment", "Appt", "Next Appt", "Next Appointment", "Appt Date/Time", "Scheduled",
    "Appointment DateTime", "Appt Dt", "Scheduled For", "Scheduled Date", "New Appt Date",
    "Appt Start", "Appt. Date & Time", "Upcoming Appointment", "APPT_DTTM", "Next Appt.",
]  # fmt: skip
PARTS = [
    "Address Line 3", "Suite", "Unit", "Supplemental Address 1", "Addr3", "Apt.", "Ste",
    "Apt/Suite/Unit", "Unit Number", "Address 4", "ADDRESS_LINE_3", "Building", "Suite No.",
]  # fmt: skip
SUSPICIOUS = [
    "Alive", "Living?", "Mail OK?", "OK to Mail", "Cause of Death", "Consent to Mail", "PO Box",
    "House Number", "Street Name", "Address Status", "Appt Info", "Do Not Mail Until", "Mailable",
]  # fmt: skip
HARMLESS = [
    "Home Phone", "Email Address", "Email Opt Out", "Do Not Call", "Appt Type", "Appt Status",
    "Last Appointment", "Appt Provider", "Referring Address", "Insurance Address", "Nursing Unit",
    "Previous Address", "Auth Expired", "Dept", "Notes", "Visit Type", "Reason", "Employer Address",
    "SMS Opt Out", "Appt Location", "County", "No Show Count", "Status",
]  # fmt: skip


def rows_with(folder: Path, heading: str, text: str) -> tuple[dict[str, str], str]:
    """Return the cells of a row with one more column after the address, and its outcome."""
    table = [[*LIST[:2], heading, *LIST[2:]], [*ROW[:2], text, *ROW[2:]]]
    file = csv_file(folder, csv_text(table))
    (outcome,) = CheckedRows(open_listing([file]), RULES)
    if isinstance(outcome, LeftOut):
        return cells_of(file)[0], outcome.reason
    assert isinstance(outcome, Recipient), outcome
    return cells_of(file)[0], " / ".join(outcome.address.lines)


@pytest.mark.parametrize("heading", STOP_SIGNS)
def test_a_stop_sign_is_understood(heading: str, tmp_path: Path) -> None:
    reasons = ("deceased", "do not mail", "bad address")
    assert rows_with(tmp_path, heading, "Y")[1] in reasons
    assert rows_with(tmp_path, heading, "1/2/2027")[1] in reasons
    assert rows_with(tmp_path, heading, "No")[1].startswith("JANE ROE / 1 WAY")


def test_a_second_stop_sign_of_a_kind_counts_too(tmp_path: Path) -> None:
    head = [*LIST, "Deceased", "Pt Deceased?", "Do Not Mail", "Mailing Opt-Out"]
    for flags in (["y", "", "", ""], ["n", "y", "", ""], ["", "", "", "y"], ["", "", "y", "n"]):
        file = csv_file(tmp_path, csv_text([head, [*ROW, *flags]]))
        (outcome,) = CheckedRows(open_listing([file]), RULES)
        assert isinstance(outcome, LeftOut)


@pytest.mark.parametrize("heading", APPOINTMENTS)
def test_an_appointment_is_understood(heading: str, tmp_path: Path) -> None:
    cells, _ = rows_with(tmp_path, heading, "3/9/2027 8:30 AM")
    assert cells["appointment_date"] == "3/9/2027 8:30 AM"


@pytest.mark.parametrize("heading", PARTS)
def test_a_part_of_an_address_is_printed(heading: str, tmp_path: Path) -> None:
    assert rows_with(tmp_path, heading, "Apt 7")[1] == "JANE ROE / 1 WAY APT 7 / BOSTON MA  02134"
    for nothing in ("", "N/A", "-"):
        assert rows_with(tmp_path, heading, nothing)[1] == "JANE ROE / 1 WAY / BOSTON MA  02134"


@pytest.mark.parametrize("heading", SUSPICIOUS)
def test_what_looks_important_and_is_not_understood_is_a_problem(heading: str) -> None:
    _, problems = read_header("list.csv", 1, [*LIST, heading], {})
    assert [(problem.code, problem.place.column) for problem in problems] == [("M39", 6)]
    assert "columns" in problems[0].hint
    aliases = {"do_not_mail": [heading]}
    assert not read_header("list.csv", 1, [*LIST, heading], aliases)[1]


@pytest.mark.parametrize("heading", HARMLESS)
def test_other_headings_are_no_problem(heading: str) -> None:
    header, problems = read_header("list.csv", 1, [*LIST, heading], {})
    assert not problems
    assert len(header.columns) == len(LIST) + (heading == "Status")


@pytest.mark.parametrize(("heading", "status", "reason"), [
    ("Status", "Deceased", "deceased"), ("Patient Status", "DECEASED - 2026", "deceased"),
    ("Vital Status", "Dead", "deceased"), ("Status", "Do not contact", "do not mail"),
    ("Pt Status", "Opted out", "do not mail"), ("Status", "Bad address", "bad address"),
])  # fmt: skip
def test_a_status_is_understood_by_its_value(
    heading: str, status: str, reason: str, tmp_path: Path
) -> None:
    assert rows_with(tmp_path, heading, status)[1] == reason
    for usual in ("Active", "Open", "Expired", "Pending", "Scheduled", "Received"):
        assert rows_with(tmp_path, heading, usual)[1].startswith("JANE ROE")


def test_two_parts_of_an_address_are_both_printed(tmp_path: Path) -> None:
    for heads in (["Address 2", "Apt"], ["Suite", "Unit"], ["Address Line 3", "Address Line 4"]):
        table = [[*LIST[:2], *heads, *LIST[2:]], [*ROW[:2], "Floor 3", "Apt 7", *ROW[2:]]]
        file = csv_file(tmp_path, csv_text(table))
        (outcome,) = CheckedRows(open_listing([file]), RULES)
        assert isinstance(outcome, Recipient)
        lines = " ".join(outcome.address.lines)
        assert "FL 3" in lines
        assert "APT 7" in lines


def test_a_second_appointment_column_is_only_named_as_unused() -> None:
    header, problems = read_header("list.csv", 1, [*LIST, "Appt Date", "Appointment"], {})
    assert not problems
    assert header.unused == ("Appointment",)


def test_a_list_says_which_headings_it_uses(tmp_path: Path) -> None:
    file = csv_file(tmp_path, csv_text([[*LIST, "Phone", "Deceased?"], [*ROW, "", ""]]))
    headings = open_listing([file]).headings
    assert ("name", "Patient Name") in headings.used
    assert ("deceased", "Deceased?") in headings.used
    assert headings.unused == ("Phone",)

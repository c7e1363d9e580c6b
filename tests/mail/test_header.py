"""The header of a list: which column is which of ours, and what is wrong with it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from press.mail.lists.header import ALIASES, SECONDARY_ALIASES, normalized_heading, read_header
from press.mail.lists.open_list import open_listing
from press.mail.lists.rows import COLUMNS
from tests.mail.read_lists import HEADER, PEOPLE, cells, csv_file, problems, told, written

NEEDED = ["Patient Name", "Address", "City", "State", "ZIP"]
# As recipients.md has them seen.
SEEN = {
    "MRN": "patient_id", "PAT_MRN_ID": "patient_id", "Patient ID": "patient_id", "patientid": "patient_id",
    "Acct No": "patient_id", "Patient Acct No": "patient_id", "Patient Name": "name", "First Name": "first_name",
    "firstname": "first_name", "PatientFName": "first_name", "DOB": "birth_date", "Birth Date": "birth_date",
    "PatientDOB": "birth_date", "Address 1": "address_1", "address1": "address_1", "addr_line_1": "address_1",
    "Street": "address_1", "Address 2": "address_2", "City": "city", "State": "state", "Zip": "zip", "ZIP Code": "zip",
    "zip-code": "zip", "Language": "language", "Preferred Language": "language", "language6392code": "language",
    "Referral Date": "referral_date", "Referral Created": "referral_date", "Ref By": "referred_by",
    "Referring Provider": "referred_by", "Appt Date": "appointment_date", "APPT. TIME": "appointment_time",
    "Deceased": "deceased", "Do Not Contact": "do_not_contact", "Date of Death": "death_date", "Do_Not_Mail": "do_not_mail",
    "Guarantor": "guardian", "Guardian": "guardian",
}  # fmt: skip
DROPPED = ["Home Phone", "Email", "Dx/ICD-10", "Reason", "Auth #", "Status", "Referred To", "Provider", "Dept", "Visit Type",
           "Notes", "Referring NPI", "Referral ID", "Preferred Name", "Unit", "Visit Date", "Referral Source"]  # fmt: skip


@pytest.mark.parametrize("header", SEEN)
def test_what_practices_call_their_columns(header: str) -> None:
    head, _ = read_header("list.csv", 1, ["Phone", header], {})
    assert head.columns == {SEEN[header]: 2}
    assert head.dropped == 1


@pytest.mark.parametrize("header", DROPPED)
def test_every_other_column_is_dropped(header: str) -> None:
    assert not read_header("list.csv", 1, [header], {})[0].columns


def test_no_alias_means_two_columns_and_each_column_has_some() -> None:
    assert set(ALIASES) == set(COLUMNS)
    assert set(SECONDARY_ALIASES) <= set(COLUMNS)
    keys = [
        normalized_heading(alias)
        for column in COLUMNS
        for alias in {
            normalized_heading(one)
            for one in (column, *ALIASES[column], *SECONDARY_ALIASES.get(column, ()))
        }
    ]
    assert len(keys) > 150
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize(
    "header", ["zip code", "ZIP_CODE", "Zip-Code", " Zip.Code ", "ZIP CODE:", "\ufeffzipcode"]
)
def test_case_blanks_and_marks_do_not_count(header: str) -> None:
    assert read_header("list.csv", 1, [header], {})[0].columns == {"zip": 1}


def test_two_columns_of_one_meaning_are_told_with_both_places(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path,
        written([[*NEEDED, "Zip Code"], ["ROE, JANE", "1 Way", "Boston", "MA", "02134", "02135"]]),
    )
    found = problems(file)
    assert [(one.code, one.place.line, one.place.column) for one in found] == [("M05", 1, 6)]
    assert "Columns 5 and 6 both mean 'zip'" in found[0].message


def test_the_mailing_says_which_of_two_is_meant(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path,
        written([[*NEEDED, "Zip Code"], ["ROE, JANE", "1 Way", "Boston", "MA", "02134", "02135"]]),
    )
    assert cells(file, aliases={"zip": ["zip code"]})[0]["zip"] == "02135"


def test_a_second_choice_is_taken_only_where_there_is_no_first(tmp_path: Path) -> None:
    row = ["ROE, JANE", "1 Way", "Boston", "MA", "02134", "A17", "0042"]
    file = csv_file(tmp_path, written([[*NEEDED, "Acct No", "MRN"], row]))
    assert cells(file)[0]["patient_id"] == "0042"
    file = csv_file(tmp_path, written([[*NEEDED, "Acct No", "Other"], row]))
    assert cells(file)[0]["patient_id"] == "A17"


def test_the_names_of_the_mailing_come_first(tmp_path: Path) -> None:
    rows = [
        [*NEEDED, "Provider", "Overseer"],
        ["ROE, JANE", "1 Way", "Boston", "MA", "02134", "Dr. Example", "x"],
    ]
    file = csv_file(tmp_path, written(rows))
    assert "referred_by" not in cells(file)[0]
    assert cells(file, aliases={"referred_by": ["PROVIDER"]})[0]["referred_by"] == "Dr. Example"


def test_every_missing_column_is_one_problem_with_its_remedy(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "MRN,First Name\n1,Jane\n")
    found = problems(file)
    assert [one.code for one in found] == ["M04"] * 5
    said = " ".join(one.message for one in found)
    assert all(
        f"'{name}'" in said for name in ("name", "last_name", "address_1", "city", "state", "zip")
    )
    assert all("columns" in one.hint for one in found)
    assert "'ZIP Code'" in found[4].hint


def test_a_list_with_countries_needs_neither_states_nor_postal_codes(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "Name,Address,City,Country\nJane Roe,1 Way,Dublin,Ireland\n")
    assert cells(file) == [
        {"name": "Jane Roe", "address_1": "1 Way", "city": "Dublin", "country": "Ireland"}
    ]


def test_what_is_dropped_is_counted_and_never_kept(tmp_path: Path) -> None:
    rows = [[*HEADER, "Dx", "Phone", ""], *([*row, "CANARY", "617-555-0100", ""] for row in PEOPLE)]
    file = csv_file(tmp_path, written(rows))
    listing = open_listing([file])
    assert listing.dropped == 2
    assert listing.columns["zip"] == 8
    found = list(listing.rows())
    assert len(found) == len(PEOPLE)
    assert "CANARY" not in repr(found)


def test_columns_in_any_order(tmp_path: Path) -> None:
    for order in itertools.islice(itertools.permutations(range(5)), 0, 120, 7):
        row = ["Jane Roe", "1 Way", "Boston", "MA", "02134"]
        file = csv_file(
            tmp_path, written([[NEEDED[at] for at in order], [row[at] for at in order]])
        )
        assert cells(file) == [
            {
                "name": "Jane Roe",
                "address_1": "1 Way",
                "city": "Boston",
                "state": "MA",
                "zip": "02134",
            }
        ]


def test_a_header_that_nobody_knows(tmp_path: Path) -> None:
    assert told(csv_file(tmp_path, "Jane Roe,1 Way,Boston\nJoan Doe,2 Way,Boston\n")) == [
        ("M03", 1, 1)
    ]

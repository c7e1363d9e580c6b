"""The header of a list: its known columns, and its problems."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from press.mail.lists.header import ALIASES, SECONDARY_ALIASES, normalized_heading, read_header
from press.mail.lists.open_list import open_listing
from press.mail.lists.rows import COLUMNS
from tests.mail.read_lists import (
    HEADER,
    PEOPLE,
    cells_of,
    csv_file,
    csv_text,
    problem_places,
    problems_of,
)

NEEDED = ["Patient Name", "Address", "City", "State", "ZIP"]
# Headings of real exports, and our columns.
KNOWN_HEADINGS = {
    "MRN": "patient_id", "PAT_MRN_ID": "patient_id", "Patient ID": "patient_id",
    "patientid": "patient_id", "Acct No": "patient_id", "Patient Acct No": "patient_id",
    "Patient Name": "name", "First Name": "first_name", "firstname": "first_name",
    "PatientFName": "first_name", "DOB": "birth_date", "Birth Date": "birth_date",
    "PatientDOB": "birth_date", "Address 1": "address_1", "address1": "address_1",
    "addr_line_1": "address_1", "Street": "address_1", "Address 2": "address_2", "City": "city",
    "State": "state", "Zip": "zip", "ZIP Code": "zip", "zip-code": "zip", "Language": "language",
    "Preferred Language": "language", "language6392code": "language",
    "Referral Date": "referral_date", "Referral Created": "referral_date", "Ref By": "referred_by",
    "Referring Provider": "referred_by", "Appt Date": "appointment_date",
    "APPT. TIME": "appointment_time", "Deceased": "deceased", "Do Not Contact": "do_not_contact",
    "Date of Death": "death_date", "Do_Not_Mail": "do_not_mail", "Guarantor": "guardian",
    "Guardian": "guardian",
}  # fmt: skip
DROPPED_HEADINGS = [
    "Home Phone", "Email", "Dx/ICD-10", "Reason", "Auth #", "Status", "Referred To", "Provider",
    "Dept", "Visit Type", "Notes", "Referring NPI", "Referral ID", "Preferred Name", "Unit",
    "Visit Date", "Referral Source",
]  # fmt: skip


@pytest.mark.parametrize("header", KNOWN_HEADINGS)
def test_usual_headings_are_known(header: str) -> None:
    head, _ = read_header("list.csv", 1, ["Phone", header], {})
    assert head.columns == {KNOWN_HEADINGS[header]: 2}
    assert head.dropped == 1


@pytest.mark.parametrize("header", DROPPED_HEADINGS)
def test_every_other_column_is_dropped(header: str) -> None:
    assert not read_header("list.csv", 1, [header], {})[0].columns


def test_each_column_has_aliases_and_no_alias_belongs_to_two() -> None:
    assert set(ALIASES) == set(COLUMNS)
    assert set(SECONDARY_ALIASES) <= set(COLUMNS)
    keys = [
        normalized_heading(alias)
        for column in COLUMNS
        for alias in {
            normalized_heading(heading)
            for heading in (column, *ALIASES[column], *SECONDARY_ALIASES.get(column, ()))
        }
    ]
    assert len(keys) > 150
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize(
    "header", ["zip code", "ZIP_CODE", "Zip-Code", " Zip.Code ", "ZIP CODE:", "\ufeffzipcode"]
)
def test_case_blanks_and_punctuation_of_headings_do_not_matter(header: str) -> None:
    assert read_header("list.csv", 1, [header], {})[0].columns == {"zip": 1}


def test_two_columns_with_one_meaning_are_reported_with_both_positions(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path,
        csv_text([[*NEEDED, "Zip Code"], ["ROE, JANE", "1 Way", "Boston", "MA", "02134", "02135"]]),
    )
    problems = problems_of(file)
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        ("M05", 1, 6)
    ]
    assert "Columns 5 and 6 both mean 'zip'" in problems[0].message


def test_aliases_of_the_mailing_choose_between_two_columns(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path,
        csv_text([[*NEEDED, "Zip Code"], ["ROE, JANE", "1 Way", "Boston", "MA", "02134", "02135"]]),
    )
    assert cells_of(file, aliases={"zip": ["zip code"]})[0]["zip"] == "02135"


def test_a_secondary_alias_is_used_only_without_a_primary_one(tmp_path: Path) -> None:
    row = ["ROE, JANE", "1 Way", "Boston", "MA", "02134", "A17", "0042"]
    file = csv_file(tmp_path, csv_text([[*NEEDED, "Acct No", "MRN"], row]))
    assert cells_of(file)[0]["patient_id"] == "0042"
    file = csv_file(tmp_path, csv_text([[*NEEDED, "Acct No", "Other"], row]))
    assert cells_of(file)[0]["patient_id"] == "A17"


def test_aliases_of_the_mailing_come_first(tmp_path: Path) -> None:
    rows = [
        [*NEEDED, "Provider", "Overseer"],
        ["ROE, JANE", "1 Way", "Boston", "MA", "02134", "Dr. Example", "x"],
    ]
    file = csv_file(tmp_path, csv_text(rows))
    assert "referred_by" not in cells_of(file)[0]
    assert cells_of(file, aliases={"referred_by": ["PROVIDER"]})[0]["referred_by"] == "Dr. Example"


def test_every_missing_column_is_one_problem_with_a_hint(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "MRN,First Name\n1,Jane\n")
    problems = problems_of(file)
    assert [problem.code for problem in problems] == ["M04"] * 5
    messages = " ".join(problem.message for problem in problems)
    columns = ("name", "last_name", "address_1", "city", "state", "zip")
    assert all(f"'{column}'" in messages for column in columns)
    assert all("columns" in problem.hint for problem in problems)
    assert "'ZIP Code'" in problems[4].hint


def test_a_list_with_countries_needs_neither_states_nor_postal_codes(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "Name,Address,City,Country\nJane Roe,1 Way,Dublin,Ireland\n")
    assert cells_of(file) == [
        {"name": "Jane Roe", "address_1": "1 Way", "city": "Dublin", "country": "Ireland"}
    ]


def test_dropped_columns_are_counted_and_not_stored(tmp_path: Path) -> None:
    table = [
        [*HEADER, "Dx", "Phone", ""],
        *([*row, "CANARY", "617-555-0100", ""] for row in PEOPLE),
    ]
    file = csv_file(tmp_path, csv_text(table))
    listing = open_listing([file])
    assert listing.dropped == 2
    assert listing.columns["zip"] == 8
    rows = list(listing.rows())
    assert len(rows) == len(PEOPLE)
    assert "CANARY" not in repr(rows)


def test_columns_may_have_any_order(tmp_path: Path) -> None:
    for order in itertools.islice(itertools.permutations(range(5)), 0, 120, 7):
        row = ["Jane Roe", "1 Way", "Boston", "MA", "02134"]
        table = [[cells[index] for index in order] for cells in (NEEDED, row)]
        file = csv_file(tmp_path, csv_text(table))
        assert cells_of(file) == [
            {
                "name": "Jane Roe",
                "address_1": "1 Way",
                "city": "Boston",
                "state": "MA",
                "zip": "02134",
            }
        ]


def test_an_unknown_header_is_reported(tmp_path: Path) -> None:
    assert problem_places(csv_file(tmp_path, "Jane Roe,1 Way,Boston\nJoan Doe,2 Way,Boston\n")) == [
        ("M03", 1, 1)
    ]

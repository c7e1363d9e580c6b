"""From the header line of a list to the columns that the program knows; every other column is dropped here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from press.mail.lists.rows import COLUMNS
from press.problems import Place, Problem

# How records systems and people head their columns. A column is taken from its second choices where no first one is there.
# 'Provider', 'Date', 'Visit Date', 'Unit', 'Referral Source', 'Salutation' and 'Preferred Name' are left out on purpose: in one
# list they mean what they do not mean in the next, and a ward or a nickname has no place on an envelope.
ALIASES: dict[str, tuple[str, ...]] = {
    "patient_id": ("Patient ID", "MRN", "PAT_MRN_ID", "Patient MRN", "Medical Record Number", "Medical Record No", "Med Rec No",
                   "Patient Number", "Patient No", "Patient #", "MRN #", "Chart Number", "Chart No", "Chart #", "Pat ID", "Pt ID",
                   "PID"),
    "name": ("Name", "Patient Name", "Patient", "Full Name", "Patient Full Name", "Pat Name", "Pt Name", "Recipient",
             "Recipient Name", "Name of Patient"),
    "prefix": ("Prefix", "Name Prefix", "Patient Prefix", "Title", "Courtesy Title"),
    "first_name": ("First Name", "First", "Patient First Name", "Patient First", "PatientFName", "Pat First Name",
                   "Pt First Name", "FName", "Given Name", "Forename", "Name First"),
    "middle_name": ("Middle Name", "Middle", "Middle Initial", "Patient Middle Name", "Patient Middle Initial", "PatientMName",
                    "PatientMI", "MName", "MI", "Second Name", "Name Middle"),
    "last_name": ("Last Name", "Last", "Patient Last Name", "Patient Last", "PatientLName", "Pat Last Name", "Pt Last Name",
                  "LName", "Family Name", "Surname", "Name Last"),
    "suffix": ("Suffix", "Name Suffix", "Patient Suffix", "Generation"),
    "guardian": ("Guardian", "Guardian Name", "Parent", "Parent Name", "Parent/Guardian", "Parent or Guardian",
                 "Parent/Guardian Name", "Legal Guardian", "Responsible Party", "Responsible Party Name"),
    "birth_date": ("Birth Date", "DOB", "Date of Birth", "Patient DOB", "Patient Birth Date", "Patient Date of Birth",
                   "Pat DOB", "Pt DOB", "Birthday", "Born"),
    "address_1": ("Address 1", "Address", "Address Line 1", "Addr Line 1", "Addr 1", "Addr", "Addr1Line", "Street",
                  "Street Address", "Street Address 1", "Street 1", "Patient Address", "Patient Address 1",
                  "Patient Address Line 1", "Mailing Address", "Mailing Address 1", "Mailing Address Line 1", "Home Address",
                  "Home Address 1", "Home Address Line 1", "Add 1", "Pat Addr 1"),
    "address_2": ("Address 2", "Address Line 2", "Addr Line 2", "Addr 2", "Street 2", "Street Address 2", "Patient Address 2",
                  "Patient Address Line 2", "Mailing Address 2", "Mailing Address Line 2", "Home Address 2",
                  "Home Address Line 2", "Add 2", "Pat Addr 2", "Apt", "Apartment", "Apt/Suite", "Apt/Unit",
                  "Apt #", "Unit #"),
    "city": ("City", "Town", "City/Town", "Patient City", "Mailing City", "Home City", "Pat City", "Locality"),
    "state": ("State", "ST", "Patient State", "Mailing State", "Home State", "Pat State", "State/Province", "Province",
              "State Code", "State Abbreviation"),
    "zip": ("ZIP", "ZIP Code", "ZIP 5", "ZIP+4", "Postal Code", "Postcode", "Post Code", "Patient ZIP", "Patient ZIP Code",
            "Patient Postal Code", "Mailing ZIP", "Mailing ZIP Code", "Home ZIP", "Home ZIP Code", "Pat ZIP", "ZIP/Postal Code"),
    "country": ("Country", "Country Code", "Patient Country", "Mailing Country", "Home Country"),
    "language": ("Language", "Preferred Language", "Patient Language", "Primary Language", "Spoken Language", "Language Code",
                 "Language6392code", "Lang", "Pref Language", "Pref Lang", "Written Language", "Correspondence Language"),
    "referred_by": ("Referred By", "Ref By", "Referring Provider", "Referring Provider Name", "Referring Physician",
                    "Referring Physician Name", "Referring Doctor", "Referring Dr", "Referring MD", "Referring", "Referrer",
                    "Referring Clinician", "Ref Provider", "Ref Physician", "Ref Dr", "Referral From", "Referred From"),
    "referral_date": ("Referral Date", "Date of Referral", "Referred On", "Referred Date", "Date Referred", "Ref Date"),
    "appointment_date": ("Appointment Date", "Appt Date", "Date of Appointment", "Appointment On", "Apt Date", "Appointment Day"),
    "appointment_time": ("Appointment Time", "Appt Time", "Time of Appointment", "Appointment At", "Apt Time"),
    "do_not_mail": ("Do Not Mail", "DNM", "No Mail", "Do Not Send Mail", "Do Not Mail Flag", "Mail Opt Out", "Opt Out", "Opted Out",
                    "Suppress Mail"),
    "do_not_contact": ("Do Not Contact", "DNC", "Do Not Contact Flag", "No Contact"),
    "deceased": ("Deceased", "Is Deceased", "Deceased Flag", "Patient Deceased", "Deceased YN", "Deceased Y/N", "Dead"),
    "death_date": ("Death Date", "Deceased Date", "Date of Death", "DOD"),
}  # fmt: skip
SECOND_CHOICES: dict[str, tuple[str, ...]] = {
    "patient_id": (
        "Acct No",
        "Account No",
        "Account Number",
        "Patient Acct No",
        "Patient Account Number",
        "Acct #",
        "Account #",
    ),
    "guardian": ("Guarantor", "Guarantor Name", "Patient Guarantor"),
    "referral_date": ("Referral Created", "Referral Created Date"),
}
# One of each must be there. A list with a country may be of addresses that have neither state nor postal code.
NEEDED: tuple[tuple[str, ...], ...] = (
    ("name", "last_name"),
    ("address_1",),
    ("city",),
    ("state", "country"),
    ("zip", "country"),
)

_IGNORED = str.maketrans("", "", " \t\r\n\u00a0\ufeff_-.:*'’\"")


class Head(NamedTuple):
    """A header line: its line in the file, its cells, and in which column, from 1, each of ours stands."""

    line: int
    cells: tuple[str, ...]
    columns: Mapping[str, int]
    dropped: int


def plain(header: str) -> str:
    """A header as it is compared: case, blanks, underscores, hyphens, dots and the like do not count."""
    return header.translate(_IGNORED).casefold()


def _table(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {plain(alias): column for column, aliases in names.items() for alias in aliases}


_FIRST = _table({column: (column, *ALIASES[column]) for column in COLUMNS})
_SECOND = _table(SECOND_CHOICES)


def known(cells: Sequence[str], aliases: Mapping[str, Sequence[str]]) -> int:
    """How many of our columns a line names: what tells a header line from every other."""
    return len(_candidates(cells, aliases))


def read_head(
    file: str, line: int, cells: Sequence[str], aliases: Mapping[str, Sequence[str]]
) -> tuple[Head, list[Problem]]:
    """The header's columns, and what is wrong with them: one that stands twice (M05), one that is missing (M04)."""
    found = _candidates(cells, aliases)
    problems = [_twice(file, line, column, at) for column, at in found.items() if len(at) > 1]
    problems += [
        _missing(file, line, names) for names in NEEDED if not any(name in found for name in names)
    ]
    columns = {column: found[column][0] for column in COLUMNS if column in found}
    filled = sum(1 for cell in cells if cell.strip())
    return Head(line, tuple(cells), columns, filled - len(columns)), problems


def _candidates(cells: Sequence[str], aliases: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
    """Where each of our columns could stand: by the mailing's own names, else by ours, else by our second choices."""
    ranks = (_table(aliases), _FIRST, _SECOND)
    found: list[dict[str, list[int]]] = [{} for _ in ranks]
    for position, cell in enumerate(cells, start=1):
        key = plain(cell)
        rank = next((number for number, table in enumerate(ranks) if key in table), None)
        if key and rank is not None:
            found[rank].setdefault(ranks[rank][key], []).append(position)
    return {**found[2], **found[1], **found[0]}


def _twice(file: str, line: int, column: str, at: Sequence[int]) -> Problem:
    places = f"{', '.join(map(str, at[:-1]))} and {at[-1]}"
    hint = (
        f"Take one of them out of the list, or name the right one in the mailing: columns, {column}"
    )
    return Problem(Place(file, line, at[1]), "M05", f"Columns {places} both mean '{column}'", hint)


def _missing(file: str, line: int, names: Sequence[str]) -> Problem:
    wanted = names[0]
    shown = ", ".join(f"'{alias}'" for alias in ALIASES[wanted][:4])
    other = f" (or '{names[1]}')" if names == NEEDED[0] else ""
    hint = f"Head it {shown} or the like, or say in the mailing what the list calls it: columns, {wanted}"
    return Problem(Place(file, line), "M04", f"The list has no column '{wanted}'{other}", hint)

"""From the header row of a list to the columns that the program knows; others are dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from press.mail.lists.heading_words import BAD_ADDRESS, PARTS, STATUS, column_by_words, looks_like
from press.mail.lists.rows import COLUMNS
from press.problems import Place, Problem

# The headings that records systems and people use. A secondary alias counts only in a list without
# a primary one. 'Provider', 'Date', 'Visit Date', 'Unit', 'Referral Source', 'Salutation' and
# 'Preferred Name' are absent on purpose: their meaning differs from list to list, and a ward or a
# nickname does not belong on an envelope.
ALIASES: dict[str, tuple[str, ...]] = {
    "patient_id": (
        "Patient ID", "MRN", "PAT_MRN_ID", "Patient MRN", "Medical Record Number",
        "Medical Record No", "Med Rec No", "Patient Number", "Patient No", "Patient #", "MRN #",
        "Chart Number", "Chart No", "Chart #", "Pat ID", "Pt ID", "PID",
    ),
    "name": (
        "Name", "Patient Name", "Patient", "Full Name", "Patient Full Name", "Pat Name", "Pt Name",
        "Recipient", "Recipient Name", "Name of Patient",
    ),
    "prefix": ("Prefix", "Name Prefix", "Patient Prefix", "Title", "Courtesy Title"),
    "first_name": (
        "First Name", "First", "Patient First Name", "Patient First", "PatientFName",
        "Pat First Name", "Pt First Name", "FName", "Given Name", "Forename", "Name First",
    ),
    "middle_name": (
        "Middle Name", "Middle", "Middle Initial", "Patient Middle Name", "Patient Middle Initial",
        "PatientMName", "PatientMI", "MName", "MI", "Second Name", "Name Middle",
    ),
    "last_name": (
        "Last Name", "Last", "Patient Last Name", "Patient Last", "PatientLName", "Pat Last Name",
        "Pt Last Name", "LName", "Family Name", "Surname", "Name Last",
    ),
    "suffix": ("Suffix", "Name Suffix", "Patient Suffix", "Generation"),
    "guardian": (
        "Guardian", "Guardian Name", "Parent", "Parent Name", "Parent/Guardian",
        "Parent or Guardian", "Parent/Guardian Name", "Legal Guardian", "Responsible Party",
        "Responsible Party Name",
    ),
    "birth_date": (
        "Birth Date", "DOB", "Date of Birth", "Patient DOB", "Patient Birth Date",
        "Patient Date of Birth", "Pat DOB", "Pt DOB", "Birthday", "Born",
    ),
    "address_1": (
        "Address 1", "Address", "Address Line 1", "Addr Line 1", "Addr 1", "Addr", "Addr1Line",
        "Street", "Street Address", "Street Address 1", "Street 1", "Patient Address",
        "Patient Address 1", "Patient Address Line 1", "Mailing Address", "Mailing Address 1",
        "Mailing Address Line 1", "Home Address", "Home Address 1", "Home Address Line 1", "Add 1",
        "Pat Addr 1",
    ),
    "address_2": (
        "Address 2", "Address Line 2", "Addr Line 2", "Addr 2", "Street 2", "Street Address 2",
        "Patient Address 2", "Patient Address Line 2", "Mailing Address 2",
        "Mailing Address Line 2", "Home Address 2", "Home Address Line 2", "Add 2", "Pat Addr 2",
        "Apt", "Apartment", "Apt/Suite", "Apt/Unit", "Apt #", "Unit #",
    ),
    "city": (
        "City", "Town", "City/Town", "Patient City", "Mailing City", "Home City", "Pat City",
        "Locality",
    ),
    "state": (
        "State", "ST", "Patient State", "Mailing State", "Home State", "Pat State",
        "State/Province", "Province", "State Code", "State Abbreviation",
    ),
    "zip": (
        "ZIP", "ZIP Code", "ZIP 5", "ZIP+4", "Postal Code", "Postcode", "Post Code", "Patient ZIP",
        "Patient ZIP Code", "Patient Postal Code", "Mailing ZIP", "Mailing ZIP Code", "Home ZIP",
        "Home ZIP Code", "Pat ZIP", "ZIP/Postal Code",
    ),
    "country": ("Country", "Country Code", "Patient Country", "Mailing Country", "Home Country"),
    "language": (
        "Language", "Preferred Language", "Patient Language", "Primary Language", "Spoken Language",
        "Language Code", "Language6392code", "Lang", "Pref Language", "Pref Lang",
        "Written Language", "Correspondence Language",
    ),
    "referred_by": (
        "Referred By", "Ref By", "Referring Provider", "Referring Provider Name",
        "Referring Physician", "Referring Physician Name", "Referring Doctor", "Referring Dr",
        "Referring MD", "Referring", "Referrer", "Referring Clinician", "Ref Provider",
        "Ref Physician", "Ref Dr", "Referral From", "Referred From",
    ),
    "referral_date": (
        "Referral Date", "Date of Referral", "Referred On", "Referred Date", "Date Referred",
        "Ref Date",
    ),
    "appointment_date": (
        "Appointment Date", "Appt Date", "Date of Appointment", "Appointment On", "Apt Date",
        "Appointment Day",
    ),
    "appointment_time": (
        "Appointment Time", "Appt Time", "Time of Appointment", "Appointment At", "Apt Time",
    ),
    "do_not_mail": (
        "Do Not Mail", "DNM", "No Mail", "Do Not Send Mail", "Do Not Mail Flag", "Mail Opt Out",
        "Opt Out", "Opted Out", "Suppress Mail",
    ),
    "do_not_contact": ("Do Not Contact", "DNC", "Do Not Contact Flag", "No Contact"),
    "deceased": (
        "Deceased", "Is Deceased", "Deceased Flag", "Patient Deceased", "Deceased YN",
        "Deceased Y/N", "Dead",
    ),
    "death_date": ("Death Date", "Deceased Date", "Date of Death", "DOD"),
}  # fmt: skip
SECONDARY_ALIASES: dict[str, tuple[str, ...]] = {
    "patient_id": (
        "Acct No", "Account No", "Account Number", "Patient Acct No", "Patient Account Number",
        "Acct #", "Account #",
    ),
    "guardian": ("Guarantor", "Guarantor Name", "Patient Guarantor"),
    "referral_date": ("Referral Created", "Referral Created Date"),
}  # fmt: skip
# A list needs one column of each group. Foreign addresses may lack a state or a postal code.
REQUIRED: tuple[tuple[str, ...], ...] = (
    ("name", "last_name"),
    ("address_1",),
    ("city",),
    ("state", "country"),
    ("zip", "country"),
)

_IGNORED_CHARACTERS = str.maketrans("", "", " \t\r\n\u00a0\ufeff_-.:*'’\"?!,;()[]{}&<>=|/\\")


class HeaderRow(NamedTuple):
    """The header row of a list.

    ``columns`` has the position, from 1, of each of our columns. ``dropped`` counts the other
    headings.
    """

    line: int
    cells: tuple[str, ...]
    columns: Mapping[str, int]
    dropped: int

    @property
    def used(self) -> tuple[tuple[str, str], ...]:
        """The columns of ours that the list has, each with its heading."""
        return tuple(
            (column, self.cells[position - 1].strip()) for column, position in self.columns.items()
        )

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings that are not used."""
        positions = set(self.columns.values())
        return tuple(
            cell.strip()
            for position, cell in enumerate(self.cells, start=1)
            if cell.strip() and position not in positions
        )


def normalized_heading(heading: str) -> str:
    """Return a heading as it is compared: without case, blanks and punctuation."""
    return heading.translate(_IGNORED_CHARACTERS).casefold()


def _heading_table(aliases_of: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {
        normalized_heading(alias): column
        for column, aliases in aliases_of.items()
        for alias in aliases
    }


_PRIMARY = _heading_table({column: (column, *ALIASES[column]) for column in COLUMNS})
_SECONDARY = _heading_table(SECONDARY_ALIASES)


def count_known_headings(cells: Sequence[str], aliases: Mapping[str, Sequence[str]]) -> int:
    """Return how many of our columns a line names. The header is the line that names the most."""
    return len(_candidates(cells, aliases))


def read_header(
    file: str, line: int, cells: Sequence[str], aliases: Mapping[str, Sequence[str]]
) -> tuple[HeaderRow, list[Problem]]:
    """Return the header row, and its problems: duplicate columns (M05) and missing ones (M04)."""
    candidates = _candidates(cells, aliases)
    lines = candidates.get("address_2", [])
    units = [number for number in lines if column_by_words(cells[number - 1]) == "unit"]
    if len(lines) == 2 and len(units) == 1:  # Address 2, and Apt: both are printed
        candidates["address_2"] = [number for number in lines if number not in units]
        part = {"unit": units[0]}
    else:
        part = {}
    problems = [
        _duplicate_column(file, line, column, positions)
        for column, positions in candidates.items()
        if len(positions) > 1
    ]
    problems += [
        _missing_column(file, line, names)
        for names in REQUIRED
        if candidates.keys().isdisjoint(names)
    ]
    columns = {column: candidates[column][0] for column in COLUMNS if column in candidates}
    columns |= part
    if "address_1" in columns:
        more, suspicious = _by_words(file, line, cells, aliases, columns)
        columns.update(more)
        problems += suspicious
    filled = sum(1 for cell in cells if cell.strip())
    return HeaderRow(line, tuple(cells), columns, filled - len(columns)), problems


def _by_words(
    file: str,
    line: int,
    cells: Sequence[str],
    aliases: Mapping[str, Sequence[str]],
    columns: Mapping[str, int],
) -> tuple[dict[str, int], list[Problem]]:
    """Return the columns that headings name by their words, and the problems of others (M39).

    Each flag is read, also the second one of a kind: it is named ``deceased 2``.
    """
    more: dict[str, int] = {}
    problems: list[Problem] = []
    tables = (_heading_table(aliases), _PRIMARY, _SECONDARY)
    used = set(columns.values())
    for position, cell in enumerate(cells, start=1):
        key = normalized_heading(cell)
        if position in used or not key or any(key in table for table in tables):
            continue
        column = column_by_words(cell)
        if column == "unit" and not _beside_address(position, columns, more):
            column = None
        if column in PARTS and (column in more or column in columns):
            taken = more.keys() | columns.keys()
            column = next((part for part in PARTS if part not in taken), column)
        if column in _REPEATED and (column in columns or column in more):
            column = f"{column} {position}"
        if column is not None and column not in columns and column not in more:
            more[column] = position
        elif column is not None and column.startswith("appointment"):
            continue  # another column says it already
        elif kind := looks_like(cell):
            problems.append(_not_understood(file, line, position, kind))
    return more, problems


_REPEATED = frozenset((
    "deceased", "death_date", "do_not_mail", "do_not_contact", BAD_ADDRESS, STATUS,
))  # fmt: skip
_ADDRESS = ("address_1", "address_2", "city", *PARTS)


def _beside_address(position: int, columns: Mapping[str, int], more: Mapping[str, int]) -> bool:
    """Return True for a column beside the address: a unit elsewhere may be a ward."""
    positions = {table[name] for table in (columns, more) for name in _ADDRESS if name in table}
    return not positions.isdisjoint((position - 1, position + 1))


def _not_understood(file: str, line: int, position: int, kind: str) -> Problem:
    hint = (
        "Say in the mailing what it means: columns, such as 'do_not_mail', 'address_2' or"
        " 'appointment_date'; or take the column out of the list"
    )
    message = f"The heading of column {position} looks like {kind}, and is not understood"
    return Problem(Place(file, line, position), "M39", message, hint)


def _candidates(cells: Sequence[str], aliases: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
    """Return the positions, from 1, at which each of our columns could be.

    The mailing's own ``aliases`` precede our primary aliases, and those our secondary ones.
    """
    tables = (_heading_table(aliases), _PRIMARY, _SECONDARY)
    by_rank: list[dict[str, list[int]]] = [{} for _ in tables]
    for position, cell in enumerate(cells, start=1):
        key = normalized_heading(cell)
        rank = next((number for number, table in enumerate(tables) if key in table), None)
        if key and rank is not None:
            by_rank[rank].setdefault(tables[rank][key], []).append(position)
    return {**by_rank[2], **by_rank[1], **by_rank[0]}


def _duplicate_column(file: str, line: int, column: str, positions: Sequence[int]) -> Problem:
    places = f"{', '.join(map(str, positions[:-1]))} and {positions[-1]}"
    message = f"Columns {places} both mean '{column}'"
    hint = (
        f"Take one of them out of the list, or name the right one in the mailing: columns, {column}"
    )
    return Problem(Place(file, line, positions[1]), "M05", message, hint)


def _missing_column(file: str, line: int, names: Sequence[str]) -> Problem:
    column = names[0]
    shown = ", ".join(f"'{alias}'" for alias in ALIASES[column][:4])
    alternative = f" (or '{names[1]}')" if names == REQUIRED[0] else ""
    hint = (
        f"Head it {shown} or the like, or say in the mailing what the list calls it:"
        f" columns, {column}"
    )
    return Problem(
        Place(file, line), "M04", f"The list has no column '{column}'{alternative}", hint
    )

"""Write examples/referrals.csv, .xlsx and .json: forty invented recipients with typical oddities.

Their names are plants and minerals, their streets are Example Streets, and their telephone numbers
are fictitious (555-01xx).
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SERVER = "https://records.example.com/fhir"
CODES = "http://terminology.hl7.org/CodeSystem"
PRACTITIONER_URN = "urn:uuid:00000000-0000-4000-8000-000000000001"
HEADER = (
    "MRN", "Patient Name", "DOB", "Address 1", "Address 2", "City", "State", "Zip", "Country",
    "Preferred Language", "Referring Provider", "Referral Date", "Appt Date", "Appt Time",
    "Deceased", "Do Not Contact", "Guarantor", "Home Phone", "Visit Type",
)  # fmt: skip
DEFAULT: dict[str, str] = {
    "State": "VA",
    "Preferred Language": "English",
    "Referring Provider": "Dr. Fern Sample",
    "Referral Date": "2/2/2031",
    "Visit Type": "NEW",
}

# The cells that differ from DEFAULT, with the reason for the row.
ROWS: list[dict[str, str]] = [
    {
        "Patient Name": "ALDER, BASIL M", "City": "Norfolk", "Zip": "23510",
        "Appt Date": "3/4/2031", "Appt Time": "8:30 AM",
    },
    {
        "Patient Name": "Birch, Ivy", "Address 2": "Apt 4", "City": "Norfolk", "Zip": "23510-1234",
        "Appt Date": "3/4/2031", "Appt Time": "9:15 AM",
    },
    # a suffix
    {
        "Patient Name": "CEDAR, OLIVER JR", "City": "Virginia Beach", "Zip": "23454",
        "Appt Date": "3/4/2031", "Appt Time": "10:00 AM",
    },
    # a title, first name first
    {
        "Patient Name": "Dr. Daisy Dogwood", "City": "Chesapeake", "Zip": "23320",
        "Appt Date": "3/5/2031", "Appt Time": "1:00 PM",
    },
    # particles, no time
    {
        "Patient Name": "DE LA VEGA, JACINTO", "City": "Suffolk", "Zip": "23434",
        "Preferred Language": "Spanish", "Appt Date": "3/5/2031",
    },
    # no appointment yet
    {"Patient Name": "O'Elm-Ashby, Hazel", "City": "Hampton", "Zip": "23666"},
    # letters beyond English
    {"Patient Name": "Müller-Farn, Jürgen", "City": "Hampton", "Zip": "23666"},
    {"Patient Name": "Jaśmin, Róża", "City": "Newport News", "Zip": "23601"},
    {
        "Patient Name": "Nguyễn, Sen", "City": "Newport News", "Zip": "23601",
        "Preferred Language": "Vietnamese",
    },
    {"Patient Name": "MCFERN, HEATHER", "City": "Portsmouth", "Zip": "23704"},
    {
        "Patient Name": "Flint, Jasper", "Address 1": "PO Box 1234", "City": "Portsmouth",
        "Zip": "23705",
    },
    {"Patient Name": "Garnet, Ruby", "Address 1": "RR 2 Box 18", "City": "Suffolk", "Zip": "23434"},
    # military
    {
        "Patient Name": "Onyx, Opal", "Address 1": "PSC 1234 Box 56", "City": "APO", "State": "AE",
        "Zip": "09012",
    },
    {
        "Patient Name": "Quartz, Rose", "Address 1": "100 Calle Ejemplo",
        "Address 2": "Urb Las Muestras", "City": "San Juan", "State": "PR", "Zip": "00926",
        "Preferred Language": "Spanish",
    },
    # Excel removed the zero
    {"Patient Name": "Pyrite, Goldie", "City": "Boston", "State": "MA", "Zip": "2134"},
    # a state in words
    {"Patient Name": "Slate, Clay", "City": "Hoboken", "State": "New Jersey", "Zip": "07030"},
    # ZIP+4 without its hyphen
    {"Patient Name": "Agate, Beryl", "City": "Norfolk", "Zip": "235101234"},
    # much to abbreviate
    {
        "Patient Name": "Topaz, Sol", "Address 1": "1200 North West Example Avenue",
        "Address 2": "Building 4, Suite 210", "City": "Washington", "State": "DC", "Zip": "20001",
    },
    # a child, whose guardian is named
    {
        "Patient Name": "Willow, Wren", "DOB": "4/6/2023", "Guarantor": "Rowan Willow",
        "City": "Norfolk", "Zip": "23505",
    },
    # a child, whose guardian is not
    {"Patient Name": "Thistle, Teasel", "DOB": "9/1/2021", "City": "Norfolk", "Zip": "23505"},
    # a household
    {
        "Patient Name": "Sorrel, Sage", "Address 1": "77 Example Ct", "City": "Norfolk",
        "Zip": "23507",
    },
    {
        "Patient Name": "Sorrel, Reed", "Address 1": "77 Example Court", "City": "Norfolk",
        "Zip": "23507",
    },
    {"Patient Name": "Nettle, Dock", "City": "Norfolk", "Zip": "23510", "Deceased": "Y"},
    {"Patient Name": "Bracken, Moss", "City": "Norfolk", "Zip": "23510", "Do Not Contact": "Yes"},
    {"Patient Name": "Cicely, Sweet", "City": "Norfolk", "Zip": "23510", "MRN": "900025"},
    # the same row again
    {
        "Patient Name": "Cicely, Sweet", "City": "Norfolk", "Zip": "23510", "MRN": "900025",
        "Address 1": "25 Example Street", "Home Phone": "757-555-0125",
    },
    {
        "Patient Name": "Linden, Maple", "City": "Norfolk", "Zip": "23510", "Appt Date": "3/6/2031",
        "Appt Time": "14:30",
    },
    {
        "Patient Name": "Yarrow, Tansy", "City": "Norfolk", "Zip": "23510",
        "Referring Provider": "Heath Example, MD",
    },
    # one name
    {"Patient Name": "Zinnia", "City": "Norfolk", "Zip": "23510"},
    # long
    {
        "Patient Name": "Juniper-Montgomery, Alexandra Persephone",
        "Address 1": "12345 Southeast Long Example Boulevard", "Address 2": "Apartment 1404",
        "City": "Virginia Beach", "Zip": "23451",
    },
    # a fraction
    {
        "Patient Name": "Larch, Sylvan", "Address 1": "123 1/2 Example St", "City": "Norfolk",
        "Zip": "23510",
    },
    # a street called Avenue
    {
        "Patient Name": "Hickory, Tad", "Address 1": "1 Avenue Road", "City": "Norfolk",
        "Zip": "23510",
    },
    {
        "Patient Name": "Poplar, Aspen", "Address 1": "Care of Alder, 5 Example Ln",
        "City": "Norfolk", "Zip": "23510",
    },
    {
        "Patient Name": "Rush, Sedge", "Address 1": "10 Sample Road", "City": "London", "State": "",
        "Zip": "SW1A 1AA", "Country": "United Kingdom",
    },
    {
        "Patient Name": "Canna, Iris", "Address 1": "10 Rue de l'Exemple", "City": "Paris",
        "State": "", "Zip": "75001", "Country": "France",
    },
    # wrong: that ZIP is not in Virginia
    {"Patient Name": "Mistletoe, Holly", "City": "Norfolk", "Zip": "90210"},
    # wrong: no ZIP
    {"Patient Name": "Clover, Rue", "City": "Norfolk", "Zip": ""},
    # wrong: the number that Excel stores for a date
    {"Patient Name": "Bramble, Dew", "City": "Norfolk", "Zip": "23510", "Appt Date": "45000"},
    # wrong: no referrer, whom the letter names
    {"Patient Name": "Vetch, Milk", "City": "Norfolk", "Zip": "23510", "Referring Provider": ""},
    {
        "Patient Name": "Heather, Ling", "City": "Norfolk", "Zip": "23510", "Appt Date": "3/7/2031",
        "Appt Time": "11:00 AM",
    },
]  # fmt: skip


def row_of(number: int) -> dict[str, str]:
    """Return the cells of a recipient, from 1, by heading."""
    cells = dict.fromkeys(HEADER, "") | DEFAULT
    cells |= {"MRN": str(900000 + number), "Address 1": f"{number} Example Street"}
    return cells | {"Home Phone": f"757-555-01{number:02}"} | ROWS[number - 1]


def as_csv() -> bytes:
    """Return the list as a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for number in range(1, len(ROWS) + 1):
        row = row_of(number)
        writer.writerow([row[heading] for heading in HEADER])
    return out.getvalue().encode("utf-8-sig")


def as_workbook() -> bytes:
    """Return the list as a workbook, with a title above it and a count below it."""
    book = Workbook()
    book.properties.creator = "Handout Press"
    book.properties.created = book.properties.modified = datetime(2031, 2, 3)
    sheet = book.active
    assert sheet is not None
    sheet.title = "Referrals"
    sheet.append(["Referrals of the week"])
    sheet.append([])
    sheet.append(list(HEADER))
    for number in range(1, len(ROWS) + 1):
        row = row_of(number)
        sheet.append([_cell(heading, row[heading]) for heading in HEADER])
    sheet.append([])
    sheet.append([f"Total: {len(ROWS)}"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(heading: str, text: str) -> Any:
    """Return the value that Excel stores for typed text: a date, a time, a number or a text."""
    if heading in ("DOB", "Referral Date", "Appt Date") and "/" in text:
        month, day, year = map(int, text.split("/"))
        return datetime(year, month, day)
    if heading == "Appt Time" and text:
        clock, _, half = text.partition(" ")
        hour, minute = map(int, clock.split(":"))
        return time(hour + 12 * (half == "PM" and hour < 12), minute)
    return int(text) if heading == "Zip" and text == "2134" else text or None


def as_fhir() -> bytes:
    """Return the list as a Bundle, as a records system exports it, with each form of reference."""
    practitioner = {
        "resourceType": "Practitioner",
        "id": "fern",
        "name": [{"use": "official", "family": "Sample", "given": ["Fern"], "prefix": ["Dr."]}],
    }
    role = {
        "resourceType": "PractitionerRole",
        "id": "fern-role",
        "practitioner": {"reference": PRACTITIONER_URN},
    }
    entries: list[dict[str, Any]] = [
        {"fullUrl": PRACTITIONER_URN, "resource": practitioner},
        {"fullUrl": f"{SERVER}/PractitionerRole/fern-role", "resource": role},
    ]
    for number in range(1, len(ROWS) + 1):
        entries += _entries(number, row_of(number))
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return (json.dumps(bundle, indent=1, ensure_ascii=False) + "\n").encode()


def _entries(number: int, row: dict[str, str]) -> list[dict[str, Any]]:
    """Return the patient, the referral and, if there is one, the appointment."""
    url = f"{SERVER}/Patient/p{number}"
    name = f"Patient/p{number}"
    request = {
        "resourceType": "ServiceRequest",
        "id": f"r{number}",
        "status": "active",
        "intent": "order",
        "subject": {"reference": name if number % 2 else url},
        "authoredOn": _iso_date(row["Referral Date"]),
        **_requester(number, row["Referring Provider"]),
    }
    entries = [
        {"fullUrl": url, "resource": _patient(number, row)},
        {"fullUrl": f"{SERVER}/ServiceRequest/r{number}", "resource": request},
    ]
    if "/" in row["Appt Date"]:
        clock = _cell("Appt Time", row["Appt Time"]) or time(9, 0)
        appointment = {
            "resourceType": "Appointment",
            "id": f"a{number}",
            "status": "booked",
            "start": f"{_iso_date(row['Appt Date'])}T{clock:%H:%M}:00-05:00",
            "basedOn": [{"reference": f"ServiceRequest/r{number}"}],
            "participant": [{"actor": {"reference": name}, "status": "accepted"}],
        }
        entries.append({"fullUrl": f"{SERVER}/Appointment/a{number}", "resource": appointment})
    return entries


def _patient(number: int, row: dict[str, str]) -> dict[str, Any]:
    record_number = {"coding": [{"system": f"{CODES}/v2-0203", "code": "MR"}]}
    address = {
        "use": "home",
        "type": "both",
        "line": list(filter(None, (row["Address 1"], row["Address 2"]))),
        "city": row["City"],
        "state": row["State"],
        "postalCode": row["Zip"],
        "country": row["Country"] or "US",
    }
    patient: dict[str, Any] = {
        "resourceType": "Patient",
        "id": f"p{number}",
        "active": True,
        "identifier": [{"type": record_number, "value": row["MRN"]}],
        "name": [
            {"use": "old", "family": "Formerly", "given": ["Old"]},
            _name(row["Patient Name"]),
        ],
        "address": [address],
        "telecom": [{"system": "phone", "value": row["Home Phone"]}],
    }
    if row["DOB"]:
        patient["birthDate"] = _iso_date(row["DOB"])
    if row["Deceased"]:
        patient["deceasedBoolean"] = True
    if row["Do Not Contact"]:
        patient["active"] = False
    if row["Guarantor"]:
        codings = [
            {"system": f"{CODES}/v2-0131", "code": "N"},
            {"system": f"{CODES}/v3-RoleCode", "code": "GUARD"},
        ]
        guardian = {"relationship": [{"coding": codings}], "name": {"text": row["Guarantor"]}}
        patient["contact"] = [guardian]
    code = {"English": "en", "Spanish": "es", "Vietnamese": "vi"}[row["Preferred Language"]]
    patient["communication"] = [
        {"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": code}]}, "preferred": True}
    ]
    return patient


def _name(text: str) -> dict[str, Any]:
    family, _, given = text.partition(", ")
    if not given:
        return {"use": "official", "text": family}
    name: dict[str, Any] = {"use": "official", "family": family}
    name["given"] = given.removesuffix(" JR").split()
    if given.endswith(" JR"):
        name["suffix"] = ["Jr."]
    return name


def _requester(number: int, name: str) -> dict[str, Any]:
    """Return the requester in one of the forms of a FHIR reference, in turn."""
    if not name:
        return {}
    if name != DEFAULT["Referring Provider"]:
        return {"requester": {"display": name}}
    forms: list[dict[str, Any]] = [
        {"requester": {"reference": "Practitioner/fern"}},
        {"requester": {"reference": PRACTITIONER_URN}},
        {"requester": {"reference": f"{SERVER}/PractitionerRole/fern-role"}},
        {
            "requester": {"reference": "#own"},
            "contained": [{"resourceType": "Practitioner", "id": "own", "name": [{"text": name}]}],
        },
    ]
    return forms[number % len(forms)]


def _iso_date(text: str) -> str:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day).isoformat()


if __name__ == "__main__":
    for ending, data in (("csv", as_csv()), ("xlsx", as_workbook()), ("json", as_fhir())):
        (EXAMPLES / f"referrals.{ending}").write_bytes(data)

"""Write examples/referrals.csv, .xlsx and .json: forty recipients who do not exist, with every oddity that real lists have.

Names are made of plants and minerals, streets are Example Streets, telephone numbers are the reserved 555-01xx.
"""

# ruff: noqa: E501

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
HEADS = ("MRN", "Patient Name", "DOB", "Address 1", "Address 2", "City", "State", "Zip", "Country", "Preferred Language",
         "Referring Provider", "Referral Date", "Appt Date", "Appt Time", "Deceased", "Do Not Contact", "Guarantor",
         "Home Phone", "Visit Type")  # fmt: skip
DEFAULT: dict[str, str] = {"State": "VA", "Preferred Language": "English", "Referring Provider": "Dr. Fern Sample",
                           "Referral Date": "2/2/2031", "Visit Type": "NEW"}  # fmt: skip

# What differs from DEFAULT. The comment says what each is there for.
ROWS: list[dict[str, str]] = [
    {"Patient Name": "ALDER, BASIL M", "City": "Norfolk", "Zip": "23510", "Appt Date": "3/4/2031", "Appt Time": "8:30 AM"},
    {"Patient Name": "Birch, Ivy", "Address 2": "Apt 4", "City": "Norfolk", "Zip": "23510-1234", "Appt Date": "3/4/2031", "Appt Time": "9:15 AM"},
    {"Patient Name": "CEDAR, OLIVER JR", "City": "Virginia Beach", "Zip": "23454", "Appt Date": "3/4/2031", "Appt Time": "10:00 AM"},  # a suffix
    {"Patient Name": "Dr. Daisy Dogwood", "City": "Chesapeake", "Zip": "23320", "Appt Date": "3/5/2031", "Appt Time": "1:00 PM"},  # a title, first name first
    {"Patient Name": "DE LA VEGA, JACINTO", "City": "Suffolk", "Zip": "23434", "Preferred Language": "Spanish", "Appt Date": "3/5/2031"},  # particles, no time
    {"Patient Name": "O'Elm-Ashby, Hazel", "City": "Hampton", "Zip": "23666"},  # no appointment yet
    {"Patient Name": "Müller-Farn, Jürgen", "City": "Hampton", "Zip": "23666"},  # letters beyond English
    {"Patient Name": "Jaśmin, Róża", "City": "Newport News", "Zip": "23601"},
    {"Patient Name": "Nguyễn, Sen", "City": "Newport News", "Zip": "23601", "Preferred Language": "Vietnamese"},
    {"Patient Name": "MCFERN, HEATHER", "City": "Portsmouth", "Zip": "23704"},
    {"Patient Name": "Flint, Jasper", "Address 1": "PO Box 1234", "City": "Portsmouth", "Zip": "23705"},
    {"Patient Name": "Garnet, Ruby", "Address 1": "RR 2 Box 18", "City": "Suffolk", "Zip": "23434"},
    {"Patient Name": "Onyx, Opal", "Address 1": "PSC 1234 Box 56", "City": "APO", "State": "AE", "Zip": "09012"},  # military
    {"Patient Name": "Quartz, Rose", "Address 1": "100 Calle Ejemplo", "Address 2": "Urb Las Muestras", "City": "San Juan", "State": "PR", "Zip": "00926", "Preferred Language": "Spanish"},
    {"Patient Name": "Pyrite, Goldie", "City": "Boston", "State": "MA", "Zip": "2134"},  # Excel took the zero
    {"Patient Name": "Slate, Clay", "City": "Hoboken", "State": "New Jersey", "Zip": "07030"},  # a state in words
    {"Patient Name": "Agate, Beryl", "City": "Norfolk", "Zip": "235101234"},  # ZIP+4 without its hyphen
    {"Patient Name": "Topaz, Sol", "Address 1": "1200 North West Example Avenue", "Address 2": "Building 4, Suite 210", "City": "Washington", "State": "DC", "Zip": "20001"},  # much to abbreviate
    {"Patient Name": "Willow, Wren", "DOB": "4/6/2023", "Guarantor": "Rowan Willow", "City": "Norfolk", "Zip": "23505"},  # a child, whose guardian is named
    {"Patient Name": "Thistle, Teasel", "DOB": "9/1/2021", "City": "Norfolk", "Zip": "23505"},  # a child, whose guardian is not
    {"Patient Name": "Sorrel, Sage", "Address 1": "77 Example Ct", "City": "Norfolk", "Zip": "23507"},  # a household
    {"Patient Name": "Sorrel, Reed", "Address 1": "77 Example Court", "City": "Norfolk", "Zip": "23507"},
    {"Patient Name": "Nettle, Dock", "City": "Norfolk", "Zip": "23510", "Deceased": "Y"},
    {"Patient Name": "Bracken, Moss", "City": "Norfolk", "Zip": "23510", "Do Not Contact": "Yes"},
    {"Patient Name": "Cicely, Sweet", "City": "Norfolk", "Zip": "23510", "MRN": "900025"},
    {"Patient Name": "Cicely, Sweet", "City": "Norfolk", "Zip": "23510", "MRN": "900025", "Address 1": "25 Example Street", "Home Phone": "757-555-0125"},  # the same row again
    {"Patient Name": "Linden, Maple", "City": "Norfolk", "Zip": "23510", "Appt Date": "3/6/2031", "Appt Time": "14:30"},
    {"Patient Name": "Yarrow, Tansy", "City": "Norfolk", "Zip": "23510", "Referring Provider": "Heath Example, MD"},
    {"Patient Name": "Zinnia", "City": "Norfolk", "Zip": "23510"},  # one name
    {"Patient Name": "Juniper-Montgomery, Alexandra Persephone", "Address 1": "12345 Southeast Long Example Boulevard", "Address 2": "Apartment 1404", "City": "Virginia Beach", "Zip": "23451"},  # long
    {"Patient Name": "Larch, Sylvan", "Address 1": "123 1/2 Example St", "City": "Norfolk", "Zip": "23510"},  # a fraction
    {"Patient Name": "Hickory, Tad", "Address 1": "1 Avenue Road", "City": "Norfolk", "Zip": "23510"},  # a street called Avenue
    {"Patient Name": "Poplar, Aspen", "Address 1": "Care of Alder, 5 Example Ln", "City": "Norfolk", "Zip": "23510"},
    {"Patient Name": "Rush, Sedge", "Address 1": "10 Sample Road", "City": "London", "State": "", "Zip": "SW1A 1AA", "Country": "United Kingdom"},
    {"Patient Name": "Canna, Iris", "Address 1": "10 Rue de l'Exemple", "City": "Paris", "State": "", "Zip": "75001", "Country": "France"},
    {"Patient Name": "Mistletoe, Holly", "City": "Norfolk", "Zip": "90210"},  # wrong: that ZIP is not in Virginia
    {"Patient Name": "Clover, Rue", "City": "Norfolk", "Zip": ""},  # wrong: no ZIP
    {"Patient Name": "Bramble, Dew", "City": "Norfolk", "Zip": "23510", "Appt Date": "45000"},  # wrong: what Excel makes of a day
    {"Patient Name": "Vetch, Milk", "City": "Norfolk", "Zip": "23510", "Referring Provider": ""},  # wrong: the letter says who referred
    {"Patient Name": "Heather, Ling", "City": "Norfolk", "Zip": "23510", "Appt Date": "3/7/2031", "Appt Time": "11:00 AM"},
]  # fmt: skip


def row(at: int) -> dict[str, str]:
    made = (
        dict.fromkeys(HEADS, "")
        | DEFAULT
        | {"MRN": str(900000 + at), "Address 1": f"{at} Example Street"}
    )
    return made | {"Home Phone": f"757-555-01{at:02}"} | ROWS[at - 1]


def as_csv() -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows([row(at)[head] for head in HEADS] for at in range(1, len(ROWS) + 1))
    return out.getvalue().encode("utf-8-sig")


def as_workbook() -> bytes:
    book = Workbook()
    book.properties.creator = "Handout Press"
    book.properties.created = book.properties.modified = datetime(2031, 2, 3)
    sheet = book.active
    assert sheet is not None
    sheet.title = "Referrals"
    sheet.append(["Referrals of the week"])
    sheet.append([])
    sheet.append(list(HEADS))
    for at in range(1, len(ROWS) + 1):
        sheet.append([_cell(head, row(at)[head]) for head in HEADS])
    sheet.append([])
    sheet.append([f"Total: {len(ROWS)}"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(head: str, text: str) -> Any:
    """As people type into Excel: days and times become its own, some ZIP codes numbers."""
    if head in ("DOB", "Referral Date", "Appt Date") and "/" in text:
        month, day, year = map(int, text.split("/"))
        return datetime(year, month, day)
    if head == "Appt Time" and text:
        clock, _, half = text.partition(" ")
        hour, minute = map(int, clock.split(":"))
        return time(hour + 12 * (half == "PM" and hour < 12), minute)
    return int(text) if head == "Zip" and text == "2134" else text or None


def as_fhir() -> bytes:
    """A Bundle as a records system exports it: each reference in one of the ways in which they are written."""
    entries: list[dict[str, Any]] = [
        {"fullUrl": "urn:uuid:00000000-0000-4000-8000-000000000001",
         "resource": {"resourceType": "Practitioner", "id": "fern", "name": [{"use": "official", "family": "Sample", "given": ["Fern"], "prefix": ["Dr."]}]}},
        {"fullUrl": "https://records.example.com/fhir/PractitionerRole/fern-role",
         "resource": {"resourceType": "PractitionerRole", "id": "fern-role", "practitioner": {"reference": "urn:uuid:00000000-0000-4000-8000-000000000001"}}},
    ]  # fmt: skip
    for at in range(1, len(ROWS) + 1):
        entries += _entries(at, row(at))
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return (json.dumps(bundle, indent=1, ensure_ascii=False) + "\n").encode()


def _entries(at: int, said: dict[str, str]) -> list[dict[str, Any]]:
    base, patient = "https://records.example.com/fhir", f"p{at}"
    family, _, given = said["Patient Name"].partition(", ")
    name: dict[str, Any] = {
        "use": "official",
        "family": family,
        "given": given.removesuffix(" JR").split(),
    }
    if given.endswith(" JR"):
        name["suffix"] = ["Jr."]
    if not given:
        name = {"use": "official", "text": family}
    resource: dict[str, Any] = {
        "resourceType": "Patient", "id": patient, "active": True,
        "identifier": [{"type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]}, "value": said["MRN"]}],
        "name": [{"use": "old", "family": "Formerly", "given": ["Old"]}, name],
        "address": [{"use": "home", "type": "both", "line": [one for one in (said["Address 1"], said["Address 2"]) if one],
                     "city": said["City"], "state": said["State"], "postalCode": said["Zip"], "country": said["Country"] or "US"}],
        "telecom": [{"system": "phone", "value": said["Home Phone"]}],
    }  # fmt: skip
    if said["DOB"]:
        resource["birthDate"] = _iso(said["DOB"])
    if said["Deceased"]:
        resource["deceasedBoolean"] = True
    if said["Do Not Contact"]:
        resource["active"] = False
    if said["Guarantor"]:
        resource["contact"] = [
            {
                "relationship": [
                    {
                        "coding": [
                            {
                                "system": "http://terminology.hl7.org/CodeSystem/v2-0131",
                                "code": "N",
                            },
                            {
                                "system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode",
                                "code": "GUARD",
                            },
                        ]
                    }
                ],
                "name": {"text": said["Guarantor"]},
            }
        ]
    code = {"English": "en", "Spanish": "es", "Vietnamese": "vi"}[said["Preferred Language"]]
    resource["communication"] = [
        {"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": code}]}, "preferred": True}
    ]
    request = {
        "resourceType": "ServiceRequest", "id": f"r{at}", "status": "active", "intent": "order",
        "subject": {"reference": f"Patient/{patient}" if at % 2 else f"{base}/Patient/{patient}"},
        "authoredOn": _iso(said["Referral Date"]), **_requester(at, said["Referring Provider"]),
    }  # fmt: skip
    made = [
        {"fullUrl": f"{base}/Patient/{patient}", "resource": resource},
        {"fullUrl": f"{base}/ServiceRequest/r{at}", "resource": request},
    ]
    if "/" in said["Appt Date"]:
        day = _iso(said["Appt Date"])
        clock = _cell("Appt Time", said["Appt Time"]) or time(9, 0)
        made.append({"fullUrl": f"{base}/Appointment/a{at}", "resource": {
            "resourceType": "Appointment", "id": f"a{at}", "status": "booked", "start": f"{day}T{clock:%H:%M}:00-05:00",
            "basedOn": [{"reference": f"ServiceRequest/r{at}"}],
            "participant": [{"actor": {"reference": f"Patient/{patient}"}, "status": "accepted"}]}})  # fmt: skip
    return made


def _requester(at: int, who: str) -> dict[str, Any]:
    if not who:
        return {}
    if who != DEFAULT["Referring Provider"]:
        return {"requester": {"display": who}}
    ways: list[dict[str, Any]] = [
        {"requester": {"reference": "Practitioner/fern"}},
        {"requester": {"reference": "urn:uuid:00000000-0000-4000-8000-000000000001"}},
        {"requester": {"reference": "https://records.example.com/fhir/PractitionerRole/fern-role"}},
        {
            "requester": {"reference": "#own"},
            "contained": [{"resourceType": "Practitioner", "id": "own", "name": [{"text": who}]}],
        },
    ]
    return ways[at % len(ways)]


def _iso(text: str) -> str:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day).isoformat()


if __name__ == "__main__":
    for name, data in (("csv", as_csv()), ("xlsx", as_workbook()), ("json", as_fhir())):
        (EXAMPLES / f"referrals.{name}").write_bytes(data)

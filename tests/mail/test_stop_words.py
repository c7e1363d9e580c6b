"""Words in cells that forbid a letter, placeholders, test patients, and brackets in names."""

from __future__ import annotations

import pytest

from press.mail.recipients import LeftOut, Recipient, Refused
from press.mail.recipients.doctor_names import referrer_name
from press.mail.recipients.placeholders import referrer_says_nothing
from tests.mail.lists import RULES, anne, outcomes_of, problems_of, recipient_of

STOPPED_NAMES = [
    "SMITH, ROBERT (DECEASED)", "SMITH,JOHN *DECEASED*", "SMITH, JOHN [DECEASED]",
    "SMITH, JOHN (DECD)", "SMITH, JOHN - DECEASED", "ESTATE OF JOHN SMITH", "SMITH, JOHN ESTATE",
    "SMITH, JOHN *** DO NOT MAIL ***", "SMITH, JOHN (do not contact)", "SMITH, JOHN [OPT OUT]",
    "SMITH, JOHN (DEC'D)", "SMITH, JOHN (Dec’d 12/2026)", "SMITH, JOHN D.O.D. 1/2/26",
    "John Smith (expired)", "John Smith - died 2025", "SMITH, JOHN (passed away)",
    "SMITH, JOHN (R.I.P.)", "SMITH, JOHN (RIP)", "SMITH, JOHN DNC", "SMITH, JOHN (DNM)",
    "SMITH, JOHN no mail", "SMITH, JOHN -- do not send", "SMITH, JOHN RTS",
    "SMITH, JOHN (Return to Sender)", "GARCIA, JUAN (fallecido)", "GARCÍA, ANA - FALLECIÓ",
    "Difunta Ana García", "DEC - SMITH, JOHN", "SMITH, JOHN DEC", "SMITH, JOHN, DEC",
    "The late John Smith", "SMITH, JOHN †", "SMITH, JOHN (D E C E A S E D)", "DECEASED",
    "SMITH, JOHN **DOD 1/1/26", "SMITH, JOHN/DECEASED", "SMITH-DECEASED, JOHN", "DO_NOT_MAIL SMITH",
]  # fmt: skip
STOPPED_ADDRESSES = [
    "c/o DECEASED", "RETURNED MAIL 10 Main St", "10 Main St *** DO NOT MAIL ***",
    "10 Main St (bad address)", "UNDELIVERABLE - 10 Main St", "MOVED LEFT NO ADDRESS",
    "10 Main St, moved", "RTS 10 Main St", "Return to Sender", "10 Main St (DEC)",
    "10 Main St no longer at this address", "c/o Estate of John Smith",
]  # fmt: skip
REAL_NAMES = [
    "DODD, MARY", "Rip Torn", "TORN, RIP", "DEC, JOHN", "Jan Dec", "DECKER, ANN", "Rip, Ann",
    "LATE, JAMES", "DO, ANH", "DECOSTA, RIP A", "DIEDRICH, ANN", "Expósito, Luz",
    "ROSS, ESTATEN", "Null, Christopher", "NA, JIN", "Testa, Ann", "SELF, MARY", "NONES, ANA",
    "Lee, Anne (Annie)", "SMITH, WILLIAM (BILL)", 'Robert "Bob" Smith', "Death-Smith, Ann",
    "O'DEAD-LEE, ANN", "DE'ATH, ANN", "D. Smith", "Anne D. Lee", "R I Patel", "Optowski, Jan",
]  # fmt: skip
REAL_ADDRESSES = [
    "10 Estate Drive", "12 Opt Ct", "Estates of Fort Lee Apt 3", "5 Dead River Rd", "7 Rip Rap Rd",
    "9 Old Mill Rd", "12 Left Hand Canyon Dr", "3 Returner St", "PO Box 5",
    "1 Late Ct", "4 Decatur Ave", "8 No Name Rd", "2 Mail Stop 12", "6 Vacant Ln", "11 Dodd St",
]  # fmt: skip


def named(name: str) -> dict[str, str]:
    return anne(name=name, first_name="", last_name="")


@pytest.mark.parametrize("name", STOPPED_NAMES)
def test_words_in_a_name_hold_the_row(name: str) -> None:
    assert "name M38" in problems_of(named(name))


@pytest.mark.parametrize("address", STOPPED_ADDRESSES)
@pytest.mark.parametrize("column", ["address_1", "address_2"])
def test_words_in_an_address_hold_the_row(address: str, column: str) -> None:
    assert any(problem.startswith(column) for problem in problems_of(anne(**{column: address})))


@pytest.mark.parametrize("column", [
    "first_name", "middle_name", "last_name", "suffix", "prefix", "city", "guardian", "referred_by",
    "language", "country", "state", "zip", "patient_id", "birth_date", "appointment_time",
])  # fmt: skip
def test_no_column_that_is_read_hides_them(column: str) -> None:
    row = anne(middle_name="M", suffix="Jr", city="Virginia Beach")
    row[column] = f"{row.get(column, '')} (DECEASED)".strip()
    assert f"{column} M38" in problems_of(row)


@pytest.mark.parametrize("name", REAL_NAMES)
def test_real_names_get_a_letter(name: str) -> None:
    assert problems_of(named(name)) == []


@pytest.mark.parametrize("address", REAL_ADDRESSES)
def test_real_addresses_get_a_letter(address: str) -> None:
    assert problems_of(anne(address_1=address)) == []
    assert problems_of(anne(address_2=address)) == []


@pytest.mark.parametrize("language", ["Declined to state", "Refused", "Unknown"])
def test_a_language_that_is_not_told_is_no_wish(language: str) -> None:
    assert problems_of(anne(language=language)) == []


def test_the_other_rows_of_the_patient_are_left_out() -> None:
    by_id = outcomes_of(
        anne(), anne(last_name="Lee (DECEASED)", address_1="9 Other Way"), anne(patient_id="2")
    )
    assert [type(outcome) for outcome in by_id] == [LeftOut, Refused, Recipient]
    for last_name in ("Lee (DECEASED)", "LEE - DEC", "Lee *DO NOT MAIL*", "Lee, deceased"):
        rows = outcomes_of(
            anne(patient_id=""), anne(patient_id="", last_name=last_name), anne(last_name="Roe")
        )
        assert [type(outcome) for outcome in rows] == [LeftOut, Refused, Recipient], last_name
    by_address = outcomes_of(
        anne(patient_id=""),
        anne(patient_id="", address_1="RETURNED MAIL 1133 First Colonial Road"),
    )
    assert [type(outcome) for outcome in by_address] == [LeftOut, Refused]


def test_a_problem_names_the_cell_and_never_its_value() -> None:
    (outcome,) = outcomes_of(named("QUIXOTIC, ROBERT (DECEASED)"))
    assert isinstance(outcome, Refused)
    (problem,) = (problem for problem in outcome.problems if problem.code == "M38")
    assert (problem.place.line, problem.place.column) == (2, 2)
    words = f"{problem.message} {problem.hint}".upper()
    assert "QUIXOTIC" not in words
    assert "DECEASED" not in words


@pytest.mark.parametrize("name", [
    "SMITH, ANN (VIP)", "SMITH, ANN [see notes]", "SMITH, ANN (née Jones)", 'SMITH, ANN "XYZ"',
    "SMITH, ANN *", "SMITH, ANN INACTIVE", "SMITH, ANN (", "ZZZTEST, ANN", "TEST, PATIENT",
    "Zztest Patient", "PATIENT, TEST", "TEST, MARY", "Test Test", "MOUSE, MICKEY", "DUMMY, PATIENT",
])  # fmt: skip
def test_words_that_may_be_no_name_are_a_question(name: str) -> None:
    assert problems_of(named(name)) == ["name M22"]


@pytest.mark.parametrize("name", [
    "N/A", "NULL", "UNKNOWN", "NONE", "TBD", "FNU", "FNU, LNU", "GARCIA, FNU", "LNU, MARIA",
    "UNKNOWN, UNKNOWN", "NULL, NULL", "N/A, N/A", "-", "Unknown Unknown", "SMITH, UNKNOWN", "n/a",
])  # fmt: skip
def test_a_placeholder_is_no_name(name: str) -> None:
    assert problems_of(named(name)) == ["name M33"]


@pytest.mark.parametrize("column", ["first_name", "last_name"])
@pytest.mark.parametrize("text", ["N/A", "NULL", "UNKNOWN", "NONE", "TBD", "-", "FNU", "LNU"])
def test_a_placeholder_is_no_part_of_a_name(column: str, text: str) -> None:
    assert problems_of(anne(**{column: text})) == [f"{column} M33"]


def test_a_placeholder_for_what_nobody_needs_is_absent() -> None:
    row = anne(middle_name="NMN", suffix="N/A", prefix="-", birth_date="1/2/2020", guardian="N/A")
    recipient = recipient_of(row)
    assert recipient.address.lines[:2] == ("TO THE PARENT OR GUARDIAN OF", "ANNE LEE")


REFERRERS = [
    "N/A", "SELF", "REFERRAL, SELF", "UNKNOWN", "-", "TBD", "PROVIDER, UNKNOWN", "Self-Referral",
    "self referred", "NONE", "NULL", "Unknown Provider", "No PCP", "PROVIDER, NOT IN SYSTEM",
    "Not on file", "OUTSIDE PROVIDER", "Patient", "WALK-IN", "?", "PHYSICIAN, NO REFERRING",
    "PROVIDER, HISTORICAL", "Doctor, Unknown", "Family/Friend", "Other", "SELF, REFERRED", "n.a.",
]  # fmt: skip


@pytest.mark.parametrize("text", REFERRERS)
def test_a_placeholder_is_no_referrer(text: str) -> None:
    needing = RULES._replace(needed=frozenset({"referral.by"}))
    assert problems_of(anne(referred_by=text), needing) == ["referred_by M20"]
    referral = recipient_of(anne(referred_by=text)).values["referral"]
    assert isinstance(referral, dict)
    assert referral["by"] is None


@pytest.mark.parametrize("text", [
    "SELF, MARY MD", "Dr. Self", "Family Practice of Norfolk", "Dr. No", "UNKNOWN CREEK CLINIC",
    "Primary Care", "Provider Health Partners", "Friendly Family Care",
])  # fmt: skip
def test_real_referrers_are_kept(text: str) -> None:
    assert not referrer_says_nothing(text)


@pytest.mark.parametrize(("typed", "written"), [
    ("SENTARA FAMILY MED", "Sentara Family Med"),
    ("VCU SPINE CENTER OF NORFOLK", "VCU Spine Center of Norfolk"),
    ("sentara family med", "Sentara Family Med"),
    ("FERN SAMPLE MD", "Fern Sample MD"), ("DR. FERN SAMPLE", "Dr. Fern Sample"),
    ("O'BRIEN & MCDONALD, PLLC", "O'Brien & McDonald, PLLC"), ("EVMS", "EVMS"),
    ("CHKD PEDIATRICS", "CHKD Pediatrics"), ("SAMPLE, FERN A MD", "Fern A Sample, MD"),
    ("Sentara Family MED", "Sentara Family MED"), ("SAMPLE, FERN", "Sample, Fern"),
])  # fmt: skip
def test_a_practice_in_capitals_is_cased_as_names_are(typed: str, written: str) -> None:
    assert referrer_name(typed) == written

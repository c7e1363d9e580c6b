"""From the words of a heading to a column that its aliases do not name, or to a suspicion."""

from __future__ import annotations

import re
import unicodedata

# Columns beyond COLUMNS, which only a list with addresses has: parts of the address, a status that
# may say deceased, and mail that came back.
PARTS = ("unit", "address_3", "address_4")
STATUS = "status"
BAD_ADDRESS = "bad_address"

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])")
_WORD = re.compile(r"[A-Z0-9]+")

Words = frozenset[str]


def _words(text: str) -> Words:
    return frozenset(text.split())


_NOISE = _words(
    "PATIENT PATIENTS PAT PT MEMBER CLIENT IS THE FLAG FLAGGED IND INDICATOR YN Y N YES FIELD CODE"
    " MARKED AS STATUS IF A HAS WAS BEEN CHECKBOX BOOL"
)
_DEATH = _words(
    "DECEASED DEAD DIED DECEDENT DECD DEATH EXPIRED DECEASE FALLECIDO DIFUNTO MORTALITY"
)
_DATE = _words("DATE DT DTM DTTM TM DATETIME DAY TIME ON WHEN OF AT")
_NO_CONTACT = tuple(map(_words, (
    "DO NOT CONTACT", "NO CONTACT", "DNC", "DO NOT CONTACT CALL", "NO FURTHER CONTACT",
    "CONTACT OPT OUT", "DONT CONTACT", "DON T CONTACT", "NEVER CONTACT", "NO COMMUNICATION",
    "NO COMMUNICATIONS", "DO NOT COMMUNICATE", "COMMUNICATION OPT OUT", "DONOTCONTACT",
)))  # fmt: skip
_NO_MAIL = tuple(map(_words, (
    "DO NOT MAIL", "DNM", "NO MAIL", "NO MAILINGS", "NO MAILING", "DO NOT SEND", "DO NOT SEND MAIL",
    "DONT MAIL", "DON T MAIL", "DONT SEND", "NO LETTERS", "NO LETTER", "DO NOT SEND LETTERS",
    "DO NOT SEND LETTER", "OPT OUT", "OPTOUT", "OPTED OUT", "MAIL OPT OUT", "MAIL OPTOUT",
    "MAILING OPT OUT", "MAILINGS OPT OUT", "POSTAL OPT OUT", "LETTER OPT OUT", "SUPPRESS",
    "SUPPRESS MAIL", "SUPPRESS MAILING", "SUPPRESS MAILINGS", "MAIL SUPPRESS", "MAIL SUPPRESSION",
    "SUPPRESSED", "UNSUBSCRIBE", "UNSUBSCRIBED", "STOP MAIL", "STOP MAILING", "STOP MAILINGS",
    "HOLD MAIL", "MAIL HOLD", "EXCLUDE FROM MAILING", "EXCLUDE FROM MAILINGS", "EXCLUDE MAILING",
    "DO NOT MAIL TO", "NO PAPER MAIL", "NO POSTAL MAIL", "NO US MAIL", "REFUSES MAIL", "DONOTMAIL",
    "DECLINED MAIL", "DECLINES MAIL", "NO CORRESPONDENCE", "MARKETING OPT OUT", "OPT OUT MAILING",
    "OPT OUT OF MAIL", "OPT OUT OF MAILINGS", "OPTED OUT OF MAIL", "OPT OUT DATE", "DO NOT WRITE",
)))  # fmt: skip
_BAD_ADDRESS = tuple(map(_words, (
    "BAD ADDRESS", "BAD ADDR", "BADADDRESS", "INVALID ADDRESS", "ADDRESS INVALID", "WRONG ADDRESS",
    "INCORRECT ADDRESS", "ADDRESS BAD", "RETURNED MAIL", "RETURN MAIL", "MAIL RETURNED", "RTS",
    "RETURN TO SENDER", "RETURNED TO SENDER", "UNDELIVERABLE", "MAIL UNDELIVERABLE",
    "UNDELIVERABLE MAIL", "UNDELIVERABLE ADDRESS", "RETURNED MAIL DATE", "MAIL RETURNED DATE",
    "UNDELIVERABLE AS ADDRESSED", "UAA", "BAD MAILING ADDRESS", "INVALID MAILING ADDRESS",
    "NO VALID ADDRESS", "BAD ADDRESS DATE", "BAD MAIL", "RETURNED LETTER", "LETTER RETURNED",
)))  # fmt: skip
_STATUS = tuple(map(_words, ("", "VITAL", "RECORD", "LIFE", "ACCOUNT", "LIVING", "CHART")))

_APPOINTMENT_WORDS = _words("APPOINTMENT APPOINTMENTS APPT APPTS SCHEDULED CITA")
_APPOINTMENT_NOISE = _words(
    "NEXT NEW FIRST UPCOMING FUTURE DATE DT DTTM DTM DATETIME DAY ON FOR AT START STARTS BEGIN OF"
    " AND THE S PATIENT PT SCHED INITIAL CONSULT"
)
_TIME = _words("TIME TM HOUR")
_NOT_THE_APPOINTMENT = _words(
    "TYPE STATUS PROVIDER LOCATION DEPT DEPARTMENT LENGTH DURATION NOTE NOTES COMMENT COMMENTS ID"
    " REASON LAST PREVIOUS PRIOR PAST MISSED CANCELLED CANCELED CANCEL NO COUNT NUMBER BY MADE"
    " CREATED WITH CONFIRMED CONFIRMATION RESOURCE FACILITY CLINIC SITE DOCTOR PHYSICIAN END USER"
    " REQUESTED DESC DESCRIPTION KEPT SHOW ENTRY REMINDER METHOD BOOKED CODE CSN ROOM NAME IN"
    " PREFERENCE STAFF SPECIALTY SERVICE VISITS INSTRUCTIONS MODE MODALITY MINUTES MIN"
)
_ADDRESS_NOISE = _words(
    "PATIENT PAT PT HOME MAILING MAIL ADDRESS ADDR ADD LINE STREET NUMBER NO NBR NUM POSTAL"
    " PRIMARY RESIDENTIAL SUPPLEMENTAL SECONDARY EXTRA ADDITIONAL DESIGNATOR S"
)
_UNIT = _words("UNIT SUITE STE APT APARTMENT BLDG BUILDING LOT TRAILER SPACE")
_ADDRESS_WORDS = _words(
    "ADDRESS ADDR STREET APT APARTMENT SUITE STE UNIT BLDG BUILDING LOT POBOX HOUSE ADDRLINE"
    " URBANIZATION TRAILER"
)
_NOT_THE_ADDRESS = _words(
    "EMAIL MAILTO IP WEB BILLING WORK EMPLOYER PROVIDER REFERRING PHARMACY INSURANCE INSURER PAYER"
    " PAYOR FACILITY CLINIC HOSPITAL GUARANTOR EMERGENCY CONTACT PREVIOUS PRIOR OLD FORMER TYPE"
    " DATE DT UPDATED CHANGED VERIFIED STATUS TEMP TEMPORARY ALTERNATE ALT SEASONAL PERMANENT"
    " COUNTY VALID VALIDATED NOTE NOTES COMMENT COMMENTS SOURCE USE PHONE NURSING INPATIENT DEPT"
    " CARE BUSINESS PHYSICIAN DOCTOR LOCATION SINCE EFFECTIVE START END FROM E DOSE LATITUDE"
    " LONGITUDE CONFIDENTIAL LANGUAGE COUNT SUBSCRIBER PARENT GUARDIAN ID OFFICE PRACTICE"
)
_NOT_MAIL = _words(
    "EMAIL SMS TEXT TEXTS TEXTING PHONE CALL CALLS VOICE FAX PORTAL TELEPHONE ROBOCALL"
)
_STOP_WORDS = _DEATH - {"EXPIRED"} | _words(
    "DNM DNC DOD OPTOUT UNSUBSCRIBED UNSUBSCRIBE SUPPRESS SUPPRESSED SUPPRESSION UNDELIVERABLE UAA"
    " ALIVE LIVING DO_NOT DECEDENTS RETURNED"
)
_STOP_PAIRS = tuple(map(_words, (
    "DO NOT", "OPT OUT", "OPTED OUT", "BAD ADDRESS", "MAIL OK", "OK MAIL", "CAN MAIL",
    "CONSENT MAIL", "MAIL PERMISSION", "MAIL ALLOWED", "ALLOW MAIL", "MAIL FLAG", "MAIL STATUS",
    "MAIL PREFERENCE", "MAIL CONSENT", "NO MAIL", "RETURN MAIL", "MAY MAIL", "OPT IN", "STOP MAIL",
    "MAILING STATUS", "INVALID ADDRESS", "ADDRESS STATUS", "ADDRESS VALID", "VALID ADDRESS",
    "NO CONTACT", "CONTACT PERMISSION", "OK CONTACT", "NO LETTERS", "SEND MAIL", "MAILABLE",
)))  # fmt: skip

STOP_SIGN, ADDRESS_PART, APPOINTMENT = "a stop sign", "a part of an address", "an appointment"


def heading_words(heading: str) -> Words:
    """Return the words of a heading in capitals, without accents, punctuation and camel case."""
    decomposed = unicodedata.normalize("NFKD", heading.replace("'", "").replace("’", ""))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return frozenset(_WORD.findall(_CAMEL.sub(" ", plain).upper()))


def column_by_words(heading: str) -> str | None:
    """Return our column for a heading by its words, or None: ``Pt Deceased?`` is deceased."""
    words = heading_words(heading)
    bare = words - _NOISE
    if stop := _stop_column(words, bare):
        return stop
    if "STATUS" in words and bare in _STATUS:
        return STATUS
    if words & _APPOINTMENT_WORDS:
        rest = words - _APPOINTMENT_WORDS - _APPOINTMENT_NOISE
        if not rest:
            return "appointment_date"
        if rest <= _TIME:
            has_date = bool(words & _words("DATE DT"))
            return "appointment_date" if has_date else "appointment_time"
        return None
    return _part_column(words)


def _stop_column(words: Words, bare: Words) -> str | None:
    if bare and bare <= _DEATH:
        return "deceased"
    if bare == {"DOD"} or (bare & _DEATH and bare & _DATE and bare <= _DEATH | _DATE):
        return "death_date" if "EXPIRED" not in bare else None
    for column, table in (
        ("do_not_contact", _NO_CONTACT),
        ("do_not_mail", _NO_MAIL),
        (BAD_ADDRESS, _BAD_ADDRESS),
    ):
        if bare in table or words in table:
            return column
    return None


def _part_column(words: Words) -> str | None:
    bare = words - _ADDRESS_NOISE
    if bare and bare <= _UNIT:
        return "unit"
    if words & _words("SUPPLEMENTAL EXTRA ADDITIONAL") and words & _words("ADDRESS ADDR"):
        if not bare or bare == {"1"}:
            return "unit"
        return "address_3" if bare == {"2"} else None
    if words & _words("ADDRESS ADDR STREET ADD LINE"):
        if bare == {"3"}:
            return "address_3"
        if bare == {"4"}:
            return "address_4"
    return None


def looks_like(heading: str) -> str | None:
    """Return STOP_SIGN, ADDRESS_PART or APPOINTMENT for a heading that may be one; else None."""
    words = heading_words(heading)
    is_of_mail = not words & _NOT_MAIL or bool(words & _words("MAIL LETTERS"))
    if is_of_mail and (words & _STOP_WORDS or any(pair <= words for pair in _STOP_PAIRS)):
        return STOP_SIGN
    if words & _APPOINTMENT_WORDS and not words & _NOT_THE_APPOINTMENT:
        return APPOINTMENT
    if (words & _ADDRESS_WORDS or {"PO", "BOX"} <= words) and not words & _NOT_THE_ADDRESS:
        return ADDRESS_PART
    return None

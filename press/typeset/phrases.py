"""The program's own words on paper, by language. A language without them is a problem."""

from __future__ import annotations

# For packets. Days and times are filled in as words.
PACKET = {
    "contents": "What is in this packet",
    "part": "Part",
    "begins": "Page",
    "countdown": "Your countdown",
    "step": "Step {step}",
    "come-at": "Come at {time}",
    "surgery-at": "It begins at {time}",
    "medicines": "Your medicine plan",
    "medicine": "Medicine",
    "last-dose": "Before",
    "start-again": "After",
    "take-last-on": "Take your last dose on {when}. Do not take it after that.",
    "take-last-by": "Take your last dose by {when}. Do not take it after that.",
    "last-of": "Last dose of {what}: take it today, and not after that",
    "last-of-by": "Last dose of {what}: by {time}",
    "last-was-on": "Your last dose was to be on {when}. Do not take it after that.",
    "last-was-by": "Your last dose was to be by {when}. Do not take it after that.",
    "last-of-passed": "Last dose of {what}: this date has passed. Call us today at {phone}",
    "need-last-on": "Take it only if you need it, last on {when}. Do not take it after that.",
    "need-last-by": "Take it only if you need it, last by {when}. Do not take it after that.",
    "need-of": "Last day for {what}: only if you need it, and not after today",
    "need-of-by": "Last dose of {what}: only if you need it, by {time}",
    "need-was-on": "You could take it until {when}. Do not take it after that.",
    "need-was-by": "You could take it until {when}. Do not take it after that.",
    "need-of-passed": "Stop {what}: this date has passed. Call us today at {phone}",
    "keep-taking": "Keep taking it as usual.",
    "keep-if-needed": "You may go on taking it when you need it.",
    "prescriber": "Never stop it without a yes from the doctor who prescribed it.",
    "eating": "Eating and drinking",
    "food": "What",
    "until": "Stop at",
    "stop-at": "{what}: stop at {time}",
    "stop-passed": "{what}: the time to stop, {time}, has passed. Call us today at {phone}",
    "passed": "{what}: this date has passed. Call us today at {phone}.",
    "unread": (
        "Page {page} of {pages} of: {title}. A screen reader cannot read it. "
        "Ask us at {phone} for it in another form."
    ),
    "blank": "This page is left blank on purpose.",
    "part-page": "{part}: page {page} of {pages}",
    "packet-page": "page {page} of {pages}",
    "signature": "Signature",
    "sign-here": "Signature (type your name, or print the page and sign it by hand)",
    "printed-name": "Printed name",
    "date": "Date",
    "time": "Time",
    "relationship": "How you are related",
    "patient": "Patient",
    "representative": "Or who signs for the patient",
    "witness": "Witness",
    "interpreter": "Interpreter",
    "interpreter-id": "Name or number",
    "clinician": "Clinician",
    "day": "Day",
    "day-number": "Day {day}",
    "teach-back": "In your own words",
    "teach-answers": "Understood|In part|Go over again",
    "staff": "Staff initials",
    "notices": "Notices",
}

# In the text of a letter, which may be in a language that the rest of the program does not have.
ENCLOSED = {"en": "Enclosed: {what}", "es": "Adjunto: {what}"}

PHRASES = {
    "en": {
        "short-answer": "The short answer",
        "call-us": "Questions? Call us",
        "call-for-hours": "Call {phone} for office hours",
        "emergency": "When we are closed",
        "fax": "Fax",
        "scan-to-call": "Scan to call us",
        "scan-to-open": "Scan to open our website",
        "code-calls": "Square code: your phone camera can use it to call {target}",
        "code-opens": "Square code: your phone camera can use it to open {target}",
        "box": "Empty check box",
        "ticked": "Ticked check box",
        "notes": "My questions",
        "warning": "Warning",
        "tip": "Tip",
        "note": "Note",
        "draft": "Draft: not yet reviewed by a clinician",
        "reviewed": "Reviewed {on} by {by}",
        "due": "next review {due}",
        "form": "Form {form}",
        "version": "version {version}",
        "page": "page {page} of {pages}",
        "turn-over": "Please turn over",
        "stamp": "Stamp",
        "outside": "Information for\u00a0you",
        "sample": "SAMPLE",
        "sample-why": "Sample details: put your own in assets/practice.yaml",
        "sources": "Where the facts are from",
        **PACKET,
    }
}


def phrases(language: str) -> dict[str, str] | None:
    """Return the phrases for a language such as en-US, by its first part; None if it has none."""
    return PHRASES.get(language.partition("-")[0])


def enclosed(language: str, what: str) -> str:
    """Return a letter's note of an enclosure, in a language such as es-US.

    It is in English if ENCLOSED does not have the language.
    """
    return ENCLOSED.get(language.partition("-")[0], ENCLOSED["en"]).format(what=what)

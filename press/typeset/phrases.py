"""The program's own words on paper, by language. A handout in a language that has none is a problem."""

from __future__ import annotations

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
    }
}


def phrases(language: str) -> dict[str, str] | None:
    """The phrases for a language such as en-US, by its first part; None where there are none."""
    return PHRASES.get(language.partition("-")[0])

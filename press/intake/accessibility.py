"""From a rebuilt file to its accessibility and PDF/A level, by our own checks."""

from __future__ import annotations

from typing import NamedTuple

from press.binding.insert import LEVELS
from press.pdf.objects import Objects, Stream
from press.proof.checks import examine
from press.proof.findings import as_problems

PARTS = ("1", "2", "3")  # parts of PDF/A whose files may become part of a PDF/A-2 file
NO_ARCHIVE = {"loose-font", "unreadable-page", "unreadable", "encrypted", "locked"}

# Findings on what a whole document says of itself. The packet says it for its inserts.
DOCUMENT_KINDS = {"no-title", "title-is-file", "title-not-shown"}
# Remarks elsewhere, but faults here. A file without a language gets the packet's, maybe wrongly.
FAULT_CODES = {"A30"}


class Accessibility(NamedTuple):
    """The result of the checks.

    ``faults`` has the failed checks in words; it is empty if screen-reader users can read the
    file. ``archive`` is the conformance level of PDF/A-2 that the file keeps, or empty.
    """

    faults: tuple[str, ...]
    archive: str


def judge_accessibility(rebuilt: bytes, claimed: str, is_rgb: bool) -> Accessibility:
    """Check a rebuilt file.

    ``claimed`` is the flavour of PDF/A that the old file claims, such as 2b. ``is_rgb`` is True if
    its colours are meant for a screen.
    """
    findings = [
        finding for finding in examine(rebuilt, "").findings if finding.kind not in DOCUMENT_KINDS
    ]
    kinds = {finding.kind for finding in findings}
    faults = tuple(
        f"page {problem.place.line}: {problem.message}"
        for problem in sorted(as_problems("", findings))
        if not problem.remark or problem.code in FAULT_CODES
    )
    level = ""
    if claimed[:1] in PARTS and claimed[1:] in LEVELS and is_rgb and not kinds & NO_ARCHIVE:
        level = claimed[1:]
    strictest = "b" if "no-meaning" in kinds else "u" if faults else "a"
    return Accessibility(faults, max(level, strictest, key=LEVELS.index) if level else "")


def has_rgb_intents(objects: Objects) -> bool:
    """Return False if an output intent is not RGB: in a packet, the colours would change."""
    intents = (
        objects.dictionary(intent) for intent in objects.each(objects.catalog, "OutputIntents")
    )
    profiles = (objects.get(intent, "DestOutputProfile") for intent in intents)
    return all(
        objects.integer(profile, "N") == 3 for profile in profiles if isinstance(profile, Stream)
    )

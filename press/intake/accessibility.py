"""Whether a file that was taken in can be listened to, and what it keeps of PDF/A: by our own checks, and by what it claimed."""

from __future__ import annotations

from typing import NamedTuple

from press.binding.insert import LETTERS
from press.pdf.objects import Objects, Stream
from press.proof.checks import examine
from press.proof.findings import as_problems

PARTS = ("1", "2", "3")  # of PDF/A, that may be part of a file by its part 2
NO_ARCHIVE = {"loose-font", "unreadable-page", "unreadable", "encrypted", "locked"}

# What a whole document must say of itself: the packet says it.
OF_DOCUMENTS = {"no-title", "title-is-file", "title-not-shown"}
FAULTS = {
    "A30"
}  # remarks elsewhere: a file that did not say its language is taken to be in the packet's, which it may not be


class Accessibility(NamedTuple):
    """``why`` is empty of a file that can be listened to; ``archive`` is the letter of PDF/A-2 that it keeps, or empty."""

    why: tuple[str, ...]
    archive: str


def judged(clean: bytes, claimed: str, rgb: bool) -> Accessibility:
    """``claimed`` is the flavour of PDF/A that the old file claims, such as 2b; ``rgb`` if its colours are meant for a screen."""
    found = [one for one in examine(clean, "").findings if one.kind not in OF_DOCUMENTS]
    kinds = {one.kind for one in found}
    problems = sorted(as_problems("", found))
    why = tuple(
        f"page {one.place.line}: {one.message}"
        for one in problems
        if not one.remark or one.code in FAULTS
    )
    letter = (
        claimed[1:]
        if claimed[:1] in PARTS and claimed[1:] in LETTERS and rgb and not kinds & NO_ARCHIVE
        else ""
    )
    least = "b" if "no-meaning" in kinds else "u" if why else "a"
    return Accessibility(why, max(letter, least, key=LETTERS.index) if letter else "")


def in_rgb(objects: Objects) -> bool:
    """True unless the file says that its colours are meant for a press: in a packet they would be others."""
    intents = (objects.dictionary(one) for one in objects.each(objects.catalog, "OutputIntents"))
    profiles = (objects.get(one, "DestOutputProfile") for one in intents)
    return all(objects.integer(one, "N") == 3 for one in profiles if isinstance(one, Stream))

"""From the cell of a referring doctor to the name as it is written in a sentence."""

from __future__ import annotations

import re

from press.mail.recipients import casing

DEGREES = "MD|DO|NP|PA-C|DPM|DDS|DMD|RN|FNP|FNP-C|ARNP|APRN|CRNP|DNP|MBBS|PhD|PsyD"
_DEGREE = "|".join(
    re.escape(degree) + "|" + r"\.".join(degree) + r"\." for degree in DEGREES.split("|")
)
_WORD = r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*"
_LAST_FIRST = re.compile(
    rf"(?P<last>{_WORD}(?: {_WORD}){{0,2}}) ?, ?(?P<first>{_WORD})(?: (?P<middle>[^\W\d_]\.?))?"
    rf"(?P<degrees>(?:,? +(?:{_DEGREE}))+)",
    re.IGNORECASE,
)


def doctor_name(text: str) -> str:
    """Return ``SAMPLE, FERN A MD`` as Fern A Sample, MD; every other text unchanged.

    Only a degree shows that it is a person: the name of a practice may have a comma too.
    """
    match = _LAST_FIRST.fullmatch(text)
    if not match:
        return text
    names = (match["first"], match["middle"] or "", match["last"])
    if casing.is_single_case(" ".join(names)):
        names = (casing.given_name(names[0]), names[1].upper(), casing.last_name(names[2]))
    degrees = ", ".join(map(_degree, match["degrees"].replace(",", " ").split()))
    return f"{' '.join(filter(None, names))}, {degrees}"


def _degree(typed: str) -> str:
    """Return a degree as in DEGREES: MD for M.D."""
    letters = typed.replace(".", "").casefold()
    return next(degree for degree in DEGREES.split("|") if degree.casefold() == letters)

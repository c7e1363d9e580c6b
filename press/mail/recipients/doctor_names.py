"""From a referring doctor's cell to the name as a sentence has it."""

from __future__ import annotations

import re

from press.mail.recipients import casing

DEGREES = "MD|DO|NP|PA-C|DPM|DDS|DMD|RN|FNP|FNP-C|ARNP|APRN|CRNP|DNP|MBBS|PhD|PsyD"
_DEGREE = "|".join(re.escape(one) + "|" + r"\.".join(one) + r"\." for one in DEGREES.split("|"))
_WORD = r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*"
_TURNED = re.compile(
    rf"(?P<last>{_WORD}(?: {_WORD}){{0,2}}) ?, ?(?P<first>{_WORD})(?: (?P<middle>[^\W\d_]\.?))?"
    rf"(?P<degrees>(?:,? +(?:{_DEGREE}))+)",
    re.IGNORECASE,
)


def doctor(text: str) -> str:
    """``SAMPLE, FERN A MD``, as records systems have it, is Fern A Sample, MD; all else stays as it was typed.

    Only with a degree is it surely a person: a practice's name may have a comma as well.
    """
    found = _TURNED.fullmatch(text)
    if not found:
        return text
    names = (found["first"], found["middle"] or "", found["last"])
    if casing.one_case(" ".join(names)):
        names = (casing.given(names[0]), names[1].upper(), casing.family(names[2]))
    degrees = ", ".join(map(_degree, found["degrees"].replace(",", " ").split()))
    return f"{' '.join(filter(None, names))}, {degrees}"


def _degree(typed: str) -> str:
    bare = typed.replace(".", "").casefold()
    return next(one for one in DEGREES.split("|") if one.casefold() == bare)

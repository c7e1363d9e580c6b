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

_DEGREES = frozenset(degree.casefold() for degree in DEGREES.split("|"))
_VOWEL = re.compile("[AEIOUYÀ-ÿ]", re.IGNORECASE)
_SHORT = frozenset(
    ("DR", "MR", "MRS", "MS", "ST", "FT", "MT", "CTR", "DRS", "HLTH", "SR", "JR", "NG")
)
_ACRONYMS = frozenset((
    "VA", "UVA", "VCU", "EVMS", "ODU", "ENT", "OB", "OBGYN", "OB/GYN", "ER", "ED", "ICU", "USA",
    "US", "UCLA", "USC", "NYU", "UPMC", "AMC", "II", "III", "IV", "LLP", "PA", "PLLC",
))  # fmt: skip
_SMALL_WORDS = frozenset(("OF", "AND", "THE", "AT", "FOR", "IN", "ON", "BY"))


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


def referrer_name(text: str) -> str:
    """Return the name of a doctor or a practice as in a sentence: Sentara Family Med."""
    name = doctor_name(text)
    words = name.split()
    if name != text or len(words) < 2 or not casing.is_single_case(name):
        return name
    return " ".join(_referrer_word(word, index) for index, word in enumerate(words))


def _referrer_word(word: str, index: int) -> str:
    key = word.replace(".", "").strip(",;()").upper()
    if key.casefold() in _DEGREES:
        degree = _degree(word.strip(",;()"))
        return word.upper() if "." in word else word.replace(word.strip(",;()"), degree)
    if key in _ACRONYMS or (len(key) > 1 and not _VOWEL.search(key) and key not in _SHORT):
        return word.upper()
    if index and key in _SMALL_WORDS:
        return word.lower()
    return casing.last_name(word)


def _degree(typed: str) -> str:
    """Return a degree as in DEGREES: MD for M.D."""
    letters = typed.replace(".", "").casefold()
    return next(degree for degree in DEGREES.split("|") if degree.casefold() == letters)

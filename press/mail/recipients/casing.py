"""From a name in capitals, as records systems have it, to a name as people write it."""

from __future__ import annotations

import re

from press.mail.recipients.word_tables import words

PARTICLES = words(
    "da das de dei del dela della den der di do dos du e el la las los ten ter van vande vander"
    " von y zu"
)
# The others are particles only after another one: La Rosa, but de la Rosa.
LEADING_PARTICLES = PARTICLES - words("e el la las los y")
SUFFIXES = {
    "JR": "Jr", "JUNIOR": "Jr", "SR": "Sr", "SENIOR": "Sr", "2ND": "2nd", "3RD": "3rd",
    "4TH": "4th", "ESQ": "Esq", "PHD": "PhD", "PSYD": "PsyD", "EDD": "EdD", "PHARMD": "PharmD",
}  # fmt: skip
CAPITAL_SUFFIXES = words("II III IV MD DO DDS DMD DVM JD RN NP PA DPM CPA USN USMC USAF USA RET")
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[AEIOUYÀ-ÿ]", re.IGNORECASE)


def is_single_case(text: str) -> bool:
    """Return True for JOHN and john: the case of John is kept as it is."""
    return text in (text.upper(), text.lower())


def given_name(text: str) -> str:
    """Return a first or middle name: Anne-Marie for ANNE-MARIE. Initials such as TJ are kept."""
    if not is_single_case(text):
        return text
    return " ".join(
        word.upper() if _are_initials(word) else _capitalized(word) for word in text.split()
    )


def last_name(text: str) -> str:
    """Return a last name: McDonald, O'Brien and de la Vega for the same in capitals."""
    if not is_single_case(text):
        return text
    words = text.split()
    parts: list[str] = []
    for index, word in enumerate(words):
        lowercase = word.lower()
        may_follow = (bool(parts) and parts[-1] in PARTICLES) or lowercase in "ey"
        is_particle = lowercase in LEADING_PARTICLES or (lowercase in PARTICLES and may_follow)
        is_last = index + 1 == len(words)
        parts.append(lowercase if is_particle and not is_last else _capitalized(word))
    return " ".join(parts)


def name_suffix(text: str) -> str:
    """Return a suffix: Jr for JR, PhD for PH.D.; III and MD are kept."""
    return " ".join(map(_suffix_word, text.split()))


def _suffix_word(word: str) -> str:
    key = table_key(word)
    return SUFFIXES.get(key, key if key in CAPITAL_SUFFIXES else word)


def name_prefix(text: str) -> str:
    """Return a prefix: Dr. for DR."""
    return " ".join(map(_capitalized, text.split())) if is_single_case(text) else text


def table_key(word: str) -> str:
    """Return a word as the tables have it: PHD for Ph.D."""
    return word.replace(".", "").strip(",").upper()


def _are_initials(word: str) -> bool:
    return len(word) <= 3 and word.isalpha() and word.isascii() and not _VOWEL.search(word)


def _capitalized(word: str) -> str:
    """Return a word with a capital at the start of each part, and without one in 's."""
    capitalized = _WORD.sub(lambda match: _capitalized_part(match[0]), word)
    return re.sub(r"(?<=[^\W\d_]{2}['’])S\b", "s", capitalized)


def _capitalized_part(part: str) -> str:
    capitalized = part[0].upper() + part[1:].lower()
    if capitalized.startswith("Mc") and len(capitalized) > 3:
        capitalized = f"Mc{capitalized[2].upper()}{capitalized[3:]}"
    return capitalized

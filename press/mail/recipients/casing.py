"""From a name in capitals, as a records system has it, to one as people write it; what was typed in both cases is left."""

from __future__ import annotations

import re

from press.mail.recipients.word_tables import words

PARTICLES = words(
    "da das de dei del dela della den der di do dos du e el la las los ten ter van vande vander von y zu"
)
LEADING = PARTICLES - {
    "e",
    "el",
    "la",
    "las",
    "los",
    "y",
}  # these only follow another: La Rosa, but de la Rosa
SUFFIXES = {
    "JR": "Jr", "JUNIOR": "Jr", "SR": "Sr", "SENIOR": "Sr", "2ND": "2nd", "3RD": "3rd", "4TH": "4th", "ESQ": "Esq",
    "PHD": "PhD", "PSYD": "PsyD", "EDD": "EdD", "PHARMD": "PharmD",
}  # fmt: skip
CAPITAL = words("II III IV MD DO DDS DMD DVM JD RN NP PA DPM CPA USN USMC USAF USA RET")
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[AEIOUYÀ-ÿ]", re.IGNORECASE)


def one_case(text: str) -> bool:
    """True for JOHN and john; John was meant as it is."""
    return text in (text.upper(), text.lower())


def given(text: str) -> str:
    """A first or middle name: ANNE-MARIE to Anne-Marie; initials such as TJ stay."""
    if not one_case(text):
        return text
    return " ".join(one.upper() if _initials(one) else _cased(one) for one in text.split())


def family(text: str) -> str:
    """A last name: MCDONALD to McDonald, O'BRIEN to O'Brien, DE LA VEGA to de la Vega."""
    if not one_case(text):
        return text
    words = text.split()
    made: list[str] = []
    for at, word in enumerate(words):
        low = word.lower()
        follows = bool(made) and made[-1] in PARTICLES
        particle = at + 1 < len(words) and (
            low in LEADING or (low in PARTICLES and (follows or low in "ey"))
        )
        made.append(low if particle else _cased(word))
    return " ".join(made)


def suffix(text: str) -> str:
    """JR to Jr, PH.D. to PhD; III and MD stay."""
    return " ".join(
        SUFFIXES.get(key, key if key in CAPITAL else one)
        for one in text.split()
        for key in [bare(one)]
    )


def prefix(text: str) -> str:
    return " ".join(_cased(one) for one in text.split()) if one_case(text) else text


def bare(word: str) -> str:
    """A word as the tables have it: Ph.D., to PHD."""
    return word.replace(".", "").strip(",").upper()


def _initials(word: str) -> bool:
    return len(word) <= 3 and word.isalpha() and word.isascii() and not _VOWEL.search(word)


def _cased(word: str) -> str:
    made = _WORD.sub(lambda found: _piece(found[0]), word)
    return re.sub(r"(?<=[^\W\d_]{2}['’])S\b", "s", made)


def _piece(piece: str) -> str:
    made = piece[0].upper() + piece[1:].lower()
    if made.startswith("Mc") and len(made) > 3:
        made = f"Mc{made[2].upper()}{made[3:]}"
    return made

"""From a text to the language that it seems to be in, by its commonest words.

A screen reader's English voice reads Spanish so that nobody understands it.
"""

from __future__ import annotations

import re
from unicodedata import normalize

# Languages of many patients in the United States. A word that two languages share is in both rows,
# or in none.
_COMMON = {
    "en": "the of and to is in you your for with are if it that this on or be not we will have",
    "es": "el la los las de del que y en un una para por con su se es si usted al lo como sus",
    "pt": "o os de da que e em um uma para por com seu se é não você ao sua",
    "fr": "le la les des de du que et en un une pour par avec vous votre est si ou ne pas",
    "it": "il lo la gli le di del che e un una per con si non è se",
    "de": "der die das und ist zu den von mit sie für nicht ein eine wenn auf",
    "pl": "w na z się nie jest że dla jeśli lub od po jak",
    "ht": "ou nan yon pou ak li se ki sa pa yo gen nou ka si",
    "vi": "và của là có bạn cho không được các những một trong để với này khi",
    "tl": "ang ng mga sa na ay kung ka iyo inyong hindi ito para",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
# Different common words of another language, which must also be three times those of the own
# language. Fewer prove nothing: "de la" is in many names.
MIN_WORDS = 4


def seems_other(text: str, language: str) -> bool:
    """Return True if a text is more likely in another of these languages than in its own."""
    own = language.partition("-")[0].lower()
    if own not in _WORDS:
        return False
    words = set(re.findall(r"\w+", normalize("NFC", text).lower()))
    counts = {name: len(words & common) for name, common in _WORDS.items()}
    most = max(counts.values())
    return most >= MIN_WORDS and most >= 3 * counts[own]

"""From the word for a language in a list to its code: from an ISO code or the English name."""

from __future__ import annotations

import re
from functools import lru_cache

# The code, the codes of three letters and the names of languages that patients in the USA speak.
LANGUAGES = """
en eng english | es spa spanish castilian español espanol
zh zho chi cmn yue chinese mandarin cantonese | vi vie vietnamese
tl tgl fil tagalog filipino pilipino | ko kor korean | ar ara arabic | fr fra fre french
ht hat haitian | ru rus russian | de deu ger german | pt por portuguese | it ita italian
ja jpn japanese | pl pol polish | hi hin hindi | ur urd urdu | fa fas per farsi persian
bn ben bengali | pa pan punjabi panjabi | gu guj gujarati | ta tam tamil | te tel telugu
mr mar marathi | ml mal malayalam | kn kan kannada | ne nep nepali | si sin sinhala sinhalese
my mya bur burmese | th tha thai | lo lao lao laotian | km khm khmer cambodian | hmn hmong
id ind indonesian | ms msa may malay | uk ukr ukrainian | ro ron rum romanian | hu hun hungarian
cs ces cze czech | sk slk slo slovak | bg bul bulgarian | sr srp serbian | hr hrv croatian
bs bos bosnian | sq sqi alb albanian | el ell gre greek | tr tur turkish | he heb hebrew
yi yid yiddish | hy hye arm armenian | ka kat geo georgian | am amh amharic | ti tir tigrinya
so som somali | om orm oromo | sw swa swahili | yo yor yoruba | ig ibo igbo | ha hau hausa
ak aka twi akan | rw kin kinyarwanda | ln lin lingala | nl nld dut dutch | sv swe swedish
nb nob norwegian | da dan danish | fi fin finnish | lt lit lithuanian | lv lav latvian
et est estonian | ps pus pashto | ku kur kurdish | uz uzb uzbek | kk kaz kazakh | mn mon mongolian
sm smo samoan | to ton tongan | ch cha chamorro | haw hawaiian | nv nav navajo | ilo ilocano
ceb cebuano | ase asl | sl slv slovenian | mk mkd mac macedonian | ca cat catalan
is isl ice icelandic | ga gle irish | cy cym wel welsh | af afr afrikaans
"""
NO_LANGUAGE = frozenset(("unknown", "und", "declined", "other", "none", "unspecified", "n/a"))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    entries = (entry.split() for entry in re.split(r"[|\n]", LANGUAGES) if entry.strip())
    return {word: entry[0] for entry in entries for word in entry}


def language_code(text: str) -> str | None:
    """Return ``es`` for es, SPA, es-US, Spanish and "Spanish; Castilian"; None if unknown."""
    for word in re.split(r"[;,/()_\s-]+", text.casefold()):
        if code := _codes().get(word):
            return code
    return None

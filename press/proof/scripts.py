"""From a text and its language to letters of a foreign script, which a voice would read wrong."""

from __future__ import annotations

import re
from unicodedata import normalize

# Unicode blocks by script. All other letters count as Latin, which every language mixes in.
_SCRIPTS = {
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Armenian": "\u0530-\u058f",
    "Hebrew": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Gurmukhi": "\u0a00-\u0a7f",
    "Gujarati": "\u0a80-\u0aff",
    "Tamil": "\u0b80-\u0bff",
    "Telugu": "\u0c00-\u0c7f",
    "Kannada": "\u0c80-\u0cff",
    "Malayalam": "\u0d00-\u0d7f",
    "Sinhala": "\u0d80-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Lao": "\u0e80-\u0eff",
    "Myanmar": "\u1000-\u109f",
    "Georgian": "\u10a0-\u10ff",
    "Hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "Ethiopic": "\u1200-\u137f",
    "Khmer": "\u1780-\u17ff",
    "Kana": "\u3040-\u30ff",
    "Han": "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff",
}
_WRITTEN_IN = {
    "el": "Greek", "ru": "Cyrillic", "uk": "Cyrillic", "bg": "Cyrillic", "be": "Cyrillic",
    "mk": "Cyrillic", "sr": "Cyrillic", "kk": "Cyrillic", "ky": "Cyrillic", "mn": "Cyrillic",
    "tg": "Cyrillic Arabic", "hy": "Armenian", "he": "Hebrew", "iw": "Hebrew", "yi": "Hebrew",
    "ar": "Arabic", "fa": "Arabic", "ps": "Arabic", "ur": "Arabic", "prs": "Arabic", "ku": "Arabic",
    "ckb": "Arabic", "sd": "Arabic", "ug": "Arabic", "hi": "Devanagari", "mr": "Devanagari",
    "ne": "Devanagari", "sa": "Devanagari", "bn": "Bengali", "as": "Bengali",
    "pa": "Gurmukhi Arabic", "gu": "Gujarati", "ta": "Tamil", "te": "Telugu", "kn": "Kannada",
    "ml": "Malayalam", "si": "Sinhala", "th": "Thai", "lo": "Lao", "my": "Myanmar",
    "kar": "Myanmar", "ksw": "Myanmar", "ka": "Georgian", "ko": "Hangul Han", "am": "Ethiopic",
    "ti": "Ethiopic", "km": "Khmer", "ja": "Kana Han", "zh": "Han", "yue": "Han", "cmn": "Han",
}  # fmt: skip
# Letters in a row that make a foreign text: two of Han or Kana, three of any other script.
_RUNS = {
    script: re.compile(f"[{letters}]{{3,}}")
    for script, letters in _SCRIPTS.items()
    if script not in ("Han", "Kana")
}
_RUNS |= {script: re.compile(f"[{_SCRIPTS[script]}]{{2,}}") for script in ("Han", "Kana")}
_FOREIGN = re.compile("[\u0370-\u1fff\u3040-\ud7af\ufb1d-\ufefc\U00020000-\U0002ffff]{2}")

# Scripts without blanks between words, where a line may end anywhere.
_UNSPACED_SCRIPTS = ("Thai", "Lao", "Myanmar", "Khmer", "Kana", "Han")
_UNSPACED = re.compile(
    f"[{''.join(_SCRIPTS[script] for script in _UNSPACED_SCRIPTS)}\u3000-\u303f\uff00-\uffef]"
)

# Letters of Hebrew and Arabic that may end a word, but not begin one.
_FINAL = "\u05da\u05dd\u05df\u05e3\u05e5\u0629\u0649"


def foreign_script(text: str, language: str) -> str:
    """Return the first letters in a script that the language does not use; empty for none."""
    if not _FOREIGN.search(text):
        return ""
    own = _WRITTEN_IN.get(language.partition("-")[0].lower(), "").split()
    for script, letters in _RUNS.items():
        if script not in own and (match := letters.search(text)):
            return match[0]
    return ""


def is_unspaced(char: str) -> bool:
    """Return True for a letter of a script without blanks between words."""
    return bool(_UNSPACED.match(char))


def is_backwards(text: str) -> bool:
    """Return True for Hebrew or Arabic whose words begin with letters that must end them."""
    words = re.findall("[\u05d0-\u05ea\u0621-\u064a\ufe80-\ufefc]{2,}", text)
    plain = [normalize("NFKC", word) for word in words]
    return sum(word[0] in _FINAL for word in plain) > sum(word[-1] in _FINAL for word in plain)

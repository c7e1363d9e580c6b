"""From the cells of a name to its parts: the only door to nameparser, which is asked where a single cell must be taken apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from press.mail.recipients import casing
from press.mail.recipients.word_tables import words

if TYPE_CHECKING:
    from nameparser import Parser

# Nothing else is taken for a title or a suffix: nameparser also knows Dean, Prince and Chi, which are people's names.
PREFIXES = words(
    "mr mrs ms miss mx dr prof professor rev reverend fr sr hon capt col lt maj sgt señor señora sra srta"
)
TITLES = PREFIXES - {"sr"}  # SR behind a name is the elder
SUFFIX_WORDS = frozenset({one.lower() for one in casing.SUFFIXES} | {"ii", "iii", "iv"})
ACRONYMS = frozenset(one.lower() for one in casing.CAPITAL) - {
    "ii",
    "iii",
    "iv",
    "usa",
    "do",
    "pa",
    "ret",
}
_RESERVED = TITLES | SUFFIX_WORDS | ACRONYMS | casing.PARTICLES
_W = r"[^\W\d_][^\W\d_'’-]+(?:['’-][^\W\d_]+)*|[ODL]['’][^\W\d_]+"
_PLAIN = re.compile(r"[A-Z'&-]+(?: [A-Z'&-]+)*")
_LAST_FIRST = re.compile(rf"(?P<last>{_W}) ?, ?(?P<first>{_W})(?: (?P<middle>[^\W\d_]\.?))?")
_FIRST_LAST = re.compile(rf"(?P<first>{_W})(?: (?P<middle>[^\W\d_]\.?))? (?P<last>{_W})")


class PersonName(NamedTuple):
    """The parts of a name as a letter has them; what is not there is empty. ``full`` is all of it but the prefix."""

    prefix: str
    first: str
    middle: str
    last: str
    suffix: str
    full: str

    @property
    def formal(self) -> str:
        """The same behind the prefix, as on an envelope."""
        return f"{self.prefix} {self.full}" if self.prefix else self.full

    @property
    def key(self) -> str:
        """Equal for one name, however it is written."""
        return " ".join((self.first, self.last)).replace(".", "").casefold()


def read_name(cells: Mapping[str, str]) -> PersonName:
    """The name of a row. Separate columns go before the single one; parts that are missing are empty."""
    first, last = cells.get("first_name", ""), cells.get("last_name", "")
    whole = cells.get("name", "")
    if not (first and last) and (whole or "," in first + last):
        return parted(whole or first + last)
    return _cased(
        cells.get("prefix", ""), first, cells.get("middle_name", ""), last, cells.get("suffix", "")
    )


def disagree(cells: Mapping[str, str]) -> bool:
    """True if the single column has another name than the separate ones."""
    whole, first, last = cells.get("name"), cells.get("first_name"), cells.get("last_name")
    if not (whole and first and last):
        return False
    return not set(_words(f"{first} {last}")) <= set(_words(whole))


def parted(text: str) -> PersonName:
    """``LAST, FIRST M``, ``Dr. First M. Last Jr`` and the like, in parts; a name of one word is a first name."""
    found = _LAST_FIRST.fullmatch(text) or _FIRST_LAST.fullmatch(text)
    if found and _RESERVED.isdisjoint(text.lower().replace(",", " ").split()):
        return _cased("", found["first"], found["middle"] or "", found["last"], "")
    read = _parser().parse(text)
    first, last = read.given or read.nickname, read.family
    if not first and last and "," not in text:
        first, last = (last, "") if " " not in last else last.rsplit(" ", 1)[::-1]
    if text.rstrip().endswith(",") and not last:
        first, last = "", first
    return _cased(read.title, first, read.middle, last, read.suffix)


def line(name: str) -> str:
    """A name as the line of a block: capitals, and of the punctuation only hyphens, apostrophes and &."""
    name = name.upper()
    if _PLAIN.fullmatch(name):
        return name
    kept = "".join(
        one if one.isalnum() or one in "-'&" or _mark(one) else _instead(one) for one in name
    )
    return " ".join(kept.split())


def _mark(char: str) -> bool:
    import unicodedata

    return not char.isascii() and unicodedata.category(char)[0] in "MN"


def _instead(char: str) -> str:
    return {"’": "'", ".": " ", "‐": "-", "‑": "-"}.get(char, " ")


def _cased(prefix: str, first: str, middle: str, last: str, suffix: str) -> PersonName:
    if not suffix and " " in last:
        rest, _, word = last.rpartition(" ")
        if casing.bare(word).lower() in SUFFIX_WORDS:
            last, suffix = rest.rstrip(","), word
    if not prefix and " " in first:
        word, _, rest = first.partition(" ")
        if word.rstrip(".").lower() in TITLES:
            prefix, first = word, rest
    first, middle, last = (
        casing.given(first),
        casing.given(middle) if middle else "",
        casing.family(last),
    )
    suffix = casing.suffix(suffix) if suffix else ""
    full = " ".join(filter(None, (first, middle, last, suffix)))
    return PersonName(casing.prefix(prefix) if prefix else "", first, middle, last, suffix, full)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@lru_cache(maxsize=1)
def _parser() -> Parser:
    from nameparser import (
        CapsSuffixes,
        Lexicon,
        Parser,
        Policy,
    )  # not for a list whose names stand in columns of their own

    words = Lexicon.default()
    known = replace(
        words, titles=TITLES, given_name_titles=frozenset(), suffix_words=SUFFIX_WORDS, suffix_acronyms=ACRONYMS,
        suffix_acronyms_ambiguous=frozenset(), honorific_tails=frozenset(), after_given_titles=frozenset(),
    )  # fmt: skip
    return Parser(
        known, Policy(unlisted_caps_suffixes=CapsSuffixes.OFF, unlisted_dotted_suffixes=False)
    )

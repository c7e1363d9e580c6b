"""From the cells of a name to its parts. This is the only module that imports nameparser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from press.mail.recipients import casing
from press.mail.recipients.word_tables import words

if TYPE_CHECKING:
    from nameparser import Parser

# Only these are titles. nameparser's own tables also have Dean, Prince and Chi, which are names.
PREFIXES = words(
    "mr mrs ms miss mx dr prof professor rev reverend fr sr hon capt col lt maj sgt"
    " señor señora sra srta"
)
TITLES = PREFIXES - {"sr"}  # SR after a name is a suffix
SUFFIX_WORDS = frozenset({suffix.lower() for suffix in casing.SUFFIXES} | {"ii", "iii", "iv"})
ACRONYMS = words(" ".join(casing.CAPITAL_SUFFIXES).lower()) - words("ii iii iv usa do pa ret")
_NEEDS_PARSER = TITLES | SUFFIX_WORDS | ACRONYMS | casing.PARTICLES
_WORD = r"[^\W\d_][^\W\d_'’-]+(?:['’-][^\W\d_]+)*|[ODL]['’][^\W\d_]+"
_BLOCK_LINE = re.compile(r"[A-Z'&-]+(?: [A-Z'&-]+)*")
_LAST_FIRST = re.compile(rf"(?P<last>{_WORD}) ?, ?(?P<first>{_WORD})(?: (?P<middle>[^\W\d_]\.?))?")
_FIRST_LAST = re.compile(rf"(?P<first>{_WORD})(?: (?P<middle>[^\W\d_]\.?))? (?P<last>{_WORD})")


class PersonName(NamedTuple):
    """The parts of a name for a letter, or empty texts. ``full`` is the name without its prefix."""

    prefix: str
    first: str
    middle: str
    last: str
    suffix: str
    full: str

    @property
    def formal(self) -> str:
        """The full name after its prefix, as on an envelope."""
        return f"{self.prefix} {self.full}" if self.prefix else self.full

    @property
    def key(self) -> str:
        """A text that is equal for one name in different spellings."""
        return " ".join((self.first, self.last)).replace(".", "").casefold()


def read_name(cells: Mapping[str, str]) -> PersonName:
    """Return the name of a row, preferably from the separate columns. Missing parts are empty."""
    first, last = cells.get("first_name", ""), cells.get("last_name", "")
    single = cells.get("name", "")
    if not (first and last) and (single or "," in first + last):
        return parse_name(single or first + last)
    prefix, suffix = cells.get("prefix", ""), cells.get("suffix", "")
    return _person_name(prefix, first, cells.get("middle_name", ""), last, suffix)


def columns_disagree(cells: Mapping[str, str]) -> bool:
    """Return True if the single column has another name than the separate ones."""
    single, first, last = cells.get("name"), cells.get("first_name"), cells.get("last_name")
    if not (single and first and last):
        return False
    return not set(_words(f"{first} {last}")) <= set(_words(single))


def parse_name(text: str) -> PersonName:
    """Return the parts of ``LAST, FIRST M``, ``Dr. First M. Last Jr`` and the like.

    A name of one word is a first name.
    """
    match = _LAST_FIRST.fullmatch(text) or _FIRST_LAST.fullmatch(text)
    if match and _NEEDS_PARSER.isdisjoint(text.lower().replace(",", " ").split()):
        return _person_name("", match["first"], match["middle"] or "", match["last"], "")
    parsed = _parser().parse(text)
    first, last = parsed.given or parsed.nickname, parsed.family
    if not first and last and "," not in text:
        first, last = (last, "") if " " not in last else last.rsplit(" ", 1)[::-1]
    if text.rstrip().endswith(",") and not last:
        first, last = "", first
    return _person_name(parsed.title, first, parsed.middle, last, parsed.suffix)


def block_line(name: str) -> str:
    """Return a name as a line of an address block: capitals, hyphens, apostrophes and &."""
    name = name.upper()
    if _BLOCK_LINE.fullmatch(name):
        return name
    return " ".join("".join(map(_block_character, name)).split())


def _block_character(char: str) -> str:
    if char.isalnum() or char in "-'&" or _is_mark_or_number(char):
        return char
    return {"’": "'", ".": " ", "‐": "-", "‑": "-"}.get(char, " ")


def _is_mark_or_number(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char)[0] in "MN"


def _person_name(prefix: str, first: str, middle: str, last: str, suffix: str) -> PersonName:
    """Return the parts in their usual case. A title or suffix inside a name becomes a part."""
    if not suffix and " " in last:
        rest, _, word = last.rpartition(" ")
        if casing.table_key(word).lower() in SUFFIX_WORDS:
            last, suffix = rest.rstrip(","), word
    if not prefix and " " in first:
        word, _, rest = first.partition(" ")
        if word.rstrip(".").lower() in TITLES:
            prefix, first = word, rest
    prefix = casing.name_prefix(prefix) if prefix else ""
    first = casing.given_name(first)
    middle = casing.given_name(middle) if middle else ""
    last = casing.last_name(last)
    suffix = casing.name_suffix(suffix) if suffix else ""
    full = " ".join(filter(None, (first, middle, last, suffix)))
    return PersonName(prefix, first, middle, last, suffix, full)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@lru_cache(maxsize=1)
def _parser() -> Parser:
    # Imported only on demand: lists with separate name columns do not need it.
    from nameparser import CapsSuffixes, Lexicon, Parser, Policy

    lexicon = replace(
        Lexicon.default(),
        titles=TITLES,
        given_name_titles=frozenset(),
        suffix_words=SUFFIX_WORDS,
        suffix_acronyms=ACRONYMS,
        suffix_acronyms_ambiguous=frozenset(),
        honorific_tails=frozenset(),
        after_given_titles=frozenset(),
    )
    policy = Policy(unlisted_caps_suffixes=CapsSuffixes.OFF, unlisted_dotted_suffixes=False)
    return Parser(lexicon, policy)

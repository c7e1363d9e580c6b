"""From the cells of a row to words in them that forbid a letter: a death, a wish, returned mail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

DEAD, NO_MAIL, RETURNED = "deceased", "do not mail", "bad address"
PREDICATES = {
    DEAD: "has words that say the patient is dead",
    NO_MAIL: "has words that say to send no mail",
    RETURNED: "has words that say mail does not arrive",
}
STOP_HINT = "Leave the row out, or delete the words if they are wrong"

NAME_COLUMNS = frozenset((
    "name", "prefix", "first_name", "middle_name", "last_name", "suffix", "guardian",
))  # fmt: skip
ADDRESS_COLUMNS = frozenset(("address_1", "address_2", "address_3", "address_4", "unit", "city"))

# Phrases of whole words, without points and accents, separated by commas.
_PHRASES = {
    DEAD: """
    DECEASED, DECEASE, DECEASD, DECESED, DECASED, DECEASAD, DECEDENT, DECD, DEC'D, DECSD, DCSD, DCD,
    PT DECEASED, DIED, EXPIRED, EXP'D, PASSED AWAY, PASSED ON, HAS PASSED, PT PASSED, DATE OF DEATH,
    DEATH DATE, D O D, R I P, REST IN PEACE, IN MEMORIAM, THE LATE, ESTATE OF, THE ESTATE, HEIRS OF,
    SURVIVORS OF, NEXT OF KIN, EXECUTOR, EXECUTRIX, SURVIVING SPOUSE, FALLECIDO, FALLECIDA,
    FALLECIO, DIFUNTO, DIFUNTA, FINADO, FINADA, OCCISO, OCCISA, Q E P D, QEPD, MURIO, HA MUERTO,
    DECEDE, FALECIDO, FALECIDA, VERSTORBEN, FUNERAL HOME
    """,
    NO_MAIL: """
    DO NOT, DONOT, DON'T MAIL, DON'T SEND, DON'T CONTACT, DON'T WRITE, DON'T CALL, DONT MAIL,
    DONT SEND, DONT CONTACT, DONT WRITE, DONT CALL, DONOTMAIL, DONOTCONTACT, DONOTSEND, DNM, DNC,
    NO MAIL, NO MAILING, NO MAILINGS, NO CONTACT, NO LETTER, NO LETTERS, NO CORRESPONDENCE,
    NO FURTHER, NO MORE MAIL, NO MORE LETTERS, NO SEND, NO POSTAL MAIL, NO US MAIL, NO PAPER MAIL,
    NO SNAIL MAIL, NEVER MAIL, NEVER CONTACT, STOP MAIL, STOP MAILING, STOP MAILINGS, STOP LETTERS,
    HOLD MAIL, HOLD ALL MAIL, MAIL HOLD, SUPPRESS, SUPPRESS MAIL, OPT OUT, OPTOUT, OPTED OUT,
    OPTS OUT, UNSUBSCRIBE, UNSUBSCRIBED, REFUSES MAIL, REFUSED MAIL, DECLINES MAIL, DECLINED MAIL,
    MAIL DECLINED, MAIL REFUSED, WANTS NO MAIL, REQUESTS NO MAIL, EMAIL ONLY, PORTAL ONLY,
    NO CORREO, NO ENVIAR, NO ENVIE, NO MANDAR, NO CONTACTAR, NO ESCRIBIR
    """,
    RETURNED: """
    RETURNED MAIL, RETURN MAIL, MAIL RETURNED, RETURN TO SENDER, RETURNED TO SENDER, RTN TO SENDER,
    RTN MAIL, RTND MAIL, RET MAIL, RET'D MAIL, RTD MAIL, RTS, BAD ADDRESS, BAD ADDR, BAD ADD,
    WRONG ADDRESS, WRONG ADDR, INVALID ADDRESS, INVALID ADDR, INCORRECT ADDRESS, OLD ADDRESS,
    NO ADDRESS, ADDRESS UNKNOWN, UNKNOWN ADDRESS, NO GOOD ADDRESS, NEED ADDRESS, NEEDS ADDRESS,
    NEED NEW ADDRESS, NEEDS NEW ADDRESS, UPDATE ADDRESS, VERIFY ADDRESS, ADDRESS BAD, ADDRESS WRONG,
    ADDRESS INVALID, NOT AT ADDRESS, NOT AT THIS ADDRESS, NO LONGER, DOES NOT LIVE,
    DOESN'T LIVE, UNDELIVERABLE, UNDELIVERED, NOT DELIVERABLE, UNABLE TO FORWARD, NO FORWARDING,
    LEFT NO ADDRESS, MOVED LEFT, MOVED AWAY, HAS MOVED, PT MOVED, MOVED OUT, ATTEMPTED NOT KNOWN,
    NOT KNOWN, NO SUCH NUMBER, NO SUCH STREET, NO SUCH ADDRESS, NO MAIL RECEPTACLE,
    INSUFFICIENT ADDRESS, MLNA, CORREO DEVUELTO, DEVUELTO, DIRECCION INCORRECTA, DIRECCION MALA,
    SE MUDO, SE HA MUDADO
    """,
}
# These are ordinary words elsewhere, such as in the language "Refused".
_NAME_AND_ADDRESS_PHRASES = {
    RETURNED: "MOVED, RETURNED, UNCLAIMED",
    NO_MAIL: "REFUSED",
}
_NAME_PHRASES = {DEAD: "ESTATE, EST OF, DEAD, MUERTO, MUERTA"}
# These are names and initials, too: they count between marks, after a whole name, or with a date.
_WEAK = frozenset(("DEC", "DOD", "RIP", "EXP", "LATE", "DEAD", "DEATH", "D", "NM", "MORT"))
_WEAK_REASONS = {"NM": NO_MAIL}
_TRAILING = frozenset(("DEC", "DOD", "RIP", "EXP"))
_DAGGERS = re.compile("[†‡✝✞✟☠⚰]")

_LETTERS = re.compile(r"[^\W\d_]+")
_NOT_WORD = re.compile(r"[^A-Z0-9']+")
_SPACED_LETTERS = re.compile(r"\b(?:[A-Z] ){4,}[A-Z]\b")
_MARKS = re.compile(
    r"[()\[\]{}<>*~:;|_=+!?\"“”„]|/+|(?<=\s)[-–—]+|[-–—]+(?=\s|$)|^[-–—]+|--+|[–—]|\.{2,}"
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|\*+[^*]*\*+|[(\[{*].*$")
_ADDRESS_MARKED = re.compile(r"[(\[{<*]+\s*([^()\[\]{}<>*]+?)\s*(?:[)\]}>*]|$)")
_DATED = re.compile(r"\b(?:DEC|DOD|RIP|EXP|D) \d")


class StopWords(NamedTuple):
    """The column of a cell with stop words, and the reason: DEAD, NO_MAIL or RETURNED."""

    column: str
    reason: str


def _by_first_word(tables: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return the (phrase between blanks, reason) pairs of tables, by the phrase's first word."""
    found: dict[str, list[tuple[str, str]]] = {}
    for reason, text in tables.items():
        for phrase in text.split(","):
            words = " ".join(phrase.split())
            found.setdefault(words.split()[0], []).append((f" {words} ", reason))
    return found


_ANYWHERE = _by_first_word(_PHRASES)
_IN_NAMES_AND_ADDRESSES = _by_first_word(_NAME_AND_ADDRESS_PHRASES)
_IN_NAMES = _by_first_word(_NAME_PHRASES)
_FIRST_WORDS = frozenset((*_ANYWHERE, *_IN_NAMES_AND_ADDRESSES, *_IN_NAMES, *_WEAK))
# The words as they are typed before accents are removed, and parts of words with an apostrophe.
_TRIGGERS = _FIRST_WORDS | {
    "FALLECIÓ",
    "MURIÓ",
    "DÉCÉDÉ",
    "DIRECCIÓN",
    "DON",
    "DOESN",
    "RET",
}
_ALL_PHRASES = sorted(
    {
        phrase.strip()
        for table in (_ANYWHERE, _IN_NAMES_AND_ADDRESSES, _IN_NAMES)
        for phrases in table.values()
        for phrase, _ in phrases
    },
    key=len,
    reverse=True,
)


def stop_words(cells: Mapping[str, str], skipped: frozenset[str]) -> list[StopWords]:
    """Return the cells of a row with words that forbid a letter, except ``skipped`` columns."""
    row_text = " ".join(cells.values())
    words = _LETTERS.findall(row_text.upper())
    if _TRIGGERS.isdisjoint(words) and (row_text.isascii() or not _DAGGERS.search(row_text)):
        # A fast path for nearly every row. Spaced letters are five words of one letter.
        if sum(map(len, words)) > 5 and [len(word) for word in words].count(1) < 5:
            return []
        if not _SPACED_LETTERS.search(_plain(row_text, join=False)):
            return []
    return [
        StopWords(column, reason)
        for column, text in cells.items()
        if column.partition(" ")[0] not in skipped and (reason := stop_reason(column, text))
    ]


def stop_reason(column: str, text: str) -> str | None:
    """Return DEAD, NO_MAIL or RETURNED if a cell has words that say so; else None."""
    if _DAGGERS.search(text):
        return DEAD
    plain = _plain(text)
    padded = f" {plain} "
    words = plain.split()
    is_name = column in NAME_COLUMNS
    tables = [_ANYWHERE]
    if is_name or column in ADDRESS_COLUMNS:
        tables.append(_IN_NAMES_AND_ADDRESSES)
    if is_name:
        tables.append(_IN_NAMES)
    for table in tables:
        for word in words:
            for phrase, reason in table.get(word, ()):
                if phrase in padded:
                    return reason
    if is_name:
        return _weak_reason_in_name(column, text, plain)
    if column in ADDRESS_COLUMNS:
        return _weak_reason(map(_plain, _ADDRESS_MARKED.findall(text)))
    return None


def without_stop_words(text: str) -> str:
    """Return a name or an address without brackets, stars and stop words, to compare people."""
    text = _DAGGERS.sub(" ", _BRACKETED.sub(" ", text))
    text = _phrases_pattern().sub(" ", text)
    pieces = [piece for piece in re.split(r"\s[-–—]+(?=\s|$)|\s[-–—]+|[-–—]+\s", text) if piece]
    kept = [piece for piece in pieces if _plain(piece) not in _WEAK] or pieces
    return " ".join(" ".join(kept).split()).strip(" ,;:-–—*/")


@lru_cache(maxsize=1)
def _phrases_pattern() -> re.Pattern[str]:
    alternatives = "|".join(
        r"[\W_]+".join(re.escape(word).replace("'", "['’]") for word in phrase.split())
        for phrase in _ALL_PHRASES
    )
    return re.compile(rf"(?<![^\W_])(?:{alternatives})(?![^\W_])", re.IGNORECASE)


def _weak_reason_in_name(column: str, text: str, plain: str) -> str | None:
    if _DATED.search(plain):
        return DEAD
    pieces = [_plain(piece) for piece in _MARKS.split(text)]
    if len(pieces) > 1 and (reason := _weak_reason(iter(pieces))):
        return reason
    if column in ("prefix", "suffix"):
        return _weak_reason(word for word in plain.split() if word != "D")
    parts = text.split(",")
    last_part = _plain(parts[-1]).split()
    if len(parts) > 2 and " ".join(last_part) in _TRAILING:
        return DEAD
    in_separate_column = column in ("first_name", "last_name", "middle_name")
    is_trailing = len(last_part) > 1 and last_part[-1] in _TRAILING
    return DEAD if is_trailing and (len(parts) > 1 or in_separate_column) else None


def _weak_reason(pieces: Iterator[str]) -> str | None:
    return next((_WEAK_REASONS.get(piece, DEAD) for piece in pieces if piece in _WEAK), None)


def _plain(text: str, join: bool = True) -> str:
    """Return the words in capitals, without accents and punctuation, with single blanks."""
    text = text.upper().replace("’", "'").replace("`", "'").replace("´", "'")
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    text = _NOT_WORD.sub(" ", text).strip()
    if join and " " in text:
        text = _SPACED_LETTERS.sub(lambda match: match[0].replace(" ", ""), text)
    return " ".join(word.strip("'") for word in text.split() if word.strip("'"))

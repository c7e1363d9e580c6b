"""From JSON text to values, one after the other."""

from __future__ import annotations

import json
import re
from typing import Any

from press.mail.lists.fhir.json_types import fields_of

PIECE_SIZES = (16_384, 262_144, 5_000_000)  # characters; a patient has 3,000
# Characters of a token such as false, or of an escape: the end of a piece may cut it in two.
LONGEST_WORD = 20
_BLANK = re.compile(r"[ \t\n\r]*")


class NotJsonError(Exception):
    """Text that is not JSON: the problem, and the offset of the character."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


# parse_int=float: int refuses numbers with thousands of digits.
_DECODER = json.JSONDecoder(object_pairs_hook=fields_of, parse_int=float)


def parse_json(text: str) -> Any:
    """Return the only value in a text. Raises NotJsonError."""
    value, end = value_at(text, skip_blanks(text, 0))
    if end < len(text):
        raise NotJsonError("There is something behind the end of the record", end)
    return value


def value_at(text: str, offset: int) -> tuple[Any, int]:
    """Return the value that begins at ``offset``, and the offset of the next token.

    It is decoded from a piece of the text, then from larger ones if it continues: this limits the
    memory that one value can take. Raises NotJsonError.
    """
    for size in PIECE_SIZES:
        piece = text[offset : offset + size]
        continues = offset + size < len(text)
        try:
            value, end = _DECODER.raw_decode(piece)
        except json.JSONDecodeError as error:
            cut = error.msg.startswith("Unterminated") or error.pos > size - LONGEST_WORD
            if not (continues and cut):
                message = _MESSAGES.get(error.msg, "something is missing or too much")
                raise NotJsonError(f"This is no JSON: {message}", offset + error.pos) from None
        except RecursionError:
            raise NotJsonError("There are too many records in one another", offset) from None
        else:
            if end < size or not continues:
                return value, skip_blanks(text, offset + end)
    raise NotJsonError(f"A record has more than {PIECE_SIZES[-1]:,} characters", offset)


# Messages of the json module, and ours.
_MESSAGES = {
    "Expecting value": "a value is missing, or the file is cut off",
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting ',' delimiter": "a comma is missing, or the file is cut off",
    "Unterminated string starting at": "a text begins and does not end; the file may be cut off",
    "Invalid control character at": "there is a control character or a line's end in a text",
}


def skip_blanks(text: str, offset: int) -> int:
    """Return the offset of the next character that is not blank."""
    match = _BLANK.match(text, offset)
    assert match
    return match.end()


def expect_sign(text: str, offset: int, sign: str, message: str) -> int:
    """Return the offset of the token after ``sign``. Raises NotJsonError if it is not there."""
    if text[offset : offset + 1] != sign:
        raise NotJsonError(message, offset)
    return skip_blanks(text, offset + 1)


def next_member(text: str, offset: int, end: str) -> int:
    """Return the offset of the next member of a list or object, or of its closing sign ``end``.

    Raises NotJsonError if neither a comma nor ``end`` follows.
    """
    if text[offset : offset + 1] == end:
        return offset
    message = f"A comma or the closing {end} is missing; the file may be cut off"
    offset = expect_sign(text, offset, ",", message)
    if text[offset : offset + 1] == end:
        raise NotJsonError("Behind the comma something is missing", offset)
    return offset

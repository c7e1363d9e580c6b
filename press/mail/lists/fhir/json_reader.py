"""From JSON to values, one after the other: the only module that reads JSON here."""

from __future__ import annotations

import json
import re
from typing import Any

from press.mail.lists.fhir.json_types import fields_of

ROOMS = (16_384, 262_144, 5_000_000)  # characters; a patient has 3,000
LONGEST_WORD = 20  # characters of what is no text in quotes: false, or half an escape, where a piece is cut off
_BLANK = re.compile(r"[ \t\n\r]*")


class NotJsonError(Exception):
    """What is wrong, and at which character, from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


_DECODER = json.JSONDecoder(
    object_pairs_hook=fields_of, parse_int=float
)  # a whole number may be too long for int


def one_object(text: str) -> Any:
    value, at = value_at(text, behind_blanks(text, 0))
    if at < len(text):
        raise NotJsonError("There is something behind the end of the record", at)
    return value


def value_at(text: str, at: int) -> tuple[Any, int]:
    """The value that begins there, and where the next thing begins.

    It is looked for in a piece of the text, and in a larger one where it goes on: no value is made that is too large to keep.
    """
    for room in ROOMS:
        piece = text[at : at + room]
        goes_on = at + room < len(text)
        try:
            value, end = _DECODER.raw_decode(piece)
        except json.JSONDecodeError as error:
            if not (
                goes_on
                and (error.msg.startswith("Unterminated") or error.pos > room - LONGEST_WORD)
            ):
                said = _WORDS.get(error.msg, "something is missing or too much")
                raise NotJsonError(f"This is no JSON: {said}", at + error.pos) from None
        except RecursionError:
            raise NotJsonError("There are too many records in one another", at) from None
        else:
            if end < room or not goes_on:
                return value, behind_blanks(text, at + end)
    raise NotJsonError(f"A record has more than {ROOMS[-1]:,} characters", at)


# What json says, in our words.
_WORDS = {
    "Expecting value": "a value is missing, or the file is cut off",
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting ',' delimiter": "a comma is missing, or the file is cut off",
    "Unterminated string starting at": "a text begins and does not end; the file may be cut off",
    "Invalid control character at": "there is a control character or a line's end in a text",
}


def behind_blanks(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    assert blank
    return blank.end()


def behind_sign(text: str, at: int, sign: str, message: str) -> int:
    if text[at : at + 1] != sign:
        raise NotJsonError(message, at)
    return behind_blanks(text, at + 1)


def behind_comma(text: str, at: int, end: str) -> int:
    """Where the next member begins, or where ``end`` stands."""
    if text[at : at + 1] == end:
        return at
    at = behind_sign(
        text, at, ",", f"A comma or the closing {end} is missing; the file may be cut off"
    )
    if text[at : at + 1] == end:
        raise NotJsonError("Behind the comma something is missing", at)
    return at

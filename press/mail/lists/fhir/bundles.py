"""From files to FHIR resources, one after the other: a Bundle's entries, or the lines of NDJSON; which it is, the content tells.

No file is ever turned into objects as a whole: that takes ten times its size.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count
from typing import Any, BinaryIO, NamedTuple

from press.mail.lists.fhir.json_reader import (
    NotJsonError,
    behind_blanks,
    behind_comma,
    behind_sign,
    one_object,
    value_at,
)
from press.mail.lists.fhir.json_types import TWICE
from press.problems import ContentError, Place, Problem

LARGEST = 200_000_000  # bytes, all files together
LONGEST = 5_000_000  # bytes of a line of NDJSON; a patient has 3,000
MOST_NAMED = 20  # damaged lines

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
EXPORT = "Have the records system export it again, as FHIR R4 in JSON"


class FoundResource(NamedTuple):
    """A resource and where it stands. ``scope`` is its Bundle's number, 0 outside of one; ``url`` its full one, or empty.

    ``resource`` is None where something else stands there. Where ``is_entry``, the place's line is the number of the entry.
    """

    resource: dict[str, Any] | None
    place: Place
    scope: int
    url: str
    is_entry: bool


def resources(files: Sequence[str]) -> Iterator[FoundResource]:
    """Every resource in the files; raises ContentError for what is no JSON, no FHIR, or too large."""
    _refuse_large(files)
    problems: list[Problem] = []
    scopes = count(1)
    for file in files:
        try:
            yield from _in_file(file, scopes)
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)


def _refuse_large(files: Sequence[str]) -> None:
    size = 0
    for file in files:
        try:
            size += os.stat(file).st_size
        except (OSError, ValueError) as error:
            raise _unreadable(file, error) from None
        if size > LARGEST:
            message = f"The FHIR files have more than {LARGEST:,} bytes together"
            raise ContentError(
                [
                    Problem(
                        Place(file),
                        "M15",
                        message,
                        "Export fewer patients at once, and mail them one by one",
                    )
                ]
            )


def _unreadable(file: str, error: Exception) -> ContentError:
    why = error.strerror if isinstance(error, OSError) else "its name"
    return ContentError(
        [Problem(Place(file), "W03", f"The file cannot be read ({why})", "Check its name")]
    )


def _in_file(file: str, scopes: Iterator[int]) -> Iterator[FoundResource]:
    try:
        with open(file, "rb") as stream:
            source = _as_utf8(stream, file)
            start = source.tell()
            by_lines = _is_whole(source.readline(LONGEST + 1)) and _goes_on(source)
            source.seek(start)
            if by_lines:
                yield from _in_lines(source, file, scopes)
            else:
                yield from _in_document(
                    _decoded(source.read(LARGEST + 1), Place(file)), file, scopes
                )
    except OSError as error:
        raise _unreadable(file, error) from None


def _as_utf8(stream: BinaryIO, file: str) -> BinaryIO:
    """The stream behind its byte order mark; one in UTF-16 as UTF-8."""
    start = stream.read(3)
    if start.startswith(UTF_16):
        stream.seek(0)
        try:
            return BytesIO(stream.read(LARGEST + 1).decode("utf-16").encode())
        except UnicodeError:
            message = "The file begins as UTF-16 text, but is not"
            raise ContentError([Problem(Place(file), "M15", message, EXPORT)]) from None
    if start != codecs.BOM_UTF8:
        stream.seek(0)
        return stream
    return stream


def _goes_on(source: BinaryIO) -> bool:
    """True if anything but blanks comes behind."""
    while block := source.read(10_000):
        if block.strip():
            return True
    return False


def _is_whole(line: bytes) -> bool:
    """True if a first line is one JSON object."""
    try:
        return isinstance(one_object(line.decode()), dict) if len(line) <= LONGEST else False
    except (UnicodeDecodeError, NotJsonError):
        return False


def _in_lines(source: BinaryIO, file: str, scopes: Iterator[int]) -> Iterator[FoundResource]:
    """The resource of each line; raises ContentError with the damaged ones, behind the last that can be read."""
    problems: list[Problem] = []
    for number in count(1):
        line = source.readline(LONGEST + 1)
        if not line or len(problems) >= MOST_NAMED:
            break
        if len(line) > LONGEST:
            message = f"The line has more than {LONGEST:,} bytes"
            raise ContentError([*problems, Problem(Place(file, number), "M15", message, EXPORT)])
        try:
            text = _decoded(line, Place(file, number))
            if text.strip():
                yield from _opened(one_object(text), Place(file, number), scopes)
        except NotJsonError as error:
            problems.append(_damaged(Place(file, number, error.offset + 1), error.message))
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)


def _opened(resource: Any, place: Place, scopes: Iterator[int]) -> Iterator[FoundResource]:
    """The resource of one line, or those of the Bundle in it."""
    if isinstance(resource, dict) and resource.get("resourceType") == "Bundle":
        entries, scope = resource.get("entry"), next(scopes)
        for entry in entries if isinstance(entries, list) else []:
            yield from _entry(entry, place, scope, False)
    else:
        yield FoundResource(resource if _is_resource(resource) else None, place, 0, "", False)


def _in_document(text: str, file: str, scopes: Iterator[int]) -> Iterator[FoundResource]:
    """The entries of the Bundle, or the one resource; raises ContentError where the JSON is damaged."""
    try:
        yield from _members(text, file, next(scopes))
    except NotJsonError as error:
        before = text[: error.offset]
        line, column = before.count("\n") + 1, error.offset - before.rfind("\n")
        raise ContentError([_damaged(Place(file, line, column), error.message)]) from None


def _members(text: str, file: str, scope: int) -> Iterator[FoundResource]:
    """Walks through the outermost object, for its entries to be read one by one."""
    rest: dict[str, Any] = {}
    entries = 0
    at = behind_sign(
        text, behind_blanks(text, 0), "{", "The file does not begin with {, as a FHIR Bundle does"
    )
    while text[at : at + 1] != "}":
        key, at = value_at(text, at)
        if not isinstance(key, str):
            raise NotJsonError("A name in double quotes is missing", at)
        at = behind_sign(text, at, ":", "A colon is missing")
        if key == "entry" and text[at : at + 1] == "[":
            at = behind_blanks(text, at + 1)
            while text[at : at + 1] != "]":
                value, at = value_at(text, at)
                entries += 1
                yield from _entry(value, Place(file, entries), scope, True)
                at = behind_comma(text, at, "]")
            at = behind_blanks(text, at + 1)
        else:
            value, at = value_at(text, at)
            rest["" if key in rest else key] = TWICE if key in rest else value
        at = behind_comma(text, at, "}")
    at = behind_blanks(text, at + 1)
    if at < len(text):
        raise NotJsonError("There is something behind the end of the Bundle", at)
    if rest.get("resourceType") != "Bundle" and not entries:
        yield FoundResource(rest if _is_resource(rest) else None, Place(file), 0, "", False)


def _entry(entry: Any, place: Place, scope: int, in_document: bool) -> Iterator[FoundResource]:
    """The resource of an entry; one without is what a deletion or an answer leaves."""
    if not isinstance(entry, dict):
        yield FoundResource(None, place, scope, "", in_document)
    elif entry.get("resource") is not None:
        resource, url = entry["resource"], entry.get("fullUrl")
        nested = isinstance(resource, dict) and resource.get("resourceType") == "Bundle"
        sound = _is_resource(resource) and not nested
        yield FoundResource(
            resource if sound else None,
            place,
            scope,
            url if isinstance(url, str) else "",
            in_document,
        )


def _is_resource(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("resourceType"), str)
        and value.get("") is not TWICE
    )


def _decoded(data: bytes, place: Place) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = place.line + before.count(b"\n")
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"The byte 0x{data[error.start]:02X} is not UTF-8 text, as JSON is"
        raise ContentError(
            [Problem(Place(place.file, line, column), "M15", message, EXPORT)]
        ) from None


def _damaged(place: Place, message: str) -> Problem:
    return Problem(place, "M15", message, EXPORT)

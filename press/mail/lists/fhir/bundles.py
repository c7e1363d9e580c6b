"""From files to FHIR resources, one after the other: entries of a Bundle, or lines of NDJSON.

The content tells which of the two it is. A file is never decoded as a whole, as its objects would
take ten times its size.
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
    expect_sign,
    next_member,
    parse_json,
    skip_blanks,
    value_at,
)
from press.mail.lists.fhir.json_types import DUPLICATE_KEY
from press.problems import ContentError, Place, Problem

LARGEST = 200_000_000  # bytes of all files together
LONGEST = 5_000_000  # bytes of a line of NDJSON; a patient has 3,000
MOST_DAMAGED = 20  # damaged lines that are reported

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
EXPORT = "Have the records system export it again, as FHIR R4 in JSON"


class FoundResource(NamedTuple):
    """A resource and its place.

    ``resource`` is None if an entry or line has none. ``scope`` is the number of its Bundle, or 0.
    ``url`` is its full URL, or empty. If ``is_entry``, the line of the place is the entry's number.
    """

    resource: dict[str, Any] | None
    place: Place
    scope: int
    url: str
    is_entry: bool


def read_resources(files: Sequence[str]) -> Iterator[FoundResource]:
    """Yield every resource of the files.

    Raises ContentError, after the last readable resource, for damaged JSON and for too large files.
    """
    _refuse_large(files)
    problems: list[Problem] = []
    scopes = count(1)
    for file in files:
        try:
            yield from _file_resources(file, scopes)
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
            hint = "Export fewer patients at once, and mail them one by one"
            raise ContentError([Problem(Place(file), "M15", message, hint)])


def _unreadable(file: str, error: Exception) -> ContentError:
    reason = error.strerror if isinstance(error, OSError) else "its name"
    message = f"The file cannot be read ({reason})"
    return ContentError([Problem(Place(file), "W03", message, "Check its name")])


def _file_resources(file: str, scopes: Iterator[int]) -> Iterator[FoundResource]:
    try:
        with open(file, "rb") as stream:
            source = _as_utf8_stream(stream, file)
            start = source.tell()
            is_ndjson = _is_json_object(source.readline(LONGEST + 1)) and _has_more(source)
            source.seek(start)
            if is_ndjson:
                yield from _ndjson_resources(source, file, scopes)
            else:
                text = _decoded(source.read(LARGEST + 1), Place(file))
                yield from _document_resources(text, file, scopes)
    except OSError as error:
        raise _unreadable(file, error) from None


def _as_utf8_stream(stream: BinaryIO, file: str) -> BinaryIO:
    """Return the stream after its byte order mark, converted from UTF-16 to UTF-8 if necessary."""
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


def _has_more(source: BinaryIO) -> bool:
    """Return True if the rest of the stream is not blank."""
    while block := source.read(10_000):
        if block.strip():
            return True
    return False


def _is_json_object(line: bytes) -> bool:
    """Return True if a line is one JSON object."""
    try:
        return len(line) <= LONGEST and isinstance(parse_json(line.decode()), dict)
    except (UnicodeDecodeError, NotJsonError):
        return False


def _ndjson_resources(
    source: BinaryIO, file: str, scopes: Iterator[int]
) -> Iterator[FoundResource]:
    """Yield the resource of each line. Raises ContentError at the end for the damaged lines."""
    problems: list[Problem] = []
    for number in count(1):
        line = source.readline(LONGEST + 1)
        if not line or len(problems) >= MOST_DAMAGED:
            break
        if len(line) > LONGEST:
            message = f"The line has more than {LONGEST:,} bytes"
            raise ContentError([*problems, Problem(Place(file, number), "M15", message, EXPORT)])
        try:
            text = _decoded(line, Place(file, number))
            if text.strip():
                yield from _line_resources(parse_json(text), Place(file, number), scopes)
        except NotJsonError as error:
            problems.append(_damaged(Place(file, number, error.offset + 1), error.message))
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)


def _line_resources(resource: Any, place: Place, scopes: Iterator[int]) -> Iterator[FoundResource]:
    """Yield the resource of one line, or those of the Bundle in it."""
    if isinstance(resource, dict) and resource.get("resourceType") == "Bundle":
        entries, scope = resource.get("entry"), next(scopes)
        for entry in entries if isinstance(entries, list) else []:
            yield from _entry_resources(entry, place, scope, False)
    else:
        yield FoundResource(resource if _is_resource(resource) else None, place, 0, "", False)


def _document_resources(text: str, file: str, scopes: Iterator[int]) -> Iterator[FoundResource]:
    """Yield the entries of a Bundle, or the only resource. Raises ContentError for damaged JSON."""
    try:
        yield from _walk_document(text, file, next(scopes))
    except NotJsonError as error:
        before = text[: error.offset]
        line, column = before.count("\n") + 1, error.offset - before.rfind("\n")
        raise ContentError([_damaged(Place(file, line, column), error.message)]) from None


def _walk_document(text: str, file: str, scope: int) -> Iterator[FoundResource]:
    """Yield the entries one by one, walking through the outermost object. Raises NotJsonError."""
    other_members: dict[str, Any] = {}
    entries = 0
    message = "The file does not begin with {, as a FHIR Bundle does"
    offset = expect_sign(text, skip_blanks(text, 0), "{", message)
    while text[offset : offset + 1] != "}":
        key, offset = value_at(text, offset)
        if not isinstance(key, str):
            raise NotJsonError("A name in double quotes is missing", offset)
        offset = expect_sign(text, offset, ":", "A colon is missing")
        if key == "entry" and text[offset : offset + 1] == "[":
            offset = skip_blanks(text, offset + 1)
            while text[offset : offset + 1] != "]":
                value, offset = value_at(text, offset)
                entries += 1
                yield from _entry_resources(value, Place(file, entries), scope, True)
                offset = next_member(text, offset, "]")
            offset = skip_blanks(text, offset + 1)
        else:
            value, offset = value_at(text, offset)
            if key in other_members:
                other_members[""] = DUPLICATE_KEY
            else:
                other_members[key] = value
        offset = next_member(text, offset, "}")
    offset = skip_blanks(text, offset + 1)
    if offset < len(text):
        raise NotJsonError("There is something behind the end of the Bundle", offset)
    if other_members.get("resourceType") != "Bundle" and not entries:
        resource = other_members if _is_resource(other_members) else None
        yield FoundResource(resource, Place(file), 0, "", False)


def _entry_resources(
    entry: Any, place: Place, scope: int, in_document: bool
) -> Iterator[FoundResource]:
    """Yield the resource of an entry. Entries of deletions and responses have none."""
    if not isinstance(entry, dict):
        yield FoundResource(None, place, scope, "", in_document)
    elif entry.get("resource") is not None:
        resource, url = entry["resource"], entry.get("fullUrl")
        nested = isinstance(resource, dict) and resource.get("resourceType") == "Bundle"
        is_valid = _is_resource(resource) and not nested
        full_url = url if isinstance(url, str) else ""
        yield FoundResource(resource if is_valid else None, place, scope, full_url, in_document)


def _is_resource(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("resourceType"), str)
        and value.get("") is not DUPLICATE_KEY
    )


def _decoded(data: bytes, place: Place) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = place.line + before.count(b"\n")
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"The byte 0x{data[error.start]:02X} is not UTF-8 text, as JSON is"
        problem = Problem(Place(place.file, line, column), "M15", message, EXPORT)
        raise ContentError([problem]) from None


def _damaged(place: Place, message: str) -> Problem:
    return Problem(place, "M15", message, EXPORT)

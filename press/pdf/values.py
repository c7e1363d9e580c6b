"""From a PDF file to plain values: numbers, texts, names, arrays and dictionaries, for reading.

One of the two doors to pypdf: ``objects`` is the other, for objects that are copied and written.

A file's claims are not trusted: a value of the wrong type counts as missing, and references are
followed only on request. A file that cannot be read raises pypdf's errors or any other exception.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PdfReader

# The tables of ISO 32000-1, annex D, and Adobe's list of glyphs.
from pypdf._codecs import adobe_glyphs, charset_encoding
from pypdf.constants import UserAccessPermissions
from pypdf.errors import DependencyError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    decode_pdfdocencoding,
)

Reader = PdfReader
GLYPHS: dict[str, str] = {name[1:]: text for name, text in adobe_glyphs.items()}
ENCODINGS: dict[str, list[str]] = {name[1:]: table for name, table in charset_encoding.items()}

# pypdf's log messages are dropped: they may quote the file, and a terminal obeys escape codes.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


class LockedError(Exception):
    """The file opens only with a password."""


EncryptedError = DependencyError  # the encryption of the file is not supported


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()


class Array:
    """A PDF array. Items are read on request, because arrays can contain each other."""

    __slots__ = ("raw",)

    def __init__(self, raw: ArrayObject) -> None:
        self.raw = raw

    def __len__(self) -> int:
        return len(self.raw)

    def __iter__(self) -> Iterator[Value]:
        return (to_value(item) for item in list.__iter__(self.raw))


class Dictionary:
    """A PDF dictionary or stream. ``number`` is its object number; 0 for a direct dictionary."""

    __slots__ = ("number", "raw")

    def __init__(self, raw: DictionaryObject, number: int = 0) -> None:
        self.raw, self.number = raw, number

    @staticmethod
    def empty() -> Dictionary:
        """Return a dictionary without entries."""
        return Dictionary(DictionaryObject())

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def names(self) -> Iterator[str]:
        """Yield the keys of the entries."""
        return (str(key)[1:] for key in self.raw)

    def get(self, key: str) -> Value:
        """Return the value of an entry; None if there is none."""
        return to_value(dict.get(self.raw, f"/{key}"))

    def dictionary(self, key: str) -> Dictionary:
        """Return an entry that is a dictionary; else an empty dictionary."""
        value = self.get(key)
        return value if isinstance(value, Dictionary) else self.empty()

    def each(self, key: str) -> Iterator[Value]:
        """Yield the items of an entry that is an array, else its one value."""
        value = self.get(key)
        return iter(value if isinstance(value, Array) else () if value is None else (value,))

    def name(self, key: str) -> str:
        """Return an entry that is a name; else an empty text."""
        value = self.get(key)
        return value if isinstance(value, Name) else ""

    def text(self, key: str) -> str | None:
        """Return an entry that is a text string; else None."""
        return as_text(self.get(key))

    def integer(self, key: str) -> int | None:
        """Return an entry that is an integer; else None."""
        return as_integer(self.get(key))

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return the numbers of an entry that is an array, in that entry's units."""
        return tuple(float(item) for item in self.each(key) if isinstance(item, (int, float)))

    def data(self) -> bytes:
        """Return the decoded bytes of a stream; empty for a dictionary."""
        return bytes(self.raw.get_data()) if isinstance(self.raw, StreamObject) else b""


Value = Dictionary | Array | Name | str | bytes | int | float | bool | None


class Operation(NamedTuple):
    """An operator of a content stream with its operands."""

    operator: bytes
    operands: list[Value]


def open_pdf(data: bytes) -> Reader:
    """Return a reader of the file.

    Raises LockedError if the file needs a password, EncryptedError if its encryption is not
    supported, and any other exception if it is broken.
    """
    try:
        reader = Reader(io.BytesIO(data))
    except NotImplementedError:  # by pypdf, for security handlers other than the standard one
        raise EncryptedError from None
    if reader.is_encrypted and not reader.decrypt(""):
        raise LockedError
    return reader


def catalog(reader: Reader) -> Dictionary:
    """Return the document catalog."""
    return Dictionary(reader.root_object)


def information(reader: Reader) -> Dictionary:
    """Return the document information dictionary (title, author and so on)."""
    return Dictionary(reader.trailer).dictionary("Info")


def pages(reader: Reader) -> Iterator[Dictionary]:
    """Yield the pages in order, each with its inherited entries."""
    return (Dictionary(page, _number(page)) for page in reader.pages)


def shuts_out_readers(reader: Reader) -> bool:
    """Return True if the permissions forbid text access (bit 10; ISO 14289-1, 7.16)."""
    allowed = reader.user_access_permissions
    return allowed is not None and not allowed & UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS


def operations(reader: Reader, contents: Value) -> Iterator[Operation]:
    """Yield the operations of a page's contents or of a form. Strings in them are bytes."""
    if not isinstance(contents, (Array, Dictionary)):
        return
    for operands, operator in ContentStream(contents.raw, reader, "bytes").operations:
        values = [] if operator == b"INLINE IMAGE" else [to_value(item) for item in operands]
        yield Operation(operator, values)


def to_value(raw: Any) -> Value:
    """Return a pypdf object as a plain value, with references followed."""
    number = 0
    if isinstance(raw, IndirectObject):
        number, raw = raw.idnum, raw.get_object()
    if isinstance(raw, DictionaryObject):
        return Dictionary(raw, number)
    if isinstance(raw, ArrayObject):
        return Array(raw)
    if isinstance(raw, NameObject):
        return Name(raw[1:])
    if isinstance(raw, BooleanObject):
        return bool(raw.value)
    if isinstance(raw, NumberObject):
        return int(raw)
    if isinstance(raw, FloatObject):
        return float(raw)
    if isinstance(raw, TextStringObject):
        return str(raw)
    return bytes(raw) if isinstance(raw, ByteStringObject) else None


def as_integer(value: Value) -> int | None:
    """Return a value that is an integer; else None."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def as_text(value: Value) -> str | None:
    """Return the text of a string, without trailing zeros that C programs write; else None.

    Bytes are decoded by their byte order mark, or as PDFDocEncoding.
    """
    text = _decoded(value) if isinstance(value, bytes) else value
    return text.rstrip("\0") if isinstance(text, str) and not isinstance(text, Name) else None


def _decoded(value: bytes) -> str:
    for mark, encoding in (
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if value.startswith(mark):
            return value[len(mark) :].decode(encoding, "replace")
    try:
        return decode_pdfdocencoding(value)
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _number(page: DictionaryObject) -> int:
    reference = page.indirect_reference
    return reference.idnum if isinstance(reference, IndirectObject) else 0

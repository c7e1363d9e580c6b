"""From a PDF file to plain values: numbers, texts, names, arrays and dictionaries. The one module here that knows pypdf.

Whatever a file says is only a claim: a value of the wrong kind is as good as none, and nothing is followed further
than it is asked for. What cannot be read at all raises pypdf's errors, or any other: a broken file can cause all.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf._codecs import (
    adobe_glyphs,
    charset_encoding,
)  # the tables of ISO 32000-1, annex D, and Adobe's list of glyphs
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

# What it has to say goes nowhere: it may quote the file, and a terminal would obey that.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


class LockedError(Exception):
    """The file opens only with a password."""


EncryptedError = DependencyError  # the file is encrypted in a way that is not known here


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


class Array:
    """A list, each value read when it is asked for: arrays that hold each other would have no end."""

    __slots__ = ("raw",)

    def __init__(self, raw: ArrayObject) -> None:
        self.raw = raw

    def __len__(self) -> int:
        return len(self.raw)

    def __iter__(self) -> Iterator[Value]:
        return (plain(one) for one in list.__iter__(self.raw))

    def at(self, index: int) -> Value:
        """The value there, counted from 0; None beyond the end."""
        return plain(list.__getitem__(self.raw, index)) if 0 <= index < len(self.raw) else None


class Dictionary:
    """A dictionary or stream. ``number`` is its object's, or 0 where it stands inside another."""

    __slots__ = ("number", "raw")

    def __init__(self, raw: DictionaryObject, number: int = 0) -> None:
        self.raw, self.number = raw, number

    @staticmethod
    def empty() -> Dictionary:
        return Dictionary(DictionaryObject())

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def names(self) -> Iterator[str]:
        """The names of its entries."""
        return (str(key)[1:] for key in self.raw)

    def get(self, key: str) -> Value:
        """An entry, whatever it is; None where there is none."""
        return plain(dict.get(self.raw, f"/{key}"))

    def dictionary(self, key: str) -> Dictionary:
        """An empty one where there is none."""
        value = self.get(key)
        return value if isinstance(value, Dictionary) else self.empty()

    def each(self, key: str) -> Iterator[Value]:
        """The values of an entry that is an array, or else its one value."""
        value = self.get(key)
        return iter(value if isinstance(value, Array) else () if value is None else (value,))

    def name(self, key: str) -> str:
        value = self.get(key)
        return value if isinstance(value, Name) else ""

    def text(self, key: str) -> str | None:
        return as_text(self.get(key))

    def integer(self, key: str) -> int | None:
        return as_integer(self.get(key))

    def numbers(self, key: str) -> tuple[float, ...]:
        """The numbers of an array; what is none is left out."""
        return tuple(float(one) for one in self.each(key) if isinstance(one, (int, float)))

    def data(self) -> bytes:
        """A stream's bytes, decoded."""
        return bytes(self.raw.get_data()) if isinstance(self.raw, StreamObject) else b""


Value = Dictionary | Array | Name | str | bytes | int | float | bool | None


class Operation(NamedTuple):
    """One operator of a content stream, and what stands before it."""

    operator: bytes
    operands: list[Value]


def open_pdf(data: bytes) -> Reader:
    """A reader of the file; raises LockedError or EncryptedError, or whatever a broken file causes, as all here do."""
    try:
        reader = Reader(io.BytesIO(data))
    except NotImplementedError:  # by pypdf, of handlers that are not the standard one
        raise EncryptedError from None
    if reader.is_encrypted and not reader.decrypt(""):
        raise LockedError
    return reader


def catalog(reader: Reader) -> Dictionary:
    """Where everything in the file begins."""
    return Dictionary(reader.root_object)


def information(reader: Reader) -> Dictionary:
    """The old dictionary of title, author and so on."""
    return Dictionary(reader.trailer).dictionary("Info")


def pages(reader: Reader) -> Iterator[Dictionary]:
    """The pages in order, each with what it inherits."""
    return (Dictionary(page, _number(page)) for page in reader.pages)


def shuts_out_readers(reader: Reader) -> bool:
    """True if the permissions keep a screen reader from the text (bit 10; ISO 14289-1, 7.16)."""
    allowed = reader.user_access_permissions
    return allowed is not None and not allowed & UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS


def operations(reader: Reader, of: Value) -> Iterator[Operation]:
    """The operators of a page's contents, or of a form; the strings among their operands are bytes."""
    if not isinstance(of, (Array, Dictionary)):
        return
    for operands, operator in ContentStream(of.raw, reader, "bytes").operations:
        yield Operation(
            operator, [] if operator == b"INLINE IMAGE" else [plain(one) for one in operands]
        )


def plain(raw: Any) -> Value:
    """What pypdf read, followed to where it stands, as a plain value."""
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
    """A whole number, or None."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def as_text(value: Value) -> str | None:
    """A text string, by its byte order mark or as PDFDocEncoding; without the zero that programs in C put at its end."""
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

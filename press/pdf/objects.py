"""From a PDF file to its objects, with new objects beside them, for writing.

One of the two doors to pypdf: this module for objects that are copied and written, ``values`` for
plain values that are only read. (``encrypt`` asks pypdf for encryption alone.)

A file's claims are not trusted. A request for a dictionary, array, number or name returns that
type, or an empty one or None. Whatever pypdf raises for a broken file becomes BrokenError, so any
other exception from here is a bug.
"""

from __future__ import annotations

import io
import logging
from codecs import BOM_UTF16_BE
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

Array = ArrayObject
Dictionary = DictionaryObject
Name = NameObject
Number = NumberObject
Reference = IndirectObject
Stream = StreamObject
Text = TextStringObject
MAX_NODES = 100_000  # of a name or number tree
Raw = Any  # a value as the file has it, perhaps a reference

# pypdf's log messages are dropped: they may quote the file, and a terminal obeys escape codes.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
# What pypdf raises for encryption that it cannot undo.
_LOCKED = (NotImplementedError, DependencyError, FileNotDecryptedError)


class BrokenError(Exception):
    """Something in the file cannot be read."""


class TooLargeError(BrokenError):
    """A stream unpacks to more bytes than the limit."""


class LockedPdfError(Exception):
    """The file is encrypted."""


def limited() -> AbstractContextManager[Any]:
    """Return a context in which streams unpack to 40 MB at most and pypdf starts no program."""
    return apply_configuration(zlib_maximum_output_length=40_000_000, jbig2dec_binary=None)


class Objects:
    """The objects of a file, and new ones. Each object is read once and then shared.

    ``replaced`` has, by the number of an object of the file, the object that takes its place
    wherever it is referred to; None removes it.

    Raises BrokenError if ``data`` cannot be read, and LockedPdfError if it is encrypted.
    """

    def __init__(self, data: bytes) -> None:
        self.reader = _open(data)
        self.replaced: dict[int, Reference | None] = {}
        self._read: dict[tuple[int, int], Raw] = {}
        self._new: list[Raw] = []

    @property
    def catalog(self) -> Dictionary:
        """The document catalog."""
        try:
            return self.dictionary(self.reader.root_object)
        except Exception as error:  # a broken file can cause any
            raise BrokenError from error

    @property
    def trailer(self) -> Dictionary:
        """The trailer dictionary of the file."""
        return self.reader.trailer

    def pages(self) -> Iterator[tuple[int, Dictionary]]:
        """Yield each page's object number (0 if it has none) and entries, inherited ones too."""
        try:
            pages = list(self.reader.pages)
        except Exception as error:  # as above
            raise BrokenError from error
        for page in pages:
            reference = page.indirect_reference
            yield (reference.idnum if isinstance(reference, Reference) else 0), page

    def add(self, value: Raw = None) -> Reference:
        """Add a new object and return its reference. ``put`` can set its value later."""
        self._new.append(value)
        return Reference(len(self._new), 0, self)

    def put(self, reference: Reference, value: Raw) -> None:
        """Set the value of a new object."""
        self._new[reference.idnum - 1] = value

    def is_new(self, reference: Reference) -> bool:
        """Return True if the object was added here, False if it is an object of the file."""
        return reference.pdf is self

    def resolve(self, raw: Raw) -> Raw:
        """Return a value with references followed; None for null."""
        for _ in range(8):
            if not isinstance(raw, Reference):
                return None if isinstance(raw, NullObject) else raw
            raw = self._object(raw)
        return None

    def _object(self, reference: Reference) -> Raw:
        if self.is_new(reference):
            return self._new[reference.idnum - 1]
        key = reference.idnum, reference.generation
        if key not in self._read:
            try:
                self._read[key] = self.reader.get_object(reference)
            except Exception as error:  # as above
                raise BrokenError from error
        return self._read[key]

    def unpacked(self, stream: Stream) -> bytes:
        """Return the decoded bytes of a stream. Raises TooLargeError beyond the limit."""
        try:
            return bytes(stream.get_data())
        except LimitReachedError as error:
            raise TooLargeError from error
        except Exception as error:  # as above
            raise BrokenError from error

    def get(self, owner: Dictionary, key: str) -> Raw:
        """Return the value of an entry, resolved; None if there is none."""
        return self.resolve(dict.get(owner, f"/{key}"))

    def dictionary(self, raw: Raw) -> Dictionary:
        """Return a value that is a dictionary, resolved; else an empty dictionary."""
        value = self.resolve(raw)
        return value if isinstance(value, Dictionary) else Dictionary()

    def subdictionary(self, owner: Dictionary, key: str) -> Dictionary:
        """Return an entry that is a dictionary; else an empty dictionary."""
        return self.dictionary(dict.get(owner, f"/{key}"))

    def each(self, owner: Dictionary, key: str) -> list[Raw]:
        """Return the items of an entry that is an array, else its one value; all unresolved."""
        value = self.get(owner, key)
        if isinstance(value, Array):
            return list(list.__iter__(value))
        return [] if value is None else [dict.get(owner, f"/{key}")]

    def name(self, owner: Dictionary, key: str) -> str:
        """Return an entry that is a name, without its slash; else an empty text."""
        value = self.get(owner, key)
        return str(value)[1:] if isinstance(value, Name) else ""

    def string(self, raw: Raw) -> bytes | None:
        """Return the bytes of a string as the file has them; None if it is no string."""
        value = self.resolve(raw)
        if isinstance(value, Text):
            return value.original_bytes
        return bytes(value) if isinstance(value, bytes) else None

    def is_true(self, owner: Dictionary, key: str) -> bool:
        """Return True if an entry is the boolean true."""
        value = self.get(owner, key)
        return isinstance(value, BooleanObject) and bool(value.value)

    def integer(self, owner: Dictionary, key: str) -> int | None:
        """Return an entry that is an integer; else None."""
        value = self.get(owner, key)
        return int(value) if isinstance(value, Number) else None

    def numbers(self, owner: Dictionary, key: str) -> list[float]:
        """Return the numbers of an entry, an array or one number, in that entry's units."""
        values = (self.resolve(item) for item in self.each(owner, key))
        return [
            float(value)
            for value in values
            if isinstance(value, (int, float)) and not isinstance(value, bool)
        ]

    def tree_pairs(self, root: Raw, key: str) -> Iterator[tuple[Raw, Raw]]:
        """Yield each key and value of a name or number tree, unresolved.

        ``key`` is Names or Nums.
        """
        stack: list[Raw] = [root]
        visited: set[int] = set()
        while stack:
            node = self.dictionary(stack.pop())
            if id(node) in visited or len(visited) > MAX_NODES:
                continue
            visited.add(id(node))
            pairs = self.each(node, key)
            yield from zip(pairs[::2], pairs[1::2], strict=False)
            stack += reversed(self.each(node, "Kids"))


def _open(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
    except _LOCKED as error:
        raise LockedPdfError from error
    except Exception as error:  # a broken file can cause any
        raise BrokenError from error
    if "/Encrypt" in reader.trailer:
        raise LockedPdfError
    return reader


def text_bytes(text: str) -> bytes:
    """Return the bytes of a text string: ASCII, or UTF-16 with its byte order mark."""
    if text.isascii():
        return text.encode("ascii")
    return BOM_UTF16_BE + text.encode("utf-16-be", "replace")


def number_of(raw: Raw) -> int:
    """Return the object number of a reference; 0 for a direct value."""
    return int(raw.idnum) if isinstance(raw, Reference) else 0


def dictionary(**entries: Raw) -> Dictionary:
    """Return a new dictionary of PDF objects or plain values; a plain str becomes a name."""
    return Dictionary({Name(f"/{key}"): pdf_object(value) for key, value in entries.items()})


def array(values: list[Any]) -> Array:
    """Return a new array of PDF objects or plain values; a plain str becomes a name."""
    return Array([pdf_object(value) for value in values])


def stream(data: bytes, entries: Dictionary) -> Stream:
    """Return a new stream whose bytes are written as they are."""
    new = Stream()
    new.update(entries)
    new._data = data
    return new


def pdf_object(value: Raw) -> Raw:
    """Return a plain str, bool, int or float as a PDF object; any other value unchanged."""
    if type(value) is str:
        return Name(f"/{value}")
    if type(value) is bool:
        return BooleanObject(value)
    if type(value) is int:
        return Number(value)
    return FloatObject(round(value, 5)) if type(value) is float else value

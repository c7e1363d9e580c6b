"""From a PDF file to its objects, and new ones beside them. The one module here that knows pypdf.

Whatever a file says is only a claim: what is asked for as a dictionary, array, number or name is one, or there is none.
What cannot be read at all raises BrokenError, whatever pypdf raised of it: a broken file can cause any. So what else is
raised in this room is a bug.
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
MOST = 100_000  # nodes of a tree
Raw = Any  # a value as it stands in the file, perhaps a reference to it

# What it has to say goes nowhere: it may quote the file, and a terminal would obey that.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
# What pypdf raises of encryption that it cannot undo.
_LOCKED = (NotImplementedError, DependencyError, FileNotDecryptedError)


class BrokenError(Exception):
    """Something in the file cannot be read."""


class TooLargeError(BrokenError):
    """Something unpacks to more than is allowed."""


class LockedPdfError(Exception):
    """The file is encrypted, and cannot be read without more than is known here."""


def limited() -> AbstractContextManager[Any]:
    """Inside, streams unpack to 40 MB at most, and no other program is asked to unpack one."""
    return apply_configuration(zlib_maximum_output_length=40_000_000, jbig2dec_binary=None)


class Objects:
    """The objects of a file, and new ones; each is one and the same however often it is asked for.

    ``replaced`` says what stands in the place of an object of the file, by its number, wherever it is referred to.
    """

    def __init__(self, data: bytes) -> None:
        """Raises BrokenError, or LockedError where it is encrypted, however that is."""
        self.reader = _opened(data)
        self.replaced: dict[int, Reference | None] = {}
        self._read: dict[tuple[int, int], Raw] = {}
        self._new: list[Raw] = []

    @property
    def catalog(self) -> Dictionary:
        try:
            return self.dictionary(self.reader.root_object)
        except Exception as error:  # a broken file can cause any
            raise BrokenError from error

    @property
    def trailer(self) -> Dictionary:
        return self.reader.trailer

    def pages(self) -> Iterator[tuple[int, Dictionary]]:
        """The pages in order, each with its object's number (0 where it has none) and what it inherits."""
        try:
            pages = list(self.reader.pages)
        except Exception as error:  # as above
            raise BrokenError from error
        for page in pages:
            reference = page.indirect_reference
            yield (reference.idnum if isinstance(reference, Reference) else 0), page

    def add(self, value: Raw = None) -> Reference:
        """A new object; one without a value gets it by ``put``."""
        self._new.append(value)
        return Reference(len(self._new), 0, self)

    def put(self, reference: Reference, value: Raw) -> None:
        self._new[reference.idnum - 1] = value

    def is_new(self, reference: Reference) -> bool:
        return reference.pdf is self

    def at(self, raw: Raw) -> Raw:
        """The value itself, wherever it stands; None for none."""
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

    def unpacked(self, of: Stream) -> bytes:
        """A stream's bytes without what they are packed by."""
        try:
            return bytes(of.get_data())
        except LimitReachedError as error:
            raise TooLargeError from error
        except Exception as error:  # as above
            raise BrokenError from error

    def get(self, of: Dictionary, key: str) -> Raw:
        """An entry's value; None where there is none."""
        return self.at(dict.get(of, f"/{key}"))

    def dictionary(self, raw: Raw) -> Dictionary:
        """An empty one where there is none."""
        value = self.at(raw)
        return value if isinstance(value, Dictionary) else Dictionary()

    def below(self, of: Dictionary, key: str) -> Dictionary:
        """The dictionary that is an entry; an empty one where there is none."""
        return self.dictionary(dict.get(of, f"/{key}"))

    def each(self, of: Dictionary, key: str) -> list[Raw]:
        """The members of an entry that is an array, as they stand there, or else its one value."""
        value = self.get(of, key)
        if isinstance(value, Array):
            return list(list.__iter__(value))
        return [] if value is None else [dict.get(of, f"/{key}")]

    def name(self, of: Dictionary, key: str) -> str:
        """Without its slash; empty where there is none."""
        value = self.get(of, key)
        return str(value)[1:] if isinstance(value, Name) else ""

    def string(self, raw: Raw) -> bytes | None:
        """The bytes of a string, as they stand in the file; None where it is none."""
        value = self.at(raw)
        return (
            value.original_bytes
            if isinstance(value, Text)
            else bytes(value)
            if isinstance(value, bytes)
            else None
        )

    def is_true(self, of: Dictionary, key: str) -> bool:
        value = self.get(of, key)
        return isinstance(value, BooleanObject) and bool(value.value)

    def integer(self, of: Dictionary, key: str) -> int | None:
        value = self.get(of, key)
        return int(value) if isinstance(value, Number) else None

    def numbers(self, of: Dictionary, key: str) -> list[float]:
        """The numbers of an array, or a number by itself; what is none is left out."""
        values = (self.at(one) for one in self.each(of, key))
        return [
            float(one)
            for one in values
            if isinstance(one, (int, float)) and not isinstance(one, bool)
        ]

    def tree(self, raw: Raw, key: str) -> Iterator[tuple[Raw, Raw]]:
        """What a tree of names or numbers holds: each key and its value, as they stand there; ``key`` is Names or Nums."""
        waiting: list[Raw] = [raw]
        met: set[int] = set()
        while waiting:
            node = self.dictionary(waiting.pop())
            if id(node) in met or len(met) > MOST:
                continue
            met.add(id(node))
            pairs = self.each(node, key)
            yield from zip(pairs[::2], pairs[1::2], strict=False)
            waiting += reversed(self.each(node, "Kids"))


def _opened(data: bytes) -> PdfReader:
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
    """A string as it is written."""
    return (
        text.encode("ascii")
        if text.isascii()
        else BOM_UTF16_BE + text.encode("utf-16-be", "replace")
    )


def number_of(raw: Raw) -> int:
    """The number of the object that is referred to; 0 for a value that stands where it is."""
    return int(raw.idnum) if isinstance(raw, Reference) else 0


def dictionary(**entries: Raw) -> Dictionary:
    """A new one, of values that are objects already or plain ones: a text that is plain becomes a name."""
    return Dictionary({Name(f"/{key}"): spelt(value) for key, value in entries.items()})


def array(values: list[Any]) -> Array:
    """A new one, by the same rule."""
    return Array([spelt(value) for value in values])


def stream(data: bytes, entries: Dictionary) -> Stream:
    """A new one, whose bytes are written as they are."""
    made = Stream()
    made.update(entries)
    made._data = data
    return made


def spelt(value: Raw) -> Raw:
    """A plain number, name or truth value as an object; whatever is one already stays."""
    if type(value) is str:
        return Name(f"/{value}")
    if type(value) is bool:
        return BooleanObject(value)
    if type(value) is int:
        return Number(value)
    return FloatObject(round(value, 5)) if type(value) is float else value

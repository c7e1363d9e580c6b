"""From a JSON value to the type that FHIR has for its field; any other type is a fault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from press.content.characters import unprintable

LONGEST = 2_000  # characters of a text; a long address line has 60
MOST_ITEMS = 200  # items of a list that are read; a patient has five names at most
MOST_FAULTS = 20  # in one resource

Fields = dict[str, Any]


class _DuplicateKey:
    """The type of the mark, under the empty key, of an object that has one key twice."""


DUPLICATE_KEY = _DuplicateKey()


def fields_of(pairs: list[tuple[str, Any]]) -> Fields:
    """Return a JSON object as a dict. This is the ``object_pairs_hook`` of the decoder."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        fields[""] = DUPLICATE_KEY
    return fields


class FieldReader:
    """A reader of the fields of one resource.

    ``faults`` collects what is not as FHIR has it. A fault names a field, never a value.
    """

    def __init__(self) -> None:
        self.faults: list[str] = []

    def add_fault(self, fault: str) -> None:
        """Add a fault, unless it is known already."""
        if fault not in self.faults and len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def child(self, holder: Fields, name: str) -> Fields:
        """Return the object in a field, or an empty one."""
        return self._as_object(self._value(holder, name), name)

    def children(self, holder: Fields, name: str) -> list[Fields]:
        """Return the objects of a list, without ``null``."""
        return [self._as_object(item, name) for item in self._items(holder, name)]

    def text(self, holder: Fields, name: str) -> str:
        """Return the text in a field on one line, with single blanks; "" if there is none."""
        value = holder.get(name)
        # A fast path for nearly every text: half the time of a large export is spent here.
        if "" not in holder:
            if value is None:
                return ""
            if isinstance(value, str) and len(value) <= LONGEST and value.isprintable():
                return " ".join(value.split())
        return " ".join(self.lines(holder, name))

    def lines(self, holder: Fields, name: str) -> list[str]:
        """Return the lines of the text in a field."""
        return list(self._lines(self._value(holder, name), name))

    def texts(self, holder: Fields, name: str) -> list[str]:
        """Return the lines of all the texts of a list."""
        return [line for item in self._items(holder, name) for line in self._lines(item, name)]

    def flag(self, holder: Fields, name: str) -> bool | None:
        """Return the boolean in a field, or None if it is absent."""
        value = self._value(holder, name)
        if value is None or isinstance(value, bool):
            return value
        self.add_fault(f"'{name}' is neither true nor false")
        return None

    def _value(self, holder: Fields, name: str) -> Any:
        if holder.get("") is DUPLICATE_KEY:
            self.add_fault("a field stands twice")
        return holder.get(name)

    def _as_object(self, value: object, name: str) -> Fields:
        if isinstance(value, dict):
            return value
        if value is not None:
            self.add_fault(f"'{name}' is not a record in braces")
        return {}

    def _items(self, holder: Fields, name: str) -> list[Any]:
        value = self._value(holder, name)
        if not isinstance(value, list):
            if value is not None:
                self.add_fault(f"'{name}' is not a list")
            return []
        if len(value) > MOST_ITEMS:
            self.add_fault(f"'{name}' is a list of more than {MOST_ITEMS}")
        return [item for item in value[:MOST_ITEMS] if item is not None]

    def _lines(self, value: object, name: str) -> Iterable[str]:
        if value is None:
            return []
        if not isinstance(value, str):
            self.add_fault(f"'{name}' is not a text in quotes")
            return []
        if len(value) > LONGEST:
            self.add_fault(f"'{name}' has more than {LONGEST:,} characters")
            return []
        lines = [" ".join(line.split()) for line in value.splitlines()]
        lines = [line for line in lines if line]
        if any(any(True for _ in unprintable(line)) for line in lines):
            self.add_fault(f"'{name}' has a character in it that cannot be printed")
            return []
        return lines

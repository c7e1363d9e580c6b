"""From any JSON value to the kind that FHIR has at its place; whatever else stands there is noted, by the name of its field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from press.content.characters import unprintable

LONGEST = 2_000  # characters of a text that is taken; a long line of an address has 60
MOST = 200  # members of a list that are taken; a patient has five names at most
MOST_NOTED = 20  # mistakes in one record

Fields = dict[str, Any]


class _Twice:
    """Stands in a record behind its empty key, where one of its fields stands twice."""


TWICE = _Twice()


def fields_of(pairs: list[tuple[str, Any]]) -> Fields:
    """One JSON object; for json's ``object_pairs_hook``."""
    made = dict(pairs)
    if len(made) < len(pairs):
        made[""] = TWICE
    return made


class Noting:
    """Takes values out of one record and collects in ``wrong`` what is not as FHIR has it; no value is ever in there."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def note(self, what: str) -> None:
        if what not in self.wrong and len(self.wrong) < MOST_NOTED:
            self.wrong.append(what)

    def record(self, holder: Fields, name: str) -> Fields:
        """The object there, or an empty one."""
        return self._record(self._value(holder, name), name)

    def records(self, holder: Fields, name: str) -> list[Fields]:
        """The objects of the list there; ``null`` counts as nothing."""
        return [self._record(one, name) for one in self._list(holder, name)]

    def text(self, holder: Fields, name: str) -> str:
        """The text there on one line without blanks at its ends, or an empty one."""
        value = holder.get(name)
        if (
            "" not in holder
        ):  # a short way for nearly all: half the time of a large export is spent here
            if value is None:
                return ""
            if isinstance(value, str) and len(value) <= LONGEST and value.isprintable():
                return " ".join(value.split())
        return " ".join(self.lines(holder, name))

    def lines(self, holder: Fields, name: str) -> list[str]:
        """The lines of the text there."""
        return list(self._lines(self._value(holder, name), name))

    def texts(self, holder: Fields, name: str) -> list[str]:
        """The lines of all the texts of the list there."""
        return [line for one in self._list(holder, name) for line in self._lines(one, name)]

    def flag(self, holder: Fields, name: str) -> bool | None:
        """Yes or no, or None where nothing is said."""
        value = self._value(holder, name)
        if value is None or isinstance(value, bool):
            return value
        self.note(f"'{name}' is neither true nor false")
        return None

    def _value(self, holder: Fields, name: str) -> Any:
        if holder.get("") is TWICE:
            self.note("a field stands twice")
        return holder.get(name)

    def _record(self, value: object, name: str) -> Fields:
        if isinstance(value, dict):
            return value
        if value is not None:
            self.note(f"'{name}' is not a record in braces")
        return {}

    def _list(self, holder: Fields, name: str) -> list[Any]:
        value = self._value(holder, name)
        if not isinstance(value, list):
            if value is not None:
                self.note(f"'{name}' is not a list")
            return []
        if len(value) > MOST:
            self.note(f"'{name}' is a list of more than {MOST}")
        return [one for one in value[:MOST] if one is not None]

    def _lines(self, value: object, name: str) -> Iterable[str]:
        if value is None:
            return []
        if not isinstance(value, str):
            self.note(f"'{name}' is not a text in quotes")
            return []
        if len(value) > LONGEST:
            self.note(f"'{name}' has more than {LONGEST:,} characters")
            return []
        lines = (" ".join(line.split()) for line in value.splitlines())
        found = [line for line in lines if line]
        if any(any(True for _ in unprintable(line)) for line in found):
            self.note(f"'{name}' has a character in it that cannot be printed")
            return []
        return found

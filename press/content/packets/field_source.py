"""From the checked fields of a part and its YAML to texts and values that know their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from press.content.handout import text_in
from press.content.markdown import parse_body
from press.content.tree import Block, Text
from press.content.yaml_nodes import Mapping, Scalar, locate, node_at
from press.problems import Place, Problem

T = TypeVar("T")
Checked = TypeVar("Checked")
CheckedRow = TypeVar("CheckedRow")


@dataclass(frozen=True, slots=True)
class FieldValue(Generic[T]):
    """A field that a packet may leave out, such as a medical number.

    ``value`` is None if the field is empty or absent. ``typed`` is True if the field is there, be
    it empty. ``place`` is the field's; that of the row or part around it if the field is absent.
    """

    value: T | None
    place: Place
    typed: bool


@dataclass(frozen=True, slots=True)
class FieldSource(Generic[Checked]):
    """Checked ``fields`` with the YAML that they came from: ``path`` leads to it from ``root``.

    Problems that reading finds in Markdown are added to ``problems``. A name that is no field is a
    mistake of the program's, and an AssertionError.
    """

    fields: Checked
    root: Mapping
    path: tuple[str | int, ...]
    problems: list[Problem]

    @property
    def place(self) -> Place:
        """The place of the fields in their file."""
        return locate(self.root, self.path)[0]

    def text(self, name: str) -> Text | None:
        """Return the text of a field; None if it is empty or absent."""
        return text_in(self.root, self._path_to(name))

    def required_text(self, name: str) -> Text:
        """Return the text of a field that the model requires."""
        text = self.text(name)
        assert text is not None, f"the model does not require {name}"
        return text

    def texts(self, name: str, values: Sequence[str]) -> tuple[Text, ...]:
        """Return each text of a list, whose checked ``values`` are given."""
        path = self._path_to(name)
        texts = [text_in(self.root, (*path, index)) for index in range(len(values))]
        return tuple(text for text in texts if text is not None)

    def value(self, name: str, value: T | None) -> FieldValue[T]:
        """Return the checked ``value`` of a field with its place."""
        path = self._path_to(name)
        return FieldValue(value, locate(self.root, path)[0], node_at(self.root, path) is not None)

    def text_value(self, name: str) -> FieldValue[Text]:
        """Return the text of a field that may be left out, with its place."""
        return self.value(name, self.text(name))

    def blocks(self, name: str) -> tuple[Block, ...]:
        """Return the Markdown of a field that the model requires, parsed."""
        body = node_at(self.root, self._path_to(name))
        assert isinstance(body, Scalar), f"the model does not require {name}"
        blocks, problems = parse_body(body)
        self.problems.extend(problems)
        return blocks

    def rows(self, name: str, rows: Sequence[CheckedRow]) -> Iterator[FieldSource[CheckedRow]]:
        """Yield a source for each of the checked ``rows`` of a list."""
        path = self._path_to(name)
        for index, fields in enumerate(rows):
            yield FieldSource(fields, self.root, (*path, index), self.problems)

    def _path_to(self, name: str) -> tuple[str | int, ...]:
        assert name in _spellings(type(self.fields)), f"{name} is no field of this part"
        return (*self.path, name)


def _spellings(model: type) -> set[str]:
    """Return the names of a model's fields, as a file may spell them."""
    names = set()
    for name, field in getattr(model, "model_fields", {}).items():
        names |= {name, *map(str, getattr(field.validation_alias, "choices", ()))}
    return names

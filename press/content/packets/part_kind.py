"""What a module in ``parts/`` declares of its kind of part, and the types that kinds share.

The names of pydantic that such a module needs come from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AliasChoices, ConfigDict, Field, model_validator

from press.content.fields import Fields
from press.content.packets.field_source import FieldSource

__all__ = [
    "AliasChoices",
    "Anchor",
    "Days",
    "Field",
    "Hours",
    "InnerFields",
    "PartContent",
    "PartKind",
    "model_validator",
]

Days = Annotated[int, Field(ge=0, le=365)]
Hours = Annotated[int, Field(ge=0, le=168)]
Anchor = Literal["arrival", "surgery"]

Checked = TypeVar("Checked")
Content_co = TypeVar("Content_co", bound="PartContent", covariant=True)


def _undescribed(schema: dict[str, Any]) -> None:
    """Drop a docstring from the JSON Schema, which has the description of the field around it."""
    schema.pop("description", None)


class InnerFields(Fields):
    """The base of fields inside a packet, such as those of a part or of a row."""

    model_config = ConfigDict(json_schema_extra=_undescribed)


@dataclass(frozen=True, slots=True)
class PartContent:
    """The base of what a part says: its fields, read once, each text with its place."""


@dataclass(frozen=True, slots=True)
class PartKind(Generic[Checked, Content_co]):
    """A kind of part: its ``name`` in a packet, the type of its fields, and how they are read.

    ``rank`` orders the kinds in messages and in the JSON Schema. A kind that ``stands_alone`` may
    be written as its name alone. One that ``needs_title`` must have a ``title`` beside it in YAML.
    """

    name: str
    description: str
    fields: type[Checked]
    read: Callable[[FieldSource[Checked]], Content_co]
    rank: int
    stands_alone: bool = False
    needs_title: bool = False

    @property
    def attribute(self) -> str:
        """The name of its field in Python."""
        return self.name.replace("-", "_")

"""The fields of handouts/packets/*.yaml, as pydantic models; ``parts/`` has those of each part.

A medical number may be absent here, for the stock has none. Its absence is a problem where the
packet is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AliasChoices,
    BeforeValidator,
    Field,
    StringConstraints,
    create_model,
    model_validator,
)

from press.content.fields import Fields, Language, Line, Value, YesOrNo, mistake
from press.content.models import ReviewFields
from press.content.packets.part_kind import InnerFields
from press.content.packets.parts import PARTS

MOST_PARTS = 60
MOST_ASKED = 60

AskName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class AskFields(InnerFields):
    """The fields of something that the packet asks for."""

    name: AskName = Field(
        description="What it is called in a text and in the values: small letters, digits and _."
    )
    type: Literal["text", "day", "time", "moment", "yes-no"] = Field(
        description="text, day (2027-03-09), time (06:30), moment (2027-03-09T08:00) or yes-no."
    )
    label: Line = Field(
        description="What is asked for, for who fills it in, such as: Patient's name"
    )
    required: YesOrNo = Field(True, description="If no, it may be left out.")
    personal: YesOrNo | None = Field(
        None,
        description="If yes, it tells who the patient is, and never stands on a command line; "
        "a text or a day does, if not said.",
    )
    header: YesOrNo = Field(
        False, description="If yes, it stands at the head of each page that is this patient's own."
    )


class PartSettings(Fields):
    """The fields that every part may have beside its kind."""

    title: Line | None = Field(
        None,
        description="What a file is called in the contents; "
        "or a handout, instead of its own title.",
    )
    when: Value | None = Field(None, description="Only when this value is set: diabetic")
    number: Line | None = Field(None, description="The office's form number of this part.")
    version: Line | None = Field(None, description="The version of this part.")
    front: YesOrNo | None = Field(
        None,
        description="If yes, it begins on a front side, to be pulled out; signatures and files do.",
    )
    accessible: YesOrNo = Field(
        True, description="If no, a file that no screen reader can read is taken all the same."
    )

    @model_validator(mode="after")
    def _check_kind(self) -> PartSettings:
        kinds = [kind for kind in PARTS.values() if getattr(self, kind.attribute) is not None]
        if len(kinds) != 1:
            names = " and ".join(kind.name for kind in kinds)
            message = (
                f"A part is one thing, and this one is {names}"
                if kinds
                else "This part does not say what it is"
            )
            raise mistake("F11", message, f"Begin it with one of: {', '.join(PARTS)}")
        if kinds[0].needs_title and not self.title:
            hint = "Say what the file is called in the contents"
            raise mistake("F02", "'title' is missing", hint)
        return self


def _kind_field(name: str, description: str) -> Any:
    """Return the field of a kind, also under its name with an underscore."""
    attribute = name.replace("-", "_")
    aliases = AliasChoices(name, attribute) if attribute != name else None
    return Field(None, validation_alias=aliases, description=description)


if TYPE_CHECKING:
    PartFields = PartSettings
else:
    _KINDS = create_model(
        "_KINDS",
        __base__=Fields,
        **{
            kind.attribute: (kind.fields | None, _kind_field(kind.name, kind.description))
            for kind in PARTS.values()
        },
    )
    PartFields = create_model("PartFields", __base__=(PartSettings, _KINDS), __module__=__name__)

_ALONE: Any = Literal[tuple(kind.name for kind in PARTS.values() if kind.stands_alone)]


def _with_fields(value: Any) -> Any:
    """``- cover`` alone is a part with no fields."""
    return {value: {}} if isinstance(value, str) else value


class PacketFields(Fields):
    """One packet: what it asks for, and its parts in order."""

    title: Line = Field(description="What the packet is for.")
    subtitle: Line | None = Field(None, description="One line below the title.")
    language: Language | None = Field(
        None, description="The language of the packet; the practice's where it is absent."
    )
    asks: list[AskFields] = Field(
        default_factory=list,
        max_length=MOST_ASKED,
        description="What is asked for each time, such as the surgery's day.",
    )
    parts: list[
        Annotated[
            PartFields, BeforeValidator(_with_fields, json_schema_input_type=PartFields | _ALONE)
        ]
    ] = Field(min_length=1, max_length=MOST_PARTS, description="The parts, in order.")
    form: Line | None = Field(None, description="The office's form number of the packet.")
    version: Line | None = Field(None, description="The version of the packet.")
    review: ReviewFields = Field(
        default_factory=ReviewFields, description="Whether a clinician approved it."
    )

    @model_validator(mode="after")
    def _check_asks(self) -> PacketFields:
        names = [ask.name for ask in self.asks]
        for name in sorted({name for name in names if names.count(name) > 1}):
            raise mistake("F11", f"'{name}' is asked for twice", "Give one of them another name")
        return self

"""The fields of handouts/mailings/*.yaml, as pydantic models.

press/content/fast_fields.py states every field a second time: add a new field there, too.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, create_model, model_validator

from press.content import limits
from press.content.fields import (
    Body,
    Fields,
    Language,
    Line,
    Name,
    Value,
    YesOrNo,
    as_list,
    mistake,
)
from press.content.models import ReviewFields

Lines = Annotated[list[Line], BeforeValidator(as_list, json_schema_input_type=Line | list[Line])]

ColumnFields = create_model(
    "ColumnFields",
    __base__=Fields,
    **{
        name: (
            Lines,
            Field(
                default_factory=list, description=f"Other names of the column '{name}' in lists."
            ),
        )
        for name in limits.COLUMNS
    },  # type: ignore[call-overload]
)


class PassageFields(Fields):
    """A passage of a letter, perhaps for some recipients alone."""

    heading: Line | None = Field(None, description="A heading above the passage.")
    body: Body = Field(description="Markdown, with values such as {{ recipient.greeting }}.")
    when: Value | None = Field(
        None, description="Only for recipients with this value: appointment.date"
    )
    unless: Value | None = Field(None, description="Only for recipients without this value.")

    @model_validator(mode="after")
    def _one_condition(self) -> PassageFields:
        if self.when and self.unless:
            raise mistake(
                "M50",
                "A passage has both 'when' and 'unless'",
                "Keep one, or make two passages of it",
            )
        return self


class TranslationFields(Fields):
    """The letter in another language."""

    language: Language = Field(description="The language: es")
    title: Line = Field(description="What the letter is about.")
    letter: list[PassageFields] = Field(
        min_length=1, max_length=limits.MOST_PASSAGES, description="The text, in passages."
    )
    closing: Line = Field(description="The line above the name of the sender.")
    signed: Line | None = Field(
        None, description="The name of the sender; by default the practice's name."
    )


class EnclosureFields(Fields):
    """A handout in a layout."""

    handout: Name = Field(description="The name of a handout.")
    layout: Name = Field(description="The layout in which it is enclosed.")


class MailingFields(Fields):
    """One letter with its enclosures and envelope; or a folded self-mailer without an envelope."""

    title: Line = Field(description="What the letter is about: the line above its text.")
    language: Language | None = Field(
        None, description="The language of the letter; by default the practice's."
    )
    fields: list[Value] = Field(
        default_factory=list,
        description="The only values of a recipient that the letter may use: recipient.greeting",
    )
    columns: ColumnFields | None = Field(
        None, description="Other names that the columns of a list may have."
    )
    envelope: Name = Field(
        "us-10-window",
        description="The envelope: one that the program knows, or one of 'envelopes' in "
        "practice.yaml.",
    )
    sender: Literal["neutral", "initials", "full"] | None = Field(
        None,
        description="The sender on the outside; by default the practice's choice.",
    )
    barcode: YesOrNo = Field(
        True, description="If no, no postal barcode, even if the practice has a Mailer ID."
    )
    letter: list[PassageFields] = Field(
        default_factory=list,
        max_length=limits.MOST_PASSAGES,
        description="The text, in passages.",
    )
    closing: Line = Field("Sincerely,", description="The line above the name of the sender.")
    signed: Line | None = Field(
        None, description="The name of the sender; by default the practice's name."
    )
    space: YesOrNo = Field(
        False, description="If yes, there is room to sign by hand above the name."
    )
    translations: list[TranslationFields] = Field(
        default_factory=list,
        description="The letter in other languages, for recipients with that language in the list.",
    )
    enclosures: list[EnclosureFields] = Field(
        default_factory=list,
        max_length=limits.MOST_ENCLOSURES,
        description="Handouts in the same envelope.",
    )
    self_mailer: EnclosureFields | None = Field(
        None,
        description="Instead of a letter: a folded handout with 'back: mailer', which is sent "
        "without an envelope.",
    )
    form: Line | None = Field(None, description="The office's form number of the letter.")
    version: Line | None = Field(None, description="The version of the letter.")
    review: ReviewFields = Field(
        default_factory=ReviewFields, description="Whether a clinician approved it."
    )

    @model_validator(mode="after")
    def _one_kind(self) -> MailingFields:
        if bool(self.letter) == bool(self.self_mailer):
            message = (
                "A mailing is both a letter and a self-mailer"
                if self.letter
                else "A mailing has no letter and no self-mailer"
            )
            raise mistake(
                "M50", message, "Give it 'letter', or 'self_mailer' with a handout and a layout"
            )
        what = next(
            (name for name in ("enclosures", "translations", "fields") if getattr(self, name)), None
        )
        if self.self_mailer and what:
            hint = (
                f"Take '{what}' out, or send a letter: "
                "what is about a patient goes into an envelope"
            )
            raise mistake("M50", f"A self-mailer has no '{what}'", hint)
        return self

    @model_validator(mode="after")
    def _one_of_each_language(self) -> MailingFields:
        codes = [translation.language.partition("-")[0] for translation in self.translations]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            raise mistake("M50", f"There are two translations into '{code}'", "Keep one of them")
        return self

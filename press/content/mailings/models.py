"""What may stand in handouts/mailings/*.yaml: the fields, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, create_model, model_validator

from press.content import limits
from press.content.fields import Body, Fields, Language, Line, Name, Value, YesOrNo, mistake
from press.content.models import ReviewFields


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Lines = Annotated[list[Line], BeforeValidator(_listed, json_schema_input_type=Line | list[Line])]

ColumnFields = create_model(
    "ColumnFields",
    __base__=Fields,
    **{
        name: (Lines, Field(default_factory=list, description=f"What lists call '{name}'."))
        for name in limits.COLUMNS
    },  # type: ignore[call-overload]
)


class PassageFields(Fields):
    heading: Line | None = Field(None, description="A heading above it, if it has one.")
    body: Body = Field(description="Markdown, with values such as {{ recipient.greeting }}.")
    when: Value | None = Field(
        None, description="Only for those who have this value: appointment.date"
    )
    unless: Value | None = Field(None, description="Only for those who do not have this value.")

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
    language: Language = Field(description="The language: es")
    title: Line = Field(description="What the letter is about.")
    letter: list[PassageFields] = Field(
        min_length=1, max_length=limits.MOST_PASSAGES, description="Its text, passage by passage."
    )
    closing: Line = Field(description="The line before the name of who sends it.")
    signed: Line | None = Field(
        None, description="Who sends it; the practice's name where it is absent."
    )


class EnclosureFields(Fields):
    handout: Name = Field(description="The name of a handout.")
    layout: Name = Field(description="The layout in which it is enclosed.")


class MailingFields(Fields):
    """One letter, what is enclosed, and how it goes into its envelope; or a folded piece that needs none."""

    title: Line = Field(description="What the letter is about: the line above its text.")
    language: Language | None = Field(
        None, description="The language of the letter; the practice's where it is absent."
    )
    fields: list[Value] = Field(
        default_factory=list,
        description="What the letter may say of its recipient, and nothing else: recipient.greeting",
    )
    columns: ColumnFields | None = Field(
        None, description="Further names that a list may have for a column."
    )
    envelope: Name = Field(
        "us-10-window",
        description="The envelope: one that the program knows, or one of practice.yaml's 'envelopes'.",
    )
    sender: Literal["neutral", "initials", "full"] | None = Field(
        None,
        description="Who is named on the outside: the practice's own choice where it is absent.",
    )
    barcode: YesOrNo = Field(
        True, description="If no, no postal barcode, also where the practice has a mailer ID."
    )
    letter: list[PassageFields] = Field(
        default_factory=list,
        max_length=limits.MOST_PASSAGES,
        description="Its text, passage by passage.",
    )
    closing: Line = Field("Sincerely,", description="The line before the name of who sends it.")
    signed: Line | None = Field(
        None, description="Who sends it; the practice's name where it is absent."
    )
    space: YesOrNo = Field(
        False, description="If yes, there is room to sign by hand above the name."
    )
    translations: list[TranslationFields] = Field(
        default_factory=list,
        description="The letter in other languages, for those whose language the list says.",
    )
    enclosures: list[EnclosureFields] = Field(
        default_factory=list,
        max_length=limits.MOST_ENCLOSURES,
        description="Handouts that go into the envelope with it.",
    )
    self_mailer: EnclosureFields | None = Field(
        None,
        description="Instead of a letter: a folded handout with 'back: mailer', which is sent without an envelope.",
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
            hint = f"Take '{what}' out, or send a letter: what is about a patient goes into an envelope"
            raise mistake("M50", f"A self-mailer has no '{what}'", hint)
        return self

    @model_validator(mode="after")
    def _one_of_each_language(self) -> MailingFields:
        codes = [one.language.partition("-")[0] for one in self.translations]
        for code in sorted({one for one in codes if codes.count(one) > 1}):
            raise mistake("M50", f"There are two translations into '{code}'", "Keep one of them")
        return self

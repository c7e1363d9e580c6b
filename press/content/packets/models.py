"""What may stand in handouts/packets/*.yaml: the fields, as pydantic models.

A medical number may be absent here, for the stock has none: that it is missing is said where it is needed, with its line.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BeforeValidator, Field, StringConstraints, model_validator

from press.content.fields import (
    Body,
    Fields,
    FileName,
    Language,
    Line,
    Name,
    Sentences,
    Value,
    YesOrNo,
    mistake,
)
from press.content.models import ReviewFields, SectionFields

MOST_PARTS = 60
MOST_ASKED = 60

AskName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Days = Annotated[int, Field(ge=0, le=365)]
Hours = Annotated[int, Field(ge=0, le=168)]
Anchor = Literal["arrival", "surgery"]
Alone = Literal["cover", "contents", "calendar"]  # parts that need say nothing more
Signer = Literal["patient", "representative", "witness", "interpreter", "clinician"]


class AskFields(Fields):
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
        description="If yes, it tells who the patient is, and never stands on a command line; a text or a day does, if not said.",
    )
    header: YesOrNo = Field(
        False, description="If yes, it stands at the head of each page that is this patient's own."
    )


class CoverFields(Fields):
    note: Sentences | None = Field(None, description="A sentence or two below the dates.")


class ContentsFields(Fields):
    title: Line | None = Field(None, description="Its heading, if not the usual one.")


class LetterFields(Fields):
    title: Line = Field(description="Its heading.")
    body: Body = Field(description="Markdown, as in the body of a handout's section.")


class EntryFields(Fields):
    text: Sentences = Field(description="What is to be done on that day.")
    days_before: Days | None = Field(
        None, description="So many days before the surgery; 0 is its day."
    )
    days_after: Days | None = Field(None, description="So many days after the surgery.")
    call_by: YesOrNo = Field(
        False,
        description="If yes, it is a call to an office: on a closed day it moves to the open day before.",
    )
    when: Value | None = Field(None, description="Only when this value is set: diabetic")


class CalendarFields(Fields):
    title: Line | None = Field(None, description="Its heading, if not the usual one.")
    entries: list[EntryFields] = Field(
        default_factory=list, description="What is to be done, and on which day."
    )


class MedicineFields(Fields):
    name: Line | None = Field(None, description="The medicine, as the patient knows it.")
    class_: Line | None = Field(
        None,
        validation_alias=AliasChoices("class"),
        description="What kind of medicine it is, such as: blood thinner",
    )
    last_dose_days_before: Days | None = Field(
        None, description="The last dose is taken so many days before the surgery."
    )
    hold_hours: Hours | None = Field(
        None, description="The last dose is taken so many hours before."
    )
    before: Anchor = Field(
        "surgery", description="What the hours are counted back from: surgery or arrival."
    )
    keep_taking: YesOrNo | None = Field(
        None, description="If yes, it is taken as usual, also on the day."
    )
    resume: Sentences | None = Field(
        None, description="When to start again; or that the surgeon will tell."
    )
    prescriber_must_approve: YesOrNo = Field(
        False,
        description="If yes, the plan says not to stop it without a yes from the doctor who prescribed it.",
    )
    note: Sentences | None = Field(None, description="Anything else about it.")
    when: Value | None = Field(None, description="Only when this value is set: diabetic")

    @model_validator(mode="after")
    def _one_way_to_count(self) -> MedicineFields:
        ways = [
            self.last_dose_days_before is not None,
            self.hold_hours is not None,
            bool(self.keep_taking),
        ]
        if sum(ways) > 1:
            hint = "Keep one of: last_dose_days_before, hold_hours, keep_taking"
            raise mistake("F11", "The last dose of a medicine is said in two ways", hint)
        return self


class MedicinesFields(Fields):
    title: Line | None = Field(None, description="Its heading, if not the usual one.")
    intro: Sentences | None = Field(None, description="A sentence or two above the table.")
    rows: list[MedicineFields] = Field(min_length=1, description="The medicines.")


class FoodFields(Fields):
    what: Line = Field(description="What is eaten or drunk, such as: Solid food")
    hours: Hours | None = Field(None, description="It is stopped so many hours before.")
    note: Sentences | None = Field(None, description="What counts as such.")
    when: Value | None = Field(None, description="Only when this value is set.")


class EatingFields(Fields):
    title: Line | None = Field(None, description="Its heading, if not the usual one.")
    before: Anchor | None = Field(
        None, description="What the hours are counted back from: arrival or surgery."
    )
    approved_by: Line | None = Field(
        None, description="Who approved these hours; it is not printed."
    )
    rows: list[FoodFields] = Field(min_length=1, description="What is stopped, and when.")
    note: Sentences | None = Field(None, description="A sentence or two below.")


class ChecklistFields(Fields):
    title: Line = Field(description="Its heading.")
    intro: Sentences | None = Field(None, description="A sentence or two above it.")
    items: list[Line] = Field(min_length=1, description="What is ticked off.")


class QuestionFields(Fields):
    ask: Line = Field(description="The question.")
    lines: Annotated[int, Field(ge=1, le=12)] = Field(
        1, description="How many lines there are to write on."
    )
    choices: list[Line] = Field(
        default_factory=list, description="Boxes to tick instead, such as: [Yes, No, Not sure]"
    )


class FormFields(Fields):
    title: Line = Field(description="Its heading.")
    intro: Sentences | None = Field(None, description="A sentence or two above it.")
    questions: list[QuestionFields] = Field(min_length=1, description="What is to be filled in.")


class SignaturesFields(Fields):
    title: Line = Field(description="Its heading.")
    body: Body = Field(description="Markdown: what is signed.")
    signers: list[Signer] = Field(
        default_factory=lambda: list[Signer](
            ("patient", "representative", "witness", "interpreter")
        ),
        min_length=1,
        description="Who signs.",
    )


class DiaryFields(Fields):
    title: Line = Field(description="Its heading.")
    intro: Sentences | None = Field(None, description="A sentence or two above it.")
    days: Annotated[int, Field(ge=1, le=60)] | None = Field(
        None, description="How many days it has."
    )
    columns: list[Line] = Field(
        min_length=1,
        max_length=6,
        description="What is written down each day, such as: Pain (0 to 10)",
    )


class TeachBackFields(Fields):
    title: Line | None = Field(None, description="Its heading, if not the usual one.")
    questions: list[Line] = Field(
        min_length=1,
        max_length=10,
        description="What the patient is asked to say in their own words.",
    )


class NoticesFields(Fields):
    title: Line | None = Field(None, description="Its heading, if not the usual one.")
    sections: list[SectionFields] = Field(
        min_length=1, description="The notices, each with its heading, body and language."
    )


def _named(value: Any) -> Any:
    """``- cover`` alone is a part with nothing more to say."""
    return {value: {}} if isinstance(value, str) else value


class PartFields(Fields):
    cover: CoverFields | None = Field(None, description="What, when, where, and whom to call.")
    contents: ContentsFields | None = Field(
        None, description="The parts, and on which page each begins."
    )
    handout: Name | None = Field(None, description="The name of a handout.")
    letter: LetterFields | None = Field(None, description="A text of this packet's own.")
    calendar: CalendarFields | None = Field(
        None, description="The countdown, with the medicines' and the meals' last times in it."
    )
    medicines: MedicinesFields | None = Field(
        None, description="The medicine plan, with its dates."
    )
    eating: EatingFields | None = Field(None, description="When eating and drinking stop.")
    checklist: ChecklistFields | None = Field(None, description="Things to tick off.")
    form: FormFields | None = Field(None, description="Questions, with lines and boxes.")
    signatures: SignaturesFields | None = Field(None, description="A text, and who signs it.")
    diary: DiaryFields | None = Field(None, description="Days to write in.")
    teach_back: TeachBackFields | None = Field(
        None,
        validation_alias=AliasChoices("teach-back", "teach_back"),
        description="What the patient says in their own words.",
    )
    notices: NoticesFields | None = Field(None, description="Notices that the law asks for.")
    file: FileName | None = Field(None, description="A PDF in assets/, such as a consent form.")
    title: Line | None = Field(
        None,
        description="What a file is called in the contents; or a handout, instead of its own title.",
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
    def _one_kind(self) -> PartFields:
        said = [kind for kind in KINDS if getattr(self, kind.replace("-", "_")) is not None]
        if len(said) != 1:
            message = (
                f"A part is one thing, and this one is {' and '.join(said)}"
                if said
                else "This part does not say what it is"
            )
            raise mistake("F11", message, f"Begin it with one of: {', '.join(KINDS)}")
        if said == ["file"] and not self.title:
            raise mistake(
                "F02", "'title' is missing", "Say what the file is called in the contents"
            )
        return self


KINDS = (
    "cover", "contents", "handout", "letter", "calendar", "medicines", "eating", "checklist", "form", "signatures", "diary",
    "teach-back", "notices", "file",
)  # fmt: skip


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
        Annotated[PartFields, BeforeValidator(_named, json_schema_input_type=PartFields | Alone)]
    ] = Field(min_length=1, max_length=MOST_PARTS, description="The parts, in order.")
    form: Line | None = Field(None, description="The office's form number of the packet.")
    version: Line | None = Field(None, description="The version of the packet.")
    review: ReviewFields = Field(
        default_factory=ReviewFields, description="Whether a clinician approved it."
    )

    @model_validator(mode="after")
    def _asked_once(self) -> PacketFields:
        names = [one.name for one in self.asks]
        for name in sorted({one for one in names if names.count(one) > 1}):
            raise mistake("F11", f"'{name}' is asked for twice", "Give one of them another name")
        return self

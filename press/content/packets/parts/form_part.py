"""Questions that the patient answers in writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from press.content.fields import Line, Sentences
from press.content.packets.field_source import FieldSource
from press.content.packets.part_kind import Field, InnerFields, PartContent, PartKind
from press.content.tree import Text


class QuestionFields(InnerFields):
    """The fields of a question."""

    ask: Line = Field(description="The question.")
    lines: Annotated[int, Field(ge=1, le=12)] = Field(
        1, description="How many lines there are to write on."
    )
    choices: list[Line] = Field(
        default_factory=list, description="Boxes to tick instead, such as: [Yes, No, Not sure]"
    )


class FormFields(InnerFields):
    """The fields of a form."""

    title: Line = Field(description="Its heading.")
    intro: Sentences | None = Field(None, description="A sentence or two above it.")
    questions: list[QuestionFields] = Field(min_length=1, description="What is to be filled in.")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with ``choices`` to tick or, if there are none, ``lines`` to write on."""

    text: Text
    lines: int
    choices: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class FormPart(PartContent):
    """Questions below a title and an introduction."""

    title: Text
    intro: Text | None
    questions: tuple[Question, ...]


def read(source: FieldSource[FormFields]) -> FormPart:
    """Return the form."""
    questions = tuple(_question(row) for row in source.rows("questions", source.fields.questions))
    return FormPart(source.required_text("title"), source.text("intro"), questions)


def _question(row: FieldSource[QuestionFields]) -> Question:
    choices = row.texts("choices", row.fields.choices)
    return Question(row.required_text("ask"), row.fields.lines, choices)


KIND = PartKind("form", "Questions, with lines and boxes.", FormFields, read, rank=90)

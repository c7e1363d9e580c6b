"""The fields of handouts/*.yaml, as pydantic models.

fast_fields.py states every field a second time, for speed: add a new field there, too.
tests/content/test_fast_fields.py compares the two. ``make-pdf schema`` prints the descriptions.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from press.content import limits
from press.content.fields import (
    Body,
    Day,
    Fields,
    FileName,
    Language,
    Line,
    Name,
    Panels,
    Sentences,
    Value,
    Website,
    mistake,
)


class PictureFields(Fields):
    """A picture of a handout."""

    file: FileName = Field(description="A file in assets/pictures/: SVG, PNG or JPEG.")
    alt: Line | None = Field(
        None,
        description="What the picture shows, for a reader who cannot see it. It is required.",
    )


class SectionFields(Fields):
    """A section of a handout."""

    heading: Line = Field(description="A question or a plain statement.")
    body: Body = Field(
        description="Markdown: paragraphs, **bold**, lists, steps, '- [ ]' check boxes, tables, "
        "pictures, and boxes that begin with '> [!WARNING]', '> [!TIP]' or '> [!NOTE]'."
    )
    panel: Panels | None = Field(
        None,
        description="Pins the section to a panel of a folded layout, or to the first of several "
        "that the layout has: [flap, back]. With 'any' at the end, a layout without these panels "
        "places the section in its order: [flap, any].",
    )
    when: Value | None = Field(
        None, description="Shows the section only when this value is set: practice.website"
    )
    language: Language | None = Field(
        None,
        description="The language of this section, such as es, if it is not the handout's.",
    )


class ReviewFields(Fields):
    """The review of a text by a clinician."""

    status: Literal["draft", "approved"] = Field(
        "draft", description="draft or approved. A draft is marked as a draft on paper."
    )
    by: Line | None = Field(None, description="Who approved it: name, credential.")
    on: Day | None = Field(None, description="The day of approval, as 2026-11-02.")
    due: Day | None = Field(None, description="The day of the next review.")

    @model_validator(mode="after")
    def _approved_says_by_whom(self) -> ReviewFields:
        lacking = [name for name in ("by", "on", "due") if getattr(self, name) is None]
        if self.status == "approved" and lacking:
            message = f"An approved handout needs {', '.join(lacking)}"
            raise mistake(
                "F08",
                message,
                "Add who approved it, on which day, and when it is due again, or set status: draft",
            )
        if self.on and self.due and self.due <= self.on:
            raise mistake(
                "F08",
                "The next review is due before the handout was approved",
                "Check the two dates",
            )
        return self


class SourceFields(Fields):
    """A source of the facts in a handout."""

    title: Sentences = Field(description="The title of the article or page.")
    publisher: Line | None = Field(None, description="Who published it.")
    url: Website | None = Field(None, description="Where it can be read.")
    accessed: Day | None = Field(None, description="The day on which it was read, as 2026-11-22.")


class HandoutFields(Fields):
    """One handout: its text. The layout decides how it looks."""

    title: Line = Field(description="The name of the handout, two to five words.")
    subtitle: Line | None = Field(None, description="One line below the title.")
    language: Language | None = Field(
        None, description="The language of the text, such as en-US; by default the practice's."
    )
    layouts: list[Name] | None = Field(
        None,
        min_length=1,
        description="The layouts in which it is composed; by default the practice's.",
    )
    summary: Sentences | None = Field(
        None, description="The short answer, in one or two sentences."
    )
    picture: PictureFields | None = Field(
        None, description="The picture on the cover and at the head of the sheet."
    )
    sections: list[SectionFields] = Field(
        min_length=1, max_length=limits.MOST_SECTIONS, description="The text, in reading order."
    )
    back: Literal["contact", "mailer"] = Field(
        "contact",
        description="The back panel of a folded layout: contact (the contact block), or mailer "
        "(the address side of a self-mailer).",
    )
    form: Line | None = Field(None, description="The office's form number.")
    version: Line | None = Field(None, description="The version of this text.")
    review: ReviewFields = Field(
        default_factory=ReviewFields, description="Whether a clinician approved it."
    )
    sources: list[SourceFields] = Field(
        default_factory=list,
        description="The sources of the facts; the brochure prints titles and publishers.",
    )

"""What may stand in handouts/*.yaml and assets/practice.yaml: the fields, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, AliasChoices, Field, ValidationInfo, model_validator

from press.content import limits
from press.content.fields import (
    Body,
    Color,
    Day,
    Email,
    Fields,
    FileName,
    Inches,
    Language,
    Line,
    MailerId,
    Measure,
    Name,
    Panels,
    Phone,
    PrinterName,
    Qr,
    Sentences,
    ServiceType,
    TimeZone,
    Value,
    Website,
    YesOrNo,
    mistake,
)


class PictureFields(Fields):
    file: FileName = Field(description="A file in assets/pictures/: SVG, PNG or JPEG.")
    alt: Line | None = Field(
        None,
        description="What the picture shows, for a reader who cannot see it. It must be there.",
    )


class SectionFields(Fields):
    heading: Line = Field(description="A question or a plain statement.")
    body: Body = Field(
        description="Markdown: paragraphs, **bold**, lists, steps, '- [ ]' check boxes, tables, pictures, "
        "and boxes that begin with '> [!WARNING]', '> [!TIP]' or '> [!NOTE]'."
    )
    panel: Panels | None = Field(
        None,
        description="Pins the section to a panel of a folded layout, or to the first of several that it has: [flap, back]. "
        "After 'any' it stands in its turn where a layout has none of them: [flap, any].",
    )
    when: Value | None = Field(
        None, description="Shows the section only when this value is set: practice.website"
    )
    language: Language | None = Field(
        None, description="The language of this section, such as es, where it is another."
    )


class ReviewFields(Fields):
    status: Literal["draft", "approved"] = Field("draft", description="A draft says so on paper.")
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
    title: Sentences = Field(description="The title of the article or page.")
    publisher: Line | None = Field(None, description="Who published it.")
    url: Website | None = Field(None, description="Where it can be read.")
    accessed: Day | None = Field(None, description="The day on which it was read, as 2026-11-22.")


class HandoutFields(Fields):
    """One handout: what we say. How it looks is the layout's business."""

    title: Line = Field(description="The name of the handout, two to five words.")
    subtitle: Line | None = Field(None, description="One line below the title.")
    language: Language | None = Field(
        None, description="The language of the text, as en-US; the practice's where it is absent."
    )
    layouts: list[Name] | None = Field(
        None,
        min_length=1,
        description="The layouts in which it is composed; the practice's where they are absent.",
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
        description="What a folded layout's back panel is: the contact block, or the address side of a self-mailer.",
    )
    form: Line | None = Field(None, description="The office's form number.")
    version: Line | None = Field(None, description="The version of this text.")
    review: ReviewFields = Field(
        default_factory=ReviewFields, description="Whether a clinician approved it."
    )
    sources: list[SourceFields] = Field(
        default_factory=list,
        description="Where the facts are from; the brochure names title and publisher.",
    )


class AddressFields(Fields):
    street: Line = Field(
        description="House number and street. Put quotes round it if it holds a #."
    )
    city: Line = Field(description="City.")
    state: Line | None = Field(None, description="State, as two letters.")
    zip: Line | None = Field(None, description="ZIP or postal code.")


class HoursFields(Fields):
    days: Line = Field(description="Such as: Monday to Friday")
    times: Line = Field(description="Such as: 8:30 am to 5 pm")


class PhoneFields(Fields):
    label: Line = Field(description="What the number is for, such as: Appointments")
    number: Phone = Field(description="As it is dialled.")


class ColorFields(Fields):
    primary: Color = Field("#1b4d5c", description="Headings, fields and rules.")
    accent: Color = Field("#b23c17", description="The one thing to notice.")
    ink: Color = Field("#1d2529", description="The text.")
    tint: Color = Field("#e3eff1", description="The pale field behind boxes.")


class FontFields(Fields):
    regular: FileName = Field(description="A TrueType file in assets/fonts/.")
    bold: FileName = Field(description="Its bold.")
    italic: FileName | None = Field(None, description="Its italic; the regular where it is absent.")
    bold_italic: FileName | None = Field(
        None, description="Its bold italic; the bold where it is absent."
    )


class OffsetFields(Fields):
    x: Inches | None = Field(
        None,
        description="How far it prints too far right, in inches, such as 0.06; too far left is -0.06.",
    )
    y: Inches | None = Field(
        None, description="How far it prints too far up, in inches; too far down is negative."
    )
    back_x: Inches | None = Field(
        None, description="The same as x, as one looks at the back of the sheet."
    )
    back_y: Inches | None = Field(
        None, description="The same as y, as one looks at the back of the sheet."
    )


class PrinterFields(OffsetFields):
    """A printer; what it is off stands here for landscape pages, such as a brochure's."""

    name: PrinterName = Field(
        description="What it is called here: letters, digits and hyphens, such as front-desk"
    )
    upright: OffsetFields | None = Field(
        None,
        description="What it is off for upright pages, such as an FAQ sheet's: 'make-pdf calibrate --upright' shows it.",
    )


class WindowFields(Fields):
    """An opening of an envelope; its corner is measured from the envelope's lower left one, as it is held to be read."""

    use: Literal["address", "sender"] = Field(
        validation_alias=AliasChoices("for"),
        description="What is to be read in it: address or sender.",
    )
    x: Measure = Field(description="From the envelope's left edge to the window, in inches.")
    y: Measure = Field(description="From the envelope's lower edge to the window, in inches.")
    w: Measure = Field(description="The window's width, in inches.")
    h: Measure = Field(description="The window's height, in inches.")


class EnvelopeFields(Fields):
    """An envelope that the program does not know, or knows otherwise."""

    name: PrinterName = Field(
        description="What it is called in a mailing: letters, digits and hyphens, such as our-double"
    )
    size: list[Measure] = Field(
        min_length=2,
        max_length=2,
        description="Its width and height in inches, such as [9.5, 4.125].",
    )
    windows: list[WindowFields] = Field(
        default_factory=list, max_length=4, description="Its windows; none where it is printed on."
    )
    folds: list[Measure] = Field(
        min_length=1,
        max_length=4,
        description="Where a sheet is folded for it, in inches from its top, such as [4, 7.5].",
    )


def _apart(printers: list[PrinterFields]) -> list[PrinterFields]:
    if not limits.are_apart([one.name for one in printers]):
        words = ", ".join(limits.TAKEN)
        hint = f"Files are named after them: give each another name, and none of these: {words}"
        raise mistake("F09", "Two printers have one name, or one has a name that is taken", hint)
    return printers


def _above_the_smallest(size: float, before: ValidationInfo) -> float:
    """Asked of a size that was given, as pydantic does; where the smallest is itself wrong, that is the problem."""
    if size < before.data.get("smallest_body", size):
        hint = "Make 'largest_body' as large as 'smallest_body', or larger"
        raise mistake("F10", "The largest size of the text is below the smallest", hint)
    return size


class PracticeFields(Fields):
    """The practice: whose paper it is."""

    name: Line = Field(description="The full name of the practice.")
    short_name: Line | None = Field(
        None, description="A shorter name, where the full one is too long."
    )
    tagline: Line | None = Field(None, description="A line below the name.")
    address: AddressFields = Field(description="Where patients come.")
    phone: Phone = Field(description="The number that patients call.")
    other_phones: list[PhoneFields] = Field(
        default_factory=list,
        max_length=limits.MOST_PHONES,
        description="Further numbers, each with a label.",
    )
    fax: Phone | None = Field(None, description="Fax number.")
    email: Email | None = Field(None, description="E-mail address.")
    website: Website | None = Field(None, description="Web address, in full.")
    hours: list[HoursFields] = Field(
        default_factory=list,
        description="Office hours. Where absent, the paper says to call for them.",
    )
    emergency_line: Phone | None = Field(
        None, description="The number to call when the office is closed."
    )
    closed_days: list[Day] = Field(
        default_factory=list,
        max_length=limits.MOST_CLOSED_DAYS,
        description="Days on which nobody answers the telephone, besides Saturdays and Sundays, such as 2027-01-01.",
    )
    qr: Qr | None = Field(
        None,
        description="What the square code in the footer does: phone (dials), website (opens it), a web address, or none.",
    )
    logo: FileName | None = Field(None, description="A file in assets/: SVG, PNG or JPEG.")
    colors: ColorFields = Field(
        default_factory=ColorFields,
        validation_alias=AliasChoices("colors", "colours"),
        description="Colours, each in quotes as '#rrggbb'.",
    )
    fonts: FontFields | None = Field(None, description="The practice's own fonts.")
    language: Language = Field(
        "en-US", description="The language of handouts that do not name one."
    )
    layouts: list[Name] = Field(
        default_factory=lambda: ["faq-sheet"],
        min_length=1,
        description="The layouts of handouts that do not name any.",
    )
    paper: Literal["letter", "legal", "a4"] = Field(
        "letter", description="The paper in the printer."
    )
    time_zone: TimeZone | None = Field(
        None, description="The practice's time zone, such as America/New_York."
    )
    smallest_body: float = Field(
        limits.SMALLEST_BODY,
        ge=limits.SMALLEST_BODY,
        le=limits.LARGEST_BODY,
        description="The smallest size of the text, in points; 12 or more.",
    )
    largest_body: Annotated[float, AfterValidator(_above_the_smallest)] = Field(
        limits.USUAL_BODY,
        ge=limits.SMALLEST_BODY,
        le=limits.LARGEST_BODY,
        description="The largest size of the text, in points: a layout takes the largest at which everything fits.",
    )
    sender: Literal["neutral", "initials", "full"] = Field(
        "neutral",
        description="Who is named on the outside of mail: neutral (the address alone), initials, or full (the name, which may "
        "tell what a patient is treated for).",
    )
    large_print: Literal["acb", "ukaaf"] = Field(
        "acb",
        description="Whose rules the large-print edition keeps: acb (American Council of the Blind: emphasis underlined, lines "
        "far apart) or ukaaf (UK: emphasis in bold, nothing underlined).",
    )
    review_required: YesOrNo = Field(
        False, description="If yes, a handout that is not approved is not composed."
    )
    printers: Annotated[list[PrinterFields], AfterValidator(_apart)] = Field(
        default_factory=list,
        description="The office's printers, and how far each is off: 'make-pdf calibrate' shows it.",
    )
    envelopes: list[EnvelopeFields] = Field(
        default_factory=list,
        max_length=limits.MOST_ENVELOPES,
        description="Envelopes whose windows the program does not know, such as one with two windows: makers differ.",
    )
    mailer_id: MailerId | None = Field(
        None,
        description="The practice's own Mailer ID of the Postal Service: 6 digits, or 9 that begin with 9; for its barcode.",
    )
    service_type: ServiceType | None = Field(
        None,
        description="The Service Type Identifier that the mailings are sent under: 3 digits of the Postal Service's table.",
    )

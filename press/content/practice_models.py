"""The fields of assets/practice.yaml, as pydantic models.

fast_fields.py states every field a second time, for speed: add a new field there, too.
tests/content/test_fast_fields.py compares the two. ``make-pdf schema`` prints the descriptions.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, AliasChoices, Field, ValidationInfo

from press.content import limits
from press.content.fields import (
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
    Phone,
    PrinterName,
    Qr,
    ServiceType,
    TimeZone,
    Website,
    YesOrNo,
    mistake,
)


class AddressFields(Fields):
    """A street address."""

    street: Line = Field(
        description="House number and street. Put quotes round it if it holds a #."
    )
    city: Line = Field(description="City.")
    state: Line | None = Field(None, description="State, as two letters.")
    zip: Line | None = Field(None, description="ZIP or postal code.")


class HoursFields(Fields):
    """Office hours."""

    days: Line = Field(description="Such as: Monday to Friday")
    times: Line = Field(description="Such as: 8:30 am to 5 pm")


class PhoneFields(Fields):
    """A further telephone number."""

    label: Line = Field(description="What the number is for, such as: Appointments")
    number: Phone = Field(description="As it is dialled.")


class ColorFields(Fields):
    """The colours of the practice."""

    primary: Color = Field("#1b4d5c", description="The colour of headings, filled areas and rules.")
    accent: Color = Field(
        "#b23c17", description="The colour of the most important thing on a page."
    )
    ink: Color = Field("#1d2529", description="The colour of the text.")
    tint: Color = Field("#e3eff1", description="The pale colour behind boxes.")


class FontFields(Fields):
    """The practice's own fonts."""

    regular: FileName = Field(description="A TrueType file in assets/fonts/.")
    bold: FileName = Field(description="The bold font.")
    italic: FileName | None = Field(
        None, description="The italic font; by default the regular one."
    )
    bold_italic: FileName | None = Field(
        None, description="The bold italic font; by default the bold one."
    )


class OffsetFields(Fields):
    """The offsets of a printer."""

    x: Inches | None = Field(
        None,
        description="How much too far right it prints, in inches, such as 0.06; "
        "too far left is -0.06.",
    )
    y: Inches | None = Field(
        None, description="How much too far up it prints, in inches; too far down is negative."
    )
    back_x: Inches | None = Field(
        None, description="The same as x on the back of a sheet, as seen from the back."
    )
    back_y: Inches | None = Field(
        None, description="The same as y on the back of a sheet, as seen from the back."
    )


class PrinterFields(OffsetFields):
    """A printer, with its offsets for landscape pages, such as a brochure's."""

    name: PrinterName = Field(
        description="A name of letters, digits and hyphens, such as front-desk"
    )
    upright: OffsetFields | None = Field(
        None,
        description="Its offsets for upright pages, such as an FAQ sheet's: "
        "'make-pdf calibrate --upright' shows them.",
    )


class WindowFields(Fields):
    """A window of an envelope, measured from the lower left corner of the envelope's front."""

    use: Literal["address", "sender"] = Field(
        validation_alias=AliasChoices("for"),
        description="What it shows: address or sender.",
    )
    x: Measure = Field(description="From the envelope's left edge to the window, in inches.")
    y: Measure = Field(description="From the envelope's lower edge to the window, in inches.")
    w: Measure = Field(description="The window's width, in inches.")
    h: Measure = Field(description="The window's height, in inches.")


class EnvelopeFields(Fields):
    """An envelope that the program does not know, or knows with other measures."""

    name: PrinterName = Field(
        description="Its name in a mailing: letters, digits and hyphens, such as our-double"
    )
    size: list[Measure] = Field(
        min_length=2,
        max_length=2,
        description="Its width and height in inches, such as [9.5, 4.125].",
    )
    windows: list[WindowFields] = Field(
        default_factory=list,
        max_length=4,
        description="Its windows; none if the address is printed on it.",
    )
    folds: list[Measure] = Field(
        min_length=1,
        max_length=4,
        description="The folds of a sheet in it, in inches from the sheet's top, such as [4, 7.5].",
    )


def _distinct(printers: list[PrinterFields]) -> list[PrinterFields]:
    if not limits.are_distinct([printer.name for printer in printers]):
        words = ", ".join(limits.RESERVED_NAMES)
        hint = f"Files are named after them: give each another name, and none of these: {words}"
        raise mistake("F09", "Two printers have one name, or one has a name that is taken", hint)
    return printers


def _above_the_smallest(size: float, before: ValidationInfo) -> float:
    """Check a size that was given. If ``smallest_body`` itself is wrong, only that is reported."""
    if size < before.data.get("smallest_body", size):
        hint = "Make 'largest_body' as large as 'smallest_body', or larger"
        raise mistake("F10", "The largest size of the text is below the smallest", hint)
    return size


class PracticeFields(Fields):
    """The practice, as its printed pages show it."""

    name: Line = Field(description="The full name of the practice.")
    short_name: Line | None = Field(
        None, description="A shorter name, for places where the full one is too long."
    )
    tagline: Line | None = Field(None, description="A line below the name.")
    address: AddressFields = Field(description="The address of the office.")
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
        description="Office hours. Without them, handouts tell patients to call for the hours.",
    )
    emergency_line: Phone | None = Field(
        None, description="The number to call when the office is closed."
    )
    closed_days: list[Day] = Field(
        default_factory=list,
        max_length=limits.MOST_CLOSED_DAYS,
        description="Days on which the office is closed, besides Saturdays and Sundays, "
        "such as 2027-01-01.",
    )
    qr: Qr | None = Field(
        None,
        description="What the QR code in the footer does: phone (dials the number), website (opens "
        "it), a web address, or none.",
    )
    logo: FileName | None = Field(None, description="A file in assets/: SVG, PNG or JPEG.")
    colors: ColorFields = Field(
        default_factory=ColorFields,
        validation_alias=AliasChoices("colors", "colours"),
        description="Colours, each in quotes as '#rrggbb'.",
    )
    fonts: FontFields | None = Field(None, description="The practice's own fonts.")
    language: Language = Field("en-US", description="The language of handouts that name none.")
    layouts: list[Name] = Field(
        default_factory=lambda: ["faq-sheet"],
        min_length=1,
        description="The layouts of handouts that name none.",
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
        description="The largest size of the text, in points: a layout uses the largest size at "
        "which everything fits.",
    )
    sender: Literal["neutral", "initials", "full"] = Field(
        "neutral",
        description="The sender on the outside of mail: neutral (the address alone), initials, or "
        "full (the name, which may tell what a patient is treated for).",
    )
    large_print: Literal["acb", "ukaaf"] = Field(
        "acb",
        description="The rules of the large-print edition: acb (American Council of the Blind: "
        "emphasis underlined, lines far apart) or ukaaf (UK: emphasis in bold, none underlined).",
    )
    review_required: YesOrNo = Field(
        False, description="If yes, a handout that is not approved is not composed."
    )
    printers: Annotated[list[PrinterFields], AfterValidator(_distinct)] = Field(
        default_factory=list,
        description="The office's printers, with their offsets: 'make-pdf calibrate' shows them.",
    )
    envelopes: list[EnvelopeFields] = Field(
        default_factory=list,
        max_length=limits.MOST_ENVELOPES,
        description="Envelopes that the program does not know, such as one with two windows, "
        "whose measures differ by maker.",
    )
    mailer_id: MailerId | None = Field(
        None,
        description="The practice's own Mailer ID of the Postal Service, for its barcode: "
        "6 digits, or 9 digits that begin with 9.",
    )
    service_type: ServiceType | None = Field(
        None,
        description="The Service Type Identifier of the mailings: 3 digits from the Postal "
        "Service's table.",
    )

"""The types of the fields of a YAML file, each with its limits and its message."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from press.content import limits
from press.dates.zones import is_fixed_offset, remedy
from press.problems import guess


class Fields(BaseModel):
    """The base class of the models: unknown fields are refused, and instances are frozen."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, str_strip_whitespace=True
    )


def mistake(code: str, message: str, hint: str) -> PydanticCustomError:
    """Return an error that becomes a Problem with this code (a key of press.problems.CODES)."""
    return PydanticCustomError(
        "mistake", "{message}", {"code": code, "message": message, "hint": hint}
    )


def _color(text: str) -> str:
    if not limits.is_color(text):
        raise mistake(
            "F05", "This is not a colour", "Write it in quotes as '#rrggbb', such as '#1b4d5c'"
        )
    return text.lower()


def _phone(text: str) -> str:
    if not limits.is_phone(text):
        raise mistake(
            "F06",
            "This is not a telephone number",
            "Write it as it is dialled, such as 757-555-0100",
        )
    return text


def _email(text: str) -> str:
    if not limits.is_email(text):
        raise mistake("F07", "This is not an e-mail address", "Write it as name@example.com")
    return text


def _website(text: str) -> str:
    if not limits.is_website(text):
        raise mistake(
            "F07", "This is not a web address", "Write it in full, such as https://www.example.com"
        )
    return text


def _qr(text: str) -> str:
    if text in limits.QR_WORDS:
        return text
    if "." in text or "/" in text:
        return _website(text)
    raise mistake("F03", f"'qr' cannot be '{text}'", guess(text, limits.QR_WORDS))


def _time_zone(text: str) -> str:
    zones, better = available_timezones(), remedy(text)
    hint = f"Use {better}" if better else "Use a name such as America/New_York"
    if is_fixed_offset(text):
        message = f"'{text}' is one time all year, without the summer time of a place"
        raise mistake("F03", message, hint)
    if zones and text not in zones:
        raise mistake("F03", f"There is no time zone '{text}'", hint)
    return text


def _file_name(text: str) -> str:
    if not limits.is_file_name(text):
        raise mistake(
            "P01",
            "A file is named as it stands in assets/, without a path to elsewhere",
            "Copy it to assets/",
        )
    return text


def _day(value: Any) -> Any:
    if isinstance(value, str) and not limits.is_day(value):
        raise mistake("F03", "This is not a day", "Write it as year-month-day, such as 2026-11-02")
    return value


def _in_lower_case(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def as_list(value: Any) -> Any:
    """Return a single text as a list; any other value as it is."""
    return [value] if isinstance(value, str) else value


Line = Annotated[
    str, StringConstraints(min_length=1, max_length=limits.LONGEST_LINE, pattern=r"^[^\n]*$")
]
Sentences = Annotated[str, StringConstraints(min_length=1, max_length=limits.LONGEST_SENTENCES)]
Body = Annotated[
    str, StringConstraints(min_length=1, max_length=limits.LONGEST_BODY, strip_whitespace=False)
]
Color = Annotated[
    Line,
    AfterValidator(_color),
    Field(json_schema_extra={"format": "color", "pattern": "^#[0-9a-fA-F]{6}$"}),
]
Phone = Annotated[
    Line,
    AfterValidator(_phone),
    Field(json_schema_extra={"pattern": "^[+(]?[0-9][0-9 ()./ext-]{5,}$"}),
]
Email = Annotated[Line, AfterValidator(_email)]
Website = Annotated[
    Line, AfterValidator(_website), Field(json_schema_extra={"pattern": "^https?://"})
]
FileName = Annotated[Line, AfterValidator(_file_name)]
Qr = Annotated[Line, AfterValidator(_qr)]
TimeZone = Annotated[Line, AfterValidator(_time_zone)]
Name = Annotated[str, StringConstraints(pattern=limits.NAME, max_length=limits.LONGEST_NAME)]
PrinterName = Annotated[
    str, StringConstraints(pattern=limits.NAME, max_length=limits.LONGEST_PRINTER)
]
Language = Annotated[str, StringConstraints(pattern=limits.LANGUAGE)]
Day = Annotated[date, BeforeValidator(_day)]
YesOrNo = Annotated[bool, BeforeValidator(_in_lower_case)]
MailerId = Annotated[Line, StringConstraints(pattern=limits.MAILER_ID)]
ServiceType = Annotated[Line, StringConstraints(pattern=limits.SERVICE_TYPE)]
Measure = Annotated[float, Field(ge=0, le=limits.LARGEST_PAPER)]
Inches = Annotated[float, Field(ge=-limits.MOST_OFF, le=limits.MOST_OFF)]
Panel = Literal[
    "flap", "inside-1", "inside-2", "inside-3", "outside-1", "outside-2", "back", "card", "any"
]
_PANEL = {"type": "string", "enum": [*limits.PANELS, limits.ANY]}
Panels = Annotated[
    list[Panel],
    BeforeValidator(as_list),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_PANEL, {"type": "array", "items": _PANEL, "minItems": 1}]}),
]
Value = Annotated[str, StringConstraints(pattern=limits.VALUE)]

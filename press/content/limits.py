"""The limits of fields and the patterns of their texts, for the models and for fast_fields.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

LONGEST_LINE = 200  # characters
LONGEST_SENTENCES = 2_000
LONGEST_BODY = 20_000
LONGEST_NAME = 60
LONGEST_PRINTER = 30
MOST_SECTIONS = 60
MOST_PASSAGES = 40
MOST_ENCLOSURES = 8
MOST_PHONES = 3
MOST_CLOSED_DAYS = 400
# The size of the text, in points. USUAL_BODY is the default of ``largest_body``.
SMALLEST_BODY, LARGEST_BODY, USUAL_BODY = 12, 18, 14
QR_WORDS = ("phone", "website", "none")
MOST_OFF = 0.5  # inches: the largest offset of a printer
LARGEST_PAPER = 20  # inches: the largest measure on an envelope, or on a sheet for it
MOST_ENVELOPES = 20
MAILER_ID = r"^([0-8][0-9]{5}|9[0-9]{8})$"  # USPS-B-3200: six digits never begin with 9
SERVICE_TYPE = r"^[0-9]{3}$"
OFFSETS = ("x", "y", "back_x", "back_y")
EDITIONS = ("large-print", "low-ink")
PAPERS = ("letter", "legal", "a4")
# Words with another meaning in a file's name: no printer may have one of these names.
RESERVED_NAMES = (*EDITIONS, *PAPERS, "press", "press-cmyk", "upright")
PANELS = ("flap", "inside-1", "inside-2", "inside-3", "outside-1", "outside-2", "back", "card")
# The columns of a list of recipients, as this program names them. Every other column is dropped.
COLUMNS = (
    "patient_id", "name", "prefix", "first_name", "middle_name", "last_name", "suffix", "guardian",
    "birth_date",
    "address_1", "address_2", "city", "state", "zip", "country", "language",
    "referred_by", "referral_date", "appointment_date", "appointment_time", "do_not_mail",
    "do_not_contact", "deceased", "death_date",
)  # fmt: skip
# The values of a recipient that a letter may use, each with the columns that it comes from.
RECIPIENT_VALUES = {
    "recipient.first_name": ("first_name", "name"),
    "recipient.last_name": ("last_name", "name"),
    "recipient.full_name": ("first_name", "last_name", "name"),
    "recipient.greeting": ("first_name", "name"),
    "referral.by": ("referred_by",),
    "referral.date": ("referral_date",),
    "appointment.date": ("appointment_date",),
    "appointment.weekday": ("appointment_date",),
    "appointment.time": ("appointment_time",),
}

ANY = "any"  # after panels: if the layout has none of them, the section is placed in order

NAME = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
VALUE = r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$"

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?[0-9().\-\s/]{5,30}( ?(x|ext\.?) ?[0-9]{1,6})?", re.IGNORECASE)


def is_color(text: str) -> bool:
    """Return True for ``#rrggbb``."""
    return bool(_COLOR.fullmatch(text))


def is_day(text: str) -> bool:
    """Return True for digits in the form year-month-day, even if no calendar has that day."""
    return bool(_DAY.fullmatch(text))


def is_email(text: str) -> bool:
    """Return True for an address in the form name@host.domain."""
    return bool(_EMAIL.fullmatch(text))


def is_phone(text: str) -> bool:
    """Return True for a telephone number, perhaps with an extension."""
    return bool(_PHONE.fullmatch(text)) and 7 <= sum(c.isdigit() for c in text) <= 21


def are_distinct(printers: Sequence[str]) -> bool:
    """Return True if the names of printers differ, and none is reserved, ignoring capitals.

    Files are named after printers.
    """
    names = [printer.casefold() for printer in printers]
    return len(set(names)) == len(names) and not set(names) & {*RESERVED_NAMES}


def is_website(text: str) -> bool:
    """Return True for a full http or https address."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in text
    except ValueError:
        return False


def is_file_name(text: str) -> bool:
    """Return True for a name or a relative path that stays inside assets/."""
    return not (
        text.startswith(("/", "\\", "~")) or ":" in text or "\\" in text or ".." in text.split("/")
    )

"""The limits of fields and the patterns of their texts, for the models and for fast_fields.py."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

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
_SIGNS_IN_EMAIL = frozenset("!#$&'*+-/=^_`{|}~")  # before the @, beside letters and digits
_LONGEST_HOST = 253
_PHONE = re.compile(r"\+?[0-9().\-\s/]{5,30}( ?(x|ext\.?) ?[0-9]{1,6})?", re.IGNORECASE)


def is_color(text: str) -> bool:
    """Return True for ``#rrggbb``."""
    return bool(_COLOR.fullmatch(text))


def is_day(text: str) -> bool:
    """Return True for digits in the form year-month-day, even if no calendar has that day."""
    return bool(_DAY.fullmatch(text))


def is_email(text: str) -> bool:
    """Return True for an address in the form name@host.domain.

    It has no scheme, no ``?`` or ``%`` that a mail program would read as more, and one @.
    """
    name, at_sign, host = text.partition("@")
    words = name.split(".")
    return (
        bool(at_sign)
        and all(words)
        and all(_is_letter(char) or char in _SIGNS_IN_EMAIL for char in "".join(words))
        and _is_host(host)
        and len(host.rpartition(".")[2]) > 1
    )


def _is_host(text: str) -> bool:
    """Return True for two or more labels with dots between them."""
    labels = text.split(".")
    return (
        len(labels) >= 2
        and len(text) <= _LONGEST_HOST
        and all(label and not label.startswith("-") and label[-1] != "-" for label in labels)
        and all(_is_letter(char) or char in "-_" for char in "".join(labels))
    )


def _is_letter(char: str) -> bool:
    """Return True for a letter or digit of any script, or a mark on one."""
    return char.isalnum() or (not char.isascii() and unicodedata.category(char)[0] == "M")


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
    """Return True for a full http or https address of a host, without a user's name before it."""
    if not text.isprintable() or any(char in ' "<>\\^`{|}' for char in text):
        return False
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and "@" not in parts.netloc
        and _is_host(host.removesuffix("."))
        and port != 0
    )


def is_mail_link(text: str) -> bool:
    """Return True for ``mailto:`` with addresses, perhaps with a subject and the like behind ?.

    No header holds a line break, which would begin another header.
    """
    scheme, _, rest = text.partition(":")
    addresses, _, headers = rest.partition("?")
    if scheme.lower() != "mailto":
        return False
    broken = any(
        not unquote(header).isprintable()
        for header in headers.split("&")
        if not header.lower().startswith("body=")
    )
    # An address was percent-encoded by the Markdown reader, if it has other letters than ASCII.
    return not broken and all(is_email(unquote(address)) for address in addresses.split(","))


def is_file_name(text: str) -> bool:
    """Return True for a name or a relative path that stays inside assets/."""
    return not (
        text.startswith(("/", "\\", "~")) or ":" in text or "\\" in text or ".." in text.split("/")
    )

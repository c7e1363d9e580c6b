"""From a file that cannot be imposed to one Problem that says why and what to do."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from press.problems import ContentError, Place, Problem


class Opening(Enum):
    """The outcome of an attempt to open a file with pdfium."""

    OPENS = "it opens"
    ASKS = "it asks for a password"
    LOCKED = "it wants to know more than a password"
    FAILS = "it does not open"


def try_opening(data: bytes) -> Opening:
    """Open a file with pdfium, as a browser does, without drawing a page.

    pdfium is imported here because it is large, and only faulty files need it.
    """
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

    try:
        with pypdfium2.PdfDocument(data) as document:
            return Opening.OPENS if len(document) else Opening.FAILS
    except pypdfium2.PdfiumError as error:
        return {FPDF_ERR_PASSWORD: Opening.ASKS, FPDF_ERR_SECURITY: Opening.LOCKED}.get(
            error.err_code or 0, Opening.FAILS
        )


HEAD, TAIL = 1_024, 2_048  # bytes in which readers look for a file's header, and for its end
HEADER, END = b"%PDF-", b"%%EOF"


class Reason(NamedTuple):
    """The message and the hint of a refusal."""

    message: str
    hint: str


EMPTY = Reason("The file is empty", "Download or copy it again")
UNKNOWN = Reason("This is no PDF", "Look whether it is the right file; if it is, export it as PDF")
CUT_OFF = Reason("The PDF is cut off: its end is missing", "Download or copy it again")
DAMAGED = Reason(
    "The PDF is damaged", "Get it again where it comes from, or make it again from its source"
)
NO_PAGES = Reason("The PDF has no pages", "Make it again from its source")
XFA = Reason(
    "The PDF is an XFA form, which Acrobat alone can turn into pages",
    "Open it in Acrobat, print it to a new PDF, and use that one",
)
PORTFOLIO = Reason(
    "The PDF is a portfolio: its documents are files within it, and its page is only their cover",
    "Open it in Acrobat, save the documents out of it, and use those",
)

# What a file that is no PDF may be, by its first bytes.
OTHER_TYPES = {
    rb"\s*<(!doctype|html|\?xml)": Reason(
        "This is a web page, not a PDF",
        "Open its address in a browser, and save the PDF there, or print the page to one",
    ),
    rb"PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf|%!PS": Reason(
        "This is a document of another program, not a PDF", "Open it there, and export it as PDF"
    ),
    rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|....ftyp": Reason(
        "This is a picture, not a PDF", "Open it, and print it to a PDF"
    ),
}

# For damaged and for protected files, by whether a browser opens them.
BROKEN = {
    Opening.OPENS: Reason(
        "The PDF is damaged",
        "Open it in Chrome or Edge, print it there to a new PDF, and use that one",
    )
}
PROTECTED = {
    Opening.ASKS: Reason(
        "The PDF opens only with a password",
        "Open it with the password, print it to a new PDF, and use that one",
    ),
    Opening.OPENS: Reason(
        "The PDF is protected from being changed into another one",
        "Print the PDF itself, Acrobat's print window has Booklet and Multiple; "
        "or ask who made it for one without protection",
    ),
}
LOCKED = Reason(
    "The PDF is protected in a way that only some programs know",
    "Print it from the program that opens it",
)


def refusal_error(file: str, code: str, reason: Reason, page: int = 1) -> ContentError:
    """Return the ContentError for a reason at a page of a file."""
    return ContentError([Problem(Place(file, page), code, *reason)])


def unreadable_error(data: bytes, file: str) -> ContentError:
    """Return the ContentError for a file that pypdf cannot read."""
    return refusal_error(file, "S01", _unreadable_reason(data))


def protected_error(data: bytes, file: str) -> ContentError:
    """Return the ContentError for an encrypted file."""
    return refusal_error(file, "S02", PROTECTED.get(try_opening(data), LOCKED))


def _unreadable_reason(data: bytes) -> Reason:
    if not data:
        return EMPTY
    if HEADER not in data[:HEAD]:
        for first_bytes, reason in OTHER_TYPES.items():
            if re.match(first_bytes, data, re.IGNORECASE | re.DOTALL):
                return reason
        return UNKNOWN
    if END not in data[-TAIL:]:
        return CUT_OFF
    return BROKEN.get(try_opening(data), DAMAGED)

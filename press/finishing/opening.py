"""Whether browsers open a file: by pdfium, which Chrome and Edge have. The one module here that knows pypdfium2."""

from __future__ import annotations

from enum import Enum


class Opening(Enum):
    """What becomes of it."""

    OPENS = "it opens"
    ASKS = "it asks for a password"
    LOCKED = "it wants to know more than a password"
    FAILS = "it does not open"


def opening(data: bytes) -> Opening:
    """No page is drawn, and so none can take long. Only of a file that something is wrong with, since pdfium is large."""
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

    try:
        with pypdfium2.PdfDocument(data) as document:
            return Opening.OPENS if len(document) else Opening.FAILS
    except pypdfium2.PdfiumError as error:
        return {FPDF_ERR_PASSWORD: Opening.ASKS, FPDF_ERR_SECURITY: Opening.LOCKED}.get(error.err_code or 0, Opening.FAILS)

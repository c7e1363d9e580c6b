"""The one mend of ReportLab: PDF/A-2 (ISO 19005-2, 6.1.7.1) wants a line end before ``endstream``, which it leaves out.

A test fails when ReportLab writes it itself.
"""

from __future__ import annotations

from reportlab.pdfbase import pdfdoc

from press.pdf.file import END_STREAM, stream_bytes

_format = pdfdoc.PDFStream.format


def _with_line_end(self: pdfdoc.PDFStream, document: pdfdoc.PDFDocument) -> bytes:
    made: bytes = _format(self, document)
    return (
        made[: -len(END_STREAM)] + b"\n" + END_STREAM
    )  # always: what is compressed may itself end in one


pdfdoc.PDFStream.format = _with_line_end  # type: ignore[method-assign]


class Raw(pdfdoc.PDFObject):
    """An indirect object whose bytes are given: quicker than dictionaries of objects."""

    __RefOnly__ = 1

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        return self.data


def raw_stream(data: bytes, entries: str) -> Raw:
    """The same as an object."""
    return Raw(stream_bytes(data, entries))

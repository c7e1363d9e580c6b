"""ReportLab's streams, corrected: PDF/A-2 wants a line end before ``endstream``.

ReportLab leaves it out (ISO 19005-2, 6.1.7.1). A test fails once ReportLab writes it.
"""

from __future__ import annotations

from reportlab.pdfbase import pdfdoc

from press.pdf.file import END_STREAM, stream_bytes

_format = pdfdoc.PDFStream.format


def _with_line_end(self: pdfdoc.PDFStream, document: pdfdoc.PDFDocument) -> bytes:
    stream: bytes = _format(self, document)
    # Always: compressed data may itself end with a line end.
    return stream[: -len(END_STREAM)] + b"\n" + END_STREAM


pdfdoc.PDFStream.format = _with_line_end  # type: ignore[method-assign]


class Raw(pdfdoc.PDFObject):
    """An indirect object of given bytes: faster than ReportLab's dictionaries of objects."""

    __RefOnly__ = 1

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return its bytes."""
        return self.data


def raw_stream(data: bytes, entries: str) -> Raw:
    """Return a stream as an object; ``entries`` are those of its dictionary, without Length."""
    return Raw(stream_bytes(data, entries))

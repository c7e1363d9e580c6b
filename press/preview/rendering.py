"""From a PDF to a picture of each of its pages, by pdfium. The one module that knows pypdfium2."""

from __future__ import annotations

import io
from typing import NamedTuple

import pypdfium2
from PIL import Image

DPI = 110  # a letter page fits a screen, and its text can be read there
POINT = DPI / 72  # pixels


class Rendered(NamedTuple):
    """A page as a picture at 110 dpi, and its size in points."""

    picture: Image.Image
    size: tuple[float, float]


def rendered(data: bytes) -> list[Rendered]:
    """Each page of a PDF, in colour."""
    with pypdfium2.PdfDocument(data) as document:
        return [Rendered(page.render(scale=POINT).to_pil().convert("RGB"), page.get_size()) for page in document]


def png(picture: Image.Image) -> bytes:
    """A PNG file of a picture, with its resolution, so that it is as large as the paper where somebody prints it."""
    stream = io.BytesIO()
    picture.save(stream, "PNG", dpi=(DPI, DPI))
    return stream.getvalue()

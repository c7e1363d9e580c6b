"""From a PDF to a picture of each of its pages, by pdfium."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from PIL.PngImagePlugin import PngImageFile, PngInfo

DPI = 110  # pixels an inch: a letter page fits a screen, and its text can be read there
POINT = DPI / 72  # pixels
Picture = Image.Image
Rect = tuple[float, float, float, float]
MAKER = "Software", "Handout Press preview"  # the mark of pictures made here


class Rendered(NamedTuple):
    """A page as a picture at 110 dpi.

    ``trimmed`` is what is left of it after a print shop has trimmed it, and ``size`` is the size of
    that, in points.
    """

    picture: Image.Image
    trimmed: Image.Image
    size: tuple[float, float]


def rendered(data: bytes) -> list[Rendered]:
    """Return each page of a PDF, in colour."""
    with pypdfium2.PdfDocument(data) as document:
        return [_rendered(page) for page in document]


def _rendered(page: pypdfium2.PdfPage) -> Rendered:
    picture = page.render(scale=POINT).to_pil().convert("RGB")
    left, bottom, right, top = page.get_trimbox()
    size = right - left, top - bottom
    if size == page.get_size():
        return Rendered(picture, picture, size)
    across, down = round(left * POINT), round((page.get_height() - top) * POINT)
    box = across, down, across + round(size[0] * POINT), down + round(size[1] * POINT)
    return Rendered(picture, picture.crop(box), size)


def printed(
    data: bytes, scales: Iterable[float], trims: Iterable[Rect | None] = ()
) -> Iterator[Image.Image]:
    """Yield each page in grey, as a printer gets it.

    ``scales`` has the pixels for a unit of each page, which is a point unless the page says
    otherwise. ``trims`` has the boxes, in those units, to which pages are cut; None leaves a page
    whole. Raises RuntimeError for a broken file.
    """
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()  # or fields would not be drawn
        for number, trim in enumerate(trims):
            if trim:
                document[number].set_cropbox(*trim)
        for page, scale in zip(document, scales, strict=False):
            yield (
                page.render(scale=scale, grayscale=True, optimize_mode="print")
                .to_pil()
                .convert("L")
            )


def lost(picture: Image.Image, other: Image.Image, levels: int) -> int:
    """Return the number of pixels of a grey picture that the other one has lost.

    A pixel is lost if the other picture has none as dark, within ``levels`` of grey (0–255), at the
    same place or beside it: pdfium draws the same text a pixel away, or a little paler.
    """
    near = other.filter(ImageFilter.MinFilter(3))
    return sum(ImageChops.subtract(near, picture).histogram()[levels:])


def png(picture: Image.Image) -> bytes:
    """Return a picture as a PNG file, with its resolution: printed, it is as large as the paper."""
    stream, info = io.BytesIO(), PngInfo()
    info.add_text(*MAKER)
    picture.save(stream, "PNG", dpi=(DPI, DPI), pnginfo=info)
    return stream.getvalue()


def is_ours(path: str) -> bool:
    """Return True for a file that ``png`` made."""
    try:
        with Image.open(path) as picture:
            name, value = MAKER
            return isinstance(picture, PngImageFile) and picture.text.get(name) == value
    except Exception:  # anything may be called .png
        return False

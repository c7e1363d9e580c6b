"""From a PDF to a picture of each of its pages, by pdfium. The one module here that knows pypdfium2."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from PIL.PngImagePlugin import PngImageFile, PngInfo

DPI = 110  # a letter page fits a screen, and its text can be read there
POINT = DPI / 72  # pixels
Picture = Image.Image
Rect = tuple[float, float, float, float]
MAKER = "Software", "Handout Press preview"  # by which a picture of ours is known again


class Rendered(NamedTuple):
    """A page as a picture at 110 dpi; and what is left of it once a print shop has trimmed it, with its size in points."""

    picture: Image.Image
    trimmed: Image.Image
    size: tuple[float, float]


def rendered(data: bytes) -> list[Rendered]:
    """Each page of a PDF, in colour."""
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
    """Each page in grey as a printer gets it, of so many pixels a unit of the page, and cut where it has a trim.

    Raises RuntimeError for a broken file.
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


def lost(one: Image.Image, other: Image.Image, levels: int) -> int:
    """How many pixels of a grey picture have nothing so dark in the other, but for so many levels, there or right beside.

    What is moved by a pixel is not lost, nor what is a little paler: so pdfium draws one text in two ways.
    """
    near = other.filter(ImageFilter.MinFilter(3))
    return sum(ImageChops.subtract(near, one).histogram()[levels:])


def png(picture: Image.Image) -> bytes:
    """A PNG file of a picture, with its resolution, so that it is as large as the paper where somebody prints it."""
    stream, told = io.BytesIO(), PngInfo()
    told.add_text(*MAKER)
    picture.save(stream, "PNG", dpi=(DPI, DPI), pnginfo=told)
    return stream.getvalue()


def is_ours(path: str) -> bool:
    """True for a file that ``png`` made."""
    try:
        with Image.open(path) as picture:
            name, value = MAKER
            return isinstance(picture, PngImageFile) and picture.text.get(name) == value
    except Exception:  # whatever else may be called .png
        return False

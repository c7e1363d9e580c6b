"""Third-party PDFs to impose: numbered pages. Paper is turned over and folded as pictures."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from PIL import Image, ImageChops, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject
from reportlab.pdfgen.canvas import Canvas

from press.paper import INCH

HALF = (5.5 * INCH, 8.5 * INCH)  # half a letter sheet: a page of a booklet at its full size
LETTER = (8.5 * INCH, 11 * INCH)

Box = tuple[float, float, float, float]


def numbered(
    pages: int, size: tuple[float, float] = HALF, turn: int = 0, box: Box | None = None
) -> bytes:
    """Return an untagged PDF of pages with a number and an arrow that points up as displayed.

    ``turn`` is each page's Rotate entry, ``box`` its MediaBox. The drawing is in the middle,
    upright.
    """
    out = io.BytesIO()
    left, bottom, right, top = box or (0, 0, *size)
    canvas = Canvas(out, pagesize=size, invariant=1)
    for page in range(1, pages + 1):
        canvas.translate((left + right) / 2, (bottom + top) / 2)
        canvas.rotate(turn)
        canvas.setFont("Helvetica-Bold", 90)
        canvas.drawCentredString(0, -80, str(page))
        canvas.setLineWidth(12)
        canvas.lines([(0, 20, 0, 110), (-40, 70, 0, 110), (40, 70, 0, 110)])
        canvas.showPage()
    canvas.save()
    return changed(out.getvalue(), turn, box)


def drawn(
    paint: Callable[[Canvas], object], size: tuple[float, float] = LETTER, pages: int = 1
) -> bytes:
    """Return an untagged PDF of identical pages."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for _ in range(pages):
        paint(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(
    data: bytes,
    turn: int = 0,
    media: Box | None = None,
    crop: Box | None = None,
    unit: float = 1,
    trim: Box | None = None,
) -> bytes:
    """Return the file with other entries in each of its pages."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for page in writer.pages:
        page[NameObject("/Rotate")] = NumberObject(turn)
        for key, box in (("/MediaBox", media), ("/CropBox", crop), ("/TrimBox", trim)):
            if box:
                page[NameObject(key)] = ArrayObject([FloatObject(one) for one in box])
        if unit != 1:
            page[NameObject("/UserUnit")] = FloatObject(unit)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def folded(sides: Sequence[Image.Image], flip: str = "short") -> list[Image.Image]:
    """Return the pages of a booklet, folded of printed sides, in reading order.

    A sheet is a front and what would show through from its back. The back is mirrored if the
    printer flips the landscape sheet on its short edge, and upside down if on its long edge. The
    first sheet is the outermost.
    """
    through = ImageOps.mirror if flip == "short" else ImageOps.flip
    blank = Image.new("RGB", sides[0].size, "white")
    backs = [*sides[1::2], blank][: len(sides[::2])]
    sheets = [(front, through(back)) for front, back in zip(sides[::2], backs, strict=True)]
    first: list[Image.Image] = []
    second: list[Image.Image] = []
    for front, shining in sheets:
        left, right = halves(front)
        behind_left, behind_right = halves(shining)
        first += [right, ImageOps.mirror(behind_right)]  # the two faces of the leaf
        second = [ImageOps.mirror(behind_left), left, *second]
    return [*first, *second]


def halves(picture: Image.Image) -> tuple[Image.Image, Image.Image]:
    middle = picture.width // 2
    return picture.crop((0, 0, middle, picture.height)), picture.crop(
        (middle, 0, picture.width, picture.height)
    )


def read_off(picture: Image.Image, known: Sequence[Image.Image]) -> tuple[int, int]:
    """Return the known page that a picture shows (from 1; 0 for blank), and its rotation.

    The rotation is in degrees clockwise.
    """
    blank = Image.new("RGB", picture.size, "white")
    candidates = {(0, 0): blank}
    for number, page in enumerate(known, 1):
        fitted = ImageOps.pad(page, picture.size, color="white")
        candidates.update({(number, turn): fitted.rotate(-turn) for turn in (0, 180)})
    differences = {key: unlike(picture, page) for key, page in candidates.items()}
    return min(differences, key=differences.__getitem__)


def unlike(first: Image.Image, second: Image.Image) -> float:
    """Return the average difference of two pictures, in levels of 255."""
    histogram = ImageChops.difference(first.convert("L"), second.convert("L")).histogram()
    return sum(level * count for level, count in enumerate(histogram)) / (
        first.width * first.height
    )


def objects_of(data: bytes) -> str:
    """Return all objects of a file as text."""
    read = PdfReader(io.BytesIO(data))
    size: Any = read.trailer["/Size"]
    return "\n".join(repr(read.get_object(number)) for number in range(1, size))

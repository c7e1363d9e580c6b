"""PDFs of others, for putting onto sheets: plain numbered pages, and paper that is turned and folded in pixels."""

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
    """Pages with nothing but their number and an arrow that points up, as it is seen; untagged.

    ``turn`` is each page's Rotate, ``box`` its MediaBox; what is drawn lies in its middle and stands upright.
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
    """An untagged PDF, of pages that are all alike."""
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
    """The same file, with other entries in each of its pages."""
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
    """The pages of the booklet that a printer and two hands make of the sides, in the order in which they are leafed through.

    A sheet is what is seen on its front, and what would shine through from its back: mirrored where the printer turned
    it over the short edge of its landscape, upside down where over the long one. The first sheet is the outermost.
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
        first += [
            right,
            ImageOps.mirror(behind_right),
        ]  # the leaf's front, and its back once it is turned over
        second = [ImageOps.mirror(behind_left), left, *second]
    return [*first, *second]


def halves(picture: Image.Image) -> tuple[Image.Image, Image.Image]:
    middle = picture.width // 2
    return picture.crop((0, 0, middle, picture.height)), picture.crop(
        (middle, 0, picture.width, picture.height)
    )


def read_off(picture: Image.Image, known: Sequence[Image.Image]) -> tuple[int, int]:
    """Which of the known pages (from 1; 0 for blank) a picture shows, and by how many degrees it is turned."""
    blank = Image.new("RGB", picture.size, "white")
    candidates = {(0, 0): blank}
    for number, page in enumerate(known, 1):
        fitted = ImageOps.pad(page, picture.size, color="white")
        candidates.update({(number, turn): fitted.rotate(-turn) for turn in (0, 180)})
    differences = {key: unlike(picture, one) for key, one in candidates.items()}
    return min(differences, key=differences.__getitem__)


def unlike(one: Image.Image, two: Image.Image) -> float:
    """How many levels of 255 two pictures differ by, on average."""
    histogram = ImageChops.difference(one.convert("L"), two.convert("L")).histogram()
    return sum(level * count for level, count in enumerate(histogram)) / (one.width * one.height)


def objects_of(data: bytes) -> str:
    """All objects of a file, spelt out."""
    read = PdfReader(io.BytesIO(data))
    size: Any = read.trailer["/Size"]
    return "\n".join(repr(read.get_object(number)) for number in range(1, size))

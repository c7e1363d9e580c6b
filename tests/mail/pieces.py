"""Pieces of a mailing for the tests: short letters, and brochures of the stock."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache

import pypdfium2
from PIL import Image, ImageChops

from press.mail.letters.mark_font import font_page
from press.print_files.assemble import Assembly
from press.print_files.component import Component, read_component, turned_pages
from press.print_files.pieces import About, Assembled, Leaf, Piece
from press.print_files.sheet_marks import SIGNS, Marks
from tests.samples import brand, compose, handout, stock_handout

ABOUT = About("A mailing", "Letters with a brochure", "Harbor Spine Clinic", "en-US")
DEAR = "Dear %s. Please call us, for we have time for you now."
SCALE = 2.0  # pixels a point

Turning = Callable[[Component, str | None], frozenset[int]]


@cache
def letter(text: str, title: str = "A short title", language: str = "en-US") -> bytes:
    return compose(handout(text, title=title, language=language), "faq-sheet").data


@cache
def brochure(name: str = "failed-back-surgery", layout: str = "trifold") -> bytes:
    return compose(stock_handout(name), layout).data


@cache
def marks() -> Marks:
    return Marks(read_component(font_page(brand(), SIGNS)))


def assembled(
    several: list[tuple[bytes, ...]],
    flip: str | None = "long",
    marked: bool = True,
    turning: Turning = turned_pages,
) -> Assembled:
    """Assemble pieces of some PDFs each, numbered from 1; each PDF is read once."""
    distinct = dict.fromkeys(data for piece in several for data in piece)
    components = {data: read_component(data) for data in distinct}
    assembly = Assembly(ABOUT, flip, marks() if marked else None)
    for number, piece in enumerate(several, 1):
        parts = (components[data] for data in piece)
        leaves = tuple(Leaf(part, turning(part, flip)) for part in parts)
        assembly.add(Piece(number, f"Piece {number}", leaves))
    return assembly.finish()


def assembled_alone(component: Component) -> bytes:
    assembly = Assembly(ABOUT, None)
    assembly.add(Piece(1, "One", (Leaf(component),)))
    return assembly.finish().data


def shown(data: bytes, page: int, turn: int = 0) -> Image.Image:
    """Return a picture of a page, turned by ``turn`` degrees."""
    with pypdfium2.PdfDocument(data) as document:
        picture: Image.Image = (
            document[page].render(scale=SCALE, rotation=turn).to_pil().convert("RGB")
        )
        return picture


def differs(first: Image.Image, second: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box in which two pictures differ; None if they are equal."""
    return ImageChops.difference(first, second).getbbox()


def is_content(data: bytes) -> bool:
    """Return True for a stream with the text of a page."""
    if not data.startswith(b"<</Filter /FlateDecode/Length "):
        return False
    return b" Tj" in zlib.decompressobj().decompress(data.partition(b"stream\n")[2])

"""From a picture in assets/ to art that can be placed: checked, and without its metadata.

A drawing's operators come from the cache if they are there. The libraries that read drawings are
loaded only when one is read.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from press import cache
from press.brand.brand import Brand, Colors
from press.content.tree import Picture
from press.files import TooLargeError, read_regular
from press.problems import ContentError, Place, Problem
from press.typeset.pictures import vector
from press.typeset.pictures.raster import PictureRefusedError

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.utils import ImageReader

LARGEST_FILE = 10_000_000  # bytes


class Art(NamedTuple):
    """A picture ready to be placed: its natural size in points, and what draws it."""

    width: float
    height: float
    body: vector.Vector | Drawing | ImageReader


def load_art(picture: Picture, brand: Brand, outlined: bool = False) -> Art:
    """Return the art of a picture that a handout names.

    ``outlined`` gives a drawing black lines and white areas, and a photograph in grey. Raises
    ContentError, at the picture's place, if the file cannot be used.
    """
    path = brand.workspace.asset(picture.file, "pictures", picture.place)
    return load_file(path, brand.colors, picture.place, outlined)


def load_file(path: str, colors: Colors, place: Place, outlined: bool = False) -> Art:
    """Return the art of a file inside assets/.

    ``place`` is where it is named. See load_art for ``outlined``.

    Raises ContentError if the file cannot be read or printed.
    """
    name = path.replace("\\", "/").rpartition("/")[2]
    try:
        data = _read(path)
        return _load(data, name, colors, outlined)
    except PictureRefusedError as refused:
        raise ContentError(
            [Problem(place, refused.code, f"'{name}' {refused.message}", refused.hint)]
        ) from None


def _read(path: str) -> bytes:
    try:
        return read_regular(path, LARGEST_FILE)
    except TooLargeError as error:
        raise PictureRefusedError(
            "P04", f"has {error.size:,} bytes", "Make it smaller than 10 MB"
        ) from None
    except OSError as error:
        message = f"The file cannot be read ({error.strerror})"
        raise ContentError([Problem(Place(path), "W03", message, "Check it")]) from None


@lru_cache(maxsize=64)
def _load(data: bytes, name: str, colors: Colors, outlined: bool) -> Art:
    kind = name.lower().rpartition(".")[2]
    if kind == "svg":
        return _vector(data, colors, outlined)
    if kind in ("png", "jpg", "jpeg"):
        from press.typeset.pictures.raster import raster_of

        return Art(*raster_of(data, outlined))
    raise PictureRefusedError(
        "P03", "is not a kind of picture that is taken", "Save it as SVG, PNG or JPEG"
    )


def _vector(data: bytes, colors: Colors, outlined: bool) -> Art:
    name = cache.key(
        "drawing", data, colors.primary, colors.accent, colors.tint, colors.ink, str(outlined)
    )
    body = vector.load_vector(name)
    if body:
        return Art(body.width, body.height, body)
    from press.typeset.pictures.svg import HINT_SVG, drawing_of

    drawing = drawing_of(data, colors, outlined)
    try:
        body = vector.vector_of(drawing)
    except (ArithmeticError, ValueError, TypeError, AttributeError, RecursionError) as error:
        # Such as a transform onto a line.
        raise PictureRefusedError(
            "P05", f"cannot be drawn ({type(error).__name__})", HINT_SVG
        ) from None
    if body:
        vector.store_vector(name, body)
    return Art(drawing.width, drawing.height, body or drawing)

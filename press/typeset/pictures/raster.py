"""From a PNG or JPEG to pixels alone: a new image without metadata.

The one module that reads pictures with Pillow.
"""

from __future__ import annotations

import io
import warnings
from typing import Any, NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader


class PictureRefusedError(Exception):
    """A picture cannot be used.

    ``code`` is a key of press.problems.CODES; ``message`` follows the picture's name.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


MOST_PIXELS = 40_000_000
WIDEST = 1_800  # pixels of the longer side after scaling: 300 an inch at 6 in


class Raster(NamedTuple):
    """A picture of pixels and its natural size in points."""

    width: float
    height: float
    body: ImageReader


def raster_of(data: bytes, outlined: bool) -> Raster:
    """Return the picture in a file's bytes; in grey if ``outlined``, as in the low-ink edition.

    Raises PictureRefusedError if it cannot be read or is too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            if image.width * image.height > MOST_PIXELS:
                raise PictureRefusedError(
                    "P04",
                    f"has {image.width} × {image.height} pixels",
                    "Make it smaller than 40 megapixels",
                )
            image.load()
            dpi = image.info.get("dpi", (72, 72))[0]
            image = ImageOps.exif_transpose(image)
    except PictureRefusedError:
        raise
    except (
        OSError,
        ValueError,
        SyntaxError,
        ArithmeticError,
        TypeError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        hint = "Save it again as PNG or JPEG"
        raise PictureRefusedError("P04", "cannot be read as a picture", hint) from None
    scale = 72 / float(dpi) if 30 <= float(dpi) <= 1200 else 1
    width, height = image.width * scale, image.height * scale
    if image.mode.startswith("I"):  # 16-bit grey, as from scanners
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    is_transparent = "A" in image.getbands() or "transparency" in image.info
    if outlined:
        image = image.convert("LA" if is_transparent else "L")
    mode = "L" if image.mode in ("1", "L") else "RGB"
    image = image.convert("RGBA" if is_transparent else mode)
    image.thumbnail((WIDEST, WIDEST))
    # A new image from the pixels alone: no EXIF data, comment or thumbnail is passed on.
    clean = Image.frombytes(image.mode, image.size, image.tobytes())
    body: Any = ImageReader(clean)
    body.getRGBData()  # now: two threads that did it later together would lose the transparency
    return Raster(width, height, body)

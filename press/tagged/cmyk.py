"""From RGB to the inks of a printing condition: operators and pictures in CMYK."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

from reportlab.lib.rl_accel import fp_str

from press.tagged.conditions import SIDE, Condition, ink_table

# Strings are skipped: a text may look like an operator.
_COLOUR = re.compile(
    r"\((?:[^()\\]|\\.)*\)|(?<![\w.])(\d*\.?\d+) (\d*\.?\d+) (\d*\.?\d+) (rg|RG)(?!\w)", re.DOTALL
)
_IN_CMYK = {"rg": "k", "RG": "K"}

# (lightest channel, difference of channels), both at most, of a colour that is printed in black ink
# alone, because three inks a hair apart would blur it. A pale tint is meant to be coloured, so a
# light colour must be nearly pure grey.
GREY = ((0.6, 0.1), (1.0, 0.015))
SOLID = 0.85  # of black: a darker grey is printed solid, so that its text is not screened
FAINT = 0.03  # of an ink: ISO 12647-2 does not require plates to hold smaller dots


def in_cmyk(operators: str, condition: Condition) -> str:
    """Return the operators of a page or drawing, with each RGB colour in CMYK."""
    return _COLOUR.sub(
        lambda match: _colour(*map(str, match.groups()), condition) if match[4] else match[0],
        operators,
    )


@lru_cache(maxsize=256)
def _colour(red: str, green: str, blue: str, operator: str, condition: Condition) -> str:
    return f"{fp_str(*inks(float(red), float(green), float(blue), condition))} {_IN_CMYK[operator]}"


def inks(red: float, green: float, blue: float, condition: Condition) -> tuple[float, ...]:
    """Return cyan, magenta, yellow and black for the colour of lines, text or an area.

    All values are from 0 to 1.
    """
    lightest, darkest = max(red, green, blue), min(red, green, blue)
    difference = lightest - darkest
    if any(lightest <= light and difference <= apart for light, apart in GREY):
        black = _black(0.299 * red + 0.587 * green + 0.114 * blue, condition)
        return 0, 0, 0, 1 if black >= SOLID else _printable(black)
    return tuple(map(_printable, _interpolated(red, green, blue, condition)))


def _printable(ink: float) -> float:
    return round(ink, 4) if ink >= FAINT else 0


def _black(grey: float, condition: Condition) -> float:
    """Return the black ink, from 0 to 1, for a grey from 0 (black) to 1 (white)."""
    return _interpolated(grey, grey, grey, condition)[3]


def _interpolated(red: float, green: float, blue: float, condition: Condition) -> list[float]:
    """Interpolate between four colours of the table.

    They are the corners of a tetrahedron, so that a grey is interpolated between greys.
    """
    steps = [min(max(channel, 0.0), 1.0) * (SIDE - 1) for channel in (red, green, blue)]
    lower = [min(int(step), SIDE - 2) for step in steps]
    beyond = sorted(
        ((step - low, axis) for axis, (step, low) in enumerate(zip(steps, lower, strict=True))),
        reverse=True,
    )
    row, table = sum(low * SIDE**axis for axis, low in enumerate(lower)), ink_table(condition)
    mixed, shares = [0.0] * 4, [1.0, *(share for share, _ in beyond), 0.0]
    for corner, (share, less) in enumerate(pairwise(shares)):
        mixed = [
            total + (share - less) * ink / 255
            for total, ink in zip(mixed, table[4 * row : 4 * row + 4], strict=True)
        ]
        row += SIDE ** beyond[corner][1] if corner < 3 else 0
    return mixed


def picture_in_cmyk(picture: Any, condition: Condition) -> Any:
    """Return an ImageReader with a picture in CMYK.

    Its grey parts are in black ink alone, and its transparent parts are white paper.
    """
    from PIL import Image, ImageFilter

    image = picture._image.convert("RGB")
    if "A" in picture._image.getbands():
        white = Image.new("RGB", image.size, "white")
        image = Image.composite(image, white, picture._image.getchannel("A"))
    blacks = [round(255 * _black(grey / 255, condition)) for grey in range(256)]
    grey, greyness = image.convert("L").point(blacks), _greyness(image)
    if greyness.getextrema()[0] > 0:
        return type(picture)(grey.point(lambda black: 255 - black))
    values = [ink / 255 for ink in ink_table(condition)]
    colored = image.filter(ImageFilter.Color3DLUT(SIDE, values, channels=4, target_mode="CMYK"))
    none = Image.new("L", image.size)
    return type(picture)(
        Image.composite(Image.merge("CMYK", (none, none, none, grey)), colored, greyness)
    )


def _greyness(image: Any) -> Any:
    """Return 255 where a picture is grey, but for a JPEG's noise, to 0 where colour is visible."""
    from PIL import ImageChops

    noise, visible = 1, 5  # of 128
    by_step = [
        max(0, min(255, 255 * (visible - abs(step - 128)) // (visible - noise)))
        for step in range(256)
    ]
    _, blue, red = (channel.point(by_step) for channel in image.convert("YCbCr").split())
    return ImageChops.darker(blue, red)

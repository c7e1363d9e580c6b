"""From the colours of a screen to the inks of a printing condition: operators and pictures in CMYK."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

from reportlab.lib.rl_accel import fp_str

from press.tagged.conditions import SIDE, Condition, table

# Strings are passed over: a text may say what looks like an operator.
_COLOUR = re.compile(
    r"\((?:[^()\\]|\\.)*\)|(?<![\w.])(\d*\.?\d+) (\d*\.?\d+) (\d*\.?\d+) (rg|RG)(?!\w)", re.DOTALL
)
_IN_CMYK = {"rg": "k", "RG": "K"}

# Black ink alone prints what is grey or nearly so, or three inks a hair apart would blur it: where the channels of a colour
# no lighter than the first differ by the second at most. A pale tint is meant as one, so there it has to be grey indeed.
GREY = ((0.6, 0.1), (1.0, 0.015))
SOLID = 0.85  # of black: above it, text is not screened
FAINT = 0.03  # of an ink: ISO 12647-2 has plates hold no smaller dots


def in_cmyk(operators: str, condition: Condition) -> str:
    """The operators of a page or drawing, with each RGB colour in inks."""
    return _COLOUR.sub(
        lambda found: _colour(*map(str, found.groups()), condition) if found[4] else found[0],
        operators,
    )


@lru_cache(maxsize=256)
def _colour(red: str, green: str, blue: str, operator: str, condition: Condition) -> str:
    return f"{fp_str(*inks(float(red), float(green), float(blue), condition))} {_IN_CMYK[operator]}"


def inks(red: float, green: float, blue: float, condition: Condition) -> tuple[float, ...]:
    """Cyan, magenta, yellow and black of a colour of lines, text or a field, each from 0 to 1."""
    lightest, darkest = max(red, green, blue), min(red, green, blue)
    if any(lightest <= most and lightest - darkest <= apart for most, apart in GREY):
        black = _black(0.299 * red + 0.587 * green + 0.114 * blue, condition)
        return 0, 0, 0, 1 if black >= SOLID else _held(black)
    return tuple(map(_held, _looked_up(red, green, blue, condition)))


def _held(ink: float) -> float:
    return round(ink, 4) if ink >= FAINT else 0


def _black(grey: float, condition: Condition) -> float:
    """So much black as prints a grey, from 0 for black to 1 for white."""
    return _looked_up(grey, grey, grey, condition)[3]


def _looked_up(red: float, green: float, blue: float, condition: Condition) -> list[float]:
    """Between four of the table's colours, along straight lines: those of a tetrahedron, so that grey stays between greys."""
    steps = [min(max(channel, 0.0), 1.0) * (SIDE - 1) for channel in (red, green, blue)]
    lower = [min(int(step), SIDE - 2) for step in steps]
    beyond = sorted(
        ((step - low, axis) for axis, (step, low) in enumerate(zip(steps, lower, strict=True))),
        reverse=True,
    )
    at, rows = sum(low * SIDE**axis for axis, low in enumerate(lower)), table(condition)
    made, shares = [0.0] * 4, [1.0, *(share for share, _ in beyond), 0.0]
    for place, (share, less) in enumerate(pairwise(shares)):
        made = [
            one + (share - less) * ink / 255
            for one, ink in zip(made, rows[4 * at : 4 * at + 4], strict=True)
        ]
        at += SIDE ** beyond[place][1] if place < 3 else 0
    return made


def picture_in_cmyk(picture: Any, condition: Condition) -> Any:
    """An ImageReader's picture, in inks: what is grey in it in black alone, and what is clear is the white paper."""
    from PIL import Image, ImageFilter

    image = picture._image.convert("RGB")
    if "A" in picture._image.getbands():
        white = Image.new("RGB", image.size, "white")
        image = Image.composite(image, white, picture._image.getchannel("A"))
    blacks = [round(255 * _black(grey / 255, condition)) for grey in range(256)]
    grey, how_grey = image.convert("L").point(blacks), _how_grey(image)
    if how_grey.getextrema()[0] > 0:
        return type(picture)(grey.point(lambda black: 255 - black))
    values = [ink / 255 for ink in table(condition)]
    colored = image.filter(ImageFilter.Color3DLUT(SIDE, values, channels=4, target_mode="CMYK"))
    none = Image.new("L", image.size)
    return type(picture)(
        Image.composite(Image.merge("CMYK", (none, none, none, grey)), colored, how_grey)
    )


def _how_grey(image: Any) -> Any:
    """From 255 where a picture is grey, but for the noise that a JPEG has there, to 0 where its colour is seen."""
    from PIL import ImageChops

    clear, seen = 1, 5  # of 128
    by_step = [
        max(0, min(255, 255 * (seen - abs(step - 128)) // (seen - clear))) for step in range(256)
    ]
    _, blue, red = (channel.point(by_step) for channel in image.convert("YCbCr").split())
    return ImageChops.darker(blue, red)

"""From the colours of a screen to the inks of a printing condition: operators and pictures in CMYK."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

from reportlab.lib.rl_accel import fp_str

from press.tagged.conditions import SIDE, Condition, table

# Strings are passed over: a text may say what looks like an operator.
_COLOUR = re.compile(r"\((?:[^()\\]|\\.)*\)|(?<![\w.])(\d*\.?\d+) (\d*\.?\d+) (\d*\.?\d+) (rg|RG)(?!\w)", re.DOTALL)
_IN_CMYK = {"rg": "k", "RG": "K"}

# Black ink alone prints what is grey or nearly so, or three inks a hair apart would blur it: where the channels of a colour
# no lighter than the first differ by the second at most. A pale tint is meant as one, so there it has to be grey indeed.
GREY = ((0.6, 0.1), (1.0, 0.015))
SOLID = 0.85  # of black: above it, text is not screened
FAINT = 0.03  # of an ink: ISO 12647-2 has plates hold no smaller dots


def in_cmyk(operators: str, condition: Condition) -> str:
    """The operators of a page or drawing, with each RGB colour in inks."""
    return _COLOUR.sub(lambda found: _colour(*map(str, found.groups()), condition) if found[4] else found[0], operators)


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
    beyond = sorted(((step - low, axis) for axis, (step, low) in enumerate(zip(steps, lower, strict=True))), reverse=True)
    at, rows = sum(low * SIDE**axis for axis, low in enumerate(lower)), table(condition)
    made, shares = [0.0] * 4, [1.0, *(share for share, _ in beyond), 0.0]
    for place, (share, less) in enumerate(pairwise(shares)):
        made = [one + (share - less) * ink / 255 for one, ink in zip(made, rows[4 * at : 4 * at + 4], strict=True)]
        at += SIDE ** beyond[place][1] if place < 3 else 0
    return made


def picture_in_cmyk(picture: Any, condition: Condition) -> Any:
    """An ImageReader's picture, in inks, or in black alone where it has no colour; what is clear in it is the white paper."""
    from PIL import ImageFilter

    image = picture._image.convert("RGB")
    if "A" in picture._image.getbands():
        on_white = image.point(lambda _: 255)
        on_white.paste(image, mask=picture._image.getchannel("A"))
        image = on_white
    if not _is_grey(image):
        values = [ink / 255 for ink in table(condition)]
        return type(picture)(image.filter(ImageFilter.Color3DLUT(SIDE, values, channels=4, target_mode="CMYK")))
    blacks = [_black(grey / 255, condition) for grey in range(256)]
    return type(picture)(image.convert("L").point([round(255 * (1 - black)) for black in blacks]))


def _is_grey(image: Any) -> bool:
    """True if no pixel has a colour that is seen: what a JPEG of grey has is its noise."""
    _, blue, red = image.convert("YCbCr").split()
    return all(122 <= value <= 134 for channel in (blue, red) for value in channel.getextrema())

"""From the colours of a screen to those of a printing press: operators and pictures in CMYK (ISO 32000-1, 10.3.5)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from reportlab.lib.rl_accel import fp_str

# Strings are passed over: a text may say what looks like an operator.
_COLOUR = re.compile(r"\((?:[^()\\]|\\.)*\)|(?<![\w.])(\d*\.?\d+) (\d*\.?\d+) (\d*\.?\d+) (rg|RG)(?!\w)", re.DOTALL)
_IN_CMYK = {"rg": "k", "RG": "K"}


def in_cmyk(operators: str) -> str:
    """The operators of a page or drawing, with each RGB colour in inks."""
    return _COLOUR.sub(lambda found: _colour(*map(str, found.groups())) if found[4] else found[0], operators)


@lru_cache(maxsize=256)
def _colour(red: str, green: str, blue: str, operator: str) -> str:
    return f"{fp_str(*inks(float(red), float(green), float(blue)))} {_IN_CMYK[operator]}"


def inks(red: float, green: float, blue: float) -> tuple[float, float, float, float]:
    """Cyan, magenta, yellow and black of a colour, each from 0 to 1: as much black as there is in all of them."""
    black = 1 - max(red, green, blue)
    if black >= 1:
        return 0, 0, 0, 1
    cyan, magenta, yellow = ((1 - channel - black) / (1 - black) for channel in (red, green, blue))
    return cyan, magenta, yellow, black


def picture_in_cmyk(picture: Any) -> Any:
    """An ImageReader's picture, in inks; one that can be seen through stands on white, as on paper."""
    image = picture._image
    if image.mode in ("L", "1"):
        return picture
    if "A" in image.getbands():
        white = image.convert("RGB").point(lambda _: 255)
        white.paste(image.convert("RGB"), mask=image.getchannel("A"))
        image = white
    return type(picture)(image.convert("RGB").convert("CMYK"))

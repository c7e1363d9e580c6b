"""From an SVG to ReportLab's shapes: checked first, and in the practice's colours where it is in the stock's palette.

The one module that knows svglib and defusedxml, which take long to load.
"""

from __future__ import annotations

import io
import logging
import math
import re
from typing import Any
from xml.etree.ElementTree import Element  # the type alone: files are parsed by defusedxml

from defusedxml import ElementTree as SafeTree
from defusedxml.common import DefusedXmlException
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import black, white
from svglib.svglib import svg2rlg

from press.brand.brand import Colors
from press.typeset.pictures.raster import PictureRefusedError

LARGEST_SVG = 1_000_000  # bytes
MOST_ELEMENTS = 5_000
MOST_USES = 100
PALE = 0.475  # of a line's luminance: above it, its contrast to white is below 2
THIN = 0.008  # of a drawing's longer side: the line round what had none
WIDEST_DRAWING = 100_000  # points; also refuses what is no number

SHAPES = {
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "title",
    "desc",
    "defs",
    "use",
}
HINT_SVG = "Save it from your drawing program as a plain SVG, with text turned into paths"

# The palette in which the stock is drawn; a practice's colours take its place, the mid tones by mixing.
PALETTE = {"primary": "#1b4d5c", "accent": "#b23c17", "tint": "#e3eff1", "ink": "#1d2529"}
MIXES = {"#7fa3ad": 0.52, "#c9dde1": 0.22}  # how much of the primary is in white

_URL = re.compile(r"url\(", re.IGNORECASE)  # of a gradient or a file: neither prints here


def drawing_of(data: bytes, colors: Colors, outlined: bool) -> Drawing:
    """The shapes of an SVG in a practice's colours, or ``outlined`` in black; raises RefusedError."""
    _check_svg(data)
    text = re.sub(
        r"#[0-9a-fA-F]{6}",
        lambda found: _recolored(found.group().lower(), colors),
        data.decode("utf-8"),
    )
    drawing, said = _svg2rlg(text.encode("utf-8"))
    if (
        drawing is None
        or said
        or not (0 < drawing.width < WIDEST_DRAWING and 0 < drawing.height < WIDEST_DRAWING)
    ):
        raise PictureRefusedError("P05", f"cannot be drawn ({said or 'no size'})", HINT_SVG)
    if outlined:
        _outline(drawing, THIN * max(drawing.width, drawing.height))
    return drawing


def _outline(shape: Any, width: float) -> None:
    """Black lines and white fields, all through a drawing; a pale line becomes white, and hides what is below it.

    So a broad line with a paler one on it, as nerves and wires are drawn, becomes two lines, and no bar.
    """
    for one in getattr(shape, "contents", ()):
        _outline(one, width)
    fill, line = getattr(shape, "fillColor", None), getattr(shape, "strokeColor", None)
    if line is not None:
        shape.strokeColor = white if _lightness(line) > PALE else black
    elif fill is not None and fill != white:
        shape.strokeColor, shape.strokeWidth = black, width
    if fill is not None:
        shape.fillColor = white


def _lightness(color: Any) -> float:
    """From 0 to 1: relative luminance, roughly."""
    return sum(
        part * math.pow(channel, 2.2)
        for part, channel in zip((0.2126, 0.7152, 0.0722), color.rgb(), strict=True)
    )


def _check_svg(data: bytes) -> None:
    if len(data) > LARGEST_SVG:
        raise PictureRefusedError(
            "P04", f"has {len(data):,} bytes", "Simplify the drawing: 1 MB at most"
        )
    try:
        data.decode("utf-8")
        root = SafeTree.fromstring(data, forbid_dtd=True)
    except (SafeTree.ParseError, DefusedXmlException, ValueError, LookupError):
        raise PictureRefusedError("P05", "is not an SVG that can be read", HINT_SVG) from None
    _check_uses(root)
    for count, element in enumerate(root.iter(), 1):
        tag = _tag(element)
        if count > MOST_ELEMENTS:
            raise PictureRefusedError(
                "P04", f"has more than {MOST_ELEMENTS:,} shapes", "Simplify the drawing"
            )
        if tag not in SHAPES:
            raise PictureRefusedError(
                "P05", f"holds <{tag[:40]}>, which does not print here", HINT_SVG
            )
        for key, value in element.attrib.items():
            local = key.rpartition("}")[2]
            if (
                local.startswith("on")
                or (local == "href" and not value.startswith("#"))
                or _URL.search(value)
            ):
                raise PictureRefusedError(
                    "P05", f"points out of the file with '{local[:40]}'", HINT_SVG
                )
    if _tag(root) != "svg":
        raise PictureRefusedError("P05", "is not an SVG", HINT_SVG)


def _check_uses(root: Element) -> None:
    """A shape may be used again, but not one that uses others: that grows without end."""
    uses = [element for element in root.iter() if _tag(element) == "use"]
    named = {element.get("id"): element for element in root.iter()}
    for use in uses:
        wanted = next(
            (value[1:] for key, value in use.attrib.items() if key.rpartition("}")[2] == "href"), ""
        )
        target = named.get(wanted)
        if (
            len(uses) > MOST_USES
            or target is None
            or any(_tag(element) == "use" for element in target.iter())
        ):
            raise PictureRefusedError(
                "P05", "repeats shapes within shapes, or too often, with <use>", HINT_SVG
            )


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _svg2rlg(data: bytes) -> tuple[Drawing | None, str]:
    """svglib logs what it cannot draw, and draws the rest: here that is an error."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    listener, logger = Listener(logging.WARNING), logging.getLogger("svglib")
    logger.addHandler(listener)
    logger.propagate, before = False, logger.propagate
    try:
        return svg2rlg(io.BytesIO(data)), "; ".join(said)[:200]
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        ArithmeticError,
    ) as error:
        return None, type(error).__name__
    finally:
        logger.removeHandler(listener)
        logger.propagate = before


def _recolored(color: str, colors: Colors) -> str:
    for role, stock in PALETTE.items():
        if color == stock:
            return str(getattr(colors, role))
    if color in MIXES:
        part = MIXES[color]
        channels = (int(colors.primary[at : at + 2], 16) for at in (1, 3, 5))
        return "#" + "".join(f"{round(255 + (one - 255) * part):02x}" for one in channels)
    return color

"""From an SVG to ReportLab's shapes: checked, and recoloured for the practice.

The one module that imports svglib, which takes long to load.
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
PALE = 0.475  # luminance of a line, from 0 to 1: above it, its contrast with white is below 2
THIN = 0.008  # of a drawing's longer side: the weight of an added outline
WIDEST_DRAWING = 100_000  # points; this also refuses a size that is not a number

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

# The palette of the stock's drawings. The practice's colours replace it, mid tones by mixing.
PALETTE = {"primary": "#1b4d5c", "accent": "#b23c17", "tint": "#e3eff1", "ink": "#1d2529"}
MIXES = {"#7fa3ad": 0.52, "#c9dde1": 0.22}  # the share of the primary in white

_URL = re.compile(r"url\(", re.IGNORECASE)  # of a gradient or a file: neither is supported


def drawing_of(data: bytes, colors: Colors, outlined: bool) -> Drawing:
    """Return the shapes of an SVG in a practice's colours, or in black lines if ``outlined``.

    Raises PictureRefusedError if it cannot be drawn, or has anything that is not allowed.
    """
    _check_svg(data)
    text = re.sub(
        r"#[0-9a-fA-F]{6}",
        lambda match: _recolored(match.group().lower(), colors),
        data.decode("utf-8"),
    )
    drawing, errors = _svg2rlg(text.encode("utf-8"))
    if (
        drawing is None
        or errors
        or not (0 < drawing.width < WIDEST_DRAWING and 0 < drawing.height < WIDEST_DRAWING)
    ):
        raise PictureRefusedError("P05", f"cannot be drawn ({errors or 'no size'})", HINT_SVG)
    if outlined:
        _outline(drawing, THIN * max(drawing.width, drawing.height))
    return drawing


def _outline(shape: Any, width: float) -> None:
    """Give all shapes of a drawing black lines and white areas.

    ``width`` is that of an added outline, in points. A pale line becomes white, and hides what is
    below it. So a broad line with a paler one on it, as nerves and wires are drawn, becomes two
    lines and not a bar.
    """
    for child in getattr(shape, "contents", ()):
        _outline(child, width)
    fill, line = getattr(shape, "fillColor", None), getattr(shape, "strokeColor", None)
    if line is not None:
        shape.strokeColor = white if _lightness(line) > PALE else black
    elif fill is not None and fill != white:
        shape.strokeColor, shape.strokeWidth = black, width
    if fill is not None:
        shape.fillColor = white


def _lightness(color: Any) -> float:
    """Return a colour's approximate relative luminance, from 0 to 1."""
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
    """Refuse a <use> of a shape that has another <use> in it: such shapes grow exponentially."""
    uses = [element for element in root.iter() if _tag(element) == "use"]
    named = {element.get("id"): element for element in root.iter()}
    for use in uses:
        name = next(
            (value[1:] for key, value in use.attrib.items() if key.rpartition("}")[2] == "href"), ""
        )
        target = named.get(name)
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
    """Return the drawing and the errors in it; the drawing is None if svglib raised one.

    svglib logs what it cannot draw, and draws the rest. Here that is an error too.
    """
    errors: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            errors.append(record.getMessage())

    listener, logger = Listener(logging.WARNING), logging.getLogger("svglib")
    logger.addHandler(listener)
    logger.propagate, before = False, logger.propagate
    try:
        return svg2rlg(io.BytesIO(data)), "; ".join(errors)[:200]
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
        share = MIXES[color]
        channels = (int(colors.primary[start : start + 2], 16) for start in (1, 3, 5))
        mixed = (round(255 + (channel - 255) * share) for channel in channels)
        return "#" + "".join(f"{channel:02x}" for channel in mixed)
    return color

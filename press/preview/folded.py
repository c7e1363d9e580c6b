"""From pictures of a sheet's pages to one picture of the folded piece: its faces side by side, in reading order.

What is seen side by side stands so, with the fold between; each face has its name below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from press.paper import Face
from press.preview.rendering import DPI, POINT

GROUND, BORDER, FOLD, SHADOW, INK = "#e9eef0", "#b9c4c9", "#d3dadd", "#5d7079", "#3c4d55"
WIDEST = 30 * DPI  # pixels of a row: both sides of a legal sheet
MARGIN, GAP = 44, 40  # pixels around everything, and between what does not lie side by side
NAME, ROW = 24, 80  # pixels: the size of a name, and the space from a row to the next
BLUR, DROP = 6, 4  # of the shadow, in pixels


class PanelPicture(NamedTuple):
    """A face as a picture that stands upright."""

    name: str
    picture: Image.Image


Group = list[PanelPicture]  # what is seen side by side


def folded(pages: Sequence[Image.Image], faces: Sequence[Face], font: str) -> Image.Image:
    """The faces of pages at 110 dpi, from left to right and, where they are many, in rows; ``font`` is a font's path."""
    rows = _rows(_groups(pages, faces))
    width = 2 * MARGIN + max(_width(row) for row in rows)
    height = MARGIN + sum(_height(row) + ROW for row in rows)
    sheet, names = Image.new("RGB", (width, height), GROUND), ImageFont.truetype(font, NAME)
    top = MARGIN
    for row in rows:
        left = MARGIN
        for group in row:
            _lay(sheet, group, left, top + _height(row) - _height([group]), names)
            left += _width([group]) + GAP
        top += _height(row) + ROW
    return sheet


def _groups(pages: Sequence[Image.Image], faces: Sequence[Face]) -> list[Group]:
    groups: list[Group] = []
    before: Face | None = None
    for face in faces:
        if before is None or not _beside(before, face):
            groups.append([])
        groups[-1].append(PanelPicture(face.name, _upright(pages[face.page], face)))
        before = face
    return groups


def _beside(left: Face, right: Face) -> bool:
    """True where the two are one piece of paper, or face each other: where their edges meet on a page that stands upright."""
    same = (left.page, left.y, left.height, left.turned) == (
        right.page,
        right.y,
        right.height,
        right.turned,
    )
    return right.facing or (same and not left.turned and abs(left.x + left.width - right.x) < 1)


def _upright(page: Image.Image, face: Face) -> Image.Image:
    """A face is told from the lower left corner, a picture from the upper left one."""
    left, right = round(face.x * POINT), round((face.x + face.width) * POINT)
    top, bottom = (
        page.height - round((face.y + face.height) * POINT),
        page.height - round(face.y * POINT),
    )
    cut = page.crop((max(left, 0), max(top, 0), min(right, page.width), min(bottom, page.height)))
    return cut.rotate(-face.turned, expand=True)  # Pillow turns against the clock


def _rows(groups: Sequence[Group]) -> list[list[Group]]:
    rows: list[list[Group]] = [[]]
    for group in groups:
        if rows[-1] and _width([*rows[-1], group]) > WIDEST:
            rows.append([])
        rows[-1].append(group)
    return rows


def _width(row: Sequence[Group]) -> int:
    return sum(panel.picture.width for group in row for panel in group) + GAP * (len(row) - 1)


def _height(row: Sequence[Group]) -> int:
    return max(panel.picture.height for group in row for panel in group)


def _lay(
    sheet: Image.Image, group: Group, left: int, top: int, names: ImageFont.FreeTypeFont
) -> None:
    """A group's panels as one piece of paper on the ground, with their names below."""
    width, height = _width([group]), _height([group])
    _cast_shadow(sheet, left, top, width, height)
    draw, at = ImageDraw.Draw(sheet), left
    for panel in group:
        sheet.paste(panel.picture, (at, top))
        if at > left:
            draw.line((at, top, at, top + height - 1), fill=FOLD)
        draw.text(
            (at + panel.picture.width / 2, top + height + 18),
            panel.name,
            fill=INK,
            font=names,
            anchor="ma",
        )
        at += panel.picture.width
    draw.rectangle((left - 1, top - 1, left + width, top + height), outline=BORDER)


def _cast_shadow(sheet: Image.Image, left: int, top: int, width: int, height: int) -> None:
    around = 3 * BLUR
    shade = Image.new("L", (width + 2 * around, height + 2 * around), 0)
    shade.paste(110, (around, around, around + width, around + height))
    sheet.paste(
        SHADOW, (left - around, top - around + DROP), shade.filter(ImageFilter.GaussianBlur(BLUR))
    )

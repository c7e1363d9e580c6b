"""From pictures of a sheet's pages to one picture of the folded piece: its faces in reading order.

Faces that patients see side by side are joined, with the fold between them. The name of each face
is below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from press.paper import Face
from press.preview.rendering import DPI, POINT

GROUND, BORDER, FOLD, SHADOW, INK = "#e9eef0", "#b9c4c9", "#d3dadd", "#5d7079", "#3c4d55"
WIDEST = 30 * DPI  # pixels of a row: both sides of a legal sheet
MARGIN, GAP = 44, 40  # pixels around everything, and between groups
NAME, ROW = 24, 80  # pixels: the size of a name, and the space from a row to the next
BLUR, DROP = 6, 4  # pixels: of the shadow


class PanelPicture(NamedTuple):
    """The picture of a face, turned upright."""

    name: str
    picture: Image.Image


Group = list[PanelPicture]  # panels seen side by side


def folded(pages: Sequence[Image.Image], faces: Sequence[Face], font: str) -> Image.Image:
    """Return one picture of the faces, from left to right, in rows if they are many.

    ``pages`` are pictures at 110 dpi. ``font`` is the path of the font of the names.
    """
    rows = _rows(_groups(pages, faces))
    width = 2 * MARGIN + max(_width(row) for row in rows)
    height = MARGIN + sum(_height(row) + ROW for row in rows)
    sheet, names = Image.new("RGB", (width, height), GROUND), ImageFont.truetype(font, NAME)
    top = MARGIN
    for row in rows:
        left = MARGIN
        for group in row:
            _paste(sheet, group, left, top + _height(row) - _height([group]), names)
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
    """Return True if two faces are one piece of paper, or face each other in a booklet.

    They are one piece if they are upright on the same page and their edges meet.
    """
    if right.facing:
        return True
    same_page = left.page == right.page and left.turned == right.turned == 0
    same_row = left.y == right.y and left.height == right.height
    return same_page and same_row and abs(left.x + left.width - right.x) < 1


def _upright(page: Image.Image, face: Face) -> Image.Image:
    """Return a face cut out of its page and turned upright.

    A face is measured from the lower-left corner, in points, a picture from the upper-left one.
    """
    left, right = round(face.x * POINT), round((face.x + face.width) * POINT)
    top = page.height - round((face.y + face.height) * POINT)
    bottom = page.height - round(face.y * POINT)
    cut = page.crop((max(left, 0), max(top, 0), min(right, page.width), min(bottom, page.height)))
    return cut.rotate(-face.turned, expand=True)  # Pillow turns counter-clockwise


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


def _paste(
    sheet: Image.Image, group: Group, left: int, top: int, names: ImageFont.FreeTypeFont
) -> None:
    """Paste a group's panels onto the sheet as one piece of paper, with their names below."""
    width, height = _width([group]), _height([group])
    _cast_shadow(sheet, left, top, width, height)
    draw, x = ImageDraw.Draw(sheet), left
    for panel in group:
        sheet.paste(panel.picture, (x, top))
        if x > left:
            draw.line((x, top, x, top + height - 1), fill=FOLD)
        middle = x + panel.picture.width / 2
        draw.text((middle, top + height + 18), panel.name, fill=INK, font=names, anchor="ma")
        x += panel.picture.width
    draw.rectangle((left - 1, top - 1, left + width, top + height), outline=BORDER)


def _cast_shadow(sheet: Image.Image, left: int, top: int, width: int, height: int) -> None:
    around = 3 * BLUR
    shade = Image.new("L", (width + 2 * around, height + 2 * around), 0)
    shade.paste(110, (around, around, around + width, around + height))
    sheet.paste(
        SHADOW, (left - around, top - around + DROP), shade.filter(ImageFilter.GaussianBlur(BLUR))
    )
